"""Status at a moment, from the facts of a record; the same table as STATUS_RULES of the challenges module."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, literal, or_

from interurban.modules.feed.models import FeedEntry as E

ENDED = ("pilot", "concluded", "off_ramped", "cancelled", "withdrawn")


def live() -> ColumnElement[bool]:
    return E.ended_status.is_(None)


def has_opened(at: datetime) -> ColumnElement[bool]:
    return or_(E.opens_at.is_(None), E.opens_at <= at)


def holds(status: str, at: datetime) -> ColumnElement[bool]:
    """Whether a record has the status; written so that the partial indexes serve it."""
    if status == "open":
        return and_(live(), E.closes_sort > at, has_opened(at))
    if status == "planned":
        return and_(live(), E.opens_at > at)
    if status == "evaluation":
        return and_(live(), E.closes_sort <= at, has_opened(at))
    return E.ended_status == status


def status(at: datetime) -> ColumnElement[str]:
    return case(
        (E.ended_status.is_not(None), E.ended_status),
        (E.opens_at > at, literal("planned")),
        (E.closes_sort > at, literal("open")),
        else_=literal("evaluation"),
    )
