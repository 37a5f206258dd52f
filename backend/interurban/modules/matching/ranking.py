"""A page of a ranking: what passes every gate, what misses one, and where the next page begins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from interurban.core import paging

from . import scoring
from .board import Mask, Position
from .firms import Judge
from .mirror import Mirror
from .scoring import Asking
from .types import Show
from .words.index import Hit
from .words.pair import Side
from .words.postings import Scores

NEAR_MISSES = 10  # on the first page; all of them have a list of their own


@dataclass(frozen=True, slots=True)
class Ranking:
    """One page of those that pass every gate, or that do not, and a few near misses beside the first."""

    hits: list[Hit]
    near: list[Hit]
    next: str | None


def position(cursor: str | None, show: Show) -> Position | None:
    if cursor is None:
        return None
    score, key = paging.decode(f"matches-{show.value}", cursor, 2)
    try:
        return Position(float(score), UUID(key))
    except (TypeError, ValueError, AttributeError):
        raise paging.not_ours() from None


def rank_challenges(
    mirror: Mirror,
    asking: Asking,
    now: datetime,
    hidden: Collection[UUID],
    show: Show,
    after: Position | None,
    limit: int,
) -> Ranking:
    board = mirror.board
    with board.lock:
        open_now, failing = board.open_challenges(now), board.failing(asking.document, now.year)
        if show is Show.dismissed:
            allowed = board.only(np.ones_like(open_now), "challenge", hidden)
            scores = scoring.scores(board, asking, "challenge", allowed)
            return page_of(mirror, scores, "challenge", allowed, None, show, after, limit)
        left = board.without(open_now, "challenge", hidden)
        passing, missing = left & ~failing, left & failing
        scores = scoring.scores(board, asking, "challenge", passing, missing)
        return page_of(mirror, scores, "challenge", passing, missing, show, after, limit)


def rank_suppliers(
    mirror: Mirror, asking: Asking, now: datetime, show: Show, after: Position | None, limit: int
) -> Ranking:
    board = mirror.board
    with board.lock:
        seen, judge = board.seen_by_cities(), board.judge(asking.document, now.year)
        there, elsewhere = seen & ~judge.elsewhere, seen & judge.elsewhere
        scores = scoring.scores(board, asking, "profile", there, elsewhere)
        return page_of(mirror, scores, "profile", there, seen, show, after, limit, judge)


def page_of(
    mirror: Mirror,
    scores: Scores,
    side: Side,
    passing: Mask,
    failing: Mask | None,
    show: Show,
    after: Position | None,
    limit: int,
    judge: Judge | None = None,
) -> Ranking:
    """With a judge, it is asked of whoever the ranking comes to, besides what the masks say."""
    board, floor = mirror.board, mirror.fits[-1][1]
    passes = None if judge is None else lambda slots: ~judge(slots)
    if show is Show.near_misses and failing is not None:
        hits = board.page(scores, side, limit + 1, failing, after, judge, least=floor)
    else:
        hits = board.page(scores, side, limit + 1, passing, after, passes, least=floor)
    near: list[Hit] = []
    if show is Show.matches and after is None and failing is not None:
        near = board.page(scores, side, NEAR_MISSES, failing, passes=judge, least=floor)
    following = None
    if len(hits) > limit:
        last = hits[limit - 1]
        following = paging.encode(f"matches-{show.value}", [last.score, last.key])
    return Ranking(hits[:limit], near, following)
