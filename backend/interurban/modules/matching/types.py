"""What a challenge or a profile must bring to be matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChallengeDocument:
    """A published record. `texts` maps a language to (title, body); gates are Gate documents as JSON."""

    id: UUID
    organisation_id: UUID | None
    kind: str
    demo: bool
    country: str
    original_language: str
    texts: dict[str, tuple[str, str]]
    categories: tuple[str, ...] = ()
    gates: tuple[dict[str, Any], ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProfileDocument:
    """A capability profile. `facts` is a Facts document as JSON; empty `regions` means anywhere."""

    id: UUID
    demo: bool
    claimed: bool
    visibility: str
    name: str
    country: str
    original_language: str
    texts: dict[str, str]  # language -> summary, capabilities and keywords as one text
    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


class Answer(StrEnum):
    """What a person says of a match. `not_for_me` hides it until it is taken back."""

    relevant = "relevant"
    not_for_me = "not_for_me"


class Mode(StrEnum):
    """What ranked: words alone, or the model with them."""

    words = "words"
    model = "model"


class WithoutModel(StrEnum):
    """Why words alone are compared."""

    switched_off = "switched_off"
    weights_missing = "weights_missing"
    weights_refused = "weights_refused"  # the file is not the one that is pinned
    failed = "failed"  # it could not be converted or opened; the log says why
    starting = "starting"
    embedding = "embedding"  # texts are being read for the first time


class Show(StrEnum):
    matches = "matches"
    near_misses = "near_misses"
    dismissed = "dismissed"
