"""The invented cities' rules: honest about what they are, and kept by what the cities published."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from interurban.demonstration.files import load_cities, load_policies, resolve
from interurban.modules.challenges.checks import Instants
from interurban.modules.challenges.city_rules import facts_of
from interurban.modules.challenges.models import Participation
from interurban.modules.challenges.service import resolve as instants
from interurban.modules.cities.rules import check
from interurban.modules.cities.ruleset import ThresholdRule

POLICIES = load_policies()
CITIES = {one.city.slug: one for one in load_cities()}
each_policy = pytest.mark.parametrize("slug", sorted(POLICIES))


def test_eight_cities_have_rules_modelled_on_eight_regimes() -> None:
    assert len(POLICIES) == 8
    assert POLICIES.keys() <= CITIES.keys()
    regimes = {rule.source.modelled_on for one in POLICIES.values() for rule in one.rules}
    assert len(regimes) == 8
    assert "" not in regimes


@each_policy
def test_nobody_is_led_to_take_them_for_the_law(slug: str) -> None:
    document = POLICIES[slug]
    assert {"en", "fr"} <= document.note.keys()
    assert "illustrative" in document.note["en"]
    assert "check them against the law" in document.note["en"]
    for rule in document.rules:
        assert rule.source.read_on is None, "no law was read for an invented rule"
        assert rule.source.url == ""
        assert rule.source.title.endswith((")",))


@each_policy
def test_rules_say_which_route_block_and_warn(slug: str) -> None:
    rules = POLICIES[slug].rules
    assert sum(isinstance(rule, ThresholdRule) for rule in rules) >= 3
    assert {rule.enforcement for rule in rules} == {"blocks", "warns"}


@each_policy
def test_what_a_city_published_keeps_its_blocking_rules(slug: str) -> None:
    city = CITIES[slug]
    zone = ZoneInfo(city.city.timezone)
    for challenge in city.challenges:
        real = resolve(challenge, datetime(2027, 3, 1, 12, tzinfo=UTC), zone)
        at = Instants(**{**instants(real.challenge.dates, zone), "opens_at": real.opens_at})
        lead = Participation(state="lead", local_terms={})
        facts = facts_of(real.challenge, at, real.published_at, lead, alone=not challenge.co_posting)
        blocking = [one.code for one in check(POLICIES[slug].rules, facts) if one.blocks]
        assert blocking == [], challenge.key
