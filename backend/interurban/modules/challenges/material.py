"""A record as it was written, for whoever reads it closely: every text in every language, and the terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor

from . import projection, reading, repository
from .schemas import ChallengeTerms, ChallengeTexts
from .types import Kind


@dataclass(frozen=True, slots=True)
class Material:
    """`texts`: language -> field -> text, empty ones left out. Instants in UTC."""

    kind: Kind
    original_language: str
    texts: dict[str, dict[str, str]]
    terms: ChallengeTerms
    opens_at: datetime | None
    closes_at: datetime | None
    published_at: datetime | None
    # The source states no deadline: what `closes_at` says then is no promise.
    closes_assumed: bool


async def material(session: AsyncSession, actor: Actor, challenge_id: UUID) -> Material:
    """Raises NotFound for what the actor may not see."""
    row, _ = await reading.visible(session, actor, challenge_id)
    texts = {
        text.lang: {name: found for name in ChallengeTexts.model_fields if (found := getattr(text, name))}
        for text in await repository.texts(session, row.id)
    }
    return Material(
        kind=Kind(row.kind),
        original_language=row.original_language,
        texts=texts,
        terms=ChallengeTerms.model_validate(row.terms),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        published_at=row.published_at,
        closes_assumed=projection.closes_assumed(row),
    )
