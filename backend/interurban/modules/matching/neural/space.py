"""From the model's rows to the vectors that are compared: what a text is about, not how it is written.

The model's rows of one language and one field (challenges or profiles) lie close together whatever they
are about. `e5c` is what is left of a row without the centroid of its field and language. `cpv` says to
which labels of the classification it is near, so that texts of two languages meet in what they procure.
Each number here was chosen as `formula.py` tells.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from interurban.modules.matching.words.pair import Side

from .formula import SPACE, SpaceWeights

Array = NDArray[np.float32]
Rows = Mapping[tuple[Side, str], Array]  # field and language -> the encoder's rows (n, MODEL_WIDTH)

MODEL_WIDTH = 384
CPV_WIDTH = 96
WIDTH = MODEL_WIDTH + CPV_WIDTH
_LAYOUT = 2  # of what `dump` writes
_AT_ONCE = 2_048  # rows compared with all labels in one step, to bound the memory of it
SIDES: tuple[Side, Side] = ("challenge", "profile")


class BadSpace(ValueError):
    """Bytes that are not a space that this version of the program wrote."""


@dataclass(frozen=True, slots=True)
class LabelRows:
    """Labels of one language: codes of eight digits, and the encoder's rows of "passage: " and the label."""

    codes: Sequence[str]
    rows: Array


def reads(code: str) -> bool:
    """Whether a space has use for this code's label; of the others nothing need be encoded."""
    return not code[SPACE.digits :].strip("0")


@dataclass(frozen=True, slots=True)
class NearCode:
    """A code of the classification that a text points to; `weight` is a cosine."""

    code: str
    weight: float


@dataclass(frozen=True, eq=False)
class Space:
    """Immutable. Vectors of two spaces are never compared: rows carry `version`.

    model       hash of the encoder's weights
    centroids   (field, language) -> centroid; language "" is the field as a whole
    codes       the codes that labels stand for, in the order of the rows of `labels`
    labels      (codes, MODEL_WIDTH), rows of length 1
    basis       (codes, CPV_WIDTH), from nearness to labels to `cpv`
    weights     those it was made with: it keeps them, or its newer vectors would not fit its older ones
    """

    model: str
    centroids: Mapping[tuple[Side, str], Array]
    codes: tuple[str, ...]
    labels: Array
    basis: Array
    weights: SpaceWeights = SPACE

    @classmethod
    def build(cls, model: str, labels: Mapping[str, LabelRows], samples: Rows, texts: Rows) -> Space:
        """`labels` by language; `samples` of our own writing; `texts`: the challenges and profiles at hand.

        No label that a person gave is used. A field or language without texts leans on the samples, and
        without those on the other field. The same input gives the same space, to the byte.
        """
        centroids = _centroids(samples, texts)
        codes, points = _labels(labels)
        unfitted = cls(model, centroids, codes, points, np.zeros((len(codes), CPV_WIDTH), np.float32))
        notices = [
            unfitted.centred(rows, side, lang)
            for (side, lang), rows in sorted(texts.items())
            if side == "challenge"
        ]
        return cls(model, centroids, codes, points, _basis(points, notices))

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that name this space; they change with the model and with any number in it."""
        return hashlib.sha256(self.dump()).hexdigest()[:12]

    def vectors(self, rows: Array, side: Side, lang: str) -> Array:
        """Rows of texts in one language -> (n, WIDTH), whose products are the vectors' part of a score."""
        found = np.zeros((len(rows), WIDTH), np.float32)
        found[:, :MODEL_WIDTH] = centred = self.centred(rows, side, lang)
        for first in range(0, len(rows), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            found[part, MODEL_WIDTH:] = self._cpv(centred[part])
        return found

    def centred(self, rows: Array, side: Side, lang: str) -> Array:
        centroid = self.centroids.get((side, lang))
        return _unit(rows - (self.centroids[side, ""] if centroid is None else centroid))

    def languages(self, row: Array, side: Side) -> list[tuple[float, str]]:
        """The cosine of one of the encoder's rows to the centroid of each language known."""
        return [
            (float(row @ centroid / max(float(np.linalg.norm(centroid)), 1e-9)), lang)
            for (field, lang), centroid in self.centroids.items()
            if field == side and lang
        ]

    def nearest_codes(self, vector: Array, count: int = 20) -> list[NearCode]:
        """The codes that a row of `vectors` points to, nearest first; none where no label is near."""
        if not self.codes:
            return []
        near = self.labels @ vector[:MODEL_WIDTH]
        if _trust(near.max(keepdims=True), self.weights)[0] == 0:
            return []
        places = np.argsort(-near, kind="stable")[:count]
        return [NearCode(self.codes[place], float(near[place])) for place in places if near[place] > 0]

    def dump(self) -> bytes:
        """For `load`. The same space gives the same bytes."""
        keys = sorted(self.centroids)
        about = {
            "layout": _LAYOUT,
            "model": self.model,
            "codes": self.codes,
            "weights": asdict(self.weights),
            "centroids": [list(key) for key in keys],
        }
        written = io.BytesIO()
        np.savez(
            written,
            about=np.frombuffer(json.dumps(about).encode(), np.uint8),
            centroids=np.array([self.centroids[key] for key in keys], np.float32),
            # Half the bytes; what is computed is computed from these numbers.
            labels=self.labels.astype(np.float16),
            basis=self.basis.astype(np.float16),
        )
        return written.getvalue()

    @classmethod
    def load(cls, dumped: bytes) -> Space:
        """Raises BadSpace for bytes of another layout, or of none."""
        try:
            with np.load(io.BytesIO(dumped), allow_pickle=False) as arrays:
                about = json.loads(arrays["about"].tobytes())
                if about["layout"] != _LAYOUT:
                    raise BadSpace(f"layout {about['layout']}, expected {_LAYOUT}")
                centroids = {
                    (side, lang): row
                    for (side, lang), row in zip(about["centroids"], arrays["centroids"], strict=True)
                }
                labels, basis = arrays["labels"].astype(np.float32), arrays["basis"].astype(np.float32)
                weights = SpaceWeights(**about["weights"])
        except (OSError, EOFError, BadZipFile, KeyError, TypeError, ValueError) as error:
            raise BadSpace(f"not a space: {error}") from error
        return cls(about["model"], centroids, tuple(about["codes"]), labels, basis, weights)

    def _cpv(self, centred: Array) -> Array:
        """The classification's part, its weight in it; rows that are near no label are 0."""
        if not self.codes:
            return np.zeros((len(centred), CPV_WIDTH), np.float32)
        near = centred @ self.labels.T
        trust = _trust(near.max(axis=1), self.weights)
        return (
            _unit(_nearest(near, self.weights) @ self.basis)
            * (np.float32(self.weights.cpv**0.5) * trust)[:, None]
        )


def _centroids(samples: Rows, texts: Rows) -> dict[tuple[Side, str], Array]:
    """Means of what there is, drawn to what is known without it, the more the fewer texts there are."""
    langs = sorted({lang for _, lang in (*samples, *texts)})
    means = {(side, lang): _mean(side, lang, samples, texts) for side in SIDES for lang in langs}
    known = {key: mean for key, mean in means.items() if mean is not None}
    found: dict[tuple[Side, str], Array] = {}
    for side, other in (SIDES, SIDES[::-1]):
        found[side, ""] = whole = _whole([m for (s, _), m in known.items() if s == side], known)
        both = [known[other, lang] for lang in langs if (side, lang) in known and (other, lang) in known]
        for lang in langs:
            prior = whole
            if (other, lang) in known:
                # What a language adds is nearly the same in both fields.
                prior = whole + known[other, lang] - _whole(both, known)
            found[side, lang] = _drawn(side, lang, samples, texts, prior)
    return found


def _mean(side: Side, lang: str, samples: Rows, texts: Rows) -> Array | None:
    given = [rows for source in (samples, texts) if len(rows := source.get((side, lang), _NONE))]
    if not given:
        return None
    mean: Array = np.concatenate(given).mean(axis=0, dtype=np.float64).astype(np.float32)
    return mean


def _whole(means: list[Array], others: Mapping[tuple[Side, str], Array]) -> Array:
    """The mean over languages, each for one; of a field without any text, that of the other field."""
    found = means or list(others.values()) or [np.zeros(MODEL_WIDTH, np.float32)]
    mean: Array = np.stack(found).mean(axis=0, dtype=np.float64).astype(np.float32)
    return mean


def _drawn(side: Side, lang: str, samples: Rows, texts: Rows, prior: Array) -> Array:
    """Samples are drawn to the prior, and texts to what that gives."""
    for source, weight in ((samples, SPACE.draw_samples), (texts, SPACE.draw_texts)):
        rows = source.get((side, lang), _NONE)
        prior = (rows.sum(axis=0, dtype=np.float64) + weight * prior) / (len(rows) + weight)
    return prior.astype(np.float32)


def _labels(labels: Mapping[str, LabelRows]) -> tuple[tuple[str, ...], Array]:
    """Each language's labels less their mean, averaged over languages by code."""
    kept = {lang: [i for i, code in enumerate(given.codes) if reads(code)] for lang, given in labels.items()}
    codes = tuple(sorted({labels[lang].codes[i] for lang, places in kept.items() for i in places}))
    place_of = {code: place for place, code in enumerate(codes)}
    total = np.zeros((len(codes), MODEL_WIDTH))
    for lang in sorted(labels):
        places = kept[lang]
        if not places:
            continue
        rows = labels[lang].rows[places]
        total[[place_of[labels[lang].codes[i]] for i in places]] += _unit(rows - rows.mean(axis=0))
    return codes, _unit(total.astype(np.float32)).astype(np.float16).astype(np.float32)


def _basis(labels: Array, notices: Sequence[Array]) -> Array:
    """The directions in which notices differ most in what labels they are near to.

    Too few notices say little; the labels' own nearness to each other stands in for them.
    """
    given = np.concatenate(notices) if notices else np.zeros((0, MODEL_WIDTH), np.float32)
    if len(given) < SPACE.basis_from:
        given = labels
    steps = np.linspace(0, len(given) - 1, min(len(given), SPACE.basis_texts)).astype(int)
    near = _nearest(given[steps] @ labels.T, SPACE) if len(labels) else np.zeros((0, 0), np.float32)
    basis = np.zeros((len(labels), CPV_WIDTH), np.float32)
    if near.size == 0:
        return basis
    values, left = np.linalg.eigh((near @ near.T).astype(np.float64))
    kept = np.argsort(-values)[:CPV_WIDTH]
    kept = kept[values[kept] > 1e-6]
    basis[:, : kept.size] = near.T @ (left[:, kept] / np.sqrt(values[kept])).astype(np.float32)
    return basis.astype(np.float16).astype(np.float32)


def _nearest(near: Array, weights: SpaceWeights) -> Array:
    """Each row's cosines to the `weights.near` labels it is nearest to; the others become 0."""
    count = min(weights.near, near.shape[1])
    places = np.argpartition(-near, count - 1, axis=1)[:, :count]
    found = np.zeros_like(near)
    np.put_along_axis(found, places, np.take_along_axis(near, places, axis=1), axis=1)
    return found


def _trust(nearest: Array, weights: SpaceWeights) -> Array:
    """How far the classification is to be believed of a text whose nearest label has this cosine: 0 to 1."""
    trust: Array = np.clip((nearest - weights.near_none) / (weights.near_full - weights.near_none), 0, 1)
    return trust


def _unit(rows: Array) -> Array:
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    unit: Array = rows / np.maximum(lengths, np.float32(1e-9))
    return unit


_NONE: Array = np.zeros((0, MODEL_WIDTH), np.float32)
