"""Which account the server runs as, and how a program is started under it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from interurban.core.postgres import launcher
from interurban.core.postgres.errors import FolderOutOfReach, FolderUnusable

_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}  # messages are parsed; PGDATA and the like must not leak in


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    # stay: we are an ordinary account already. drop: root becomes it. namespace: root keeps its files but
    # no capability, inside a user namespace.
    how: Literal["stay", "drop", "namespace"]

    def launch(
        self,
        *command: str | Path,
        output: IO[bytes] | int,
        environment: dict[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program that is ended when the calling *thread* ends: the kernel counts threads here."""
        return subprocess.Popen(  # noqa: S603 - the programs are ours or named by the operator
            [
                *(sys.executable, "-I", "-S", launcher.__file__),
                *(str(self.uid), str(self.gid), self.how, str(os.getpid())),
                *map(str, command),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**_ENVIRONMENT, **(environment or {})},
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop the server in order
        )


def choose_account(folder: Path, data: Path, binaries: Path) -> Account:
    """The account for the server in `folder`. Whoever owns existing data keeps it; nothing is re-owned.

    Raises FolderUnusable or FolderOutOfReach.
    """
    owned = data if data.exists() else folder
    owner = owned.stat()
    me = os.geteuid()
    if me != 0:
        if owner.st_uid != me:
            raise FolderUnusable(folder, f"{owned} belongs to account {owner.st_uid}, this is account {me}")
        return Account(me, os.getegid(), "stay")
    as_root = Account(0, 0, "namespace")
    if owner.st_uid != 0:
        candidates = [Account(owner.st_uid, owner.st_gid, "drop")]
    elif owned is data:
        candidates = [as_root]
    else:
        candidates = [Account(launcher.NOBODY, launcher.NOBODY, "drop"), as_root]
    for account in candidates:
        closed = _first_closed(account, [*folder.parents, binaries, *binaries.parents])
        if closed is None and _exists_here(account.uid):
            return account
    raise FolderOutOfReach(account.uid, closed or folder, folder)


def _first_closed(account: Account, folders: list[Path]) -> Path | None:
    """The outermost folder the account may not pass, by the mode bits (it will have no capability)."""
    for folder in sorted(folders, key=lambda path: len(path.parts)):
        status = folder.stat()
        if status.st_uid == account.uid:
            needed = stat.S_IXUSR
        elif status.st_gid == account.gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return folder
    return None


def _exists_here(uid: int) -> bool:
    """Whether the id is mapped: in a container made of one account, root is the only one there is."""
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if first <= uid < first + count:
            return True
    return False
