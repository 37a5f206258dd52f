"""Texts -> vectors of the model, on this machine alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from interurban.core.settings import Settings

from . import convert
from .tokenizer import Tokenizer
from .weights import ModelUnavailable, Weights, check, find, unpacked

WIDTH = 384


class Encoder:
    """Safe to use from several threads at once. Make one with `open_encoder`."""

    hash = convert.MODEL

    def __init__(self, tokenizer: Tokenizer, session: onnxruntime.InferenceSession, weights: Weights) -> None:
        self.tokenizer, self.weights, self._session = tokenizer, weights, session
        width = weights.sizes.width
        # A quarter of a million rows of which a text touches a few hundred: they stay in the file.
        self._words = weights.blocks("emb.word", width)
        places = weights.numbers("emb.pos").reshape(-1, width)
        self._places = places + weights.numbers("emb.type")[:width]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text, in their order: (texts, 384).

        Each line carries its prefix, "query: " or "passage: ", and is read for itself, up to 512 tokens: its
        row has length 1, and the text's row is the mean of its lines' rows. A text of nothing gets a row as
        well, which says nothing: whoever calls refuses such texts. Lines go through one by one: together they
        would share the scale of their numbers, and a row would depend on its neighbours; from 40 tokens on it
        would not be faster either.
        """
        rows = np.empty((len(texts), WIDTH), np.float32)
        for number, text in enumerate(texts):
            rows[number] = np.mean([self._row(line) for line in text.split("\n")], axis=0)
        return rows

    def _row(self, line: str) -> NDArray[np.float32]:
        ids = self.tokenizer.ids(line)
        embedded = unpacked(self._words[ids]) + self._places[: len(ids)]
        hidden: NDArray[np.float32] = self._session.run(None, {convert.INPUT: embedded[None]})[0][0]
        mean = hidden.mean(axis=0)
        return mean / np.linalg.norm(mean)


def open_encoder(settings: Settings, threads: int = 1) -> Encoder:
    """The encoder, converted first where it never was. Blocks for seconds; asks no network.

    Raises WeightsMissing, WeightsWrong, or ModelUnavailable where the model is switched off or the converted
    files cannot be written.
    """
    if not settings.model:
        raise ModelUnavailable("the model is switched off by INTERURBAN_MODEL")
    path = find(settings.model_file, settings.data_folders)
    check(path)
    weights = Weights(path)
    folder = convert.converted(weights, settings.home)
    tokenizer = Tokenizer(folder / convert.PIECES, weights)
    return Encoder(tokenizer, _session(folder, threads), weights)


def _session(folder: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # Waiting threads sleep: the processor is shared with those who answer requests.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # More would join sums and norms into one step that takes five times as long.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    path = str(folder / convert.ENCODER)
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
