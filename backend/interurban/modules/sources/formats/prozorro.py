"""Prozorro: tender and plan documents, alone, as lines `{"kind", "doc"}`, or in pages of the public API.

A tender that had a competition is a `notice` with its outcome; a report on a contract made without one
(`reporting`, `negotiation`) is an `award`. A plan is a `notice` that stays planned to the end of its month.
Sole traders are counted and left out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from interurban.modules.sources.types import (
    AwardRole,
    Format,
    ImportedAward,
    ImportedMoney,
    ImportedParty,
    ImportedPlace,
    ImportedRecord,
    ImportedTexts,
    Origin,
    RecordKind,
    Reject,
    TaxKind,
)

from .dates import read_date
from .items import Clock, JsonItem, Refused, categories, from_json, identifier, json_items, texts
from .money import money
from .persons import is_natural_person, is_placeholder, is_public_body, organisation_name
from .persons_in_texts import without_persons
from .prozorro_places import locality
from .text_repair import one_line

ORIGIN = Origin(
    source="prozorro",
    name="Prozorro",
    url="https://prozorro.gov.ua",
    licence="Public API data of Prozorro, open for reuse",
    attribution="Prozorro, public procurement of Ukraine",
)
_ZONE = "Europe/Kyiv"
_COUNTRY = "UA"
_WITHOUT_COMPETITION = {"reporting", "negotiation", "negotiation.quick"}


def items(path: Path) -> Iterator[JsonItem]:
    return json_items(path, within=("data",), skip=_about_the_extract)


def _about_the_extract(item: Any) -> bool:
    return isinstance(item, dict) and item.get("kind") == "meta"


def read(item: JsonItem, position: int) -> ImportedRecord | Reject:
    return from_json(item, position, _read)


FORMAT = Format(items, read)


def _read(item: dict[str, Any], position: int) -> ImportedRecord:
    document = item.get("doc") or item.get("data") or item
    if not isinstance(document, dict):
        raise Refused("unexpected_shape", "The document of a line is an object.")
    if "planID" in document or item.get("kind") == "plan":
        return _plan(document, position)
    if "tenderID" not in document:
        raise Refused(
            "listing_only",
            "A page of the API lists this id without its document; fetch /tenders/{id} or /plans/{id}.",
            str(document.get("id") or "")[:300] or None,
        )
    return _Tender(document).record(position)


class _Tender:
    def __init__(self, document: dict[str, Any]) -> None:
        self.doc = document
        self.id = identifier(document["tenderID"])
        self.status = str(document.get("status") or "")
        self.method = str(document.get("procurementMethodType") or "")
        self.extra: dict[str, Any] = {"source_status": self.status, "method": self.method}
        self.clock = Clock(_ZONE, self.extra)
        self.persons = 0

    def record(self, position: int) -> ImportedRecord:
        kind: RecordKind = "award" if self.method in _WITHOUT_COMPETITION else "notice"
        period = self.doc.get("tenderPeriod") or {}
        published = self.clock.start("published_at", self.doc.get("dateCreated"))
        changed = self.clock.start("changed_at", self.doc.get("date")) or published
        awards = tuple(self._awards())
        ended = self.status == "complete" or (kind == "award" and self.status == "active")
        buyer = _buyer(self.doc)
        return ImportedRecord(
            position=position,
            origin=ORIGIN,
            source_id=self.id,
            kind=kind,
            language="uk",
            texts={"uk": self._texts()},
            url=f"https://prozorro.gov.ua/tender/{self.id}",
            zone=_ZONE,
            categories=categories(
                (item.get("classification") or {}).get("id") for item in self.doc.get("items") or []
            ),
            published_at=published,
            modified_at=self.clock.start("modified_at", self.doc.get("dateModified")),
            opens_at=self.clock.start("opens_at", period.get("startDate")),
            closes_at=self.clock.deadline("closes_at", period.get("endDate")),
            closes_zone_assumed=self.clock.zone_assumed,
            cancelled_at=changed if self.status == "cancelled" else None,
            unsuccessful_at=changed if self.status == "unsuccessful" else None,
            concluded_at=changed if ended else None,
            money=_money(self.doc.get("value")),
            buyer=buyer,
            places=_places(buyer),
            awards=awards,
            persons_dropped=self.persons,
            extra=self.extra,
        )

    def _texts(self) -> ImportedTexts:
        """What is bought, lot by lot and item by item, and the names of its categories."""
        title = one_line(self.doc.get("title") or "")
        lots = [one_line(lot.get("title") or "") for lot in self.doc.get("lots") or []]
        headings = "\n".join(f"### {line}" for line in lots if line and lots != [title])
        items = self.doc.get("items") or []
        lines = list(dict.fromkeys(f"- {line}" for item in items if (line := _item_line(item))))
        names = dict.fromkeys(
            one_line((item.get("classification") or {}).get("description") or "") for item in items
        )
        parts = [one_line(self.doc.get("description") or ""), headings, "\n".join(lines)]
        parts.append(", ".join(filter(None, names)))
        text = without_persons("\n\n".join(filter(None, parts)))
        return texts(without_persons(title), text, self.extra, source_id=self.id)

    def _awards(self) -> Iterator[ImportedAward]:
        """Who won, then who else took part; each firm once per lot."""
        seen: set[tuple[str, str | None]] = set()
        for role, supplier, value, day, lot in (*self._awarded(), *self._bidders()):
            party = self._supplier(supplier)
            if party is None:
                continue
            key = (party.identifier or party.name, lot)
            if key not in seen:
                seen.add(key)
                yield ImportedAward(party, role, _money(value), read_date(day), lot)

    def _awarded(self) -> Iterator[tuple[AwardRole, dict[str, Any], Any, Any, str | None]]:
        awards = self.doc.get("awards") or []
        for award in sorted(awards, key=lambda award: award.get("status") != "active"):
            role: AwardRole = "awarded" if award.get("status") == "active" else "bidder"
            for supplier in award.get("suppliers") or []:
                yield role, supplier, award.get("value"), award.get("date"), award.get("lotID")

    def _bidders(self) -> Iterator[tuple[AwardRole, dict[str, Any], Any, Any, str | None]]:
        for bid in self.doc.get("bids") or []:
            values = bid.get("lotValues") or [{"value": bid.get("value")}]
            for tenderer in bid.get("tenderers") or []:
                for part in values:
                    yield "bidder", tenderer, part.get("value"), None, part.get("relatedLot")

    def _supplier(self, written: dict[str, Any]) -> ImportedParty | None:
        """A firm, or None for a natural person, who is counted."""
        register = written.get("identifier") or {}
        names = [one_line(str(name)) for name in (register.get("legalName"), written.get("name")) if name]
        names = [name for name in names if not is_placeholder(name)]
        number = str(register.get("id") or "").strip()
        address = written.get("address") or {}
        country = _country(address)
        if any(is_natural_person(name, number, country) for name in names) or not names:
            self.persons += bool(names)
            return None
        known = country == _COUNTRY and len(number) == 8 and number.isdigit()
        return ImportedParty(
            # The shortest spelling is the least likely to carry owners' names or addresses.
            name=min(map(organisation_name, names), key=len),
            country=country,
            scheme="UA-EDR" if known else None,
            identifier=number if known else None,
            locality=locality(address.get("locality")),
            region=one_line(str(address.get("region") or "")) or None,
        )


def _plan(document: dict[str, Any], position: int) -> ImportedRecord:
    source_id = identifier(document.get("planID"))
    budget = document.get("budget") or {}
    tender = document.get("tender") or {}
    extra: dict[str, Any] = {"source_status": document.get("status"), "forecast": True}
    if method := tender.get("procurementMethodType"):
        extra["method"] = method
    clock = Clock(_ZONE, extra)
    starts = clock.start("opens_at", (tender.get("tenderPeriod") or {}).get("startDate"))
    lapse = _end_of_month(starts) if starts else None
    if starts:
        extra["call_expected_on"] = starts.astimezone(ZoneInfo(_ZONE)).date().isoformat()
        extra["closes_at_basis"] = "end of the planned month"
    category = document.get("classification") or {}
    title = without_persons(one_line(str(budget.get("description") or ""))) or category.get("description")
    buyer = _buyer(document)
    modified = clock.start("modified_at", document.get("dateModified"))
    cancelled = document.get("status") == "cancelled"
    return ImportedRecord(
        position=position,
        origin=ORIGIN,
        source_id=source_id,
        kind="notice",
        language="uk",
        texts={"uk": texts(title, str(category.get("description") or ""), extra, source_id=source_id)},
        url=f"https://prozorro.gov.ua/plan/{source_id}",
        zone=_ZONE,
        categories=categories([category.get("id")]),
        # The number of a plan holds the day it was made: UA-P-2026-10-07-004413-a.
        published_at=clock.start("published_at", source_id[5:15]) or modified,
        modified_at=modified,
        opens_at=lapse,
        closes_at=lapse,
        closes_zone_assumed=clock.zone_assumed,
        cancelled_at=modified if cancelled else None,
        money=_money(budget),
        buyer=buyer,
        places=_places(buyer),
        extra=extra,
    )


def _end_of_month(moment: datetime) -> datetime:
    """Plans name a month; the day in them is its first."""
    local = moment.astimezone(ZoneInfo(_ZONE))
    last = local.replace(day=monthrange(local.year, local.month)[1], hour=23, minute=59, second=59)
    return last.astimezone(moment.tzinfo)


def _item_line(item: dict[str, Any]) -> str:
    description = one_line(str(item.get("description") or ""))
    quantity, unit = item.get("quantity"), one_line(str((item.get("unit") or {}).get("name") or ""))
    if not description or not isinstance(quantity, int | float) or not unit:
        return description
    return f"{description} — {quantity:g} {unit}"


def _buyer(document: dict[str, Any]) -> ImportedParty | None:
    written = document.get("procuringEntity") or {}
    register = written.get("identifier") or {}
    address = written.get("address") or {}
    name = organisation_name(one_line(str(register.get("legalName") or written.get("name") or "")))
    number = str(register.get("id") or "").strip()
    country = _country(address)
    if not name or not is_public_body(name, number, country):
        return None
    return ImportedParty(
        name=name,
        country=country,
        scheme=str(register.get("scheme") or "UA-EDR") if number else None,
        identifier=number or None,
        locality=locality(address.get("locality")),
        region=one_line(str(address.get("region") or "")) or None,
        postal_code=str(address.get("postalCode") or "") or None,
    )


def _places(buyer: ImportedParty | None) -> tuple[ImportedPlace, ...]:
    if buyer is None:
        return ()
    return (ImportedPlace(country=buyer.country, locality=buyer.locality, region=buyer.region),)


def _country(address: dict[str, Any]) -> str | None:
    """Prozorro writes countries by name; of foreign ones only that they are not Ukraine is known here."""
    name = str(address.get("countryName") or "Україна").strip().lower()
    return _COUNTRY if name in ("україна", "ukraine", "украина") else None


def _money(value: Any) -> ImportedMoney | None:
    if not isinstance(value, dict):
        return None
    included = value.get("valueAddedTaxIncluded")
    tax: TaxKind = "unknown" if included is None else "included" if included else "excluded"
    return money(value.get("amount"), value.get("amount"), value.get("currency"), tax)
