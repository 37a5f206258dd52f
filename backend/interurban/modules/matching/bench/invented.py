"""Vectors, challenges and firms made up from a seed.

The vectors are like those of real notices: a few hundred topics, some common and most rare, most of the
difference in a few dozen directions, and something of each text's own in all of them. Beside 26,000 texts
that the model encoded: deviation of products .12 (real .07 to .14 by how they are centred), the twentieth
nearest .40 (.33 to .52), directions that matter 67 (48 to 178), largest number of a vector .16 (.16).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from interurban.modules.matching.board import Document

Rows = NDArray[np.float32]

NOW = datetime.now(UTC)
COUNTRIES = ("FI", "EE", "LT", "FR", "DE", "IT", "CA", "UA")
CODE = "72000000"
ASKED, ASKING = 24, 10**9  # questions, and the number of who asks the first: no row has it
QUERIES = 10**6  # the part that the vectors of questions are; no row is in it
_TOPICS, _DIRECTIONS, _RAW, _CPV = 400, 160, 384, 96
_OWN, _APART = 0.6, 1.1  # how much of a text is its own, and how far apart those of a topic are
_CPV_WEIGHT = 0.2


class Vectors:
    def __init__(self, seed: int = 1) -> None:
        random = np.random.default_rng(seed)
        self._seed = seed
        self._matter = (np.arange(1, _DIRECTIONS + 1) ** -0.4).astype(np.float32)
        turned = np.linalg.qr(random.standard_normal((_RAW, _DIRECTIONS)))[0].T
        self._basis = (turned * self._matter[:, None]).astype(np.float32)
        self._topics = random.standard_normal((_TOPICS, _DIRECTIONS)).astype(np.float32)
        common = np.arange(1, _TOPICS + 1) ** -0.7
        self._common = common / common.sum()
        self._labels = np.linalg.qr(random.standard_normal((_DIRECTIONS, _CPV)))[0].astype(np.float32)

    def some(self, count: int, part: int) -> Rows:
        """The same rows for the same part; as float16 keeps them, which is what a database would hold."""
        random = np.random.default_rng((self._seed, part))
        points = self._topics[random.choice(_TOPICS, count, p=self._common)]
        points = points + _APART * random.standard_normal((count, _DIRECTIONS), dtype=np.float32)
        raw = _unit(points @ self._basis)
        own = random.standard_normal((count, _RAW), dtype=np.float32)
        raw = _unit(raw + np.float32(_OWN / _RAW**0.5) * own)
        cpv = _unit((points * self._matter) @ self._labels) * np.float32(_CPV_WEIGHT**0.5)
        return np.concatenate((raw, cpv), axis=1).astype(np.float16).astype(np.float32)


def _unit(rows: NDArray[np.floating]) -> Rows:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def challenge(number: int) -> Document:
    """Its gates are columns in the bench of PostgreSQL: see `columns`."""
    random, years, countries, days = _terms(number)
    gates: list[dict[str, Any]] = []
    if years:
        gates.append({"id": "a", "kind": "years", "value": years})
    if countries:
        gates.append({"id": "b", "kind": "country", "value": countries})
    return Document(
        entity="challenge",
        id=UUID(int=number),
        organisation_id=UUID(int=number % 1_000 + 1),
        kind="challenge",
        visibility="public",
        country=random.choice(COUNTRIES),
        texts={},
        categories=(CODE,),
        gates=gates,
        closes_at=NOW + timedelta(days=days),
    )


def columns(number: int) -> tuple[int, int, bool]:
    """Years asked for, bits of the countries asked for, and whether it is open."""
    _, years, countries, days = _terms(number)
    return years, sum(1 << COUNTRIES.index(code) for code in countries), days > 0


def _terms(number: int) -> tuple[Random, int, list[str], int]:
    random = Random(f"challenge {number}")  # noqa: S311
    years = random.randint(1, 10) if random.random() < 0.3 else 0
    countries = sorted(random.sample(COUNTRIES, 2)) if random.random() < 0.2 else []
    return random, years, countries, random.randint(-3, 30)


def profile(number: int) -> Document:
    """One in five is private; three in ten say when they were founded; one in ten works in two countries."""
    random = Random(f"firm {number}")  # noqa: S311
    facts = {"founded_year": random.randint(2015, 2025)} if random.random() < 0.3 else {}
    return Document(
        entity="profile",
        id=UUID(int=number),
        organisation_id=UUID(int=number),
        kind="claimed",
        visibility="private" if random.random() < 0.2 else "cities",
        country=random.choice(COUNTRIES),
        texts={},
        categories=(CODE,),
        regions=tuple(random.sample(COUNTRIES, 2)) if random.random() < 0.1 else (),
        facts=facts,
    )
