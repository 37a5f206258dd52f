"""A page of twenty explained to somebody new: challenges that were shown before, and for the first time."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np

from interurban.modules.matching.asker import Asker, Meaning
from interurban.modules.matching.board import Board, Document
from interurban.modules.matching.comparing import ShownDocument
from interurban.modules.matching.explanation import explain_all
from interurban.modules.matching.labels import groups
from interurban.modules.matching.neural.inputs import sentences_of
from interurban.modules.matching.vectors import Rows, Sentences, Vector
from interurban.modules.matching.words.concepts import significant

from .invented import Vectors
from .words import LANGUAGES, challenge, profile, vocabulary

BAR_MS = 2.0
PAGE = 20
_ROUNDS = 30
_CHALLENGES = 3_000
_WORDS = 14  # of a sentence
_POINTS = 20  # codes that a text points to, as many as are kept of one


def measure(rows: int, seed: int = 1) -> dict[str, Any]:
    """In processor time of this thread: others work on the machine too.

    The asker's words are counted and weighed and its meaning is known, as they are once its page was found;
    all else of it is new. Of the page itself only what was shown before is kept, and that is told apart.
    """
    made = _Made(seed)
    board, documents = Board(groups()), [made.challenge(number) for number in range(min(rows, _CHALLENGES))]
    for document in documents:
        board.put(document)
    board.index.settle()
    # As a server does: what is there for good is not looked at again and again.
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    try:
        cold, warm = zip(*[_round(board, made, documents, number) for number in range(_ROUNDS)], strict=True)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
    return {
        "explanations": PAGE,
        "warm_ms": round(median(warm), 2),
        "warm_least_ms": round(min(warm), 2),
        "cold_ms": round(median(cold), 1),
        "bar_ms": BAR_MS,
        "kept_bytes_a_text": round(board.index.shown.kept.nbytes / max(len(board.index.shown.kept), 1)),
    }


def _round(board: Board, made: _Made, documents: Sequence[Document], number: int) -> tuple[float, float]:
    """A page in the asker's language for the first time, and again to another asker."""
    lang = LANGUAGES[number % len(LANGUAGES)]
    asking = [made.profile(lang) for _ in range(2)]
    near = [one for one in documents if lang in one.texts]
    first = number * PAGE % max(len(near) - PAGE, 1)
    page = [
        ShownDocument(one.texts, tuple(one.categories), made.meaning(one, number + place))
        for place, one in enumerate(near[first : first + PAGE])
    ]
    board.index.shown.kept.clear()
    cold, warm = (_milliseconds(board, one, made.meaning(one, number), page) for one in asking)
    return cold, warm


def _milliseconds(board: Board, one: Document, meaning: Meaning, page: Sequence[ShownDocument]) -> float:
    query = one.query()
    board.index.scores(query, "challenge")
    started = time.thread_time()
    explain_all(board.index, Asker(one.texts, one.categories, "profile", meaning, query), page)
    return (time.thread_time() - started) * 1_000


class _Made:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self._words = {lang: vocabulary(self._random) for lang in LANGUAGES}
        self._codes = sorted({significant(code) for code in groups()["en"]})
        self._vectors = Vectors(seed)

    def challenge(self, number: int) -> Document:
        return _in_sentences(challenge(self._random, self._words, number))

    def profile(self, lang: str) -> Document:
        while lang not in (made := profile(self._random, self._words, 10**9)).texts:
            pass
        return _in_sentences(made)

    def meaning(self, one: Document, part: int) -> Meaning:
        """Without a sentence a text means nearly the same."""
        ((lang, parts),) = one.texts.items()
        spans = tuple(sentences_of(parts))
        row, *left = self._vectors.some(1 + len(spans), part)
        without: Rows = np.array(left, np.float32).reshape(-1, row.size) * np.float32(0.05) + row
        points = {code: self._random.random() for code in self._random.sample(self._codes, _POINTS)}
        return {lang: Vector(lang, row, points, Sentences(spans, without))}


def _in_sentences(document: Document) -> Document:
    ((lang, (title, body)),) = document.texts.items()
    words = body.split()
    said = [" ".join(words[first : first + _WORDS]) for first in range(0, len(words), _WORDS)]
    return replace(document, texts={lang: [title, ". ".join(one.capitalize() for one in said) + "."]})
