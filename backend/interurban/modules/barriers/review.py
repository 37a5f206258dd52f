"""The whole review of a text: what it says, and what it does not say."""

from __future__ import annotations

import re
from collections import Counter

from interurban.core.languages import is_small
from interurban.core.text import fold

from .matcher import passages
from .plain import Plain, plain
from .rules import LANGUAGES, Language
from .types import Kind, Passage

# A title or two lines say nothing of many things, and should not.
LEAST_FOR_SILENCE = 300
_OF_DATA = {Kind.silence_data, Kind.silence_metadata, Kind.silence_training_data}
_WORD = re.compile(r"[^\W\d_]{1,30}")
_SAMPLED = 4_000  # words from which a language is told
_LEAST_SHARE = 0.2  # of the small words of the best language, for a second one to be read too


def silences(text: Plain, language: Language) -> list[Kind]:
    """The subjects that the text says nothing about."""
    return [kind for kind, speaks in language.speaks_of.items() if not speaks.search(text.text)]


def missed(texts: list[tuple[Plain, str]]) -> list[Kind]:
    """The subjects that no text, each given with its language, speaks of, where a reader misses them."""
    if sum(len(text.text) for text, _ in texts) < LEAST_FOR_SILENCE:
        return []
    kinds = set(Kind)
    for text, lang in texts:
        kinds &= set(silences(text, LANGUAGES[lang]))
    if not any(LANGUAGES[lang].about_data.search(text.text) for text, lang in texts):
        kinds -= _OF_DATA
    return sorted(kinds, key=list(Kind).index)


def languages_of(text: Plain) -> list[str]:
    """The languages with rules in which the text seems to be written, the best first."""
    sampled: list[str] = []
    for found in _WORD.finditer(text.text):
        sampled.append(fold(found[0]))
        if len(sampled) == _SAMPLED:
            break
    small: Counter[str] = Counter()
    for word, times in Counter(sampled).items():
        for lang in LANGUAGES:
            if is_small(lang, word):
                small[lang] += times
    most = max(small.values(), default=0)
    return [lang for lang, times in small.most_common() if times and times >= _LEAST_SHARE * most]


def read(text: str, languages: list[str]) -> list[tuple[Passage, str]]:
    """Every passage with its language; where two languages' rules find the same words, once."""
    as_read = plain(text)
    found: dict[tuple[Kind, int], tuple[Passage, str]] = {}
    for lang in languages:
        for passage in passages(as_read, LANGUAGES[lang]):
            found.setdefault((passage.kind, passage.start), (passage, lang))
    return sorted(found.values(), key=lambda pair: (pair[0].start, pair[0].kind))
