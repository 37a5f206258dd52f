"""Starting, stopping, and dying, under every kind of account."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from collections.abc import Callable

from tests.core.postgres.conftest import ROOT, Place
from tests.core.postgres.processes import Child, is_gone, proc_status, wait_until

Spawn = Callable[..., Child]


def keep_a_row(child: Child, value: int = 1) -> None:
    child.sql("create table if not exists kept (value int)")
    child.sql(f"insert into kept values ({value})")


def kept(child: Child) -> list[int]:
    return [int(value) for (value,) in child.sql("select value from kept order by value")]


def test_cold_start_makes_the_database_the_schema_needs(place: Place, spawn: Spawn) -> None:
    child = spawn(place)
    child.start()
    settings = {
        "server_encoding": "UTF8",
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "listen_addresses": "",
        "shared_buffers": "64MB",
        "jit": "off",
    }
    names = ",".join(f"'{name}'" for name in settings)
    in_force = child.sql(f"select name, current_setting(name) from pg_settings where name in ({names})")
    assert dict(in_force) == settings
    assert child.sql("select distinct datlocprovider, datlocale from pg_database") == [["b", "C.UTF-8"]]
    assert child.sql("select current_user, uuid_extract_version(uuidv7())") == [["interurban", "7"]]
    child.sql("create extension vector")


def test_server_has_no_rights_of_root_and_lets_nobody_else_in(place: Place, spawn: Spawn) -> None:
    modes = {path: path.stat().st_mode for path in place.folder.parents}
    pid = spawn(place).start()["pid"]
    assert proc_status(pid, "Uid") == [str(place.server_uid)] * 4
    assert proc_status(pid, "CapEff") == proc_status(pid, "CapPrm") == ["0" * 16]
    assert proc_status(pid, "Umask") == ["0077"]
    for private in ("data", "socket"):
        status = (place.folder / private).stat()
        assert (status.st_uid, stat.S_IMODE(status.st_mode)) == (place.server_uid, 0o700)
    assert stat.S_IMODE((place.folder / "log").stat().st_mode) == 0o600
    assert {path: path.stat().st_mode for path in place.folder.parents} == modes


def test_private_folder_is_served_from_a_user_namespace_only_where_needed(place: Place, spawn: Spawn) -> None:
    pid = spawn(place).start()["pid"]
    own = os.readlink("/proc/self/ns/user")
    assert (os.readlink(f"/proc/{pid}/ns/user") != own) == (ROOT and place.server_uid == 0)


def test_warm_start_keeps_what_was_written(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    first.start()
    keep_a_row(first)
    assert first.ask("stop") == {"owner": False, "pid": None}
    assert first.start()["owner"]
    assert kept(first) == [1]
    first.ask("stop")
    second = spawn(place)
    assert second.start()["owner"]
    assert kept(second) == [1]


def test_server_dies_with_a_killed_parent_and_what_was_committed_is_kept(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    pid = first.start()["pid"]
    keep_a_row(first)
    first.kill()
    wait_until(lambda: is_gone(pid), "the server dies")
    second = spawn(place)
    assert second.start()["owner"]
    assert kept(second) == [1]


def test_next_start_waits_for_the_server_of_a_process_killed_just_now(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    first.start()
    keep_a_row(first)
    second = spawn(place)
    first.kill()
    assert second.start()["owner"]
    assert kept(second) == [1]


def test_killed_server_is_started_again_by_its_process(place: Place, spawn: Spawn) -> None:
    child = spawn(place)
    killed = child.start()["pid"]
    keep_a_row(child)
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: is_gone(killed), "the server dies")
    wait_until(lambda: child.ask("sql select 1") == [["1"]], "it answers again without being asked to")
    assert kept(child) == [1]
    again = child.ask("ensure")
    assert again["owner"]
    assert again["pid"] != killed


def test_pid_file_of_a_killed_server_may_name_another_program(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    pid = first.start()["pid"]
    keep_a_row(first)
    os.kill(first.process.pid, signal.SIGSTOP)  # so that it cannot start it again
    os.kill(pid, signal.SIGKILL)
    first.kill()
    # The same account as the server's: for another's process PostgreSQL needs no help.
    account = {"user": place.server_uid, "group": place.server_uid, "extra_groups": []} if ROOT else {}
    with subprocess.Popen(["sleep", "60"], **account) as stranger:
        for file in (place.folder / "data/postmaster.pid", place.folder / "socket/.s.PGSQL.5432.lock"):
            lines = file.read_text().splitlines()
            file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        second = spawn(place, timeout=10)
        second.start()
        assert kept(second) == [1]
        assert stranger.poll() is None
        stranger.kill()


def test_interrupt_from_the_terminal_does_not_reach_the_server(place: Place, spawn: Spawn) -> None:
    child = spawn(place)
    pid = child.start()["pid"]
    child.interrupt_group()
    assert child.receive() == "interrupted"
    keep_a_row(child)
    assert child.ask("ensure")["pid"] == pid


def test_second_process_attaches_and_takes_over_when_the_first_exits(place: Place, spawn: Spawn) -> None:
    first, second = spawn(place), spawn(place)
    started = first.start()
    assert second.start() == {"owner": False, "pid": started["pid"]}
    assert first.ask("url") == second.ask("url")
    keep_a_row(second)
    first.leave()
    wait_until(lambda: is_gone(started["pid"]), "the server leaves with its process")
    taken = second.ask("ensure")
    assert taken["owner"]
    assert taken["pid"] != started["pid"]
    assert kept(second) == [1]
    assert spawn(place).start() == {"owner": False, "pid": taken["pid"]}


def test_survivor_takes_over_by_itself(place: Place, spawn: Spawn) -> None:
    first, second = spawn(place), spawn(place)
    first.start()
    second.start()
    keep_a_row(second)
    first.kill()
    wait_until(lambda: "error" not in second.ask("sql select 1"), "the address answers again")
    wait_until(lambda: second.ask("ensure")["owner"], "the survivor owns the server")
    assert kept(second) == [1]


def test_process_that_attached_stops_nothing(place: Place, spawn: Spawn) -> None:
    first, second = spawn(place), spawn(place)
    pid = first.start()["pid"]
    second.start()
    assert second.ask("stop") == {"owner": False, "pid": pid}
    second.leave()
    assert first.ask("ensure") == {"owner": True, "pid": pid}


def test_forked_child_does_not_hold_the_folder(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    first.start()
    forked = first.ask("fork")
    try:
        first.kill()
        assert spawn(place, timeout=10).start()["owner"]
        assert not is_gone(forked)
    finally:
        os.kill(forked, signal.SIGKILL)


def test_initdb_that_was_cut_short_is_never_adopted(place: Place, spawn: Spawn) -> None:
    first = spawn(place)
    first.send("start")
    wait_until(lambda: list(place.folder.glob("data.*/PG_VERSION")), "initdb is at work")
    first.kill()
    assert not (place.folder / "data").exists()
    second = spawn(place)
    second.start()
    keep_a_row(second)
    assert kept(second) == [1]
    second.ask("stop")
    assert second.start()["owner"]
    assert not list(place.folder.glob("data.*"))
