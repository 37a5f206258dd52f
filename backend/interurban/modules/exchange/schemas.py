"""The feed in other formats: what may be asked for, and JSON Feed 1.1 as far as we write it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from interurban.core.paging import Cursor, Limit
from interurban.core.schemas import Lang
from interurban.modules.feed.public import Filters, Sort


class SyndicationQuery(Filters):
    """Every filter of the list. Demonstration records stay out unless `demo` asks for them."""

    sort: Sort = Field(default=Sort.newest, description="Newest first suits programs that look in regularly.")
    cursor: Cursor = None
    limit: Limit = 50
    lang: Lang | None = Field(default=None, description="Language of the texts; else Accept-Language.")


class JsonFeedAuthor(BaseModel):
    name: str


class JsonFeedItem(BaseModel):
    id: str
    url: str
    external_url: str = Field(default="", description="The notice at its source, if it has one.")
    title: str
    content_text: str
    date_published: datetime
    date_modified: datetime
    authors: list[JsonFeedAuthor]
    tags: list[str]
    language: str


class JsonFeed(BaseModel):
    """https://www.jsonfeed.org/version/1.1/ : members that say nothing are left out, not null."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: str
    home_page_url: str
    feed_url: str
    next_url: str = Field(default="", description="The next page, if there is one.")
    description: str
    language: str
    items: list[JsonFeedItem]
