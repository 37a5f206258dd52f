"""Counts, for each half of the labels, how many barriers are found and how many findings are barriers."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interurban.modules.barriers.matcher import passages
from interurban.modules.barriers.plain import plain
from interurban.modules.barriers.review import silences
from interurban.modules.barriers.rules import LANGUAGES
from interurban.modules.barriers.types import Barrier, Passage

from .records import Key, fields

HALVES = ("tune", "held_out")
_SAMPLES = 2000
_SUBJECTS = ("ip", "data", "metadata", "training_data")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A barrier that a person marked (`real`), or a finding that nobody did; `found`: the review says so."""

    record: str
    kind: str
    language: str
    real: bool
    found: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--labels", type=Path, required=True, metavar="FILE", help="passages and their kinds")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where the records are")


def main(arguments: argparse.Namespace) -> int:
    """Returns the exit status: 2 for files that cannot be used."""
    try:
        labels = json.loads(arguments.labels.read_text(encoding="utf-8"))
        report = evaluate(labels, arguments.data)
    except (OSError, KeyError, ValueError) as error:
        print(f"evaluate barriers: {error}", file=sys.stderr)
        return 2
    print(json.dumps(report, indent=1))
    return 0


def evaluate(labels: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Per half: precision and recall in all, by kind and by language, and of what texts are silent about.

    Only languages that have rules are measured; what is left out is counted.
    """
    rows = [row for row in labels["passages"] if row["language"] in LANGUAGES]
    texts = fields(folder, [_key(row) for row in [*rows, *labels["documents"]]])
    report: dict[str, Any] = {}
    for half in HALVES:
        of_half = [row for row in rows if row["half"] == half]
        outcomes = [outcome for row in of_half for outcome in _outcomes(row, texts[_key(row)])]
        report[half] = {
            "windows": len(of_half),
            "passages": sum(len(row["labels"]) for row in of_half),
            "look_alikes": sum(label["kind"] == "none" for row in of_half for label in row["labels"]),
            "all": _figures(outcomes),
            "by_kind": _grouped(outcomes, lambda outcome: outcome.kind),
            "by_language": _grouped(outcomes, lambda outcome: outcome.language),
            "silence": _silence([row for row in labels["documents"] if row["half"] == half], texts),
        }
    report["left_out"] = {"passages_in_languages_without_rules": _left_out(labels["passages"])}
    return report


def _left_out(rows: Iterable[dict[str, Any]]) -> int:
    return sum(len(row["labels"]) for row in rows if row["language"] not in LANGUAGES)


def _key(row: dict[str, Any]) -> Key:
    return row["file"], row["record"], row["field"], row["language"] if row["source"] == "ted" else ""


def _outcomes(row: dict[str, Any], text: str) -> list[Outcome]:
    """A finding of its kind that shares words finds a label; outside the window no finding is judged."""
    start, end = row["read"]
    found = passages(plain(text), LANGUAGES[row["language"]])
    real = [label for label in row["labels"] if label["kind"] != "none"]
    made = [
        Outcome(row["record"], label["kind"], row["language"], True, any(_same(f, label) for f in found))
        for label in real
    ]
    return made + [
        Outcome(row["record"], finding.kind, row["language"], False, True)
        for finding in found
        if start <= (finding.start + finding.end) // 2 < end
        and not any(_same(finding, label) for label in real)
    ]


def _same(finding: Passage, label: dict[str, Any]) -> bool:
    same_words = finding.start < label["end"] and label["start"] < finding.end
    return same_words and finding.kind == label["kind"]


def _grouped(outcomes: list[Outcome], by: Callable[[Outcome], str]) -> dict[str, Any]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[by(outcome)].append(outcome)
    return {name: _figures(groups[name]) for name in sorted(groups)}


def _figures(outcomes: list[Outcome]) -> dict[str, Any]:
    precision, recall = _shares(outcomes)
    return {
        "labelled": sum(outcome.real for outcome in outcomes),
        "found": sum(outcome.real and outcome.found for outcome in outcomes),
        "false_alarms": sum(not outcome.real for outcome in outcomes),
        "precision": precision,
        "recall": recall,
        **_intervals(outcomes),
    }


def _shares(outcomes: Iterable[Outcome]) -> tuple[float | None, float | None]:
    right = real = said = 0
    for outcome in outcomes:
        real += outcome.real
        said += outcome.found
        right += outcome.real and outcome.found
    return round(right / said, 4) if said else None, round(right / real, 4) if real else None


def _intervals(outcomes: list[Outcome]) -> dict[str, Any]:
    """95 % intervals of a bootstrap over records: passages of one record resemble each other."""
    by_record: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_record[outcome.record].append(outcome)
    groups = [by_record[record] for record in sorted(by_record)]
    draw = random.Random(20261201)  # noqa: S311 - drawn again the same way, not secret
    drawn = []
    for _ in range(_SAMPLES):
        sample = [outcome for group in draw.choices(groups, k=len(groups)) for outcome in group]
        drawn.append(_shares(sample))
    return {
        "precision_ci95": _middle([precision for precision, _ in drawn if precision is not None]),
        "recall_ci95": _middle([recall for _, recall in drawn if recall is not None]),
    }


def _middle(values: list[float]) -> list[float] | None:
    if not values:
        return None
    values.sort()
    return [values[int(0.025 * (len(values) - 1))], values[int(0.975 * (len(values) - 1))]]


def _silence(rows: list[dict[str, Any]], texts: dict[Key, str]) -> dict[str, Any]:
    """How many texts that say nothing of a subject are told so, and how many that do are accused."""
    counts: dict[str, dict[str, int]] = {}
    for subject in _SUBJECTS:
        judged = [row for row in rows if subject in row]
        told = [
            Barrier(f"silence_{subject}") in silences(plain(texts[_key(row)]), LANGUAGES[row["language"]])
            for row in judged
        ]
        silent = [row[subject] == "silent" for row in judged]
        counts[subject] = {
            "silent": sum(silent),
            "silent_and_told": sum(a and b for a, b in zip(silent, told, strict=True)),
            "spoken": len(silent) - sum(silent),
            "spoken_but_accused": sum(not a and b for a, b in zip(silent, told, strict=True)),
        }
    return counts
