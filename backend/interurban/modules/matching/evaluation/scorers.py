"""The product's own scores over a labelled set: by words alone, and with the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np

from interurban.modules.matching.neural import formula
from interurban.modules.matching.neural.inputs import as_input
from interurban.modules.matching.neural.samples import samples
from interurban.modules.matching.neural.space import WIDTH, LabelRows, Space, reads
from interurban.modules.matching.scoring import BY_WORDS, NEAREST
from interurban.modules.matching.words.index import Query, WordIndex, WordScores, make_query
from interurban.modules.matching.words.pair import Side

from .kept import KeptRows
from .tasks import Item, Task

Labels = Mapping[str, Mapping[str, str]]
Array = np.ndarray[Any, np.dtype[np.float32]]
Scorer = Callable[[int], Array]  # place of the asking item -> a score for each ranked item


def words(task: Task, labels: Labels) -> Scorer:
    parts = _word_parts(task, labels)
    # Asked for twice: by the measures and by the words for a fit.
    return cache(lambda place: parts(place).total)


def model(task: Task, labels: Labels, kept: KeptRows) -> Scorer:
    """As the product does: the nearest by meaning and the best by words are compared in full."""
    parts = _word_parts(task, labels)
    asking, ranked = _vectors(task, labels, kept)

    def score(place: int) -> Array:
        words, meaning = parts(place), ranked @ asking[place]
        full = np.union1d(np.argsort(-meaning)[:NEAREST], np.argsort(-words.total)[:BY_WORDS])
        found = np.zeros(len(ranked), np.float32)
        found[full] = formula.combine(
            meaning=meaning[full],
            grams=words.grams[full],
            stems=words.stems[full],
            covered=words.covered[full],
            concepts=words.concepts[full],
            codes=words.codes[full],
        )
        return found

    return cache(score)


def _word_parts(task: Task, labels: Labels) -> Callable[[int], WordScores]:
    index = WordIndex(labels)
    slots = np.array([index.put(task.side, item.id, _query(item)) for item in task.ranked])
    if task.side == "profile":
        for item in task.background:
            index.put("challenge", item.id, _query(item))

    def parts(place: int) -> WordScores:
        found = index.parts(_query(task.asking[place]), task.side)
        return WordScores(*(getattr(found, field.name)[slots] for field in fields(WordScores)))

    return parts


def _vectors(task: Task, labels: Labels, kept: KeptRows) -> tuple[Array, Array]:
    """Of those who ask and of what is ranked, in a space made from all of them, as the product makes it."""
    other: Side = "challenge" if task.side == "profile" else "profile"
    items = {(task.side, item.id): item for item in task.ranked}
    items |= {(other, item.id): item for item in (*task.background, *task.asking)}
    inputs = {key: as_input(key[0], item.parts) for key, item in items.items()}
    # A text without a word has no vector.
    inputs = {key: given for key, given in inputs.items() if given}
    rows = dict(zip(inputs, kept.of(list(inputs.values()), "texts"), strict=True))
    texts: dict[tuple[Side, str], list[Array]] = defaultdict(list)
    for key, row in rows.items():
        texts[key[0], items[key].lang].append(row)
    given = {place: np.array(found) for place, found in texts.items()}
    space = _space(labels, kept, given)

    return (
        _placed(space, other, task.asking, rows),
        _placed(space, task.side, task.ranked, rows),
    )


def _placed(space: Space, side: Side, items: Sequence[Item], rows: Mapping[tuple[Side, str], Array]) -> Array:
    """(items, WIDTH); zeros for those without a word."""
    found = np.zeros((len(items), WIDTH), np.float32)
    places: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if (side, item.id) in rows:
            places[item.lang].append(place)
    for lang, mine in places.items():
        found[mine] = space.vectors(np.array([rows[side, items[i].id] for i in mine]), side, lang)
    return found


def _space(labels: Labels, kept: KeptRows, texts: Mapping[tuple[Side, str], Array]) -> Space:
    spoken = {lang for _, lang in texts}
    ours = {
        (side, lang): kept.of([as_input(side, (one,)) for one in found], f"samples in {lang}")
        for (side, lang), found in samples().items()
        if lang in spoken
    }
    rows = {}
    for lang, by_code in sorted(labels.items()):
        wanted = {code: label for code, label in by_code.items() if reads(code)}
        inputs = [as_input("challenge", (label,)) for label in wanted.values()]
        rows[lang] = LabelRows(list(wanted), kept.of(inputs, f"labels in {lang}"))
    return Space.build(kept.model, rows, ours, texts)


def _query(item: Item) -> Query:
    return make_query({item.lang: item.parts}, item.codes)
