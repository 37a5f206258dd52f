from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.fixtures.app import client_of
from tests.shared_data import shared

from interurban.core.database import Database
from interurban.modules.matching import categories, labels
from interurban.modules.matching import public as matching


@pytest.fixture
async def client(app: FastAPI, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    await categories.ensure_groups(database)
    async with client_of(app) as found:
        yield found


async def search(client: httpx.AsyncClient, **query: str | int) -> list[tuple[str, str]]:
    answer = await client.get("/v1/categories", params=query)
    assert answer.status_code == 200
    return [(item["code"], item["label"]["value"]) for item in answer.json()["items"]]


async def test_without_a_question_the_divisions(client: httpx.AsyncClient) -> None:
    found = await search(client)
    assert len(found) == 45
    assert all(code.endswith("000000") for code, _ in found)


async def test_labels_are_found_without_accents_in_the_reader_s_language(client: httpx.AsyncClient) -> None:
    english = await search(client, q="sewage")
    assert english[0][0] == "90000000"
    french = await search(client, q="pêche", lang="fr")
    assert french == await search(client, q="PECHE", lang="fr")
    assert {code[:2] for code, _ in french} >= {"03"}
    assert await search(client, q="sewage", lang="fi") == english  # no Finnish label is installed


async def test_every_word_must_stand_in_the_label(
    client: httpx.AsyncClient,
) -> None:
    found = await search(client, q="services research")
    assert found
    assert all("esearch" in label and "ervices" in label for _, label in found)
    assert (await search(client, q="con"))[0][1].lower().startswith("con")


async def test_digits_find_codes(client: httpx.AsyncClient) -> None:
    found = await search(client, q="905")
    assert [code for code, _ in found] == ["90500000"]
    assert (await search(client, q="90500000-2"))[0][0] == "90500000"
    assert {code[:2] for code, _ in await search(client, q="45")} == {"45"}


@pytest.mark.parametrize("q", ["%", "_", "\\", "'; --", "zzzzzz", "🚲"])
async def test_signs_are_words_like_others(client: httpx.AsyncClient, q: str) -> None:
    assert await search(client, q=q) == []


async def test_an_official_file_brings_its_languages(
    client: httpx.AsyncClient, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "cpv.jsonl"
    path.write_text(json.dumps({"code": "90620000-9", "labels": {"fi": "Lumenraivauspalvelut"}}))
    for _ in range(2):  # again is harmless
        async with database.write() as session:
            assert await matching.import_codes(session, path) == 1
    assert await search(client, q="lumen", lang="fi") == [("90620000", "Lumenraivauspalvelut")]


async def test_labels_of_packages_join_our_own(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "prozorro_mcp" / "data"
    folder.mkdir(parents=True)
    (folder / "dk021_uk.json").write_text(json.dumps({"90620000-9": "Послуги з прибирання снігу"}))
    async with database.write() as session:
        count = await matching.install_packages(session, tmp_path)
    assert count == sum(map(len, labels.groups().values())) + 1


async def test_the_whole_official_file(client: httpx.AsyncClient, database: Database) -> None:
    path = shared("data/reference/cpv2008_24lang.jsonl.gz")
    async with database.write() as session:
        assert await matching.import_codes(session, path) > 9_000 * 24
    assert await search(client, q="lumen", lang="fi", limit=3)
    assert ("90620000", "Snow-clearing services") in await search(client, q="snow")


async def test_groups_are_installed_once_however_many_start(database: Database) -> None:
    await asyncio.gather(*(categories.ensure_groups(database) for _ in range(3)))
    async with database.read() as read:
        rows = await read.exec_driver_sql("SELECT count(*) FROM cpv_labels")
        assert rows.scalar_one() == sum(map(len, labels.groups().values()))
