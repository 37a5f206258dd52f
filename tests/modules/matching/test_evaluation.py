from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.shared_data import shared

from interurban.cli import main
from interurban.modules.matching.evaluation import metrics

from .examples import CHALLENGES


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
    assert main(["evaluate", "matching", *map(str, arguments), "--json"]) == 0
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
