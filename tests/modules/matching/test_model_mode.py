"""The whole application with the real model: matches, reasons, search, and what odd input gets."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.factories import city, client_as, member, published, supplier
from tests.fixtures.app import client_of, running
from tests.fixtures.model import Remembering

from interurban.app import create_app
from interurban.core import outbox
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.modules.matching import alerts
from interurban.modules.matching.embedding import Embedder
from interurban.modules.matching.types import Mode

from .examples import CHALLENGES
from .test_matches import matches, offer, text

pytestmark = pytest.mark.xdist_group("model")


@pytest.fixture
def settings(model_home: Path, real_encoder: object) -> Settings:
    """`real_encoder` has converted the model into that home."""
    return Settings(environment="test", home=model_home, worker_inside=False, ready_accounts=True)


@pytest.fixture
async def town(database: Database) -> UUID:
    return await city(database)


@pytest.fixture
async def challenges(app: FastAPI, database: Database, town: UUID, encoder: Remembering) -> dict[str, str]:
    keys = {key: str(await published(database, town, text(key))) for key in CHALLENGES}
    await embedded(app, database, encoder, len(keys))
    return keys


async def embedded(app: FastAPI, database: Database, encoder: Remembering, count: int) -> None:
    """The worker's part, and until the process has heard of it."""
    embedder = Embedder(database, encoder)  # type: ignore[arg-type]
    await embedder.load()
    while await embedder.step():
        pass
    mirror = app.state.matching
    for _ in range(1_500):
        if mirror.mode is Mode.model and len(mirror.board.vectors["challenge"]) >= count:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the mirror did not hear")


async def test_a_firm_is_shown_what_fits_in_other_languages_and_why(
    app: FastAPI, database: Database, challenges: dict[str, str], encoder: Remembering
) -> None:
    said = "We plough, clear snow from and grit bicycle lanes in winter, with narrow machines, before seven."
    texts = {"en": {"summary": said, "capabilities": "", "keywords": []}}
    firm = await supplier(database, **offer(texts=texts))
    await embedded(app, database, encoder, len(challenges))
    client = await client_as(app, Role.supplier_owner, firm)
    page = await matches(client, firm)
    assert (page["mode"], page["complete"]) == ("model", True)
    found = {item["challenge"]["id"]: item for item in page["items"]}
    assert challenges["snow"] in found
    foreign = found[challenges["lumi"]]
    assert foreign["parts"]["meaning"] > 0.2
    assert foreign["parts"]["words"] < foreign["parts"]["meaning"]
    sentences = [reason for reason in foreign["reasons"] if reason["type"] == "sentence"]
    assert sentences
    assert sentences[0]["lang"] == "fi"
    assert sentences[0]["without"] < sentences[0]["score"]
    for item in page["items"]:
        assert item["score"] == pytest.approx(sum(item["parts"].values()), abs=2e-3)


async def test_status_tells_the_model_and_how_far_it_is(
    client: httpx.AsyncClient, challenges: dict[str, str], encoder: Remembering
) -> None:
    status = (await client.get("/v1/matching")).json()
    assert status["mode"] == "model"
    assert status["reason"] is None
    assert status["model"]["hash"] == encoder.hash
    assert status["embedding"] == {"done": len(challenges), "total": len(challenges)}
    assert [fit["fit"] for fit in status["fits"]] == ["strong", "good", "possible"]


async def found(client: httpx.AsyncClient, q: str, **query: str) -> list[str]:
    answer = await client.get("/v1/challenges", params={"q": q, "total": "true", **query})
    assert answer.status_code == 200, answer.text
    page = answer.json()
    ids = [item["id"] for item in page["items"]]
    assert page["total"] == len(ids)
    assert page["by_meaning"] == ids[len(ids) - len(page["by_meaning"]) :]
    return ids


async def test_a_french_question_finds_the_finnish_challenge_and_words_win(
    client: httpx.AsyncClient, challenges: dict[str, str]
) -> None:
    ids = await found(client, "déneigement des pistes cyclables")
    assert ids[0] == challenges["neige"]  # it has the words
    assert challenges["lumi"] in ids
    assert challenges["meals"] not in ids
    assert (await found(client, '"talvihoitoon"')) == [challenges["lumi"]]
    assert await found(client, "déneigement -pistes") == []
    facets = await client.get(
        "/v1/challenges", params={"q": "déneigement des pistes cyclables", "facets": "true"}
    )
    counted = {one["value"]: one["count"] for one in facets.json()["facets"]["language"]}
    assert counted["fi"] >= 1


async def test_a_record_that_says_nothing_is_near_to_no_question(
    app: FastAPI,
    client: httpx.AsyncClient,
    database: Database,
    town: UUID,
    challenges: dict[str, str],
    encoder: Remembering,
) -> None:
    data = text("snow")
    blank = data.texts["en"].model_copy(update={"title": "Senza Titolo", "problem": ""})
    data = data.model_copy(update={"texts": {"it": blank}, "original_language": "it"})
    await published(database, town, data)
    await embedded(app, database, encoder, len(challenges) + 1)
    for typed in ("zzzz", "qqqq wwww eeee"):
        assert await found(client, typed) == []


async def test_pages_of_a_search_by_meaning_hold_everything_once(
    client: httpx.AsyncClient, challenges: dict[str, str]
) -> None:
    everything = await found(client, "déneigement des pistes cyclables")
    assert len(everything) > 2
    got: list[str] = []
    query: dict[str, Any] = {"q": "déneigement des pistes cyclables", "limit": 1}
    while True:
        page = (await client.get("/v1/challenges", params=query)).json()
        got += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert got == everything


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("", 422),
        ("   \n", 422),
        ("😀🎉", 422),
        ("<p><br/></p>", 422),
        ("x" * 1_000_000, 422),
        ("Прибирання snow снeг auraus 雪", 200),
        ("<b>snow ploughs</b><script>alert(1)</script>", 200),
        ("snow " * 4_000, 200),
    ],
)
async def test_odd_texts_get_an_answer_or_a_clear_refusal(
    client: httpx.AsyncClient, challenges: dict[str, str], given: str, status: int
) -> None:
    answer = await client.post("/v1/matches/preview", json={"text": given})
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"][0]["pointer"] == "/text"
    else:
        assert answer.json()["mode"] == "model"


@pytest.mark.parametrize(("spoilt", "reason"), [(True, "weights_refused"), (False, "weights_missing")])
async def test_without_the_right_weights_words_serve(
    tmp_path: Path, database: Database, database_url: str, town: UUID, spoilt: bool, reason: str
) -> None:
    weights = tmp_path / "weights.bin"
    if spoilt:
        weights.write_bytes(b"E5S1" + b"\0" * 1_000)
    settings = Settings(environment="test", home=tmp_path / "home", worker_inside=False, model_file=weights)
    async with running(create_app(settings, database_url)) as app, client_of(app) as client:
        await published(database, town, text("snow"))
        for _ in range(500):
            status = (await client.get("/v1/matching")).json()
            if status["complete"] and status["reason"] == reason:
                break
            await asyncio.sleep(0.02)
        assert (status["mode"], status["reason"], status["model"]) == ("words", reason, None)
        for _ in range(500):
            page = (await client.post("/v1/matches/preview", json={"text": "narrow snow ploughs"})).json()
            if page["items"]:
                break
            await asyncio.sleep(0.02)
        assert page["items"]


async def test_a_published_challenge_tells_the_firms_of_the_city_s_list(
    app: FastAPI, database: Database, town: UUID, challenges: dict[str, str], encoder: Remembering
) -> None:
    said = "Talvihoito: pyöräteiden auraus ja hiekoitus kapeilla koneilla."
    texts = {"fi": {"summary": said, "capabilities": "", "keywords": []}}
    firm = await supplier(database, **offer(original_language="fi", texts=texts))
    owner = await member(database, firm, Role.supplier_owner)
    other = await supplier(database)
    await member(database, other, Role.supplier_owner)
    challenge = await published(database, town, text("lumi"))
    with pytest.raises(outbox.Later):  # it has no vector yet
        await alerts.tell(database, challenge, datetime.now(UTC), encoder.hash)
    await embedded(app, database, encoder, len(challenges) + 1)
    await alerts.tell(database, challenge, datetime.now(UTC), encoder.hash)
    async with database.write() as session:
        rows = list(await session.execute(sql("SELECT user_id, values FROM notifications")))
    officer = await client_as(app, Role.city_officer, town)
    page = (await officer.get(f"/v1/challenges/{challenge}/supplier-matches")).json()
    assert page["mode"] == "model"
    fits = {item["supplier"]["id"]: item["fit"] for item in page["items"]}
    assert fits[str(firm)] in ("strong", "good")
    assert fits.get(str(other)) not in ("strong", "good")
    assert [(row[0], row[1]["fit"]) for row in rows] == [(owner, fits[str(firm)])]
