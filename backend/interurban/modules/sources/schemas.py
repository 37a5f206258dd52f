"""Sources, imports and rejects as they are shown."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from interurban.core.schemas import Output, Page


class SourceOut(Output):
    """A portal whose records are here, with its terms."""

    key: str = Field(description="As in the filter `source` of the feed.")
    attribution: str
    licence: str
    records: int


class SourceList(Output):
    items: list[SourceOut]


class ImportCounts(Output):
    """`read` is the sum of the five after it; natural persons among winners and bidders are left out."""

    read: int
    created: int
    updated: int
    unchanged: int
    merged: int
    rejected: int
    persons_dropped: int


class ImportRunOut(Output):
    """One import of one input. While it runs, `counts.read` of `total` is how far it is."""

    id: UUID
    format: str
    label: str
    total: int | None
    counts: ImportCounts
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    error: str | None


class ImportRunPage(Page[ImportRunOut]):
    pass


class ImportRejectOut(Output):
    """An item that could not be used, why, and how it begins, without personal data."""

    position: int
    source_id: str | None
    code: str
    detail: str
    excerpt: str


class ImportRejectPage(Page[ImportRejectOut]):
    pass
