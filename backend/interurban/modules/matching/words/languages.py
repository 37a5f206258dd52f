"""What matching adds to what is known of each language: what a firm calls itself, and guessing a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from interurban.core import languages
from interurban.core.text import fold

# What a firm calls itself. It says nothing of what the firm does, and challenges use it otherwise.
_SELF = {
    "de": "unternehmen firma anbieter",
    "en": "company firm contractor supplier provider provide offer",
    "es": "empresa proveedor ofrecemos",
    "et": "ettevõte pakume",
    "fi": "yritys tarjoamme",
    "fr": "entreprise société fournisseur prestataire proposons",
    "it": "azienda impresa fornitore offriamo",
    "lt": "įmonė teikiame",
    "nl": "bedrijf leverancier bieden",
    "pl": "firma przedsiębiorstwo oferujemy",
    "sv": "företag leverantör erbjuder",
    "uk": "підприємство компанія фірма",
}
SMALL_WORDS = {
    lang: words | frozenset(fold(w) for w in _SELF.get(lang, "").split())
    for lang, words in languages.SMALL_WORDS.items()
}

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = (  # letters that only one of the languages known here writes
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("bg", re.compile("[ъЪщЩ][а-я]|[а-я]ът\\b")),
    ("el", re.compile("[α-ωΑ-Ω]")),
)
_GUESS_FROM = 4_000

# A corpus repeats its words: most are stemmed once.
stem = lru_cache(maxsize=20_000)(languages.stem)


def is_small(lang: str, folded: str) -> bool:
    return folded in SMALL_WORDS.get(lang, ())


def guess(text: str, among: Iterable[str] | None = None, fallback: str = "en") -> str:
    """The language whose small words and letters the text has most of; `fallback` when nothing tells."""
    sample = text[:_GUESS_FROM]
    words = [fold(w) for w in _WORD.findall(sample)]
    candidates = list(among) if among is not None else list(SMALL_WORDS)
    best, best_score = fallback, 0.0
    for lang in candidates:
        small = SMALL_WORDS.get(lang)
        if small is None:
            continue
        score = float(sum(word in small for word in words))
        score += sum(len(mark.findall(sample)) for owner, mark in _MARKS if owner == lang)
        # A tie goes to the fallback, then to the language named first.
        if score > best_score or (score == best_score and score > 0 and lang == fallback):
            best, best_score = lang, score
    return best
