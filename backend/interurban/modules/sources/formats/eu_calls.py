"""Topics of the EU Funding & Tenders portal: JSON objects on lines, or run together with nothing between.

Each is a `funding_call` of the European Commission. Texts come without line ends and often double-encoded.
"""

from __future__ import annotations

import re
from typing import Any

from interurban.modules.sources.types import Format, ImportedParty, ImportedRecord, Origin, Reject

from .items import Clock, JsonItem, Refused, from_json, identifier, json_items, texts
from .money import money
from .text_repair import one_line, undo_double_encoding

ORIGIN = Origin(
    source="eu_funding_tenders",
    name="EU Funding & Tenders portal",
    url="https://ec.europa.eu/info/funding-tenders/opportunities/portal",
    licence="CC BY 4.0",
    attribution="© European Union, Funding & Tenders portal",
)
_BUYER = ImportedParty(name="European Commission", country="EU", scheme="name", locality="Brussels")
_ZONE = "Europe/Brussels"
# The headings of a topic, which lost the line ends around them.
_HEADING = re.compile(
    r"(?<!\s)\s*(?<![A-Za-z])(Objectives?|Scope|Expected ?Outcomes?|Expected ?Impacts?|Specific Challenge|"
    r"Proposed Activities|Background|Themes and priorities)\s*:\s*(?=\S)"
)
_LOST_LINE_END = re.compile(r"(?<=[a-z)\]’”0-9])([.;!?])(?=[A-Z][a-z])")
_LOST_BLANK = re.compile(r"(?<=[a-z)]):(?=[A-Z])")


def read(item: JsonItem, position: int) -> ImportedRecord | Reject:
    return from_json(item, position, _read)


def _read(item: dict[str, Any], position: int) -> ImportedRecord:
    item = {key: undo_double_encoding(v) if isinstance(v, str) else v for key, v in item.items()}
    source_id = identifier(item.get("topicId"))
    if not isinstance(item.get("callStatus"), str):
        raise Refused("unexpected_shape", "A topic has a callStatus; this item has none.", source_id)
    extra: dict[str, Any] = {
        name: one_line(str(item[key]))
        for name, key in _DESCRIBED.items()
        if item.get(key) not in (None, "", [], {})
    }
    clock = Clock(_ZONE, extra)
    closes = clock.deadline("closes_at", item.get("deadline"))
    forthcoming = item["callStatus"].strip().lower() == "forthcoming"
    if forthcoming:
        # The portal does not say when it opens: planned until a later import finds it open.
        extra["opens_at_basis"] = "not stated, forthcoming"
    body = "\n\n".join(_with_line_ends(str(item.get(key) or "")) for key in ("description", "objectives"))
    return ImportedRecord(
        position=position,
        origin=ORIGIN,
        source_id=source_id,
        kind="funding_call",
        language="en",
        texts={"en": texts(item.get("title"), body, extra, source_id=source_id)},
        url=item.get("portalUrl") or None,
        zone=_ZONE,
        opens_at=closes if forthcoming else None,
        closes_at=closes,
        closes_zone_assumed=clock.zone_assumed,
        money=money(item.get("budgetMin"), item.get("budgetMax"), "EUR"),
        buyer=_BUYER,
        extra=extra,
    )


_DESCRIBED = {
    "call": "callIdentifier",
    "call_title": "callTitle",
    "programme": "programme",
    "action_type": "actionType",
    "types_of_action": "typesOfAction",
    "deadline_model": "deadlineModel",
    "keywords": "keywords",
    "source_status": "callStatus",
    "expected_grants": "expectedGrants",
}


def _with_line_ends(text: str) -> str:
    text = _HEADING.sub(lambda found: f"\n\n## {found.group(1)}\n\n", text)
    return _LOST_BLANK.sub(": ", _LOST_LINE_END.sub(r"\1\n\n", text))


FORMAT = Format(json_items, read)
