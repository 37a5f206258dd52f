"""What structured terms give away: gates against the budget, terms left open, time that is too short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interurban.modules.barriers import structure
from interurban.modules.barriers.types import Barrier, BarrierSeverity
from interurban.modules.challenges.public import ChallengeTerms

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def found(**terms: Any) -> list[tuple[str, str, str]]:
    return [
        (kind.value, pointer, severity.value)
        for kind, pointer, severity in structure.barriers(ChallengeTerms.model_validate(terms))
    ]


def gate(kind: str, value: Any, currency: str | None = None) -> dict[str, Any]:
    return {"id": "a", "kind": kind, "value": value, "currency": currency}


def money(most: int, currency: str = "EUR") -> dict[str, Any]:
    return {"budget": {"max_minor": most, "currency": currency}}


@pytest.mark.parametrize(
    ("asked", "budget", "severity"),
    [
        (100, money(100), None),
        (101, money(100), "medium"),
        (200, money(100), "medium"),
        (201, money(100), "high"),
        (201, money(100, "CAD"), "medium"),
        (201, {}, "medium"),
        (0, {}, None),
    ],
)
@pytest.mark.parametrize("kind", ["turnover", "insurance"])
def test_a_sum_is_measured_by_the_budget(kind: str, asked: int, budget: Any, severity: str | None) -> None:
    expected = [] if severity is None else [(kind, "/terms/gates/0", severity)]
    assert found(funding=budget, gates=[gate(kind, asked, "EUR")]) == expected


def test_gates_that_ask_for_a_past_a_place_or_one_language() -> None:
    gates = [
        gate("years", 3),
        gate("prior_projects", 1),
        gate("years", 0),
        gate("country", ["CA"]),
        gate("country", ["CA", "FI"]),
        gate("language", ["fr"]),
        gate("certificate", "ISO 27001"),
    ]
    assert found(gates=gates) == [
        ("years", "/terms/gates/0", "high"),
        ("prior_projects", "/terms/gates/1", "medium"),
        ("local_ownership", "/terms/gates/3", "high"),
        ("one_language", "/terms/gates/5", "medium"),
    ]


def test_an_unpaid_pilot_and_a_forfeited_background() -> None:
    assert found(funding={"pilot_paid": False}, ip={"background": "city"}) == [
        ("ip_forfeit", "/terms/ip/background", "high"),
        ("unpaid", "/terms/funding/pilot_paid", "high"),
    ]
    assert found(funding={"pilot_paid": True}, ip={"background": "supplier", "foreground": "city"}) == []


def test_each_subject_needs_its_own_term() -> None:
    nothing = structure.stated(ChallengeTerms())
    assert nothing == set()
    half = ChallengeTerms.model_validate(
        {"ip": {"background": "supplier"}, "data": {"metadata_owner": "city"}}
    )
    assert structure.stated(half) == {Barrier.silence_metadata}
    whole = ChallengeTerms.model_validate(
        {
            "ip": {"background": "supplier", "foreground": "joint"},
            "data": {"input_owner": "city", "output_owner": "city", "training_use": "not_allowed"},
        }
    )
    assert structure.stated(whole) == {
        Barrier.silence_ip,
        Barrier.silence_data,
        Barrier.silence_training_data,
    }


@pytest.mark.parametrize(
    ("days", "severity"),
    [(14.9, BarrierSeverity.high), (15, BarrierSeverity.medium), (29.9, BarrierSeverity.medium), (30, None)],
)
def test_the_window_is_measured_in_days(days: float, severity: BarrierSeverity | None) -> None:
    assert structure.window(NOON, NOON + timedelta(days=days)) == severity


def test_without_both_dates_nothing_is_said_of_the_window() -> None:
    assert structure.window(None, NOON) is structure.window(NOON, None) is None
    assert structure.window(NOON, NOON - timedelta(days=1)) is None
