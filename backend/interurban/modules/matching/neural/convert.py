"""The weights, turned once into what the encoder loads: a folder under `home`, made beside and renamed.

One process builds while others wait for its lock. A folder that is not what its list says is made anew, and
what a killed process left beside it is removed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .weights import HASH, SHA256, ModelUnavailable, Weights

log = logging.getLogger(__name__)

VERSION = "2"  # of what is written below: another one is another folder, and other vectors
# Names what vectors come from: the weights, and how they were converted.
MODEL = hashlib.sha256(f"{SHA256} {VERSION}".encode()).hexdigest()[:12]
ENCODER = "encoder.onnx"
PIECES = "pieces.model"
INPUT, OUTPUT = "embedded", "hidden"  # of the graph: (texts, tokens, width) float32 both
_LIST = "list.json"


def converted(weights: Weights, home: Path) -> Path:
    """The folder `models/<hash>-<version>` with what the encoder loads. Raises ModelUnavailable."""
    models = home / "models"
    folder = models / f"{HASH}-{VERSION}"
    try:
        models.mkdir(parents=True, exist_ok=True)
        with _alone(models / f"{folder.name}.lock"):
            if not _whole(folder):
                _build(weights, folder)
    except OSError as error:
        raise ModelUnavailable(f"the model cannot be written to {folder}: {error.strerror}") from error
    return folder


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """A lock that the system gives back when its holder dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(weights: Weights, folder: Path) -> None:
    # These are heavy, and not needed by those who find the folder.
    from . import graph, tokenizer

    log.info("preparing the model: once, for a few seconds")
    for left in folder.parent.glob(f"{folder.name}.*.new"):
        shutil.rmtree(left)
    if folder.exists():
        log.warning("%s is damaged and is made anew", folder)
        shutil.rmtree(folder)
    beside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".new", dir=folder.parent))
    (beside / ENCODER).write_bytes(graph.build(weights, INPUT, OUTPUT))
    tokenizer.write(weights, beside / PIECES)
    (beside / _LIST).write_text(json.dumps({name: _hash(beside / name) for name in (ENCODER, PIECES)}))
    for path in [*beside.iterdir(), beside]:
        _onto_disk(path)
    beside.rename(folder)
    _onto_disk(folder.parent)


def _whole(folder: Path) -> bool:
    try:
        listed = json.loads((folder / _LIST).read_text())
        return set(listed) == {ENCODER, PIECES} and all(
            _hash(folder / name) == found for name, found in listed.items()
        )
    except (OSError, ValueError, TypeError):
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _onto_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
