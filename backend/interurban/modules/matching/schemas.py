"""Matches as they are answered: a score, a word for it, reasons that can be checked, gates apart."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from interurban.core.schemas import Country, CpvCode, Input, Lang, Output, Page, Text
from interurban.modules.feed.public import CardCategory, FeedCard
from interurban.modules.suppliers.public import SupplierCard

from .types import Answer, Mode, WithoutModel

Fit = Literal["strong", "good", "possible"]
FieldName = Literal["title", "text"]


class SharedWordOut(Output):
    """A word as it stands in the text that is shown, and as it stands in the other one."""

    word: str
    other: str
    field: FieldName
    start: int
    end: int


class WordsReason(Output):
    """Words that both texts use, in one language. Offsets are characters of `field`."""

    type: Literal["words"]
    lang: Lang
    words: list[SharedWordOut]


class SentenceReason(Output):
    """A sentence of the shown text; without it the score would be `without`.

    `before` and `after` are what stands around it in the same field, so that it can be read in its place.
    """

    type: Literal["sentence"]
    lang: Lang
    quote: str
    before: str
    after: str
    field: FieldName
    start: int
    end: int
    score: float
    without: float


class CategoryReason(Output):
    """A category both sides name, or that their words point to."""

    type: Literal["category"]
    code: str
    label: Text | None
    named_by_profile: bool
    named_by_challenge: bool


Reason = Annotated[WordsReason | SentenceReason | CategoryReason, Field(discriminator="type")]


class GateOut(Output):
    """One hard condition. `found` is the firm's value that decided; null when nothing is known."""

    id: str
    kind: str
    state: Literal["met", "not_met", "unknown"]
    label: Text | None
    required: list[str] | str | int | None
    found: list[str] | str | int | None
    currency: str | None


class Parts(Output):
    """What a score is the sum of: the same meaning, categories in common, words in common, declared codes."""

    meaning: float
    categories: float
    words: float
    codes: float


class Compared(Output):
    score: float
    parts: Parts
    reasons: list[Reason]
    gates: list[GateOut]


class Match(Compared):
    fit: Fit


class ChallengeMatch(Match):
    challenge: FeedCard
    answer: Answer | None = Field(description="What this supplier said of the match.")


class SimilarMatch(Compared):
    """A challenge beside another one: no firm asks, so that there are no gates and no answer."""

    fit: Fit | None = Field(
        description="Null: what a word for a fit promises is measured between profiles and challenges, and "
        "says nothing of two challenges."
    )
    challenge: FeedCard
    answer: Answer | None = Field(description="Null.")


class SupplierMatch(Match):
    supplier: SupplierCard


class FitPrecision(Output):
    """What a word for a fit promises: of a hundred such matches in the labelled sets, so many were right."""

    fit: Fit
    from_score: float
    precision: float


class Measured(Output):
    """`complete` false: this process is still loading, and a match may be missing."""

    mode: Mode
    complete: bool
    fits: list[FitPrecision]


class Model(Output):
    """The model that compares meanings. `version` is of the space its vectors lie in."""

    name: str
    hash: str
    version: int


class Embedding(Output):
    """How many of the challenges and profiles that can be matched have their vectors."""

    done: int
    total: int


class AnswersOfPeople(Output):
    """What firms said of matches that had this word."""

    fit: Fit
    relevant: int
    not_for_me: int


class MatchingStatus(Measured):
    """How matches are made here. Without a model `reason` says why words alone are compared."""

    model: Model | None
    reason: WithoutModel | None
    embedding: Embedding | None
    label_languages: list[Lang] = Field(description="Languages in which categories have labels here.")
    answers: list[AnswersOfPeople]


class ChallengeMatchPage(Page[ChallengeMatch], Measured):
    """`near_misses`: the best that fail a gate, on the first page; all of them with `show=near_misses`."""

    near_misses: list[ChallengeMatch]


class SupplierMatchPage(Page[SupplierMatch], Measured):
    near_misses: list[SupplierMatch]


class PreviewInput(Input):
    """What a firm does, in its own words. Nothing of it is stored."""

    text: Annotated[str, StringConstraints(max_length=20_000)]
    language: Lang | None = Field(default=None, description="Guessed from the text when left out.")
    categories: list[CpvCode] = Field(default=[], max_length=30)
    country: Country | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class Preview(Measured):
    language: Lang
    language_guessed: bool
    items: list[ChallengeMatch]
    near_misses: list[ChallengeMatch]


class FeedbackInput(Input):
    """Null takes the answer back."""

    answer: Answer | None


class FeedbackOut(Output):
    supplier_id: UUID
    challenge_id: UUID
    answer: Answer | None
    score: float | None
    mode: Mode
    created_at: datetime | None


class SimilarPage(Page[SimilarMatch], Measured):
    pass


class CategoryPage(Page[CardCategory]):
    pass


class NeedTexts(Input):
    """Title and everything that says the problem, in one language."""

    title: Annotated[str, StringConstraints(max_length=200)] = ""
    text: Annotated[str, StringConstraints(max_length=60_000)] = ""


class NeedInput(Input):
    """A problem as somebody of a city is writing it. Nothing of it is stored."""

    organisation_id: UUID = Field(description="The city that asks; its own challenges are left out.")
    texts: dict[Lang, NeedTexts] = Field(min_length=1, max_length=30)
    categories: list[CpvCode] = Field(default=[], max_length=20)
    limit: Annotated[int, Field(ge=1, le=20)] = 4


class GateCountOut(Output):
    """`only_this`: firms that this condition alone keeps away."""

    gate: GateOut
    not_met: int
    only_this: int
    unknown: int


class SupplierPool(Measured):
    """How many firms that cities may see fit the text, and what keeps them away. No private profile counts.

    `here` sit in the challenge's country; `elsewhere` work in other countries only.
    `more`: only the best 2,000 were counted.
    """

    fitting: int
    passing: int
    here: int
    elsewhere: int
    country: str
    gates: list[GateCountOut]
    more: bool


class TypicalFirm(Output):
    """An invented firm and how it stands to each condition; amounts in the currency that one names."""

    key: Literal["start_up", "small_firm", "from_abroad"]
    country: str
    founded_year: int
    size: str
    insurance_minor: int
    turnover_minor: int
    comparable_projects: int
    certificates: list[str]
    languages: list[str]
    gates: list[GateOut]


class TypicalFirms(Output):
    items: list[TypicalFirm]
