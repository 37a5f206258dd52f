from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from interurban.modules.matching.board import Board, Document, Position
from interurban.modules.matching.firms import outside, seen_by_cities
from interurban.modules.matching.gates import check
from interurban.modules.matching.words.columns import Coded, Ids
from interurban.modules.matching.words.pair import Side

NOW = datetime(2026, 5, 1, tzinfo=UTC)
COUNTRIES = ("FI", "EE", "CA", "")
GATES = (
    {"kind": "country", "value": ["FI", "EE"]},
    {"kind": "years", "value": 5},
    {"kind": "size", "value": ["small"]},
    {"kind": "certificate", "value": "ISO 9001"},
    {"kind": "other", "value": None},
)


def document(number: int, entity: Side = "profile", **changes: Any) -> Document:
    fields: dict[str, Any] = {
        "entity": entity,
        "id": UUID(int=number),
        "organisation_id": UUID(int=number),
        "kind": "claimed",
        "visibility": "cities",
        "country": "FI",
        "texts": {"en": ["", f"narrow snow ploughs for cycle tracks number {number}"]},
    }
    return Document(**{**fields, **changes})


def firm(number: int, random_: random.Random) -> Document:
    facts: dict[str, Any] = {}
    if random_.random() < 0.7:
        facts["founded_year"] = random_.randint(2015, 2025)
    if random_.random() < 0.5:
        facts["size"] = random_.choice(["micro", "small"])
    if random_.random() < 0.3:
        facts["certificates"] = random_.sample(["ISO 9001", "ISO 27001"], random_.randint(0, 2))
    return document(
        number,
        country=random_.choice(COUNTRIES),
        regions=random_.choice([(), (), ("FI",), ("CA", "EE")]),
        kind=random_.choice(["claimed", "unclaimed"]),
        visibility=random_.choice(["private", "cities", "public"]),
        facts=facts,
    )


@pytest.fixture
def firms() -> list[Document]:
    random_ = random.Random(1)
    return [firm(number, random_) for number in range(1, 401)]


@pytest.fixture
def board(firms: list[Document]) -> Board:
    found = Board({})
    for one in firms:
        found.put(one)
    return found


def fails(challenge: Document, profile: Document) -> bool:
    """One by one, as a page explains it."""
    states = {result.state for result in check(challenge.gates, profile.applicant(NOW.year))}
    away = bool(challenge.country) and outside(profile.regions, challenge.country)
    return "not_met" in states or away


@pytest.mark.parametrize("country", ["FI", ""])
@pytest.mark.parametrize("gates", [(), GATES[:1], GATES[1:], GATES])
def test_many_firms_are_judged_as_each_of_them_is(
    board: Board, firms: list[Document], gates: tuple[Any, ...], country: str
) -> None:
    asked = document(9_999, "challenge", gates=gates, country=country)
    judge = board.judge(asked, NOW.year)
    slots = np.arange(1, len(firms) + 1)
    expected = [fails(asked, profile) for profile in firms]
    assert judge(slots).tolist() == expected
    # In any order, some of them again.
    picked = np.array([7, 3, 3, 250])
    assert judge(picked).tolist() == [expected[slot - 1] for slot in picked]
    assert not (judge.elsewhere[1:] & ~np.array(expected)).any()
    if gates or country:
        assert 0 < sum(expected) < len(firms)
    seen = [seen_by_cities(profile.kind, profile.visibility) for profile in firms]
    assert board.seen_by_cities().tolist() == [False, *seen]


def test_a_page_judges_whom_the_ranking_comes_to_and_no_others(board: Board, firms: list[Document]) -> None:
    asked = document(9_999, "challenge", gates=GATES)
    judge, count = board.judge(asked, NOW.year), 0

    def passes(slots: np.ndarray) -> np.ndarray:
        nonlocal count
        count = max(count, slots.size)
        return ~judge(slots)

    # Few scores, so that many tie and ids decide.
    scores = np.random.default_rng(1).integers(60, 200, board.slots("profile")).astype(np.float32) / 200
    seen = board.seen_by_cities()
    order = sorted(
        (one for n, one in enumerate(firms, 1) if seen[n] and not fails(asked, one)),
        key=lambda one: (-scores[one.id.int], str(one.id)),
    )
    board.page(scores, "profile", 10, seen, None, passes)
    assert count < len(firms) / 2
    found: list[UUID] = []
    after: Position | None = None
    while hits := board.page(scores, "profile", 10, seen, after, passes):
        assert len(hits) == min(10, len(order) - len(found))
        found += [hit.key for hit in hits]
        after = Position(hits[-1].score, hits[-1].key)
    assert found == [one.id for one in order]
    assert board.page(scores, "profile", 10, seen, None, lambda slots: np.zeros(slots.size, bool)) == []


def test_the_nearest_that_pass_are_found_however_few_they_are(board: Board, firms: list[Document]) -> None:
    rows = np.random.default_rng(1).standard_normal((401, 480)).astype(np.float32)
    for one in firms:
        board.put_vectors("profile", one.id, [rows[one.id.int]])
    slots, scores = board.nearest("profile", rows[0], None, 400)
    for share in (2, 40, 500):
        passing = slots % share == 0
        found = board.nearest("profile", rows[0], None, 5, lambda asked, share=share: asked % share == 0)
        assert found[0].tolist() == slots[passing][:5].tolist()
        assert found[1].tolist() == scores[passing][:5].tolist()


def test_vectors_follow_the_document_and_go_with_it(board: Board, firms: list[Document]) -> None:
    random_ = np.random.default_rng(1)
    rows = random_.standard_normal((401, 480)).astype(np.float32)

    def nearest(number: int) -> list[UUID]:
        slots, _ = board.nearest("profile", rows[number], None, 3)
        return [board.index.key("profile", int(slot)) for slot in slots]

    assert nearest(5) == []
    for one in firms:
        board.put_vectors("profile", one.id, [rows[one.id.int], -rows[one.id.int]])
    board.put_vectors("profile", UUID(int=5_000), [rows[0]])
    assert nearest(5)[0] == UUID(int=5)
    # A text that was replaced has no vector until its own comes.
    board.put(document(5))
    assert UUID(int=5) not in nearest(5)
    slot = board.index.slot("profile", UUID(int=5))
    assert slot is not None
    assert not board.has_vectors("profile", slot)
    board.put_vectors("profile", UUID(int=5), [rows[5]])
    assert board.has_vectors("profile", slot)
    assert nearest(5)[0] == UUID(int=5)
    assert board.products("profile", rows[5], [slot])[0] == board.nearest("profile", rows[5], None, 1)[1][0]
    only = np.zeros(board.slots("profile"), bool)
    only[3] = True
    assert board.nearest("profile", rows[5], only, 3)[0].tolist() == [3]
    board.put_vectors("profile", UUID(int=5), [])
    assert UUID(int=5) not in nearest(5)
    board.remove("profile", UUID(int=6))
    assert UUID(int=6) not in nearest(6)
    board.put(document(7, texts={}))
    assert UUID(int=7) not in nearest(7)
    assert board.nearest("challenge", rows[5], None, 3)[0].size == 0


def test_challenges_are_masked_by_organisation_time_and_country() -> None:
    board = Board({})
    for number in range(1, 41):
        board.put(
            document(
                number,
                "challenge",
                organisation_id=UUID(int=number % 3 << 64 | number % 2) if number % 5 else None,
                country=("FI", "EE", "CA", "")[number % 4],
                opens_at=NOW - timedelta(days=1) if number % 2 else None,
                closes_at=NOW + timedelta(days=number - 20),
            )
        )
    owners = [n for n in range(1, 41) if n % 5 and n % 3 == 1 and n % 2 == 1]
    assert np.flatnonzero(board.own("challenge", UUID(int=1 << 64 | 1))).tolist() == owners
    assert not board.own("challenge", None).any()
    assert np.flatnonzero(board.open_challenges(NOW)).tolist() == list(range(21, 41))
    asking = document(1, regions=("FI", "CA"))
    assert np.flatnonzero(board.failing(asking, NOW.year)[1:]).tolist() == [
        n - 1 for n in range(1, 41) if n % 4 in (1, 3)
    ]


def test_columns_of_ids_and_of_few_values() -> None:
    ids = Ids()
    for value in (UUID(int=0), None, UUID(int=1), UUID(int=1 << 64), UUID(int=2**128 - 1)):
        ids.append(value)
    for place, value in enumerate((UUID(int=0), None, UUID(int=1), UUID(int=1 << 64), UUID(int=2**128 - 1))):
        assert np.flatnonzero(ids.equal(value)).tolist() == ([] if value is None else [place])
    coded = Coded()
    for value in [*"abca", "b"] * 30:
        coded.append(value)
    assert len(coded.kinds) == 3
    assert coded.where(lambda kind: kind == "a").tolist() == [True, False, False, True, False] * 30
