import pytest

from interurban.modules.sources.formats.json_values import decode
from interurban.modules.sources.formats.text_repair import (
    one_line,
    tidy,
    undo_double_encoding,
    undo_look_alikes,
)


def twice(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


@pytest.mark.parametrize(
    "text", ["beneficiaries’ costs – “quoted” …", "Naïve café, 5 €", "Panevėžys", "Дрова"]
)
def test_double_encoded_texts_are_put_right(text: str) -> None:
    broken = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())
    assert broken != text
    assert undo_double_encoding(broken) == text


def test_texts_encoded_three_times_are_put_right() -> None:
    assert undo_double_encoding(twice(twice("city’s"))) == "city’s"


@pytest.mark.parametrize("text", ["INOVAÇÃO”", "déjà vu", "Köln – Århus", "plain", "Ã”ndé"])
def test_texts_that_are_right_stay_as_they_are(text: str) -> None:
    assert undo_double_encoding(text) == text


def test_a_lost_euro_sign_comes_back() -> None:
    assert tidy("5 000 \x80") == "5 000 €"
    assert decode(b"caf\xe9 5 000 \x80") == "café 5 000 €"


def test_line_ends_of_every_kind_become_one() -> None:
    assert tidy("a\rb\r\nc\nd\u2028e\x00") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Стрийcький", "Стрийський"),  # a Latin c
        ("Bосьмий", "Восьмий"),
        ("розділ VІ.3", "розділ VI.3"),  # a Cyrillic І in a Roman number
        ("Wi-Fi роутер USB-кабель", "Wi-Fi роутер USB-кабель"),
        ("zoom", "zoom"),
        ("ПВХ", "ПВХ"),
    ],
)
def test_words_of_two_scripts_get_one(written: str, meant: str) -> None:
    assert undo_look_alikes(written) == meant


def test_one_line_has_single_blanks() -> None:
    assert one_line("  a\n\tb\u00a0 c ") == "a b c"
