from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from interurban.core.settings import Settings
from interurban.modules.matching.neural.encoder import Encoder, open_encoder
from interurban.modules.matching.neural.original import Original

SNOW = {
    "en": "passage: Cycle lanes are cleared of snow too late, and people stop riding in winter.",
    "fr": "passage: Les pistes cyclables sont déneigées trop tard et les gens ne roulent plus en hiver.",
    "fi": "passage: Pyörätiet aurataan lumesta liian myöhään, ja talvella ihmiset lopettavat pyöräilyn.",
    "et": "passage: Rattateed puhastatakse lumest liiga hilja ja talvel inimesed enam ei sõida.",
    "uk": "passage: Велодоріжки чистять від снігу запізно, і взимку люди перестають їздити.",
    "el": "passage: Οι ποδηλατόδρομοι καθαρίζονται από το χιόνι πολύ αργά.",
    "ja": "passage: 自転車道の除雪が遅すぎて、冬は人々が乗らなくなる。",
}
OTHERS = {
    "fi": "passage: Lapsille tarvitaan kouluruokaa, jossa on vähemmän hukkaa.",
    "en": "passage: Library books should come back without a queue at the desk.",
    "fr": "passage: Les fuites du réseau d'eau potable sont trouvées trop tard.",
}
STRANGE = [
    "",
    " ",
    "query: ",
    "🚲" * 600,
    "a",
    "\0",
    "\ud800",
    "<script>alert(1)</script>" * 40_000,
    "0 " * 500_000,
    "مسح雪снігuć🚲" * 1_000,
    "\u0301" * 20_000,
    "𒀀",
]


def test_rows_are_in_the_order_of_texts(real_encoder: Encoder) -> None:
    texts = [*SNOW.values(), *OTHERS.values()]
    rows = real_encoder.encode(texts)
    assert rows.dtype == np.float32
    assert rows.shape == (len(texts), 384)
    assert np.allclose((rows**2).sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(real_encoder.encode(texts[::-1])[::-1], rows)
    assert real_encoder.encode([]).shape == (0, 384)


def test_a_text_is_the_mean_of_its_lines(real_encoder: Encoder) -> None:
    lines = [SNOW["en"], OTHERS["en"]]
    together = real_encoder.encode(["\n".join(lines)])[0]
    assert np.allclose(together, real_encoder.encode(lines).mean(axis=0), atol=1e-6)


def test_a_row_does_not_depend_on_its_neighbours(real_encoder: Encoder) -> None:
    alone = real_encoder.encode([SNOW["fi"]])[0]
    assert np.array_equal(real_encoder.encode([STRANGE[7], SNOW["fi"], "a"])[1], alone)


@pytest.mark.parametrize("lang", OTHERS)
def test_what_a_text_is_about_counts_across_languages(real_encoder: Encoder, lang: str) -> None:
    asked = real_encoder.encode(["query: We clear snow from roads", "query: Прибираємо сніг з доріг"])
    snow, other = real_encoder.encode([SNOW[lang], OTHERS[lang]])
    assert (asked @ snow > asked @ other).all()


def test_close_to_the_original(real_encoder: Encoder) -> None:
    original = Original(real_encoder.weights)
    long = "passage: " + " ".join(text.removeprefix("passage: ") for text in SNOW.values())
    texts = [SNOW["fi"], SNOW["uk"], "query: snow", long]
    truth = np.stack([original.vector(real_encoder.tokenizer.ids(text)) for text in texts])
    assert (real_encoder.encode(texts) * truth).sum(axis=1).min() >= 0.997


def test_what_is_beyond_512_pieces_is_not_read(real_encoder: Encoder) -> None:
    long = "passage: " + "snow on cycle lanes " * 200
    with_end, without = real_encoder.encode([long + "school meals", long])
    assert np.array_equal(with_end, without)


def test_strange_texts_have_finite_rows(real_encoder: Encoder) -> None:
    rows = real_encoder.encode(STRANGE)
    assert np.isfinite(rows).all()
    assert np.allclose((rows**2).sum(axis=1), 1, atol=1e-5)


def test_used_from_several_threads_at_once(real_encoder: Encoder) -> None:
    texts = [*SNOW.values(), *OTHERS.values()]
    expected = real_encoder.encode(texts)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: real_encoder.encode([text])[0], texts * 3))
    assert np.array_equal(np.stack(found), np.tile(expected, (3, 1)))


def test_more_threads_change_nothing(real_encoder: Encoder, model_home: Path) -> None:
    two = open_encoder(Settings(environment="test", home=model_home), threads=2)
    assert np.allclose(two.encode([SNOW["en"]]), real_encoder.encode([SNOW["en"]]), atol=1e-3)


@pytest.mark.parametrize("text", [SNOW["en"], "query: snow"])
def test_prefixes_are_the_callers(real_encoder: Encoder, text: str) -> None:
    assert real_encoder.encode([text])[0] @ real_encoder.encode([text.partition(": ")[2]])[0] < 0.9999
