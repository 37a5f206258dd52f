from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.factories.world import password_hash, world
from tests.modules.challenges.test_checks import COMPLETE

__all__ = ["password_hash", "world"]


@pytest.fixture
def complete() -> dict[str, Any]:
    """A draft that may be published, as a caller sends it."""
    draft = copy.deepcopy(COMPLETE)
    draft["dates"] = {"closes_at": "2099-02-01T16:00", "questions_until": "2099-01-20"}
    return draft
