"""Processes of the tests: children that run a server, under this account or an ordinary one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

REPOSITORY = Path(__file__).parents[3]
CHILD = Path(__file__).with_name("child.py")
PYTHONPATH = f"{REPOSITORY / 'backend'}:{Path(psycopg.__file__).parents[1]}"
PATIENCE = 30.0  # seconds; only a failing test waits so long


@cache
def python_for(uid: int | None) -> str | None:
    """A Python of this version that the account may run: ours, or the system's if ours is in root's home."""
    if uid is None:
        return sys.executable
    same_version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, shutil.which(same_version, path="/usr/local/bin:/usr/bin")):
        account = {"user": uid, "group": uid, "extra_groups": []}
        environment = {"PYTHONPATH": PYTHONPATH}
        with contextlib.suppress(OSError):
            tried = [python, "-c", "import ctypes, psycopg, interurban.core.postgres"]
            if python and subprocess.run(tried, cwd="/", env=environment, **account).returncode == 0:
                return python
    return None


class Child:
    def __init__(
        self, folder: Path, *, uid: int | None = None, wrapper: Sequence[str] = (), **options: Any
    ) -> None:
        account: dict[str, Any] = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
        self.folder = folder
        self.process = subprocess.Popen(
            [*wrapper, python_for(uid) or sys.executable, str(CHILD), str(folder), json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": PYTHONPATH},
            process_group=0,
            **account,
        )

    def send(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> Any:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "the child does not answer"
        return json.loads(self.process.stdout.readline())

    def ask(self, line: str) -> Any:
        self.send(line)
        return self.receive()

    def start(self) -> Any:
        answer = self.ask("start")
        assert "error" not in answer, answer["message"]
        return answer

    def sql(self, statement: str) -> Any:
        rows = self.ask("sql " + statement)
        assert isinstance(rows, list), rows
        return rows

    def kill(self) -> None:
        with self.process:  # closes the pipes
            self.process.kill()

    def interrupt_group(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)

    def leave(self) -> None:
        """End as a program does that forgets to stop its server."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.005)


def proc_status(pid: int, field: str) -> list[str]:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return value.split()
    raise KeyError(field)
