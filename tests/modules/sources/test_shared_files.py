"""The importers on the real files: nothing is lost, and what is read is what was cleaned by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from tests.shared_data import shared

from interurban.core.database import Database
from interurban.modules.sources.formats import FORMATS
from interurban.modules.sources.formats.persons import is_natural_person
from interurban.modules.sources.formats.text_repair import one_line
from interurban.modules.sources.service import run_import
from interurban.modules.sources.types import ImportedRecord, Reject


def clean(name: str) -> Iterator[dict[str, Any]]:
    with shared(f"data/clean/challenges_{name}.jsonl").open() as lines:
        yield from map(json.loads, lines)


def day(record: ImportedRecord, field: str) -> str | None:
    at = getattr(record, field)
    return at.astimezone(ZoneInfo(record.zone)).date().isoformat() if at else None


def parsed(format_name: str, path: Path) -> tuple[dict[str, ImportedRecord], list[Reject], int]:
    found = list(FORMATS[format_name].parse(path))
    # Of a notice that comes twice with two deadlines, the later one is the correction.
    known = [item for item in found if isinstance(item, ImportedRecord)]
    known.sort(key=lambda item: item.closes_at or datetime.min.replace(tzinfo=UTC))
    kept = {item.source_id: item for item in known}
    return kept, [item for item in found if isinstance(item, Reject)], len(found)


@pytest.fixture(scope="module")
def ted() -> tuple[dict[str, ImportedRecord], list[Reject], int]:
    return parsed("ted-xml", shared("data/raw/ted_xml.tar.xz"))


@pytest.mark.parametrize(("name", "count"), [("ted_calls", 609), ("ted_awards", 722), ("ted_other", 411)])
def test_no_notice_of_ted_is_lost(
    ted: tuple[dict[str, ImportedRecord], list[Reject], int], name: str, count: int
) -> None:
    by_id, rejected, read = ted
    assert (rejected, read) == ([], 1743)
    wanted = list(clean(name))
    assert len(wanted) == count
    assert [row["source_id"] for row in wanted if row["source_id"] not in by_id] == []
    wrong: list[tuple[str, str]] = []
    for row in wanted:
        record = by_id[row["source_id"]]
        kind = "award" if row["status"] in ("awarded", "modified") else "notice"
        stated = "closes_at_basis" not in record.extra
        checks = {
            "language": record.language == row["language"],
            "categories": list(record.categories) == row["categories"],
            "published": day(record, "published_at") == row["published_at"],
            "kind": record.kind == kind,
            # A deadline that the source states, never one by a rule of ours.
            "closes": not row["closes_at"] or (stated and day(record, "closes_at") == row["closes_at"][:10]),
            "title": record.original.title == one_line(row["title"]),
            "buyer": record.buyer is not None and _same_name(record.buyer.name, row["city_or_agency"]),
        }
        wrong += [(row["source_id"], check) for check, holds in checks.items() if not holds]
    assert wrong == []


def _same_name(ours: str, theirs: str | None) -> bool:
    """The same, or ours without what a portal appended: owners, representatives, register numbers."""
    return (
        theirs is None
        or ours == " ".join(theirs.split())
        or theirs.startswith(ours.removesuffix("…").rstrip())
    )


def test_topics_of_the_eu_portal_are_all_read() -> None:
    by_id, rejected, read = parsed("eu-calls", shared("data/raw/eu_calls/open.jsonl.gz"))
    assert (rejected, read) == ([], 330)
    for row in clean("eu_calls"):
        record = by_id[row["source_id"]]
        assert record.original.title == " ".join(row["title"].split())
        assert day(record, "closes_at") == row["closes_at"][:10]
        assert "â€" not in record.original.text


def test_competitions_of_challenge_gov_are_all_read() -> None:
    by_id: dict[str, ImportedRecord] = {}
    for name in ("open", "closed"):
        found, rejected, _ = parsed("json-feed", shared(f"data/raw/challenge_gov/feed-{name}.json"))
        assert rejected == []
        by_id |= found
    rows = list(clean("challenge_gov"))
    assert len(by_id) == len(rows) == 165
    for row in rows:
        record = by_id[row["source_id"].removeprefix("challenge.gov-")]
        assert day(record, "opens_at") == (row["published_at"] and row["published_at"][:10])
        assert day(record, "closes_at") == row["closes_at"][:10]
        assert (record.money.max_minor if record.money else None) == (row["amount"] and row["amount"] * 100)
    # Two dates of the feed are misprints; no deadline is.
    unreadable = [
        record.extra["dates_unreadable"] for record in by_id.values() if "dates_unreadable" in record.extra
    ]
    assert [list(each) for each in unreadable] == [["opens_at"], ["opens_at"]]


def test_tenders_of_prozorro_are_all_read_without_persons() -> None:
    by_id, rejected, read = parsed("prozorro", shared("data/raw/prozorro/demo.jsonl.gz"))
    assert (rejected, read) == ([], 3492)
    for row in clean("prozorro_tenders"):
        if (record := by_id.get(row["source_id"])) is None:
            continue
        assert record.buyer is not None
        assert f"{record.buyer.scheme}-{record.buyer.identifier}" == row["buyer_id"]
        assert day(record, "published_at") == row["published_at"][:10]
    suppliers = [award.supplier for record in by_id.values() for award in record.awards]
    assert len({each.identifier for each in suppliers}) > 500
    assert [each for each in suppliers if is_natural_person(each.name, each.identifier, each.country)] == []
    assert sum(record.persons_dropped for record in by_id.values()) > 1000


def test_pages_of_the_prozorro_api_are_rejected_with_what_to_do() -> None:
    for name in ("feed_page", "plans_feed_page"):
        by_id, rejected, read = parsed("prozorro", shared(f"data/raw/formats/prozorro_api/{name}.json"))
        assert by_id == {}
        assert {reject.reason_code for reject in rejected} == {"listing_only"}
        assert len(rejected) == read > 0


def test_records_of_bandiradar_are_all_read() -> None:
    by_id, rejected, read = parsed("bandiradar", shared("data/raw/bandiradar/opportunities.jsonl"))
    assert (rejected, read) == ([], 189)
    for row in clean("bandiradar"):
        assert row["source_id"].partition(":")[2] in by_id
    released, rejected, _ = parsed("bandiradar", shared("data/raw/bandiradar/anac_history.jsonl"))
    assert rejected == []
    assert {record.kind for record in released.values() if record.awards} == {"award"}


async def test_what_is_read_is_stored(database: Database) -> None:
    """Counts of the real files: of TED's 1,743 one comes twice."""
    expected = {
        ("ted-xml", "data/raw/ted_xml.tar.xz"): (1743, 1742, 1),
        ("eu-calls", "data/raw/eu_calls/open.jsonl.gz"): (330, 330, 0),
        ("json-feed", "data/raw/challenge_gov/feed-closed.json"): (149, 149, 0),
        ("bandiradar", "data/raw/bandiradar"): (211, 194, 17),
    }
    for (format_name, place), (read, created, merged) in expected.items():
        counts = await run_import(database, format_name, shared(place))
        assert (counts.read, counts.created, counts.merged, counts.rejected) == (read, created, merged, 0)
    async with database.read() as connection:
        stored = await connection.execute(text("SELECT source_id FROM challenges WHERE source = 'ted'"))
        ids = {row.source_id for row in stored}
    for name in ("ted_calls", "ted_awards", "ted_other"):
        assert {row["source_id"] for row in clean(name)} <= ids
