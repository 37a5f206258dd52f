"""Documents made up from a seed, of every kind that may come to be shown with reasons."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np

from interurban.modules.matching.labels import groups
from interurban.modules.matching.neural.inputs import sentences_of
from interurban.modules.matching.vectors import COMPARED, Rows, Sentences, Vector
from interurban.modules.matching.words.concepts import significant
from interurban.modules.matching.words.index import WordIndex, make_query

LANGUAGES = ("en", "fr", "uk", "und")
Texts = dict[str, list[str]]
_CODES = sorted(groups()["en"])
_SYLLABLES = {
    "uk": [c + v for c in "бвгдклмнпрст" for v in "аеиоу"],
    "fr": [c + v for c in "bcdfglmnprst" for v in "aéiouè"],
}
_PLAIN = [c + v for c in "bdfgklmnprstv" for v in "aeiou"]


class Made:
    """A few hundred words of each language, of which those of labels are some."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._rows = np.random.default_rng(seed)
        labels = groups()
        self._words = {}
        for lang in LANGUAGES:
            syllables = _SYLLABLES.get(lang, _PLAIN)
            made = [
                "".join(self.random.choices(syllables, k=self.random.randint(1, 4))) for _ in range(1_500)
            ]
            known = [word for label in labels.get(lang, {}).values() for word in label.split()]
            self._words[lang] = made + self.random.sample(known, min(100, len(known)))

    def sentence(self, lang: str, words: int) -> str:
        known = self._words[lang]
        return " ".join(known[int(len(known) * self.random.random() ** 3)] for _ in range(words)).capitalize()

    def parts(self, lang: str, *, title: bool = True) -> list[str]:
        """Of any length, with all that texts bring: markup, a title that is said again, nothing at all."""
        random_ = self.random
        number = random_.choice((0, 1, 1, 2, 5, 12, 25))
        body = " ".join(self.sentence(lang, random_.randint(1, 20)) + "." for _ in range(number))
        head = self.sentence(lang, 6) if title else ""
        kind = random_.randrange(8)
        if kind == 0:
            body = f"<p>{body}</p><script>var x = 1</script> &amp; <b>{self.sentence(lang, 3)}</b>"
        elif kind == 1:
            body = f"{head}. {body}"
        elif kind == 2:
            body = f"{body}\n- {head}.\n{body[: len(body) // 2]} снігoplow"
        elif kind == 3:
            body = random_.choice(("!!! … 🚲", self.sentence(lang, 9)))
        return [head, body] if title else [body]

    def texts(self, beside: Mapping[str, Sequence[str]] | None = None, *, title: bool = True) -> Texts:
        """Some say a few words of what is said in the texts beside them."""
        found = {}
        for lang in self.random.sample(LANGUAGES, self.random.choice((1, 1, 2, 3))):
            found[lang] = self.parts(lang, title=title)
            said = (beside or {}).get(lang, ("",))[-1].split()
            if said and self.random.random() < 0.7:
                found[lang][-1] += " So " + " ".join(self.random.sample(said, min(6, len(said))))
        return found

    def codes(self) -> tuple[str, ...]:
        return tuple(self.random.sample(_CODES, self.random.choice((0, 1, 3))))

    def row(self, *near: Rows) -> Rows:
        drawn = self._rows.standard_normal(COMPARED).astype(np.float32)
        row: Rows = sum(near, drawn / np.float32(COMPARED**0.5))
        return (row / np.linalg.norm(row)).astype(np.float32)

    def meaning(self, texts: Texts, near: Rows) -> dict[str, Vector]:
        """Some without a language, without sentences, or with only those that the encoder got to read."""
        found = {}
        for lang, parts in texts.items():
            vector = self.row(near)
            spans = tuple(sentences_of(parts))[: self.random.choice((3, 99))]
            if self.random.random() < 0.2:
                spans = spans[1:]
            rows = np.array([self.row(4 * vector) for _ in spans], np.float32).reshape(-1, COMPARED)
            points = {significant(code): self.random.random() for code in self.random.sample(_CODES, 20)}
            sentences = Sentences(spans, rows) if self.random.random() < 0.9 else None
            found[lang] = Vector(lang, vector, points, sentences)
        return found

    def fill(self, index: WordIndex, first: int, count: int) -> None:
        for number in range(first, first + count):
            index.put("challenge", number, make_query(self.texts(), self.codes()))
