"""Finds the clauses of a text that the rules of its language call barriers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .plain import Plain
from .rules import Language, Rule
from .types import Passage

LONGEST = 700  # letters of one clause that are read together
NEAR = 320  # letters on both sides in which another sentence may take a demand back
# A line, and in it a sentence or an item; not the point of "U.S." or of "art. 5".
_END = re.compile(r"\n|;(?=\s)|(?<!\b\w)[.?!](?=\s+[^\s\d])")
_ITEM = re.compile(r"\n *[-•*·]")
_EDGES = " \t\n-•*·.;:,>#_|"


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int


def passages(text: Plain, language: Language) -> list[Passage]:
    """Barriers in order, each with the exact words it quotes. One kind never quotes the same words twice."""
    clauses = list(_clauses(text.text))
    starts = [clause.start for clause in clauses]
    found: dict[tuple[str, int], Passage] = {}
    for rule in language.rules:
        read = -1
        for hit in rule.says.finditer(text.text):
            number = bisect_right(starts, hit.start()) - 1
            if number <= read or number < 0 or hit.start() >= clauses[number].end:
                continue
            read = number
            clause = clauses[number]
            if _holds(rule, text.text, clauses, number):
                start, end = text.span(clause.start, clause.end)
                found.setdefault((rule.kind, clause.start), Passage(rule.kind, start, end))
    return sorted(found.values(), key=lambda passage: (passage.start, passage.kind))


def _clauses(text: str) -> Iterator[_Clause]:
    at = 0
    for end in [found.start() for found in _END.finditer(text)] + [len(text)]:
        while at < end:
            cut = end if end - at <= LONGEST else _cut(text, at)
            start, stop = _trimmed(text, at, cut)
            if start < stop:
                yield _Clause(start, stop)
            at = cut
        at = end


def _cut(text: str, start: int) -> int:
    """Where to end a clause that is too long: after its last comma or space, if there is one."""
    window = text[start : start + LONGEST]
    place = max(window.rfind(", "), window.rfind(" ", LONGEST // 2))
    return start + (place + 1 if place > 0 else LONGEST)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _holds(rule: Rule, text: str, clauses: list[_Clause], number: int) -> bool:
    clause = clauses[number]
    words = text[clause.start : clause.end]
    if (
        rule.reads_on
        and text[clause.end : clause.end + 2].lstrip().startswith(":")
        and number + 1 < len(clauses)
    ):
        words += "\n" + text[clauses[number + 1].start : clauses[number + 1].end]
    if not all(need.search(words) for need in rule.needs):
        return False
    if rule.unless is not None and rule.unless.search(words):
        return False
    if rule.relieved_by is None:
        return True
    return rule.relieved_by.search(_around(text, clause)) is None


def _around(text: str, clause: _Clause) -> str:
    """The clause with what stands near it; behind it not the next item of a list, which is another demand."""
    behind = text[clause.end : clause.end + NEAR]
    item = _ITEM.search(behind)
    return text[max(0, clause.start - NEAR) : clause.end] + behind[: item.start() if item else NEAR]
