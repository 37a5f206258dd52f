"""What matching tells somebody who is writing a challenge: who has the same need, and who could answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.policy import Resource, require

from . import answers, policy, pool, repository, service
from .board import Document
from .mirror import Mirror
from .schemas import GateCountOut, NeedInput, SimilarPage, SupplierPool, TypicalFirm, TypicalFirms


async def similar_to_text(
    session: AsyncSession, mirror: Mirror, actor: Actor, data: NeedInput, languages: Sequence[str]
) -> SimilarPage:
    """Challenges of others with the need of a text that nobody has saved. Nothing of it is kept."""
    require(actor, policy.NEED, Resource(organisation_id=data.organisation_id))
    asked = Document(
        entity="challenge",
        id=uuid4(),
        organisation_id=data.organisation_id,
        kind="preview",
        visibility="private",
        country="",
        texts={lang: (one.title, one.text) for lang, one in data.texts.items()},
        categories=data.categories,
    )
    return await service.similar_to(session, mirror, asked, languages, None, data.limit)


async def supplier_pool(
    session: AsyncSession, mirror: Mirror, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> SupplierPool:
    """Counts of the firms that a city may see, by what each condition of its challenge does to them."""
    asked = await service.of_city(session, actor, challenge_id)
    asking = await mirror.asking(asked)
    keys = [] if asking.query.empty else await asyncio.to_thread(pool.fitting, mirror, asking)
    now = await repository.clock(session)
    found = pool.count(asked, await repository.firms(session, keys[: pool.MOST]), now)
    return SupplierPool(
        fitting=found.fitting,
        passing=found.passing,
        here=found.here,
        elsewhere=found.elsewhere,
        country=asked.country,
        gates=[
            GateCountOut(
                gate=answers.gate_out(one.gate, languages),
                not_met=one.not_met,
                only_this=one.only_this,
                unknown=one.unknown,
            )
            for one in found.gates
        ],
        more=len(keys) > pool.MOST,
        **answers.measured(mirror),
    )


async def typical_firms(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> TypicalFirms:
    """Invented firms held against the conditions, so that a city sees whom it shuts out."""
    asked = await service.of_city(session, actor, challenge_id)
    year = (await repository.clock(session)).year
    return TypicalFirms(
        items=[
            TypicalFirm(
                key=firm.key,  # type: ignore[arg-type]  # one of TYPICAL's
                country=pool.typical_country(firm, asked.country),
                founded_year=year - firm.age,
                size=firm.size,
                insurance_minor=firm.insurance_minor,
                turnover_minor=firm.turnover_minor,
                comparable_projects=firm.comparable_projects,
                certificates=list(firm.certificates),
                languages=pool.typical_languages(firm, asked.original_language or "en"),
                gates=[answers.gate_out(gate, languages) for gate in pool.held_against(asked, firm, year)],
            )
            for firm in pool.TYPICAL
        ]
    )
