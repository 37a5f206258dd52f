from __future__ import annotations

import numpy as np
import pytest

from interurban.modules.matching.words.analysis import (
    MAX_TEXT,
    blank_markup,
    features,
    read,
    sentences,
    tokens,
)
from interurban.modules.matching.words.languages import guess, stem

from .one_by_one import without


def folded(text: str) -> list[str]:
    return [token.folded for token in tokens(blank_markup(text))]


def test_markup_is_blanked_in_place() -> None:
    text = "<p class='a'>Snow &amp; ice</p><script>alert('melt')</script> on <b>roads</b>"
    blanked = blank_markup(text)
    assert len(blanked) == len(text)
    assert [text[t.start : t.end] for t in tokens(blanked)] == ["Snow", "ice", "on", "roads"]


def test_a_text_beyond_the_limit_is_read_up_to_it() -> None:
    assert len(blank_markup("a" * 1_000_000)) == MAX_TEXT


@pytest.mark.parametrize("text", ["", "   \n", "🚲🚎🌨️", "<p></p>", "&nbsp;", "\x00\x00", "— … !!!", "﷽"])
def test_what_has_no_words_is_empty(text: str) -> None:
    assert read("en", text).length <= 1


def test_accents_and_look_alikes_do_not_part_words() -> None:
    assert folded("Panevėžys Żółć straße") == ["panevezys", "zolc", "strasse"]
    assert folded("Sеnsоr води")[0] == "sensor"  # its e and o are Cyrillic


def test_small_words_and_what_a_firm_calls_itself_do_not_count() -> None:
    assert read("en", "We are a company and we offer").empty
    assert not read("en", "snow").empty


def test_words_of_one_stem_meet_in_one_language_only() -> None:
    assert stem("en", "ploughing") == stem("en", "ploughs")
    assert stem("uk", "доріжок") != stem("uk", "дорожній")
    assert stem("uk", "прибирання") == stem("uk", "прибиранням")
    assert stem("uk", "теплових") == stem("uk", "теплова")
    assert not np.intersect1d(read("de", "Information").stems, read("en", "information").stems).size


def test_a_body_that_repeats_its_title_is_read_once() -> None:
    once = read("en", "Clear snow", "Clear snow at night")
    assert once.length == read("en", "Clear snow at night").length


def test_a_sentence_taken_out_leaves_the_others() -> None:
    text = "Clear the snow. Grit the lanes!\nReport on the ploughs; then sleep"
    spans = sentences(text)
    assert [text[a:b] for a, b in spans] == [
        "Clear the snow.",
        "Grit the lanes!",
        "Report on the ploughs;",
        "then sleep",
    ]
    whole = read("en", text)
    left = without(whole, read("en", text[spans[1][0] : spans[1][1]]))
    expected = read("en", "Clear the snow. Report on the ploughs; then sleep")
    assert left.grams.tolist() == expected.grams.tolist()
    assert left.stem_counts.tolist() == expected.stem_counts.tolist()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We clear snow and grit cycle lanes for the city"),
        ("fr", "Nous cherchons des machines pour le déneigement et les pistes"),
        ("fi", "Etsimme koneita, jotka ovat kapeita ja sekä"),
        ("et", "Otsime masinaid, mis on kitsad ning mille"),
        ("lt", "Ieškome mašinų, kurios yra siauros ir kad"),
        ("uk", "Шукаємо послуги з прибирання снігу та посипання доріжок"),
        ("de", "Wir suchen Maschinen für den Winterdienst auf den Radwegen"),
    ],
)
def test_the_language_is_guessed_from_small_words(lang: str, text: str) -> None:
    assert guess(text) == lang


def test_the_reader_s_language_is_taken_when_nothing_tells() -> None:
    assert guess("GIS 3D", fallback="fr") == "fr"


def test_any_language_code_is_taken() -> None:
    assert features("zz", tokens("some words")).length == 2
