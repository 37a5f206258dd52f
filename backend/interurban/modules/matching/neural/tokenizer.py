"""Text -> numbers of pieces, as the model was trained: XLM-R's unigram pieces through `sentencepiece`."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import sentencepiece

from .weights import Weights

LONGEST_PIECE = 16  # characters
LONGEST = 512  # pieces, with the marks of beginning and end
# Characters: all that the longest text can hold, and what may still decide how its end is divided.
# Putting accents together costs the square of how many follow each other, so no more than is needed.
_READ = LONGEST_PIECE * (LONGEST + 128)
_SPACES = re.compile(" {2,}")


class Tokenizer:
    def __init__(self, model: Path, weights: Weights) -> None:
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        # Half of a pair is no character, and the library refuses it; 0 would end the text.
        self._replaced = {**dict.fromkeys(range(0xD800, 0xE000), " "), 0: " ", **weights.replaced}
        self._begin, self._end, self._kept = weights.begin, weights.end, LONGEST - 2

    def ids(self, text: str) -> list[int]:
        """Between 2 and 512 numbers. What a megabyte costs is that its first part is read."""
        plain = _SPACES.sub(" ", text.translate(self._replaced))[:_READ]
        # The replacements know single characters; letters with loose accents are put together after them.
        found: list[int] = self._pieces.encode(unicodedata.normalize("NFC", plain))
        return [self._begin, *found[: self._kept], self._end]


def write(weights: Weights, path: Path) -> None:
    """The file that `sentencepiece` reads, made of the pieces and scores in the weights."""
    from sentencepiece import sentencepiece_model_pb2

    made: Any = sentencepiece_model_pb2  # its names are made when it is imported

    model = made.ModelProto()
    marks = {weights.begin, weights.end}
    for number, (piece, score) in enumerate(weights.pieces()):
        kind = made.ModelProto.SentencePiece.NORMAL
        if number == weights.unknown:
            kind = made.ModelProto.SentencePiece.UNKNOWN
        elif number in marks or piece in ("<pad>", "<mask>"):
            # Never found in a text: nobody can write an end of text into a text.
            kind = made.ModelProto.SentencePiece.CONTROL
        model.pieces.add(piece=piece, score=score, type=kind)
    model.trainer_spec.model_type = made.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = weights.pieces_number
    model.trainer_spec.unk_id, model.trainer_spec.bos_id = weights.unknown, weights.begin
    model.trainer_spec.eos_id, model.trainer_spec.pad_id = weights.end, 1
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    path.write_bytes(model.SerializeToString())
