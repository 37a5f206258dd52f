from __future__ import annotations

import httpx
from jsonschema import Draft202012Validator

from tests.factories.feed import city, in_days, record, text
from tests.modules.feed.conftest import Put, Titles


async def test_the_default_shows_open_records_challenges_first_and_closing_soonest(
    put: Put, titles: Titles
) -> None:
    await put(
        record("later", closes_at=in_days(9)),
        record("sooner", closes_at=in_days(2)),
        record("any time", closes_at=None),
        record("notice", kind="notice", closes_at=in_days(1)),
        record("call", kind="funding_call", closes_at=in_days(1)),
        record("award", kind="award", closes_at=None),
        record("closed", closes_at=in_days(-1)),
        record("planned", opens_at=in_days(1)),
        record("withdrawn", ended_at=in_days(-1), ended_status="withdrawn"),
    )
    assert await titles() == ["sooner", "later", "any time", "notice", "call"]


async def test_everything_else_is_one_filter_away(put: Put, titles: Titles) -> None:
    await put(
        record("open"),
        record("closed", closes_at=in_days(-1), published_at=in_days(-30)),
        record("planned", opens_at=in_days(1)),
        record("award", kind="award", closes_at=None, published_at=in_days(-20)),
    )
    assert await titles(kind="award") == ["award"]
    assert await titles(status="evaluation") == ["closed"]
    assert await titles(status="planned") == ["planned"]
    assert await titles(status="concluded") == ["award"]
    assert await titles(status=["planned", "evaluation"]) == ["planned", "closed"]
    assert await titles(status="any") == ["open", "planned", "award", "closed"]
    assert await titles(status="any", kind="challenge") == ["open", "planned", "closed"]


async def test_a_card_says_everything_in_the_readers_language(put: Put, client: httpx.AsyncClient) -> None:
    await put(
        record(
            "Hiljaiset raitiovaunut",
            lang="fi",
            texts={"fi": text("Hiljaiset raitiovaunut", "Melu"), "fr": text("Trams silencieux")},
            publishers=(city("ekvik", fi="Eekvik", sv="Ekvik"), city("brume", "FR", lead=False)),
            currency="EUR",
            budget_max_minor=5_000_00,
            categories=("34622000",),
            flags=("ip:supplier",),
            pilot_paid=True,
            lat=60.0,
            lon=25.0,
        )
    )
    answer = await client.get("/v1/challenges", params={"lang": "fr", "lat": 60.0, "lon": 26.0})
    card = answer.json()["items"][0]
    assert card["title"] == {"value": "Trams silencieux", "lang": "fr", "original": False}
    assert card["summary"] is None
    assert card["publishers"][0]["name"] == {"value": "Eekvik", "lang": "fi", "original": True}
    assert card["budget"] == {"min_minor": None, "max_minor": 500000, "currency": "EUR", "tax": "unknown"}
    assert card["status"] == "open"
    assert 54 < card["distance_km"] < 57
    again = await client.get("/v1/challenges", headers={"Accept-Language": "fi-FI,fi;q=0.9"})
    card = again.json()["items"][0]
    assert card["title"]["value"] == "Hiljaiset raitiovaunut"
    assert card["summary"]["value"] == "Melu"
    assert card["distance_km"] is None


async def test_total_and_facets_come_when_asked_for(put: Put, client: httpx.AsyncClient) -> None:
    await put(record("a"), record("b"), record("c", closes_at=in_days(-1)))
    plain = (await client.get("/v1/challenges", params={"limit": 1})).json()
    assert (plain["total"], plain["facets"], len(plain["items"])) == (None, None, 1)
    asked = (await client.get("/v1/challenges", params={"limit": 1, "total": "true"})).json()
    assert asked["total"] == 2


async def test_answers_fit_the_document(app, put: Put, client: httpx.AsyncClient) -> None:
    await put(
        record("a", source="ted", source_url="https://ted.example/1", categories=("45000000",)),
        record("b", closes_at=None, currency="EUR", budget_min_minor=1),
    )
    spec = app.openapi()
    for path, params, status in (
        ("/v1/challenges", {"total": "true", "facets": "true", "lat": 1, "lon": 2}, "200"),
        ("/v1/challenges", {"nonsense": "1"}, "422"),
        ("/v1/changes", {}, "200"),
        ("/v1/changes", {"cursor": "x"}, "422"),
    ):
        answer = await client.get(path, params=params)
        assert str(answer.status_code) == status
        content = spec["paths"][path]["get"]["responses"][status]["content"]
        schema = content[answer.headers["content-type"]]["schema"]
        validator = Draft202012Validator({**schema, "components": spec["components"]})
        assert list(validator.iter_errors(answer.json())) == []


async def test_what_is_not_known_is_refused_by_name(client: httpx.AsyncClient) -> None:
    for params, pointer in (
        ({"colour": "red"}, "/query/colour"),
        ({"sort": "random"}, "/query/sort"),
        ({"limit": 101}, "/query/limit"),
        ({"lat": 1}, "/query/lon"),
        ({"radius_km": 5}, "/query/lat"),
        ({"place": "Ekvik", "lat": 1, "lon": 1}, "/query/place"),
        ({"budget_min": 5}, "/query/currency"),
        ({"currency": "EUR", "budget_min": 5, "budget_max": 4}, "/query/budget_max"),
        ({"sort": "budget"}, "/query/currency"),
        ({"sort": "distance"}, "/query/lat"),
        ({"sort": "relevance"}, "/query/q"),
        ({"closing_before": "2026-01-01T00:00:00"}, "/query/closing_before"),
        ({"country": "Finland"}, "/query/country/0"),
    ):
        answer = await client.get("/v1/challenges", params=params)
        assert answer.status_code == 422, params
        assert pointer in [error["pointer"] for error in answer.json()["errors"]], params
