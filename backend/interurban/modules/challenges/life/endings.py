"""The ends without a purchase: withdrawal, cancellation, off-ramp. Each is public, final and says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.schemas import FieldError
from interurban.core.text import choose
from interurban.modules.challenges import repository, store
from interurban.modules.challenges.errors import NotAmendable, NotInThisState
from interurban.modules.challenges.life_answers import EndingOut
from interurban.modules.challenges.life_models import Ending
from interurban.modules.challenges.life_schemas import EndingInput
from interurban.modules.challenges.models import Challenge
from interurban.modules.challenges.types import ENDINGS, FINAL, Status

from . import news, standing
from .amendments import text_of

_FACT = {
    Status.withdrawn: "withdrawn_at",
    Status.cancelled: "cancelled_at",
    Status.off_ramped: "off_ramped_at",
}
_WHEN = {
    Status.withdrawn: "It can be withdrawn only before it opens; after that, cancel it.",
    Status.cancelled: "It can be cancelled while it is open or evaluated. Before it opens, withdraw it.",
    Status.off_ramped: "An off-ramp is for after the deadline; while it is open, cancel it.",
}


def require_good(kind: Status, status: Status, data: EndingInput) -> None:
    """Whether a challenge with this status may end like this, said so."""
    if status in FINAL:
        raise NotInThisState("It has ended already; an ending is final.")
    if status not in ENDINGS[kind]:
        raise NotInThisState(_WHEN[kind])
    if kind is Status.off_ramped and not data.feedback:
        raise NotAmendable(
            "Those who took part are owed a word.",
            errors=[FieldError(pointer="/feedback", code="missing", detail="Say what was learned.")],
        )


async def carry_out(
    session: AsyncSession, row: Challenge, kind: Status, data: EndingInput, *, city: UUID, user: UUID | None
) -> Ending:
    found = await repository.get(session, row.id, lock=True)
    assert found is not None  # the caller holds it
    row, status, now = found
    require_good(kind, status, data)
    made = Ending(
        challenge_id=row.id,
        kind=kind,
        reason=data.reason,
        feedback=data.feedback,
        city_id=city,
        ended_by=user,
        at=now,
    )
    session.add(made)
    setattr(row, _FACT[kind], now)
    row.version += 1
    row.updated_at = func.clock_timestamp()
    await session.flush()
    await session.refresh(row)
    await store.project(session, row)
    await news.put(session, row.id, "challenge_ended", "ended", anchor="#ending")
    return made


async def shown(session: AsyncSession, row: Challenge, languages: Sequence[str]) -> EndingOut | None:
    made = await session.get(Ending, row.id)
    if made is None:
        return None
    cards = await standing.cards(session, [made.city_id], row.organisation_id, languages)
    kind: Literal["withdrawn", "cancelled", "off_ramped"] = made.kind  # type: ignore[assignment]
    return EndingOut(
        kind=kind,
        reason=text_of(made.reason, languages, row.original_language),
        feedback=choose(made.feedback, languages, row.original_language),
        city=cards[made.city_id],
        at=made.at,
    )
