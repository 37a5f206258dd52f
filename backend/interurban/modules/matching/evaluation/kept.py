"""The encoder's rows of texts, kept in a file: the second run of a measurement need not wait."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interurban.modules.matching.neural.encoder import Encoder
from interurban.modules.matching.neural.inputs import text_hash
from interurban.modules.matching.neural.space import MODEL_WIDTH

_BATCH = 16
_SAY_EVERY = 10.0  # seconds


class KeptRows:
    """Keyed by the text's hash, in one file for each model. Several processes may use it at once."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{encoder.hash}.sqlite"

    @property
    def model(self) -> str:
        return self._encoder.hash

    def of(self, inputs: Sequence[str], what: str) -> NDArray[np.float32]:
        """(texts, MODEL_WIDTH) in their order. `what` names them where progress is told, on stderr."""
        hashes = [text_hash(given) for given in inputs]
        with closing(sqlite3.connect(self._path, timeout=60)) as file:
            file.execute("CREATE TABLE IF NOT EXISTS row (hash TEXT PRIMARY KEY, numbers BLOB NOT NULL)")
            known = _read(file, hashes)
            missing = {key: given for key, given in zip(hashes, inputs, strict=True) if key not in known}
            for made in self._encoded(missing, what):
                known.update(made)
                rows = [(key, row.astype("<f4").tobytes()) for key, row in made.items()]
                with file:
                    file.executemany("INSERT OR IGNORE INTO row VALUES (?, ?)", rows)
        return np.array([known[key] for key in hashes], np.float32).reshape(len(inputs), MODEL_WIDTH)

    def _encoded(self, missing: dict[str, str], what: str) -> Iterator[dict[str, Any]]:
        names = list(missing)
        batches = [names[first : first + _BATCH] for first in range(0, len(names), _BATCH)]
        tell = _progress(len(names), what)

        def encode(batch: list[str]) -> dict[str, Any]:
            return dict(zip(batch, self._encoder.encode([missing[key] for key in batch]), strict=True))

        # The encoder lets other threads run while it computes.
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            for made in workers.map(encode, batches):
                tell(len(made))
                yield made


def _read(file: sqlite3.Connection, hashes: Sequence[str]) -> dict[str, Any]:
    wanted = "SELECT hash, numbers FROM row WHERE hash IN (SELECT value FROM json_each(?))"
    asked = "[" + ",".join(f'"{key}"' for key in dict.fromkeys(hashes)) + "]"
    return {key: np.frombuffer(numbers, "<f4") for key, numbers in file.execute(wanted, (asked,))}


def _progress(total: int, what: str) -> Callable[[int], None]:
    done, said = 0, time.monotonic()

    def tell(more: int) -> None:
        nonlocal done, said
        done += more
        if time.monotonic() - said >= _SAY_EVERY:
            said = time.monotonic()
            print(f"encoding {what}: {done} of {total}", file=sys.stderr, flush=True)

    return tell
