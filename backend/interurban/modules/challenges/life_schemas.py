"""What people send during the life of a challenge: questions, answers, changes, decisions, endings."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from interurban.core.schemas import Input, Lang

from .schemas import ChallengeTerms, ChallengeTexts, LocalTime
from .types import SignatureKind, Verdict

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^>]*)?/?>|<!--")


def _plain(value: str) -> str:
    if "\0" in value:
        raise ValueError("leave out the character U+0000")
    if _TAG.search(value):
        raise ValueError("write plain text or Markdown, without HTML")
    return value


def _some(texts: dict[str, str]) -> dict[str, str]:
    if not texts:
        raise ValueError("write it in at least one language")
    return texts


OneLine = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"),
    AfterValidator(_plain),
]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4_000), AfterValidator(_plain)]
# The same text in one language or more.
WordsIn = Annotated[dict[Lang, Words], Field(max_length=30), AfterValidator(_some)]


class ActInput(Input):
    """What is done in the name of a city. With several cities it waits for all of them."""

    office: Annotated[str, StringConstraints(max_length=200), AfterValidator(_plain)] = Field(
        default="", description="The office that acts, never a person's name; shown in public."
    )


class QuestionInput(Input):
    """Nobody but the asker sees who asked, so the words must not say it either."""

    text: Words
    lang: Lang = Field(description="The language of the question.")


class AnswerInput(Input):
    texts: WordsIn
    restated: Words | None = Field(
        default=None,
        description="The question as it is published, where its words would give the asker away.",
    )


class SetAsideInput(Input):
    reason: Words = Field(description="Shown to the asker alone.")


class SoundingQuestion(Input):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    text: WordsIn


class SoundingInput(Input):
    """What the market is asked before anything is fixed. What was asked in public stays; one may add."""

    questions: Annotated[list[SoundingQuestion], Field(min_length=1, max_length=20)]
    until: LocalTime


class SoundingAnswerInput(Input):
    text: Words
    lang: Lang
    supplier_id: UUID = Field(description="The firm that answers.")
    named: bool = Field(default=False, description="Whether the public may see the firm's name.")


class ChangeInput(ActInput):
    """A numbered change. Parts that are given replace what was there; parts that are left out stay."""

    reason: WordsIn
    texts: dict[Lang, ChallengeTexts] | None = None
    terms: ChallengeTerms | None = None
    dates: AmendedDates | None = None


class AmendedDates(Input):
    """Dates that an amendment may move. The deadline itself moves only by an extension."""

    questions_until: LocalTime | None = None
    opening_at: LocalTime | None = None
    decision_by: LocalTime | None = None
    opens_at: LocalTime | None = Field(default=None, description="Of a forecast only.")
    closes_at: LocalTime | None = Field(default=None, description="Of a forecast only.")
    fold: Literal["earlier", "later"] | None = None


class ExtensionInput(ActInput):
    """The same for all. Dates that are left out stay."""

    reason: WordsIn
    closes_at: LocalTime
    questions_until: LocalTime | None = None
    opening_at: LocalTime | None = None
    decision_by: LocalTime | None = None
    fold: Literal["earlier", "later"] | None = None


class EndingInput(ActInput):
    reason: WordsIn
    feedback: Annotated[dict[Lang, Words], Field(max_length=30)] = Field(
        default={}, description="What everybody may learn from it; an off-ramp needs it."
    )


class VerdictInput(Input):
    phase: Annotated[int, Field(ge=0, le=19)] = Field(description="The phase's place in `terms.phases`.")
    verdict: Verdict
    reason: WordsIn
    office: OneLine = Field(description="The office that decided, never a person's name.")


class SignatureInput(Input):
    kind: SignatureKind
    office: OneLine = Field(description="An office, never a person's name.")
    reference: Annotated[str, StringConstraints(max_length=200), AfterValidator(_plain)] = ""
    decided_on: date | None = None
    document_id: UUID | None = Field(default=None, description="A file of this challenge.")
    public: bool = True


class ContactInput(Input):
    supplier_id: UUID


class CityFeedbackInput(Input):
    text: Words
    lang: Lang


ChangeInput.model_rebuild()
