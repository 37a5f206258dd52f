"""Where tests find the real data that is never committed: `shared/` beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("INTERURBAN_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def shared(path: str) -> Path:
    """The file or folder `shared/<path>`; skips the test by name where it is absent."""
    found = ROOT / path
    if not found.exists():
        pytest.skip(f"absent: shared/{path}")
    return found
