from __future__ import annotations

from typing import Any

import pytest

from interurban.modules.challenges.lots import PostingCity, joint, major, party_id
from interurban.modules.challenges.schemas import LocalTerms
from interurban.modules.challenges.types import Part, Status


def city(slug: str, part: Part, country: str = "EE", **terms: Any) -> PostingCity:
    return PostingCity(slug, slug.title(), country, part, LocalTerms.model_validate(terms))


ASH = city("ash", Part.lead)
BIRCH = city(
    "birch",
    Part.accepted,
    "FI",
    budget_share={"amount_minor": 4_200_050, "currency": "EUR"},
    route="pre_commercial",
    languages=["fi", "en"],
    ip={"foreground": "joint"},
    data={"residency": ["FI"]},
    gates=[{"id": "iso", "kind": "certificate", "value": "ISO 27001", "label": {"fi": "Vaaditaan ISO"}}],
    decision={"body": "City council", "by": "2027-05-04"},
    notes={"fi": "Vain suomeksi."},
)


def test_the_lead_procures_and_every_city_buys() -> None:
    found = joint([ASH, BIRCH], Status.open, "en")
    assert [(p["id"], p["roles"]) for p in found["parties"]] == [
        ("interurban-city-ash", ["procuringEntity", "buyer"]),
        ("interurban-city-birch", ["buyer"]),
    ]
    assert found["buyer"] == found["tender"]["procuringEntity"] == {"id": party_id(ASH), "name": "Ash"}


def test_a_lot_says_what_differs_for_its_city() -> None:
    plain, own = joint([ASH, BIRCH], Status.open, "en")["tender"]["lots"]
    assert plain == {
        "id": "ash",
        "title": "Ash",
        "status": "active",
        "buyer": {"id": "interurban-city-ash", "name": "Ash"},
    }
    assert own == {
        "id": "birch",
        "title": "Birch",
        "status": "active",
        "buyer": {"id": "interurban-city-birch", "name": "Birch"},
        "description": "Vain suomeksi.",
        "value": {"amount": 42_000.5, "currency": "EUR"},
        "procurementMethod": "open",
        "submissionTerms": {"languages": ["fi", "en"]},
        "awardPeriod": {"endDate": "2027-05-04T23:59:59Z"},
        "selectionCriteria": {
            "criteria": [{"id": "iso", "type": "certificate", "description": "Vaaditaan ISO"}]
        },
        "contractTerms": {
            "intellectualProperty": {"foreground": "joint"},
            "data": {"residency": ["FI"]},
            "decidedBy": "City council",
        },
    }


def test_a_city_that_left_keeps_its_lot_cancelled_and_no_role() -> None:
    left = city("cedar", Part.left)
    found = joint([ASH, BIRCH, left], Status.open, "en")
    assert found["parties"][2]["roles"] == []
    assert [lot["status"] for lot in found["tender"]["lots"]] == ["active", "active", "cancelled"]


def test_one_city_alone_has_no_lots() -> None:
    assert "lots" not in joint([ASH], Status.open, "en")["tender"]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_word_for_its_lots(status: Status) -> None:
    lots = joint([ASH, BIRCH], status, "en")["tender"]["lots"]
    codes = {"pending", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"}
    assert {lot["status"] for lot in lots} <= codes


@pytest.mark.parametrize(
    ("minor", "currency", "amount"), [(12_345, "EUR", 123.45), (12_300, "CAD", 123), (500, "JPY", 500)]
)
def test_amounts_are_in_major_units(minor: int, currency: str, amount: float) -> None:
    assert major(minor, currency) == amount
