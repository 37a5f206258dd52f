"""A city's rules as they are shown, and what they say of an amount."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from interurban.core.schemas import Input, Instant, Output, Page

from .ruleset import AnyRule, PolicyDocument, ThresholdRule
from .types import Allowed, Route, Why


class PolicyInput(Input):
    """A new version. Left out, `valid_from` is now; it may not lie in the past."""

    document: PolicyDocument
    valid_from: Instant | None = None
    reason: Annotated[str, StringConstraints(min_length=3, max_length=600)] = Field(
        description="Why the rules change, for whoever reads the versions later."
    )


class RuleChange(Output):
    """How one rule differs from the version before: null on one side where it is new or gone."""

    id: str
    change: Literal["added", "changed", "removed"]
    before: AnyRule | None
    after: AnyRule | None


class PolicyVersion(Output):
    """`valid_until` null: no later version is set. `changes` are those to the version before."""

    version: int
    valid_from: datetime
    valid_until: datetime | None
    in_force: bool
    document: PolicyDocument
    reason: str
    changes: list[RuleChange]
    created_at: datetime


class PolicyOut(Output):
    """`current` null: the city has stated no rules here. `next` is set and not yet in force."""

    city_id: UUID
    city_slug: str
    demo: bool
    current: PolicyVersion | None
    next: PolicyVersion | None


class PolicyVersionPage(Page[PolicyVersion]):
    pass


class ReasonOut(Output):
    rule: ThresholdRule
    allowed: Allowed
    why: Why


class RouteOut(Output):
    """One route, whether the amount may take it, and the thresholds that say so, each with its source."""

    route: Route
    allowed: Allowed
    reasons: list[ReasonOut]


class RoutesOut(Output):
    """What the rules in force say of an amount. Nothing is converted, and no tax rate is assumed."""

    city_slug: str
    version: int | None
    routes: list[RouteOut]
