from __future__ import annotations

from typing import Any

import pytest

from interurban.modules.challenges.types import GateKind
from interurban.modules.matching import gates
from interurban.modules.matching.gates import Applicant, GateTable, check, decide

EUR, FULL = (
    "EUR",
    {
        "size": "small",
        "founded_year": 2020,
        "insurance": {"amount_minor": 100_000_00, "currency": "EUR"},
        "turnover": {"amount_minor": 500_000_00, "currency": "CAD"},
        "comparable_projects": 2,
        "certificates": ["ISO/IEC 27001:2022"],
        "languages": ["fi", "en"],
    },
)
FIRM = Applicant("FI", FULL, 2026)


@pytest.mark.parametrize(
    ("kind", "value", "currency", "state", "found"),
    [
        ("country", ["FI", "EE"], None, "met", "FI"),
        ("country", ["EU"], None, "met", "FI"),
        ("country", ["CA"], None, "not_met", "FI"),
        ("language", ["fi"], None, "met", ["fi", "en"]),
        ("language", ["fr"], None, "not_met", ["fi", "en"]),
        ("certificate", "ISO 27001", None, "met", "ISO/IEC 27001:2022"),
        ("certificate", "iso27001", None, "met", "ISO/IEC 27001:2022"),
        ("certificate", "ISO 9001", None, "not_met", ["ISO/IEC 27001:2022"]),
        ("insurance", 100_000_00, EUR, "met", 100_000_00),
        ("insurance", 100_000_01, EUR, "not_met", 100_000_00),
        ("insurance", 1, "CAD", "unknown", None),
        ("insurance", 1, None, "unknown", None),
        ("turnover", 600_000_00, "CAD", "not_met", 500_000_00),
        ("years", 6, None, "met", 6),
        ("years", 7, None, "not_met", 6),
        ("prior_projects", 2, None, "met", 2),
        ("prior_projects", 3, None, "not_met", 2),
        ("size", ["micro", "small"], None, "met", "small"),
        ("size", ["large"], None, "not_met", "small"),
        ("other", None, None, "unknown", None),
        ("other", "a drawing", None, "unknown", None),
        ("years", "many", None, "unknown", None),
        ("years", None, None, "unknown", None),
        ("invented", 1, None, "unknown", None),
    ],
)
def test_a_gate_says_its_state_and_the_value_that_decided(
    kind: str, value: Any, currency: str | None, state: str, found: Any
) -> None:
    assert decide(kind, value, currency, FIRM) == (state, found)


@pytest.mark.parametrize("kind", [kind.value for kind in GateKind])
def test_what_a_firm_did_not_say_is_unknown_never_failed(kind: str) -> None:
    for value in (["FI"], "ISO 9001", 3):
        assert decide(kind, value, EUR, Applicant())[0] == "unknown"


def test_every_kind_of_gate_has_a_rule_but_the_one_only_a_person_can_answer() -> None:
    assert gates._RULES.keys() == {kind.value for kind in GateKind} - {"other"}


def test_results_keep_the_gate_as_the_city_wrote_it() -> None:
    gate = {"id": "iso", "kind": "certificate", "value": "ISO 9001", "label": {"en": "Quality"}}
    (result,) = check([gate], FIRM)
    assert (result.id, result.state, result.required, result.label) == (
        "iso",
        "not_met",
        "ISO 9001",
        {"en": "Quality"},
    )


def test_the_table_fails_the_rows_that_the_function_fails() -> None:
    table, rows = GateTable(), []
    for number in range(500):
        row = [
            {"kind": "years", "value": number % 90},
            {"kind": "country", "value": ["FI"] if number % 2 else ["CA"]},
            {"kind": "other", "value": None},
        ][: number % 4]
        rows.append(row)
        table.append(row)
    expected = [any(g.state == "not_met" for g in check(row, FIRM)) for row in rows]
    assert table.failing(FIRM).tolist() == expected
    assert 0 < sum(expected) < 500
    assert not table.failing(Applicant()).any()
