"""The route function and the rules beside it: properties first, then what each rule means."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from interurban.modules.cities.rules import MOST_TAX, Asked, Facts, check, routes, span, stand
from interurban.modules.cities.ruleset import PolicyDocument, ThresholdRule
from interurban.modules.cities.types import Allowed, Clause, Route, Why

SOURCE = {"kind": "bylaw", "title": "Procurement by-law", "article": "section 4"}
ORDER = [Allowed.allowed, Allowed.unknown, Allowed.not_allowed]


def rule(kind: str = "threshold", **fields: Any) -> dict[str, Any]:
    base = {"id": kind.replace("_", "-"), "kind": kind, "enforcement": "blocks", "source": SOURCE}
    if kind == "threshold":
        base |= {"route": "direct_below_threshold", "currency": "CAD", "tax": "excluded"}
    return base | fields


def document(*rules: dict[str, Any]) -> PolicyDocument:
    return PolicyDocument.model_validate({"rules": list(rules)})


def threshold(**fields: Any) -> ThresholdRule:
    found = document(rule(**fields)).rules[0]
    assert isinstance(found, ThresholdRule)
    return found


def exact(minor: int, currency: str = "CAD", tax: Any = "excluded") -> Asked:
    return Asked(currency, tax, minor, minor)


amounts = st.integers(0, 10**12)
taxes = st.sampled_from(["included", "excluded", "unknown"])
bases = st.sampled_from(["included", "excluded"])
thresholds = st.builds(
    lambda start, length, tax, lower, upper: threshold(
        from_minor=start,
        up_to_minor=None if length is None else start + length,
        tax=tax,
        from_included=lower,
        up_to_included=upper,
    ),
    st.integers(0, 10**9),
    st.one_of(st.none(), st.integers(1, 10**9)),
    bases,
    st.booleans(),
    st.booleans(),
)


@given(thresholds, amounts, amounts, taxes)
def test_more_money_never_brings_a_route_back_that_was_too_dear(
    one: ThresholdRule, first: int, second: int, tax: Any
) -> None:
    """Monotone above the lower end: allowed, then unclear, then too much, and never the other way."""
    less, more = sorted((first, second))
    only_above = one.model_copy(update={"from_minor": 0, "from_included": True})
    states = [ORDER.index(stand(exact(minor, tax=tax), only_above).allowed) for minor in (less, more)]
    assert states == sorted(states)


@given(thresholds, amounts, amounts, taxes)
def test_more_money_never_falls_below_a_lower_end_again(
    one: ThresholdRule, first: int, second: int, tax: Any
) -> None:
    less, more = sorted((first, second))
    only_below = one.model_copy(update={"up_to_minor": None})
    states = [ORDER.index(stand(exact(minor, tax=tax), only_below).allowed) for minor in (less, more)]
    assert states == sorted(states, reverse=True)


@pytest.mark.parametrize(
    ("upper", "lower", "at", "allowed"),
    [
        (False, True, 5_000, True),
        (False, False, 5_000, False),
        (False, True, 4_999, False),
        (False, False, 5_001, True),
        (False, True, 10_000, False),
        (True, True, 10_000, True),
        (True, True, 10_001, False),
        (False, True, 9_999, True),
    ],
)
def test_the_ends_are_counted_in_as_the_rule_says(upper: bool, lower: bool, at: int, allowed: bool) -> None:
    one = threshold(from_minor=5_000, up_to_minor=10_000, from_included=lower, up_to_included=upper)
    assert stand(exact(at), one).allowed is (Allowed.allowed if allowed else Allowed.not_allowed)


@given(st.lists(thresholds, min_size=1, max_size=6), amounts, taxes, st.sampled_from(["CAD", "EUR"]))
def test_every_answer_has_reasons_and_every_reason_its_source(
    found: list[ThresholdRule], minor: int, tax: Any, currency: str
) -> None:
    every = [
        one.model_copy(update={"route": list(Route)[at % 6], "id": str(at)}) for at, one in enumerate(found)
    ]
    answers = routes(every, exact(minor, currency, tax))
    assert {answer.route for answer in answers} == {one.route for one in every}
    for answer in answers:
        assert answer.reasons
        assert all(reason.rule.source.title for reason in answer.reasons)
        assert all(reason.rule.route is answer.route for reason in answer.reasons)
        # The answer is the best of its reasons.
        states = [ORDER.index(reason.allowed) for reason in answer.reasons]
        assert ORDER.index(answer.allowed) == min(states)


@given(thresholds, amounts, taxes)
def test_another_currency_is_unknown_and_never_converted(one: ThresholdRule, minor: int, tax: Any) -> None:
    (answer,) = routes([one], exact(minor, "EUR", tax))
    assert answer.allowed is Allowed.unknown
    assert [reason.why for reason in answer.reasons] == [Why.other_currency]


@given(thresholds, amounts, taxes, st.fractions(min_value=0, max_value=MOST_TAX))
def test_a_sure_answer_holds_at_every_tax_rate(
    one: ThresholdRule, minor: int, tax: Any, rate: Fraction
) -> None:
    """Whatever the rate turns out to be, a sure answer stays right."""
    said = stand(exact(minor, tax=tax), one).allowed
    if said is Allowed.unknown:
        return
    within = span(exact(minor, tax=tax), one.tax)
    assert within is not None
    if tax == one.tax:
        really = Fraction(minor)
    elif one.tax == "excluded":
        really = Fraction(minor) / (1 + rate)
    else:
        really = Fraction(minor) * (1 + rate)
    assert within.low <= really
    assert within.high is not None
    assert really <= within.high
    over = really > one.from_minor or (one.from_included and really == one.from_minor)
    under = one.up_to_minor is None or really < one.up_to_minor
    under = under or (one.up_to_included and really == one.up_to_minor)
    assert (over and under) == (said is Allowed.allowed)


def test_tax_decides_only_where_it_matters() -> None:
    one = threshold(up_to_minor=10_000_00)
    assert stand(exact(9_999_00, tax="included"), one).allowed is Allowed.allowed
    assert stand(exact(10_500_00, tax="included"), one).why is Why.tax_unclear
    assert stand(exact(10_500_00, tax="excluded"), one).why is Why.above
    assert stand(exact(20_000_00, tax="unknown"), one).why is Why.above


def test_of_a_range_the_upper_end_counts_and_without_one_the_answer_may_stay_open() -> None:
    one = threshold(up_to_minor=10_000)
    assert stand(Asked("CAD", "excluded", 1_000, 12_000), one).why is Why.above
    assert stand(Asked("CAD", "excluded", None, 9_000), one).why is Why.within
    assert stand(Asked("CAD", "excluded", 9_000, None), one).why is Why.open_ended
    assert stand(Asked("CAD", "excluded", 10_000, None), one).why is Why.above
    assert stand(Asked("CAD", "excluded"), one).why is Why.no_amount
    assert stand(None, one).why is Why.no_amount


def test_thresholds_in_the_amounts_own_currency_are_the_ones_that_count() -> None:
    rules = document(rule(id="cad", up_to_minor=100), rule(id="eur", currency="EUR", up_to_minor=1_000)).rules
    (answer,) = routes(rules, exact(500, "EUR"))
    assert (answer.allowed, [reason.rule.id for reason in answer.reasons]) == (Allowed.allowed, ["eur"])


OPEN = Facts(open_days=20, route=Route.open_procedure, asked=exact(5_000))


@pytest.mark.parametrize(
    ("given_rule", "facts", "codes"),
    [
        (rule("min_days", days=20), OPEN, []),
        (rule("min_days", days=21), OPEN, ["min_days"]),
        (rule("min_days", days=21), replace(OPEN, open_days=None), []),
        (rule("min_days", days=21, applies={"routes": ["design_contest"]}), OPEN, []),
        (rule("languages", languages=["en", "fr"]), replace(OPEN, written=frozenset({"en"})), ["languages"]),
        (rule("languages", languages=["en"]), replace(OPEN, written=frozenset({"en"})), []),
        (rule("approval", approval="executive"), replace(OPEN, approval="council"), []),
        (rule("approval", approval="council"), replace(OPEN, approval="executive"), ["approval"]),
        (
            rule("approval", approval="council", reference_needed=True),
            replace(OPEN, approval="council"),
            ["approval"],
        ),
        (rule("clause", clause="equity"), replace(OPEN, said=frozenset({Clause.equity})), []),
        (rule("clause", clause="equity"), OPEN, ["clause"]),
        (rule("clause", clause="data_residency", countries=["CA"]), replace(OPEN, residency=("CA",)), []),
        (
            rule("clause", clause="data_residency", countries=["CA"]),
            replace(OPEN, residency=("US",)),
            ["clause"],
        ),
        (rule("clause", clause="data_residency"), OPEN, ["clause"]),
        (
            rule("clause", clause="wording", wording={"en": "The  offices are\nopen."}),
            replace(OPEN, words={"en": "We say: the offices are open. And more."}),
            [],
        ),
        (
            rule("clause", clause="wording", wording={"en": "The offices"}),
            replace(OPEN, words={"en": "No."}),
            ["clause"],
        ),
    ],
)
def test_what_a_rule_asks(given_rule: dict[str, Any], facts: Facts, codes: list[str]) -> None:
    broken = check(document(given_rule).rules, facts)
    assert [one.code for one in broken] == codes
    assert all(one.blocks for one in broken)


def test_a_rule_for_large_amounts_waits_for_the_amount_and_never_blocks_before() -> None:
    rules = document(
        rule("languages", languages=["fr"], applies={"amount_from": {"minor": 10_000, "currency": "CAD"}})
    ).rules
    assert check(rules, replace(OPEN, asked=exact(9_999))) == []
    (sure,) = check(rules, replace(OPEN, asked=exact(10_000)))
    assert sure.blocks
    for asked in (None, exact(10_000, "EUR"), exact(12_000, tax="included")):
        (unsure,) = check(rules, replace(OPEN, asked=asked))
        assert (unsure.certain, unsure.blocks) == (False, False)


def test_the_route_that_was_chosen_is_held_against_the_amount() -> None:
    rules = document(
        rule(id="direct", up_to_minor=1_000),
        rule(id="open", route="open_procedure", enforcement="warns"),
    ).rules
    (dear,) = check(rules, Facts(asked=exact(1_000), route=Route.direct_below_threshold))
    assert (dear.code, dear.blocks, dear.rule.id) == ("route_not_allowed", True, "direct")
    (unclear,) = check(rules, Facts(asked=exact(10, "EUR"), route=Route.direct_below_threshold))
    assert (unclear.code, unclear.blocks) == ("route_unclear", False)
    (unstated,) = check(rules, Facts(asked=exact(10)))
    assert (unstated.code, unstated.blocks) == ("route_unstated", False)
    assert check(rules, Facts(asked=exact(10**9), route=Route.open_procedure)) == []
    # A route that the rules do not name is not forbidden by them.
    assert check(rules, Facts(asked=exact(10**9), route=Route.pre_commercial)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        [rule(), rule()],
        [rule(from_minor=5, up_to_minor=5)],
        [rule(from_minor=6, up_to_minor=5, up_to_included=True)],
        [rule(route="unstated")],
        [rule("clause", clause="wording")],
        [rule("clause", clause="equity", countries=["CA"])],
        [{key: value for key, value in rule().items() if key != "source"}],
        [rule("min_days", days=0)],
    ],
)
def test_rules_that_make_no_sense_are_refused(wrong: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        document(*wrong)
