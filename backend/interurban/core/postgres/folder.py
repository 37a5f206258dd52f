"""The folder of one embedded server: what lies where, who may pass, and what the server left there.

lock      held by the process that runs the server
log       the server's messages; log.1 is the one before
data/     the database, owned by the server's account, 0700
socket    folder of the unix socket, 0700; a link into /tmp where the path would be too long
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from interurban.core.postgres.account import Account
from interurban.core.postgres.errors import NotStarted

PORT = 5432  # a number in the socket's name; nothing listens on TCP
LOG_CAP = 5_000_000  # bytes; a larger log is set aside at the next start
_LEAST_SPACE = 1_000_000  # bytes
_LONGEST_SOCKET = 107  # bytes of sockaddr_un.sun_path, less its final zero
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # the one message with a one-byte answer
_SHORT_PLACE = Path("/tmp")  # noqa: S108 - only ever a new or verified folder of our own, mode 0700


@dataclass(frozen=True)
class Postmaster:
    """What the server wrote into postmaster.pid; the file outlives a server that was killed."""

    pid: int
    status: str  # starting, stopping, ready, standby; empty while it starts


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.lock = self.path / "lock"
        self.log = self.path / "log"
        self.data = self.path / "data"
        self._socket = self.path / "socket"

    def create(self) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def open(self, path: Path, flags: int) -> int:
        """A file of ours, made where it is absent, that belongs to whoever owns the folder.

        Never through a link: root may come to a folder that an ordinary account owns.
        """
        file = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        if os.geteuid() == 0:
            owner = self.path.stat()
            os.fchown(file, owner.st_uid, owner.st_gid)
        return file

    def let_in(self, account: Account) -> None:
        """Let the server's account pass the folder itself, which stays ours. Parents are never touched."""
        status = self.path.stat()
        if status.st_uid != account.uid:
            self.path.chmod(status.st_mode | 0o011)

    def is_full(self) -> bool:
        device = os.statvfs(self.path)
        return device.f_bavail * device.f_frsize < _LEAST_SPACE

    # The socket

    @property
    def socket_folder(self) -> Path:
        """Where clients find the socket. The same for the folder's whole life unless /tmp was emptied."""
        if self._socket_fits():
            return self._socket
        try:
            return self._socket.readlink()
        except OSError:
            raise NotStarted(self.path) from None

    def make_socket_folder(self, account: Account) -> None:
        if self._socket_fits():
            if self._socket.is_symlink():  # the folder was moved here from a longer path
                self._socket.unlink()
            self._socket.mkdir(mode=0o700, exist_ok=True)
            os.chown(self._socket, account.uid, account.gid, follow_symlinks=False)
        else:
            self._make_short_socket_folder(account)

    def remove_short_socket_folder(self) -> None:
        """The link stays: the next server takes the same name, so that addresses given out hold on."""
        if place := self._short_place():
            shutil.rmtree(place, ignore_errors=True)

    def _socket_fits(self) -> bool:
        path = str(self._socket / f".s.PGSQL.{PORT}")
        # A comma would part the path in two, for libpq and for the server; a quote would have to be doubled.
        return len(os.fsencode(path)) <= _LONGEST_SOCKET and not set(path) & set(",\"'")

    @property
    def _short_prefix(self) -> str:
        # The path's digest keeps a copied folder from taking the original's socket.
        return f"interurban-{hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]}-"

    def _short_place(self) -> Path | None:
        """Where the link leads, if we would have made it: whoever asks goes on to write or delete there."""
        if not self._socket.is_symlink():
            return None
        place = self._socket.readlink()
        ours = place.parent == _SHORT_PLACE and place.name.startswith(self._short_prefix)
        return place if ours else None

    def _make_short_socket_folder(self, account: Account) -> None:
        place = self._short_place()
        if place and _take(place, account):
            return
        if self._socket.is_dir() and not self._socket.is_symlink():  # moved here from a shorter path
            shutil.rmtree(self._socket)
        self._socket.unlink(missing_ok=True)
        place = Path(tempfile.mkdtemp(prefix=self._short_prefix, dir=_SHORT_PLACE))
        os.chown(place, account.uid, account.gid)
        self._socket.symlink_to(place)

    # The server

    def postmaster(self) -> Postmaster | None:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return Postmaster(int(lines[0]), lines[7].strip() if len(lines) > 7 else "")
        except (OSError, ValueError, IndexError):
            return None

    def answers(self) -> bool:
        """Whether a server is up and takes connections, whoever runs it."""
        postmaster = self.postmaster()
        if postmaster is None or postmaster.status != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
                # To connect is not enough: the kernel queues connections of a server that hangs or was
                # just killed. Any byte will do.
                probe.sendall(_SSL_REQUEST)
                return len(probe.recv(1)) == 1
            except (OSError, NotStarted):
                return False

    def mistaken_pid(self) -> int | None:
        """The id of a killed server that another program was given since, or None.

        Small ids come back at once in a container that restarts, and PostgreSQL would take the program
        for its predecessor and never start.
        """
        postmaster = self.postmaster()
        if postmaster is None:
            return None
        try:
            arguments = Path(f"/proc/{postmaster.pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return None
        return None if os.fsencode(self.data) in arguments else postmaster.pid

    # The log

    def open_log(self) -> IO[bytes]:
        if self.log.is_file() and self.log.stat().st_size > LOG_CAP:
            self.log.replace(self.log.with_suffix(".1"))
        return os.fdopen(self.open(self.log, os.O_WRONLY | os.O_APPEND), "ab")

    def log_since(self, offset: int) -> str:
        """The log from `offset` (bytes) on, at most its last 4,000 bytes."""
        with self.log.open("rb") as file:
            file.seek(max(offset, self.log.stat().st_size - 4000))
            return file.read().decode(errors="replace").strip()


def _take(place: Path, account: Account) -> bool:
    """Make `place` again, or use it where it is still the account's own; False if it is somebody else's."""
    try:
        place.mkdir(mode=0o700)
        os.chown(place, account.uid, account.gid)
    except FileExistsError:
        status = place.lstat()
        return place.is_dir() and not place.is_symlink() and status.st_uid == account.uid
    return True
