"""What is worth writing in a draft, by the approach it takes. Pure: a draft in, items out.

The headings are the recommendations of the sources; publication waits for few of the items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .answers import ChecklistItem, CityRules
from .schemas import ChallengeInput, ChallengeTerms, ChallengeTexts
from .types import (
    Approach,
    Approval,
    GateKind,
    Ownership,
    Permission,
    PhaseKind,
    Recommendation,
    Route,
    TrainingUse,
)

# Fewer letters than these explain nothing.
_A_SENTENCE = 40
_R = Recommendation
_TRIED = (Approach.challenge_based, Approach.pilot_living_lab)
_EVERY = frozenset(Approach)
# What each item asks, and which approaches ask it. The code is stable; pages have their own words for it.
_ASKED: dict[str, tuple[Recommendation, str, frozenset[Approach], bool]] = {
    "problem": (
        _R.define_innovation,
        "A problem, not a solution, lets firms bring what you do not know.",
        _EVERY,
        True,
    ),
    "innovation_kinds": (_R.define_innovation, "Firms answer to what innovation means here.", _EVERY, True),
    "innovation_words": (
        _R.define_innovation,
        "One sentence keeps evaluators and firms on one meaning.",
        _EVERY,
        True,
    ),
    "outcomes": (_R.define_innovation, "What would be better decides later whether it worked.", _EVERY, True),
    "budget": (_R.small_steps, "Silence on money keeps small firms away.", _EVERY, False),
    "phases": (_R.small_steps, "Small steps cost little when they fail.", frozenset(_TRIED), False),
    "go_no_go": (
        _R.small_steps,
        "A decision between steps is what makes the next one safe.",
        frozenset(_TRIED),
        False,
    ),
    "pilot_paid": (
        _R.small_steps,
        "Small firms can rarely afford an unpaid pilot.",
        frozenset(_TRIED),
        False,
    ),
    "pilot_dates": (
        _R.small_steps,
        "A pilot without dates is put off.",
        frozenset({Approach.pilot_living_lab}),
        False,
    ),
    "sponsor": (_R.leaders_involved, "Firms answer when somebody will decide.", _EVERY, False),
    "approval": (
        _R.leaders_involved,
        "An approval with its number survives a change of office.",
        _EVERY,
        False,
    ),
    "risks": (_R.leaders_involved, "A risk that was accepted beforehand is no scandal.", _EVERY, False),
    "justification": (
        _R.own_rules,
        "One firm alone needs a reason that others can read.",
        frozenset({Approach.direct}),
        True,
    ),
    "route": (_R.own_rules, "The amount decides which routes your own rules allow.", _EVERY, False),
    "rules_kept": (_R.own_rules, "Your city's own rules decide what may be published.", _EVERY, False),
    "languages": (_R.own_rules, "Residents and firms read it in their own language.", _EVERY, False),
    "sounding": (
        _R.market_first,
        "Asking the market first is cheaper than asking it twice.",
        frozenset({Approach.challenge_based, Approach.solution_based}),
        False,
    ),
    "questions": (
        _R.market_first,
        "Questions that have a date get answers that everybody reads.",
        _EVERY - {Approach.direct},
        False,
    ),
    "offers": (
        _R.suppliers,
        "Sites, staff and data are what a start-up cannot bring.",
        frozenset(_TRIED),
        False,
    ),
    "place": (_R.suppliers, "A living lab is somewhere.", frozenset({Approach.pilot_living_lab}), False),
    "categories": (_R.suppliers, "Firms are found by what the draft says and its categories.", _EVERY, True),
    "open_gates": (
        _R.suppliers,
        "Projects, turnover and years shut out those who are new.",
        _EVERY - {Approach.direct},
        False,
    ),
    "background_ip": (_R.rights_and_data, "Who must give away what it brought does not come.", _EVERY, True),
    "foreground_ip": (_R.rights_and_data, "Silence on what is made ends in a dispute.", _EVERY, True),
    "reuse": (_R.rights_and_data, "The next city can adopt only what it may use.", _EVERY, False),
    "data": (_R.rights_and_data, "Input, output and metadata each have an owner.", _EVERY, True),
    "training": (_R.rights_and_data, "Models are trained on what is not forbidden.", _EVERY, True),
    "privacy": (
        _R.rights_and_data,
        "Privacy is built in or not there.",
        frozenset({Approach.pilot_living_lab}),
        False,
    ),
    "social": (
        _R.social_impact,
        "What a purchase does for people is asked for, or left to luck.",
        _EVERY,
        False,
    ),
    "off_ramp": (_R.off_ramps, "An honest way out, said beforehand, makes trying cheap.", _EVERY, True),
    "entitlements": (
        _R.off_ramps,
        "Who tried and got nothing back does not try again.",
        _EVERY - {Approach.direct},
        False,
    ),
}


def checklist(draft: ChallengeInput, rules: Sequence[CityRules]) -> list[ChecklistItem]:
    """The items of the draft's approach; before one is chosen, those that every approach shares."""
    approach = draft.terms.approach
    lang = draft.original_language
    found = dict(_found(draft, rules))
    items = []
    for code, (heading, why, approaches, needed) in _ASKED.items():
        if not (approach in approaches if approach else approaches == _EVERY):
            continue
        pointer, done = found[code]
        items.append(
            ChecklistItem(
                code=code,
                recommendation=heading,
                state="done" if done else "missing",
                needed=needed,
                pointer=pointer.replace("{lang}", lang),
                why=why,
            )
        )
    order = list(Recommendation)
    return sorted(items, key=lambda item: order.index(item.recommendation))


Told = tuple[str, tuple[str, bool]]


def _found(draft: ChallengeInput, rules: Sequence[CityRules]) -> Iterator[Told]:
    """For each code where it is written, and whether it is."""
    texts, terms = draft.texts[draft.original_language], draft.terms
    yield from _texts(texts)
    yield from _money(terms)
    yield from _backing(terms)
    yield from _rights(terms)
    justified = terms.direct_justification.get(draft.original_language, "")
    yield "justification", ("/terms/direct_justification/{lang}", bool(justified.strip()))
    yield "route", ("/terms/funding/route", _route_holds(terms, rules))
    yield "rules_kept", (_first(rules) or "/terms/funding/route", _first(rules) is None)
    yield "languages", ("/texts", sum(bool(one.title and one.problem) for one in draft.texts.values()) > 1)
    yield "questions", ("/dates/questions_until", draft.dates.questions_until is not None)


def _route_holds(terms: ChallengeTerms, rules: Iterable[CityRules]) -> bool:
    """A route is chosen, and no city's rules speak against it."""
    refused = any(one.code == "route_not_allowed" for city in rules for one in city.broken)
    return terms.funding.route is not Route.unstated and not refused


def _first(rules: Iterable[CityRules]) -> str | None:
    """Where the first rule stands that is surely not kept."""
    return next((one.pointer for city in rules for one in city.broken if one.certain), None)


def _texts(texts: ChallengeTexts) -> Iterator[Told]:
    for code, name in (
        ("problem", "problem"),
        ("innovation_words", "innovation"),
        ("outcomes", "outcomes"),
        ("offers", "offers"),
        ("off_ramp", "off_ramp"),
    ):
        yield code, (f"/texts/{{lang}}/{name}", len(getattr(texts, name).strip()) >= _A_SENTENCE)


def _money(terms: ChallengeTerms) -> Iterator[Told]:
    kinds = [phase.kind for phase in terms.phases]
    pilots = [phase for phase in terms.phases if phase.kind is PhaseKind.pilot]
    yield "innovation_kinds", ("/terms/innovation/kinds", bool(terms.innovation.kinds))
    yield "budget", ("/terms/funding/budget", terms.funding.budget is not None)
    yield (
        "phases",
        ("/terms/phases", len([kind for kind in kinds if kind is not PhaseKind.market_sounding]) > 1),
    )
    yield "go_no_go", ("/terms/phases", any(phase.go_no_go for phase in terms.phases))
    yield "pilot_paid", ("/terms/funding/pilot_paid", terms.funding.pilot_paid is True)
    yield "pilot_dates", ("/terms/phases", any(one.starts_on and one.ends_on for one in pilots))
    yield "sounding", ("/terms/phases", PhaseKind.market_sounding in kinds)


def _backing(terms: ChallengeTerms) -> Iterator[Told]:
    backing, place = terms.sponsorship, terms.place
    approved = backing.approval is not Approval.none and bool(backing.approval_reference.strip())
    accepted = bool(backing.risks) and all(
        risk.accepted and any(risk.text.values()) for risk in backing.risks
    )
    shut = (GateKind.prior_projects, GateKind.turnover, GateKind.years)
    yield "sponsor", ("/terms/sponsorship/executive_sponsor", bool(backing.executive_sponsor.strip()))
    yield "approval", ("/terms/sponsorship/approval_reference", approved)
    yield "risks", ("/terms/sponsorship/risks", accepted)
    yield "place", ("/terms/place", bool(place.label or place.lat is not None))
    yield "categories", ("/terms/categories", bool(terms.categories))
    yield "open_gates", ("/terms/gates", not any(gate.kind in shut for gate in terms.gates))
    yield "social", ("/terms/social", bool(terms.social))
    yield "entitlements", ("/terms/off_ramp/participants_get", bool(terms.off_ramp.participants_get))


def _rights(terms: ChallengeTerms) -> Iterator[Told]:
    ip, data = terms.ip, terms.data
    owners = {
        "input_owner": data.input_owner,
        "output_owner": data.output_owner,
        "metadata_owner": data.metadata_owner,
    }
    silent = next((name for name, owner in owners.items() if owner is Ownership.unstated), None)
    yield "background_ip", ("/terms/ip/background", ip.background is not Ownership.unstated)
    yield "foreground_ip", ("/terms/ip/foreground", ip.foreground is not Ownership.unstated)
    yield "reuse", ("/terms/ip/reuse_by_other_cities", ip.reuse_by_other_cities is not Permission.unstated)
    yield "data", (f"/terms/data/{silent or 'input_owner'}", silent is None)
    yield "training", ("/terms/data/training_use", data.training_use is not TrainingUse.unstated)
    yield "privacy", ("/terms/data/privacy_by_design", data.privacy_by_design is True)
