"""The review over HTTP: drafts, published challenges, imported notices, and a text that anyone pastes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text as sql
from tests.factories import city, client_as, draft, input_of, published
from tests.fixtures.app import client_of

from interurban.core import limits
from interurban.core.actor import Role
from interurban.core.database import Database

Json = dict[str, Any]
CALL = (
    "The city looks for a way to count cyclists with sensors.\n"
    "- Bidders must provide references from at least two cities.\n"
    "- The pilot is unpaid.\n"
    "All data, source code and documentation will be handed over at the end. The counts are shown to "
    "residents on a map and the council decides on new lanes by them; today counting is done by hand twice a "
    "year, in two streets only.\n"
)


async def review(client: httpx.AsyncClient, text: str, lang: str | None = None, **more: Any) -> Json:
    headers = {"Accept-Language": lang} if lang else {}
    answer = await client.post("/v1/barrier-review", json={"text": text, **more}, headers=headers)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def kinds(found: Json) -> list[str]:
    return [one["kind"] for one in found["findings"]]


async def test_a_text_is_reviewed_without_an_account(app: FastAPI) -> None:
    found = await review(client_of(app), CALL)
    assert found["read_in"] == ["en"]
    assert kinds(found)[:2] == ["prior_projects", "unpaid"]
    assert "silence_ip" not in kinds(found)[:2]
    for one in found["findings"]:
        assert one["pointer"] == "/text"
        assert (one["quote"] == "") is (one["start"] is None)
        if one["start"] is not None:
            assert CALL[one["start"] : one["end"]] == one["quote"]
    first = found["findings"][0]
    assert first["source"] == {"key": "ictc", "label": "ICTC, Procurement Office or “Living Lab?”"}
    assert first["quote"] == "Bidders must provide references from at least two cities"


async def test_the_reader_reads_why_and_the_call_keeps_its_language(app: FastAPI) -> None:
    for lang in ("en", "fr", "et", "fi", "lt"):
        found = await review(client_of(app), CALL, lang)
        assert found["language"] == lang
        assert {one["suggestion_lang"] for one in found["findings"]} == {"en"}
    french = await review(client_of(app), "Le pilote n'est pas rémunéré.", "en", language="fr")
    assert french["findings"][0]["suggestion"].startswith("Le pilote est payé")
    assert french["findings"][0]["why"].startswith("Large firms can afford")
    elsewhere = await review(client_of(app), CALL, "uk")
    assert elsewhere["language"] == "en"


async def test_what_the_terms_state_is_not_missed_in_the_text(app: FastAPI) -> None:
    client = client_of(app)
    silent = CALL.replace("source code", "papers")
    assert "silence_ip" in kinds(await review(client, silent))
    terms = {
        "ip": {"background": "supplier", "foreground": "supplier"},
        "gates": [{"id": "a", "kind": "years", "value": 5}],
    }
    found = await review(client, silent, terms=terms)
    assert "silence_ip" not in kinds(found)
    assert [one["pointer"] for one in found["findings"] if one["kind"] == "years"] == ["/terms/gates/0"]


@pytest.mark.parametrize("words", ["", "   ", "🚲🚎", "<br>", "12345", "...", "\u0301\u200b"])
async def test_a_review_of_nothing_is_refused_with_the_field_named(app: FastAPI, words: str) -> None:
    answer = await client_of(app).post("/v1/barrier-review", json={"text": words})
    assert answer.status_code == 422
    assert answer.json()["code"] == "nothing_to_review"
    assert answer.json()["errors"][0]["pointer"] == "/text"


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> The pilot is unpaid and the bidders must be local",
        "<p>Bidders &amp; others must be&nbsp;locally owned</p>" * 50,
        "снігоочисник sensоr the pilot",
        "ب" * 5_000,
        "İİİ the pilot is unpaid ﬃ",
        "the \x00 pilot",
        "must " * 39_000,
        "Bidders must be locally owned. " * 6_000,
    ],
)
async def test_odd_texts_are_answered(app: FastAPI, words: str) -> None:
    found = await review(client_of(app), words)
    assert len(found["findings"]) <= 200
    assert all(words[one["start"] : one["end"]] == one["quote"] for one in found["findings"] if one["quote"])


async def test_more_than_anybody_reads_is_counted_and_left_out(app: FastAPI) -> None:
    found = await review(client_of(app), "Bidders must be locally owned. " * 500)
    assert kinds(found)[-1] == "silence_ip"  # what is missing is never left out
    assert (len(found["findings"]), found["left_out"]) == (200, 301)


@pytest.mark.parametrize("length", [200_001, 1_000_000, 3_000_000])
async def test_a_text_beyond_the_limit_is_refused(app: FastAPI, length: int) -> None:
    answer = await client_of(app).post("/v1/barrier-review", json={"text": "a" * length})
    assert answer.status_code in (413, 422)


async def test_a_language_without_rules_is_said_to_be_unread(app: FastAPI) -> None:
    found = await review(client_of(app), "Місто шукає рішення для прибирання снігу на вулицях. " * 20)
    assert (found["read_in"], found["findings"]) == ([], [])


async def test_reviews_are_limited_for_each_address(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BURST", 2)
    client = client_of(app)
    answers = [await client.post("/v1/barrier-review", json={"text": "snow"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.fixture
async def town(database: Database) -> UUID:
    return await city(database)


def written(**changes: Any) -> Any:
    given = input_of().model_dump(mode="json")
    lang = given["original_language"]
    texts = {lang: {**given["texts"][lang], "context": "The supplier must be locally owned. It snows a lot."}}
    return input_of(original_language=lang, texts=texts, **changes)


async def test_a_draft_is_reviewed_for_its_own_city_alone(
    app: FastAPI, database: Database, town: UUID
) -> None:
    challenge = await draft(database, town, written())
    url = f"/v1/challenges/{challenge}/review"
    officer = await client_as(app, Role.city_officer, town)
    found = (await officer.post(url)).json()
    one = next(one for one in found["findings"] if one["kind"] == "local_ownership")
    assert one["pointer"] == "/texts/en/context"
    assert one["quote"] == "The supplier must be locally owned"
    assert (one["start"], one["end"]) == (0, 34)
    # It is written in one language, and that is said where languages are added.
    assert [o["pointer"] for o in found["findings"] if o["kind"] == "one_language"] == ["/texts"]
    stranger = await client_as(app, Role.city_officer, await city(database))
    assert (await stranger.post(url)).status_code == 404
    assert (await client_of(app).post(url)).status_code == 404


async def test_a_published_challenge_is_reviewed_for_everybody(
    app: FastAPI, database: Database, town: UUID
) -> None:
    challenge = await published(database, town, written())
    found = await client_of(app).post(f"/v1/challenges/{challenge}/review", headers={"Accept-Language": "fr"})
    assert found.status_code == 200
    one = next(one for one in found.json()["findings"] if one["kind"] == "local_ownership")
    assert one["why"].startswith("Seules les entreprises")


async def test_a_text_under_the_wrong_language_is_read_in_its_own(
    app: FastAPI, database: Database, town: UUID
) -> None:
    given = input_of().model_dump(mode="json")
    french = "La ville veut savoir où il neige. Le pilote n'est pas rémunéré."
    texts = {"en": {**given["texts"]["en"], "context": french}}
    challenge = await published(database, town, input_of(texts=texts))
    found = (await client_of(app).post(f"/v1/challenges/{challenge}/review")).json()
    one = next(one for one in found["findings"] if one["kind"] == "unpaid")
    assert (one["pointer"], one["suggestion_lang"]) == ("/texts/en/context", "fr")


async def test_a_short_window_is_told_at_the_deadline(app: FastAPI, database: Database, town: UUID) -> None:
    challenge = await published(database, town)
    opens = datetime.now(UTC)

    async def windows(days: float) -> list[tuple[str, str]]:
        async with database.write() as session:
            await session.execute(
                sql("UPDATE challenges SET opens_at = :opens, closes_at = :closes WHERE id = :id"),
                {"opens": opens, "closes": opens + timedelta(days=days), "id": challenge},
            )
        found = (await client_of(app).post(f"/v1/challenges/{challenge}/review")).json()["findings"]
        return [(one["pointer"], one["severity"]) for one in found if one["kind"] == "short_window"]

    assert await windows(7) == [("/dates/closes_at", "high")]
    assert await windows(20) == [("/dates/closes_at", "medium")]
    assert await windows(45) == []


async def test_what_does_not_exist_is_not_found(app: FastAPI) -> None:
    answer = await client_of(app).post("/v1/challenges/01900000-0000-7000-8000-000000000000/review")
    assert answer.status_code == 404
