from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from interurban.modules.feed.public import FeedRecord
from tests.factories.feed import buyer, city, in_days, record, text
from tests.modules.feed.conftest import Put, Titles

PORT = buyer("Port")
TURKU = {"place": "Türi", "lat": 58.81, "lon": 25.43}
NEAR = {"place": "Paide", "lat": 58.89, "lon": 25.56}
FAR = {"place": "Brume", "lat": 48.0, "lon": 2.0}

# What is asked, a record that fits, and one that does not.
CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("city", {"city": "brume"}, {"publishers": (city("brume"),)}, {}),
    (
        "co-posting city",
        {"city": "brume"},
        {"publishers": (city("ekvik"), city("brume", lead=False))},
        {"publishers": (city("brumeville"),)},
    ),
    ("either city", {"city": ["brume", "other"]}, {"publishers": (city("brume"),)}, {}),
    ("buyer", {"buyer": str(PORT.id)}, {"publishers": (PORT,)}, {"publishers": (buyer("Bridge"),)}),
    ("country", {"country": "EE"}, {"country": "EE"}, {"country": "FR"}),
    (
        "country of a co-posting city",
        {"country": "EE"},
        {"publishers": (city("ekvik"), city("other", "EE", lead=False))},
        {},
    ),
    ("radius", {"lat": 58.8, "lon": 25.4, "radius_km": 20}, TURKU, FAR),
    ("radius without a place", {"lat": 58.8, "lon": 25.4, "radius_km": 20}, TURKU, {"place": "Türi"}),
    (
        "radius across the date line",
        {"lat": 0, "lon": 179.99, "radius_km": 9},
        {"lat": 0.0, "lon": -179.99},
        FAR,
    ),
    ("place by name", {"place": "turi"}, TURKU, NEAR),
    ("place and radius", {"place": "Türi", "radius_km": 20}, TURKU, FAR),
    ("category", {"category": "45"}, {"categories": ("45233000",)}, {"categories": ("72000000",)}),
    (
        "filled category",
        {"category": "45200000"},
        {"categories": ("45233000",)},
        {"categories": ("45110000",)},
    ),
    (
        "whole category",
        {"category": "45233141"},
        {"categories": ("45233141",)},
        {"categories": ("45233000",)},
    ),
    ("approach", {"approach": "direct"}, {"approach": "direct"}, {"approach": "solution_based"}),
    ("kind", {"kind": "notice"}, {"kind": "notice"}, {"kind": "funding_call"}),
    ("language", {"language": "fr"}, {"texts": {"en": text("yes"), "fr": text("oui")}}, {}),
    ("budget from", {"currency": "EUR", "budget_min": 100}, {"currency": "EUR", "budget_max_minor": 100}, {}),
    (
        "budget to",
        {"currency": "EUR", "budget_max": 100},
        {"currency": "EUR", "budget_min_minor": 100, "budget_max_minor": 900},
        {"currency": "EUR", "budget_min_minor": 101},
    ),
    (
        "other currency",
        {"currency": "EUR", "budget_min": 1},
        {"currency": "EUR", "budget_min_minor": 5},
        {"currency": "SEK", "budget_min_minor": 5},
    ),
    (
        "unknown budgets too",
        {"currency": "EUR", "budget_min": 9, "budget_unknown": "include"},
        {"currency": "SEK", "budget_min_minor": 5},
        {"currency": "EUR", "budget_min_minor": 5},
    ),
    (
        "no budget known",
        {"currency": "EUR", "budget_max": 9, "budget_unknown": "include"},
        {},
        {"currency": "EUR", "budget_min_minor": 10},
    ),
    (
        "closing before",
        {"closing_before": in_days(5).isoformat()},
        {"closes_at": in_days(4)},
        {"closes_at": None},
    ),
    (
        "closing after",
        {"closing_after": in_days(5).isoformat()},
        {"closes_at": in_days(6)},
        {"closes_at": in_days(4)},
    ),
    ("closing within", {"closing_within": 5}, {"closes_at": in_days(4)}, {"closes_at": in_days(6)}),
    ("keeps IP", {"right": "keeps_ip"}, {"flags": ("right:keeps_ip",)}, {}),
    ("paid pilot", {"right": "pilot_paid"}, {"pilot_paid": True}, {"pilot_paid": False}),
    (
        "rights add up",
        {"right": ["no_prior_projects", "training_allowed"]},
        {"flags": ("right:no_prior_projects", "right:training_allowed")},
        {"flags": ("right:no_prior_projects",)},
    ),
    ("IP", {"ip": "joint"}, {"flags": ("ip:joint",)}, {"flags": ("ip:city",)}),
    ("data", {"data": "EU"}, {"flags": ("data:EU",)}, {"flags": ("data:CA",)}),
    ("social", {"social": "equity"}, {"flags": ("social:equity",)}, {"flags": ("social:environment",)}),
    ("funding", {"funding": "Horizon Europe"}, {"flags": ("funding:Horizon Europe",)}, {}),
    (
        "posted by several",
        {"posted_by": "several"},
        {"publishers": (city("a"), city("b", lead=False))},
        {"publishers": (city("a"),)},
    ),
    ("posted by one", {"posted_by": "one"}, {"publishers": (PORT,)}, {"publishers": (city("a"), city("b"))}),
    ("demo only", {"demo": "only"}, {"demo": True}, {"demo": False}),
    ("no demo", {"demo": "exclude"}, {"demo": False}, {"demo": True}),
    ("source", {"source": "ted"}, {"source": "ted"}, {"source": "prozorro"}),
    ("status", {"status": "evaluation"}, {"closes_at": in_days(-1)}, {}),
    ("ended", {"status": "off_ramped"}, {"ended_status": "off_ramped"}, {"ended_status": "cancelled"}),
    ("words", {"q": "noise"}, {"summary": "less noise"}, {}),
    (
        "two filters",
        {"country": "EE", "kind": "notice"},
        {"country": "EE", "kind": "notice"},
        {"country": "EE"},
    ),
]


def named(title: str, given: dict[str, Any]) -> FeedRecord:
    found = record(title, **given)
    if "texts" in given:
        found = replace(
            found, texts={"en": text(title), **{k: v for k, v in given["texts"].items() if k != "en"}}
        )
    return found


@pytest.mark.parametrize(("params", "fits", "fails"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
async def test_a_filter_keeps_what_fits_and_drops_what_does_not(
    put: Put, client: httpx.AsyncClient, params: dict[str, Any], fits: dict[str, Any], fails: dict[str, Any]
) -> None:
    await put(named("fits", fits), named("fails", fails))
    answer = await client.get("/v1/challenges", params={"total": "true", **params})
    assert answer.status_code == 200, answer.text
    assert [item["title"]["value"] for item in answer.json()["items"]] == ["fits"]
    assert answer.json()["total"] == 1


async def test_demonstration_records_are_in_the_list_unless_left_out(put: Put, titles: Titles) -> None:
    await put(record("real"), record("demo", demo=True))
    assert sorted(await titles()) == ["demo", "real"]
    assert sorted(await titles(demo="include")) == ["demo", "real"]


async def test_orders(put: Put, titles: Titles) -> None:
    eur = {"currency": "EUR"}
    await put(
        record("a", closes_at=in_days(3), published_at=in_days(-1), **eur, budget_max_minor=5, **NEAR),
        record("b", closes_at=in_days(2), published_at=in_days(-3), **eur, budget_max_minor=9, **FAR),
        record("c", closes_at=None, published_at=in_days(-2), currency="SEK", budget_max_minor=99),
        record("d", kind="notice", closes_at=in_days(1), published_at=in_days(-4), **TURKU),
        record("e", closes_at=in_days(-1), published_at=in_days(-5)),
    )
    assert await titles(sort="standard") == ["b", "a", "c", "d"]
    assert await titles(sort="closing") == ["d", "b", "a", "c"]
    assert await titles(sort="closing", status="any") == ["d", "b", "a", "c", "e"]
    assert await titles(sort="newest") == ["a", "c", "b", "d"]
    assert await titles(sort="budget", currency="EUR") == ["b", "a", "c", "d"]
    assert await titles(sort="distance", lat=58.8, lon=25.4) == ["d", "a", "b", "c"]
    assert await titles(sort="distance", place="Türi", radius_km=50) == ["d", "a"]
    assert await titles(sort="distance", place="Nowhere") == []
