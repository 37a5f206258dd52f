import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.modules.sources.notices import parse, records, rejects, write

from interurban.modules.sources.formats.challenge_gov import agency_key
from interurban.modules.sources.types import ImportedMoney

TOPIC: dict[str, Any] = {
    "topicId": "EXAMPLE-2031-01",
    "title": "Cities â€“ clean air",
    "description": "Expected Outcome:Air becomes clean.Scope:Cities&#8217; streets.Proposals should measure.",
    "callStatus": "open",
    "deadline": "2031-03-17",
    "budgetMin": 2000000,
    "budgetMax": 1000000,
    "programme": "Example programme",
    "portalUrl": "https://example.org/topic",
}


def test_eu_topics_run_together_behind_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "open.jsonl.gz"
    two = json.dumps(TOPIC, ensure_ascii=False) + json.dumps(TOPIC | {"topicId": "EXAMPLE-2031-02"})
    path.write_bytes(gzip.compress(("\ufeff" + two).encode()))
    first, second = records("eu-calls", path)
    assert (first.source_id, second.source_id) == ("EXAMPLE-2031-01", "EXAMPLE-2031-02")
    assert first.kind == "funding_call"
    assert first.original.title == "Cities – clean air"
    assert first.original.text.split("\n\n") == [
        "## Expected Outcome",
        "Air becomes clean.",
        "## Scope",
        "Cities’ streets.",
        "Proposals should measure.",
    ]
    # A date alone is the end of that day in Brussels.
    assert first.closes_at == datetime(2031, 3, 17, 22, 59, 59, tzinfo=UTC)
    assert first.money == ImportedMoney(100_000_000, 200_000_000, "EUR", "unknown")
    assert first.published_at is None


def test_a_forthcoming_topic_is_planned(tmp_path: Path) -> None:
    (found,) = records("eu-calls", write(tmp_path / "a.jsonl", TOPIC | {"callStatus": "forthcoming"}))
    assert found.opens_at == found.closes_at
    assert found.extra["opens_at_basis"] == "not stated, forthcoming"


def test_a_bad_topic_does_not_lose_the_good_ones(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", TOPIC, '{"topicId": broken}', TOPIC | {"topicId": None}, [1], {"topicId": "X"}
    )
    assert [(each.position, each.reason_code) for each in rejects("eu-calls", path)] == [
        (1, "json_broken"),
        (2, "no_id"),
        (3, "unexpected_shape"),
        (4, "unexpected_shape"),
    ]


COMPETITION: dict[str, Any] = {
    "challenge-id": "7",
    "challenge-title": "Quiet trams ",
    "permalink": "https://example.org/quiet-trams/",
    "tagline": "Less noise.",
    "type-of-challenge": ["Ideas"],
    "total-prize-offered-cash": "Up to $300,000",
    "challenge_status": "open",
    "agency": "Department of Examples & Tests (DET) ",
    "challenge-manager": "Somebody",
    "submission-start": "2031/01/29 2:00 PM",
    "submission-end": "02/10/2031 12 p.m. ET",
    "description": "<p>Trams are <b>loud</b>.</p>",
    "prizes": "",
    "how-to-enter": "<ul><li>Write</li></ul>",
}


def feed(**changes: Any) -> dict[str, Any]:
    return {"version": "https://jsonfeed.org/version/1", "_challenge": [COMPETITION | changes]}


def test_a_prize_competition_is_a_challenge(tmp_path: Path) -> None:
    (found,) = records("json-feed", write(tmp_path / "f.json", feed()))
    assert (found.kind, found.source_id, found.origin.licence) == ("challenge", "7", "CC0 1.0")
    assert found.original.title == "Quiet trams"
    assert found.original.summary == "Less noise."
    assert found.original.text == (
        "Less noise.\n\n## Description\n\nTrams are **loud**.\n\n## How to enter\n\n- Write"
    )
    assert found.opens_at == datetime(2031, 1, 29, 19, tzinfo=UTC)
    assert found.closes_at == datetime(2031, 2, 10, 17, tzinfo=UTC)
    assert not found.closes_zone_assumed
    assert found.money == ImportedMoney(None, 30_000_000, "USD", "unknown")
    assert "Somebody" not in repr(found)


def test_the_type_of_challenge_is_text_list_or_null(tmp_path: Path) -> None:
    for written, kept in (
        ("Ideas; Apps", ["Ideas", "Apps"]),
        (["Ideas"], ["Ideas"]),
        (None, None),
        ("", None),
    ):
        (found,) = records("json-feed", write(tmp_path / "f.json", feed(**{"type-of-challenge": written})))
        assert found.extra.get("tags") == kept


def test_an_unreadable_date_is_said_and_the_rest_kept(tmp_path: Path) -> None:
    (found,) = records(
        "json-feed", write(tmp_path / "f.json", feed(**{"submission-start": "03/02/20312 05:00 PM"}))
    )
    assert found.opens_at is None
    assert found.extra["dates_unreadable"] == {"opens_at": "03/02/20312 05:00 PM"}


def test_a_deadline_of_two_weeks_and_none_at_all(tmp_path: Path) -> None:
    (relative,) = records("json-feed", write(tmp_path / "f.json", feed(**{"submission-end": "2 weeks"})))
    assert relative.closes_at == datetime(2031, 2, 12, 19, tzinfo=UTC)
    assert relative.extra["closes_at_basis"] == "counted from the start: 2 weeks"
    assert "dates_unreadable" in relative.extra
    (without,) = records("json-feed", write(tmp_path / "f.json", feed(**{"submission-end": ""})))
    assert without.extra["closes_at_basis"] == "lapses: no deadline stated"


def test_marked_open_long_after_closing_is_what_its_dates_say(tmp_path: Path) -> None:
    (found,) = records("json-feed", write(tmp_path / "f.json", feed(**{"submission-end": "02/10/2021"})))
    assert found.closes_at == datetime(2021, 2, 11, 4, 59, 59, tzinfo=UTC)


def test_spellings_of_one_agency_meet() -> None:
    spellings = (
        "Department of Examples & Tests (DET)",
        "Department of Examples and Tests",
        "U.S. Department of Examples and Tests",
        "The Department of Examples and Tests ",
    )
    assert len({agency_key(spelling) for spelling in spellings}) == 1
    assert agency_key("Department of Tests") != agency_key(spellings[0])


def test_an_ordinary_json_feed_gives_notices(tmp_path: Path) -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Calls of Exampleton",
        "home_page_url": "https://www.exampleton.example/calls",
        "language": "fr-CA",
        "items": [
            {
                "id": "a1",
                "url": "https://www.exampleton.example/calls/a1",
                "title": "Éclairage",
                "content_html": "<p>Des <em>lampes</em>.</p>",
                "date_published": "2031-05-14T10:00:00+02:00",
                "tags": ["light"],
            },
            {"id": 2, "content_text": "Only a text, in English.", "language": "en"},
            {"title": "no id"},
            {"id": "empty"},
        ],
    }
    found = parse("json-feed", write(tmp_path / "f.json", document))
    assert [type(item).__name__ for item in found] == ["ImportedRecord", "ImportedRecord", "Reject", "Reject"]
    first, second = found[0], found[1]
    assert (first.kind, first.language, first.origin.source) == ("notice", "fr", "feed:exampleton.example")  # type: ignore[union-attr]
    assert first.original.text == "Des *lampes*."  # type: ignore[union-attr]
    assert (second.language, second.original.title) == ("en", "Only a text, in English.")  # type: ignore[union-attr]
    assert [item.reason_code for item in rejects("json-feed", tmp_path)] == ["no_id", "no_text"]


def test_what_is_no_feed_is_said(tmp_path: Path) -> None:
    assert [each.reason_code for each in rejects("json-feed", write(tmp_path / "f.json", {"a": 1}))] == [
        "not_a_feed"
    ]


def test_a_body_of_130_kilobytes_is_cut_and_marked(tmp_path: Path) -> None:
    long = "<p>" + "A sentence of a long body. " * 5_000 + "</p>"
    (found,) = records("json-feed", write(tmp_path / "f.json", feed(description=long)))
    assert found.extra["text_cut_from"] > 130_000
    assert len(found.original.text) <= 60_000


def test_look_alikes_carriage_returns_and_lost_euro_signs(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    text = json.dumps(
        {"items": [{"id": "1", "title": "Панель Cонце", "content_text": "a"}]}, ensure_ascii=False
    )
    path.write_bytes(text.replace('"a"', '"line\\rline 5 \x80"').encode())
    (found,) = records("json-feed", path)
    assert found.original.title == "Панель Сонце"
    assert found.original.text == "line\nline 5 €"
