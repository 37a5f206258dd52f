from __future__ import annotations

from typing import Any

import pytest

from interurban.modules.challenges.checklist import checklist
from interurban.modules.challenges.checks import findings
from interurban.modules.challenges.schemas import ChallengeInput
from interurban.modules.challenges.types import Approach, Recommendation

from .test_checks import NOW, OPEN, complete


def states(draft: ChallengeInput) -> dict[str, str]:
    return {item.code: item.state for item in checklist(draft, [])}


def of(approach: str | None) -> ChallengeInput:
    return complete(lambda d: d["terms"].update(approach=approach))


def test_each_approach_asks_its_own_things() -> None:
    asked = {approach: set(states(of(approach))) for approach in Approach}
    assert "justification" in asked[Approach.direct]
    assert "justification" not in asked[Approach.challenge_based]
    assert {"place", "privacy", "pilot_dates", "offers"} <= asked[Approach.pilot_living_lab]
    assert "place" not in asked[Approach.challenge_based]
    assert "sounding" in asked[Approach.solution_based]
    assert not {"questions", "sounding", "open_gates"} & asked[Approach.direct]
    before = set(states(of(None)))
    assert all(before <= one for one in asked.values())


@pytest.mark.parametrize("approach", Approach)
def test_every_recommendation_of_the_sources_is_a_heading_in_their_order(approach: Approach) -> None:
    headings = [item.recommendation for item in checklist(of(approach), [])]
    assert headings == sorted(headings, key=list(Recommendation).index)
    # What a sole source would ask of a market it does not look at is left out.
    wanted = set(Recommendation) - ({Recommendation.market_first} if approach is Approach.direct else set())
    assert set(headings) == wanted


FILLS: list[tuple[str, str, dict[str, Any]]] = [
    ("budget", "challenge_based", {"funding": {"budget": {"max_minor": 5, "currency": "EUR"}}}),
    ("pilot_paid", "challenge_based", {"funding": {"pilot_paid": True}}),
    ("route", "challenge_based", {"funding": {"route": "open_procedure"}}),
    ("phases", "challenge_based", {"phases": [{"kind": "prototype"}, {"kind": "pilot"}]}),
    ("go_no_go", "challenge_based", {"phases": [{"kind": "pilot", "go_no_go": True}]}),
    ("sounding", "solution_based", {"phases": [{"kind": "market_sounding"}]}),
    (
        "pilot_dates",
        "pilot_living_lab",
        {"phases": [{"kind": "pilot", "starts_on": "2027-03-01", "ends_on": "2027-06-01"}]},
    ),
    ("sponsor", "direct", {"sponsorship": {"executive_sponsor": "Director of streets"}}),
    ("approval", "direct", {"sponsorship": {"approval": "council", "approval_reference": "12/27"}}),
    ("risks", "direct", {"sponsorship": {"risks": [{"text": {"en": "It rains."}, "accepted": True}]}}),
    ("justification", "direct", {"direct_justification": {"en": "Only they have the pumps."}}),
    ("place", "pilot_living_lab", {"place": {"label": "The harbour"}}),
    ("reuse", "direct", {"ip": {"reuse_by_other_cities": "no"}}),
    ("privacy", "pilot_living_lab", {"data": {"privacy_by_design": True}}),
    ("social", "direct", {"social": [{"kind": "equity"}]}),
    ("entitlements", "challenge_based", {"off_ramp": {"participants_get": ["fee"]}}),
]


@pytest.mark.parametrize(("code", "approach", "terms"), FILLS)
def test_an_item_fills_when_its_part_is_written(code: str, approach: str, terms: dict[str, Any]) -> None:
    assert states(of(approach))[code] == "missing"
    written = complete(lambda d: d["terms"].update({**terms, "approach": approach}))
    assert states(written)[code] == "done"


def test_conditions_that_shut_out_the_new_are_told() -> None:
    shut = complete(lambda d: d["terms"].update(gates=[{"id": "p", "kind": "prior_projects", "value": 3}]))
    assert (states(complete())["open_gates"], states(shut)["open_gates"]) == ("done", "missing")


def test_a_risk_that_nobody_accepted_is_not_done() -> None:
    named = complete(lambda d: d["terms"].update(sponsorship={"risks": [{"text": {"en": "It rains."}}]}))
    assert states(named)["risks"] == "missing"


def test_what_publication_waits_for_is_what_its_checks_ask() -> None:
    """Every needed item that is missing has a finding, and says so at a place that the finding names."""
    empty = ChallengeInput(original_language="en", texts={"en": {}})  # type: ignore[dict-item]
    pointers = {finding.pointer for finding in findings(empty, OPEN, NOW)}
    for item in checklist(empty, []):
        if item.needed:
            assert item.state == "missing"
            assert item.pointer in pointers, item.code
