from __future__ import annotations

import unicodedata

from interurban.modules.matching.neural.samples import SIDES, samples

LANGUAGES = {"da", "de", "en", "es", "et", "fi", "fr", "it", "lt", "lv", "nl", "sv", "uk"}

SAMPLES = samples()
TEXTS = {
    f"{lang}, {side} {number}": text
    for (side, lang), found in SAMPLES.items()
    for number, text in enumerate(found, 1)
}


def test_each_language_has_twenty_of_each_side() -> None:
    languages = LANGUAGES | {lang for _, lang in SAMPLES}
    assert {key: len(found) for key, found in SAMPLES.items()} == {
        (side, lang): 20 for side in SIDES for lang in languages
    }


def test_each_text_is_of_a_usual_length() -> None:
    lengths = {name: len(text.split()) for name, text in TEXTS.items()}
    assert {name: length for name, length in lengths.items() if not 25 <= length <= 90} == {}


def test_no_text_is_there_twice() -> None:
    assert len(set(TEXTS.values())) == len(TEXTS)


def test_texts_are_trimmed_and_composed() -> None:
    tidy = {name: unicodedata.normalize("NFC", " ".join(text.split())) for name, text in TEXTS.items()}
    assert tidy == TEXTS
