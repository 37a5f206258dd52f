"""Who asks why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .vectors import Vector
from .words.analysis import blank_markup, features
from .words.dissect import Fixed
from .words.index import Query, WordIndex, make_query
from .words.pair import Side
from .words.shown import telling_words

Meaning = Mapping[str, Vector]  # language -> the vector of the text in it
Texts = Mapping[str, Sequence[str]]  # language -> (title, body), or (body,)


class Asker:
    """One profile or challenge that is compared with many; counted and weighed once."""

    def __init__(
        self,
        texts: Texts,
        codes: Sequence[str],
        side: Side = "profile",
        meaning: Meaning | None = None,
        query: Query | None = None,
    ) -> None:
        """`query`: the same texts and codes, if they are counted already."""
        self.texts, self.codes, self.side, self.meaning = texts, tuple(codes), side, meaning or {}
        self.query = query or make_query(texts, codes)
        self._fixed: dict[str, Fixed] = {}
        self._telling: dict[str, list[str]] = {}

    @property
    def other_side(self) -> Side:
        return "challenge" if self.side == "profile" else "profile"

    def fixed(self, index: WordIndex, lang: str) -> Fixed:
        if lang not in self._fixed:
            text = next((t for t in self.query.texts if t.lang == lang), None)
            self._fixed[lang] = index.fix(text or features(lang, ()), self.codes, self.side)
        return self._fixed[lang]

    def telling(self, index: WordIndex, lang: str) -> list[str]:
        """Of each stem of the text in a language the first word that says something, or nothing."""
        if lang not in self._telling:
            words: dict[int, str] = {}
            for part in self.texts.get(lang, ()):
                words = telling_words(lang, blank_markup(part)) | words
            stems = self.fixed(index, lang).text.stems
            self._telling[lang] = [words.get(key, "") for key in stems.tolist()]
        return self._telling[lang]
