"""TED notices in the XML of the Publications Office, schemas R2.0.8 and R2.0.9: forms 1 to 25, MOVE, defence.

A file, a folder or an archive of files with one TED_EXPORT each. Calls become `notice`; award notices,
results of design contests, ex-ante transparency notices and contract modifications become `award`.
Contact points, jury members and participants are never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from interurban.modules.sources.errors import ItemTooLarge
from interurban.modules.sources.types import (
    Format,
    ImportedMoney,
    ImportedPlace,
    ImportedRecord,
    ImportedTexts,
    Origin,
    RecordKind,
    Reject,
)

from . import ted_awards, ted_texts
from .items import Clock, Lapse, Refused, categories, guarded, identifier, lapses, reject, texts
from .reading import Member, members
from .ted_awards import buyer_of
from .zones import country_code, zone_of

ORIGIN = Origin(
    source="ted",
    name="TED – Tenders Electronic Daily",
    url="https://ted.europa.eu",
    licence="Reuse authorised, Commission Decision 2011/833/EU",
    attribution="© European Union, Tenders Electronic Daily (Publications Office of the EU)",
)

# Codes of TD_DOCUMENT_TYPE. Whatever is not an award is a notice; whatever is not a call has no deadline.
_AWARDS = {"7", "J", "K", "R", "V"}
_FORECASTS = {"0", "B", "P"}
_STANDING = {"O", "Q", "Y"}


def items(path: Path) -> Iterator[Member]:
    return members(path, (".xml",))


def read(member: Member, position: int) -> ImportedRecord | Reject:
    try:
        data = member.read()
    except ItemTooLarge as error:
        return reject(position, "too_large", str(error))
    return guarded(data, position, partial(_read, member.name))


FORMAT = Format(items, read)


def _read(name: str, data: bytes, position: int) -> ImportedRecord:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("xml_entities", f"{name} declares entities or a DTD: {error}") from error
    except ParseError as error:
        raise Refused("xml_broken", f"{name} is not well-formed XML: {error}") from error
    return _Notice(_without_namespaces(root), name).record(position)


def _without_namespaces(root: Element) -> Element:
    """The versions differ in namespace and hardly in names: local names are what is compared."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


class _Notice:
    """One TED_EXPORT."""

    def __init__(self, root: Element, name: str) -> None:
        if root.tag != "TED_EXPORT":
            raise Refused("not_a_notice", f"{name} is <{root.tag}>, not a TED_EXPORT.")
        self.id = identifier((root.get("DOC_ID") or "").replace("_", "-"))
        self.coded = self._section(root, "CODED_DATA_SECTION")
        self.forms = [form for form in self._section(root, "FORM_SECTION") if form.get("LG")]
        originals = [form for form in self.forms if form.get("CATEGORY") == "ORIGINAL"]
        if not originals:
            raise Refused("no_form", f"{name} holds no form in an original language.", self.id)
        self.form = originals[0]
        self.translations = root.find("TRANSLATION_SECTION")
        self.country = country_code(_attribute(self.coded, "NOTICE_DATA/ISO_COUNTRY", "VALUE"))
        self.type = _attribute(self.coded, "CODIF_DATA/TD_DOCUMENT_TYPE", "CODE")
        self.extra: dict[str, Any] = {}

    def _section(self, root: Element, tag: str) -> Element:
        section = root.find(tag)
        if section is None:
            raise Refused("no_form", f"The notice has no {tag}.", root.get("DOC_ID"))
        return section

    def record(self, position: int) -> ImportedRecord:
        buyer, joint = buyer_of(self.form, self._said("AA_NAME"), self._said("TI_TOWN"), self.country)
        places = self._places()
        nuts = next((place.nuts for place in places if place.nuts), None)
        clock = Clock(zone_of(self.country, nuts), self.extra)
        published = clock.start("published_at", _text(self.coded, "REF_OJS/DATE_PUB"))
        if published is None:
            raise Refused("no_date", "The notice has no date of publication.", self.id)
        kind: RecordKind = "award" if self.type in _AWARDS else "notice"
        awards = ted_awards.awards_of(self.form, self.country)
        self._describe(joint, awards.lots)
        language = (self.form.get("LG") or "").lower()
        opens, closes = (None, None) if kind == "award" else self._window(clock, published)
        return ImportedRecord(
            position=position,
            origin=ORIGIN,
            source_id=self.id,
            kind=kind,
            language=language,
            texts=self._texts(language),
            url=f"https://ted.europa.eu/udl?uri=TED:NOTICE:{self.id}:TEXT:{language.upper()}:HTML",
            zone=clock.zone,
            categories=categories(e.get("CODE") for e in self.coded.iter("ORIGINAL_CPV")),
            published_at=published,
            opens_at=opens,
            closes_at=closes,
            closes_zone_assumed=clock.zone_assumed,
            # What an award notice reports is over when it is published.
            concluded_at=published if kind == "award" and not awards.all_unsuccessful else None,
            unsuccessful_at=published if kind == "award" and awards.all_unsuccessful else None,
            money=self._money(),
            buyer=buyer,
            places=places,
            awards=awards.awards,
            persons_dropped=awards.persons_dropped,
            extra=self.extra,
        )

    def _said(self, tag: str) -> str:
        """The journal's own authority or town in the notice's language, or in any."""
        if self.translations is None:
            return ""
        language = self.form.get("LG")
        entries = [*self.translations.iter("ML_TI_DOC"), *self.translations.iter("AA_NAME")]
        own = [entry for entry in entries if entry.get("LG") == language] or entries
        found = (element for entry in own for element in entry.iter(tag))
        return next(("".join(element.itertext()).strip() for element in found), "")

    def _texts(self, language: str) -> dict[str, ImportedTexts]:
        """The original and every translation in full; forms repeated in one language are the same notice."""
        found: dict[str, ImportedTexts] = {}
        for form in [self.form, *self.forms]:
            lang = (form.get("LG") or "").lower()
            if lang not in found:
                title, body = ted_texts.title_and_body(form)
                extra = self.extra if lang == language else {}
                found[lang] = texts(title, body, extra, source_id=self.id)
        return found

    def _window(self, clock: Clock, published: datetime) -> tuple[datetime | None, datetime | None]:
        """When a call opens and closes. A forecast stays planned until it lapses.

        The coded data are kept up to date after corrections; the form says what was first published.
        """
        written = _text(self.coded, "CODIF_DATA/DT_DATE_FOR_SUBMISSION") or ted_texts.deadline(self.form)
        closes = None if self.type in _FORECASTS else clock.deadline("closes_at", written)
        if closes is not None:
            return published, closes
        basis: Lapse = "no deadline stated"
        if self.type in _FORECASTS:
            basis = "forecast"
            expected = self.form.find(".//DATE_PUBLICATION_NOTICE")
            if expected is not None and expected.text:
                self.extra["call_expected_on"] = expected.text.strip()
        elif self.type in _STANDING:
            if (ends := clock.deadline("closes_at", ted_texts.system_ends(self.form))) and ends > published:
                self.extra["closes_at_basis"] = "end of the system"
                return published, ends
            basis = "standing system"
        closes = lapses(basis, published, self.extra)
        return (closes if basis == "forecast" else published), closes

    def _money(self) -> ImportedMoney | None:
        """The notice's own total, else the first value of its coded data."""
        coded = (ted_awards.stated(v.text, v.text, v.get("CURRENCY")) for v in self.coded.iter("VALUE"))
        return ted_awards.total_value(self.form) or next(filter(None, coded), None)

    def _places(self) -> tuple[ImportedPlace, ...]:
        """Where the work is done and where the buyer is. NUTS 00 stands for outside the Union."""
        tags = ("PERFORMANCE_NUTS", "ORIGINAL_NUTS", "CA_CE_NUTS")
        coded = (element for tag in tags for element in self.coded.iter(tag))
        codes = [element.get("CODE") or "" for element in (*coded, *ted_texts.places(self.form))]
        known = {code: country for code in codes if (country := country_code(code[:2]))}
        return tuple(ImportedPlace(country=country, nuts=code) for code, country in known.items())

    def _describe(self, joint: list[str], lots: int) -> None:
        """What has no field of its own but may be wanted on the page or for linking."""
        described = {
            "notice_type": _text(self.coded, "CODIF_DATA/TD_DOCUMENT_TYPE"),
            "notice_type_code": self.type,
            "form": self.form.get("FORM") or self.form.tag,
            "procedure": _text(self.coded, "CODIF_DATA/PR_PROC"),
            "authority_type": _text(self.coded, "CODIF_DATA/AA_AUTHORITY_TYPE"),
            "contract_nature": _text(self.coded, "CODIF_DATA/NC_CONTRACT_NATURE"),
            "joint_buyers": joint,
            "lots": lots,
            "previous_notices": ted_texts.previous_notices(self.form, self.coded, self.id),
            "prize": ted_texts.prize(self.form),
        }
        self.extra.update({key: value for key, value in described.items() if value})


def _text(element: Element, path: str) -> str | None:
    found = element.find(path)
    return found.text.strip() if found is not None and found.text else None


def _attribute(element: Element, path: str, name: str) -> str | None:
    found = element.find(path)
    return found.get(name) if found is not None else None
