"""Whatever is sent, a finding quotes the exact words at its offsets."""

from __future__ import annotations

import html
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interurban.modules.barriers import review
from interurban.modules.barriers.plain import plain
from interurban.modules.barriers.schemas import BarrierReviewInput
from interurban.modules.barriers.service import _text

from .sentences import BARRIERS

SENTENCES = [text for kinds in BARRIERS.values() for texts in kinds.values() for text in texts]
NOISE = st.sampled_from(
    [
        "\u00a0",
        "\u202f",
        "’",
        "&nbsp;",
        "&eacute;",
        "&#8364;",
        "<b>",
        "</p><p>",
        "<br/>",
        "\r\n",
        "😀",
        "İ",
        "ß",
        "\u200b",
        "\x92",
        "<",
        "&",
        " — ",
        "ﬃ",
        "снiг",
        "\u0301",
        "\t",
        "<script>alert(1)</script>",
        "\x00",
    ]
)
TEXTS = st.lists(st.one_of(st.sampled_from(SENTENCES), NOISE, st.text(max_size=12)), max_size=14).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("Bidders must be at least&nbsp;51&#37; <b>locally owned</b>.")
def test_offsets_quote_the_exact_words(text: str) -> None:
    read_in, found = _text(BarrierReviewInput(text=text, language="en"))
    assert read_in == ["en"]
    for one in found:
        if one.span is not None:
            start, end = one.span
            assert 0 <= start < end <= len(text)
            assert one.quote == text[start:end]
            assert plain(one.quote).text.strip()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SENTENCES), st.lists(NOISE, max_size=5).map("".join), st.sampled_from(["en", "fr"]))
def test_a_sentence_is_found_at_its_place_whatever_stands_before(
    sentence: str, before: str, lang: str
) -> None:
    alone = {passage.kind for passage, _ in review.read(sentence, [lang])}
    text = f"{before}\n\n{sentence}"
    at = text.index(sentence)
    found = {p.kind for p, _ in review.read(text, [lang]) if at <= p.start and p.end <= at + len(sentence)}
    assert found == alone


def test_text_is_not_stripped_before_it_is_counted() -> None:
    text = "  \n Proposals must be in English."
    _, found = _text(BarrierReviewInput(text=text, language="en"))
    assert [one.quote for one in found] == ["Proposals must be in English"]
    assert found[0].span == (4, 32)


@pytest.mark.parametrize("seed", range(20))
def test_markup_and_entities_move_nothing(seed: int) -> None:
    draw = random.Random(seed)
    letters = [draw.choice("abc <>&;é’\u00a0\n") for _ in range(300)]
    text = "".join(html.escape(letter) if draw.random() < 0.5 else letter for letter in letters)
    as_read = plain(text)
    for at in range(len(as_read.text)):
        start, end = as_read.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        if text[start:end].isalpha():
            assert as_read.text[at] == text[start:end].lower()
