"""The feed's own projection of public records, and the log of everything public that changed.

`feed_entries` is written by `feed.public` in the transaction that changes a record, never by hand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from interurban.core.columns import Xid8
from interurban.core.database import Base, CreatedAt

_LIVE = text("ended_status IS NULL")


class FeedEntry(Base):
    """One public record as the list shows, filters, sorts and searches it.

    Wide columns (`card`, `search`) are kept out of line by the migration, so that filters and counts read
    a narrow table.
    """

    __tablename__ = "feed_entries"
    __table_args__ = (
        Index("ix_feed_entries_search", "search", postgresql_using="gin"),
        Index("ix_feed_entries_flags", "flags", postgresql_using="gin"),
        Index("ix_feed_entries_categories", "categories", postgresql_using="gin"),
        Index("ix_feed_entries_order", "kind_rank", "closes_sort", "id", postgresql_where=_LIVE),
        Index("ix_feed_entries_closing", "closes_sort", "id", postgresql_where=_LIVE),
        Index("ix_feed_entries_opening", "opens_at", "id", postgresql_where=_LIVE),
        Index("ix_feed_entries_published", "published_at", "id"),
        Index("ix_feed_entries_place", "place"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    kind_rank: Mapped[int] = mapped_column(SmallInteger)
    demo: Mapped[bool]
    # Facts for the status at any moment: see repository/status.py.
    published_at: Mapped[datetime]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closes_sort: Mapped[datetime]  # closes_at, or infinity
    ended_at: Mapped[datetime | None]
    ended_status: Mapped[str | None]  # pilot, concluded, off_ramped, cancelled, withdrawn

    place: Mapped[str]  # folded: lower case without accents
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    # Everything that is counted and filtered by equality, as "group:value": the record's own flags and
    # what follows from it (city, buyer, country, language, division, source, approach, posted_by).
    flags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    categories: Mapped[list[str]] = mapped_column(ARRAY(Text))  # CPV: every prefix of 2 to 8 digits
    currency: Mapped[str | None]
    budget_min_minor: Mapped[int | None] = mapped_column(BigInteger)
    budget_max_minor: Mapped[int | None] = mapped_column(BigInteger)
    card: Mapped[dict[str, Any]] = mapped_column(JSONB)  # StoredCard in repository/write.py
    search: Mapped[str] = mapped_column(TSVECTOR)  # see words/document.py for its lexemes
    updated_at: Mapped[CreatedAt]


class PlaceName(Base):
    """Another name of a place in the feed, both folded: Lviv and Lemberg for Львів. From the gazetteer."""

    __tablename__ = "place_names"

    name: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)


class Change(Base):
    """One public change. Read in the order (xid, seq) and only behind the oldest running transaction."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_order", "xid", "seq"), Index("ix_changes_at", "at"))

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    xid: Mapped[Any] = mapped_column(Xid8, server_default=text("pg_current_xact_id()"))
    entity: Mapped[str]  # challenge, city
    entity_id: Mapped[UUID]
    op: Mapped[str]  # upsert, status, tombstone
    at: Mapped[CreatedAt]


class FeedState(Base):
    """One row: the epoch, which changes on restore, and how far the clock's own changes were told.

    `cluster` is the server's system identifier: a dump that was loaded elsewhere shows by it, and the
    transaction ids in `changes` mean nothing there (see feed_restored() in the migration).
    """

    __tablename__ = "feed_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    cluster: Mapped[str]
    ticked_to: Mapped[datetime] = mapped_column(server_default=text("now()"))
