from __future__ import annotations

import numpy as np
import pytest

from interurban.modules.matching.comparing import _score
from interurban.modules.matching.neural.fit import FLOOR, TABLE
from interurban.modules.matching.neural.formula import FORMULA, combine, said_by_words
from interurban.modules.matching.neural.space import WIDTH
from interurban.modules.matching.vectors import Vector
from interurban.modules.matching.words.fit import fit_of
from interurban.modules.matching.words.index import WordIndex, make_query


def test_one_pair_and_many_have_the_same_score() -> None:
    made = np.random.default_rng(1).random((6, 50)).astype(np.float32)
    parts = dict(zip(("meaning", "grams", "stems", "covered", "concepts", "codes"), made, strict=True))
    many = combine(**parts)
    assert [float(combine(**{k: float(v[i]) for k, v in parts.items()})) for i in range(50)] == pytest.approx(
        many.tolist(), abs=1e-6
    )


def test_stems_count_as_far_as_meaning_has_not_said_them() -> None:
    meant = combine(meaning=0.4, grams=0.0, stems=0.0)
    expected = FORMULA.said * 0.4 / FORMULA.stems
    assert combine(meaning=0.4, grams=0.0, stems=expected) == meant
    assert combine(meaning=0.4, grams=0.0, stems=expected + 0.02) == pytest.approx(0.4 + 0.02 * FORMULA.stems)
    assert meant == pytest.approx(0.4)


def test_each_part_raises_a_score() -> None:
    least = float(combine(meaning=0.2, grams=0.0, stems=0.0))
    for part in ("meaning", "grams", "stems", "covered", "concepts", "codes"):
        given = {"meaning": 0.2, "grams": 0.0, "stems": 0.0, part: 0.3}
        assert combine(**given) > least, part


def test_scores_stay_between_0_and_1_and_keep_their_order() -> None:
    sums = np.linspace(-1, 3, 400, dtype=np.float32)
    found = combine(meaning=sums, grams=np.zeros_like(sums), stems=np.zeros_like(sums))
    assert found.min() == 0
    assert found.max() < 1
    assert (np.diff(found[sums > 0.01]) > 0).all()


def test_a_challenge_with_all_the_words_of_a_question_is_covered() -> None:
    index = WordIndex({})
    for key in range(12):
        index.put("challenge", key, make_query({"en": (f"winter road salting number{key}",)}))
    slot = index.put("challenge", "all", make_query({"en": ("beryllium bushing landing gear",)}))
    half = index.put("challenge", "half", make_query({"en": ("beryllium bushing coffee machine",)}))
    asked = make_query({"en": ("beryllium bushing landing gear",)})
    covered = index.parts(asked, "challenge").covered
    assert covered[slot] > 1.5 * covered[half] > 0
    # From the other side, and for the pair alone, it is the same number.
    index.put("profile", "asked", asked)
    turned = index.parts(make_query({"en": ("beryllium bushing landing gear",)}), "profile").covered
    assert turned[index.slot("profile", "asked")] == pytest.approx(covered[slot], rel=1e-4)
    assert index.pair(asked, asked).covered == pytest.approx(covered[slot], rel=1e-4)


def test_the_words_for_a_fit_are_in_order() -> None:
    assert [fit for fit, _, _ in TABLE] == ["strong", "good", "possible"]
    assert [least for _, least, _ in TABLE] == sorted((least for _, least, _ in TABLE), reverse=True)
    assert [right for _, _, right in TABLE] == sorted((right for _, _, right in TABLE), reverse=True)
    assert fit_of(FLOOR, TABLE) == "possible"
    assert fit_of(FLOOR - 0.001, TABLE) is None


@pytest.mark.parametrize("stems", [0.0, 0.1, 0.8])
def test_the_parts_of_a_score_are_its_sum_however_high_it_is(stems: float) -> None:
    row = np.zeros(WIDTH, np.float32)
    row[[0, -1]] = 0.6, 0.4
    parts = {"grams": 0.1, "stems": stems, "covered": 0.2, "concepts": 0.05}
    product = float(row @ row)
    total = float(combine(meaning=product, codes=0.1, **parts))
    said = float(said_by_words(meaning=product, **parts))
    one = Vector("en", row, {})
    found = _score(one, one, total, 0.1 + stems, 0.05, 0.1, product, said)
    assert found.meaning + found.categories + found.words + found.codes == pytest.approx(total)
    assert min(found.meaning, found.categories, found.words, found.codes) > 0
