"""From a stored card to the card for one reader: languages chosen, status and distance as of now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypedDict

from interurban.core.schemas import Text
from interurban.core.text import choose_language, slug
from interurban.modules.feed.repository.page import Entry, Reader
from interurban.modules.feed.repository.write import StoredPublisher

# Labels of CPV codes in the reader's languages: set once by the module that keeps them.
LabelsOf = Callable[[Reader, Sequence[str], Sequence[str]], Awaitable[Mapping[str, Text]]]
_labels_of: list[LabelsOf] = []


class TextJson(TypedDict):
    value: str
    lang: str
    original: bool


def label_with(provider: LabelsOf) -> None:
    """`provider(read, codes, languages)` answers with a Text for each of the codes that it knows."""
    _labels_of[:] = [provider]


async def cards_of(read: Reader, entries: Sequence[Entry], languages: Sequence[str]) -> list[dict[str, Any]]:
    """FeedCard documents, in the order of the entries."""
    codes = sorted({code for entry in entries for code in entry.card["categories"]})
    found = await _labels_of[0](read, codes, languages) if _labels_of and codes else {}
    labels = {code: label.model_dump() for code, label in found.items()}
    return [_card(entry, languages, labels) for entry in entries]


def _card(entry: Entry, languages: Sequence[str], labels: Mapping[str, Any]) -> dict[str, Any]:
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
