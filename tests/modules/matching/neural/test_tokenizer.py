from __future__ import annotations

import pytest

from interurban.modules.matching.neural.encoder import Encoder
from interurban.modules.matching.neural.tokenizer import LONGEST_PIECE, Tokenizer

# Numbers from the C program that comes in the package, on sentences of our own.
KNOWN = (
    (
        "query: Snow clearing of cycle lanes at night",
        [41, 1294, 12, 76935, 34735, 214, 111, 105823, 21, 1444, 99, 17431],
    ),
    (
        "passage: Déneigement nocturne des pistes cyclables",
        [46692, 12, 17848, 86, 3112, 674, 118984, 13, 224, 47901, 7, 19932, 18347, 13566],
    ),
    (
        "passage: Öine lumekoristus rattateedelt",
        [46692, 12, 5973, 1212, 18526, 2434, 35751, 12540, 19888, 13, 45833],
    ),
    (
        "passage: Pyöräteiden lumenraivaus yöllä",
        [46692, 12, 436, 109994, 973, 40128, 18526, 19, 219, 3984, 223, 113, 130272],
    ),
    (
        "passage: Naktinis dviračių takų valymas",
        [46692, 12, 25114, 42509, 104, 36452, 10464, 466, 863, 3502, 32483],
    ),
    (
        "passage: Nattlig snöröjning av cykelbanor",
        [46692, 12, 353, 3062, 1746, 84002, 14900, 170, 592, 185, 65929, 761, 748],
    ),
    (
        "passage: Nocne odśnieżanie ścieżek rowerowych",
        [46692, 12, 438, 238, 86, 229, 58641, 23909, 701, 6, 17804, 10906, 92, 67363, 3585],
    ),
    (
        "passage: Прибирання снігу з велодоріжок уночі",
        [46692, 12, 1813, 20127, 7125, 179146, 105, 210, 49, 48815, 13589, 260, 137334, 84, 380, 10690],
    ),
    (
        "passage: Νυχτερινός εκχιονισμός ποδηλατοδρόμων",
        [
            46692,
            12,
            14860,
            63138,
            3101,
            199031,
            235,
            6738,
            2088,
            91851,
            30277,
            27589,
            54548,
            77106,
            24652,
            226873,
        ],
    ),
    (
        "passage: إزالة الثلوج من مسارات الدراجات ليلاً",
        [46692, 12, 6, 163970, 23372, 132328, 230, 195574, 396, 102348, 178070, 7312, 2853, 703],
    ),
    (
        "passage: פינוי שלג משבילי אופניים בלילה",
        [46692, 12, 6, 105780, 15638, 620, 2932, 18906, 44693, 710, 222262, 564, 55687],
    ),
    (
        "passage: साइकिल लेन से रात में बर्फ हटाना",
        [46692, 12, 6, 76081, 172884, 12129, 998, 646, 36572, 421, 52632, 7513, 124452, 1748],
    ),
    (
        "passage: সাইকেল লেন থেকে তুষার সরানো",
        [46692, 12, 128130, 135267, 6, 64220, 6638, 38254, 152148, 12229, 6, 65467, 100461],
    ),
    (
        "passage: மிதிவண்டிப் பாதையில் பனி அகற்றல்",
        [46692, 12, 47725, 5944, 3937, 42665, 2025, 206678, 3791, 8838, 10370, 98072, 16043, 3769],
    ),
    ("passage: การกวาดหิมะบนทางจักรยาน", [46692, 12, 5886, 2286, 101873, 136523, 46710, 10562, 4436, 154154]),
    ("passage: 夜间清除自行车道积雪", [46692, 12, 6, 8097, 11158, 178321, 182274, 2458, 53399, 13093]),
    ("passage: 夜間の自転車道の除雪", [46692, 12, 6, 214798, 154, 182160, 2458, 154, 9586, 13093]),
    (
        "passage: 자전거 도로의 야간 제설",
        [46692, 12, 8511, 3776, 9452, 6, 67028, 367, 52367, 13429, 6600, 13420],
    ),
    (
        "passage: ველობილიკების გაწმენდა თოვლისგან",
        [46692, 12, 6, 93852, 40912, 49124, 1969, 2675, 217295, 626, 87638, 54363, 16221],
    ),
    (
        "passage: Հեծանվային ուղիների մաքրում ձյունից",
        [46692, 12, 4456, 8245, 11114, 4386, 12181, 3026, 6, 160313, 1624, 216678, 766, 62230, 36259, 2329],
    ),
    (
        "passage: Dọn tuyết trên làn đường xe đạp",
        [46692, 12, 391, 19030, 19, 227630, 2479, 93077, 7590, 4449, 161575],
    ),
    (
        "passage: Bisiklet yollarında gece kar temizliği",
        [46692, 12, 14851, 14, 48232, 13536, 8826, 30221, 1185, 58419, 10977],
    ),
    (
        "query: ２５ km² ﬁbre—½ price… №7 ™",
        [41, 1294, 12, 714, 1785, 304, 122417, 2451, 92759, 27167, 27, 438, 966, 50523],
    ),
    ("query: 🚲❄️ 🇫🇮", [41, 1294, 12, 6, 248327, 244056, 15755, 6, 247414, 246026]),
    (
        "query: <p>Snow&nbsp;&amp; ice</p>",
        [
            41,
            1294,
            12,
            4426,
            254,
            2740,
            294,
            35613,
            1230,
            82678,
            74,
            1230,
            25133,
            74,
            6,
            2980,
            42946,
            254,
            2740,
        ],
    ),
)


@pytest.fixture
def tokenizer(real_encoder: Encoder) -> Tokenizer:
    return real_encoder.tokenizer


@pytest.mark.parametrize(("text", "pieces"), KNOWN)
def test_pieces_are_those_of_the_package(tokenizer: Tokenizer, text: str, pieces: list[int]) -> None:
    assert tokenizer.ids(text) == [0, *pieces, 2]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("cafe\u0301", "café"),  # as files from a Mac have it; the package's own program takes it apart
        ("ｶﾞｽ", "ガス"),
        ("ﬁｎｅ　ｓｎｏｗ", "fine snow"),
        ("  snow \t\r\n  ice\u00a0", "snow ice"),
        ("snow\u200bice\ufeff", "snow ice"),
        ("snow\0ice", "snow ice"),
        ("\ud83dsnow\udeb2", "snow"),  # halves of pairs
        ("", "   "),
    ],
)
def test_written_otherwise_and_the_same(tokenizer: Tokenizer, written: str, same: str) -> None:
    assert tokenizer.ids(written) == tokenizer.ids(same)


def test_nobody_writes_an_end_into_a_text(tokenizer: Tokenizer) -> None:
    for mark in ("<s>", "</s>", "<pad>", "<unk>", "<mask>"):
        found = tokenizer.ids(f"snow {mark} ice")
        assert not {0, 1, 2, 3, 250_001} & set(found[1:-1]), mark


def test_letters_never_seen_are_one_unknown_piece(tokenizer: Tokenizer) -> None:
    assert tokenizer.ids("𒀀𒀁𒀂") == [0, 6, 3, 2]


@pytest.mark.parametrize(
    "megabyte",
    [
        "snow on cycle lanes " * 50_000,
        "<p>Déneigement&nbsp;!</p>\n" * 40_000,
        "雪" * 1_000_000,
        "a" * 1_000_000,
        " " * 1_000_000 + "snow",
        "\u0301\u0316" * 500_000,
        "🚲" * 1_000_000,
        "𒀀" * 1_000_000,
    ],
    ids=["words", "html", "no-spaces", "one-letter", "spaces", "accents", "emoji", "unknown"],
)
def test_a_megabyte_is_cut(tokenizer: Tokenizer, megabyte: str) -> None:
    found = tokenizer.ids(megabyte)
    assert 3 <= len(found) <= 512
    assert (found[0], found[-1]) == (0, 2)


def test_a_long_text_is_cut_where_the_whole_would_be(real_encoder: Encoder, tokenizer: Tokenizer) -> None:
    """Reading only the first part changes nothing of the pieces that are kept."""
    pieces = [piece for piece, _ in real_encoder.weights.pieces()]
    longest = [piece[1:] for piece in pieces if piece[0] == "▁" and len(piece) == LONGEST_PIECE]
    for sentence in (
        " ".join(longest[:5]) + " ",
        "Prévisions de crues sur la rivière. ",
        "夜间清除自行车道积雪。",
        "Ääni-ilmoitukset ",
    ):
        first, second = sentence * 400, sentence * 700
        assert len(tokenizer.ids(first)) == 512
        assert tokenizer.ids(first) == tokenizer.ids(second)
        whole = tokenizer._pieces.encode(first)
        assert tokenizer.ids(first) == [0, *whole[:510], 2]
