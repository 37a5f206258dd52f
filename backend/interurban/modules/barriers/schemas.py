"""What is asked of a review, and what it answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from interurban.core.schemas import Input, Lang, Output
from interurban.modules.challenges.public import ChallengeTerms

from .types import Barrier, BarrierSeverity, BarrierSource

# Of one text. The longest notices that we know have 130,000.
LONGEST_TEXT = 200_000


class BarrierReviewInput(Input):
    """A call as somebody wrote it; HTML is read as text. Nothing of it is stored."""

    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT, strip_whitespace=False)]
    language: Lang | None = Field(default=None, description="Told from the text when left out.")
    terms: ChallengeTerms | None = Field(
        default=None,
        description="What is structured already; a term that is stated is not missed in the text.",
    )


class BarrierSourceOut(Output):
    key: BarrierSource
    label: str = Field(description="In the reader's language.")


class BarrierFinding(Output):
    """One barrier. `quote` is the exact text at `pointer` from `start` to `end`, counted in code points;
    where something is missing, or stands in a term, there are no words: `start` and `end` are null.
    """

    kind: Barrier
    severity: BarrierSeverity
    pointer: str = Field(
        description="JSON pointer to the text or the term, as in a draft; `/text` for a text."
    )
    start: int | None
    end: int | None
    quote: str
    why: str = Field(description="Why it shuts small firms out, in the reader's language.")
    source: BarrierSourceOut
    suggestion: str = Field(description="Words to use instead, in `suggestion_lang`.")
    suggestion_lang: Lang


class BarrierReview(Output):
    """`read_in` are the languages whose rules read the text; without any, nothing is said of the text."""

    language: Lang = Field(description="The language of `why`.")
    read_in: list[Lang]
    findings: list[BarrierFinding]
    left_out: int = Field(description="Findings beyond the first 200.")
    basis: Literal["rules"]
