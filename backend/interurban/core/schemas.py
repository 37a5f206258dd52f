"""Shapes that every module's answers share: base models, money, texts, lists."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

# BCP 47 primary subtags are enough for the languages cities publish in.
Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
# ISO 4217, ISO 3166-1 alpha-2 ("EU" is used for the Union's own bodies), CPV 2008 without check digit.
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
CpvCode = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]
Tax = Literal["included", "excluded", "unknown"]


def _written_out(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and _INSTANT.match(value)):
        return value
    raise ValueError("write an instant like 2027-01-15T16:00:00Z")


_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]")
# An instant that a caller sends: RFC 3339 with its offset, never a number of seconds.
Instant = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class Input(BaseModel):
    """What a caller sends. Unknown fields are refused, so that a typing error is never silently lost."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, json_schema_serialization_defaults_required=True
    )


class Output(BaseModel):
    """What we answer. Fields carry no defaults, so that clients see every field as present."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Money(BaseModel):
    """An amount in minor units of its ISO 4217 currency (cents; yen). Never converted."""

    model_config = ConfigDict(extra="forbid")

    amount_minor: Annotated[int, Field(ge=0, le=10**15)]
    currency: Currency


class Text(Output):
    """One text as chosen for the reader: its value, its language, and whether that is the original."""

    value: str
    lang: Lang
    original: bool


Item = TypeVar("Item")


class FacetValue(Output):
    value: str
    count: int


class Page(Output, Generic[Item]):
    """A keyset page. `next` is an opaque cursor; `total` and `facets` are null unless asked for."""

    items: list[Item]
    next: str | None
    total: int | None
    facets: dict[str, list[FacetValue]] | None


class FieldError(Output):
    """Where in the request something is wrong: a JSON pointer (RFC 6901) and what to do."""

    pointer: str
    code: str
    detail: str


class Problem(Output):
    """RFC 9457 problem document. `code` is stable and meant for programs, `detail` for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str | None
    errors: list[FieldError]


def dump(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json")
