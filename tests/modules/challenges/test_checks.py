from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interurban.modules.challenges.checks import Instants, findings
from interurban.modules.challenges.schemas import ChallengeInput

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)
COMPLETE: dict[str, Any] = {
    "original_language": "en",
    "texts": {
        "en": {
            "title": "Night buses that wait",
            "summary": "Shift workers miss the last connection by two minutes.",
            "problem": "Trains come late, buses leave on time.",
            "outcomes": "Nobody waits an hour for two minutes.",
            "innovation": "A way of holding connections that drivers accept.",
            "off_ramp": "If drivers say no we stop, and everybody gets a written answer.",
        }
    },
    "terms": {
        "approach": "challenge_based",
        "innovation": {"kinds": ["iterative_process"]},
        "ip": {"background": "supplier", "foreground": "supplier"},
        "data": {"input_owner": "city", "output_owner": "city", "training_use": "deidentified_only"},
        "categories": ["60112000"],
    },
    "dates": {"closes_at": "2027-02-01T16:00"},
}
OPEN = Instants(None, None, NOW + timedelta(days=20), None, None)


def complete(change: Callable[[dict[str, Any]], object] | None = None) -> ChallengeInput:
    import copy

    data = copy.deepcopy(COMPLETE)
    if change is not None:
        change(data)
    return ChallengeInput.model_validate(data)


def test_a_complete_draft_may_be_published() -> None:
    assert findings(complete(), OPEN, NOW) == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        (lambda d: d["texts"]["en"].update(innovation=""), "/texts/en/innovation"),
        (lambda d: d["terms"]["innovation"].update(kinds=[]), "/terms/innovation/kinds"),
        (lambda d: d["terms"]["ip"].update(background="unstated"), "/terms/ip/background"),
        (lambda d: d["terms"]["ip"].pop("foreground"), "/terms/ip/foreground"),
        (lambda d: d["terms"]["data"].pop("input_owner"), "/terms/data/input_owner"),
        (lambda d: d["terms"]["data"].pop("output_owner"), "/terms/data/output_owner"),
        (lambda d: d["terms"]["data"].pop("training_use"), "/terms/data/training_use"),
        (lambda d: d["terms"].pop("approach"), "/terms/approach"),
        (lambda d: d["terms"].update(approach="direct"), "/terms/direct_justification/en"),
        (lambda d: d["terms"].update(categories=[]), "/terms/categories"),
        (lambda d: d["texts"]["en"].update(title=""), "/texts/en/title"),
        (lambda d: d["texts"]["en"].update(off_ramp=" "), "/texts/en/off_ramp"),
    ],
)
def test_what_is_missing_is_named(change: Callable[[dict[str, Any]], object], pointer: str) -> None:
    assert [f.pointer for f in findings(complete(change), OPEN, NOW)] == [pointer]


@pytest.mark.parametrize(
    ("at", "pointer", "code"),
    [
        (Instants(None, None, None, None, None), "/dates/closes_at", "missing"),
        (Instants(None, None, NOW, None, None), "/dates/closes_at", "in_the_past"),
        (Instants(NOW + timedelta(30), None, NOW + timedelta(20), None, None), "/dates/opens_at", "order"),
        (
            Instants(None, NOW + timedelta(21), NOW + timedelta(20), None, None),
            "/dates/questions_until",
            "order",
        ),
        (Instants(None, None, NOW + timedelta(20), NOW + timedelta(19), None), "/dates/opening_at", "order"),
        (Instants(None, None, NOW + timedelta(20), None, NOW + timedelta(19)), "/dates/decision_by", "order"),
    ],
)
def test_dates_in_the_wrong_order_are_named(at: Instants, pointer: str, code: str) -> None:
    assert [(f.pointer, f.code) for f in findings(complete(), at, NOW)] == [(pointer, code)]
