"""From a stored card to the card for one reader: languages chosen, status and distance as of now."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypedDict
from weakref import WeakKeyDictionary

from sqlalchemy.ext.asyncio import AsyncConnection

from interurban.core.text import choose_language, slug
from interurban.modules.feed.repository.page import Entry, Reader
from interurban.modules.feed.repository.write import StoredPublisher

# Labels of CPV codes in the reader's languages: set once by the module that keeps them.
Labels = Mapping[str, Any]
LabelsOf = Callable[[Reader, Sequence[str], Sequence[str]], Awaitable[Labels]]
_labels_of: list[LabelsOf] = []
_LABEL_SECONDS = 60.0
_MOST_LANGUAGES = 50  # that readers ask for, kept at a time


class _Known:
    """Labels in one database by the reader's languages; null for a code that has none."""

    def __init__(self) -> None:
        self.until = 0.0
        self.labels: dict[tuple[str, ...], dict[str, Any]] = {}


_known: WeakKeyDictionary[Any, _Known] = WeakKeyDictionary()


class TextJson(TypedDict):
    value: str
    lang: str
    original: bool


def label_with(provider: LabelsOf) -> None:
    """`provider(read, codes, languages)` answers with a Text, or its dictionary, for the codes it knows."""
    _labels_of[:] = [provider]
    _known.clear()


async def cards_of(read: Reader, entries: Sequence[Entry], languages: Sequence[str]) -> list[dict[str, Any]]:
    """FeedCard documents, in the order of the entries."""
    codes = {code for entry in entries for code in entry.card["categories"]}
    labels = await _labels(read, codes, tuple(languages))
    return [_card(entry, languages, labels) for entry in entries]


async def _labels(read: Reader, codes: set[str], languages: tuple[str, ...]) -> Labels:
    """Few codes are on most pages, and their labels change with an installation of codes only."""
    if not _labels_of:
        return {}
    engine = read.engine if isinstance(read, AsyncConnection) else read.get_bind()
    kept = _known.setdefault(engine, _Known())
    if time.monotonic() > kept.until or len(kept.labels) > _MOST_LANGUAGES:
        kept.labels, kept.until = {}, time.monotonic() + _LABEL_SECONDS
    known = kept.labels.setdefault(languages, {})
    missing = sorted(codes - known.keys())
    if missing:
        found = await _labels_of[0](read, missing, languages)
        known.update((code, dict(found[code]) if code in found else None) for code in missing)
    return known


def _card(entry: Entry, languages: Sequence[str], labels: Labels) -> dict[str, Any]:
    card = entry.card
    texts, original = card["texts"], card["lang"]
    lang = choose_language(list(texts), languages, original)
    title, summary, own_slug = texts.get(lang) or ["", "", ""]
    return {
        "id": str(entry.id),
        "slug": own_slug or slug(title),
        "kind": card["kind"],
        "status": entry.status,
        "demo": card["demo"],
        "title": _text(title, lang, original),
        "summary": _text(summary, lang, original) if summary else None,
        "original_language": original,
        "languages": sorted(texts),
        "publishers": [_publisher(publisher, languages) for publisher in card["publishers"]],
        "country": card["country"],
        "place": card["place"],
        "lat": card["lat"],
        "lon": card["lon"],
        "distance_km": None if entry.distance_km is None else round(entry.distance_km, 1),
        "published_at": card["published_at"],
        "opens_at": card["opens_at"],
        "closes_at": card["closes_at"],
        "timezone": card["timezone"],
        "zone_assumed": card["zone_assumed"],
        # Cards written before this was known do not have it.
        "closes_assumed": card.get("closes_assumed", False),
        "approach": card["approach"],
        "pilot_paid": card["pilot_paid"],
        "budget": card["budget"],
        "flags": card["flags"],
        "categories": [{"code": code, "label": labels.get(code)} for code in card["categories"]],
        "source": card["source"],
    }


def _text(value: str, lang: str, original: str) -> TextJson:
    return {"value": value, "lang": lang, "original": lang == original}


def _publisher(publisher: StoredPublisher, languages: Sequence[str]) -> dict[str, Any]:
    names, original = publisher["names"], publisher["lang"]
    lang = choose_language(list(names), languages, original)
    return {
        "kind": publisher["kind"],
        "id": publisher["id"],
        "slug": publisher["slug"],
        "name": _text(names.get(lang, ""), lang, original),
        "country": publisher["country"],
        "line": publisher["line"],
        "lead": publisher["lead"],
    }
