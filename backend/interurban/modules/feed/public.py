"""What other modules may use of the feed: put a record in, take it out, read cards."""

from __future__ import annotations

from .schemas import CardBudget, CardCategory, CardPublisher, CardSource, FeedCard
from .types import FeedRecord, Publisher, RecordText, Right

__all__ = [
    "CardBudget",
    "CardCategory",
    "CardPublisher",
    "CardSource",
    "FeedCard",
    "FeedRecord",
    "Publisher",
    "RecordText",
    "Right",
]
