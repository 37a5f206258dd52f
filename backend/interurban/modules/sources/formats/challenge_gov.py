"""Items of Challenge.gov: prize competitions with prize, rules, judging and how to enter.

Dates are typed by hand in 22 shapes, month first, in Washington's time unless they say otherwise. Agencies
spell their names in 133 ways; each spelling is kept on the record, and one body is found under all of them.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from interurban.modules.sources.types import ImportedParty, ImportedRecord, Origin

from .items import Clock, Refused, identifier, or_lapse, texts
from .markdown import to_markdown
from .money import prize
from .text_repair import one_line

ORIGIN = Origin(
    source="challenge_gov",
    name="Challenge.gov",
    url="https://www.challenge.gov",
    licence="CC0 1.0",
    attribution="Challenge.gov, U.S. General Services Administration",
)
_ZONE = "America/New_York"
_SECTIONS = {
    "description": "Description",
    "prizes": "Prizes",
    "rules": "Rules",
    "judging": "Judging",
    "how-to-enter": "How to enter",
}
_DESCRIBED = {
    "prize_text": "total-prize-offered-cash",
    "legal_authority": "legal-authority",
    "fiscal_year": "fiscal-year",
    "partners_federal": "partner-agencies-federal",
    "partners_other": "partners-non-federal",
    "agency_as_written": "agency",
    "source_status": "challenge_status",
}


def read(item: Any, position: int) -> ImportedRecord:
    if not isinstance(item, dict):
        raise Refused("unexpected_shape", "An item of `_challenge` is an object.")
    source_id = identifier(item.get("challenge-id"))
    extra: dict[str, Any] = {
        name: line for name, key in _DESCRIBED.items() if (line := one_line(str(item.get(key) or "")))
    }
    if types := _types(item.get("type-of-challenge")):
        extra["tags"] = types
    clock = Clock(_ZONE, extra, order="month-first")
    opens = clock.start("opens_at", item.get("submission-start"))
    closes = clock.deadline("closes_at", item.get("submission-end"), counted_from=opens)
    agency = one_line(str(item.get("agency") or "")) or ORIGIN.name
    tagline = one_line(str(item.get("tagline") or ""))
    return ImportedRecord(
        position=position,
        origin=ORIGIN,
        source_id=source_id,
        kind="challenge",
        language="en",
        texts={
            "en": texts(
                item.get("challenge-title"), _body(item, tagline), extra, source_id=source_id, summary=tagline
            )
        },
        url=_address(item),
        zone=_ZONE,
        opens_at=opens,
        closes_at=or_lapse(closes, opens, extra),
        closes_zone_assumed=clock.zone_assumed,
        concluded_at=_ended(item, opens, closes),
        money=prize(str(item.get("total-prize-offered-cash") or ""), "USD"),
        buyer=ImportedParty(name=agency, country="US", scheme="name", identifier=agency_key(agency)),
        extra=extra,
    )


def _types(written: Any) -> list[str]:
    """The type of challenge is a text (with semicolons between several), a list, or null."""
    values = written if isinstance(written, list) else str(written or "").split(";")
    return list(dict.fromkeys(line for value in values if value and (line := one_line(str(value)))))


def _body(item: dict[str, Any], tagline: str) -> str:
    parts = [tagline]
    for key, heading in _SECTIONS.items():
        if section := to_markdown(str(item.get(key) or "")):
            parts.append(f"## {heading}\n\n{section}")
    return "\n\n".join(filter(None, parts))


def _address(item: dict[str, Any]) -> str | None:
    for key in ("external-url", "permalink"):
        address = str(item.get(key) or "").strip()
        if re.match(r"https?://\S+$", address):
            return address
    return None


def _ended(item: dict[str, Any], opens: datetime | None, closes: datetime | None) -> datetime | None:
    """A challenge that the portal calls closed without saying when ended no earlier than it began."""
    closed = str(item.get("challenge_status") or "").strip().lower() in ("closed", "archived")
    return opens if closed and closes is None else None


def agency_key(name: str) -> str:
    """A key under which the spellings of one agency meet: no ampersands, acronyms in brackets or "U.S."."""
    plain = re.sub(r"\([^()]*\)", " ", name.lower().replace("&", " and "))
    plain = re.sub(r"\bu\.? ?s\.?(?= |$)|\bthe\b", " ", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain)) or name.lower()
