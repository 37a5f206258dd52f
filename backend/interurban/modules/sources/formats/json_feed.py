"""JSON Feed 1.0 and 1.1, and the `_challenge` array that Challenge.gov put in one.

Items of an ordinary feed become `notice`. Prize competitions of US federal agencies become `challenge`: an
agency publishes a problem and asks the public for solutions, which is what the word means here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from interurban.modules.sources.types import Format, ImportedParty, ImportedRecord, Origin, Reject

from . import challenge_gov
from .items import Clock, Refused, guarded, identifier, json_items, or_lapse, reject, texts
from .json_values import Broken
from .text_repair import one_line


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item with the feed it came in; the item itself is absent where the feed is not one."""

    name: str
    feed: Any
    value: Any = None
    kind: Literal["item", "challenge", "no feed"] = "no feed"


def items(path: Path) -> Iterator[FeedItem]:
    """Items of every feed document, Challenge.gov's first."""
    for name, feed in ((item.name, item.value) for item in json_items(path)):
        found = feed if isinstance(feed, dict) else {}
        challenges, entries = found.get("_challenge"), found.get("items")
        if not isinstance(challenges, list) and not isinstance(entries, list):
            yield FeedItem(name, feed)
            continue
        yield from (FeedItem(name, feed, value, "challenge") for value in challenges or [])
        yield from (FeedItem(name, feed, value, "item") for value in entries or [])


def read(item: FeedItem, position: int) -> ImportedRecord | Reject:
    if item.kind == "challenge":
        return guarded(item.value, position, challenge_gov.read)
    if item.kind == "item":
        return guarded(item.value, position, _Feed(item.feed).read)
    if isinstance(item.feed, Broken):
        return reject(position, "json_broken", f"{item.name}: {item.feed.reason}", item.feed.text)
    detail = f"{item.name} has neither `items` nor `_challenge`."
    return reject(position, "not_a_feed", detail, item.feed)


FORMAT = Format(items, read)


class _Feed:
    """What an item inherits from its feed."""

    def __init__(self, feed: dict[str, Any]) -> None:
        home = str(feed.get("home_page_url") or feed.get("feed_url") or "")
        self.host = (urlsplit(home).hostname or "").removeprefix("www.")
        if not self.host:
            self.host = re.sub(r"\W+", "-", one_line(str(feed.get("title") or "unnamed")).lower())[:60]
        self.title = one_line(str(feed.get("title") or self.host))[:200]
        self.language = _language(feed.get("language"))
        self.origin = Origin(
            source=f"feed:{self.host}",
            name=self.title,
            url=home,
            licence=one_line(str(feed.get("license") or feed.get("_license") or "")) or "not stated",
            attribution=self.title,
        )

    def read(self, item: Any, position: int) -> ImportedRecord:
        if not isinstance(item, dict):
            raise Refused("unexpected_shape", "An item of a JSON Feed is an object.")
        source_id = identifier(item.get("id"))
        extra: dict[str, Any] = {}
        if tags := [one_line(str(tag))[:100] for tag in item.get("tags") or [] if tag]:
            extra["tags"] = tags[:20]
        clock = Clock("UTC", extra)
        published = clock.start("published_at", item.get("date_published"))
        language = _language(item.get("language")) or self.language or "en"
        body = str(item.get("content_html") or item.get("content_text") or "")
        summary = str(item.get("summary") or "")
        return ImportedRecord(
            position=position,
            origin=self.origin,
            source_id=source_id,
            kind="notice",
            language=language,
            texts={
                language: texts(
                    item.get("title"), body or summary, extra, source_id=source_id, summary=summary
                )
            },
            url=_web(item.get("url")) or _web(item.get("external_url")),
            published_at=published,
            closes_at=or_lapse(None, published, extra),
            modified_at=clock.start("modified_at", item.get("date_modified")),
            buyer=ImportedParty(name=self.title, scheme="name"),
            extra=extra,
        )


def _language(tag: Any) -> str | None:
    """The primary subtag of a BCP 47 tag."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", tag) if isinstance(tag, str) else None
    return found.group().lower() if found else None


def _web(url: Any) -> str | None:
    return url if isinstance(url, str) and re.match(r"https?://\S+$", url) else None
