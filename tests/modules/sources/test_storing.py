from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy
from sqlalchemy.exc import OperationalError
from tests.modules.sources.conftest import Import, Rows
from tests.modules.sources.notices import address, award, body, ted, write
from tests.modules.sources.test_json_formats import feed
from tests.modules.sources.test_prozorro import FIRM, SOLE_TRADER, TENDER

from interurban.core.database import Database
from interurban.modules.sources import formats, service
from interurban.modules.sources.errors import AlreadyImporting, UnreadableInput
from interurban.modules.sources.formats import FORMATS
from interurban.modules.sources.gazetteer import Gazetteer
from interurban.modules.sources.service import run_import
from interurban.modules.sources.types import Format, ImportedMoney, ImportedRecord

OTHER_FIRM = {**FIRM, "name": "ТОВ «Зразок», м. Зразків"}


def notices(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        write(folder / f"{number:03}.xml", text)
    return folder


def tender(number: int, **changes: Any) -> dict[str, Any]:
    return {"kind": "tender", "doc": TENDER | {"tenderID": f"UA-2031-10-06-{number:06}-a"} | changes}


async def test_what_is_imported_is_in_the_feed_with_source_and_licence(
    do_import: Import, client: httpx.AsyncClient, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = notices(tmp_path / "in", ted(published="20210501", deadline="20910601 12:00"))
    assert await do_import("ted-xml", path, gazetteer=gazetteer) == {"created": 1}
    (card,) = (await client.get("/v1/challenges?lang=de")).json()["items"]
    assert (card["kind"], card["status"], card["title"]["value"]) == ("notice", "open", "Neue Brücke")
    assert (card["lat"], card["lon"], card["place"], card["country"]) == (50.5, 8.5, "Musterstadt", "DE")
    assert card["publishers"][0]["name"]["value"] == "Stadt Musterstadt"
    assert card["source"]["key"] == "ted"
    assert card["source"]["licence"].startswith("Reuse authorised")
    assert card["published_at"] == "2021-04-30T22:00:00Z"
    assert card["budget"] == {
        "min_minor": 25_000_000,
        "max_minor": 25_000_000,
        "currency": "EUR",
        "tax": "excluded",
    }
    detail = (await client.get(f"/v1/challenges/{card['id']}")).json()
    assert detail["texts"]["problem"]["value"].startswith("Bau einer Brücke.")
    assert detail["source_id"] == "000001-2031"


async def test_a_day_on_which_a_record_lapses_is_not_called_a_deadline(
    do_import: Import, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    # Dates that make both open for as long as this test may run.
    begun = (datetime.now(UTC) - timedelta(days=3)).strftime("%m/%d/%Y 09:00 AM")
    ends = (datetime.now(UTC) + timedelta(days=30)).strftime("%m/%d/%Y 05:00 PM")
    for name, end in (("stated", ends), ("silent", "")):
        changes = {
            "challenge-id": name,
            "permalink": f"https://example.org/{name}/",
            "submission-start": begun,
            "submission-end": end,
        }
        await do_import("json-feed", write(tmp_path / f"{name}.json", feed(**changes)))
    cards = (await client.get("/v1/challenges")).json()["items"]
    assert sorted(card["closes_assumed"] for card in cards) == [False, True]
    for card in cards:
        dates = (await client.get(f"/v1/challenges/{card['id']}")).json()["dates"]
        assert (dates["closes_at"], dates["closes_assumed"]) == (card["closes_at"], card["closes_assumed"])
    assert (await client.get("/v1/challenges.json")).text.count("Closes 20") == 1


async def test_a_place_is_found_under_the_names_it_has_elsewhere(
    do_import: Import, client: httpx.AsyncClient, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = notices(tmp_path / "in", ted(published="20210501", deadline="20910601 12:00"))

    async def found(**params: Any) -> list[str]:
        answer = await client.get("/v1/challenges", params=params)
        assert answer.status_code == 200
        return [item["place"] for item in answer.json()["items"]]

    await do_import("ted-xml", path)
    assert await found(place="Exempelville") == []  # nobody told of the name
    await do_import("ted-xml", path, gazetteer=gazetteer)
    for name in ("Musterstadt", "EXEMPELVILLE", "exémpelville", "Мустерштадт"):
        assert await found(place=name) == ["Musterstadt"], name
    assert await found(place="exempelville", radius_km=10) == ["Musterstadt"]
    assert await found(place="Neudorf") == await found(place="Nirgendwo") == []
    assert await found(place="Nirgendwo", radius_km=10) == []


async def test_the_second_import_changes_nothing_and_a_correction_only_its_record(
    do_import: Import, tmp_path: Path, rows: Rows
) -> None:
    path = notices(tmp_path / "in", ted(), ted(doc_id="000002-2031"))
    assert await do_import("ted-xml", path) == {"created": 2}
    before = await rows("SELECT count(*) FROM changes")
    assert await do_import("ted-xml", path) == {"unchanged": 2}
    assert await rows("SELECT count(*) FROM changes") == before
    # A correction that moves no stamp of the portal's own.
    notices(tmp_path / "in", ted(body(description="Bau zweier Brücken.")))
    assert await do_import("ted-xml", path) == {"updated": 1, "unchanged": 1}
    joined = "challenges JOIN challenge_texts ON id = challenge_id ORDER BY source_id"
    found = await rows(f"SELECT problem LIKE 'Bau zweier%', version FROM {joined}")
    assert found == [(True, 2), (False, 1)]


async def test_an_older_version_never_replaces_a_newer_one(
    do_import: Import, tmp_path: Path, rows: Rows
) -> None:
    newer = tender(1, title="Новий", dateModified="2031-10-09T12:00:00+03:00")
    await do_import("prozorro", write(tmp_path / "1.jsonl", newer))
    assert await do_import("prozorro", write(tmp_path / "2.jsonl", tender(1, title="Старий"))) == {
        "unchanged": 1
    }
    assert await rows("SELECT title FROM challenge_texts") == [("Новий",)]


@pytest.mark.parametrize("batch", [1, 500])
@pytest.mark.parametrize("late_first", [True, False])
async def test_a_notice_that_comes_twice_is_one_with_its_later_deadline(
    do_import: Import, tmp_path: Path, rows: Rows, batch: int, late_first: bool
) -> None:
    both = [ted(deadline="20310601 12:00"), ted(body(description="Andere Worte."), deadline="20310520 12:00")]
    path = notices(tmp_path / "in", *(both if late_first else both[::-1]))
    assert await do_import("ted-xml", path, batch=batch) == {"created": 1, "merged": 1}
    assert await rows("SELECT closes_at FROM challenges") == [(datetime(2031, 6, 1, 10, tzinfo=UTC),)]


async def test_languages_that_a_later_version_lacks_are_dropped(
    do_import: Import, tmp_path: Path, rows: Rows
) -> None:
    english = f'<F02_2014 CATEGORY="TRANSLATION" FORM="F02" LG="EN">{body("New bridge")}</F02_2014>'
    await do_import("ted-xml", notices(tmp_path / "in", ted(more_forms=english)))
    assert await rows("SELECT lang FROM challenge_texts ORDER BY lang") == [("de",), ("en",)]
    await do_import("ted-xml", notices(tmp_path / "in", ted()))
    assert await rows("SELECT lang FROM challenge_texts") == [("de",)]


async def test_rejects_are_kept_with_their_reason_beside_the_good_ones(
    do_import: Import, tmp_path: Path, rows: Rows
) -> None:
    path = notices(tmp_path / "in", ted(), "<broken", ted(doc_id="000003-2031"))
    assert await do_import("ted-xml", path) == {"created": 2, "rejected": 1}
    assert await rows("SELECT position, code, excerpt FROM import_rejects") == [(1, "xml_broken", "<broken")]


async def test_firms_of_awards_are_unclaimed_profiles_and_persons_are_nowhere(
    do_import: Import, tmp_path: Path, rows: Rows, client: httpx.AsyncClient
) -> None:
    won = {
        "status": "active",
        "suppliers": [FIRM],
        "value": TENDER["value"],
        "date": "2031-10-20T10:00:00+03:00",
    }
    sole = {"status": "active", "suppliers": [SOLE_TRADER]}
    path = write(
        tmp_path / "t.jsonl",
        tender(1, status="complete", awards=[won, sole]),
        tender(2, status="complete", title="Інші лампи", bids=[{"tenderers": [OTHER_FIRM]}]),
    )
    assert await do_import("prozorro", path) == {"created": 2}
    (supplier,) = (await client.get("/v1/suppliers")).json()["items"]
    assert (supplier["claimed"], supplier["name"], supplier["source"]) == (False, 'ТОВ "Зразок"', "prozorro")
    assert [each["code"] for each in supplier["categories"]] == ["31500000"]
    detail = (await client.get(f"/v1/suppliers/{supplier['id']}")).json()
    assert detail["capabilities"]["value"] == "- Лампи\n- Інші лампи"
    assert sorted(each["role"] for each in detail["awards"]) == ["supplier", "tenderer"]
    for table in (
        "suppliers",
        "organisations",
        "challenges",
        "challenge_texts",
        "matching_documents",
        "feed_entries",
    ):
        found = await rows(
            f"SELECT 1 FROM {table} x WHERE x::text LIKE '%Прізвище%' OR x::text LIKE '%1234567890%'"
        )
        assert found == [], table
    (run,) = (await client.get("/v1/sources/runs")).json()["items"]
    assert run["counts"]["persons_dropped"] == 1


async def test_an_award_that_is_withdrawn_is_forgotten(do_import: Import, tmp_path: Path, rows: Rows) -> None:
    won = {"status": "active", "suppliers": [FIRM]}
    await do_import("prozorro", write(tmp_path / "1.jsonl", tender(1, awards=[won])))
    assert await rows("SELECT role FROM supplier_awards") == [("supplier",)]
    lost = tender(1, awards=[won | {"status": "cancelled"}])
    await do_import("prozorro", write(tmp_path / "2.jsonl", lost))
    assert await rows("SELECT role FROM supplier_awards") == [("tenderer",)]


async def test_one_buyer_under_many_spellings(do_import: Import, tmp_path: Path, rows: Rows) -> None:
    for number, name in enumerate(("Stadt Musterstadt", "STADT MUSTERSTADT", "Musterstadt (Stadt)")):
        text = ted(doc_id=f"00000{number}-2031").replace("Stadt Musterstadt", name)
        await do_import("ted-xml", notices(tmp_path / f"in{number}", text))
    assert await rows("SELECT name, other_names FROM buyers") == [
        ("Stadt Musterstadt", ["STADT MUSTERSTADT", "Musterstadt (Stadt)"])
    ]


async def test_a_city_of_ours_may_be_named_as_the_buyer(do_import: Import, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no city with the slug nowhere"):
        await do_import("ted-xml", notices(tmp_path / "in", ted()), city="nowhere")


class Interrupted(BaseException):
    """As if the process had been told to stop."""


async def test_an_interrupted_import_goes_on_where_it_was(
    database: Database, tmp_path: Path, rows: Rows, do_import: Import
) -> None:
    texts = [ted(doc_id=f"{number:06}-2031") for number in (1, 2, 3, 4, 5, 1)]
    path = notices(tmp_path / "in", *texts)

    def stop_at_four(counts: Any, total: int | None) -> None:
        assert total == 6
        if counts.read == 4:
            raise Interrupted

    with pytest.raises(Interrupted):
        await run_import(database, "ted-xml", path, batch=2, progress=stop_at_four)
    assert await rows("SELECT position, finished_at FROM import_runs") == [(4, None)]
    # The last item repeats one from before the interruption: it is merged all the same.
    assert await do_import("ted-xml", path, batch=2) == {"created": 5, "merged": 1}
    assert await rows("SELECT position, finished_at IS NULL, counts ->> 'read' FROM import_runs") == [
        (6, False, "6")
    ]
    assert await rows("SELECT count(*) FROM challenges") == [(5,)]


async def test_two_imports_of_one_input_do_not_run_at_once(database: Database, tmp_path: Path) -> None:
    path = notices(tmp_path / "in", ted())
    entered, leave = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait(counts: Any, total: int | None) -> None:
        loop.call_soon(entered.set)

    async def first() -> None:
        await run_import(database, "ted-xml", path, progress=wait)

    original = service._store_all

    async def held(*given: Any) -> None:
        entered.set()
        await leave.wait()
        await original(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "_store_all", held)
        task = asyncio.create_task(first())
        await entered.wait()
        with pytest.raises(AlreadyImporting):
            await run_import(database, "ted-xml", path)
        leave.set()
        await task


async def test_what_was_read_before_the_damage_is_kept(
    database: Database, tmp_path: Path, rows: Rows
) -> None:
    lines = "\n".join(json.dumps(tender(number, title=str(number) * 2_000)) for number in range(300))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-400])
    with pytest.raises(UnreadableInput, match="damaged or cut short"):
        await run_import(database, "prozorro", tmp_path / "cut.jsonl.gz", batch=50)
    ((stored,),) = await rows("SELECT count(*) FROM challenges")
    assert stored > 100
    assert await rows("SELECT counts ->> 'created', error LIKE '%damaged%' FROM import_runs") == [
        (str(stored), True)
    ]


def of_records(records: list[ImportedRecord]) -> Format:
    return Format(lambda path: iter(records), lambda record, position: replace(record, position=position))


async def test_a_record_that_the_database_refuses_is_rejected_alone(
    do_import: Import, tmp_path: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = notices(tmp_path / "in", ted())
    (good,) = [item for item in FORMATS["ted-xml"].parse(path) if isinstance(item, ImportedRecord)]
    records = [replace(good, source_id=f"{number:06}-2031") for number in range(9)]
    records[4] = replace(records[4], money=ImportedMoney(10**30, 10**30, "EUR"))
    monkeypatch.setitem(formats.FORMATS, "made", of_records(records))
    assert await do_import("made", path) == {"created": 8, "rejected": 1}
    assert await rows("SELECT position, source_id, code FROM import_rejects") == [
        (4, "000004-2031", "not_storable")
    ]


async def test_a_fault_of_ours_stops_the_import_instead_of_rejecting_everything(
    database: Database, tmp_path: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = notices(tmp_path / "in", ted())
    (good,) = [item for item in FORMATS["ted-xml"].parse(path) if isinstance(item, ImportedRecord)]
    bad = replace(good, money=ImportedMoney(10**30, 10**30, "EUR"))
    records = [replace(bad, source_id=f"{number:06}-2031") for number in range(40)]
    monkeypatch.setitem(formats.FORMATS, "made", of_records(records))
    with pytest.raises(Exception, match="out of range"):
        await run_import(database, "made", path)
    assert await rows("SELECT finished_at FROM import_runs") == [(None,)]


async def test_an_import_sorts_its_words_into_the_index_and_does_not_depend_on_it(
    do_import: Import, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unsorted_pages() -> int:
        async with database.write() as session:
            return int((await session.execute(sqlalchemy.text("SELECT feed_settle()"))).scalar_one())

    await do_import("ted-xml", notices(tmp_path / "one", ted()))
    assert await unsorted_pages() == 0

    async def refuse(database: Database) -> None:
        raise OperationalError("settle", {}, Exception("no"))

    monkeypatch.setattr(service.feed, "settle", refuse)
    assert await do_import("ted-xml", notices(tmp_path / "two", ted(doc_id="000002-2031"))) == {"created": 1}
    assert await unsorted_pages() > 0


async def test_texts_that_postgresql_cannot_hold_are_cleaned(
    do_import: Import, tmp_path: Path, rows: Rows
) -> None:
    raw = json.dumps(tender(1, title="Лам\x00пи \ud800", status="active.\x00tendering"))
    assert await do_import("prozorro", write(tmp_path / "t.jsonl", raw)) == {"created": 1}
    assert await rows("SELECT title FROM challenge_texts") == [("Лампи",)]


async def test_awards_are_history_and_unsuccessful_calls_are_off_ramped(
    do_import: Import, tmp_path: Path, client: httpx.AsyncClient
) -> None:
    firm = address("ADDRESS_CONTRACTOR", "Beispiel Bau GmbH")
    nothing = "<AWARD_CONTRACT><NO_AWARDED_CONTRACT/></AWARD_CONTRACT>"
    path = notices(
        tmp_path / "in",
        ted(body(awards=award(firm)), kind="7"),
        ted(body(awards=nothing), kind="7", doc_id="000002-2031"),
    )
    await do_import("ted-xml", path)
    assert (await client.get("/v1/challenges")).json()["items"] == []
    found = {}
    for status in ("concluded", "off_ramped"):
        items = (await client.get(f"/v1/challenges?status={status}&kind=award")).json()["items"]
        found[status] = len(items)
    assert found == {"concluded": 1, "off_ramped": 1}


async def test_a_funding_programme_is_a_filter(
    do_import: Import, tmp_path: Path, client: httpx.AsyncClient
) -> None:
    topic = {
        "topicId": "T-1",
        "title": "Call",
        "description": "Text.",
        "callStatus": "open",
        "deadline": "2031-03-17",
        "programme": "Horizon",
    }
    await do_import("eu-calls", write(tmp_path / "e.jsonl", topic))
    items = (await client.get("/v1/challenges?funding=Horizon")).json()["items"]
    assert [item["title"]["value"] for item in items] == ["Call"]
    sources = (await client.get("/v1/sources")).json()["items"]
    assert sources == [
        {
            "key": "eu_funding_tenders",
            "attribution": "© European Union, Funding & Tenders portal",
            "licence": "CC BY 4.0",
            "records": 1,
        }
    ]
