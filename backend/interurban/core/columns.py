"""PostgreSQL column types that SQLAlchemy does not know."""

from __future__ import annotations

from typing import Any

from sqlalchemy.types import UserDefinedType


class Xid8(UserDefinedType[int]):
    """A full transaction id, which orders changes by the transaction that made them."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"

    def __repr__(self) -> str:
        return "Xid8()"


class HalfVector(UserDefinedType[list[float]]):
    """pgvector's half-precision vector of a fixed length."""

    cache_ok = True

    def __init__(self, length: int) -> None:
        self.length = length

    def get_col_spec(self, **_: Any) -> str:
        return f"halfvec({self.length})"

    def __repr__(self) -> str:
        return f"HalfVector({self.length})"
