"""From what the parsers yield to what challenges, cities and suppliers keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from interurban.core.text import fold
from interurban.modules.challenges.public import ImportedChallenge, Stored
from interurban.modules.cities.public import BuyerFacts, BuyerInput
from interurban.modules.suppliers.public import AwardedFirm, AwardRecord

from .formats.text_repair import tidy
from .gazetteer import Gazetteer
from .types import AwardRole, ImportedAward, ImportedParty, ImportedRecord

UNKNOWN_COUNTRY = "ZZ"  # left to users by ISO 3166-1, "unknown" in CLDR
Key = tuple[str, str]
# OCDS's words for the parts of parties.
_ROLES: dict[AwardRole, str] = {"awarded": "supplier", "bidder": "tenderer"}
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")


def key_of(record: ImportedRecord) -> Key:
    return record.origin.source, record.source_id


def party_key(party: ImportedParty) -> Key:
    """How a body is found again: by its register's identifier, else by name and country."""
    if party.identifier and party.scheme and party.scheme != "name":
        return party.scheme, party.identifier
    name = party.identifier or re.sub(r"[\W_]+", " ", fold(party.name)).strip()
    return "name", f"{party.country or UNKNOWN_COUNTRY}:{name}"[:400]


def buyer_of(record: ImportedRecord) -> ImportedParty:
    """The buyer; the portal itself where a record names none."""
    return record.buyer or ImportedParty(
        name=record.origin.name, scheme="name", identifier=record.origin.source
    )


def buyer_inputs(records: Sequence[ImportedRecord], gazetteer: Gazetteer | None) -> list[BuyerInput]:
    parties = [buyer_of(record) for record in records]
    places = [(p.country or "", p.region or "", p.locality or "") for p in parties]
    if gazetteer is not None:
        gazetteer.learn(dict.fromkeys(places))
    found = []
    for party, place in zip(parties, places, strict=True):
        town = gazetteer.find(*place) if gazetteer is not None else None
        scheme, identifier = party_key(party)
        found.append(
            BuyerInput(
                scheme=scheme,
                identifier=identifier,
                name=_line(party.name),
                country=party.country or UNKNOWN_COUNTRY,
                locality=_line(party.locality or ""),
                region=_line(party.region or ""),
                lat=town.lat if town else None,
                lon=town.lon if town else None,
            )
        )
    return found


def place_names(records: Iterable[ImportedRecord], gazetteer: Gazetteer | None) -> dict[str, list[str]]:
    """What the buyers' towns are called elsewhere, by the names that records show."""
    found: dict[str, list[str]] = {}
    if gazetteer is None:
        return found
    parties = [record.buyer for record in records if record.buyer]
    for country, region, locality in dict.fromkeys(
        (p.country or "", p.region or "", p.locality or "") for p in parties
    ):
        town = gazetteer.find(country, region, locality)
        if town is not None:
            found.setdefault(_line(locality), []).extend(gazetteer.names(country, town))
    return found


def firms(records: Iterable[ImportedRecord]) -> list[AwardedFirm]:
    return [
        AwardedFirm(
            scheme=key[0],
            identifier=key[1],
            name=_line(award.supplier.name),
            country=award.supplier.country or UNKNOWN_COUNTRY,
            language=record.language,
            locality=_line(award.supplier.locality or ""),
            source=record.origin.source,
        )
        for record in records
        for award in record.awards
        for key in (party_key(award.supplier),)
    ]


def challenge_of(
    record: ImportedRecord,
    buyers: Mapping[Key, BuyerFacts],
    suppliers: Mapping[Key, UUID],
    *,
    repeated: bool,
) -> ImportedChallenge:
    money = record.money
    nuts = next((p.nuts for p in record.places if p.nuts and _NUTS.fullmatch(p.nuts)), None)
    programme = record.extra.get("programme")
    return ImportedChallenge(
        source=record.origin.source,
        source_id=record.source_id,
        kind=record.kind,
        buyer=buyers[party_key(buyer_of(record))],
        original_language=record.language,
        texts={lang: (t.title, t.summary, t.text) for lang, t in record.texts.items()},
        timezone=record.zone,
        zone_assumed=record.closes_zone_assumed,
        source_url=record.url if record.url and re.match(r"https?://\S+$", record.url) else "",
        licence=_line(record.origin.licence),
        attribution=_line(record.origin.attribution),
        published_at=record.published_at,
        modified_at=record.modified_at,
        opens_at=record.opens_at,
        closes_at=record.closes_at,
        concluded_at=record.concluded_at,
        off_ramped_at=record.unsuccessful_at,
        cancelled_at=record.cancelled_at,
        categories=record.categories,
        budget=(money.min_minor, money.max_minor, money.currency, money.tax) if money else None,
        programmes=(programme,) if isinstance(programme, str) else (),
        nuts=nuts,
        extra={**_clean(record.extra), "awards": [_award(award, suppliers) for award in record.awards]},
        repeated=repeated,
    )


def _award(award: ImportedAward, suppliers: Mapping[Key, UUID]) -> dict[str, Any]:
    amount = award.money
    return {
        "supplier_id": str(suppliers[party_key(award.supplier)]),
        "name": _line(award.supplier.name),
        "role": _ROLES[award.role],
        "lot": award.lot,
        "amount_minor": amount.max_minor if amount else None,
        "currency": amount.currency if amount else None,
    }


def award_records(
    records: Iterable[ImportedRecord], stored: Mapping[Key, Stored], suppliers: Mapping[Key, UUID]
) -> list[AwardRecord]:
    return [
        AwardRecord(
            supplier_id=suppliers[party_key(award.supplier)],
            challenge_id=stored[key_of(record)].id,
            role=_ROLES[award.role],
            lot=award.lot or "",
            amount_minor=award.money.max_minor if award.money else None,
            currency=award.money.currency if award.money else None,
            awarded_on=award.date,
            language=record.language,
            title=record.original.title,
            categories=record.categories,
        )
        for record in records
        for award in record.awards
    ]


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _clean(value: Any) -> Any:
    """JSON that PostgreSQL can hold: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dict):
        return {str(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
