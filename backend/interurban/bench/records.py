"""Made-up records in any number: words of made-up languages, spread as real ones are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from interurban.modules.feed.public import FeedRecord, Publisher, RecordText

LANGUAGES = ("en", "fr", "fi", "de", "uk", "lt", "it", "pl")
COUNTRIES = ("FI", "FR", "DE", "UA", "LT", "IT", "PL", "CA", "EE")
KINDS = (("challenge", 0), ("notice", 1), ("funding_call", 2), ("award", 3))
_LATIN = ("ka", "lo", "ti", "ven", "sur", "mé", "pa", "rin", "do", "šu", "bel", "ha", "ön", "cre", "us")
_CYRILLIC = ("ка", "ло", "ти", "вен", "сур", "мі", "па", "рин", "до", "шу", "бел", "га", "ї", "кре", "ус")
_VOCABULARY = 6_000
_BODY_WORDS = 30  # with title and summary about as long as what most towns write


class Records:
    """The same numbers give the same records, apart from the present moment."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.words = {lang: self._vocabulary(lang) for lang in LANGUAGES}
        # Zipf's law: few words are everywhere, most are rare.
        self.weights = [1 / (rank + 3) for rank in range(_VOCABULARY)]
        self.cities = [self._city(number) for number in range(300)]

    def some(self, count: int) -> Iterator[FeedRecord]:
        for _ in range(count):
            yield self.one()

    def one(self) -> FeedRecord:
        chance = self.random
        lang = chance.choice(LANGUAGES)
        kind, rank = chance.choices(KINDS, (40, 30, 10, 20))[0]
        days = chance.uniform(-60, 60)
        budget = chance.randrange(1, 500) * 100_000 if chance.random() < 0.7 else None
        closes = None if chance.random() < 0.05 else self.now + timedelta(days=days)
        return FeedRecord(
            id=UUID(int=chance.getrandbits(128)),
            kind=kind,
            kind_rank=rank,
            demo=chance.random() < 0.01,
            original_language=lang,
            texts={lang: RecordText(self._text(lang, 8), self._text(lang, 12), "a-title", self._body(lang))},
            publishers=tuple(chance.sample(self.cities, 2 if chance.random() < 0.1 else 1)),
            country=chance.choice(COUNTRIES),
            place="Place",
            timezone="Europe/Helsinki",
            zone_assumed=False,
            published_at=self.now - timedelta(days=chance.uniform(1, 700)),
            opens_at=self.now + timedelta(days=1) if chance.random() < 0.02 else None,
            closes_at=closes,
            lat=chance.uniform(40, 65),
            lon=chance.uniform(-5, 30),
            approach=chance.choice(("challenge_based", "direct", None)),
            currency="EUR" if budget else None,
            budget_max_minor=budget,
            categories=tuple(f"{chance.randrange(10, 99)}{chance.randrange(10, 99)}0000" for _ in range(2)),
            flags=(chance.choice(("social:equity", "social:environment", "ip:supplier", "right:keeps_ip")),),
            source=chance.choice(("", "ted", "prozorro")),
            extra={"source_id": f"{chance.randrange(10**9):09}-2026"},
        )

    def _vocabulary(self, lang: str) -> list[str]:
        parts = _CYRILLIC if lang == "uk" else _LATIN
        chance = random.Random(lang)  # noqa: S311
        return ["".join(chance.choices(parts, k=chance.randrange(2, 5))) for _ in range(_VOCABULARY)]

    def _text(self, lang: str, count: int) -> str:
        return " ".join(self.random.choices(self.words[lang], self.weights, k=count))

    def _body(self, lang: str) -> str:
        return self._text(lang, _BODY_WORDS)

    def _city(self, number: int) -> Publisher:
        lang = LANGUAGES[number % len(LANGUAGES)]
        name = f"{self.words[lang][number * 7]} {number}"
        id_ = UUID(int=self.random.getrandbits(128))
        country = COUNTRIES[number % len(COUNTRIES)]
        return Publisher("city", id_, f"city-{number}", {lang: name}, lang, country, number % 8 + 1, True)
