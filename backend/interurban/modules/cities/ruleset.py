"""A city's own rules on buying, as its admin writes them. One document a version; a version never changes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from interurban.core.schemas import Country, Currency, Input, Lang

from .schemas import Line
from .types import ApprovalBody, Clause, Enforcement, Route, SourceKind

Minor = Annotated[int, Field(ge=0, le=10**15)]
# On what an amount is compared: with the tax in it or without.
TaxBasis = Literal["included", "excluded"]
Wording = Annotated[str, StringConstraints(min_length=3, max_length=2_000)]
MOST_RULES = 60


class RuleSource(Input):
    """Where a rule stands. `read_on` is null where nobody of the city has compared it with the text."""

    kind: SourceKind
    title: Annotated[str, StringConstraints(min_length=3, max_length=200)]
    article: Line = ""
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S{1,300})?$")] = ""
    read_on: date | None = Field(default=None, description="The day on which it was read there.")
    modelled_on: Line = Field(
        default="", description="Of an invented rule: the real regime it is modelled on, not quoted from."
    )


class AmountFrom(Input):
    """The rule holds for amounts from this one on, itself included."""

    minor: Minor
    currency: Currency
    tax: TaxBasis = "excluded"


class Applies(Input):
    """When a rule holds. Nothing given means always."""

    routes: list[Route] = Field(default=[], max_length=6, description="Only on these routes.")
    amount_from: AmountFrom | None = None


class Rule(Input):
    """What every rule says. `id` stays from version to version, so that a difference can be shown."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    enforcement: Enforcement
    source: RuleSource
    note: dict[Lang, Line] = Field(default={}, description="In the city's own words, per language.")


class ThresholdRule(Rule):
    """Amounts that a route is allowed for: from `from_minor` up to `up_to_minor`, each counted in or not."""

    kind: Literal["threshold"]
    route: Route
    currency: Currency
    tax: TaxBasis
    from_minor: Minor = 0
    from_included: bool = True
    up_to_minor: Minor | None = None
    up_to_included: bool = False

    @field_validator("route")
    @classmethod
    def stated(cls, value: Route) -> Route:
        if value is Route.unstated:
            raise ValueError("a threshold is of one route")
        return value

    @model_validator(mode="after")
    def not_empty(self) -> ThresholdRule:
        if self.up_to_minor is None:
            return self
        both = self.from_included and self.up_to_included
        if self.from_minor > self.up_to_minor or (self.from_minor == self.up_to_minor and not both):
            raise ValueError("no amount lies between the two ends")
        return self


class MinDaysRule(Rule):
    """Whole days between the opening, or publication, and the deadline."""

    kind: Literal["min_days"]
    days: Annotated[int, Field(ge=1, le=365)]
    applies: Applies = Applies()


class LanguagesRule(Rule):
    """Title, summary and problem must be there in each of them."""

    kind: Literal["languages"]
    languages: list[Lang] = Field(min_length=1, max_length=10)
    applies: Applies = Applies()


class ClauseRule(Rule):
    """What must be said: with `wording` in these words, with `countries` that data stay in those."""

    kind: Literal["clause"]
    clause: Clause
    wording: dict[Lang, Wording] = {}
    countries: list[Country] = Field(default=[], max_length=40)
    applies: Applies = Applies()

    @model_validator(mode="after")
    def complete(self) -> ClauseRule:
        if (self.clause is Clause.wording) != bool(self.wording):
            raise ValueError("a clause of kind wording needs the words, and no other has any")
        if self.countries and self.clause is not Clause.data_residency:
            raise ValueError("only data_residency names countries")
        return self


class ApprovalRule(Rule):
    """Who must have approved, and whether the number of the decision must be named."""

    kind: Literal["approval"]
    approval: ApprovalBody
    reference_needed: bool = False
    applies: Applies = Applies()


AnyRule = Annotated[
    ThresholdRule | MinDaysRule | LanguagesRule | ClauseRule | ApprovalRule, Field(discriminator="kind")
]


class PolicyDocument(Input):
    """All rules of one version. `note` says what a reader should know of the whole."""

    rules: list[AnyRule] = Field(default=[], max_length=MOST_RULES)
    note: dict[Lang, Annotated[str, StringConstraints(max_length=2_000)]] = {}

    @model_validator(mode="after")
    def one_rule_an_id(self) -> PolicyDocument:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) < len(ids):
            raise ValueError("each rule needs an id of its own")
        return self
