"""The folder that is made once: whole, or not there."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interurban.core.settings import Settings
from interurban.modules.matching.neural import convert, graph, tokenizer
from interurban.modules.matching.neural.encoder import Encoder
from interurban.modules.matching.neural.weights import HASH, SHA256, ModelUnavailable, Weights, find

NAME = f"{HASH}-{convert.VERSION}"
# Stands for the two slow steps, in a process of its own: `slow()` runs between the first file and the second.
PROGRAM = """
import sys, time
from pathlib import Path
from interurban.core.settings import Settings
from interurban.modules.matching.neural import convert, graph, tokenizer
from interurban.modules.matching.neural.weights import Weights, find

def build(*given):
    print("building", flush=True)
    return b"encoder"

def write(weights, path):
    {slow}
    path.write_bytes(b"pieces")

graph.build, tokenizer.write = build, write
weights = Weights(find(None, Settings(environment="test").data_folders))
print(convert.converted(weights, Path(sys.argv[1])), flush=True)
"""


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(find(None, Settings(environment="test").data_folders))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Quick steps in place of the slow ones; grows by one with each folder made."""
    made: list[str] = []

    def build(*given: object) -> bytes:
        made.append("encoder")
        return b"encoder" * 1_000

    monkeypatch.setattr(graph, "build", build)
    monkeypatch.setattr(tokenizer, "write", lambda weights, path: path.write_bytes(b"pieces" * 1_000))
    return made


def started(slow: str, home: Path) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", PROGRAM.format(slow=slow), str(home)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, text=True)


def left(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "models").iterdir())


def test_made_once_and_found_again(weights: Weights, built: list[str], tmp_path: Path) -> None:
    folder = convert.converted(weights, tmp_path)
    assert folder == tmp_path / "models" / NAME
    assert convert.converted(weights, tmp_path) == folder
    assert built == ["encoder"]
    assert left(tmp_path) == [NAME, f"{NAME}.lock"]


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: overwritten(folder / convert.ENCODER),
        lambda folder: os.truncate(folder / convert.PIECES, 100),
        lambda folder: (folder / convert.ENCODER).unlink(),
        lambda folder: (folder / "list.json").unlink(),
        lambda folder: (folder / "list.json").write_text("{"),
        lambda folder: (folder / "list.json").write_text("[]"),
        lambda folder: (folder / "list.json").write_text("{}"),
    ],
    ids=["a-bit", "cut", "encoder-gone", "list-gone", "list-cut", "list-of-another-kind", "list-empty"],
)
def test_what_is_damaged_is_made_anew(
    weights: Weights, built: list[str], tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    folder = convert.converted(weights, tmp_path)
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    damage(folder)
    assert convert.converted(weights, tmp_path) == folder
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole
    assert len(built) == 2


def test_a_killed_builder_leaves_nothing_that_is_used(
    weights: Weights, built: list[str], tmp_path: Path
) -> None:
    killed = started("time.sleep(60)", tmp_path)
    try:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "building\n"
        while not any((tmp_path / "models").glob(f"*.new/{convert.ENCODER}")):
            assert killed.poll() is None
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    assert not (tmp_path / "models" / NAME).exists()
    assert len(left(tmp_path)) == 2
    folder = convert.converted(weights, tmp_path)
    assert (folder / convert.ENCODER).read_bytes() == b"encoder" * 1_000
    assert left(tmp_path) == [NAME, f"{NAME}.lock"]


def test_of_two_at_once_one_builds_and_both_find(tmp_path: Path) -> None:
    both = [started("time.sleep(1)", tmp_path) for _ in range(2)]
    said = "".join(process.communicate(timeout=60)[0] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said.count("building") == 1
    assert said.count(NAME) == 2


def test_a_home_that_cannot_be_written_means_no_model(weights: Weights, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ModelUnavailable, match="cannot be written"):
        convert.converted(weights, tmp_path / "home")


def test_another_conversion_has_another_name() -> None:
    """Vectors are kept by it: those of two conversions never meet."""
    named = hashlib.sha256(f"{SHA256} {convert.VERSION}".encode()).hexdigest()
    assert named.startswith(Encoder.hash)
    assert len(Encoder.hash) == 12


def test_the_real_folder(real_encoder: Encoder, model_home: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (model_home / "models" / NAME).iterdir()}
    assert set(sizes) == {convert.ENCODER, convert.PIECES, "list.json"}
    assert 20e6 < sizes[convert.ENCODER] < 24e6
