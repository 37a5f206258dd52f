"""Search by meaning, where a module that knows meanings has offered itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from interurban.modules.feed.repository.filters import Near
from interurban.modules.feed.schemas import FeedQuery
from interurban.modules.feed.types import Sort
from interurban.modules.feed.words.tokens import WORD

# (what was typed, whether records that can no longer be answered count) -> records; null where there are
# never any, for want of a model
Search = Callable[[str, bool], Awaitable[Sequence[Near] | None]]


async def near(state: Any, query: FeedQuery) -> Sequence[Near] | None:
    """Records that mean what was typed; null where meaning is no matter."""
    search: Search | None = getattr(state, "search_by_meaning", None)
    if search is None or query.q is None or query.sort not in (None, Sort.relevance) or _literal(query.q):
        return None
    past = bool(set(query.status) - {"open", "planned"}) or "award" in query.kind
    return await search(query.q, past)


def _literal(typed: str) -> bool:
    """Quotes, a minus, a choice, or a word with a digit in it: whoever types that looks for just that."""
    words = WORD.findall(typed)
    marked = '"' in typed or any(part.startswith("-") or part.lower() == "or" for part in typed.split())
    return marked or not words or any(any(c.isdigit() for c in word) for word in words)
