"""Labels of CPV codes in the languages installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import String, any_, case, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from interurban.core.database import Database
from interurban.core.schemas import Text
from interurban.core.text import choose, choose_language, fold
from interurban.modules.feed.public import CardCategory

from . import labels as files
from .models import CpvLabel
from .store import CHANNEL, LABELS_CHANGED

Reader = AsyncConnection | AsyncSession


async def category_labels(reader: Reader, codes: Sequence[str], languages: Sequence[str]) -> dict[str, Text]:
    """A label for each code: its own in a language wanted, else its group's or division's, else English."""
    wanted = {code: [code, *(code[:digits].ljust(8, "0") for digits in (5, 4, 3, 2))] for code in codes}
    every = sorted({found for chain in wanted.values() for found in chain})
    labels = await _labels(reader, every, [*languages, "en"])
    if any(not labels.keys() & set(chain) for chain in wanted.values()):
        labels = await _labels(reader, every, None)
    nearest = {code: _nearest(labels, chain, languages) for code, chain in wanted.items()}
    return {code: label for code, label in nearest.items() if label is not None}


async def _labels(
    reader: Reader, codes: Sequence[str], languages: Sequence[str] | None
) -> dict[str, dict[str, str]]:
    """Code -> language -> label; in all languages when null."""
    # One parameter for all: a page of the feed asks for hundreds, and each parameter costs.
    among = any_(literal(list(codes), ARRAY(String)))
    query = select(CpvLabel.code, CpvLabel.lang, CpvLabel.label).where(CpvLabel.code == among)
    if languages is not None:
        query = query.where(CpvLabel.lang.in_(languages))
    found: dict[str, dict[str, str]] = {}
    for row in await reader.execute(query):
        found.setdefault(row.code, {})[row.lang] = row.label
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


async def search(reader: Reader, q: str, languages: Sequence[str], limit: int) -> list[CardCategory]:
    """Codes whose label has every word of `q` in a language wanted or in English; digits find codes.

    Best first: the label begins with it, a word begins with it, it stands anywhere; then the broader code.
    Nothing asked answers with the divisions.
    """
    words = fold(q).split()
    query = select(CpvLabel.code, CpvLabel.lang, CpvLabel.label)
    digits = q.strip().split("-")[0].replace(" ", "")
    if not words:
        query = query.where(func.right(CpvLabel.code, 6) == "000000")
        rank: Any = literal(0)
    elif digits.isdigit():
        query = query.where(CpvLabel.code.startswith(digits.rstrip("0") if len(digits) == 8 else digits))
        rank = literal(0)
    else:
        query = query.where(CpvLabel.lang.in_([*languages, "en"]))
        query = query.where(*(CpvLabel.folded.contains(word, autoescape=True) for word in words))
        whole = " ".join(words)
        rank = case(
            (CpvLabel.folded.startswith(whole, autoescape=True), 0),
            ((literal(" ") + CpvLabel.folded).contains(" " + whole, autoescape=True), 1),
            else_=2,
        )
    broad = func.length(func.rtrim(CpvLabel.code, "0"))
    # One code stands once for each language: more rows than codes are read, and the best label chosen.
    rows = (await reader.execute(query.order_by(rank, broad, CpvLabel.code).limit(limit * 30))).all()
    by_code: dict[str, dict[str, str]] = {}
    for row in rows:
        by_code.setdefault(row.code, {})[row.lang] = row.label
    return [_category(code, labels, languages) for code, labels in list(by_code.items())[:limit]]


def _category(code: str, labels: dict[str, str], languages: Sequence[str]) -> CardCategory:
    lang = choose_language(sorted(labels), languages, "en")
    return CardCategory(code=code, label=Text(value=labels[lang], lang=lang, original=True))


async def install(session: AsyncSession, rows: Iterable[tuple[str, str, str]]) -> int:
    """Puts (code, language, label) in, over those that are there, and tells the mirrors. Returns how many."""
    found = list({(code, lang): (code, lang, label) for code, lang, label in rows}.values())
    if not found:
        return 0
    codes, langs, labels = (list(column) for column in zip(*found, strict=True))
    await session.execute(
        text(
            "INSERT INTO cpv_labels (code, lang, label, folded) "
            "SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:langs AS text[]), CAST(:labels AS text[]), "
            "CAST(:folded AS text[])) ON CONFLICT (code, lang) DO UPDATE "
            "SET label = excluded.label, folded = excluded.folded WHERE cpv_labels.label <> excluded.label"
        ),
        {"codes": codes, "langs": langs, "labels": labels, "folded": [fold(label) for label in labels]},
    )
    await session.execute(text(f"NOTIFY {CHANNEL}, '{LABELS_CHANGED}'"))
    return len(found)


async def ensure_groups(database: Database) -> None:
    """Our own divisions and groups, once."""
    async with database.read() as read:
        known = (await read.execute(select(func.count()).select_from(CpvLabel))).scalar_one()
    if not known:
        async with database.write() as session:
            await install(session, files.rows_of(files.groups()))


async def install_packages(session: AsyncSession, folder: Path) -> int:
    """The labels of the data packages unpacked in `folder`, of those that are there. Again is harmless."""
    return await install(session, [*files.rows_of(files.groups()), *files.package_labels(folder)])


async def import_codes(session: AsyncSession, path: Path) -> int:
    """The labels of an official file, see `labels.read_labels`. Raises BadLabels."""
    return await install(session, files.read_labels(path))
