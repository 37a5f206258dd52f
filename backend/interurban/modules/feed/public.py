"""What other modules may use of the feed: put a record in, take it out, read cards and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .repository.counts import open_counts
from .repository.filters import Near
from .repository.page import Clock, Reader, by_id
from .schemas import (
    CardBudget,
    CardCategory,
    CardPublisher,
    CardSource,
    FeedCard,
    FeedPage,
    Filters,
)
from .service import listing
from .service.cached import mark
from .service.cards import cards_of, label_with
from .service.changes import settle
from .service.records import change, name_places, put, put_many, remove
from .types import NEVER, FeedRecord, Publisher, RecordText, Right, Sort

__all__ = [
    "NEVER",
    "CardBudget",
    "CardCategory",
    "CardPublisher",
    "CardSource",
    "FeedCard",
    "FeedPage",
    "FeedRecord",
    "Filters",
    "Listing",
    "Near",
    "Publisher",
    "RecordText",
    "Right",
    "Sort",
    "cards",
    "change",
    "label_with",
    "listed",
    "mark",
    "name_places",
    "open_counts",
    "put",
    "put_many",
    "remove",
    "settle",
]


@dataclass(frozen=True, slots=True)
class Listing:
    """Cards (FeedCard documents) with the instant each was last written, and the cursor of what follows."""

    cards: list[tuple[dict[str, Any], datetime]]
    next: str | None
    clock: Clock


async def cards(read: Reader, ids: Iterable[UUID], languages: Sequence[str]) -> dict[UUID, FeedCard]:
    """The cards of those of the ids that are public."""
    entries = await by_id(read, list(ids))
    documents = await cards_of(read, entries, languages)
    return {e.id: FeedCard.model_validate(d) for e, d in zip(entries, documents, strict=True)}


async def listed(
    read: Reader,
    filters: Filters,
    sort: Sort | None,
    languages: Sequence[str],
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> Listing:
    """A page of the list, for other formats than our own."""
    found = await listing.entries(read, filters, sort, cursor, limit)
    documents = await cards_of(read, found.entries, languages)
    pairs = [(d, e.updated_at) for d, e in zip(documents, found.entries, strict=True)]
    return Listing(pairs, found.next, found.clock)
