from __future__ import annotations

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.core.postgres.processes import Child, is_gone, python_for, wait_until

ROOT = os.geteuid() == 0
NOBODY = 65534


@dataclass(frozen=True)
class Place:
    """Where a server is put and who starts it: `uid` is the starting account, None for this one."""

    folder: Path
    uid: int | None
    server_uid: int


@pytest.fixture
def ordinary_uid() -> int:
    """An account that is neither root nor the one root drops to."""
    if not ROOT:
        pytest.skip("needs root: changes the account of a process")
    uid = pwd.getpwnam("daemon").pw_uid
    if python_for(uid) is None:
        pytest.skip("needs a checkout and a Python of this version that ordinary accounts may run")
    return uid


@pytest.fixture
def base() -> Iterator[Path]:
    """A short folder that every account may pass; pytest's own are private to this account."""
    base = Path(tempfile.mkdtemp(prefix="iu-", dir="/tmp"))
    base.chmod(0o755)
    yield base
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(params=["ordinary account", "root", "root, private folder"])
def place(request: pytest.FixtureRequest, base: Path) -> Place:
    folder = base / "parent" / "postgres"
    folder.parent.mkdir(mode=0o755)
    if request.param == "ordinary account":
        if not ROOT:
            return Place(folder, None, os.geteuid())
        uid = request.getfixturevalue("ordinary_uid")
        os.chown(folder.parent, uid, uid)
        return Place(folder, uid, uid)
    if not ROOT:
        pytest.skip("needs root: the server drops root's rights")
    if request.param == "root":
        return Place(folder, None, NOBODY)
    folder.parent.chmod(0o700)
    return Place(folder, None, 0)


@pytest.fixture
def spawn(base: Path) -> Iterator[Callable[..., Child]]:
    """Makes children; kills what is left of them and waits for their servers, before the folder goes."""
    children: list[Child] = []

    def spawn(place: Place | Path, **options: Any) -> Child:
        if isinstance(place, Place):
            child = Child(place.folder, uid=place.uid, **options)
        else:
            child = Child(place, **options)
        children.append(child)
        return child

    yield spawn
    for child in children:
        child.kill()
    for pid_file in base.rglob("postmaster.pid"):
        pid = int(pid_file.read_text().split()[0])
        wait_until(lambda pid=pid: is_gone(pid) or not runs_in(pid, base), f"end of server {pid}")


def runs_in(pid: int, base: Path) -> bool:
    try:
        return os.fsencode(base) in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A run in the background begins with SIGINT ignored, and every child would inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
