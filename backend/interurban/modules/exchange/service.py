"""One list, three formats. Ids and links of an item are the same in all of them and never change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from pydantic_core import to_json

from interurban.modules.feed.public import Listing

TITLE = "Interurban"
DESCRIPTION = "Challenges that cities publish, to find and try solutions."
# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the feed itself is: the page's origin, this feed's URL and that of its next page."""

    origin: str
    here: str
    next: str | None


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    url: str
    source_url: str | None
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime
    closes: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def items_of(listing: Listing, origin: str) -> list[Item]:
    return [_item(card, updated, origin) for card, updated in listing.cards]


def _item(card: dict[str, Any], updated: datetime, origin: str) -> Item:
    published = datetime.fromisoformat(card["published_at"])
    return Item(
        id=f"urn:uuid:{card['id']}",
        url=f"{origin}/challenges/{card['id']}/{quote(card['slug'], safe='')}",
        source_url=_web_address(card["source"]["url"]) if card["source"] else None,
        title=clean(card["title"]["value"]) or "–",
        summary=clean(card["summary"]["value"]) if card["summary"] else "",
        language=card["title"]["lang"],
        published=published,
        updated=max(updated.astimezone(UTC), published),
        closes=None if card["closes_assumed"] else card["closes_at"],
        authors=tuple(clean(p["name"]["value"]) for p in card["publishers"]),
        tags=tuple(clean(t) for t in (card["kind"], card["country"], *_labels(card)) if t),
    )


def _labels(card: dict[str, Any]) -> list[str]:
    return [c["label"]["value"] if c["label"] else c["code"] for c in card["categories"]]


def _web_address(url: str) -> str | None:
    return clean(url) if url.startswith(("https://", "http://")) else None


def clean(text: str) -> str:
    return _UNWRITABLE.sub("", text).strip()


def content(item: Item) -> str:
    closing = f"Closes {item.closes}" if item.closes else ""
    parts = (item.summary, closing, ", ".join(item.authors), item.source_url)
    return "\n\n".join(part for part in parts if part)


def newest(items: list[Item]) -> datetime:
    """When the feed last changed: never the clock's time, so that an unchanged feed has unchanged bytes."""
    return max((item.updated for item in items), default=datetime(2000, 1, 1, tzinfo=UTC))


def rss(items: list[Item], address: Address, language: str) -> bytes:
    return bytes(_generator(items, address, language, "application/rss+xml").rss_str(pretty=False))


def atom(items: list[Item], address: Address, language: str) -> bytes:
    return bytes(_generator(items, address, language, "application/atom+xml").atom_str(pretty=False))


def _generator(items: list[Item], address: Address, language: str, media_type: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(address.here)
    feed.title(TITLE)
    feed.subtitle(DESCRIPTION)
    feed.author(name=TITLE)
    feed.language(language)
    # The last alternate link is what RSS shows as the channel's own.
    feed.link(href=address.here, rel="self", type=media_type)
    if address.next:
        feed.link(href=address.next, rel="next", type=media_type)
    feed.link(href=address.origin, rel="alternate")
    feed.updated(newest(items))
    feed.generator(TITLE)
    for item in items:
        feed.add_entry(_entry(item), order="append")
    return feed


def _entry(item: Item) -> FeedEntry:
    entry = FeedEntry()
    entry.id(item.id)
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate")
    for name in item.authors:
        # Atom names people and bodies; an RSS author must be an e-mail address, which nobody gave us.
        entry.author(name=name)
    entry.summary(content(item))
    entry.published(item.published)
    entry.updated(item.updated)
    for tag in item.tags:
        entry.category(term=tag)
    return entry


def json_feed(items: list[Item], address: Address, language: str) -> bytes:
    """By hand: the format is small, and its optional members are left out rather than null."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "home_page_url": address.origin,
        "feed_url": address.here,
        **({"next_url": address.next} if address.next else {}),
        "description": DESCRIPTION,
        "language": language,
        "items": [_json_item(item) for item in items],
    }
    return to_json(document)


def _json_item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        **({"external_url": item.source_url} if item.source_url else {}),
        "title": item.title,
        "content_text": content(item) or item.title,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
