"""News of a challenge for everybody who follows it: one outbox row for each, told once to each person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import outbox
from interurban.core.database import Database, database_now
from interurban.core.text import choose, slug
from interurban.modules.challenges import repository
from interurban.modules.challenges.life_models import Follow, Told
from interurban.modules.challenges.models import Challenge
from interurban.modules.identity import public as identity
from interurban.modules.notifications import public as notifications
from interurban.modules.notifications.public import Words

TOPIC = "challenge_news"
_BATCH = 500

# What happened, in the words of a mail. The page has its own for the same kinds.
WORDS: dict[str, dict[str, Words]] = {
    "challenge_opened": {
        "en": Words(
            "Now open: {title}",
            "A challenge that you follow was a forecast and is published now: {title}",
            "Read the challenge",
        ),
        "fr": Words(
            "Maintenant ouvert : {title}",
            "Un défi que vous suivez était annoncé ; il est maintenant publié : {title}",
            "Lire le défi",
        ),
    },
    "challenge_changed": {
        "en": Words(
            "Changed: {title}",
            "A challenge that you follow was changed: {title}\n\nChange {number} lists every field that is "
            "different, with what it said before.",
            "See what changed",
        ),
        "fr": Words(
            "Modifié : {title}",
            "Un défi que vous suivez a été modifié : {title}\n\nLa modification {number} montre chaque champ "
            "qui diffère, et ce qu'il disait avant.",
            "Voir ce qui a changé",
        ),
    },
    "challenge_extended": {
        "en": Words(
            "More time: {title}",
            "The deadline of a challenge that you follow has moved, for everybody alike: {title}\n\n"
            "Change {number} says from when to when.",
            "See the new deadline",
        ),
        "fr": Words(
            "Délai prolongé : {title}",
            "La date limite d'un défi que vous suivez a été repoussée, pour tous de la même façon : {title}"
            "\n\nLa modification {number} dit de quand à quand.",
            "Voir la nouvelle date",
        ),
    },
    "challenge_answered": {
        "en": Words(
            "Question {number} is answered: {title}",
            "A question about a challenge that you follow has a public answer: {title}",
            "Read the answer",
        ),
        "fr": Words(
            "Réponse à la question {number} : {title}",
            "Une question sur un défi que vous suivez a reçu une réponse publique : {title}",
            "Lire la réponse",
        ),
    },
    "challenge_ended": {
        "en": Words(
            "Ended: {title}",
            "A challenge that you follow has ended: {title}\n\nIts page says why.",
            "Read why",
        ),
        "fr": Words(
            "Terminé : {title}",
            "Un défi que vous suivez est terminé : {title}\n\nSa page dit pourquoi.",
            "Lire pourquoi",
        ),
    },
}
for _kind, _words in WORDS.items():
    notifications.add_texts(_kind, _words)


async def put(
    session: AsyncSession, challenge_id: UUID, kind: str, key: str, *, anchor: str = "", **values: Any
) -> None:
    """In the transaction that made the news. `key` names it among the challenge's news, once for all time."""
    await outbox.put(
        session,
        TOPIC,
        {
            "challenge_id": str(challenge_id),
            "kind": kind,
            "key": key,
            "anchor": anchor,
            "at": (await database_now(session)).isoformat(),
            "values": values,
        },
    )


async def tell(database: Database, payload: dict[str, Any]) -> None:
    """Tells every follower who was not told yet; may be called again, or twice at once."""
    after: UUID | None = None
    while True:
        async with database.write() as session:
            people = await _followers(session, payload, after)
            if not people:
                return
            await _tell(session, payload, people)
        after = people[-1]


async def _followers(session: AsyncSession, payload: dict[str, Any], after: UUID | None) -> list[UUID]:
    """Those who followed when it happened: what was so before one looked is no news."""
    query = select(Follow.user_id).where(
        Follow.challenge_id == UUID(payload["challenge_id"]),
        Follow.since <= datetime.fromisoformat(payload["at"]),
    )
    if after is not None:
        query = query.where(Follow.user_id > after)
    return list(await session.scalars(query.order_by(Follow.user_id).limit(_BATCH)))


async def _tell(session: AsyncSession, payload: dict[str, Any], people: list[UUID]) -> None:
    challenge_id = UUID(payload["challenge_id"])
    # Rows of another worker's transaction are waited for, so that two never tell the same person.
    told = insert(Told).values(
        [{"challenge_id": challenge_id, "news": payload["key"], "user_id": user} for user in people]
    )
    new = list(await session.scalars(told.on_conflict_do_nothing().returning(Told.user_id)))
    row = await session.get(Challenge, challenge_id)
    if not new or row is None:
        return
    titles = (await repository.titles(session, [challenge_id])).get(challenge_id, {})
    languages = {one.user_id: one.language for one in await identity.contacts(session, new)}
    for language in sorted(set(languages.values())):
        title = choose(titles, [language], row.original_language)
        link = f"/challenges/{challenge_id}/{slug(titles.get(row.original_language, ''))}{payload['anchor']}"
        await notifications.notify(
            session,
            [user for user, theirs in languages.items() if theirs == language],
            payload["kind"],
            {"title": title.value if title else "", **payload["values"]},
            link,
            mail=True,
        )
