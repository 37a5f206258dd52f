"""Labelled sets read from files: what is asked, what is ranked, and what should come first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interurban.modules.matching.labels import open_text
from interurban.modules.matching.words.pair import Side

Gains = dict[str, dict[str, float]]  # asking id -> ranked id -> gain
NATURAL_PERSON, NO_RECORD = "natural_persons", "links_without_record"


class BadInput(Exception):
    """A file that cannot be read as what it should be. The message names file and line."""


@dataclass(frozen=True, slots=True)
class Item:
    """A challenge or a profile: `parts` are its title and body."""

    id: str
    lang: str
    parts: tuple[str, ...]
    codes: tuple[str, ...] = ()
    exclude: frozenset[str] = frozenset()


@dataclass(slots=True)
class Task:
    """`asking` are ranked against `ranked`; `side` is the side of what is ranked.

    `background` are challenges that stand in neither list but tell how rare words are.
    """

    asking: list[Item]
    ranked: list[Item]
    gains: Gains
    side: Side
    background: list[Item] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)


def labelled(
    folder: Path,
    corpus: Path,
    *,
    query_lang: str | None = None,
    document_lang: str | None = None,
    reverse: bool = False,
) -> Task:
    """`folder` holds queries.jsonl and qrels.tsv; `corpus` is JSON Lines, gzipped or not."""
    queries = [_query(row) for row in rows(folder / "queries.jsonl")]
    documents = [_document(row) for row in rows(corpus)]
    gains = _qrels(folder / "qrels.tsv")
    kept_queries = [q for q in queries if query_lang is None or q.lang == query_lang.lower()]
    kept_documents = [d for d in documents if document_lang is None or d.lang == document_lang.lower()]
    if reverse:
        turned: Gains = {}
        for query, found in gains.items():
            for document, gain in found.items():
                turned.setdefault(document, {})[query] = gain
        return _task(kept_documents, kept_queries, turned, "profile", background=documents)
    return _task(kept_queries, kept_documents, gains, "challenge")


def linked(challenges: Path, suppliers: Path, links: Path, *, reverse: bool = False) -> Task:
    """Who bid and who won, or which labels people gave. Natural persons are left out and counted."""
    asked = [_challenge(row) for row in rows(challenges)]
    known = list(rows(suppliers))
    persons = {_text(row, "supplier_id") for row in known if row.get("is_person")}
    firms = [_supplier(row) for row in known if not row.get("is_person")]
    firm_ids, challenge_ids = {f.id for f in firms}, {c.id for c in asked}
    left_out = {NATURAL_PERSON: 0, NO_RECORD: 0}
    gains: Gains = {}
    for row in rows(links):
        supplier = str(row.get("supplier_id") or row.get("profile_id") or "")
        challenge = _text(row, "challenge_id")
        if not _relevant(row):
            continue
        if supplier in persons:
            left_out[NATURAL_PERSON] += 1
        elif supplier not in firm_ids or challenge not in challenge_ids:
            left_out[NO_RECORD] += 1
        elif reverse:
            gains.setdefault(supplier, {})[challenge] = 1
        else:
            gains.setdefault(challenge, {})[supplier] = 1
    if reverse:
        return _task(firms, asked, gains, "challenge", left_out=left_out)
    return _task(asked, firms, gains, "profile", background=asked, left_out=left_out)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON Lines file, by its name gzipped or not."""
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BadInput(f"{path}:{number}: not JSON: {error}") from error
            if not isinstance(row, dict):
                raise BadInput(f"{path}:{number}: each line must be an object")
            yield row


def _task(
    asking: list[Item],
    ranked: list[Item],
    gains: Gains,
    side: Side,
    *,
    background: Iterable[Item] = (),
    left_out: dict[str, int] | None = None,
) -> Task:
    """Keeps gains of what is ranked, and of those who ask the ones that have something to find."""
    there = {item.id for item in ranked}
    kept = {one: {d: g for d, g in found.items() if d in there} for one, found in gains.items()}
    some = [item for item in asking if kept.get(item.id)]
    if not some:
        raise BadInput("No query has a relevant document: do the files belong together?")
    return Task(some, ranked, kept, side, list(background), left_out or {})


def _qrels(path: Path) -> Gains:
    gains: Gains = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.split()
            if not fields:
                continue
            try:
                query, document, gain = fields
                gains.setdefault(query, {})[document] = float(gain)
            except ValueError as error:
                raise BadInput(f"{path}:{number}: expected query, document and gain") from error
    return gains


def _text(row: dict[str, Any], *names: str) -> str:
    for name in names:
        if row.get(name) is not None:
            return str(row[name])
    raise BadInput(f"a record without {' or '.join(names)}: {str(row)[:80]}")


def _codes(row: dict[str, Any]) -> tuple[str, ...]:
    found = row.get("categories") or row.get("cpv_interests") or []
    return tuple(str(code)[:8] for code in found if str(code)[:8].isdigit() and len(str(code)) >= 8)


def _query(row: dict[str, Any]) -> Item:
    exclude = frozenset(map(str, row.get("exclude") or ()))
    return Item(_text(row, "id"), _text(row, "lang").lower(), (_text(row, "text"),), exclude=exclude)


def _document(row: dict[str, Any]) -> Item:
    # Never the codes that a corpus may carry: the labels of some sets were made from them.
    parts = (str(row.get("title") or ""), str(row.get("text") or ""))
    return Item(_text(row, "id"), _text(row, "lang").lower(), parts)


def _challenge(row: dict[str, Any]) -> Item:
    parts = (str(row.get("title") or ""), str(row.get("text") or ""))
    return Item(_text(row, "source_id", "id"), str(row.get("language") or "en").lower(), parts, _codes(row))


def _supplier(row: dict[str, Any]) -> Item:
    parts = (str(row.get("text") or ""), " ".join(map(str, row.get("keywords") or ())))
    return Item(_text(row, "supplier_id"), str(row.get("language") or "en").lower(), parts, _codes(row))


def _relevant(row: dict[str, Any]) -> bool:
    if "label" in row:
        return bool(row["label"] == "relevant")
    return row.get("role") in ("awarded", "bidder")
