"""Runs matching and its baselines over a labelled set and reports one JSON object or a small table."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from interurban.modules.matching.labels import shipped_labels
from interurban.modules.matching.words.fit import TABLE, fit_of
from interurban.modules.matching.words.index import WordIndex, make_query

from . import baselines, metrics, tasks
from .tasks import BadInput, Item, Task

Labels = Mapping[str, Mapping[str, str]]


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
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")


def main(arguments: argparse.Namespace) -> int:
    """Returns the exit status: 2 for arguments or files that cannot be used."""
    try:
        report = evaluate(_task(arguments), shipped_labels(arguments.labels))
    except (BadInput, OSError) as error:
        print(f"evaluate matching: {error}", file=sys.stderr)
        return 2
    print(json.dumps(report) if arguments.json else _table(report))
    return 0


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


def evaluate(task: Task, labels: Labels) -> dict[str, Any]:
    """The report as `interfaces.md` names its keys, and the paired differences to both baselines."""
    score = words(task, labels)
    ours = _measured(task, score)
    report: dict[str, Any] = {**metrics.summary(ours), "mode": "words", "queries": len(task.asking)}
    report["documents"] = len(task.ranked)
    report["left_out"] = task.left_out
    report["fit"] = _fits(task, score)
    report["label_languages"] = sorted(labels)
    for name, baseline in (("bm25", baselines.bm25), ("char_tfidf", baselines.char_tfidf)):
        theirs = _measured(task, baseline(task.asking, task.ranked))
        report[name] = {**metrics.summary(theirs), "difference_ci95": metrics.differences(ours, theirs)}
    return report


def words(task: Task, labels: Labels) -> Callable[[int], np.ndarray]:
    """The score of the words index for each of the ranked items, as the product computes it."""
    index = WordIndex(labels)
    slots = np.array([index.put(task.side, item.id, _query(item)) for item in task.ranked])
    if task.side == "profile":
        for item in task.background:
            index.put("challenge", item.id, _query(item))
    # Asked for twice: by the measures and by the words for a fit.
    return cache(lambda place: index.scores(_query(task.asking[place]), task.side)[slots])


def _fits(task: Task, score: Callable[[int], np.ndarray]) -> dict[str, dict[str, float | int | None]]:
    """For each word of a fit, how many pairs got it and the share of them that are relevant."""
    found: dict[str, list[int]] = {fit: [0, 0] for fit, _, _ in TABLE}
    for place, item in enumerate(task.asking):
        gains = task.gains[item.id]
        for one, value in zip(task.ranked, score(place), strict=True):
            fit = fit_of(float(value))
            if fit is not None and one.id not in item.exclude:
                found[fit][0] += 1
                found[fit][1] += gains.get(one.id, 0) > 0
    return {
        fit: {"pairs": pairs, "precision": round(right / pairs, 4) if pairs else None}
        for fit, (pairs, right) in found.items()
    }


def _query(item: Item) -> Any:
    return make_query({item.lang: item.parts}, item.codes)


def _measured(task: Task, score: Callable[[int], np.ndarray]) -> list[dict[str, float]]:
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
    for name, found in (("words", report), ("bm25", report["bm25"]), ("char_tfidf", report["char_tfidf"])):
        values = "  ".join(
            f"{metric} {found[metric]:.3f} [{found['ci95'][metric][0]:.3f}, {found['ci95'][metric][1]:.3f}]"
            for metric in metrics.NAMES
        )
        lines.append(f"{name:11}{values}")
    for fit, found in report["fit"].items():
        lines.append(f"{fit:11}{found['pairs']} pairs, precision {found['precision']}")
    return "\n".join(lines)
