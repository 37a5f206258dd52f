"""A challenge that was just published finds its suppliers, and their people are told of it once.

Computed from what is stored: the worker may be a process of its own, without a mirror. The score is that of
the city's list; only rarities of words come from a sample where there are very many challenges.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import outbox
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.modules.feed import public as feed
from interurban.modules.identity import public as identity
from interurban.modules.notifications import public as notifications
from interurban.modules.notifications.public import Words

from . import repository, scoring, vectors
from .board import Board, Document
from .neural import fit as model_fit
from .scoring import NEAREST, Asking
from .words import fit as words_fit
from .words.fit import Fit, Table, fit_of
from .words.index import Hit

KIND = "match"
MOST = 200  # suppliers told of one challenge
A_DAY = 10  # challenges that one supplier is told of in a day; the rest are in its list of matches
# The model gets this long to read a new challenge; after that words alone speak for it.
PATIENCE, LOOK_AGAIN = timedelta(minutes=5), 10.0
RARITIES_FROM = 2_000  # challenges
_LOCK = 0x1A7E_0A1  # any constant; only those who tell take it
_BATCH = 200

notifications.add_texts(
    KIND,
    {
        "en": Words(
            "{city}: {title}",
            "{city} has published a challenge that fits your profile: {title}\n\nThe fit is {fit}. "
            "The challenge says what is asked for, and until when.",
            "Read the challenge",
        ),
        "fr": Words(
            "{city} : {title}",
            "{city} a publié un défi qui correspond à votre profil : {title}\n\nLa correspondance est {fit}. "
            "Le défi dit ce qui est demandé, et jusqu'à quand.",
            "Lire le défi",
        ),
    },
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a challenge is compared with, who asks, and which scores are strong or good."""

    board: Board
    asking: Asking
    fits: Table


async def tell(database: Database, challenge_id: UUID, published_at: datetime, model: str | None) -> None:
    """Tells the people of suppliers that fit.

    `model` is its hash, empty while it is being opened; null where words alone are compared.

    Raises outbox.Later while the model has not read the challenge. May be called again, or twice at once.
    """
    async with database.read() as read:
        found = await repository.live_documents(read, [("challenge", challenge_id)])
        now = await repository.clock(read)
    if not found or found[0].kind != "challenge":
        return
    (challenge,) = found
    compared = await _by_meaning(database, challenge, model) if model is not None else None
    if compared is None:
        if model is not None and now < published_at + PATIENCE:
            raise outbox.Later(LOOK_AGAIN)
        compared = await _by_words(database, challenge)
    hits = await asyncio.to_thread(_fitting, compared, now.year)
    async with database.write() as session:
        await _tell(session, challenge, hits, compared.fits)


async def _by_meaning(database: Database, challenge: Document, model: str) -> _Compared | None:
    """With the claimed profiles nearest in meaning; null while no space serves that holds the challenge."""
    async with database.read() as read:
        space = await vectors.serving(read, model)
        if space is None:
            return None
        key = ("challenge", challenge.id)
        rows = (await vectors.vectors(read, space.version, [key])).get(key)
        if not rows:
            return None
        near: dict[UUID, None] = {}
        for row in rows:
            of_row = await vectors.nearest(read, space.version, "profile", row.vector, NEAREST, claimed=True)
            near.update(dict.fromkeys(found for found, _ in of_row))
    board = await _board(database, challenge, list(near))
    for first in range(0, len(near), _BATCH):
        keys = [("profile", one) for one in list(near)[first : first + _BATCH]]
        async with database.read() as read:
            theirs = await vectors.vectors(read, space.version, keys)
        for (_, one), found in theirs.items():
            board.put_vectors("profile", one, [vector.vector for vector in found])
    meaning = {one.lang: one for one in rows}
    query = await asyncio.to_thread(challenge.query)
    return _Compared(board, Asking(challenge, query, meaning), model_fit.TABLE)


async def _by_words(database: Database, challenge: Document) -> _Compared:
    """With every claimed profile."""
    async with database.read() as read:
        profiles = await repository.claimed_profiles(read)
    board = await _board(database, challenge, profiles)
    return _Compared(board, Asking(challenge, await asyncio.to_thread(challenge.query)), words_fit.TABLE)


async def _board(database: Database, challenge: Document, profiles: Sequence[UUID]) -> Board:
    """These profiles, and challenges for the sake of rarities: what is common says little."""
    async with database.read() as read:
        board = Board(await repository.labels(read))
        others = await repository.some_challenges(read, RARITIES_FROM)
    keys = [("challenge", one) for one in {challenge.id, *others}] + [("profile", one) for one in profiles]
    for first in range(0, len(keys), _BATCH):
        async with database.read() as read:
            documents = await repository.live_documents(read, keys[first : first + _BATCH])
        await asyncio.to_thread(_put_all, board, documents)
    return board


def _put_all(board: Board, documents: Sequence[Document]) -> None:
    for document in documents:
        # One that lost its owner a moment ago is not told.
        if document.entity == "challenge" or document.kind == "claimed":
            board.put(document)


def _fitting(compared: _Compared, year: int) -> list[Hit]:
    """Profiles with a strong or good fit that fail no gate, best first."""
    board, asking = compared.board, compared.asking
    challenge = asking.document
    judge = board.judge(challenge, year)
    there = ~judge.elsewhere & ~board.own("profile", challenge.organisation_id)
    scores = scoring.scores(board, asking, "profile", there)
    least = next(least for word, least, _ in compared.fits if word == "good")
    everybody = board.slots("profile")
    return board.page(scores, "profile", everybody, there, passes=lambda slots: ~judge(slots), least=least)


async def _tell(session: AsyncSession, challenge: Document, hits: Sequence[Hit], fits: Table) -> None:
    # One at a time in all processes: who was told, and how often today, is read and written as one.
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    told = await repository.told_of(session, challenge.id)
    passed_over = told | await repository.dismissed_by(session, challenge.id)
    left = [hit for hit in hits if hit.key not in passed_over]
    lately = await repository.told_lately(session, [hit.key for hit in left])
    suppliers: dict[UUID, tuple[Fit, list[UUID]]] = {}
    reached: set[UUID] = set()
    for hit in left:
        if len(told) + len(suppliers) >= MOST:
            break
        fit = fit_of(hit.score, fits)
        if fit is None or lately.get(hit.key, 0) >= A_DAY:
            continue
        members = await identity.member_ids(session, hit.key, Role.supplier_owner, Role.supplier_member)
        # Somebody who belongs to two firms is told for the one that fits better.
        new = [user for user in members if user not in reached]
        if new:
            suppliers[hit.key] = (fit, new)
            reached.update(new)
    await repository.keep_told(session, challenge.id, list(suppliers))
    await _notify(session, challenge.id, suppliers, reached)


async def _notify(
    session: AsyncSession,
    challenge_id: UUID,
    suppliers: Mapping[UUID, tuple[Fit, list[UUID]]],
    users: Collection[UUID],
) -> None:
    languages = {person.user_id: person.language for person in await identity.contacts(session, users)}
    cards = {
        language: (await feed.cards(session, [challenge_id], [language]))[challenge_id]
        for language in set(languages.values())
    }
    for supplier_id, (fit, members) in suppliers.items():
        for language, card in sorted(cards.items()):
            lead = next(publisher for publisher in card.publishers if publisher.lead)
            await notifications.notify(
                session,
                [user for user in members if languages.get(user) == language],
                KIND,
                {"title": card.title.value, "city": lead.name.value, "fit": fit},
                f"/challenges/{card.id}/{card.slug}",
                mail=True,
                organisation_id=supplier_id,
            )
