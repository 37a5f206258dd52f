"""Folders and accounts out of the ordinary: long paths, moved folders, containers of one account."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.core.postgres.conftest import NOBODY, ROOT
from tests.core.postgres.processes import Child, is_gone, proc_status, wait_until

Spawn = Callable[..., Child]
LONG = "a-folder-name-of-forty-two-bytes-or-so-ééé/" * 4
ONE_ACCOUNT = ("unshare", "--user", "--map-root-user")  # a container in which root is the only account


def socket_folder(child: Child) -> Path:
    return Path(parse_qs(urlsplit(child.ask("url")).query)["host"][0])


@pytest.mark.parametrize("name", [LONG, "Orléans, Lviv & 'Ghent' 100%"])
def test_socket_is_elsewhere_where_its_path_would_not_do(base: Path, spawn: Spawn, name: str) -> None:
    first, second = spawn(base / name), spawn(base / name)
    first.start()
    place = socket_folder(first)
    assert place.parent == Path("/tmp")
    status = place.lstat()
    assert stat.S_ISDIR(status.st_mode)
    assert stat.S_IMODE(status.st_mode) == 0o700
    second.start()
    assert second.sql("select 1") == [["1"]]
    first.kill()
    wait_until(lambda: second.ask("ensure")["owner"], "the second takes over")
    assert socket_folder(second) == place, "an address given out holds on"
    second.ask("stop")
    assert not place.exists()
    second.start()
    assert socket_folder(second) == place
    second.ask("stop")


@pytest.mark.parametrize("squatter", ["folder", "link"])
def test_short_socket_folder_of_somebody_else_is_not_used(
    base: Path, spawn: Spawn, ordinary_uid: int, squatter: str
) -> None:
    child = spawn(base / LONG)
    child.start()
    place = socket_folder(child)
    child.ask("stop")
    try:
        if squatter == "folder":
            place.mkdir()
            os.chown(place, ordinary_uid, ordinary_uid)
        else:
            (base / "elsewhere").mkdir()
            place.symlink_to(base / "elsewhere")
        child.start()
        assert socket_folder(child) != place
        child.ask("stop")
        assert place.exists()
    finally:
        place.unlink() if place.is_symlink() else place.rmdir()


def test_stop_deletes_nothing_but_its_own_socket_folder(base: Path, spawn: Spawn) -> None:
    child = spawn(base / LONG)
    child.start()
    place = socket_folder(child)
    precious = base / "precious"
    precious.mkdir()
    link = base / LONG / "socket"
    link.unlink()
    link.symlink_to(precious)
    child.ask("stop")
    assert precious.exists()
    shutil.rmtree(place)


def test_moved_folder_is_served_from_its_new_place(base: Path, spawn: Spawn) -> None:
    folder = base / "short"
    for moved_to in (base / LONG, base / "short again"):
        child = spawn(folder)
        child.start()
        child.sql("create table if not exists kept (value int)")
        child.ask("stop")
        moved_to.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(moved_to)
        folder = moved_to
    child = spawn(folder)
    child.start()
    assert child.sql("select count(*) from kept") == [["0"]]


def test_copied_folder_is_a_server_of_its_own(base: Path, spawn: Spawn) -> None:
    original, copy = spawn(base / LONG / "original"), spawn(base / LONG / "copy")
    original.start()
    original.ask("stop")
    subprocess.run(["cp", "-a", base / LONG / "original", base / LONG / "copy"], check=True)
    started = original.start()
    copied = copy.start()
    assert copied["owner"]
    assert copied["pid"] != started["pid"]
    original.ask("stop")
    copy.ask("stop")


def test_socket_path_of_exactly_107_bytes_is_used_as_it_is(base: Path, spawn: Spawn) -> None:
    rest = 107 - len(os.fsencode(base / "x" / "socket" / ".s.PGSQL.5432")) + 1
    for length, stays in ((rest, True), (rest + 1, False)):
        child = spawn(base / ("x" * length))
        child.start()
        assert (socket_folder(child).parent == base / ("x" * length)) is stays
        child.ask("stop")


def test_root_in_an_ordinary_accounts_folder_leaves_it_usable(
    base: Path, spawn: Spawn, ordinary_uid: int
) -> None:
    folder = base / "postgres"
    folder.mkdir(mode=0o700)
    os.chown(folder, ordinary_uid, ordinary_uid)
    by_root = spawn(folder)
    assert proc_status(by_root.start()["pid"], "Uid")[0] == str(ordinary_uid)
    by_root.ask("stop")
    by_owner = spawn(folder, uid=ordinary_uid)
    assert by_owner.start()["owner"]


def test_root_is_not_led_out_of_an_ordinary_accounts_folder(
    base: Path, spawn: Spawn, ordinary_uid: int
) -> None:
    folder = base / "postgres"
    folder.mkdir(mode=0o700)
    os.chown(folder, ordinary_uid, ordinary_uid)
    victim = base / "victim"
    victim.write_text("untouched")
    for name in ("lock", "log"):
        (folder / name).symlink_to(victim)
        assert spawn(folder).ask("start")["error"] == "FolderUnusable"
        assert (victim.read_text(), victim.stat().st_uid) == ("untouched", 0)
        (folder / name).unlink()


def test_root_says_so_where_neither_it_nor_nobody_may_pass(
    base: Path, spawn: Spawn, ordinary_uid: int
) -> None:
    closed = base / "home"
    closed.mkdir(mode=0o700)
    os.chown(closed, ordinary_uid, ordinary_uid)
    answer = spawn(closed / "postgres").ask("start")
    assert answer["error"] == "FolderOutOfReach"
    assert str(closed) in answer["message"]
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_data_stays_with_its_account_when_the_parent_turns_private(base: Path, spawn: Spawn) -> None:
    if not ROOT:
        pytest.skip("needs root: the server drops root's rights")
    folder = base / "parent" / "postgres"
    child = spawn(folder)
    assert proc_status(child.start()["pid"], "Uid")[0] == str(NOBODY)
    child.ask("stop")
    folder.parent.chmod(0o700)
    answer = child.ask("start")
    assert answer["error"] == "FolderOutOfReach"
    assert str(folder.parent) in answer["message"]
    folder.parent.chmod(0o755)
    assert child.start()["owner"]


def user_namespaces_are_allowed() -> None:
    if subprocess.run([*ONE_ACCOUNT, "true"], capture_output=True).returncode:
        pytest.skip("needs user namespaces, which this kernel or container refuses")


def test_root_of_a_container_with_no_other_account(base: Path, spawn: Spawn) -> None:
    user_namespaces_are_allowed()
    child = spawn(base / "postgres", wrapper=ONE_ACCOUNT)
    pid = child.start()["pid"]
    assert proc_status(pid, "CapEff") == ["0" * 16]
    child.kill()
    wait_until(lambda: is_gone(pid), "the server dies with its parent")


def test_refused_user_namespace_is_explained(base: Path, spawn: Spawn) -> None:
    user_namespaces_are_allowed()
    forbid = ("sh", "-c", 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', "sh")
    answer = spawn(base / "postgres", wrapper=(*ONE_ACCOUNT, *forbid)).ask("start")
    assert answer["error"] == "LaunchRefused"
    assert "user namespace" in answer["message"]
    assert "ordinary account" in answer["message"]
