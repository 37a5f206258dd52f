"""The hand-labelled passages: that they are what their README says, and how well the rules find them."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.shared_data import shared

from interurban.cli import main
from interurban.modules.barriers.evaluation import records, run
from interurban.modules.barriers.evaluation.run import Outcome
from interurban.modules.barriers.types import Barrier

FILE = Path(__file__).parent / "labels.json"
LABELS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
ROWS = [*LABELS["passages"], *LABELS["documents"]]


def test_a_record_is_on_one_side_only_and_the_side_follows_from_its_id() -> None:
    for row in ROWS:
        even = hashlib.sha256(f"barriers-92:{row['record']}".encode()).digest()[0] % 2 == 0
        assert row["half"] == ("tune" if even else "held_out")


def test_there_are_enough_labels_and_no_text_among_them() -> None:
    labels = [label for row in LABELS["passages"] for label in row["labels"]]
    assert len(labels) >= 120
    by_language = {
        lang: sum(len(r["labels"]) for r in LABELS["passages"] if r["language"] == lang)
        for lang in ("en", "fr")
    }
    assert min(by_language.values()) >= 60
    assert {label["kind"] for label in labels} == {k for k in Barrier if not k.startswith("silence_")} | {
        "none"
    }
    longest = max(len(value) for row in ROWS for value in row.values() if isinstance(value, str))
    assert longest < 60  # ids, names of files and fields


def test_windows_hold_their_labels_and_do_not_overlap() -> None:
    for row in LABELS["passages"]:
        start, end = row["read"]
        spans = sorted((label["start"], label["end"]) for label in row["labels"])
        assert all(start <= a < b <= end for a, b in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_windows_lie_within_the_records() -> None:
    texts = records.fields(shared("data"), [run._key(row) for row in ROWS])
    for row in LABELS["passages"]:
        assert row["read"][1] <= len(texts[run._key(row)])


def test_the_rules_find_what_they_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Floors below what was measured, for both halves: a rule that loses its way turns this red."""
    folder = shared("data")
    assert main(["evaluate", "barriers", "--labels", str(FILE), "--data", str(folder)]) == 0
    report = json.loads(capsys.readouterr().out)
    for half in run.HALVES:
        figures = report[half]["all"]
        assert figures["precision"] > 0.9
        assert figures["recall"] > 0.88
        assert figures["precision_ci95"][0] <= figures["precision"] <= figures["precision_ci95"][1]
        for counts in report[half]["silence"].values():
            assert counts["silent_and_told"] == counts["silent"]
            assert counts["spoken_but_accused"] == 0
    assert report["left_out"] == {"passages_in_languages_without_rules": 6}


def test_figures_are_counted_as_they_are_named() -> None:
    outcomes = [
        Outcome("a", "years", "en", real=True, found=True),
        Outcome("a", "years", "en", real=True, found=False),
        Outcome("b", "years", "en", real=False, found=True),
        Outcome("b", "years", "en", real=False, found=True),
    ]
    figures = run._figures(outcomes)
    assert (figures["labelled"], figures["found"], figures["false_alarms"]) == (2, 1, 2)
    assert (figures["precision"], figures["recall"]) == (0.3333, 0.5)


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "barriers", "--labels", str(tmp_path / "none"), "--data", str(tmp_path)]) == 2
    assert "evaluate barriers:" in capsys.readouterr().err
