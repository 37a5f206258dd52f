"""What publication needs. Each finding points at the field and says what to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from interurban.core.schemas import FieldError

from .schemas import ChallengeInput, ChallengeTerms, LocalTerms
from .types import Approach, Ownership, TrainingUse


@dataclass(frozen=True, slots=True)
class Instants:
    """The dates of a draft as UTC instants."""

    opens_at: datetime | None
    questions_until: datetime | None
    closes_at: datetime | None
    opening_at: datetime | None
    decision_by: datetime | None


def findings(draft: ChallengeInput, at: Instants, now: datetime) -> list[FieldError]:
    """Everything that stands between the draft and publication; empty when it may be published."""
    return [
        FieldError(pointer=pointer, code=code, detail=detail)
        for pointer, code, detail in (
            *_texts(draft),
            *_approach(draft.terms, draft.original_language),
            *_rights(draft.terms),
            *_dates(at, now),
        )
    ]


Finding = tuple[str, str, str]
_NEEDED_TEXTS = {
    "title": "Name the problem in one line.",
    "summary": "Say in two sentences what the problem is and for whom.",
    "problem": "Describe the problem, not the solution.",
    "outcomes": "Say what would be better afterwards, and how one would see it.",
    "innovation": "Say what innovation means in this challenge.",
    "off_ramp": "Say when it may end without a purchase, and what those who took part get.",
}


def _texts(draft: ChallengeInput) -> Iterator[Finding]:
    lang = draft.original_language
    texts = draft.texts[lang]
    for name, what in _NEEDED_TEXTS.items():
        if not getattr(texts, name):
            yield f"/texts/{lang}/{name}", "missing", what
    if not draft.terms.innovation.kinds:
        yield "/terms/innovation/kinds", "missing", "Choose at least one meaning of innovation."


def _approach(terms: ChallengeTerms, lang: str) -> Iterator[Finding]:
    if terms.approach is None:
        yield "/terms/approach", "missing", "Choose how you want to get there."
    if terms.approach is Approach.direct and not terms.direct_justification.get(lang):
        yield f"/terms/direct_justification/{lang}", "missing", "A direct approach needs its justification."
    if not terms.categories:
        yield "/terms/categories", "missing", "Choose at least one category, so that firms can find it."


def _rights(terms: ChallengeTerms) -> Iterator[Finding]:
    stated = {
        "/terms/ip/background": (terms.ip.background, "Say who owns what a supplier brings."),
        "/terms/ip/foreground": (terms.ip.foreground, "Say who owns what is made in the work."),
        "/terms/data/input_owner": (terms.data.input_owner, "Say who owns the data that goes in."),
        "/terms/data/output_owner": (terms.data.output_owner, "Say who owns the data that comes out."),
    }
    for pointer, (value, what) in stated.items():
        if value is Ownership.unstated:
            yield pointer, "missing", what
    if terms.data.training_use is TrainingUse.unstated:
        yield "/terms/data/training_use", "missing", "Say whether models may be trained on the data."


def _dates(at: Instants, now: datetime) -> Iterator[Finding]:
    if at.closes_at is None:
        yield "/dates/closes_at", "missing", "Set the deadline."
        return
    if at.closes_at <= now:
        yield "/dates/closes_at", "in_the_past", "The deadline has passed. Choose a later one."
    if at.opens_at is not None and at.opens_at >= at.closes_at:
        yield "/dates/opens_at", "order", "It must open before the deadline."
    if at.questions_until is not None and at.questions_until > at.closes_at:
        yield "/dates/questions_until", "order", "Questions must end by the deadline."
    if at.opening_at is not None and at.opening_at < at.closes_at:
        yield "/dates/opening_at", "order", "Proposals can only be opened after the deadline."
    if at.decision_by is not None and at.decision_by < at.closes_at:
        yield "/dates/decision_by", "order", "The decision comes after the deadline."


def shares(terms: ChallengeTerms, own: Sequence[LocalTerms]) -> list[FieldError]:
    """The cities' shares against the budget; only those in its currency count, for nothing is converted."""
    budget = terms.funding.budget
    if budget is None or budget.max_minor is None:
        return []
    given = [one.budget_share for one in own if one.budget_share is not None]
    together = sum(share.amount_minor for share in given if share.currency == budget.currency)
    if together <= budget.max_minor:
        return []
    what = "The cities' shares are more than the budget. Change a share, or the budget's upper end."
    return [FieldError(pointer="/terms/funding/budget/max_minor", code="shares_above_budget", detail=what)]
