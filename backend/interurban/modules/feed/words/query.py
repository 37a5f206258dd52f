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
    """tsquery texts: everything that matches; the tiers that share it out, best first; the words alone."""

    matches: str
    tiers: tuple[str, ...]
    words: str


def read(typed: str) -> TextQuery | None:
    """Null when nothing that could be searched for was typed."""
    alternatives = [one for one in _parse(typed) if one.wanted or one.unwanted]
    if not alternatives:
        return None
    itself = _quote(whole([folded(word) for word in WORD.findall(normalise(typed))]))
    in_heading = _either(_as_written(one, "^") for one in alternatives)
    written = _either(_as_written(one, "") for one in alternatives)
    stems_in_heading = _either(_stemmed(one, "^") for one in alternatives)
    stemmed = _either(_stemmed(one, "") for one in alternatives)
    tiers = (
        _either([itself, in_heading]),
        _but(written, [itself, in_heading]),
        _but(stems_in_heading, [itself, written]),
        _but(stemmed, [itself, written, stems_in_heading]),
    )
    words = _either(_phrase(term, "") for one in alternatives for term in one.wanted)
    return TextQuery(_either([itself, written, stemmed]), tuple(filter(None, tiers)), words or itself)


def _but(tier: str, others: list[str]) -> str:
    return f"{tier} & !{_either(others)}" if tier and tier not in others else ""


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
    """Only plain words have places: a phrase of a heading has all its words there, and together somewhere."""
    parts = [_quote(folded(word)) for word in term.words]
    together = parts[0] if len(parts) == 1 else f"({' <-> '.join(parts)})"
    if not prefix:
        return together
    return _every([*(_quote(prefix + folded(word)) for word in term.words), together if parts[1:] else ""])


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
