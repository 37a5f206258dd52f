"""Text -> numbers of pieces, as the model was trained: XLM-R's unigram pieces through `sentencepiece`."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import sentencepiece

from .weights import Weights

LONGEST_PIECE = 16  # characters; a test reads it from the vocabulary
_CUT = 16_384
# What follows the last piece kept may still decide how the text before it is divided.
_MARGIN = 128


class Tokenizer:
    def __init__(self, model: Path, weights: Weights, longest: int) -> None:
        """`longest` counts the marks of beginning and end."""
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        # Half of a pair is no character, and the library refuses it; 0 would end the text.
        self._replaced = {**dict.fromkeys(range(0xD800, 0xE000), " "), 0: " ", **weights.replaced}
        self._begin, self._end, self._kept = weights.begin, weights.end, longest - 2

    def ids(self, text: str) -> list[int]:
        """Between 2 and `longest` numbers. A megabyte costs no more than what is kept of it."""
        cut = _CUT
        found = self._divide(text[:cut])
        while len(found) < self._kept + _MARGIN and cut < len(text):
            cut *= 2
            found = self._divide(text[:cut])
        return [self._begin, *found[: self._kept], self._end]

    def _divide(self, text: str) -> list[int]:
        # The replacements know single characters; letters with loose accents are put together after them.
        plain = unicodedata.normalize("NFC", text.translate(self._replaced))
        found: list[int] = self._pieces.encode(plain)
        return found


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
