"""Runs matching and its baselines over a labelled set and reports one JSON object or a small table."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from interurban.core.settings import Settings
from interurban.modules.matching.labels import installed_labels
from interurban.modules.matching.neural import fit as model_fit
from interurban.modules.matching.neural.encoder import open_encoder
from interurban.modules.matching.neural.weights import ModelUnavailable
from interurban.modules.matching.types import Mode
from interurban.modules.matching.words import fit as words_fit

from . import baselines, metrics, scorers, tasks
from .kept import KeptRows
from .scorers import Labels, Scorer
from .tasks import BadInput, Task


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queries", type=Path, metavar="DIR", help="folder with queries.jsonl and qrels.tsv")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="documents, JSON Lines, may be gzipped")
    parser.add_argument("--query-lang", metavar="L", help="only queries in this language")
    parser.add_argument("--document-lang", metavar="L", help="only documents in this language")
    parser.add_argument("--challenges", type=Path, metavar="FILE")
    parser.add_argument("--suppliers", type=Path, metavar="FILE")
    parser.add_argument("--links", type=Path, metavar="FILE", help="who bid, who won, or labels")
    parser.add_argument("--reverse", action="store_true", help="ask from the other side")
    parser.add_argument(
        "--labels", type=Path, metavar="FILE", help="official CPV labels (JSON Lines) to use too"
    )
    parser.add_argument(
        "--mode",
        choices=list(Mode),
        help="with the model or by words alone; default: the model if it is there",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


def main(arguments: argparse.Namespace) -> int:
    """Returns the exit status: 2 for arguments or files that cannot be used."""
    settings = Settings()
    try:
        task = _task(arguments)
        labels = installed_labels(settings.data_folders, arguments.labels)
        kept = None if arguments.mode == Mode.words else _model(settings, required=arguments.mode is not None)
        report = evaluate(task, labels, kept)
    except (BadInput, ModelUnavailable, OSError) as error:
        print(f"evaluate matching: {error}", file=sys.stderr)
        return 2
    print(json.dumps(report) if arguments.json else _table(report))
    return 0


def _model(settings: Settings, *, required: bool) -> KeptRows | None:
    try:
        return KeptRows(open_encoder(settings), settings.home / "evaluation")
    except ModelUnavailable as error:
        if required:
            raise
        print(f"evaluate matching: by words alone: {error}", file=sys.stderr)
        return None


def _task(arguments: argparse.Namespace) -> Task:
    given = {
        name for name in ("queries", "corpus", "challenges", "suppliers", "links") if getattr(arguments, name)
    }
    if given == {"queries", "corpus"}:
        return tasks.labelled(
            arguments.queries,
            arguments.corpus,
            query_lang=arguments.query_lang,
            document_lang=arguments.document_lang,
            reverse=arguments.reverse,
        )
    if given == {"challenges", "suppliers", "links"}:
        return tasks.linked(
            arguments.challenges, arguments.suppliers, arguments.links, reverse=arguments.reverse
        )
    raise BadInput("give --queries and --corpus, or --challenges, --suppliers and --links")


def evaluate(task: Task, labels: Labels, kept: KeptRows | None = None) -> dict[str, Any]:
    """The report as `interfaces.md` names its keys, and the paired differences to both baselines.

    `kept`: the model, to score with it as well.
    """
    if kept is None:
        mode, score, fits = Mode.words, scorers.words(task, labels), words_fit.TABLE
    else:
        mode, score, fits = Mode.model, scorers.model(task, labels, kept), model_fit.TABLE
    ours = _measured(task, score)
    report: dict[str, Any] = {**metrics.summary(ours), "mode": mode, "queries": len(task.asking)}
    report["documents"] = len(task.ranked)
    report["left_out"] = task.left_out
    report["fit"] = _fits(task, score, fits)
    report["label_languages"] = sorted(labels)
    for name, baseline in (("bm25", baselines.bm25), ("char_tfidf", baselines.char_tfidf)):
        theirs = _measured(task, baseline(task.asking, task.ranked))
        report[name] = {**metrics.summary(theirs), "difference_ci95": metrics.differences(ours, theirs)}
    return report


def _fits(task: Task, score: Scorer, table: words_fit.Table) -> dict[str, dict[str, float | int | None]]:
    """For each word of a fit, how many pairs got it and the share of them that are relevant."""
    found: dict[str, list[int]] = {fit: [0, 0] for fit, _, _ in table}
    for place, item in enumerate(task.asking):
        gains = task.gains[item.id]
        for one, value in zip(task.ranked, score(place), strict=True):
            fit = words_fit.fit_of(float(value), table)
            if fit is not None and one.id not in item.exclude:
                found[fit][0] += 1
                found[fit][1] += gains.get(one.id, 0) > 0
    return {
        fit: {"pairs": pairs, "precision": round(right / pairs, 4) if pairs else None}
        for fit, (pairs, right) in found.items()
    }


def _measured(task: Task, score: Scorer) -> list[dict[str, float]]:
    ids = [item.id for item in task.ranked]
    found = []
    for place, item in enumerate(task.asking):
        scores = score(place)
        order = np.argsort(-scores, kind="stable")
        ranking = [ids[i] for i in order[: int((scores > 0).sum())] if ids[i] not in item.exclude]
        found.append(metrics.measure(ranking, task.gains[item.id]))
    return found


def _table(report: Mapping[str, Any]) -> str:
    lines = [f"{report['queries']} queries, {report['documents']} documents, mode: {report['mode']}"]
    lines += [f"left out: {n} {what.replace('_', ' ')}" for what, n in report["left_out"].items()]
    for name, found in (
        (report["mode"], report),
        ("bm25", report["bm25"]),
        ("char_tfidf", report["char_tfidf"]),
    ):
        values = "  ".join(
            f"{metric} {found[metric]:.3f} [{found['ci95'][metric][0]:.3f}, {found['ci95'][metric][1]:.3f}]"
            for metric in metrics.NAMES
        )
        lines.append(f"{name:11}{values}")
    for fit, found in report["fit"].items():
        lines.append(f"{fit:11}{found['pairs']} pairs, precision {found['precision']}")
    return "\n".join(lines)
