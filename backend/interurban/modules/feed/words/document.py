"""What a record is found by, as the text form of a tsvector."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interurban.modules.feed.types import FeedRecord

from .tokens import folded, stems, whole, words

LONGEST_BODY = 20_000  # characters of one language that are searched
_LAST_POSITION = 16_383  # PostgreSQL keeps no more
_MOST_PLACES = 40  # of one word; more say nothing new
_GAP = 10  # between fields, so that no phrase reaches from one into the next


class _Vector:
    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {}
        self.position = 1

    def write(self, tokens: Iterable[str], weight: str, prefix: str = "") -> None:
        """The words as written, with their places, for phrases and ranks."""
        for word in tokens:
            for lexeme in (folded(word), prefix + folded(word)) if prefix else (folded(word),):
                places = self.places.setdefault(lexeme, [])
                if len(places) < _MOST_PLACES and self.position <= _LAST_POSITION:
                    places.append(f"{self.position}{weight}")
            self.position += 1
        self.position += _GAP

    def add(self, lexemes: Iterable[str]) -> None:
        for lexeme in lexemes:
            self.places.setdefault(lexeme, [])

    def stem(self, lang: str, tokens: Iterable[str], *, heading: bool) -> None:
        for word in tokens:
            found = stems(lang, word)
            self.add(found)
            if heading:
                self.add(f"^{lexeme}" for lexeme in found)

    def __str__(self) -> str:
        # Lexemes are letters, digits and our four marks, so that quoting them needs no escapes.
        return " ".join(
            f"'{lexeme}':{','.join(places)}" if places else f"'{lexeme}'"
            for lexeme, places in self.places.items()
        )


def document(record: FeedRecord) -> str:
    vector = _Vector()
    for name in _names(record):
        tokens = words(name)
        vector.write(tokens, "B", "^")
        # A city's name is bent by the grammar of the language around it: Panevėžyje, w Krakowie.
        for lang in record.texts:
            vector.stem(lang, tokens, heading=True)
    for identifier in (str(record.id), *record.extra.values()):
        parts = [folded(word) for word in words(identifier)]
        vector.write(parts, "A", "^")
        vector.add((whole(parts),))
    vector.write(record.categories, "A", "^")
    for lang, text in record.texts.items():
        _text(vector, lang, words(text.title), "A", heading=True)
        _text(vector, lang, words(text.summary), "B", heading=False)
        _text(vector, lang, words(text.body[:LONGEST_BODY]), "D", heading=False)
    return str(vector)


def _text(vector: _Vector, lang: str, tokens: Sequence[str], weight: str, *, heading: bool) -> None:
    vector.write(tokens, weight, "^" if heading else "")
    vector.stem(lang, set(tokens), heading=heading)


def _names(record: FeedRecord) -> list[str]:
    names = {name: None for publisher in record.publishers for name in publisher.names.values()}
    return [*names, *((record.place,) if record.place else ())]
