"""Keyset cursors: opaque, stable under inserts, refused when they belong to another sort or filter."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query

from .errors import Invalid
from .schemas import FieldError

MAX_LIMIT = 100
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items on a page.")]
Cursor = Annotated[str | None, Query(max_length=2_000, description="`next` of the page before.")]


def encode(kind: str, values: Sequence[Any]) -> str:
    raw = json.dumps([kind, *values], separators=(",", ":"), default=str, ensure_ascii=False)
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def decode(kind: str, cursor: str, length: int) -> list[Any]:
    """The values that `encode` took.

    Raises Invalid, pointing at the parameter, for anything else.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found = json.loads(raw)
        if not isinstance(found, list) or found[0] != kind or len(found) != length + 1:
            raise ValueError
        return found[1:]
    except (ValueError, IndexError, KeyError, RecursionError):
        raise not_ours() from None


def not_ours() -> Invalid:
    """The refusal of a cursor that decodes to what this list cannot use."""
    return Invalid(
        "This cursor does not belong to this list and order; start again without it.",
        errors=[FieldError(pointer="/query/cursor", code="cursor", detail="Leave it out to start again.")],
    )


def links(request_url: Any, cursor: str | None) -> dict[str, str]:
    """A `Link` header with rel=next (RFC 8288), or nothing at the end."""
    if cursor is None:
        return {}
    return {"Link": f'<{request_url.include_query_params(cursor=cursor)}>; rel="next"'}
