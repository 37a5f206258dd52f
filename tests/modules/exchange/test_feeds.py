from __future__ import annotations

import asyncio
from typing import Any
from xml.etree.ElementTree import Element

import httpx
import pytest
from defusedxml.ElementTree import fromstring
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from interurban.core.database import Database
from interurban.modules.feed import public as feed
from tests.factories.feed import city, in_days, record, text

ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
HOSTILE = '<script>alert(1)</script> & "Ö" ]]> \x01\x0b\ufffe \U0001f68b'


@pytest.fixture
async def put(database: Database) -> Any:
    async def go(*records: feed.FeedRecord) -> None:
        async with database.write() as session:
            await feed.put_many(session, records)

    return go


async def xml(client: httpx.AsyncClient, path: str, **params: Any) -> Element:
    answer = await client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    found: Element = fromstring(answer.content)
    return found


async def titles(client: httpx.AsyncClient, ending: str, **params: Any) -> list[str | None]:
    if ending == "json":
        answer = await client.get("/v1/challenges.json", params=params)
        return [item["title"] for item in answer.json()["items"]]
    root = await xml(client, f"/v1/challenges.{ending}", **params)
    path = "channel/item/title" if ending == "rss" else f"{ATOM}entry/{ATOM}title"
    return [title.text for title in root.findall(path)]


@pytest.mark.parametrize("ending", TYPES)
async def test_every_filter_works_and_the_newest_come_first(
    put: Any, client: httpx.AsyncClient, ending: str
) -> None:
    await put(
        record("old", published_at=in_days(-9)),
        record("new", published_at=in_days(-1), closes_at=in_days(1)),
        record("notice", kind="notice", published_at=in_days(-2)),
        record("closed", closes_at=in_days(-1)),
        record("demonstration", demo=True),
    )
    assert await titles(client, ending) == ["new", "notice", "old"]
    assert await titles(client, ending, kind="notice") == ["notice"]
    assert await titles(client, ending, demo="only") == ["demonstration"]
    assert await titles(client, ending, status="evaluation") == ["closed"]
    assert await titles(client, ending, q="olds") == ["old"]
    assert await titles(client, ending, sort="standard", limit=1) == ["new"]
    refused = await client.get(f"/v1/challenges.{ending}", params={"colour": "red"})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("ending", TYPES)
async def test_hostile_texts_stay_texts(put: Any, client: httpx.AsyncClient, ending: str) -> None:
    await put(record(HOSTILE, summary=HOSTILE, publishers=(city("x", en=HOSTILE),)))
    expected = '<script>alert(1)</script> & "Ö" ]]>  \U0001f68b'
    assert await titles(client, ending) == [expected]


async def test_rss_has_what_rss_needs(put: Any, client: httpx.AsyncClient) -> None:
    # No label leads to this code, whether those of the first start have come yet or not.
    one = record("Quiet trams", summary="Less noise", categories=("01234567",))
    await put(one)
    answer = await client.get("/v1/challenges.rss", params={"country": "FI"})
    assert answer.headers["content-type"].startswith("application/rss+xml")
    root = fromstring(answer.content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert channel is not None
    assert channel.findtext("title") == "Interurban"
    assert channel.findtext("link") == "http://127.0.0.1:8000"
    assert channel.findtext("description")
    assert channel.findtext("lastBuildDate")
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert (own.get("rel"), own.get("href")) == (
        "self",
        "http://127.0.0.1:8000/v1/challenges.rss?country=FI",
    )
    item = channel.find("item")
    assert item is not None
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == (f"urn:uuid:{one.id}", "false")
    assert item.findtext("link") == f"http://127.0.0.1:8000/challenges/{one.id}/quiet-trams"
    assert item.findtext("pubDate")
    assert "Less noise" in (item.findtext("description") or "")
    assert [c.text for c in item.findall("category")] == ["challenge", "FI", "01234567"]


async def test_atom_has_what_atom_needs(put: Any, client: httpx.AsyncClient) -> None:
    one = record("Quiet trams", source="ted", source_url="https://ted.example/7")
    await put(one, record("Second", published_at=in_days(-2)))
    root = await xml(client, "/v1/challenges.atom", limit=1)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}id") == "http://127.0.0.1:8000/v1/challenges.atom?limit=1"
    assert root.findtext(f"{ATOM}title") == "Interurban"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert set(links) == {"self", "alternate", "next"}
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert root.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{one.id}"
    assert entry.findtext(f"{ATOM}published")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ekvik"
    found = [link.get("href") for link in entry.findall(f"{ATOM}link")]
    assert found == [f"http://127.0.0.1:8000/challenges/{one.id}/quiet-trams"]
    assert "https://ted.example/7" in (entry.findtext(f"{ATOM}summary") or "")
    second = await client.get((links["next"] or "").removeprefix("http://127.0.0.1:8000"))
    assert b"Second" in second.content
    assert b"Quiet trams" not in second.content


async def test_json_feed_has_what_it_needs(app: FastAPI, put: Any, client: httpx.AsyncClient) -> None:
    one = record("Quiet trams", texts={"en": text("Quiet trams"), "fr": text("Trams silencieux")})
    await put(one, record("Second", published_at=in_days(-2)))
    answer = await client.get("/v1/challenges.json", params={"limit": 1, "lang": "fr"})
    assert answer.headers["content-type"].startswith("application/feed+json")
    found = answer.json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "http://127.0.0.1:8000/v1/challenges.json?limit=1&lang=fr"
    assert found["next_url"].startswith("http://127.0.0.1:8000/v1/challenges.json?")
    item = found["items"][0]
    assert item["id"] == f"urn:uuid:{one.id}"
    assert (item["title"], item["language"]) == ("Trams silencieux", "fr")
    assert "external_url" not in item
    spec = app.openapi()
    content = spec["paths"]["/v1/challenges.json"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/feed+json"]["schema"], "components": spec["components"]}
    assert list(Draft202012Validator(schema).iter_errors(found)) == []


@pytest.mark.parametrize("ending", TYPES)
async def test_an_unchanged_feed_has_an_unchanged_etag(
    put: Any, client: httpx.AsyncClient, app: FastAPI, ending: str
) -> None:
    await put(record("one"))
    path = f"/v1/challenges.{ending}"
    first = await client.get(path)
    await asyncio.sleep(1.1)  # a second later nothing may depend on the clock
    app.state.feed_cache.forget()
    seen = {"If-None-Match": first.headers["etag"]}
    assert (await client.get(path, headers=seen)).status_code == 304
    await put(record("two"))
    changed = await client.get(path, headers=seen)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("ending", TYPES)
async def test_an_empty_feed_is_a_feed(client: httpx.AsyncClient, ending: str) -> None:
    assert await titles(client, ending) == []
