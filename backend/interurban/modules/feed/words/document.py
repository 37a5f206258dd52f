"""What a record is found by, as PostgreSQL reads a tsvector: everything about words is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from interurban.modules.feed.types import FeedRecord

from .tokens import folded, stems, whole, words

LONGEST_BODY = 20_000  # characters of one language that are searched


def document(record: FeedRecord) -> str:
    """Folded words with their places, by weight, and lexemes that have no place in a text."""
    identifiers = [found for text in record.extra.values() if (found := words(text))]
    names = list(chain.from_iterable(words(name) for name in _names(record)))
    heading = [*chain.from_iterable(identifiers), *record.categories, *names]
    summary: list[str] = []
    body: list[str] = []
    # Parts of our own id mean nothing: it is found whole, or not at all.
    lexemes = {whole(list(map(folded, parts))) for parts in (words(str(record.id)), *identifiers)}
    for lang, text in record.texts.items():
        title, short, long = words(text.title), words(text.summary), words(text.body[:LONGEST_BODY])
        heading += title
        summary += short
        body += long
        # A name is bent by the grammar of the language around it: Krakowie, Panevėžio.
        in_heading = _stems(lang, {*title, *names})
        lexemes |= in_heading
        lexemes.update(map("^".__add__, in_heading))
        lexemes |= _stems(lang, {*short, *long})
    lexemes.update(f"^{folded(word)}" for word in heading)
    # Nothing needs quoting: in folded words are letters and digits alone.
    places = _places(heading, summary, body)
    return " ".join(chain(map("%s:%s".__mod__, places.items()), lexemes))


def _places(heading: Iterable[str], summary: Iterable[str], body: Iterable[str]) -> dict[str, str]:
    """Every folded word's places, counted through all texts, with their weights: "3A,17"."""
    found: dict[str, str] = {}
    weighted = chain(zip(heading, repeat("A")), zip(summary, repeat("B")), zip(body, repeat("")))
    for place, (word, weight) in enumerate(weighted, 1):
        plain = folded(word)
        before = found.get(plain)
        found[plain] = f"{before},{place}{weight}" if before else f"{place}{weight}"
    return found


def _stems(lang: str, distinct: Iterable[str]) -> set[str]:
    return set(chain.from_iterable(map(stems, repeat(lang), distinct)))


def _names(record: FeedRecord) -> Iterator[str]:
    yield from dict.fromkeys(name for publisher in record.publishers for name in publisher.names.values())
    if record.place:
        yield record.place
