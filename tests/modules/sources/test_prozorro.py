from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.modules.sources.notices import records, rejects, write

from interurban.modules.sources.formats.prozorro_places import locality
from interurban.modules.sources.types import ImportedMoney

BUYER = {
    "name": "Зразкова міська рада",
    "identifier": {"scheme": "UA-EDR", "id": "01234567", "legalName": "ЗРАЗКОВА МІСЬКА РАДА"},
    "address": {
        "region": "Зразкова область",
        "locality": "Зразковий р-н, місто Зразків(з)",
        "countryName": "Україна",
    },
}


def firm(number: str, name: str, legal_name: str = "") -> dict[str, Any]:
    identifier = {"scheme": "UA-EDR", "id": number} | ({"legalName": legal_name} if legal_name else {})
    return {
        "name": name,
        "identifier": identifier,
        "address": {"locality": "м.Зразків", "countryName": "Україна"},
    }


FIRM = firm("12345678", 'ТОВ "Зразок"', 'ТОВАРИСТВО З ОБМЕЖЕНОЮ ВІДПОВІДАЛЬНІСТЮ "ЗРАЗОК"')
SOLE_TRADER = firm("1234567890", "ФОП Прізвище Імя Батькович")
TENDER: dict[str, Any] = {
    "id": "a" * 32,
    "tenderID": "UA-2031-10-06-000001-a",
    "title": "Лампи\n",
    "status": "active.tendering",
    "procurementMethodType": "aboveThreshold",
    "dateCreated": "2031-10-06T12:00:00.366985+03:00",
    "date": "2031-10-07T12:00:00+03:00",
    "dateModified": "2031-10-08T12:00:00+03:00",
    "value": {"currency": "UAH", "valueAddedTaxIncluded": True, "amount": 1408.5},
    "tenderPeriod": {"startDate": "2031-10-06T13:00:00+03:00", "endDate": "2031-10-17T00:00:00+03:00"},
    "procuringEntity": BUYER,
    "items": [
        {
            "description": "Лампа",
            "quantity": 60.0,
            "unit": {"name": "штука"},
            "classification": {"scheme": "ДК021", "id": "31500000-1", "description": "Освітлення"},
        }
    ]
    * 2,
}


def test_a_tender_is_a_notice_with_what_is_bought(tmp_path: Path) -> None:
    (found,) = records(
        "prozorro",
        write(tmp_path / "t.jsonl", {"kind": "meta", "state": {}}, {"kind": "tender", "doc": TENDER}),
    )
    assert (found.kind, found.source_id, found.position) == ("notice", "UA-2031-10-06-000001-a", 0)
    assert found.original.title == "Лампи"
    assert found.original.text == "- Лампа — 60 штука\n\nОсвітлення"
    assert found.categories == ("31500000",)
    assert found.published_at == datetime(2031, 10, 6, 9, tzinfo=UTC)
    assert found.closes_at == datetime(2031, 10, 16, 21, tzinfo=UTC)
    assert found.money == ImportedMoney(140_850, 140_850, "UAH", "included")
    assert found.buyer is not None
    assert (found.buyer.identifier, found.buyer.locality) == ("01234567", "Зразків")
    assert found.concluded_at is None


def test_firms_are_kept_and_sole_traders_counted(tmp_path: Path) -> None:
    document = TENDER | {
        "status": "complete",
        "awards": [
            {"status": "unsuccessful", "suppliers": [firm("87654321", 'ПП "Друге"')], "value": {}},
            {
                "status": "active",
                "suppliers": [FIRM],
                "value": TENDER["value"],
                "date": "2031-10-20T10:00:00+03:00",
            },
            {"status": "active", "suppliers": [SOLE_TRADER]},
        ],
        "bids": [
            {"tenderers": [FIRM], "value": TENDER["value"]},
            {
                "tenderers": [firm("11223344", 'ТзОВ "Третє"')],
                "lotValues": [{"relatedLot": "l1", "value": {}}],
            },
            {"tenderers": [firm("3333333333", "Інший Прізвище Батькович")]},
        ],
    }
    (found,) = records("prozorro", write(tmp_path / "t.json", document))
    assert [(each.role, each.supplier.name, each.lot) for each in found.awards] == [
        ("awarded", 'ТОВ "Зразок"', None),
        ("bidder", 'ПП "Друге"', None),
        ("bidder", 'ТзОВ "Третє"', "l1"),
    ]
    assert found.persons_dropped == 2
    assert found.concluded_at == datetime(2031, 10, 7, 9, tzinfo=UTC)
    assert "Прізвище" not in repr(found)


def test_persons_named_in_texts_are_masked(tmp_path: Path) -> None:
    line = "Проживання для Прізвищенка Андрія Івановича"
    item = TENDER["items"][0] | {"description": line}
    tender = TENDER | {"title": line, "description": line, "lots": [{"title": f"{line} 1"}], "items": [item]}
    plan = {"planID": "UA-P-2031-10-07-004413-a", "budget": {"description": line}, "procuringEntity": BUYER}
    found = records("prozorro", write(tmp_path / "t.jsonl", {"doc": tender}, {"doc": plan}))
    assert [each.original.title for each in found] == ["Проживання для […]"] * 2
    assert found[0].original.text.count("[…]") == 3
    assert "Андрія" not in repr(found)


@pytest.mark.parametrize(
    ("method", "status", "kind", "fact"),
    [
        ("reporting", "complete", "award", "concluded_at"),
        ("negotiation", "active", "award", "concluded_at"),
        ("belowThreshold", "complete", "notice", "concluded_at"),
        ("aboveThreshold", "cancelled", "notice", "cancelled_at"),
        ("aboveThreshold", "unsuccessful", "notice", "unsuccessful_at"),
    ],
)
def test_facts_follow_the_status(tmp_path: Path, method: str, status: str, kind: str, fact: str) -> None:
    document = TENDER | {"procurementMethodType": method, "status": status}
    (found,) = records("prozorro", write(tmp_path / "t.json", document))
    assert found.kind == kind
    facts = {name: getattr(found, name) for name in ("concluded_at", "cancelled_at", "unsuccessful_at")}
    assert {name for name, at in facts.items() if at} == {fact}


def test_a_plan_stays_planned_to_the_end_of_its_month(tmp_path: Path) -> None:
    plan = {
        "planID": "UA-P-2031-10-07-000001-a",
        "status": "scheduled",
        "dateModified": "2031-10-08T12:00:00+03:00",
        "classification": {"id": "39290000-1", "description": "Фурнітура"},
        "budget": {"amount": 64.2, "currency": "UAH", "description": "Рамки "},
        "tender": {
            "procurementMethodType": "reporting",
            "tenderPeriod": {"startDate": "2031-11-01T02:00:00+02:00"},
        },
        "procuringEntity": BUYER,
    }
    (found,) = records("prozorro", write(tmp_path / "p.jsonl", {"kind": "plan", "doc": plan}))
    assert (found.kind, found.original.title, found.categories) == ("notice", "Рамки", ("39290000",))
    assert found.opens_at == found.closes_at == datetime(2031, 11, 30, 21, 59, 59, tzinfo=UTC)
    assert found.extra["call_expected_on"] == "2031-11-01"
    assert found.published_at == datetime(2031, 10, 6, 21, tzinfo=UTC)


def test_pages_of_the_api_list_what_must_be_fetched(tmp_path: Path) -> None:
    page = {"data": [{"id": "b" * 32, "dateModified": "2031-10-08T12:00:00+03:00"}, TENDER], "next_page": {}}
    path = write(tmp_path / "page.json", page)
    assert [each.reason_code for each in rejects("prozorro", path)] == ["listing_only"]
    write(tmp_path / "one.json", {"data": TENDER})
    assert [found.source_id for found in records("prozorro", tmp_path / "one.json")] == [TENDER["tenderID"]]


def test_the_shortest_spelling_without_owners_is_the_name(tmp_path: Path) -> None:
    long = 'ПРИВАТНЕ ПІДПРИЄМСТВО "ЗРАЗОК" Прізвище Імя Батькович, громадянство: Україна'
    document = TENDER | {"awards": [{"status": "active", "suppliers": [firm("12345678", long)]}]}
    (found,) = records("prozorro", write(tmp_path / "t.json", document))
    assert [each.supplier.name for each in found.awards] == ['ПРИВАТНЕ ПІДПРИЄМСТВО "ЗРАЗОК"']


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("місто ЗРАЗКІВ", "Зразків"),
        ("м.Зразків", "Зразків"),
        ("м Зразків", "Зразків"),
        ("Зразковий р-н, селище міського типу Новий Зразок(з) ", "Новий Зразок"),
        ("селище Зразок Зразковий район", "Зразок"),
        ("с. Зразків , Зразковий район", "Зразків"),
        ("Кам’янка-Зразкова", "Кам'янка-Зразкова"),
        ("Zrazkiv city", "Zrazkiv"),
        ("Зразковий район", None),
        ("Невідомий", None),
        ("місто", None),
        (None, None),
    ],
)
def test_places_as_people_type_them(written: str | None, name: str | None) -> None:
    assert locality(written) == name
