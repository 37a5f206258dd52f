"""Reviews of drafts, of published and imported records, and of a text that somebody pastes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor
from interurban.core.schemas import FieldError
from interurban.modules.challenges import public as challenges
from interurban.modules.challenges.public import ChallengeTerms, Kind, Material

from . import review, structure, words
from .errors import NothingToReview
from .plain import plain
from .rules import LANGUAGES
from .schemas import BarrierFinding, BarrierReview, BarrierReviewInput, BarrierSourceOut
from .types import SEVERITY, SOURCE, Barrier, Found

# More than anybody reads; a text of nothing but barriers must not become an answer of megabytes.
MOST_FINDINGS = 200


async def of_text(data: BarrierReviewInput, languages: Sequence[str]) -> BarrierReview:
    if not any(letter.isalpha() for letter in plain(data.text).text):
        raise NothingToReview(
            errors=[FieldError(pointer="/text", code="no_words", detail=NothingToReview.advice)]
        )
    # Half a second for the longest text: other requests go on meanwhile.
    read_in, found = await asyncio.to_thread(_text, data)
    return _answer(read_in, found, languages)


def _text(data: BarrierReviewInput) -> tuple[list[str], list[Found]]:
    as_read = plain(data.text)
    told = [data.language] if data.language in LANGUAGES else review.languages_of(as_read)
    read_in = [lang for lang in told if lang is not None]
    found = [
        Found(passage.kind, SEVERITY[passage.kind], "/text", lang, (passage.start, passage.end))
        for passage, lang in review.read(data.text, read_in)
    ]
    first = read_in[0] if read_in else words.FALLBACK
    stated = structure.stated(data.terms) if data.terms else set()
    found += [
        Found(kind, SEVERITY[kind], "/text", first)
        for kind in review.missed([(as_read, lang) for lang in read_in])
        if kind not in stated
    ]
    if data.terms:
        found += _terms(data.terms, first)
    return read_in, [_quoting(one, data.text) for one in found]


async def of_record(
    session: AsyncSession, actor: Actor, challenge_id: UUID, languages: Sequence[str]
) -> BarrierReview:
    """Raises NotFound for what the actor may not see."""
    material = await challenges.material(session, actor, challenge_id)
    read_in, found = await asyncio.to_thread(_record, material)
    return _answer(read_in, found, languages)


def _record(material: Material) -> tuple[list[str], list[Found]]:
    found: list[Found] = []
    heard = []
    for lang, texts in material.texts.items():
        for name, text in texts.items():
            pointer = f"/texts/{lang}/{name}"
            as_read = plain(text)
            # A text may stand under another language than its own: by mistake, or as a source gave it.
            read_in = [known for known in LANGUAGES if known == lang or known in review.languages_of(as_read)]
            heard += [(as_read, known) for known in read_in]
            found += [
                _quoting(Found(one.kind, SEVERITY[one.kind], pointer, known, (one.start, one.end)), text)
                for one, known in review.read(text, read_in)
            ]
    stated = structure.stated(material.terms)
    found += [
        Found(kind, SEVERITY[kind], structure.SILENCE_AT[kind], material.original_language)
        for kind in review.missed(heard)
        if kind not in stated
    ]
    found += _terms(material.terms, material.original_language)
    found += _procedure(material)
    return sorted({lang for _, lang in heard}), found


def _terms(terms: ChallengeTerms, lang: str) -> list[Found]:
    return [Found(kind, severity, pointer, lang) for kind, pointer, severity in structure.barriers(terms)]


def _procedure(material: Material) -> list[Found]:
    lang = material.original_language
    found = []
    severity = structure.window(material.opens_at or material.published_at, material.closes_at)
    if severity is not None and not material.closes_assumed:
        found.append(Found(Barrier.short_window, severity, "/dates/closes_at", lang))
    # An importer brings what it finds; only who writes here can add a language.
    if material.kind is Kind.challenge and len(material.texts) == 1:
        found.append(Found(Barrier.one_language, SEVERITY[Barrier.one_language], "/texts", lang))
    return found


def _quoting(found: Found, text: str) -> Found:
    if found.span is None:
        return found
    start, end = found.span
    return Found(found.kind, found.severity, found.pointer, found.lang, found.span, text[start:end])


def _answer(read_in: list[str], found: list[Found], languages: Sequence[str]) -> BarrierReview:
    reader = next((lang for lang in languages if words.known(lang)), words.FALLBACK)
    whole = [one for one in found if one.span is None]
    in_words = [one for one in found if one.span is not None]
    shown = in_words[: MOST_FINDINGS - len(whole)] + whole
    return BarrierReview(
        language=reader,
        read_in=read_in,
        findings=[_out(one, reader) for one in shown],
        left_out=len(found) - len(shown),
        basis="rules",
    )


def _out(found: Found, reader: str) -> BarrierFinding:
    source = SOURCE[found.kind]
    suggestion, suggestion_lang = words.suggestion(found.kind, found.lang)
    start, end = found.span or (None, None)
    return BarrierFinding(
        kind=found.kind,
        severity=found.severity,
        pointer=found.pointer,
        start=start,
        end=end,
        quote=found.quote,
        why=words.why(found.kind, reader),
        source=BarrierSourceOut(key=source, label=words.source(source, reader)),
        suggestion=suggestion,
        suggestion_lang=suggestion_lang,
    )
