"""Notices inside the product, with or without a mail beside them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import outbox, paging
from interurban.core.actor import Actor
from interurban.modules.identity import public as identity
from interurban.modules.notifications import repository
from interurban.modules.notifications.schemas import NotificationOut, NotificationPage

from . import texts

TOPIC = "mail"


async def notify(
    session: AsyncSession,
    user_ids: Collection[UUID],
    kind: str,
    values: dict[str, Any],
    link: str,
    *,
    mail: bool = False,
    organisation_id: UUID | None = None,
) -> None:
    """A notice to each person, in the caller's transaction. `link` is a path in the page.

    With `mail`, each also gets one in their language; `kind` must then have its words (`add_texts`).
    """
    if mail and not texts.known(kind):
        raise ValueError(f"{kind} has no words for a mail")
    people = await identity.contacts(session, user_ids) if user_ids else []
    if not people:
        return
    shared = {"kind": kind, "values": values, "link": link, "organisation_id": organisation_id}
    await repository.add(session, [{"user_id": person.user_id, **shared} for person in people])
    if not mail:
        return
    for person in people:
        await outbox.put(
            session,
            TOPIC,
            {
                "id": str(uuid4()),
                "to": person.email,
                "language": person.language,
                "text": kind,
                "link": link,
                "values": values,
            },
        )


async def own(
    session: AsyncSession, actor: Actor, cursor: str | None, limit: int, *, unread: bool
) -> NotificationPage:
    assert actor.user_id is not None  # the route lets only people with a session in
    after = UUID(paging.decode("notifications", cursor, 1)[0]) if cursor else None
    rows = await repository.page(session, actor.user_id, after=after, unread=unread, limit=limit + 1)
    more = len(rows) > limit
    return NotificationPage(
        items=[NotificationOut.model_validate(row) for row in rows[:limit]],
        next=paging.encode("notifications", [rows[limit - 1].id]) if more else None,
        total=None,
        facets=None,
        unread=await repository.count_unread(session, actor.user_id),
    )


async def mark_read(session: AsyncSession, actor: Actor, ids: Collection[UUID] | None) -> None:
    assert actor.user_id is not None
    await repository.mark_read(session, actor.user_id, ids)
