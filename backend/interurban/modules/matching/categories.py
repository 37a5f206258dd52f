"""Labels of CPV codes in the languages installed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from interurban.core.schemas import Text
from interurban.core.text import choose

from .models import CpvLabel

Reader = AsyncConnection | AsyncSession


async def category_labels(reader: Reader, codes: Sequence[str], languages: Sequence[str]) -> dict[str, Text]:
    """A label for each code: its own in a language wanted, else its group's or division's, else English."""
    wanted = {code: [code, *(code[:digits].ljust(8, "0") for digits in (5, 4, 3, 2))] for code in codes}
    every = sorted({found for chain in wanted.values() for found in chain})
    labels: dict[str, dict[str, str]] = {}
    query = select(CpvLabel.code, CpvLabel.lang, CpvLabel.label).where(CpvLabel.code.in_(every))
    for row in await reader.execute(query):
        labels.setdefault(row.code, {})[row.lang] = row.label
    found: dict[str, Text] = {}
    for code, chain in wanted.items():
        label = _nearest(labels, chain, languages)
        if label is not None:
            found[code] = label
    return found


def _nearest(
    labels: dict[str, dict[str, str]], chain: Sequence[str], languages: Sequence[str]
) -> Text | None:
    """The exact code wins; a broader one that the reader can read comes before a foreign label."""
    for code in chain:
        for lang in (*languages, "en"):
            if lang in labels.get(code, {}):
                return Text(value=labels[code][lang], lang=lang, original=True)
    return next((choose(labels[code], languages, "en") for code in chain if labels.get(code)), None)
