"""Mail leaves through the outbox; the notifications module has the words and sends it."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import outbox


async def put(session: AsyncSession, to: str, language: str, text: str, link: str, **values: str) -> None:
    """`text` names the words; `link` is a whole address."""
    payload = {
        "id": str(uuid4()),
        "to": to,
        "language": language,
        "text": text,
        "link": link,
        "values": values,
    }
    await outbox.put(session, "mail", payload)
