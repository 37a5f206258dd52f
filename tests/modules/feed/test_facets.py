from __future__ import annotations

from typing import Any

import httpx

from tests.factories.feed import buyer, city, in_days, record
from tests.modules.feed.conftest import Put


async def facets(client: httpx.AsyncClient, **params: Any) -> dict[str, dict[str, int]]:
    answer = await client.get("/v1/challenges", params={"facets": "true", **params})
    assert answer.status_code == 200, answer.text
    found = answer.json()["facets"]
    return {name: {one["value"]: one["count"] for one in values} for name, values in found.items()}


async def some(put: Put) -> None:
    await put(
        record("a", publishers=(city("ekvik"),), country="FI", flags=("social:equity",)),
        record("b", publishers=(city("brume", "FR"),), country="FR", lang="fr"),
        record("c", publishers=(city("ekvik"), city("brume", "FR", lead=False)), country="FI"),
        record("d", kind="notice", publishers=(buyer("Port"),), country="FI", categories=("45233000",)),
        record("e", closes_at=in_days(-1), country="FI", publishers=(city("ekvik"),)),
    )


async def test_facets_count_what_the_list_shows(put: Put, client: httpx.AsyncClient) -> None:
    await some(put)
    found = await facets(client)
    assert found["kind"] == {"challenge": 3, "notice": 1}
    assert found["country"] == {"FI": 3, "FR": 2}
    assert found["city"] == {"ekvik": 2, "brume": 2}
    assert found["language"] == {"en": 3, "fr": 1}
    assert found["category"] == {"45": 1}
    assert found["social"] == {"equity": 1}
    assert found["posted_by"] == {"one": 3, "several": 1}
    assert found["demo"] == {"false": 4}
    assert found["funding"] == {}


async def test_each_facet_ignores_its_own_filter_and_no_other(put: Put, client: httpx.AsyncClient) -> None:
    await some(put)
    assert (await facets(client))["status"] == {"open": 4, "evaluation": 1}
    found = await facets(client, country="FR", kind="challenge")
    assert found["country"] == {"FI": 2, "FR": 2}
    assert found["kind"] == {"challenge": 2}
    assert found["city"] == {"brume": 2, "ekvik": 1}
    assert found["status"] == {"open": 2}
    assert found["category"] == {}
    searched = await facets(client, q="port")
    assert searched["kind"] == {"notice": 1}
    anything = await facets(client, status="any")
    assert anything["status"] == {"open": 4, "evaluation": 1}
    assert anything["country"] == {"FI": 4, "FR": 2}


async def test_facets_count_under_filters_that_have_no_facet(put: Put, client: httpx.AsyncClient) -> None:
    await put(
        record("a", country="FI", closes_at=in_days(3)),
        record("b", country="FR", closes_at=in_days(90)),
    )
    assert (await facets(client, closing_within=7))["country"] == {"FI": 1}
    assert (await facets(client, place="Nowhere", radius_km=10))["country"] == {}


async def test_awards_are_counted_as_asking_for_them_would_find_them(
    put: Put, client: httpx.AsyncClient
) -> None:
    await put(record("a"), record("b", kind="award", closes_at=None), record("c", kind="notice"))
    assert (await facets(client))["kind"] == {"challenge": 1, "notice": 1, "award": 1}
    assert (await facets(client, kind="challenge"))["kind"] == {"challenge": 1, "notice": 1, "award": 1}
    assert (await facets(client, kind="award"))["kind"] == {"challenge": 1, "notice": 1, "award": 1}
    assert (await facets(client, status="open"))["kind"] == {"challenge": 1, "notice": 1}
    assert (await facets(client, status="any"))["kind"] == {"challenge": 1, "notice": 1, "award": 1}
