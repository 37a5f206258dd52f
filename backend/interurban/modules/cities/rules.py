"""What a city's rules say of an amount and of a challenge. Pure: no database, no clock.

An amount is a span: what a city states may hold tax that a threshold leaves out, or have no upper end. A rule
is kept or broken only where the whole span is; everything else is unknown, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from interurban.core.schemas import Tax

from .ruleset import (
    AmountFrom,
    AnyRule,
    Applies,
    ApprovalRule,
    ClauseRule,
    LanguagesRule,
    MinDaysRule,
    ThresholdRule,
)
from .types import Allowed, ApprovalBody, Clause, Enforcement, Route, Why

# No sales or value added tax that this may meet is higher; the highest in the Union is 27 in a hundred.
MOST_TAX = Fraction(30, 100)


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount as a city states it, in minor units. Where both ends are known the upper one counts."""

    currency: str
    tax: Tax
    min_minor: int | None = None
    max_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`, both counted in; `high` null has no end."""

    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One threshold and how the amount stands to it."""

    rule: ThresholdRule
    allowed: Allowed
    why: Why


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """Whether one route is open to the amount. Every reason carries its rule, and so its source."""

    route: Route
    allowed: Allowed
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules of one city look at in a challenge. `open_days` null: there is no deadline yet.

    `written` are languages with title, summary and problem; `said` the clauses that hold; `words` all texts
    of a language as one.
    """

    asked: Asked | None = None
    route: Route = Route.unstated
    open_days: int | None = None
    written: frozenset[str] = frozenset()
    said: frozenset[Clause] = frozenset()
    residency: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    approval: str = "none"
    approval_reference: str = ""


Code = Literal[
    "route_not_allowed", "route_unclear", "route_unstated", "min_days", "languages", "clause", "approval"
]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is not kept. `certain` false: whether it holds here cannot be told from what is written.

    `lacking` are the languages, the clause or the approval that are missing.
    """

    code: Code
    rule: AnyRule
    certain: bool = True
    lacking: tuple[str, ...] = ()
    has: int | None = None

    @property
    def blocks(self) -> bool:
        return self.certain and self.rule.enforcement is Enforcement.blocks


def span(asked: Asked, basis: Literal["included", "excluded"]) -> Span | None:
    """The amounts that may be meant, with tax or without as the rule compares; null where none is stated."""
    if asked.max_minor is None and asked.min_minor is None:
        return None
    stated = Fraction(asked.min_minor if asked.max_minor is None else asked.max_minor)  # type: ignore[arg-type]
    low = high = stated
    if asked.tax != basis:
        if basis == "excluded":
            low = stated / (1 + MOST_TAX)
            high = stated
        else:
            high = stated * (1 + MOST_TAX)
    return Span(low, None if asked.max_minor is None else high)


def stand(asked: Asked | None, rule: ThresholdRule) -> Reason:
    """How an amount stands to one threshold."""
    if asked is None:
        return Reason(rule, Allowed.unknown, Why.no_amount)
    if asked.currency != rule.currency:
        return Reason(rule, Allowed.unknown, Why.other_currency)
    found = span(asked, rule.tax)
    if found is None:
        return Reason(rule, Allowed.unknown, Why.no_amount)

    def reaches(amount: Fraction) -> bool:
        return amount > rule.from_minor or (rule.from_included and amount == rule.from_minor)

    def stays(amount: Fraction | None) -> bool:
        if rule.up_to_minor is None:
            return True
        if amount is None:
            return False
        return amount < rule.up_to_minor or (rule.up_to_included and amount == rule.up_to_minor)

    if reaches(found.low) and stays(found.high):
        return Reason(rule, Allowed.allowed, Why.within)
    if found.high is not None and not reaches(found.high):
        return Reason(rule, Allowed.not_allowed, Why.below)
    if not stays(found.low):
        return Reason(rule, Allowed.not_allowed, Why.above)
    return Reason(rule, Allowed.unknown, Why.open_ended if found.high is None else Why.tax_unclear)


def routes(rules: Iterable[AnyRule], asked: Asked | None) -> list[RouteAnswer]:
    """For each route that the rules name, whether this amount may take it, and by which thresholds."""
    by_route: dict[Route, list[ThresholdRule]] = {}
    for rule in rules:
        if isinstance(rule, ThresholdRule):
            by_route.setdefault(rule.route, []).append(rule)
    return [_route(route, found, asked) for route, found in sorted(by_route.items(), key=_in_order)]


def _in_order(item: tuple[Route, list[ThresholdRule]]) -> int:
    return list(Route).index(item[0])


def _route(route: Route, found: Sequence[ThresholdRule], asked: Asked | None) -> RouteAnswer:
    # Another currency says nothing where there is a threshold in the amount's own.
    own = [rule for rule in found if asked is not None and rule.currency == asked.currency]
    reasons = tuple(stand(asked, rule) for rule in own or found)
    states = {reason.allowed for reason in reasons}
    for state in (Allowed.allowed, Allowed.unknown):
        if state in states:
            return RouteAnswer(route, state, reasons)
    return RouteAnswer(route, Allowed.not_allowed, reasons)


def applies(when: Applies, facts: Facts) -> Allowed:
    """Whether a rule holds for this challenge: allowed means yes."""
    said = []
    if when.routes:
        if facts.route is Route.unstated:
            said.append(Allowed.unknown)
        else:
            said.append(Allowed.allowed if facts.route in when.routes else Allowed.not_allowed)
    if when.amount_from is not None:
        said.append(_reaches(when.amount_from, facts.asked))
    if Allowed.not_allowed in said:
        return Allowed.not_allowed
    return Allowed.unknown if Allowed.unknown in said else Allowed.allowed


def _reaches(least: AmountFrom, asked: Asked | None) -> Allowed:
    found = span(asked, least.tax) if asked is not None and asked.currency == least.currency else None
    if found is None:
        return Allowed.unknown
    if found.low >= least.minor:
        return Allowed.allowed
    if found.high is not None and found.high < least.minor:
        return Allowed.not_allowed
    return Allowed.unknown


def check(rules: Sequence[AnyRule], facts: Facts) -> list[Broken]:
    """Every rule that the challenge does not keep, those that block first."""
    found = [*_route_chosen(rules, facts)]
    for rule in rules:
        if isinstance(rule, ThresholdRule):
            continue
        holds = applies(rule.applies, facts)
        broken = _broken(rule, facts) if holds is not Allowed.not_allowed else None
        if broken is not None:
            found.append(broken if holds is Allowed.allowed else _uncertain(broken))
    return sorted(found, key=lambda one: not one.blocks)


def _uncertain(one: Broken) -> Broken:
    return Broken(one.code, one.rule, False, one.lacking, one.has)


def _route_chosen(rules: Sequence[AnyRule], facts: Facts) -> Iterator[Broken]:
    answers = {answer.route: answer for answer in routes(rules, facts.asked)}
    if not answers:
        return
    if facts.route is Route.unstated:
        first = next(iter(answers.values())).reasons[0].rule
        yield Broken("route_unstated", first, certain=False)
        return
    answer = answers.get(facts.route)
    if answer is None or answer.allowed is Allowed.allowed:
        return
    # The strictest of a route's thresholds decides whether breaking it blocks.
    strictest = sorted(answer.reasons, key=lambda reason: reason.rule.enforcement is not Enforcement.blocks)
    code: Code = "route_not_allowed" if answer.allowed is Allowed.not_allowed else "route_unclear"
    yield Broken(code, strictest[0].rule, certain=answer.allowed is Allowed.not_allowed)


def _broken(rule: AnyRule, facts: Facts) -> Broken | None:
    if isinstance(rule, MinDaysRule):
        short = facts.open_days is not None and facts.open_days < rule.days
        return Broken("min_days", rule, has=facts.open_days) if short else None
    if isinstance(rule, LanguagesRule):
        lacking = tuple(lang for lang in rule.languages if lang not in facts.written)
        return Broken("languages", rule, lacking=lacking) if lacking else None
    if isinstance(rule, ApprovalRule):
        return _approval(rule, facts)
    return _clause(rule, facts) if isinstance(rule, ClauseRule) else None


def _approval(rule: ApprovalRule, facts: Facts) -> Broken | None:
    enough = {rule.approval.value}
    if rule.approval is ApprovalBody.executive:
        enough |= {ApprovalBody.council.value, ApprovalBody.board.value}
    if facts.approval not in enough:
        return Broken("approval", rule, lacking=(rule.approval.value,))
    if rule.reference_needed and not facts.approval_reference.strip():
        return Broken("approval", rule, lacking=("reference",))
    return None


def _clause(rule: ClauseRule, facts: Facts) -> Broken | None:
    lacking = (rule.clause.value,)
    if rule.clause is Clause.wording:
        # In every language that the challenge is written in and the rule has words for.
        langs = [lang for lang in rule.wording if lang in facts.words]
        kept = bool(langs) and all(_plain(rule.wording[lang]) in _plain(facts.words[lang]) for lang in langs)
    elif rule.clause is Clause.data_residency:
        kept = bool(facts.residency) and (not rule.countries or set(facts.residency) <= set(rule.countries))
    else:
        kept = rule.clause in facts.said
    return None if kept else Broken("clause", rule, lacking=lacking)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
