from __future__ import annotations

import numpy as np
import pytest

from interurban.modules.matching.explanation import Asker, explain
from interurban.modules.matching.vectors import COMPARED, Vector
from interurban.modules.matching.words.index import WordIndex, make_query

from .examples import CHALLENGES, CODES, PLOUGH, index


def asker(text: str = PLOUGH, lang: str = "en", codes: tuple[str, ...] = ()) -> Asker:
    return Asker({lang: [text]}, codes)


def test_shared_words_stand_where_the_offsets_say() -> None:
    lang, *parts = CHALLENGES["snow"]
    found = explain(index(), asker(), {lang: parts}, ())
    fields = dict(zip(("title", "text"), parts, strict=True))
    assert {"snow", "narrow", "ploughs"} <= {word.word.lower() for word in found.words}
    for word in found.words:
        assert fields[word.field][word.start : word.end] == word.word
        assert word.other in PLOUGH
    assert not {"for", "and", "with"} & {word.word.lower() for word in found.words}


def test_words_are_shared_in_one_language_only() -> None:
    lang, *parts = CHALLENGES["neige"]
    found = explain(index(), asker(), {lang: parts}, ())
    assert found.words == []
    assert found.lang == "fr"


@pytest.mark.parametrize("key", ["snow", "leaks", "neige", "сніг"])
def test_a_quoted_sentence_taken_out_lowers_the_score_to_what_was_said(key: str) -> None:
    texts = {
        "snow": (PLOUGH, "en"),
        "leaks": ("Sensors for leaks in water pipes", "en"),
        "neige": ("Salage et déneigement de pistes", "fr"),
        "сніг": ("Прибирання снігу вночі", "uk"),
    }
    board = index(codes=True)
    lang, *parts = CHALLENGES[key]
    text, mine = texts[key]
    found = explain(board, asker(text, mine), {lang: parts}, CODES.get(key, ()))
    assert found.sentences
    for sentence in found.sentences:
        fields = dict(zip(("title", "text"), parts, strict=True))
        whole = fields[sentence.field]
        assert whole[sentence.start : sentence.end] == sentence.quote
        fields[sentence.field] = whole[: sentence.start] + whole[sentence.end :]
        left = make_query({lang: list(fields.values())}, CODES.get(key, ()))
        without = board.pair(make_query({mine: [text]}), left).total
        assert without == pytest.approx(sentence.without, abs=1e-4)
        assert without < sentence.score
        assert sentence.score == pytest.approx(found.score.total, abs=1e-4)


def test_the_other_side_is_quoted_to_a_city() -> None:
    lang, *parts = CHALLENGES["snow"]
    city = Asker({lang: parts}, (), "challenge")
    shown = {"en": ["Ploughworks", "We bake cakes. " + PLOUGH]}
    found = explain(index(), city, shown, ())
    assert found.sentences[0].quote == PLOUGH
    assert found.score.total == pytest.approx(
        explain(index(), Asker(shown, ()), {lang: parts}, ()).score.total, abs=1e-5
    )


def test_categories_say_who_named_them() -> None:
    lang, *parts = CHALLENGES["lumi"]
    both = explain(index(codes=True), asker(codes=("90620000",)), {lang: parts}, ("90620000",))
    assert ("90620000", True, True) in [
        (c.code, c.declared_by_profile, c.declared_by_challenge) for c in both.categories
    ]
    one = explain(
        index(codes=True), asker("Sewage, refuse and cleaning services"), {lang: parts}, ("90620000",)
    )
    assert all(not c.declared_by_profile for c in one.categories)
    assert [c.code[:2] for c in one.categories] == ["90"]


def test_texts_with_nothing_in_common_have_no_reasons() -> None:
    lang, *parts = CHALLENGES["meals"]
    found = explain(index(), asker("Заміна труб", "uk"), {lang: parts}, ())
    assert (found.words, found.sentences, found.categories) == ([], [], [])
    assert found.score.total < 0.02


def test_every_match_has_a_reason() -> None:
    board = index(codes=True)
    askers = [asker(), asker("Déneigement de pistes", "fr"), asker("Ремонт теплових мереж", "uk")]
    for one in askers:
        for hit in board.top(one.query, "challenge", 20, least=0.05):
            lang, *parts = CHALLENGES[str(hit.key)]
            found = explain(board, one, {lang: parts}, CODES.get(str(hit.key), ()))
            assert found.words or found.sentences or found.categories, hit


# Two texts with the same words, most of which say nothing; and those that are told of them.
SHARED = {
    "de": ("Welche eigenen Kanäle wurden bereits gemessen und wie hoch sind diese", {"kanäle"}),
    "en": ("How low our own sewers turned out when measured with those", {"sewers"}),
    "es": ("Nuestro propio alcantarillado cuando está muy bajo y quien puede", {"alcantarillado"}),
    "et": ("Milline meie enda torustik peab juba olema ja kuidas seda teha", {"torustik"}),
    "fi": ("Millainen oma viemäri pitäisi tehdä ja kuinka usein nyt voidaan", {"viemäri"}),
    "fr": ("Quelle est notre canalisation comme tenue et ceux dont son égout", {"canalisation", "égout"}),
    "it": ("Quale nostra fognatura deve essere bassa quando questo può molto", {"fognatura"}),
    "lt": ("Kokia mūsų kanalizacija turi būti žema kai galima tik visada", {"kanalizacija"}),
    "nl": ("Welke eigen riolering moet laag blijven wanneer deze wordt gemaakt", {"riolering"}),
    "pl": ("Jaka nasza kanalizacja powinna być niska gdy można tylko zawsze", {"kanalizacja"}),
    "sv": ("Vilken egen avloppsledning måste vara låg när detta också kan göras", {"avloppsledning"}),
    "uk": ("Яка наша каналізація повинна бути низька коли можна тільки завжди", {"каналізація"}),
}


@pytest.mark.parametrize("lang", SHARED)
def test_words_that_say_nothing_are_no_reasons(lang: str) -> None:
    text, telling = SHARED[lang]
    board = WordIndex()
    board.put("challenge", 1, make_query({lang: [text]}))
    found = explain(board, asker(text, lang), {lang: ["", text]}, ())
    assert {word.word.lower() for word in found.words} == telling


def test_words_of_most_challenges_are_no_reasons() -> None:
    """In a collection of a few, three with the same need still say so."""
    lang, *parts = CHALLENGES["snow"]
    board = index()
    for count, told in ((2, True), (3, False), (40, False)):
        for number in range(count):
            board.put("challenge", number, make_query({"en": [f"Snow on roofs, {number}"]}))
        words = {word.word.lower() for word in explain(board, asker(), {lang: parts}, ()).words}
        assert ("snow" in words) is told
        assert "ploughs" in words


# The same challenge in two languages, and a firm that writes in both.
BOTH = {"en": CHALLENGES["snow"][1:], "fr": CHALLENGES["neige"][1:]}
WRITES_BOTH = Asker({"en": [PLOUGH], "fr": ["Engins de déneigement, salage de nuit et de jour."]}, ())


def test_the_language_of_the_reader_is_quoted_when_it_matches_nearly_as_well() -> None:
    board = index()
    best = explain(board, WRITES_BOTH, BOTH, ())
    assert best.lang == "fr"
    alone = {lang: explain(board, WRITES_BOTH, {lang: BOTH[lang]}, ()).score.total for lang in BOTH}
    assert 0.85 < alone["en"] / alone["fr"] < 1
    for preferred, lang in (
        (("en", "fr"), "en"),
        (("fi", "en"), "en"),
        (("fr", "en"), "fr"),
        (("fi",), "fr"),
    ):
        found = explain(board, WRITES_BOTH, BOTH, (), preferred=preferred)
        assert (found.lang, found.other_lang) == (lang, lang)
        assert all(one.quote in " ".join(BOTH[lang]) for one in found.sentences)
        # The score is that of the best pair, whatever is quoted.
        assert found.score.total == pytest.approx(best.score.total)
        assert found.score.words == pytest.approx(best.score.words)


def test_a_language_that_matches_far_worse_is_not_quoted() -> None:
    texts = {"en": ["Winter", "Machines for our cycle tracks."], "fr": BOTH["fr"]}
    assert explain(index(), WRITES_BOTH, texts, (), preferred=("en", "fr")).lang == "fr"


def test_a_city_is_quoted_the_firm_s_text_in_its_own_language() -> None:
    city = Asker(BOTH, (), "challenge")
    for lang in BOTH:
        assert explain(index(), city, WRITES_BOTH.texts, (), preferred=(lang,)).lang == lang


@pytest.mark.parametrize(("product", "lang"), [(0.54, "en"), (0.48, "fr")])
def test_nearly_as_well_is_by_meaning_where_there_is_a_model(product: float, lang: str) -> None:
    def vector(lang: str, near: float) -> Vector:
        row = np.zeros(COMPARED, np.float32)
        row[:2] = near, 1 - near
        return Vector(lang, row, {})

    one = np.zeros(COMPARED, np.float32)
    one[0] = 1
    firm = Asker(WRITES_BOTH.texts, (), meaning={"en": Vector("en", one, {})})
    meaning = {"en": vector("en", product), "fr": vector("fr", 0.6)}
    found = explain(index(), firm, BOTH, (), meaning, ("en", "fr"))
    assert (found.lang, found.other_lang) == (lang, "en")
    best = explain(index(), firm, BOTH, (), meaning).score
    assert found.score.total == pytest.approx(best.total)
    assert found.score.meaning == pytest.approx(best.meaning)


def test_a_firm_without_a_text_is_explained_by_its_codes() -> None:
    lang, *parts = CHALLENGES["snow"]
    city = Asker({lang: parts}, CODES["snow"], "challenge")
    found = explain(index(codes=True), city, {}, CODES["snow"], preferred=("en",))
    assert [category.code for category in found.categories] == ["90620000"]
    assert found.sentences == []
