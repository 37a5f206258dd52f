"""From what matching found to what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interurban.core.schemas import Text
from interurban.core.text import choose

from .categories import Reader, category_labels
from .explanation import Explanation
from .gates import GateResult
from .mirror import Mirror
from .schemas import (
    CategoryReason,
    Fit,
    FitPrecision,
    GateOut,
    Parts,
    Reason,
    SentenceReason,
    SharedWordOut,
    WordsReason,
)
from .scoring import Score
from .words.fit import Table, fit_of


@dataclass(frozen=True, slots=True)
class Explained:
    score: float
    explanation: Explanation


def measured(mirror: Mirror) -> dict[str, Any]:
    """How the ranking was made, for every answer that holds one."""
    fits = [FitPrecision(fit=fit, from_score=least, precision=right) for fit, least, right in mirror.fits]
    return {"mode": mirror.mode, "complete": mirror.complete, "fits": fits}


async def labels_of(
    reader: Reader, explained: Iterable[Explained], languages: Sequence[str]
) -> dict[str, Text]:
    codes = sorted({c.code for one in explained for c in one.explanation.categories})
    return await category_labels(reader, codes, languages) if codes else {}


def fit(one: Explained, fits: Table) -> Fit:
    """The word for a match; what is shown is worth the least of them."""
    return fit_of(one.score, fits) or fits[-1][0]


def fields(
    one: Explained,
    gates: Sequence[GateResult],
    labels: Mapping[str, Text],
    languages: Sequence[str],
) -> dict[str, Any]:
    """The fields of whatever was compared."""
    return {
        "score": round(one.score, 4),
        "parts": _parts(one.explanation.score),
        "reasons": reasons(one.explanation, labels),
        "gates": [gate_out(gate, languages) for gate in gates],
    }


def reasons(found: Explanation, labels: Mapping[str, Text]) -> list[Reason]:
    """Categories, then words, then sentences: from the quickest to read to the longest."""
    listed: list[Reason] = [
        CategoryReason(
            type="category",
            code=category.code,
            label=labels.get(category.code),
            named_by_profile=category.declared_by_profile,
            named_by_challenge=category.declared_by_challenge,
        )
        for category in found.categories
    ]
    if found.words:
        words = [SharedWordOut.model_validate(word) for word in found.words]
        listed.append(WordsReason(type="words", lang=found.lang, words=words))
    listed.extend(
        SentenceReason(
            type="sentence",
            lang=found.lang,
            quote=sentence.quote,
            before=sentence.before,
            after=sentence.after,
            field=sentence.field,
            start=sentence.start,
            end=sentence.end,
            score=round(sentence.score, 4),
            without=round(sentence.without, 4),
        )
        for sentence in found.sentences
    )
    return listed


def _parts(found: Score) -> Parts:
    return Parts(
        meaning=round(found.meaning, 4),
        categories=round(found.categories, 4),
        words=round(found.words, 4),
        codes=round(found.codes, 4),
    )


def gate_out(gate: GateResult, languages: Sequence[str]) -> GateOut:
    label = choose(gate.label, languages, next(iter(gate.label), "en"))
    return GateOut(
        id=gate.id,
        kind=gate.kind,
        state=gate.state,
        label=label,
        required=gate.required,
        found=gate.found,
        currency=gate.currency,
    )
