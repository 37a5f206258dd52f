"""Texts and dates out of the forms of TED. Elements have lost their namespaces (see ted_xml.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# Lots, descriptions and changes in the order of the form; what is said twice is kept once.
_DESCRIPTIONS = {"SHORT_DESCR", "SHORT_CONTRACT_DESCRIPTION", "LOT_DESCRIPTION", "TOTAL_QUANTITY_OR_SCOPE"}
_LOT_TITLES = {"TITLE", "LOT_TITLE"}
# Sections that repeat the object or belong to others: awards, review bodies, the conditions of taking part.
_NOT_THE_OBJECT = {
    "CONTRACTING_BODY", "LEFTI", "PROCEDURE", "AWARD_CONTRACT", "COMPLEMENTARY_INFO", "RESULTS",
    "AWARD_OF_CONTRACT_DEFENCE", "DESCRIPTION_PROCUREMENT",
}  # fmt: skip


def plain(element: Element) -> str:
    """An element's text: paragraphs apart, list items on lines of their own."""
    parts = [" ".join("".join(p.itertext()).split()) for p in element.iter("P")]
    if not parts:
        return " ".join("".join(element.itertext()).split())
    out = ""
    for part in filter(None, parts):
        item = re.match(r"[—–•-]\s", part) is not None
        out += ("" if not out else "\n" if item else "\n\n") + part
    return out


def title_and_body(form: Element) -> tuple[str, str]:
    """The title of the whole, and what is wanted: the object, its lots, for a correction its changes."""
    title, body, heading = "", [], ""
    for element in _object_elements(form):
        text = plain(element)
        if element.tag in _LOT_TITLES or element.tag == "TITLE_CONTRACT":
            if not title:
                title = text
            elif text not in (title, heading):
                heading = text
                body.append(f"### {' '.join(text.split())}")
        elif text and text not in body:
            body.append(text)
    if len(body) > 1 and title in body:
        body.remove(title)
    return title, "\n\n".join([*body, *_changes(form)])


def _object_elements(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _DESCRIPTIONS or child.tag in _LOT_TITLES or child.tag == "TITLE_CONTRACT":
            yield child
        elif child.tag not in _NOT_THE_OBJECT:
            yield from _object_elements(child)


def _changes(form: Element) -> list[str]:
    """Corrections (form 14): each place of the notice, what it said and what it says now."""
    lines = []
    for change in form.iter("CHANGE"):
        where = " ".join(filter(None, (_joined(change.find(tag)) for tag in ("SECTION", "LABEL", "LOT_NO"))))
        old, new = _joined(change.find("OLD_VALUE")), _joined(change.find("NEW_VALUE"))
        lines.append("- " + " ".join(filter(None, (where and where + ":", old and f"~~{old}~~", "→", new))))
    extra = form.find(".//CHANGES/INFO_ADD")
    return (["\n".join(lines)] if lines else []) + ([plain(extra)] if extra is not None else [])


def _joined(element: Element | None) -> str:
    if element is None:
        return ""
    codes = [part.get("CODE", "") for part in element.iter("CPV_CODE")]
    return " ".join([*"".join(f"{text} " for text in element.itertext()).split(), *codes])


def deadline(form: Element) -> str | None:
    """Date and time of the form as one text, local to the buyer."""
    day = form.find("PROCEDURE/DATE_RECEIPT_TENDERS")
    if day is not None and day.text:
        clock = form.findtext("PROCEDURE/TIME_RECEIPT_TENDERS") or ""
        return f"{day.text.strip()} {clock.strip()}".strip()
    limit = form.find(".//RECEIPT_LIMIT_DATE")
    if limit is not None:
        year, month, day_of_month, clock = (
            (limit.findtext(t) or "").strip() for t in ("YEAR", "MONTH", "DAY", "TIME")
        )
        return f"{year}-{month}-{day_of_month} {clock}".strip()
    return None


def system_ends(form: Element) -> str | None:
    """The last day of a qualification system or dynamic purchasing system."""
    ends = [element.text.strip() for element in form.iter("DATE_END") if element.text]
    return max(ends, default=None)


def previous_notices(form: Element, coded: Element, own: str) -> list[str]:
    """Ids of earlier notices of the same procedure: "2018/S 041-088813" is notice 088813-2018."""
    written = [element.text or "" for element in form.iter("NOTICE_NUMBER_OJ")]
    written += [element.text or "" for element in coded.iter("REF_NOTICE")]
    written += ["".join(element.itertext()) for element in coded.iter("NO_DOC_OJS")]
    found = (re.search(r"(\d{4})/S \d{3}-(\d{6})", text) for text in written)
    ids = dict.fromkeys(f"{match[2]}-{match[1]}" for match in found if match)
    return [notice for notice in ids if notice != own]


def prize(form: Element) -> str | None:
    """What a design contest says about its prizes."""
    found = form.find("PROCEDURE/NUMBER_VALUE_PRIZE")
    return plain(found)[:2000] if found is not None else None


def places(form: Element) -> Iterator[Element]:
    """NUTS elements of the object, not those in the addresses of suppliers and review bodies."""
    for section in form:
        if section.tag == "OBJECT_CONTRACT" or section.tag.startswith("FD_"):
            yield from (element for element in section.iter("NUTS"))
