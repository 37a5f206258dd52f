"""Buyers, suppliers and values out of the forms of TED. Natural persons are counted and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element

from interurban.modules.sources.types import ImportedAward, ImportedMoney, ImportedParty, TaxKind

from .dates import read_date
from .money import money
from .persons import is_natural_person, is_placeholder, is_public_body, organisation_name
from .text_repair import one_line
from .zones import country_code

_BUYER_ADDRESSES = ("CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY", ".//CA_CE_CONCESSIONAIRE_PROFILE")
_SUPPLIER_ADDRESSES = {"ADDRESS_CONTRACTOR", "ADDRESS_WINNER", "ECONOMIC_OPERATOR_NAME_ADDRESS"}
_AWARD_BLOCKS = {"AWARD_CONTRACT", "RESULTS", "AWARD_OF_CONTRACT_DEFENCE"}


@dataclass(frozen=True, slots=True)
class Awards:
    awards: tuple[ImportedAward, ...]
    persons_dropped: int
    lots: int
    all_unsuccessful: bool  # every lot ended without a contract or prize


def buyer_of(
    form: Element, name: str, town: str | None, country: str | None
) -> tuple[ImportedParty | None, list[str]]:
    """The contracting body, and the names of those it buys together with. The town as the journal has it."""
    addresses = [found for path in _BUYER_ADDRESSES if (found := form.find(path)) is not None]
    party = _party(addresses[0], country) if addresses else None
    if party is None and name:
        party = ImportedParty(name=organisation_name(one_line(name)), country=country)
    if party and town:
        party = replace(party, locality=one_line(town))
    if party and not is_public_body(party.name, party.identifier, party.country):
        party = None
    joint = [
        organisation_name(one_line(element.findtext("OFFICIALNAME") or ""))
        for element in form.iterfind("CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY_ADDITIONAL")
    ]
    return party, [each for each in joint if each]


def awards_of(form: Element, country: str | None) -> Awards:
    found: dict[tuple[object, ...], ImportedAward] = {}
    persons = 0
    blocks = [block for block in form.iter() if block.tag in _AWARD_BLOCKS]
    for block in blocks:
        lot = _first_text(block, "LOT_NO", "LOT_NUMBER")
        value, day = _value(block), _day(block)
        addresses = list(_suppliers(block))
        for address in addresses:
            party = _party(address, country)
            if party is None or is_placeholder(party.name):
                continue
            if is_natural_person(party.name, party.identifier, party.country):
                persons += 1
                continue
            # A value is the contract's: of a group it is nobody's own.
            own = value if len(addresses) == 1 else None
            award = ImportedAward(party, "awarded", own, day, lot)
            found.setdefault((party.identifier or party.name, lot), award)
    lots = len({element.text for tag in ("LOT_NO", "LOT_NUMBER") for element in form.iter(tag)})
    return Awards(tuple(found.values()), persons, lots, _nothing_awarded(blocks))


def _suppliers(block: Element) -> Iterator[Element]:
    """Addresses of winners, but not of those who asked not to be published."""
    for child in block:
        if child.tag in _SUPPLIER_ADDRESSES:
            yield child
        elif child.get("PUBLICATION") != "NO":
            yield from _suppliers(child)


def _nothing_awarded(blocks: list[Element]) -> bool:
    ends = [
        any(block.find(tag) is not None for tag in ("NO_AWARDED_CONTRACT", "NO_AWARDED_PRIZE"))
        for block in blocks
    ]
    return bool(ends) and all(ends)


def _party(address: Element, default_country: str | None) -> ImportedParty | None:
    name = organisation_name(one_line(_first_text(address, "OFFICIALNAME") or ""))
    if not name:
        return None
    element = next(address.iter("COUNTRY"), None)
    country = country_code(element.get("VALUE") if element is not None else None) or default_country
    nuts = next(address.iter("NUTS"), None)
    scheme, identifier = _register(_first_text(address, "NATIONALID"), country)
    return ImportedParty(
        name=name,
        country=country,
        scheme=scheme,
        identifier=identifier,
        locality=one_line(_first_text(address, "TOWN") or "") or None,
        region=nuts.get("CODE") if nuts is not None else None,
        postal_code=_first_text(address, "POSTAL_CODE"),
    )


def _register(written: str | None, country: str | None) -> tuple[str | None, str | None]:
    """The national identifier in one spelling. TED does not say of which register, so the scheme is its own.

    Kept only if it can tell one body from another: forms hold "HRB", "n/a", file numbers and names there.
    """
    plain = re.sub(r"[^0-9A-Za-z]", "", re.sub(r"(?i)^[a-zé. ]{2,}(?:no)?[.:]\s*", "", written or "")).upper()
    digits = sum(char.isdigit() for char in plain)
    if not country or not 6 <= len(plain) <= 20 or digits < 6 or len(set(plain)) < 3:
        return None, None
    return f"{country}-TED", plain.removeprefix(country)


def total_value(form: Element) -> ImportedMoney | None:
    """The total of the whole notice, estimated or final; single and several lots alike."""
    for block in form.iterfind("OBJECT_CONTRACT"):
        if found := _value(block, ("VAL_TOTAL", "VAL_ESTIMATED_TOTAL", "VAL_RANGE_TOTAL", "VAL_OBJECT")):
            return found
    for tag in ("TOTAL_FINAL_VALUE", "TOTAL_ESTIMATED", "NATURE_QUANTITY_SCOPE"):
        if (element := form.find(f".//{tag}")) is not None and (found := _value(element)):
            return found
    return None


# Forms that demand a value are given 0.01, 1, 3 or 5 by those who will not state one.
_LEAST_MINOR = 1_000
_VALUES = ("VAL_TOTAL", "VAL_RANGE_TOTAL", "VAL_PRIZE", "VAL_ESTIMATED_TOTAL")


def _value(block: Element, tags: tuple[str, ...] = _VALUES) -> ImportedMoney | None:
    for tag in tags:
        for element in block.iter(tag):
            low, high = element.findtext("LOW"), element.findtext("HIGH")
            if found := stated(low or element.text, high or element.text, element.get("CURRENCY")):
                return found
    for element in block.iter():
        if element.tag.startswith("COSTS_RANGE_AND_CURRENCY"):
            low, high = (_cost(element, tag) for tag in ("LOW_VALUE", "HIGH_VALUE"))
            if found := money(low, high, element.get("CURRENCY"), _tax(element)):
                return found
    return None


def _cost(element: Element, tag: str) -> str | None:
    """One end of a range in the forms on defence, or the single value for both."""
    found = element.find(f".//{tag}")
    found = element.find("VALUE_COST") if found is None else found
    return found.get("FMTVAL") if found is not None else None


def stated(low: str | None, high: str | None, currency: str | None) -> ImportedMoney | None:
    """A value that is meant as one. The forms of 2014 state values without VAT."""
    found = money(low, high, currency, "excluded")
    return found if found and max(found.max_minor or 0, found.min_minor or 0) >= _LEAST_MINOR else None


def _tax(element: Element) -> TaxKind:
    if element.find("EXCLUDING_VAT") is not None:
        return "excluded"
    return "included" if element.find("INCLUDING_VAT") is not None else "unknown"


def _day(block: Element) -> date | None:
    for tag in ("DATE_CONCLUSION_CONTRACT", "DATE_DECISION_JURY"):
        if day := read_date(_first_text(block, tag)):
            return day
    written = block.find(".//CONTRACT_AWARD_DATE")
    if written is None:
        return None
    return read_date("-".join((written.findtext(tag) or "").strip() for tag in ("YEAR", "MONTH", "DAY")))


def _first_text(element: Element, *tags: str) -> str | None:
    for tag in tags:
        for found in element.iter(tag):
            if text := "".join(found.itertext()).strip():
                return text
    return None
