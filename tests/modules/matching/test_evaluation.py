from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.fixtures.model import Remembering
from tests.shared_data import shared

from interurban.cli import main
from interurban.modules.matching.evaluation import evaluate, metrics, tasks
from interurban.modules.matching.evaluation.kept import KeptRows
from interurban.modules.matching.evaluation.tasks import Task

from .examples import CHALLENGES

Rows = NDArray[np.float32]


def lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("\n".join(json.dumps(row) for row in rows))


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    corpus = [
        {"id": key, "lang": lang.upper(), "title": title, "text": text}
        for key, (lang, title, text) in CHALLENGES.items()
    ]
    queries = [
        {"id": "a", "lang": "EN", "text": "snow ploughs for cycle tracks", "exclude": ["snow"]},
        {"id": "b", "lang": "FR", "text": "fuites d'eau dans les conduites"},
        {"id": "c", "lang": "EN", "text": "nothing is relevant to this"},
    ]
    lines(tmp_path / "corpus.jsonl", corpus)
    lines(tmp_path / "queries.jsonl", queries)
    (tmp_path / "qrels.tsv").write_text("a\tneige\t3\na\tlumi\t1\nb\teau\t2\nb\tleaks\t1\n")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    assert main(["evaluate", "matching", *map(str, arguments), "--mode", "words", "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def test_the_report_has_the_keys_that_were_promised(
    labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = run(capsys, "--queries", labelled, "--corpus", labelled / "corpus.jsonl")
    measures = {"ndcg@10", "average_precision", "recall@10", "recall@50", "mrr", "ci95"}
    assert measures | {"mode", "queries", "bm25", "char_tfidf"} <= report.keys()
    assert measures <= report["bm25"].keys()
    assert measures <= report["char_tfidf"].keys()
    assert (report["mode"], report["queries"]) == ("words", 2)


def test_languages_and_direction(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--queries", labelled, "--corpus", labelled / "corpus.jsonl")
    english = run(capsys, *given, "--query-lang", "fr", "--document-lang", "en")
    assert (english["queries"], english["documents"], english["bm25"]["ndcg@10"]) == (1, 4 - 1, 0.0)
    back = run(capsys, *given, "--reverse")
    assert (back["queries"], back["documents"]) == (4, 3)


def test_links_leave_out_persons_and_unknown_firms_and_count_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    challenges = [
        {"source_id": key, "language": lang, "title": title, "text": text, "categories": ["90620000-9"]}
        for key, (lang, title, text) in CHALLENGES.items()
    ]
    firms = [
        {"supplier_id": "f1", "language": "en", "text": "snow ploughs", "categories": [], "is_person": False},
        {"supplier_id": "f2", "language": "en", "text": "canteen meals", "categories": []},
        {"supplier_id": "p1", "language": "uk", "text": "ремонт", "is_person": True},
    ]
    links = [
        {"challenge_id": "snow", "supplier_id": "f1", "role": "awarded"},
        {"challenge_id": "meals", "supplier_id": "f2", "role": "bidder"},
        {"challenge_id": "meals", "supplier_id": "f1", "role": "invited"},
        {"challenge_id": "заміна", "supplier_id": "p1", "role": "awarded"},
        {"challenge_id": "eau", "supplier_id": "nobody", "role": "awarded"},
    ]
    for name, rows in (("c", challenges), ("s", firms), ("l", links)):
        lines(tmp_path / name, rows)
    given = ("--challenges", tmp_path / "c", "--suppliers", tmp_path / "s", "--links", tmp_path / "l")
    report = run(capsys, *given)
    assert (report["queries"], report["documents"], report["mrr"]) == (2, 2, 1.0)
    assert report["left_out"] == {"natural_persons": 1, "links_without_record": 1}
    assert run(capsys, *given, "--reverse")["documents"] == len(CHALLENGES)


def test_labels_of_people_are_links_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(tmp_path / "c", [{"source_id": "x", "language": "it", "title": "Bando digitale", "text": ""}])
    lines(tmp_path / "s", [{"supplier_id": "f", "language": "it", "text": "", "keywords": ["digitale"]}])
    lines(tmp_path / "l", [{"profile_id": "f", "challenge_id": "x", "label": "relevant"}])
    given = ("--challenges", tmp_path / "c", "--suppliers", tmp_path / "s", "--links", tmp_path / "l")
    assert run(capsys, *given)["average_precision"] == 1.0


WORDS = ["blen", "dost", "gleb", "krum", "pliv", "sart"]  # of challenges
OTHERS = dict(zip(["aunk", "ehip", "ibur", "omef", "uzat", "ylod"], WORDS, strict=True))  # what firms say


class Reading:
    """In the encoder's place: its rows tell which of WORDS a text has, in whichever of the two languages."""

    hash = "0123456789ab"

    def __init__(self) -> None:
        self.read = 0

    def encode(self, texts: Sequence[str]) -> Rows:
        self.read += len(texts)
        rows = np.full((len(texts), 384), 0.2, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                if OTHERS.get(word, word) in WORDS:
                    row[WORDS.index(OTHERS.get(word, word))] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def unlike(tmp_path: Path) -> Task:
    """Profiles that share no word with what they want."""
    lines(tmp_path / "corpus", [{"id": w, "lang": "et", "title": w, "text": f"{w} yksi"} for w in WORDS])
    lines(tmp_path / "queries.jsonl", [{"id": w, "lang": "lt", "text": w} for w in OTHERS])
    (tmp_path / "qrels.tsv").write_text("".join(f"{mine}\t{theirs}\t1\n" for mine, theirs in OTHERS.items()))
    return tasks.labelled(tmp_path, tmp_path / "corpus")


def test_with_a_model_it_is_scored_as_well(unlike: Task, tmp_path: Path) -> None:
    report = evaluate(unlike, {}, KeptRows(Reading(), tmp_path / "kept"))  # type: ignore[arg-type]
    assert (report["mode"], report["mrr"], report["bm25"]["mrr"]) == ("model", 1.0, 0.0)
    assert report["fit"]["strong"] == {"pairs": 6, "precision": 1.0}
    assert evaluate(unlike, {})["mrr"] == 0.0


def test_what_was_encoded_is_kept_for_the_next_run(unlike: Task, tmp_path: Path) -> None:
    first, second = Reading(), Reading()
    reports = [
        evaluate(unlike, {}, KeptRows(encoder, tmp_path))  # type: ignore[arg-type]
        for encoder in (first, second)
    ]
    assert first.read > 0
    assert second.read == 0
    assert reports[0] == reports[1]


def test_without_the_model_words_are_measured_and_it_says_so(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERURBAN_MODEL_FILE", str(tmp_path / "nothing"))
    given = ["evaluate", "matching", "--queries", str(labelled), "--corpus", str(labelled / "corpus.jsonl")]
    assert main([*given, "--json"]) == 0
    written = capsys.readouterr()
    assert json.loads(written.out)["mode"] == "words"
    assert "by words alone" in written.err
    assert main([*given, "--mode", "model"]) == 2


def test_the_model_finds_translations(encoder: Remembering, tmp_path: Path) -> None:
    """The real one, on a few of the translated notices; all of them are measured in docs/figures.md."""
    folder, corpus = shared("eval/ted_parallel"), shared("eval/corpora/ted_parallel.jsonl.gz")
    task = tasks.labelled(folder, corpus)
    task.asking = task.asking[::6]
    wanted = {document for item in task.asking for document in task.gains[item.id]}
    others = [item for item in task.ranked if item.id not in wanted]
    task.ranked = [item for item in task.ranked if item.id in wanted] + others[::20]
    report = evaluate(task, {}, KeptRows(encoder, tmp_path))  # type: ignore[arg-type]
    assert report["ndcg@10"] >= 0.97
    assert report["bm25"]["ndcg@10"] < 0.5


@pytest.mark.parametrize(
    "arguments", [[], ["--queries", "nowhere", "--corpus", "nowhere"], ["--queries", "."]]
)
def test_what_cannot_be_used_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "matching", *arguments]) == 2
    assert capsys.readouterr().err.startswith("evaluate matching:")


def test_a_line_that_is_not_json_is_named(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = labelled / "corpus.jsonl"
    corpus.write_text('{"id": "a", "lang": "EN"}\nnot json')
    assert main(["evaluate", "matching", "--queries", str(labelled), "--corpus", str(corpus)]) == 2
    assert "corpus.jsonl:2" in capsys.readouterr().err


def test_measures_by_hand() -> None:
    found = metrics.measure(["x", "a", "y", "b"], {"a": 3.0, "b": 1.0, "c": 1.0})
    best = 3 + 1 / 1.5849625 + 1 / 2
    assert found["ndcg@10"] == pytest.approx((3 / 1.5849625 + 1 / 2.3219281) / best)
    assert found["average_precision"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert found["recall@10"] == pytest.approx(2 / 3)
    assert found["mrr"] == 0.5


HELD_TO = [
    # set, corpus, least nDCG@10, least of the paired difference to BM25's lower end
    ("ted_hand", "ted", 0.35, 0.0),
    ("ted_similar", "ted", 0.25, 0.0),
    ("sbir_keywords", "sbir", 0.94, -0.05),
    ("eu_calls_title", "eu_calls", 0.96, -0.03),
]


@pytest.mark.parametrize(("name", "corpus", "least", "difference"), HELD_TO)
def test_words_hold_their_measure(
    name: str, corpus: str, least: float, difference: float, capsys: pytest.CaptureFixture[str]
) -> None:
    report = run(
        capsys, "--queries", shared(f"eval/{name}"), "--corpus", shared(f"eval/corpora/{corpus}.jsonl.gz")
    )
    assert report["ndcg@10"] >= least
    assert report["bm25"]["difference_ci95"]["ndcg@10"][0] >= difference
