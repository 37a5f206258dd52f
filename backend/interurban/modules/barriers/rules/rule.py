"""Reads rules from their files. Patterns are matched against one clause, in lower case."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from interurban.modules.barriers.types import Barrier

Pattern = re.Pattern[str]
_PART = re.compile(r"<([a-z_]{2,30})>")


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause is a barrier if `says` and all of `needs` are in it and `unless` is not.

    `relieved_by` takes it back from the clauses around as well: "young firms may show other proof".
    `reads_on`: behind a colon, the next clause belongs to it ("Minimum turnover:" and the figure below).
    """

    kind: Barrier
    says: Pattern
    needs: tuple[Pattern, ...]
    unless: Pattern | None
    relieved_by: Pattern | None
    reads_on: bool


@dataclass(frozen=True, slots=True)
class Language:
    """`speaks_of` tells, for each silence, whether a text says anything at all about its subject;
    `about_data` whether it has to do with data.
    """

    rules: tuple[Rule, ...]
    speaks_of: Mapping[Barrier, Pattern]
    about_data: Pattern


def load(name: str) -> Language:
    shared, own = _read("shared"), _read(name)
    parts = _parts(shared) | _parts(own)
    return Language(
        rules=tuple(_rule(row, parts) for row in own["rule"]),
        speaks_of={Barrier(kind): _words(found, parts) for kind, found in own["speaks_of"].items()},
        about_data=_words(own["about"]["data"], parts),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def _parts(table: Mapping[str, Any]) -> dict[str, str]:
    lists = {name: f"(?:{'|'.join(some)})" for name, some in table.get("lists", {}).items()}
    return {**table.get("parts", {}), **lists}


def _rule(row: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
    return Rule(
        kind=Barrier(row["kind"]),
        says=_words(row["says"], parts),
        needs=tuple(_words(some, parts) for some in row.get("needs", ())),
        unless=_words(row["unless"], parts) if "unless" in row else None,
        relieved_by=_words(row["relieved_by"], parts) if "relieved_by" in row else None,
        reads_on=row.get("reads_on", False),
    )


def _words(alternatives: Iterable[str], parts: Mapping[str, str]) -> Pattern:
    """One of the alternatives, each beginning at the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(_filled(one, parts) for one in alternatives)})")


def _filled(text: str, parts: Mapping[str, str]) -> str:
    while (found := _PART.search(text)) is not None:
        text = text.replace(found[0], parts[found[1]])
    return text
