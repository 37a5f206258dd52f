"""What a record is found by. PostgreSQL splits plain words at spaces; everything else is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypedDict

from interurban.modules.feed.types import FeedRecord

from .tokens import folded, stems, whole, words

LONGEST_BODY = 20_000  # characters of one language that are searched


class Document(TypedDict):
    """Texts of folded words between spaces, by weight, and lexemes that have no place in a text."""

    heading: str
    summary: str
    body: str
    lexemes: list[str]


def document(record: FeedRecord) -> Document:
    identifiers = [words(text) for text in (str(record.id), *record.extra.values())]
    names = list(chain.from_iterable(words(name) for name in _names(record)))
    heading = [*chain.from_iterable(identifiers), *record.categories, *names]
    summary: list[str] = []
    body: list[str] = []
    lexemes: set[str] = {whole([folded(word) for word in parts]) for parts in identifiers}
    for lang, text in record.texts.items():
        title, short, long = words(text.title), words(text.summary), words(text.body[:LONGEST_BODY])
        heading += title
        summary += short
        body += long
        # A name is bent by the grammar of the language around it: Krakowie, Panevėžio.
        in_heading = _stems(lang, chain(title, names))
        lexemes |= in_heading
        lexemes.update(f"^{lexeme}" for lexeme in in_heading)
        lexemes |= _stems(lang, chain(short, long))
    lexemes.update(f"^{folded(word)}" for word in heading)
    return {
        "heading": _plain(heading),
        "summary": _plain(summary),
        "body": _plain(body),
        "lexemes": list(lexemes),
    }


def _plain(tokens: Sequence[str]) -> str:
    return " ".join(map(folded, tokens))


def _stems(lang: str, tokens: Iterable[str]) -> set[str]:
    return set(chain.from_iterable(stems(lang, word) for word in set(tokens)))


def _names(record: FeedRecord) -> list[str]:
    names = {name: None for publisher in record.publishers for name in publisher.names.values()}
    return [*names, *((record.place,) if record.place else ())]
