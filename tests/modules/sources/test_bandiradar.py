from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.modules.sources.notices import parse, records, rejects, write

from interurban.modules.sources.types import ImportedRecord

OPPORTUNITY: dict[str, Any] = {
    "id": "lombardia:1",
    "source": "lombardia",
    "source_url": "https://example.org/1",
    "kind": "tender",
    "title": "Ponte nuovo",
    "summary": "Un ponte.",
    "issuer_name": "COMUNE DI ESEMPIO",
    "cpv": ["45000000-7"],
    "value_amount": 1000.5,
    "value_currency": "EUR",
    "region": "Lombardia",
    "published_at": "2031-05-01T00:00:00Z",
    "deadline": "2031-06-01T00:00:00Z",
    "status": "open",
    "eligibility_text": "Imprese.",
    "raw_ref": "lombardia:1",
}


def test_an_opportunity_keeps_its_portal_as_source(tmp_path: Path) -> None:
    (found,) = records("bandiradar", write(tmp_path / "opportunities.jsonl", OPPORTUNITY))
    assert (found.origin.source, found.source_id, found.kind) == ("it_lombardia", "1", "notice")
    # Midnight UTC stands for a date alone: the end of that day in Rome.
    assert found.closes_at == datetime(2031, 6, 1, 21, 59, 59, tzinfo=UTC)
    assert found.buyer is not None
    assert (found.buyer.name, found.buyer.locality) == ("COMUNE DI ESEMPIO", "Esempio")
    assert found.categories == ("45000000",)


def test_a_notice_of_ted_is_ted_s_notice(tmp_path: Path) -> None:
    item = OPPORTUNITY | {"id": "ted:000001-2031", "title": "Italia – Ponti – Ponte nuovo – lotto 1"}
    (found,) = records("bandiradar", write(tmp_path / "o.jsonl", item))
    assert (found.origin.source, found.source_id, found.original.title) == (
        "ted",
        "000001-2031",
        "Ponte nuovo – lotto 1",
    )


def test_an_incentive_is_a_funding_call(tmp_path: Path) -> None:
    item = OPPORTUNITY | {
        "id": "lazio:2",
        "kind": "incentive",
        "deadline": None,
        "published_at": "2031-05-01T10:00:00Z",
    }
    (found,) = records("bandiradar", write(tmp_path / "o.jsonl", item))
    assert found.kind == "funding_call"
    assert found.extra["closes_at_basis"] == "lapses: no deadline stated"


def test_the_day_a_release_was_compiled_is_not_its_publication(tmp_path: Path) -> None:
    item = OPPORTUNITY | {"id": "anac:ocds-1", "deadline": "2029-02-18T12:00:00Z", "status": "closed"}
    (found,) = records("bandiradar", write(tmp_path / "o.jsonl", item))
    assert found.published_at is None
    assert found.closes_at == datetime(2029, 2, 18, 22, 59, 59, tzinfo=UTC)


RELEASE: dict[str, Any] = {
    "ocid": "ocds-example-1",
    "date": "2031-01-02 17:30:22.056T12:00:00Z",
    "buyer": {"id": "00123456789", "name": "COMUNE DI ESEMPIO"},
    "tender": {
        "description": "Mensa",
        "value": {"amount": 10, "currency": "EUR"},
        "items": [{"classification": {"scheme": "CPV", "id": "55322000-3"}}],
        "tenderPeriod": {"startDate": "2029-01-11T12:00:00Z", "endDate": "2029-02-08T12:00:00Z"},
    },
    "awards": [
        {
            "date": "2029-04-12T12:00:00Z",
            "value": {"amount": 9, "currency": "EUR"},
            "suppliers": [
                {"id": "09876543210", "name": "ESEMPIO S.R.L. "},
                {"id": "RSSMRA80A01H501U", "name": "STUDIO ROSSI"},
            ],
        }
    ],
    "parties": [{"roles": ["buyer"], "address": {"locality": "ESEMPIO", "postalCode": "00100"}}],
}


def test_a_compiled_release_is_an_award_without_persons(tmp_path: Path) -> None:
    (found,) = records("bandiradar", write(tmp_path / "anac_history.jsonl", RELEASE))
    assert (found.kind, found.source_id, found.origin.source) == ("award", "ocds-example-1", "it_anac")
    assert found.published_at == datetime(2029, 1, 10, 23, tzinfo=UTC)
    assert [each.supplier.identifier for each in found.awards] == ["09876543210"]
    assert found.persons_dropped == 1
    assert found.buyer is not None
    assert (found.buyer.scheme, found.buyer.identifier, found.buyer.locality) == (
        "IT-CF",
        "00123456789",
        "Esempio",
    )


def capture(tmp_path: Path, name: str, list_name: str, item: dict[str, Any]) -> ImportedRecord:
    (found,) = records("bandiradar", write(tmp_path / f"{name}.json", {"_note": "", list_name: [item]}))
    return found


def test_captures_of_the_portals(tmp_path: Path) -> None:
    page = {
        "_post_id": 5,
        "_url": "https://example.org",
        "title": "Avviso",
        "kind": "incentive",
        "deadline": "2031-06-19",
    }
    assert capture(tmp_path, "basilicata", "records", page).origin.source == "it_basilicata"
    post = {
        "id": 6,
        "date": "2031-05-01T10:00:00",
        "title": {"rendered": "Avviso"},
        "content": {"rendered": "<p>Testo</p>"},
    }
    assert capture(tmp_path, "lazio", "posts", post).original.text == "Testo"
    row = {
        "INTERVENTO": "Misura 1",
        "DATA APERTURA": "1/10/2031",
        "DATA CHIUSURA": "9/2/2032",
        "IMPORTO (Euro)": "3.200.000,00",
    }
    found = capture(tmp_path, "trentino", "rows", row)
    assert found.closes_at == datetime(2032, 2, 9, 22, 59, 59, tzinfo=UTC)
    assert found.money is not None
    assert found.money.max_minor == 320_000_000
    item = {
        "UID": "u1",
        "@id": "https://example.org",
        "title": "Bando",
        "effective": "2031-03-11T10:00:00+00:00",
    }
    assert capture(tmp_path, "emilia_romagna", "items", item).url == "https://example.org"
    doc = {
        "ss_search_api_id": "entity:node/7:it",
        "tum_X3b_it_title_ft": ["Aiuto"],
        "zs_field_close_date": "2031-06-30T00:00:00",
    }
    assert capture(tmp_path, "incentivi", "docs", doc).closes_at == datetime(
        2031, 6, 30, 21, 59, 59, tzinfo=UTC
    )


def test_the_official_in_charge_is_not_read(tmp_path: Path) -> None:
    record = {
        "codice_bando": "8",
        "oggetto_dell_appalto": "Servizio",
        "responsabile_procedimento": "ROSSI MARIO",
    }
    assert "ROSSI" not in repr(capture(tmp_path, "lombardia", "records", record))


def test_ted_s_search_results(tmp_path: Path) -> None:
    notice = {
        "publication-number": "000002-2031",
        "publication-date": "2031-06-04+02:00",
        "classification-cpv": ["48820000", "48820000"],
        "estimated-value-proc": "48000000",
        "estimated-value-cur-proc": "EUR",
        "buyer-name": {"ita": ["Esempio S.p.A."]},
        "buyer-country": ["ITA"],
        "notice-title": {
            "ita": "Italia – Server – Accordo quadro",
            "fra": "Italie – Serveurs – Accordo quadro",
        },
        "deadline-receipt-tender-date-lot": ["2031-07-07+02:00"],
        "deadline-receipt-tender-time-lot": ["13:00:00+02:00"],
    }
    found = capture(tmp_path, "ted", "notices", notice)
    assert (found.language, found.original.title, found.categories) == ("it", "Accordo quadro", ("48820000",))
    assert found.closes_at == datetime(2031, 7, 7, 11, tzinfo=UTC)
    assert not found.closes_zone_assumed


def test_code_lists_beside_the_records_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "cpv_it.json", {"03000000": "Prodotti"})
    write(tmp_path / "opportunities.jsonl", OPPORTUNITY)
    assert len(parse("bandiradar", tmp_path)) == 1


def test_unknown_portals_and_shapes_are_rejected(tmp_path: Path) -> None:
    path = write(tmp_path / "o.jsonl", OPPORTUNITY | {"id": "elsewhere:1"}, {"a": 1})
    assert [each.reason_code for each in rejects("bandiradar", path)] == [
        "unknown_portal",
        "unexpected_shape",
    ]
