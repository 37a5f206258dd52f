"""Records of invented cities for tests of the feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from interurban.modules.feed.public import FeedRecord, Publisher, RecordText

SPACE = UUID("6f0f0a52-9d3c-4c63-9a53-3c6b1d6d1c11")
NOW = datetime.now(UTC).replace(microsecond=0)
RANK = {"challenge": 0, "notice": 1, "funding_call": 2, "award": 3}


def in_days(days: float) -> datetime:
    return NOW + timedelta(days=days)


def city(slug: str, country: str = "FI", *, lead: bool = True, **names: str) -> Publisher:
    texts = names or {"en": slug.title()}
    return Publisher("city", uuid5(SPACE, slug), slug, texts, next(iter(texts)), country, 1, lead)


def buyer(name: str, country: str = "FI") -> Publisher:
    return Publisher("buyer", uuid5(SPACE, name), None, {"en": name}, "en", country, None, True)


def text(title: str, summary: str = "", body: str = "") -> RecordText:
    return RecordText(title, summary, title.lower().replace(" ", "-")[:40], body)


def record(title: str = "Quiet trams", /, **given: Any) -> FeedRecord:
    """An open challenge of one city, closing in ten days; anything can be given instead."""
    lang = given.pop("lang", "en")
    found = FeedRecord(
        id=uuid4(),
        kind="challenge",
        kind_rank=0,
        demo=False,
        original_language=lang,
        texts={lang: text(title, given.pop("summary", ""), given.pop("body", ""))},
        publishers=(city("ekvik"),),
        country="FI",
        place="Ekvik",
        timezone="Europe/Helsinki",
        zone_assumed=False,
        published_at=in_days(-1),
        opens_at=None,
        closes_at=in_days(10),
    )
    if "kind" in given:
        given.setdefault("kind_rank", RANK[given["kind"]])
    return replace(found, **given)
