from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interurban.core.settings import Settings
from interurban.modules.matching.neural.encoder import open_encoder
from interurban.modules.matching.neural.tokenizer import LONGEST, LONGEST_PIECE
from interurban.modules.matching.neural.weights import (
    PLACE,
    SHA256,
    ModelUnavailable,
    Weights,
    WeightsMissing,
    WeightsWrong,
    check,
    find,
    unpacked,
)


@pytest.fixture(scope="module")
def installed() -> Path:
    return find(None, Settings(environment="test").data_folders)


def test_a_file_that_was_set_is_the_only_one_looked_for(tmp_path: Path) -> None:
    (tmp_path / PLACE).parent.mkdir()
    (tmp_path / PLACE).write_bytes(b"one")
    assert find(None, [tmp_path / "nothing", tmp_path]) == tmp_path / PLACE
    with pytest.raises(WeightsMissing, match=r"elsewhere\.bin"):
        find(tmp_path / "elsewhere.bin", [tmp_path])
    with pytest.raises(WeightsMissing, match="data packages"):
        find(None, [tmp_path / "nothing"])


def test_one_bit_makes_another_file(installed: Path, tmp_path: Path) -> None:
    content = bytearray(installed.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "weights.bin").write_bytes(content)
    settings = Settings(environment="test", home=tmp_path, model_file=tmp_path / "weights.bin")
    with pytest.raises(WeightsWrong, match=SHA256):
        open_encoder(settings)
    assert not (tmp_path / "models").exists()


def test_what_is_missing_or_switched_off_says_so(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="nowhere"):
        open_encoder(Settings(environment="test", home=tmp_path, data_folder=tmp_path / "nowhere"))
    with pytest.raises(ModelUnavailable, match="switched off"):
        open_encoder(Settings(environment="test", home=tmp_path, model=False))
    with pytest.raises(WeightsMissing, match="cannot be read"):
        check(tmp_path)


def test_blocks_of_four_bits() -> None:
    # The scale .5; the low halves are the numbers 0 to 15, the high ones 16 to 31; 8 stands for nothing.
    block = np.array([[*np.array([0.5], "<f2").view(np.uint8), 0xF0, *[0x88] * 15]], np.uint8)
    expected = np.zeros((1, 32), np.float32)
    expected[0, 0], expected[0, 16] = -4, 3.5
    assert unpacked(block).tolist() == expected.tolist()
    assert unpacked(np.concatenate([block, block], axis=1)).shape == (1, 64)


def test_what_the_file_holds(installed: Path) -> None:
    check(installed)
    weights = Weights(installed)
    assert (weights.sizes.width, weights.sizes.layers, weights.sizes.heads) == (384, 12, 12)
    assert weights.sizes.positions == LONGEST
    pieces = [piece for piece, _ in weights.pieces()]
    assert len(set(pieces)) == weights.pieces_number == 250_002
    assert [pieces[n] for n in (weights.begin, weights.end, weights.unknown)] == ["<s>", "</s>", "<unk>"]
    assert max(map(len, pieces)) == LONGEST_PIECE
    assert weights.replaced[ord("ﬁ")] == "fi"
    assert weights.blocks("emb.word", 384).shape == (250_037, 216)
