"""ANAC's compiled OCDS releases of awarded contracts, as bandiradar keeps them (see bandiradar.py)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from interurban.modules.sources.types import ImportedAward, ImportedParty, ImportedRecord

from .bandiradar_origins import ZONE, issuer, origin_of
from .dates import read_date
from .items import Clock, categories, identifier, texts
from .money import money
from .persons import is_natural_person, is_placeholder, organisation_name
from .text_repair import one_line


def release(item: dict[str, Any], _name: str, position: int) -> ImportedRecord:
    source_id = identifier(item["ocid"])
    origin = origin_of("anac")
    tender = item.get("tender") or {}
    period = tender.get("tenderPeriod") or {}
    extra: dict[str, Any] = {
        "procedure": tender.get("procurementMethodDetails"),
        "compiled_on": str(item.get("date"))[:10],
    }
    clock = Clock(ZONE, extra)
    # Every instant of these releases is noon UTC: they are dates.
    opens = clock.start("published_at", _day(period.get("startDate")))
    closes = clock.deadline("closes_at", _day(period.get("endDate")))
    awards = [award for award in item.get("awards") or [] if award.get("status") != "cancelled"]
    decided = [day for award in awards if (day := clock.start("concluded_at", _day(award.get("date"))))]
    suppliers, persons = _suppliers(awards)
    body = item.get("buyer") or {}
    lots = dict.fromkeys(one_line(str(lot.get("description") or "")) for lot in tender.get("lots") or [])
    title = one_line(str(tender.get("title") or tender.get("description") or ""))
    value = tender.get("value") or {}
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="award" if awards else "notice",
        language="it",
        texts={
            "it": texts(
                title,
                "\n".join(f"- {lot}" for lot in lots if lot and lot != title),
                extra,
                source_id=source_id,
            )
        },
        zone=ZONE,
        categories=categories(
            (entry.get("classification") or {}).get("id")
            for group in (tender, *awards)
            for entry in group.get("items") or []
        ),
        published_at=opens,
        closes_at=closes,
        closes_zone_assumed=clock.zone_assumed,
        concluded_at=_latest(decided, closes) if awards else None,
        money=money(value.get("amount"), value.get("amount"), value.get("currency")),
        buyer=_buyer(item, body.get("id"), body.get("name"), origin_name=origin.source),
        awards=tuple(suppliers),
        persons_dropped=persons,
        extra=extra,
    )


def _day(written: Any) -> Any:
    return written[:10] if isinstance(written, str) else None


def _latest(decided: list[datetime], closes: datetime | None) -> datetime | None:
    return max(decided, default=closes)


def _buyer(item: dict[str, Any], number: Any, name: Any, *, origin_name: str) -> ImportedParty:
    party = issuer(name, None, origin_of(origin_name.removeprefix("it_")), str(number or ""))
    parties = (entry for entry in item.get("parties") or [] if "buyer" in (entry.get("roles") or []))
    address = next((entry.get("address") or {} for entry in parties), {})
    place = one_line(str(address.get("locality") or "")).title()
    return ImportedParty(
        name=party.name,
        country="IT",
        scheme=party.scheme,
        identifier=party.identifier,
        locality=place or party.locality,
        postal_code=str(address.get("postalCode") or "") or None,
    )


def _suppliers(awards: list[dict[str, Any]]) -> tuple[list[ImportedAward], int]:
    """Firms of all awards, and how many natural persons were left out."""
    found, persons = [], 0
    for award, supplier in _entries(awards):
        name = organisation_name(one_line(str(supplier.get("name") or "")))
        number = str(supplier.get("id") or "").strip()
        if is_placeholder(name):
            continue
        if is_natural_person(name, number, "IT"):
            persons += 1
            continue
        known = number if len(number) == 11 and number.isdigit() else None
        value = award.get("value") or {}
        alone = len(award.get("suppliers") or []) == 1
        found.append(
            ImportedAward(
                supplier=ImportedParty(name, "IT", "IT-CF" if known else None, known),
                role="awarded",
                money=money(value.get("amount"), value.get("amount"), value.get("currency"))
                if alone
                else None,
                date=read_date(_day(award.get("date"))),
                lot=next(iter(award.get("relatedLots") or []), None),
            )
        )
    return found, persons


def _entries(awards: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for award in awards:
        for supplier in award.get("suppliers") or []:
            yield award, supplier
