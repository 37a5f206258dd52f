"""A page is explained at once, by what was kept of the texts: nobody may see it from the numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interurban.modules.matching.asker import Asker
from interurban.modules.matching.comparing import ShownDocument
from interurban.modules.matching.explanation import Explanation, explain_all
from interurban.modules.matching.labels import groups
from interurban.modules.matching.words.index import WordIndex
from interurban.modules.matching.words.kept import Kept
from interurban.modules.matching.words.pair import Side
from interurban.modules.matching.words.weighed import Text

from . import one_by_one
from .shown_documents import LANGUAGES, Made

PAGE = 12


def _page(made: Made, side: Side, *, model: bool) -> tuple[Asker, list[ShownDocument]]:
    titled = side == "profile"
    texts, topic = made.texts(title=not titled), made.row()
    asker = Asker(texts, made.codes(), side, made.meaning(texts, topic) if model else {})
    shown = []
    for _ in range(PAGE):
        texts = made.texts(asker.texts, title=titled)
        meaning = made.meaning(texts, topic) if model and made.random.random() < 0.9 else {}
        preferred = made.random.sample(LANGUAGES, made.random.randint(0, 2))
        shown.append(ShownDocument(texts, made.codes(), meaning, preferred))
    return asker, shown


def _same(found: Explanation, expected: Explanation) -> None:
    assert (found.lang, found.other_lang) == (expected.lang, expected.other_lang)
    for name in ("total", "meaning", "categories", "words", "codes"):
        assert getattr(found.score, name) == pytest.approx(getattr(expected.score, name), abs=1e-5), name
    assert found.words == expected.words
    assert [(c.code, c.declared_by_profile, c.declared_by_challenge) for c in found.categories] == [
        (c.code, c.declared_by_profile, c.declared_by_challenge) for c in expected.categories
    ]
    contributions = [c.contribution for c in expected.categories]
    assert [c.contribution for c in found.categories] == pytest.approx(contributions, abs=1.1e-4)
    assert [(s.quote, s.before, s.after, s.field, s.start, s.end) for s in found.sentences] == [
        (s.quote, s.before, s.after, s.field, s.start, s.end) for s in expected.sentences
    ]
    numbers = [number for s in expected.sentences for number in (s.score, s.without)]
    assert [number for s in found.sentences for number in (s.score, s.without)] == pytest.approx(
        numbers, abs=1e-5
    )


def _one_by_one(index: WordIndex, asker: Asker, shown: Sequence[ShownDocument]) -> list[Explanation]:
    return [one_by_one.explain(index, asker, d.texts, d.codes, d.meaning, d.preferred) for d in shown]


@pytest.mark.parametrize("model", [False, True], ids=["words", "model"])
@pytest.mark.parametrize("side", ["profile", "challenge"])
@pytest.mark.parametrize("seed", range(4))
def test_a_page_reads_as_one_by_one(seed: int, side: Side, model: bool) -> None:
    made, index = Made(seed), WordIndex(groups())
    made.fill(index, 0, 30)
    asker, shown = _page(made, side, model=model)
    first = explain_all(index, asker, shown)
    for found, expected in zip(first, _one_by_one(index, asker, shown), strict=True):
        _same(found, expected)
    # Somebody else asks, and what was kept is used; then challenges come, and rarities move on.
    for count in (0, 1, 250):
        made.fill(index, 1_000 + count, count)
        other, _ = _page(made, side, model=model)
        again = explain_all(index, other, shown)
        for found, expected in zip(again, _one_by_one(index, other, shown), strict=True):
            _same(found, expected)
        first += again
    assert any(one.sentences for one in first)
    assert any(one.words for one in first)


def test_what_is_kept_is_weighed_again_when_rarities_have_moved_on_and_not_before() -> None:
    made, index = Made(1), WordIndex(groups())
    made.fill(index, 0, 700)
    asker, shown = _page(made, "profile", model=True)
    explain_all(index, asker, shown[:4])
    text = Text("en", tuple(made.parts("en")), ("90620000",))
    [first] = index.weigh("challenge", [text])
    assert index.weigh("challenge", [text])[0] is first
    made.fill(index, 1_000, 20)
    [second] = index.weigh("challenge", [text])
    assert second is not first
    # The text was not read again, nor led to concepts that are as they were.
    assert second.shown is first.shown
    assert second.pointed is first.pointed
    asker = Asker(asker.texts, asker.codes, "profile", asker.meaning)
    expected = _one_by_one(index, asker, shown[:4])
    for found, one in zip(explain_all(index, asker, shown[:4]), expected, strict=True):
        _same(found, one)
    made.fill(index, 2_000, 700)
    assert index.weigh("challenge", [text])[0].pointed is not first.pointed


def test_a_language_that_gets_its_first_challenge_no_longer_borrows() -> None:
    made, index = Made(2), WordIndex(groups())
    made.fill(index, 0, 1)
    asker, shown = _page(made, "profile", model=False)
    for number in range(40):
        made.fill(index, 10 + number, 1)
        asker = Asker(asker.texts, asker.codes)
        for found, expected in zip(
            explain_all(index, asker, shown[:4]), _one_by_one(index, asker, shown[:4]), strict=True
        ):
            _same(found, expected)


def test_what_was_not_shown_for_longest_goes_first() -> None:
    kept: Kept[str] = Kept(10)
    for name, size in (("a", 4), ("b", 4), ("a", 5)):
        kept.put(name, name, size)
    assert (len(kept), kept.nbytes) == (2, 9)
    assert kept.get("b") == "b"
    kept.put("c", "c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (None, "b", "c")
    kept.put("d", "d", 11)
    assert (len(kept), kept.nbytes) == (0, 0)


def test_the_size_of_a_kept_text_is_about_what_it_takes() -> None:
    made, index = Made(3), WordIndex(groups())
    made.fill(index, 0, 30)
    parts = ("Title", " ".join(made.sentence("en", 14) + "." for _ in range(11)))
    [weighed] = index.weigh("challenge", [Text("en", parts, ())])
    assert 15_000 < weighed.nbytes < 60_000
    assert index.shown.kept.nbytes >= weighed.nbytes
