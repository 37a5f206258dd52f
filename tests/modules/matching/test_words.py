from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interurban.modules.matching.labels import groups
from interurban.modules.matching.words.index import WordIndex, make_query
from interurban.modules.matching.words.postings import Postings

from .examples import CHALLENGES, PLOUGH, index, query


def keys(found: WordIndex, text: str, lang: str = "en", **more: object) -> list[object]:
    return [hit.key for hit in found.top(make_query({lang: [text]}), "challenge", 20, **more)]  # type: ignore[arg-type]


def test_the_challenge_a_profile_speaks_of_comes_first() -> None:
    found = index()
    assert keys(found, PLOUGH)[0] == "snow"
    assert keys(found, "Acoustic sensors for leaks in water pipes")[0] == "leaks"
    assert keys(found, "Очищення доріжок від снігу", "uk")[0] == "сніг"
    assert keys(found, "Утеплення шкіл і ремонт теплової мережі", "uk")[0] == "заміна"


def test_declared_codes_lead_across_languages() -> None:
    found = index(codes=True)
    asked = make_query({"uk": ["Прибирання снігу"]}, ["90620000"])
    hits = [hit.key for hit in found.top(asked, "challenge", 3)]
    assert hits[0] == "сніг"
    assert set(hits[1:]) == {"snow", "lumi"}


def test_labels_of_the_classification_lead_across_languages() -> None:
    asked = make_query({"en": ["Cleaning and sanitation services in urban or rural areas"]})
    challenge = make_query({"fr": ["Assainissement", "Services de nettoyage en zone urbaine ou rurale"]})
    with_labels, without = WordIndex(groups()), WordIndex()
    for found in (with_labels, without):
        found.put("challenge", "a", challenge)
        found.put("challenge", "b", query("eau"))
    assert with_labels.pair(asked, challenge).concepts > 0.02
    assert without.pair(asked, challenge).concepts == 0
    assert keys(with_labels, "Cleaning and sanitation services in urban or rural areas")[0] == "a"


def test_a_new_challenge_is_matched_at_once_and_a_replaced_one_only_as_it_is_now() -> None:
    found = index()
    found.put("challenge", "new", make_query({"en": ["Robots that paint bridges"]}))
    assert keys(found, "bridge painting robots")[0] == "new"
    found.put("challenge", "new", make_query({"en": ["Count the bats"]}))
    assert "new" not in keys(found, "bridge painting robots")
    assert keys(found, "bats")[0] == "new"
    assert found.remove("challenge", "new")
    assert "new" not in keys(found, "bats")
    assert not found.remove("challenge", "new")


def test_one_at_a_time_gives_the_scores_of_all_at_once() -> None:
    slowly, at_once = WordIndex(groups()), index(codes=True)
    for key in CHALLENGES:
        slowly.put("challenge", key, query(key, codes=True))
        slowly.top(make_query({"en": [PLOUGH]}), "challenge", 1)
    slowly.put("challenge", "snow", query("snow", codes=True))
    for key in CHALLENGES:
        asked = query(key, codes=True)
        ours = {hit.key: hit.score for hit in slowly.top(asked, "challenge", 20)}
        theirs = {hit.key: hit.score for hit in at_once.top(asked, "challenge", 20)}
        assert ours.keys() == theirs.keys()
        # A removed document still counts for how rare words are until the index is built anew.
        assert all(ours[k] == pytest.approx(theirs[k], abs=0.03) for k in ours)


def test_both_sides_read_the_same_score() -> None:
    found = index(codes=True)
    profiles = {
        "p": make_query({"en": [PLOUGH], "fr": ["Déneigement de pistes cyclables"]}, ["90620000"]),
        "q": make_query({"uk": ["Ремонт теплових мереж, утеплення"]}),
    }
    for key, asked in profiles.items():
        found.put("profile", key, asked)
    for key, asked in profiles.items():
        forward = {hit.key: hit.score for hit in found.top(asked, "challenge", 20)}
        for challenge, score in forward.items():
            other = query(str(challenge), codes=True)
            back = {hit.key: hit.score for hit in found.top(other, "profile", 20)}
            assert back[key] == pytest.approx(score, abs=0.005)
            assert found.pair(asked, other).total == pytest.approx(score, abs=0.005)


def test_both_sides_read_the_same_score_while_a_small_collection_grows() -> None:
    found = WordIndex(groups())
    asked = make_query({"en": [PLOUGH]}, ["90620000"])
    for key in ["snow", *(key for key in CHALLENGES if key != "snow")]:
        found.put("challenge", key, query(key, codes=True))
        if key == "snow":
            found.put("profile", "p", asked)
        forward = {hit.key: hit.score for hit in found.top(asked, "challenge", 20)}["snow"]
        back = {hit.key: hit.score for hit in found.top(query("snow", codes=True), "profile", 20)}["p"]
        assert back == pytest.approx(forward, abs=0.001)


def test_each_language_of_a_document_may_match() -> None:
    found = index()
    both = {"en": CHALLENGES["leaks"][1:], "fr": CHALLENGES["eau"][1:]}
    found.put("challenge", "both", make_query(both))
    french = found.pair(make_query({"fr": ["Capteurs pour les fuites d'eau"]}), make_query(both))
    assert french.challenge_lang == "fr"
    assert keys(found, "Capteurs pour les fuites d'eau potable", "fr")[0] in ("both", "eau")


def test_what_is_not_allowed_is_not_there() -> None:
    found = index()
    allowed = np.ones(len(CHALLENGES) + 1, bool)
    allowed[found.slot("challenge", "snow") or 0] = False
    assert "snow" not in keys(found, PLOUGH, allowed=allowed)
    found.put("challenge", "later", query("snow"))
    assert "later" not in keys(found, PLOUGH, allowed=allowed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🚲🚎",
        "<p></p>",
        "and the of",
        "x" * 1_000_000,
        "ab " * 300_000,
        "\ud800",
        "漢字かな交じり文",
        "٣٤٥ שלום",
    ],
)
def test_odd_texts_get_an_answer_and_no_score_out_of_nothing(text: str) -> None:
    found = index(codes=True)
    for lang in ("en", "uk", "zz"):
        asked = make_query({lang: [text]})
        assert found.top(asked, "challenge", 5) == [] or not asked.empty
        assert all(hit.score < 0.05 for hit in found.top(asked, "challenge", 5))
    found.put("challenge", "odd", make_query({"en": [text, text]}))
    assert keys(found, PLOUGH)[0] == "snow"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "uk", "fi", "el", "xx"]))
def test_no_text_breaks_it(text: str, lang: str) -> None:
    found = index(codes=True)
    asked = make_query({lang: [text]}, ["90620000"])
    found.put("challenge", "any", asked)
    scores = found.scores(asked, "challenge")
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_postings_sum_what_a_plain_loop_sums() -> None:
    random_ = random.Random(3)
    postings, rows = Postings(), []
    for _ in range(3_000):  # more than one block
        keys_ = np.unique(np.array(random_.choices(range(500), k=random_.randint(0, 12)), np.uint32))
        counts = np.array([random_.randint(1, 300) for _ in keys_], np.float32)
        rows.append(dict(zip(keys_.tolist(), np.minimum(counts, 255).tolist(), strict=True)))
        postings.add(keys_, counts)
        if random_.random() < 0.01:
            postings.settle()
    asked = np.array([3, 77, 200, 499, 10_000], np.uint32)
    weights = np.array([1, 0.5, 2, 3, 9], np.float32)
    found = postings.dot(asked, weights, lambda values, _: values.astype(np.float32))
    table = dict(zip(asked.tolist(), weights.tolist(), strict=True))
    expected = [sum(table[k] * row.get(k, 0) for k in table) for row in rows]
    assert found.tolist() == pytest.approx(expected)
    assert postings.frequencies(asked).tolist() == [sum(k in row for row in rows) for k in asked.tolist()]
    assert len(postings.blocks) < 20
