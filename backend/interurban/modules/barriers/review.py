"""The whole review of a text: what it says, and what it does not say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from interurban.core.languages import SMALL_WORDS
from interurban.core.text import fold

from .matcher import passages
from .plain import Plain, plain
from .rules import LANGUAGES, Language
from .types import Barrier, Passage

# A title or two lines say nothing of many things, and should not.
LEAST_FOR_SILENCE = 300
_OF_DATA = {Barrier.silence_data, Barrier.silence_metadata, Barrier.silence_training_data}
_WORD = re.compile(r"[^\W\d_]{1,30}")
_SAMPLED = 4_000  # words from which a language is told
_LEAST_SMALL = 0.05  # of all words: a list of names and numbers is in no language that one could read
_LEAST_SHARE = 0.3  # of the small words of the best language, for another one to be read too


def silences(text: Plain, language: Language) -> list[Barrier]:
    """The subjects that the text says nothing about."""
    return [kind for kind, speaks in language.speaks_of.items() if not speaks.search(text.text)]


def missed(texts: list[tuple[Plain, str]]) -> list[Barrier]:
    """The subjects that no text, each given with its language, speaks of, where a reader misses them."""
    if sum(len(text.text) for text, _ in texts) < LEAST_FOR_SILENCE:
        return []
    kinds = set(Barrier)
    for text, lang in texts:
        kinds &= set(silences(text, LANGUAGES[lang]))
    if not any(LANGUAGES[lang].about_data.search(text.text) for text, lang in texts):
        kinds -= _OF_DATA
    return sorted(kinds, key=list(Barrier).index)


def languages_of(text: Plain) -> list[str]:
    """The languages with rules in which the text seems to be written, the best first.

    Told among all languages that are known, or Italian would pass for French. A second language counts by the
    small words that the first does not have.
    """
    said = Counter(fold(found[0]) for found in islice(_WORD.finditer(text.text), _SAMPLED))
    counts = {lang: sum(said[word] for word in small) for lang, small in SMALL_WORDS.items()}
    # Where two languages say the same, one that can be read.
    best = max(counts, key=lambda lang: (counts[lang], lang in LANGUAGES))
    if counts[best] == 0 or counts[best] < _LEAST_SMALL * said.total():
        return []
    own = {lang: sum(said[word] for word in SMALL_WORDS[lang] - SMALL_WORDS[best]) for lang in LANGUAGES}
    others = [lang for lang in LANGUAGES if lang != best and own[lang] >= _LEAST_SHARE * counts[best]]
    return [best, *others] if best in LANGUAGES else others


def read(text: str, languages: list[str]) -> list[tuple[Passage, str]]:
    """Every passage with its language; where two languages' rules find the same words, once."""
    as_read = plain(text)
    found: dict[tuple[Barrier, int], tuple[Passage, str]] = {}
    for lang in languages:
        for passage in passages(as_read, LANGUAGES[lang]):
            found.setdefault((passage.kind, passage.start), (passage, lang))
    return sorted(found.values(), key=lambda pair: (pair[0].start, pair[0].kind))
