"""Makes the database in an empty folder, and refuses one the programs cannot read."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from interurban.core.postgres.account import Account
from interurban.core.postgres.binaries import OLDEST_MAJOR, major_version
from interurban.core.postgres.errors import (
    DataVersionMismatch,
    DiskFull,
    InitFailed,
    LaunchRefused,
    UnsupportedVersion,
    tells_of_a_full_disk,
)
from interurban.core.postgres.folder import Folder
from interurban.core.postgres.launcher import REFUSED

SUPERUSER = "interurban"
_UNFINISHED = "data.unfinished-"

Watch = Callable[[subprocess.Popen[bytes]], object]


def check_programs(binaries: Path, account: Account) -> int:
    """Ask the programs for their major version, under the server's account.

    Raises UnsupportedVersion, or LaunchRefused where the account cannot be taken at all.
    """
    process = account.launch(binaries / "postgres", "--version", output=subprocess.PIPE)
    answer = _output(process)
    if process.returncode == REFUSED:
        raise LaunchRefused(answer)
    major = major_version(answer)
    if process.returncode != 0 or major is None or major < OLDEST_MAJOR:
        raise UnsupportedVersion(binaries, answer, OLDEST_MAJOR)
    return major


def make_cluster(folder: Folder, binaries: Path, account: Account, watch: Watch) -> None:
    """initdb beside its final place, then one rename: a half-made database is never taken for one.

    `watch` is given the running initdb, for a caller who may have to end it. Raises InitFailed or DiskFull.
    """
    # A new name each time: the initdb of a process killed just now may still write into the old one.
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.path))
    try:
        os.chown(unfinished, account.uid, account.gid, follow_symlinks=False)
        _initdb(unfinished, folder, binaries, account, watch)
        unfinished.rename(folder.data)
        _sync(folder.path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def sweep(folder: Folder) -> None:
    """Remove what an initdb left that was cut short."""
    for unfinished in folder.path.glob(_UNFINISHED + "*"):
        shutil.rmtree(unfinished, ignore_errors=True)


def check_data(data: Path, major: int) -> None:
    written_by = (data / "PG_VERSION").read_text().strip()
    if written_by != str(major):
        raise DataVersionMismatch(data, written_by, major)


def _initdb(place: Path, folder: Folder, binaries: Path, account: Account, watch: Watch) -> None:
    process = account.launch(
        *(binaries / "initdb", "--pgdata", place, "--username", SUPERUSER),
        *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        # The socket's folder, 0700, is the access check; nothing else may connect at all.
        *("--auth-local=trust", "--auth-host=reject", "--data-checksums"),
        output=subprocess.PIPE,
    )
    watch(process)
    output = _output(process)
    if process.returncode != 0:
        raise DiskFull(folder.path) if tells_of_a_full_disk(output) else InitFailed(folder.data, output)


def _output(process: subprocess.Popen[bytes]) -> str:
    return process.communicate()[0].decode(errors="replace").strip()


def _sync(path: Path) -> None:
    # initdb wrote its files through to the disk, the rename is written with the folder that names them.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
