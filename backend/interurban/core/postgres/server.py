"""Starts, watches and stops the embedded PostgreSQL of one folder."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

from interurban.core.postgres.account import Account, choose_account
from interurban.core.postgres.binaries import find_binaries
from interurban.core.postgres.cluster import (
    SUPERUSER,
    check_data,
    check_programs,
    make_cluster,
    sweep,
)
from interurban.core.postgres.errors import (
    DiskFull,
    EmbeddedPostgresError,
    LaunchRefused,
    ServerFailed,
    ServerNotReady,
    Stopped,
    UnsupportedPlatform,
    from_os_error,
    tells_of_a_full_disk,
)
from interurban.core.postgres.folder import PORT, Folder
from interurban.core.postgres.launcher import REFUSED
from interurban.core.postgres.lock import FolderLock, holder

logger = logging.getLogger(__name__)

# For a small machine with one application on it. What decides durability (fsync, full_page_writes,
# synchronous_commit) is left at PostgreSQL's own safe values.
FRUGAL = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "512MB",
    "jit": "off",
    "io_method": "sync",  # the default keeps three more processes
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "interurban",
}

_LOCK_POLL = 0.2  # seconds between a sharer's looks at the lock: how long a takeover waits at most
_READY_POLL = 0.01
_STOP_PATIENCE = 20.0  # seconds for a fast shutdown before an immediate one, which the next start recovers
_STEADY = 30.0  # a server that ran so many seconds is restarted at once when it dies
# What the next server says while the one before it is still leaving.
_PREDECESSOR_LEAVING = ('" already exists', "pre-existing shared memory block")


class EmbeddedServer:
    """One PostgreSQL server on a folder, shared by every process that names the folder.

    The first process to start it runs it; others attach. If that process ends, however it ends, its server
    ends with it and one of the others starts it again by itself, at the same address. If the server alone
    dies, its process starts it again. Both take about as long as a warm start, in which connections fail;
    `ensure()` waits until it is up again, and is what to call before retrying one.

    Safe to use from several threads. The process that calls `fork()` keeps the server, not the child.
    """

    def __init__(
        self,
        folder: Path,
        *,
        binaries: Path | None = None,
        conf: Mapping[str, str] | None = None,
        timeout: float = 60.0,
    ) -> None:
        """`conf` overrides FRUGAL and any setting but where the server listens; `timeout` is in seconds."""
        self._folder = Folder(folder)
        self._configured_binaries = binaries
        self._conf = {**FRUGAL, **(conf or {})}
        self._timeout = timeout
        self._mutex = threading.Lock()
        self._stopping = threading.Event()
        self._seen_ready = threading.Event()
        self._keeper: threading.Thread | None = None
        self._keeper_pid = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: EmbeddedPostgresError | None = None
        self._owner = False

    def start(self) -> EmbeddedServer:
        """Run the server, or attach to the one that runs, and return once it answers.

        Raises EmbeddedPostgresError; then nothing is left running.
        """
        try:
            self.ensure()
        except BaseException:
            self.stop()
            raise
        return self

    def ensure(self) -> None:
        """Return once the server answers; start or take it over where nobody runs it.

        Raises EmbeddedPostgresError; after ServerNotReady the attempt goes on and may be waited for again.
        """
        if sys.platform != "linux":
            raise UnsupportedPlatform(sys.platform)
        with self._mutex:
            if not self._keeps() or self._failure is not None:
                self._stopping.clear()
                self._seen_ready.clear()
                self._failure, self._process, self._owner = None, None, False
                self._keeper_pid = os.getpid()
                # The kernel sends the death signal when the *thread* that started the server ends, so it is
                # started by one that lives as long as it, not by whichever thread calls us.
                self._keeper = threading.Thread(target=self._keep, name="embedded-postgres", daemon=True)
                self._keeper.start()
        deadline = time.monotonic() + self._timeout
        while not self._is_up():
            if self._failure is not None:
                raise self._failure
            if not self._keeps():
                raise Stopped(self._folder.path)
            if time.monotonic() > deadline:
                raise ServerNotReady(self._timeout, self._other_holder(), self._folder.log)
            time.sleep(_READY_POLL)

    def stop(self) -> None:
        """Stop the server if this process runs it, else only let go of it. May be called at any time."""
        with self._mutex:
            if not self._keeps() or self._keeper is None:
                return
            self._stopping.set()
            # An immediate shutdown loses nothing either; it leaves the writing to the next start.
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                self._signal(number)
                self._keeper.join(_STOP_PATIENCE)
                if not self._keeper.is_alive():
                    break
            self._keeper = None

    def __enter__(self) -> EmbeddedServer:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def url(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """The address, for psycopg and psql as it is, and for SQLAlchemy with psycopg named as the driver."""
        user, database, host = (
            quote(part, safe="") for part in (user, database, str(self._folder.socket_folder))
        )
        return f"postgresql://{user}@/{database}?host={host}&port={PORT}"

    @property
    def owner(self) -> bool:
        """Whether this process runs the server, rather than sharing another's."""
        return self._owner and self._keeps()

    @property
    def pid(self) -> int | None:
        """The process id of the server, whoever runs it; None while it does not answer."""
        postmaster = self._folder.postmaster()
        return postmaster.pid if postmaster and self._folder.answers() else None

    def _is_up(self) -> bool:
        # Our own server counts once the keeper has seen it answer: one that died between our look and the
        # keeper's would pass for a server that never started. Asked in this order, since another's server
        # that answers now may end and be replaced by ours before the next line.
        return self._folder.answers() and (self._seen_ready.is_set() or not self._owner)

    def _keeps(self) -> bool:
        # The process id tells a forked child, in which the thread does not exist, from its parent.
        return self._keeper is not None and self._keeper_pid == os.getpid() and self._keeper.is_alive()

    def _other_holder(self) -> int | None:
        held_by = holder(self._folder.lock)
        return None if held_by == os.getpid() else held_by

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    # The rest runs in the keeper's thread.

    def _keep(self) -> None:
        try:
            self._folder.create()
            with FolderLock(self._folder.open(self._folder.lock, os.O_RDWR)) as lock:
                while not lock.acquire():
                    if self._stopping.wait(_LOCK_POLL):
                        return
                self._owner = True
                try:
                    self._supervise()
                finally:
                    self._owner = False
        except (EmbeddedPostgresError, OSError) as error:
            if self._stopping.is_set():
                return  # an initdb or a start that stop() cut short
            if isinstance(error, OSError):
                error = from_os_error(self._folder.path, error)
            logger.error("embedded postgres failed", extra={"reason": str(error)})
            self._failure = error

    def _supervise(self) -> None:
        folder = self._folder
        binaries = find_binaries(self._configured_binaries)
        account = choose_account(folder.path, folder.data, binaries)
        folder.let_in(account)
        major = check_programs(binaries, account)
        sweep(folder)
        if not folder.data.exists():
            make_cluster(folder, binaries, account, watch=self._watch)
        check_data(folder.data, major)
        try:
            pause = 0.0
            while not self._stopping.wait(pause):
                started = time.monotonic()
                self._serve(binaries, account)
                if self._stopping.is_set():
                    return
                logger.warning("embedded postgres died, starting again", extra={"folder": str(folder.path)})
                pause = 0.0 if time.monotonic() - started > _STEADY else min(pause * 2 + 0.1, 5.0)
        finally:
            folder.remove_short_socket_folder()

    def _serve(self, binaries: Path, account: Account) -> None:
        """Run the server until it ends. Raises ServerFailed or DiskFull if it never was ready."""
        deadline = time.monotonic() + self._timeout
        while not self._stopping.is_set():
            self._folder.make_socket_folder(account)
            with self._folder.open_log() as log:
                said_before = os.fstat(log.fileno()).st_size
                self._watch(self._launch_server(binaries, account, log))
            if self._serves_until_it_ends():
                return
            said = self._folder.log_since(said_before)
            leaving = any(phrase in said for phrase in _PREDECESSOR_LEAVING)
            if not leaving or time.monotonic() > deadline:
                raise self._why_it_failed(said)
            self._stopping.wait(0.05)

    def _launch_server(self, binaries: Path, account: Account, log: IO[bytes]) -> subprocess.Popen[bytes]:
        conf = {
            **self._conf,
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder.socket_folder),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
        }
        mistaken = self._folder.mistaken_pid()
        return account.launch(
            *(binaries / "postgres", "-D", self._folder.data),
            *(f"--{name}={value}" for name, value in conf.items()),
            output=log,
            # The server's own way to be told that a process id is not a predecessor's; unlike removing the
            # file, it keeps its check that no process of that predecessor is left.
            environment={"PG_GRANDPARENT_PID": str(mistaken)} if mistaken else None,
        )

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        if self._stopping.is_set():  # stop() came before there was a process to signal
            process.send_signal(signal.SIGINT)

    def _serves_until_it_ends(self) -> bool:
        """Wait for the process's end, and say whether it ever answered."""
        process = self._process
        assert process is not None
        while process.poll() is None:
            postmaster = self._folder.postmaster()
            # Ours, and not one that is still leaving.
            if postmaster and postmaster.pid == process.pid and self._folder.answers():
                self._seen_ready.set()
                process.wait()
                self._seen_ready.clear()
                return True
            time.sleep(_READY_POLL)
        return False

    def _why_it_failed(self, said: str) -> EmbeddedPostgresError:
        if self._process is not None and self._process.returncode == REFUSED:
            return LaunchRefused(said)
        # The log lies on the same device, and may have had no room for the reason either.
        if tells_of_a_full_disk(said) or self._folder.is_full():
            return DiskFull(self._folder.path)
        return ServerFailed(self._folder.log, said)
