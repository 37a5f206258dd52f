"""The data files of the package bandiradar: normalised opportunities, and captures of their portals.

Tenders become `notice`, incentives `funding_call`, ANAC's compiled releases of awarded contracts `award`.
Every record keeps the portal it came from as its source, so that the same notice by another way is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from interurban.modules.sources.types import Format, ImportedRecord, Reject

from . import bandiradar_captures as captures
from . import bandiradar_ocds as ocds
from .bandiradar_origins import ZONE, issuer, origin_of, split_id
from .items import Clock, JsonItem, Refused, categories, from_json, json_items, or_lapse, texts
from .money import money

_LISTS = ("records", "docs", "posts", "items", "notices", "rows", "releases")
# Code lists that lie beside the records in the package.
_NOT_RECORDS = {"cpv_it.json", "comuni_it.json"}

# By which field an item is told: the first one that it has.
_READERS: tuple[tuple[str, Callable[[dict[str, Any], str, int], ImportedRecord]], ...] = (
    ("ocid", ocds.release),
    ("idAvviso", captures.legal_notice),
    ("publication-number", captures.ted_search_result),
    ("codice_bando", captures.lombardia),
    ("ss_search_api_id", captures.incentive),
    ("_post_id", captures.extracted_page),
    ("INTERVENTO", captures.calendar_row),
    ("UID", captures.plone_item),
    ("raw_ref", lambda item, name, position: _opportunity(item, position)),
    ("rendered", captures.wordpress_post),
)


def items(path: Path) -> Iterator[JsonItem]:
    return (item for item in json_items(path, within=_LISTS) if _file(item) not in _NOT_RECORDS)


def read(item: JsonItem, position: int) -> ImportedRecord | Reject:
    return from_json(item, position, partial(_read, _file(item).split(".")[0]))


FORMAT = Format(items, read)


def _file(item: JsonItem) -> str:
    return item.name.rsplit("/", 1)[-1]


def _read(name: str, item: dict[str, Any], position: int) -> ImportedRecord:
    for field, read in _READERS:
        if field in item or (field == "rendered" and isinstance(item.get("content"), dict)):
            return read(item, name, position)
    raise Refused("unexpected_shape", "The item is of none of the shapes in this package's files.")


def _opportunity(item: dict[str, Any], position: int) -> ImportedRecord:
    source, source_id = split_id(item.get("id"))
    origin = origin_of(source)
    extra: dict[str, Any] = {
        key: item[key] for key in ("geo_scope", "region", "keywords", "status") if item.get(key)
    }
    extra["source_status"] = extra.pop("status", None)
    clock = Clock(ZONE, extra)
    closes = clock.deadline("closes_at", _day_if_midnight(item.get("deadline"), source))
    published = clock.start("published_at", _day_if_midnight(item.get("published_at"), source))
    if published and closes and published > closes:
        # ANAC's releases carry the day they were compiled, years after the call.
        extra["compiled_at"], published = published.isoformat(), None
    low, high = item.get("value_min"), item.get("value_max") or item.get("value_amount")
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="funding_call" if item.get("kind") == "incentive" else "notice",
        language="it",
        texts={
            "it": texts(
                captures.own_title(item.get("title"), source),
                str(item.get("eligibility_text") or item.get("summary") or ""),
                extra,
                source_id=source_id,
                summary=str(item.get("summary") or ""),
            )
        },
        url=item.get("source_url") or None,
        zone=ZONE,
        categories=categories(item.get("cpv") or []),
        published_at=published,
        closes_at=or_lapse(closes, published, extra),
        closes_zone_assumed=clock.zone_assumed,
        # A portal that calls it closed without a deadline: over at the latest when it was captured.
        concluded_at=published if closes is None and item.get("status") == "closed" else None,
        money=money(low or item.get("value_amount"), high, item.get("value_currency")),
        buyer=issuer(item.get("issuer_name"), item.get("region"), origin),
        extra=extra,
    )


def _day_if_midnight(written: Any, source: str) -> Any:
    """The package writes dates as midnight UTC, ANAC's as noon: what is a date alone is read as one."""
    stamps = ("T12:00:00Z",) if source == "anac" else ("T00:00:00Z",)
    return written[:10] if isinstance(written, str) and written.endswith(stamps) else written
