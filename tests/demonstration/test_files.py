import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from interurban.demonstration.files import (
    DemonstrationChallenge,
    DemonstrationCity,
    RelativePhase,
    load_cities,
    load_suppliers,
    resolve,
)
from interurban.modules.challenges.schemas import ChallengeTexts
from interurban.modules.challenges.types import Approach, GateKind, PhaseKind, SocialKind

CITIES = load_cities()
CHALLENGES = [(city, challenge) for city in CITIES for challenge in city.challenges]
STARTS = [
    datetime(2027, 3, 27, 23, 30, tzinfo=UTC),
    datetime(2026, 10, 24, 12, 0, tzinfo=UTC),
    datetime(2027, 7, 1, 3, 0, tzinfo=UTC),
]
# Languages the page's text search and matching know how to read.
LANGUAGES = {"en", "fr", "fi", "sv", "de", "et", "lt", "lv", "pl", "es", "it"}

each_challenge = pytest.mark.parametrize(
    ("city", "challenge"), [pytest.param(city, ch, id=ch.key) for city, ch in CHALLENGES]
)


def zone_of(city: DemonstrationCity) -> ZoneInfo:
    return ZoneInfo(city.city.timezone)


def words(texts: ChallengeTexts) -> int:
    return sum(len(value.split()) for value in texts.model_dump().values())


def opens_later(challenge: DemonstrationChallenge) -> bool:
    return challenge.dates.opens.startswith("+")


@each_challenge
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_resolves_to_dates_in_their_order(
    city: DemonstrationCity, challenge: DemonstrationChallenge, start: datetime
) -> None:
    resolved = resolve(challenge, start, zone_of(city))
    dates = resolved.challenge.dates
    assert resolved.published_at < start
    assert resolved.published_at <= resolved.opens_at
    assert (resolved.opens_at > start) == opens_later(challenge)
    in_order = [dates.opens_at, dates.questions_until, dates.closes_at, dates.opening_at, dates.decision_by]
    assert None not in in_order
    # A date alone is the end of its day, so it sorts after every time of that day.
    assert in_order == sorted(
        in_order, key=lambda local: f"{local}T24" if len(str(local)) == 10 else f"{local}"
    )
    closes = datetime.fromisoformat(str(dates.closes_at)).replace(tzinfo=zone_of(city))
    assert closes > start + timedelta(days=2)


@each_challenge
def test_original_text_is_complete_and_of_readable_length(
    city: DemonstrationCity, challenge: DemonstrationChallenge
) -> None:
    original = challenge.texts[challenge.original_language]
    assert [name for name, value in original.model_dump().items() if not value] == []
    # Finnish, Estonian and their like say in one word what English says in two.
    least = 110 if challenge.original_language in {"fi", "et", "lt", "lv", "pl", "de", "sv"} else 150
    assert least <= words(original) <= 400


@each_challenge
def test_translations_say_at_least_what_it_is_about(
    city: DemonstrationCity, challenge: DemonstrationChallenge
) -> None:
    for texts in challenge.texts.values():
        assert texts.title
        assert texts.summary
        assert texts.problem


@each_challenge
def test_says_what_publication_asks_for(city: DemonstrationCity, challenge: DemonstrationChallenge) -> None:
    terms = challenge.terms
    assert terms.approach
    assert terms.innovation.kinds
    assert terms.ip.background != "unstated"
    assert terms.ip.foreground != "unstated"
    assert terms.ip.licence_to_city != "unstated"
    assert terms.data.input_owner != "unstated"
    assert terms.data.output_owner != "unstated"
    assert terms.categories
    assert terms.phases
    assert terms.sponsorship.executive_sponsor
    assert terms.off_ramp.participants_get
    assert bool(terms.direct_justification) == (terms.approach == Approach.direct)
    assert terms.place.country == city.city.country


@each_challenge
def test_short_texts_are_in_the_original_language(
    city: DemonstrationCity, challenge: DemonstrationChallenge
) -> None:
    terms = challenge.terms
    short = [gate.label for gate in terms.gates] + [risk.text for risk in terms.sponsorship.risks]
    short += [requirement.note for requirement in terms.social]
    assert [text for text in short if not text.get(challenge.original_language)] == []


@each_challenge
def test_phases_follow_one_another(city: DemonstrationCity, challenge: DemonstrationChallenge) -> None:
    def days(phase: RelativePhase) -> tuple[int, int]:
        assert phase.starts
        assert phase.ends
        return int(phase.starts.split("d")[0]), int(phase.ends.split("d")[0])

    spans = [days(phase) for phase in challenge.terms.phases]
    assert all(starts < ends for starts, ends in spans)
    assert [starts for starts, _ in spans] == sorted(starts for starts, _ in spans)


@each_challenge
def test_gates_compare_with_something_of_their_kind(
    city: DemonstrationCity, challenge: DemonstrationChallenge
) -> None:
    gates = challenge.terms.gates
    assert len({gate.id for gate in gates}) == len(gates)
    for gate in gates:
        expected = {
            GateKind.country: list,
            GateKind.language: list,
            GateKind.size: list,
            GateKind.certificate: str,
            GateKind.other: type(None),
        }.get(gate.kind, int)
        assert isinstance(gate.value, expected)
        assert bool(gate.currency) == (gate.kind in {GateKind.insurance, GateKind.turnover})


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.city.slug)
def test_city_is_described_in_english_and_its_own_language(city: DemonstrationCity) -> None:
    facts = city.city
    assert set(facts.languages) <= LANGUAGES
    assert {"en", facts.languages[0]} <= set(facts.about)
    assert facts.languages[0] in facts.name
    assert all(challenge.original_language in facts.languages for challenge in city.challenges)


def test_files_are_named_for_their_city_and_plainly_written() -> None:
    folder = files("interurban.demonstration") / "cities"
    for path in folder.iterdir():
        raw = path.read_text("utf-8")
        document = json.loads(raw)
        assert path.name == f"{document['city']['slug']}.json"
        assert raw == json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        assert len(raw.encode()) < 150_000


def test_keys_are_unique_and_joining_cities_exist() -> None:
    keys = Counter(challenge.key for _, challenge in CHALLENGES)
    assert [key for key, count in keys.items() if count > 1] == []
    slugs = {city.city.slug for city in CITIES}
    for city, challenge in CHALLENGES:
        joining = {joined.city for joined in challenge.co_posting}
        assert joining <= slugs - {city.city.slug}


def test_no_paragraph_is_said_twice() -> None:
    said = Counter(
        value
        for _, challenge in CHALLENGES
        for texts in challenge.texts.values()
        for value in texts.model_dump().values()
        if value
    )
    assert [value for value, count in said.items() if count > 1] == []


def test_enough_cities_languages_and_open_challenges() -> None:
    assert len(CITIES) >= 12
    assert len({challenge.original_language for _, challenge in CHALLENGES}) >= 8
    assert sum(not opens_later(challenge) for _, challenge in CHALLENGES) >= 60


def test_first_six_cities_hold_their_part() -> None:
    slugs = {"hollowmere", "northbridge", "sainte-aure", "vesijarvi", "val-des-ormes", "karlshaven"}
    own = [challenge for city, challenge in CHALLENGES if city.city.slug in slugs]
    assert len(own) >= 31
    assert sum("en" in challenge.texts for challenge in own) >= 20
    assert sum(bool(challenge.co_posting) for challenge in own) >= 2


def test_deadlines_lie_between_three_days_and_three_months() -> None:
    closing = [int(challenge.dates.closes.split("d")[0]) for _, challenge in CHALLENGES]
    assert min(closing) >= 3
    assert max(closing) <= 92
    assert sum(days <= 7 for days in closing) >= 4


def test_every_word_of_the_model_is_used_somewhere() -> None:
    terms = [challenge.terms for _, challenge in CHALLENGES]
    assert {term.approach for term in terms} == set(Approach)
    assert {phase.kind for term in terms for phase in term.phases} == set(PhaseKind)
    assert {social.kind for term in terms for social in term.social} == set(SocialKind)
    assert {gate.kind for term in terms for gate in term.gates} == set(GateKind)
    assert {term.funding.pilot_paid for term in terms} == {True, False, None}
    assert {term.funding.budget is None for term in terms} == {True, False}
    assert sum(not term.gates for term in terms) >= 8


def test_suppliers_are_complete_and_varied() -> None:
    suppliers = load_suppliers()
    assert len(suppliers) >= 8
    assert {"en", "fr", "fi", "de", "et"} <= {supplier.original_language for supplier in suppliers}
    assert len({supplier.key for supplier in suppliers}) == len(suppliers)
    assert "delta-hydrologics" in {supplier.key for supplier in suppliers}
    assert any(supplier.facts.insurance is None for supplier in suppliers)
    for supplier in suppliers:
        own = supplier.texts[supplier.original_language]
        assert own.summary
        assert own.capabilities
        assert own.keywords
        assert supplier.categories
        assert re.fullmatch(r"https://[a-z-]+\.example", supplier.website)


@pytest.mark.parametrize("offset", ["23d", "+23", "+23d 16", "+23d 02:30", "+23d 24:00", "later", "+2000d"])
def test_a_wrong_offset_is_refused(offset: str) -> None:
    with pytest.raises(ValidationError):
        RelativePhase(kind=PhaseKind.pilot, starts=offset)


def test_offsets_count_days_and_hours_of_the_city() -> None:
    city = next(city for city in CITIES if city.city.slug == "northbridge")
    challenge = city.challenges[0].model_copy(deep=True)
    challenge.dates.published = "-9d"
    challenge.dates.opens = "-2d 08:15"
    challenge.dates.closes = "+3d 16:00"
    challenge.dates.decision = "+80d"
    # 02:00 UTC on the second is still the evening of the first in Toronto.
    resolved = resolve(challenge, datetime(2026, 11, 2, 2, 0, tzinfo=UTC), zone_of(city))
    # Summer time ended that morning: 09:00 on 23 October was 13:00 UTC, 08:15 on 30 October 12:15 UTC.
    assert resolved.published_at == datetime(2026, 10, 23, 13, 0, tzinfo=UTC)
    assert resolved.opens_at == datetime(2026, 10, 30, 12, 15, tzinfo=UTC)
    assert resolved.challenge.dates.opens_at == "2026-10-30T08:15:00"
    assert resolved.challenge.dates.closes_at == "2026-11-04T16:00:00"
    assert resolved.challenge.dates.decision_by == "2027-01-20"
