"""What a person types, as PostgreSQL text queries: all words, "exact phrases", -without, this or that.

Nobody says in which language they type. So a query is tried as written and as each language that has
stems; all its words must fit under the same one. Results come in tiers, from the surest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from interurban.core.languages import STEMMED

from .tokens import WORD, folded, normalise, stems, whole

MOST_TERMS = 16
_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_CPV_WITH_CHECK_DIGIT = re.compile(r"(\d{8})-\d")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together. A quoted one counts only as written."""

    words: tuple[str, ...]
    quoted: bool


@dataclass(slots=True)
class _All:
    """Terms that must all be there, and terms that must not."""

    wanted: list[Term] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextQuery:
    """tsquery texts: everything that matches, and the tiers that share it out, best first."""

    matches: str
    tiers: tuple[str, ...]


def read(typed: str) -> TextQuery | None:
    """Null when nothing that could be searched for was typed."""
    alternatives = [one for one in _parse(typed) if one.wanted or one.unwanted]
    if not alternatives:
        return None
    identifier = _quote(whole([folded(word) for word in WORD.findall(normalise(typed))]))
    tiers = [
        _either([identifier, *(_as_written(one, "^") for one in alternatives)]),
        _either(_as_written(one, "") for one in alternatives),
        _either(_stemmed(one, "^") for one in alternatives),
        _either(_stemmed(one, "") for one in alternatives),
    ]
    apart: list[str] = []
    for place, tier in enumerate(tiers):
        before = _either(tiers[:place])
        if tier and tier not in tiers[:place]:
            apart.append(f"{tier} & !{before}" if before else tier)
    return TextQuery(_either(tiers), tuple(apart))


def _parse(typed: str) -> list[_All]:
    found = [_All()]
    terms = 0
    for minus_phrase, phrase, minus_word, word in _PART.findall(normalise(typed)):
        if word == "or":
            found.append(_All())
            continue
        for term in _terms(phrase, word):
            terms += 1
            if terms <= MOST_TERMS:
                (found[-1].unwanted if minus_phrase or minus_word else found[-1].wanted).append(term)
    return found


def _terms(phrase: str, word: str) -> list[Term]:
    if not word:
        tokens = tuple(WORD.findall(phrase))
        return [Term(tokens, quoted=True)] if tokens else []
    code = _CPV_WITH_CHECK_DIGIT.fullmatch(word)
    if code:
        return [Term((code.group(1),), quoted=False)]
    # l'eau, dell'acqua, city's: the parts are words of their own, single letters are none.
    parts = [tuple(WORD.findall(part)) for part in word.split("'")]
    kept = [part for part in parts if len("".join(part)) > 1] or parts
    return [Term(part, quoted=False) for part in kept if part]


def _as_written(one: _All, prefix: str) -> str:
    return _and_not(_every(_phrase(term, prefix) for term in one.wanted), one)


def _stemmed(one: _All, prefix: str) -> str:
    def under(lang: str) -> str:
        parts = [_stem(term, lang, prefix) for term in one.wanted]
        # Small words may be missing; a query of nothing else is only taken as written.
        return _every(part for part in parts if part is not None)

    return _and_not(_either(map(under, STEMMED)), one) if one.wanted else ""


def _and_not(wanted: str, one: _All) -> str:
    """What is unwanted is unwanted in every form and in every language."""
    if not wanted and one.wanted:
        return ""
    forms: list[str] = []
    for term in one.unwanted:
        forms.append(_phrase(term, ""))
        if not term.quoted:
            forms.extend(form for lang in STEMMED if (form := _stem(term, lang, "")) is not None)
    return _every([wanted, f"!{_either(forms)}" if forms else ""])


def _stem(term: Term, lang: str, prefix: str) -> str | None:
    """Null for a term of small words."""
    if term.quoted or not all(folded(word).isalpha() for word in term.words):
        return _phrase(term, prefix)
    found = [stems(lang, word) for word in term.words]
    return _every(_either(map(_prefixed(prefix), forms)) for forms in found if forms) or None


def _phrase(term: Term, prefix: str) -> str:
    quoted = [_quote(prefix + folded(word)) for word in term.words]
    return quoted[0] if len(quoted) == 1 else f"({' <-> '.join(quoted)})"


def _prefixed(prefix: str) -> Callable[[str], str]:
    return lambda lexeme: _quote(prefix + lexeme)


def _quote(lexeme: str) -> str:
    return f"'{lexeme}'"


def _every(parts: Iterable[str]) -> str:
    return _join(parts, " & ")


def _either(parts: Iterable[str]) -> str:
    return _join(parts, " | ")


def _join(parts: Iterable[str], operator: str) -> str:
    kept = list(dict.fromkeys(part for part in parts if part))
    if len(kept) < 2:
        return kept[0] if kept else ""
    return f"({operator.join(kept)})"
