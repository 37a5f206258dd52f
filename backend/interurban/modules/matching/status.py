"""How matches are made in this installation, for whoever wants to know what a fit is worth."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from . import answers, backlog, repository, vectors
from .mirror import Mirror
from .neural.weights import NAME
from .schemas import AnswersOfPeople, Embedding, MatchingStatus, Model
from .types import Answer
from .words.fit import fit_of


async def status(session: AsyncSession, mirror: Mirror) -> MatchingStatus:
    return MatchingStatus(
        **answers.measured(mirror),
        model=_model(mirror),
        reason=mirror.reason,
        embedding=await _embedding(session, mirror),
        label_languages=await repository.label_languages(session),
        answers=await _answers(session, mirror),
    )


def _model(mirror: Mirror) -> Model | None:
    meanings = mirror.meanings
    if meanings is None or meanings.served is None:
        return None
    return Model(name=NAME, hash=meanings.encoder.hash, version=meanings.served.version)


async def _embedding(session: AsyncSession, mirror: Mirror) -> Embedding | None:
    """Of the version that serves; before there is one, of the first that is being filled."""
    meanings = mirror.meanings
    if meanings is None:
        return None
    version = meanings.served.version if meanings.served is not None else 0
    if not version:
        newest = await vectors.newest(session, meanings.encoder.hash)
        version = newest.version if newest is not None else 0
    done, total = await backlog.progress(session, version)
    return Embedding(done=done, total=total)


async def _answers(session: AsyncSession, mirror: Mirror) -> list[AnswersOfPeople]:
    """Of the answers given in the mode of now: scores of two modes are not on one scale."""
    counts = {fit: dict.fromkeys(Answer, 0) for fit, _, _ in mirror.fits}
    for answer, score in await repository.scored_answers(session, mirror.mode):
        fit = fit_of(score, mirror.fits)
        if fit is not None:
            counts[fit][answer] += 1
    return [
        AnswersOfPeople(fit=fit, relevant=found[Answer.relevant], not_for_me=found[Answer.not_for_me])
        for fit, found in counts.items()
    ]
