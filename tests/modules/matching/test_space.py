from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from interurban.modules.matching.neural.formula import SPACE
from interurban.modules.matching.neural.space import (
    CPV_WIDTH,
    MODEL_WIDTH,
    WIDTH,
    Array,
    BadSpace,
    LabelRows,
    Space,
    reads,
)

MADE = np.random.default_rng(5)
FIELD = {"challenge": MADE.normal(size=MODEL_WIDTH), "profile": MADE.normal(size=MODEL_WIDTH)}
LANGUAGE = {lang: MADE.normal(size=MODEL_WIDTH) for lang in ("en", "fr", "et")}
TOPICS = MADE.normal(size=(30, MODEL_WIDTH))


def unit(rows: Array) -> Array:
    found: Array = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return found


def rows(side: str, lang: str, topics: list[int], noise: float = 0.1) -> Array:
    """As the model's rows are: mostly field and language, a little of what the text is about."""
    about = TOPICS[topics] + noise * np.random.default_rng(len(topics)).normal(
        size=(len(topics), MODEL_WIDTH)
    )
    return unit(FIELD[side] * 3 + LANGUAGE[lang] * 3 + about)


def labels(lang: str = "en") -> LabelRows:
    codes = [f"{n:02}000000" for n in range(30)]
    return LabelRows(codes, rows("challenge", lang, list(range(30)), 0.05))


def made(**given: object) -> Space:
    texts = {
        ("challenge", "en"): rows("challenge", "en", list(range(30))),
        ("challenge", "fr"): rows("challenge", "fr", list(range(30))),
        ("profile", "en"): rows("profile", "en", list(range(30))),
        ("profile", "fr"): rows("profile", "fr", list(range(30))),
    }
    arguments: dict[str, object] = {"labels": {"en": labels()}, "samples": {}, "texts": texts}
    return Space.build("abcdef012345", **{**arguments, **given})  # type: ignore[arg-type]


def test_a_profile_finds_its_topic_in_another_language() -> None:
    space = made()
    asking = space.vectors(rows("profile", "fr", list(range(30))), "profile", "fr")
    found = space.vectors(rows("challenge", "en", list(range(30))), "challenge", "en")
    assert asking.shape == (30, WIDTH)
    assert asking.dtype == np.float32
    assert ((asking @ found.T).argmax(axis=1) == np.arange(30)).all()
    # Without the centroids each text is near to whatever has its language.
    raw = rows("profile", "fr", [0])[0]
    assert rows("challenge", "fr", [1])[0] @ raw > rows("challenge", "en", [0])[0] @ raw


def test_the_parts_of_a_vector_have_their_weights() -> None:
    vectors = made().vectors(rows("challenge", "en", [3, 4]), "challenge", "en")
    assert np.linalg.norm(vectors[:, :MODEL_WIDTH], axis=1) == pytest.approx([1, 1], abs=1e-5)
    near = np.linalg.norm(vectors[:, MODEL_WIDTH:], axis=1) ** 2
    assert near == pytest.approx([SPACE.cpv, SPACE.cpv], abs=1e-3)


def test_a_text_that_is_near_no_label_has_no_part_of_the_classification() -> None:
    space = made()
    # What no label has anything of.
    others = np.linalg.svd(space.labels)[2][-1]
    far = (space.centroids["challenge", "en"] + others)[None].astype(np.float32)
    vector = space.vectors(far, "challenge", "en")[0]
    assert not vector[MODEL_WIDTH:].any()
    assert space.nearest_codes(vector) == []
    assert np.linalg.norm(vector[:MODEL_WIDTH]) == pytest.approx(1, abs=1e-5)


def test_nearest_codes_come_nearest_first() -> None:
    space = made()
    found = space.nearest_codes(space.vectors(rows("profile", "fr", [7]), "profile", "fr")[0], 3)
    assert found[0].code == "07000000"
    assert [near.weight for near in found] == sorted((near.weight for near in found), reverse=True)


def test_the_fewer_texts_the_more_a_centroid_leans_on_the_samples() -> None:
    samples = {("profile", "et"): rows("profile", "et", list(range(20)))}
    ours = samples["profile", "et"].mean(axis=0)
    few, many = (rows("profile", "et", [1] * n, 0.5) for n in (1, 200))
    away = [
        np.linalg.norm(
            made(samples=samples, texts={("profile", "et"): texts}).centroids["profile", "et"] - ours
        )
        for texts in (few, many)
    ]
    whole = np.linalg.norm(many.mean(axis=0) - ours)
    assert away[0] < 0.5 * np.linalg.norm(few[0] - ours)
    assert 0.9 * whole < away[1] < 1.1 * whole


def test_a_language_that_only_challenges_have_is_known_for_profiles() -> None:
    texts = {
        ("challenge", "en"): rows("challenge", "en", list(range(30))),
        ("challenge", "et"): rows("challenge", "et", list(range(30))),
        ("profile", "en"): rows("profile", "en", list(range(30))),
    }
    space = made(texts=texts)
    true = rows("profile", "et", list(range(30))).mean(axis=0)
    away = [np.linalg.norm(space.centroids["profile", lang] - true) for lang in ("et", "")]
    assert away[0] < 0.3 * away[1]


def test_a_language_never_met_takes_the_field_as_a_whole() -> None:
    space = made()
    row = rows("profile", "en", [0])
    assert (space.centred(row, "profile", "xx") == space.centred(row, "profile", "")).all()


def test_without_labels_or_texts_there_is_still_a_space() -> None:
    space = made(labels={}, texts={})
    vector = space.vectors(rows("profile", "en", [0]), "profile", "en")[0]
    assert np.isfinite(vector).all()
    assert not vector[MODEL_WIDTH:].any()
    assert space.nearest_codes(vector) == []
    assert space.vectors(np.zeros((0, MODEL_WIDTH), np.float32), "profile", "en").shape == (0, WIDTH)


def test_labels_of_two_languages_are_one_label() -> None:
    space = made(labels={"en": labels(), "fr": LabelRows(["00000000", "31000000"], labels("fr").rows[:2])})
    assert len(space.codes) == 31
    assert space.labels.shape == (31, MODEL_WIDTH)
    assert space.basis.shape == (31, CPV_WIDTH)


@pytest.mark.parametrize(("code", "used"), [("90511000", True), ("90000000", True), ("90511100", False)])
def test_five_digits_of_a_code_are_told_apart(code: str, used: bool) -> None:
    assert reads(code) is used


def test_the_same_input_gives_the_same_bytes_and_they_come_back() -> None:
    space, again = made(), made()
    assert space.dump() == again.dump()
    assert space.version == again.version
    loaded = Space.load(space.dump())
    row = rows("profile", "fr", [4, 5])
    assert (loaded.vectors(row, "profile", "fr") == space.vectors(row, "profile", "fr")).all()
    assert (loaded.version, loaded.model, loaded.codes) == (space.version, space.model, space.codes)


def test_a_loaded_space_keeps_the_weights_it_was_made_with() -> None:
    space = replace(made(), weights=replace(SPACE, cpv=0.1))
    loaded = Space.load(space.dump())
    vector = loaded.vectors(rows("challenge", "en", [3]), "challenge", "en")[0]
    assert np.linalg.norm(vector[MODEL_WIDTH:]) ** 2 == pytest.approx(0.1, abs=1e-3)
    assert loaded.version != made().version


def test_the_version_changes_with_the_model_and_with_any_text() -> None:
    space = made()
    other = made(texts={("challenge", "en"): rows("challenge", "en", [1, 2])})
    assert len({space.version, other.version, replace(space, model="other").version}) == 3


@pytest.mark.parametrize("dumped", [b"", b"not a space", made().dump()[:-40]])
def test_what_is_not_a_space_is_refused(dumped: bytes) -> None:
    with pytest.raises(BadSpace):
        Space.load(dumped)
