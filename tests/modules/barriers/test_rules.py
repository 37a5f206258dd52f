"""The rules on sentences written for them, and on texts made to slow them down."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from interurban.modules.barriers import review, words
from interurban.modules.barriers.plain import plain
from interurban.modules.barriers.rules import LANGUAGES
from interurban.modules.barriers.types import SEVERITY, SOURCE, Barrier, BarrierSource

from .sentences import BARRIERS, LOOK_ALIKES

SAID = [
    (lang, kind, text) for lang, kinds in BARRIERS.items() for kind, texts in kinds.items() for text in texts
]
SUGGESTED = sorted(set(Barrier))


def kinds(text: str, lang: str) -> list[str]:
    return [passage.kind.value for passage, _ in review.read(text, [lang])]


@pytest.mark.parametrize(("lang", "kind", "text"), SAID)
def test_a_barrier_is_found_and_called_by_its_name(lang: str, kind: str, text: str) -> None:
    assert kinds(text, lang) == [kind]


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, all_ in LOOK_ALIKES.items() for text in all_]
)
def test_what_only_looks_like_a_barrier_is_left_alone(lang: str, text: str) -> None:
    assert kinds(text, lang) == []


@pytest.mark.parametrize("kind", SUGGESTED)
@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_no_proposed_wording_is_a_barrier_itself(kind: Barrier, lang: str) -> None:
    """Whoever takes our words must not be told off for them."""
    assert kinds(words.suggestion(kind, lang)[0], lang) == []


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_proposed_words_end_the_silence_that_they_are_for(lang: str) -> None:
    for kind in (k for k in Barrier if k.startswith("silence_")):
        assert kind not in review.silences(plain(words.suggestion(kind, lang)[0]), LANGUAGES[lang])


@pytest.mark.parametrize("lang", ["en", "et", "fi", "fr", "lt"])
def test_every_kind_has_its_words_in_every_language_of_the_page(lang: str) -> None:
    for kind in Barrier:
        assert len(words.why(kind, lang)) > 30
        assert len(words.suggestion(kind, lang)[0]) > 30
        assert words.suggestion(kind, lang)[1] == lang
    assert all(words.source(source, lang) for source in BarrierSource)
    assert set(SEVERITY) == set(SOURCE) == set(Barrier)


def test_a_demand_and_its_relief_are_read_together() -> None:
    strict = "— bilans des trois dernières années;"
    assert kinds(strict, "fr") == ["years"]
    assert (
        kinds(f"{strict}\nLes entreprises nouvellement créées fournissent tout autre document.", "fr") == []
    )
    # The next item of the list is another demand.
    assert kinds(f"{strict}\n— certificats ou tout autre moyen de preuve.", "fr") == ["years"]


def test_figures_below_a_heading_belong_to_it() -> None:
    assert kinds("Chiffre d'affaires minimum exigé :\n- lot 1 : 430 000 EUR", "fr") == ["turnover"]


def test_the_languages_of_a_text_are_told_from_its_small_words() -> None:
    english = "The supplier must show that it has worked with the city and for the people of the region. "
    french = "Le titulaire doit montrer que les travaux ont été faits pour la ville et dans les délais. "
    assert review.languages_of(plain(english)) == ["en"]
    assert review.languages_of(plain(french)) == ["fr"]
    assert set(review.languages_of(plain(english + french))) == {"en", "fr"}
    assert review.languages_of(plain("Місто шукає рішення для прибирання снігу.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Procedura aperta per la fornitura in noleggio di apparecchiature e la gestione del servizio a "
        "favore della città, che non è in grado di fornire i dati da un anno.",
        "La ciudad busca una solución para la recogida de los residuos en el centro, que no se ha resuelto "
        "en un año y que los vecinos piden por escrito.",
        "Die Stadt sucht eine Lösung für die Räumung der Straßen, die in der Nacht und am Morgen von den "
        "Bürgern genutzt werden.",
    ],
)
def test_a_kindred_language_is_not_taken_for_one_that_can_be_read(text: str) -> None:
    assert review.languages_of(plain(text)) == []


def patterns() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(name: str, value: Any) -> None:
        if isinstance(value, str):
            found.append((name, value))
        elif isinstance(value, dict):
            for inner in value.values():
                walk(name, inner)
        elif isinstance(value, list):
            for inner in value:
                walk(name, inner)

    folder = files("interurban.modules.barriers.rules")
    for name in ("shared", "english", "french"):
        walk(name, tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
    return found


def test_no_pattern_repeats_without_an_upper_bound() -> None:
    endless = re.compile(r"(?<!\\)[*+](?!\?\)?$)|\{\d+,\}")
    # "10+ years" is written \+ and is no repetition.
    assert [pattern for _, pattern in patterns() if endless.search(pattern.replace(r"\+", ""))] == []
    assert len(patterns()) > 400


ADVERSARIAL = [
    "a" * 200_000,
    " " * 200_000,
    "must have " * 20_000,
    "references " * 18_000,
    "shall " * 33_000 + "in english",
    "grants " * 14_000 + "irrevocable " * 8_000,
    "chiffre d'affaires minimum " * 7_400,
    "1 " * 100_000,
    "1 000 000 " * 20_000 + "eur",
    "<" * 200_000,
    "<a" * 100_000,
    "&" * 200_000,
    "&amp;" * 40_000,
    "\n" * 200_000,
    "; " * 100_000,
    "u.s. citizens " * 14_000,
    "İ" * 200_000,
    "insurance, " * 18_000,
    "offres " * 28_000,
    "à titre gratuit pilote " * 8_600,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda text: text[:12].strip() or repr(text[:2]))
def test_no_text_takes_long(text: str) -> None:
    """200,000 characters within 8 s on a busy machine; a pattern that backtracks would take hours."""
    began = time.perf_counter()
    review.read(text[:200_000], ["en", "fr"])
    assert time.perf_counter() - began < 8


def test_twice_the_text_takes_about_twice_as_long() -> None:
    piece = "Bidders must show three similar projects, and turnover of at least EUR 2 million, in English. "

    def seconds(times: int) -> float:
        began = time.perf_counter()
        review.read(piece * times, ["en", "fr"])
        return time.perf_counter() - began

    seconds(50)
    one = min(seconds(400) for _ in range(3))
    assert min(seconds(1600) for _ in range(3)) < 12 * one
