from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from interurban.core.schemas import Input, Output, Page


class NotificationOut(Output):
    """`kind` names the words, which the page has in its own languages; `values` fill them."""

    id: UUID
    organisation_id: UUID | None
    kind: str
    values: dict[str, Any]
    link: str
    created_at: datetime
    read_at: datetime | None


class NotificationPage(Page[NotificationOut]):
    unread: int


class MarkRead(Input):
    """`ids` null marks everything that there is."""

    ids: Annotated[list[UUID], Field(max_length=500)] | None = None
