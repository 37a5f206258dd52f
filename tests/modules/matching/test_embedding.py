from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from sqlalchemy import text as sql
from tests.fixtures.model import Remembering

from interurban.core.database import Database
from interurban.modules.matching import backlog, repository, scoring, vectors
from interurban.modules.matching import public as matching
from interurban.modules.matching.board import Document
from interurban.modules.matching.categories import install
from interurban.modules.matching.embedding import Embedder
from interurban.modules.matching.explanation import Asker, explain
from interurban.modules.matching.meanings import Meanings
from interurban.modules.matching.mirror import Mirror
from interurban.modules.matching.neural.inputs import as_input, without
from interurban.modules.matching.neural.space import Space
from interurban.modules.matching.types import Mode, ProfileDocument
from interurban.modules.matching.words.pair import Side

from .examples import CHALLENGES, PLOUGH, profile
from .test_mirror import document, put, running, until

# Opening the model costs seconds and 100 MB: one worker has it.
pytestmark = pytest.mark.xdist_group("model")

LABELS = [
    ("90620000", "en", "Snow-clearing services"),
    ("90620000", "fr", "Services de déneigement"),
    ("90630000", "en", "Ice-clearing services"),
    ("38420000", "en", "Instruments for measuring flow, level and pressure of liquids"),
    ("55520000", "en", "Catering services"),
    ("45330000", "en", "Plumbing and sanitary works"),
]


@pytest.fixture
async def embedder(database: Database, encoder: Remembering) -> Embedder:
    async with database.write() as session:
        await install(session, LABELS)
    made = Embedder(database, encoder)  # type: ignore[arg-type]
    await made.load()
    return made


async def finish(embedder: Embedder) -> None:
    for _ in range(500):
        if not await embedder.step():
            return
    raise AssertionError("there is always more to do")


@asynccontextmanager
async def with_model(database: Database, encoder: Remembering) -> AsyncIterator[Mirror]:
    mirror = Mirror(database)
    mirror.meanings = Meanings(encoder)  # type: ignore[arg-type]
    async with running(mirror):
        await until(lambda: mirror.mode is Mode.model)
        yield mirror


async def ranked(mirror: Mirror, asking: Document, side: Side = "challenge") -> list[UUID]:
    asked = await mirror.asking(asking)
    allowed = np.ones(mirror.board.slots(side), bool)
    found = scoring.scores(mirror.board, asked, side, allowed)
    hits = mirror.board.index.best(found, side, 10)
    return [hit.key for hit in hits]


async def test_what_can_be_matched_gets_vectors_and_is_found_across_languages(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    made = {key: document(key) for key in CHALLENGES}
    await put(database, *made.values())
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        best = await ranked(mirror, profile())
        assert set(best[:4]) == {made[key].id for key in ("snow", "neige", "lumi", "сніг")}


async def test_a_change_is_matched_by_its_new_meaning(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    one = document("leaks")
    await put(database, one, document("meals"))
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        asking = await mirror.asking(profile("Narrow machines that plough and grit in winter"))

        def meaning() -> float:
            slot = mirror.board.index.slot("challenge", one.id)
            rows = np.stack([one.vector for one in asking.meaning.values()])
            found = mirror.board.products("challenge", rows, np.array([slot or 0]))
            return float(found[0])

        before = meaning()
        await put(database, replace(one, texts={"fi": CHALLENGES["lumi"][1:]}))
        await finish(embedder)
        await until(lambda: meaning() > before + 0.1)


async def test_a_text_is_read_once(database: Database, embedder: Embedder, encoder: Remembering) -> None:
    one = document("snow")
    await put(database, one)
    await finish(embedder)
    encoder.asked.clear()
    await put(database, replace(one, gates=({"id": "a", "kind": "years", "value": 3},)))
    await finish(embedder)
    assert encoder.asked == []
    async with database.read() as read:
        assert await backlog.waiting(read, await version(database, encoder), backlog.EVERYTHING) == []


async def version(database: Database, encoder: Remembering) -> int:
    async with database.read() as read:
        found = await vectors.serving(read, encoder.hash)
    assert found is not None
    return found.version


async def test_words_serve_until_all_is_read_and_the_old_version_until_the_new_one_is(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    await put(database, *(document(key) for key in CHALLENGES))
    while await embedder.step():
        async with database.read() as read:
            if await vectors.serving(read, encoder.hash) is None:
                continue
            done, total = await backlog.progress(read, await version(database, encoder))
            assert done == total == len(CHALLENGES)
            break
    await finish(embedder)
    first = await version(database, encoder)
    async with database.write() as session:
        await install(session, [("90620000", "fi", "Lumenraivauspalvelut")])
    assert await embedder.step()  # makes the new version
    late = document("meals")
    await put(database, late)
    assert await version(database, encoder) == first
    while await version(database, encoder) == first:
        found = await stored(database, first, "challenge", late.id)
        assert await embedder.step()
    assert found  # what came meanwhile was matched in the version that served
    second = await version(database, encoder)
    assert second > first
    async with database.read() as read:
        rows = await read.execute(sql("SELECT DISTINCT centroid_version FROM matching_vectors"))
        assert [row[0] for row in rows] == [second]


async def stored(database: Database, version: int, side: Side, key: UUID) -> list[vectors.Vector]:
    async with database.read() as read:
        found = await vectors.vectors(read, version, [(side, key)], explained=True)
    return found.get((side, key), [])


async def test_work_that_was_cut_short_goes_on(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    await put(database, *(document(key) for key in CHALLENGES))
    assert await embedder.step()
    assert await embedder.step()
    again = Embedder(database, encoder)  # type: ignore[arg-type]
    await again.load()
    await finish(again)
    async with database.read() as read:
        rows = await read.execute(sql("SELECT count(*) FROM matching_spaces"))
        assert rows.scalar_one() == 1
        done, total = await backlog.progress(read, await version(database, encoder))
    assert done == total == len(CHALLENGES)


async def test_a_space_is_not_made_of_nothing_and_learns_each_language_that_comes(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    assert not await embedder.step()
    async with database.read() as read:
        assert await vectors.newest(read, encoder.hash) is None
    await put(database, document("snow"))
    assert await embedder.step()
    await put(database, document("lumi"))
    embedder._looked = 0  # time passes
    await finish(embedder)
    async with database.read() as read:
        stored_space = await vectors.serving(read, encoder.hash)
        rows = await read.execute(sql("SELECT count(*) FROM matching_spaces"))
        assert rows.scalar_one() == 1
    assert stored_space is not None
    space = Space.load(stored_space.data)
    texts = [as_input("challenge", CHALLENGES[key][1:]) for key in ("snow", "lumi", "meals")]
    snow, lumi, meals = encoder.encode(texts)
    placed = {
        name: space.vectors(row[np.newaxis], "challenge", lang)[0]
        for name, row, lang in (("snow", snow, "en"), ("lumi", lumi, "fi"), ("meals", meals, "en"))
    }
    # Without a centroid of its own a language lies far from all others, and near itself.
    assert placed["snow"] @ placed["lumi"] > placed["snow"] @ placed["meals"] + 0.1


async def test_what_waits_is_taken_in_order_and_history_last(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    old, call = document("snow", closes_at=past), document("leaks", kind="notice")
    firm = ProfileDocument(uuid4(), False, False, "public", "Known", "FI", "en", {"en": PLOUGH})
    await put(database, old, call)
    async with database.write() as session:
        await matching.put_profile(session, firm)
    await put(database, asked := document("meals"))
    async with database.read() as read:
        first = await backlog.waiting(read, 0, backlog.CHALLENGES)
        matched = await backlog.waiting(read, 0, backlog.MATCHED)
        every = await backlog.waiting(read, 0, backlog.EVERYTHING)
    assert [one.id for one in first] == [asked.id, call.id]
    assert [one.id for one in matched] == [asked.id, call.id, firm.id]
    assert [one.id for one in every] == [asked.id, call.id, firm.id, old.id]
    await finish(embedder)
    assert await stored(database, await version(database, encoder), "challenge", old.id)


@pytest.mark.parametrize("given", ["", "😀😀 🎉", "<p></p>", "—!?"])
async def test_a_text_without_a_word_has_no_vector(
    database: Database, embedder: Embedder, encoder: Remembering, given: str
) -> None:
    one = document("snow", texts={"en": (given, given)})
    await put(database, one)
    await finish(embedder)
    assert await stored(database, await version(database, encoder), "challenge", one.id) == []
    async with with_model(database, encoder) as mirror:
        assert (await mirror.asking(profile(given))).meaning == {}


@pytest.mark.parametrize(
    "given", ["снігoplow снеgуборка " * 30, "<b>snow</b> &amp; ice<script>x</script>", "snow " * 200_000]
)
async def test_odd_texts_have_vectors_of_length_one(
    database: Database, embedder: Embedder, encoder: Remembering, given: str
) -> None:
    one = document("snow", texts={"en": ("", given)})
    await put(database, one)
    await finish(embedder)
    [found] = await stored(database, await version(database, encoder), "challenge", one.id)
    assert np.linalg.norm(found.vector[: vectors.RAW]) == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("key", ["snow", "lumi", "neige"])
async def test_a_quoted_sentence_taken_out_lowers_the_score_to_what_was_said(
    database: Database, embedder: Embedder, encoder: Remembering, key: str
) -> None:
    """The deletion test: the text is read again without the sentence, by the model too."""
    made = {name: document(name) for name in CHALLENGES}
    await put(database, *made.values())
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        asking = await mirror.asking(profile())
        one = made[key]
        async with database.read() as read:
            shown = (await mirror.shown(read, "challenge", [one.id]))[one.id]
        lang, parts = next(iter(one.texts.items()))
        asker = Asker(asking.document.texts, (), "profile", asking.meaning)
        found = explain(mirror.board.index, asker, one.texts, (), shown)
        assert found.sentences
        for sentence in found.sentences:
            place = 0 if sentence.field == "title" else 1
            assert parts[place][sentence.start : sentence.end] == sentence.quote
            left = without(parts, (place, sentence.start, sentence.end))
            changed = Document("challenge", one.id, None, "challenge", "public", "FI", {lang: left})
            meaning = await mirror.meanings.of(changed)  # type: ignore[union-attr]
            again = explain(mirror.board.index, asker, changed.texts, (), meaning)
            assert again.score.total == pytest.approx(sentence.without, abs=2e-3)
            assert sentence.without < sentence.score


async def test_what_was_just_written_waits_for_no_pass_over_all_documents(
    database: Database, embedder: Embedder, encoder: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, document("leaks"))
    await finish(embedder)
    asked: list[int] = []
    waiting = backlog.waiting

    async def noted(*args: Any, since: int = 0) -> list[backlog.Waiting]:
        asked.append(since)
        return await waiting(*args, since=since)

    monkeypatch.setattr(backlog, "waiting", noted)
    monkeypatch.setattr(Embedder, "_outgrown", None)
    one = document("snow")
    await put(database, one)
    assert await embedder.step()
    assert [since > 0 for since in asked] == [True]
    assert await stored(database, await version(database, encoder), "challenge", one.id)
    # Its sentences come after.
    assert await embedder.step()
    [found] = await stored(database, await version(database, encoder), "challenge", one.id)
    assert found.sentences is not None


async def test_postgresql_and_memory_agree(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    await put(database, *(document(key) for key in CHALLENGES))
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        asking = await mirror.asking(profile())
        row = asking.meaning["en"].vector
        slots, scores = mirror.board.nearest("challenge", row, np.ones(99, bool), 5)
        async with database.read() as read:
            found = await vectors.nearest(read, await version(database, encoder), "challenge", row, 5)
    keys = [mirror.board.index.key("challenge", int(slot)) for slot in slots]
    assert keys == [key for key, _ in found]
    assert scores == pytest.approx([score for _, score in found], abs=1e-3)


async def test_vectors_that_came_during_a_silence_are_found(
    database: Database, embedder: Embedder, encoder: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, document("leaks"))
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        monkeypatch.setattr(mirror, "catch_up", lambda: _nothing())
        await put(database, late := document("lumi"))
        await finish(embedder)
        monkeypatch.undo()
        await mirror.compare()
        slot = mirror.board.index.slot("challenge", late.id)
        assert slot is not None
        assert mirror.board.has_vectors("challenge", slot)


async def _nothing() -> None:
    return None


def test_what_the_encoder_reads_is_without_markup_and_has_the_sides_prefix() -> None:
    assert as_input("profile", ("", "We <b>plough</b>")) == "query: We plough"
    assert as_input("challenge", ("Snow", "Snow. On lanes")) == "passage: Snow. On lanes"
    assert without(("Snow", "Snow. On lanes"), (1, 6, 14)) == ["Snow. "]


async def test_a_challenge_finds_its_suppliers(
    database: Database, embedder: Embedder, encoder: Remembering
) -> None:
    firms = {
        name: ProfileDocument(uuid4(), False, True, "cities", name, "FI", lang, {lang: body})
        for name, lang, body in (
            ("plough", "en", PLOUGH),
            ("dig", "en", "We lay and mend water pipes."),
            ("cook", "fr", "Repas bio pour les cantines."),
        )
    }
    async with database.write() as session:
        await matching.put_profiles(session, list(firms.values()))
    asked = document("lumi")
    await put(database, asked)
    await finish(embedder)
    async with with_model(database, encoder) as mirror:
        async with database.read() as read:
            city = await repository.document(read, "challenge", asked.id)
        assert city is not None
        assert (await ranked(mirror, city, "profile"))[0] == firms["plough"].id
