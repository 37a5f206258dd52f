from __future__ import annotations

import re

import httpx
import psycopg

from interurban.modules.feed.words.query import read
from interurban.modules.feed.words.tokens import folded, words
from tests.factories.feed import city, in_days, record, text
from tests.modules.feed.conftest import Put, Titles

EU_LANGUAGES = (
    "bg cs da de el en es et fi fr ga hr hu",
    "it lt lv mt nl pl pt ro sk sl sv",
)

# Language, what a city wrote, and what somebody else types: another form of the same word.
INFLECTED = [
    ("bg", "Ремонт на улици в града", "улица"),
    ("bg", "Осветление на парковете", "паркове"),
    ("cs", "Rekonstrukce kanalizace v ulicích", "ulice"),
    ("cs", "Měření hluku tramvají", "tramvaje"),
    ("da", "Stille sporvogne i byerne", "sporvogn"),
    ("de", "Leisere Straßenbahnen für die Städte", "Straßenbahn"),
    ("el", "Καθαρισμός των δρόμων της πόλης", "δρόμος"),
    ("en", "Sensors that count parked bicycles", "bicycle"),
    ("es", "Sensores de calidad del aire", "sensor"),
    ("et", "Vaiksemad trammid linnades", "tramm"),
    ("et", "Linna digitaalsed teenused", "teenus"),
    ("fi", "Hiljaisemmat raitiovaunut kaupungissa", "raitiovaunu"),
    ("fr", "Capteurs pour mesurer la qualité de l’eau", "capteur"),
    ("ga", "Seirbhísí nua do na cathracha", "seirbhís"),
    ("hr", "Pametna rasvjeta gradskih ulica", "ulice"),
    ("hu", "Zajcsökkentés a villamosokon", "villamosok"),
    ("it", "Sensori per la qualità delle acque", "sensore"),
    ("lt", "Savivaldybės gatvių apšvietimas", "gatvė"),
    ("lv", "Pilsētas ielu apgaismojums", "iela"),
    ("mt", "Servizzi diġitali għall-bliet", "servizz"),
    ("nl", "Stillere trams voor de stad", "tram"),
    ("pl", "Czujniki hałasu na ulicach miasta", "ulica"),
    ("pt", "Sensores de ruído nas cidades", "cidade"),
    ("ro", "Senzori pentru calitatea aerului în orașe", "oraș"),
    ("sk", "Meranie hluku električiek v uliciach", "ulica"),
    ("sl", "Pametna razsvetljava mestnih ulic", "ulica"),
    ("sv", "Tystare spårvagnar i staden", "spårvagn"),
    ("uk", "Закупівля лавок для парків", "лавка"),
    ("uk", "Ремонт вулиць міста", "вулиця"),
    ("uk", "Послуги з прибирання територій", "територія"),
]


async def test_an_inflected_form_finds_the_other_in_every_language(put: Put, titles: Titles) -> None:
    await put(*(record(written, lang=lang) for lang, written, _ in INFLECTED))
    found = {(lang, typed): await titles(q=typed) for lang, _, typed in INFLECTED}
    assert [(lang, typed) for lang, written, typed in INFLECTED if written not in found[lang, typed]] == []
    # Neighbouring languages share words (ulica, tram); nothing else may come along.
    assert max(map(len, found.values())) <= 6
    assert {lang for lang, _, _ in INFLECTED} == {*" ".join(EU_LANGUAGES).split(), "uk"}


# What is written, what is typed; both ways round.
ACCENTS = [
    ("lt", "Panevėžys", "Panevezys"),
    ("de", "Größere Maßnahmen", "Grossere Massnahmen"),
    ("de", "Größere Maßnahmen", "GRÖSSERE MASSNAHMEN"),
    ("el", "Ποδηλατόδρομος", "Ποδηλατοδρομος"),
    ("el", "ΦΩΤΙΣΜΌΣ", "φωτισμος"),
    ("uk", "Здоров'я", "Здоров’я"),
    ("uk", "комп’ютер", "компютер"),
    ("uk", "об'єкт", "обʼєкт"),
    ("uk", "їжа", "іжа"),
    ("ro", "Brașov şi Iaşi", "Brasov și Iași"),
    ("pl", "Łódź", "Lodz"),
    ("da", "Ærø", "aero"),
    ("fi", "pyörätelineet", "pyoratelineet"),
    ("fr", "écoles", "ECOLES"),
    ("hr", "Đakovo", "Dakovo"),
    ("mt", "Ħamrun", "Hamrun"),
    ("cs", "e\u0301kran", "ékran"),
]


async def test_accents_make_no_difference_in_either_direction(put: Put, titles: Titles) -> None:
    for number, (lang, one, other) in enumerate(ACCENTS):
        await put(record(f"{number}a", lang=lang, body=one), record(f"{number}b", lang=lang, body=other))
    wrong = [
        typed
        for number, (_, one, other) in enumerate(ACCENTS)
        for typed in (one, other)
        if not {f"{number}a", f"{number}b"} <= set(await titles(q=typed))
    ]
    assert wrong == []


async def test_inflection_and_missing_accents_go_together(put: Put, titles: Titles) -> None:
    await put(record("Savivaldybės gatvių apšvietimas", lang="lt"))
    await put(record("Városi villamosok zajcsökkentése", lang="hu"))
    assert await titles(q="savivaldybes gatve") == ["Savivaldybės gatvių apšvietimas"]
    assert await titles(q="varosok") == ["Városi villamosok zajcsökkentése"]


async def test_a_city_is_found_in_any_case_of_its_name(put: Put, titles: Titles) -> None:
    await put(record("Lampy", lang="pl", publishers=(city("krakow", "PL", pl="Kraków"),)))
    assert await titles(q="krakow") == ["Lampy"]
    assert await titles(q="Krakowie lampa") == ["Lampy"]


async def test_all_words_are_needed_and_small_ones_are_not(put: Put, titles: Titles) -> None:
    await put(record("Parking for bicycles"), record("Bicycle parking"), record("Parking meters"))
    assert sorted(await titles(q="parking of the bicycles")) == ["Bicycle parking", "Parking for bicycles"]
    assert await titles(q="parking meters bicycles") == []


async def test_quotes_minus_and_or(put: Put, titles: Titles) -> None:
    await put(record("smart street lights"), record("lights in a smart street"), record("smart benches"))
    assert await titles(q='"street lights"') == ["smart street lights"]
    assert await titles(q='smart -"street lights" -bench') == ["lights in a smart street"]
    assert sorted(await titles(q="benches or lights")) == [
        "lights in a smart street",
        "smart benches",
        "smart street lights",
    ]
    assert await titles(q="-smart") == []
    assert len(await titles(q="-unheard")) == 3


TYPED = ["", "   ", "!!!", '"', "-", "or", "' & | !", "\\", "a:*", "<->", "𝔸", "\x00", "ə" * 300]


async def test_anything_can_be_typed(put: Put, client: httpx.AsyncClient) -> None:
    await put(record("smart benches"))
    for typed in TYPED:
        answer = await client.get("/v1/challenges", params={"q": typed})
        assert answer.status_code == 200, typed
        assert answer.json()["items"] == []


async def test_identifiers_win(put: Put, titles: Titles) -> None:
    own = {"source_id": "UA-2026-09-25-014356-a", "ocid": "ocds-iu0000-77"}
    mentions = "See UA-2026-09-25-014356-a and ocds-iu0000-77, code 45233000, also 014356."
    await put(
        *(record(f"mention {n}", body=mentions, closes_at=in_days(1)) for n in range(3)),
        record("it", extra=own, categories=("45233000",)),
    )
    for typed in (*own.values(), "ua 2026 09 25 014356 a", "014356", "45233000", "45233000-9"):
        found = await titles(q=typed)
        assert found[0] == "it", typed
        assert len(found) == 4, typed


async def test_folded_words_hold_nothing_that_a_text_vector_or_a_query_reads_as_a_sign(
    put: Put, titles: Titles
) -> None:
    folded_to = {letter: folded(word) for letter in map(chr, range(0xD800)) for word in words(letter)}
    folded_to |= {
        letter: folded(word) for letter in map(chr, range(0xE000, 0x20000)) for word in words(letter)
    }
    assert len(folded_to) > 50_000
    assert [letter for letter, found in folded_to.items() if not found or re.search(r"[\s'\\:]", found)] == []
    # Words with spaces between them in one letter, an apostrophe as part of one, and one that is only a mark.
    await put(record("ﷺ bench"), record("ŉ park"), record("ﾞ tram"), record("o'clock: \\ 'q'"))
    for typed in ("bench", "park", "tram", "clock", "ﷺ", "ŉ"):
        assert len(await titles(q=typed)) == 1, typed
    assert await titles(q="ﾞ") == []


async def test_an_id_is_found_whole_and_not_in_parts(put: Put, titles: Titles) -> None:
    one = record("one")
    await put(one, record("two"))
    assert await titles(q=str(one.id)) == ["one"]
    assert await titles(q=str(one.id).rsplit("-")[-1]) == []


async def test_words_as_written_in_the_title_come_first_and_inflected_ones_last(
    put: Put, titles: Titles
) -> None:
    await put(
        record("D", body="many parks in the city", closes_at=in_days(1)),
        record("C: parks", closes_at=in_days(2)),
        record("B", body="one park in the city", closes_at=in_days(3)),
        record("A: park", closes_at=in_days(4)),
    )
    assert await titles(q="park") == ["A: park", "B", "C: parks", "D"]
    assert await titles(q="park", sort="closing") == ["D", "C: parks", "B", "A: park"]


async def test_a_word_is_only_looked_for_in_the_language_of_the_text(put: Put, titles: Titles) -> None:
    # "dates" and "data" share a French stem; in an English text they are two words.
    await put(record("Opening dates"), record("Open data"))
    assert await titles(q="data") == ["Open data"]


async def test_every_language_of_a_record_is_searched(put: Put, titles: Titles) -> None:
    await put(record("Quiet trams", texts={"en": text("Quiet trams"), "fi": text("Hiljaiset raitiovaunut")}))
    assert await titles(q="raitiovaunu", lang="en") == ["Quiet trams"]


async def test_the_text_index_answers(put: Put, database_url: str) -> None:
    await put(*(record(f"tram {n}", body="noise " * 50) for n in range(400)), record("one bench"))
    query = read("bench")
    assert query is not None
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("ANALYZE feed_entries")
        # The test's table is small enough to be read whole; the question is whether the index can answer.
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute(
            "EXPLAIN SELECT id FROM feed_entries WHERE search @@ %s::tsquery", [query.matches]
        ).fetchall()
    assert "ix_feed_entries_search" in str(plan)
