"""`interurban bench encoder`: the model's speed, its memory, and how close it is to its original."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from interurban.core.settings import Settings
from interurban.demonstration.files import load_cities
from interurban.modules.matching.labels import open_text

BAR_CLOSENESS = 0.994  # cosine to the original, the worst text
_WORDS = 200
_SPEED_TEXTS = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--texts", type=int, default=250, metavar="N", help="compared with the original")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help='JSON Lines of {"title", "text"}, or .gz')
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 below the bar")


def main(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = measure(Settings(home=Path(folder)), arguments)
    if arguments.json:
        print(json.dumps(report))
    else:
        print("\n".join(f"{name:24}{value}" for name, value in report.items()))
    return 1 if arguments.check and report["closeness_least"] < BAR_CLOSENESS else 0


def measure(settings: Settings, arguments: argparse.Namespace) -> dict[str, Any]:
    found = _corpus(arguments.corpus) if arguments.corpus else _demonstration()
    # A text of one line is one row of the model.
    texts = [" ".join(text.split()) for text in found]
    random.Random(1).shuffle(texts)  # noqa: S311
    words = " ".join(texts).split()
    parts = [words[n * _WORDS : (n + 1) * _WORDS] for n in range(_SPEED_TEXTS)]
    passages = [f"passage: {' '.join(part)}" for part in parts if part]
    # Converted by another process, as it is but once for many starts.
    with multiprocessing.get_context("spawn").Pool(1) as other:
        first, _ = _timed(lambda: other.apply(_prepare, (settings,)))
    before = _megabytes()
    # Imported here: what the libraries take counts as well.
    from interurban.modules.matching.neural.encoder import open_encoder

    again, encoder = _timed(lambda: open_encoder(settings, arguments.threads))
    started = time.process_time()
    seconds, _ = _timed(lambda: encoder.encode(passages))
    worked = time.process_time() - started
    memory = _megabytes() - before
    from interurban.modules.matching.neural.original import Original

    asked = [f"passage: {text}" for text in texts[: arguments.texts]]
    original = Original(encoder.weights)
    truth = np.stack([original.vector(encoder.tokenizer.ids(text)) for text in asked])
    close = (encoder.encode(asked) * truth).sum(axis=1)
    return {
        "first_open_seconds": round(first, 2),
        "open_seconds": round(again, 2),
        "threads": arguments.threads,
        "words_a_text": _WORDS,
        "pieces_a_text": round(sum(len(encoder.tokenizer.ids(text)) for text in passages) / len(passages)),
        "texts_per_second": round(len(passages) / seconds, 1),
        "texts_per_cpu_second": round(len(passages) / worked, 1),
        "memory_mb": round(memory),
        "compared": len(asked),
        "closeness_least": round(float(close.min()), 4),
        "closeness_median": round(float(np.median(close)), 4),
        "bar": BAR_CLOSENESS,
    }


def _prepare(settings: Settings) -> None:
    from interurban.modules.matching.neural.encoder import open_encoder

    open_encoder(settings)


def _timed(work: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def _megabytes() -> float:
    """The most this process ever held."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held / 1e3


def _demonstration() -> Iterator[str]:
    """What the invented cities write, in all their languages, field by field."""
    for city in load_cities():
        for challenge in city.challenges:
            for written in challenge.texts.values():
                for part in written.model_dump().values():
                    if isinstance(part, str) and part:
                        yield part


def _corpus(path: Path) -> Iterator[str]:
    with open_text(path) as lines:
        for line in lines:
            row = json.loads(line)
            yield f"{row['title']} {row['text']}"
