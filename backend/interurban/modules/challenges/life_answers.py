"""The life of a challenge as it is shown. No field of any answer says who a natural person is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from interurban.core.schemas import FieldError, Output, Page, Text
from interurban.modules.feed.public import CardPublisher, FeedCard

from .types import ActKind, ChangeKind, PhaseKind, SignatureKind, Verdict


class AnswerOut(Output):
    city: CardPublisher
    text: Text
    at: datetime


class QuestionOut(Output):
    """`mine` is true for the asker alone; nobody else learns who asked, the cities included."""

    id: UUID
    number: int | None = Field(description="Given with the first answer.")
    state: Literal["waiting", "answered", "set_aside"]
    text: Text
    mine: bool
    asked_at: datetime
    answers: list[AnswerOut] = Field(description="The newest first; earlier ones were corrected.")
    set_aside_reason: str | None


class QuestionPage(Page[QuestionOut]):
    """`until` is the last instant for questions; `open` whether the database's clock still allows one."""

    until: datetime | None
    timezone: str
    open: bool


class SoundingAnswerOut(Output):
    """`firm` is null where the firm does not want to be named."""

    id: UUID
    firm: str | None
    supplier_id: UUID | None
    text: Text
    mine: bool
    at: datetime


class SoundingQuestionOut(Output):
    id: str
    text: Text
    texts: dict[str, str]
    answers: list[SoundingAnswerOut]


class SoundingOut(Output):
    until: datetime
    timezone: str
    open: bool
    questions: list[SoundingQuestionOut]


class DifferenceOut(Output):
    """One field: its JSON pointer into `{texts, terms, dates}`, and its value before and after."""

    pointer: str
    before: Any
    after: Any


class AmendmentOut(Output):
    number: int
    kind: ChangeKind
    reason: Text
    city: CardPublisher
    changes: list[DifferenceOut]
    at: datetime


class AmendmentList(Output):
    items: list[AmendmentOut]


class ChangePreview(Output):
    """What a change would do; `findings` stand in its way."""

    changes: list[DifferenceOut]
    findings: list[FieldError]


class VerdictOut(Output):
    city: CardPublisher
    phase: int
    kind: PhaseKind
    verdict: Verdict
    reason: Text
    office: str
    at: datetime


class EndingOut(Output):
    kind: Literal["withdrawn", "cancelled", "off_ramped"]
    reason: Text
    feedback: Text | None
    city: CardPublisher
    at: datetime


class SignatureOut(Output):
    """`before_change` says that the challenge was changed after this was signed."""

    id: UUID
    city: CardPublisher
    kind: SignatureKind
    office: str
    reference: str
    decided_on: date | None
    document_id: UUID | None
    risks: list[dict[str, str]]
    public: bool
    before_change: bool
    at: datetime


class SignatureList(Output):
    items: list[SignatureOut]


class DoneOut(Output):
    """One city's yes to what its cities did together: which office gave it, and when."""

    kind: ActKind
    city: CardPublisher
    office: str
    at: datetime
    done_at: datetime


class LifeOut(Output):
    """What happened to a challenge since it became public."""

    forecast: bool = Field(description="Announced, and nothing is fixed yet.")
    sounding_until: datetime | None
    sounding_answers: int
    questions_answered: int
    amendments: list[AmendmentOut] = Field(description="The newest first.")
    verdicts: list[VerdictOut]
    approvals: list[DoneOut] = Field(description="Who approved what was done, the oldest first.")
    signatures: list[SignatureOut]
    ending: EndingOut | None


class FollowOut(Output):
    following: bool


class FollowedItem(Output):
    challenge: FeedCard
    since: datetime


class FollowedList(Output):
    items: list[FollowedItem]


class ContactOut(Output):
    supplier_id: UUID
    name: str
    since: datetime


class ContactList(Output):
    items: list[ContactOut]


class ConsentOut(Output):
    """Whether this firm agreed to stay in touch, and what the cities wrote to it since."""

    given: bool
    feedback: list[CityFeedbackOut]


class CityFeedbackOut(Output):
    city: CardPublisher
    text: Text
    at: datetime


ConsentOut.model_rebuild()
