"""Undoes what portals do to texts: double encoding, lost euro signs, stray controls, look-alike letters."""

from __future__ import annotations

import re
import unicodedata

# Windows-1252 as it is met in practice: the five bytes it leaves undefined keep their Latin-1 meaning.
_CP1252: dict[int, str] = {}
for _byte in range(0x80, 0x100):
    try:
        _CP1252[_byte] = bytes([_byte]).decode("cp1252")
    except UnicodeDecodeError:
        _CP1252[_byte] = chr(_byte)
_TO_BYTE = {char: byte for byte, char in _CP1252.items()} | {chr(byte): byte for byte in range(0x80, 0x100)}

_CONTINUATION = "".join(re.escape(char) for char, byte in _TO_BYTE.items() if 0x80 <= byte <= 0xBF)
# A lead byte of UTF-8 shown as a letter (Â to ô), then as many continuation bytes as it announces.
_DOUBLE_ENCODED = re.compile(
    rf"[\u00c2-\u00df][{_CONTINUATION}]"
    rf"|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}"
    rf"|[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ufeff]")
_C1 = re.compile(r"[\x80-\x9f]")

_LATIN_TO_CYRILLIC = str.maketrans("AaBCcEeHIiKMOoPpTXxyÏï", "АаВСсЕеНІіКМОоРрТХхуЇї")
_CYRILLIC_TO_LATIN = str.maketrans("АаВСсЕеНІіКМОоРрТХхуЇїѕЅјЈ", "AaBCcEeHIiKMOoPpTXxyÏïsSjJ")
_LETTER = r"[A-Za-z\u00cf\u00ef\u0400-\u04ff]"
_MIXED_WORD = re.compile(
    rf"(?<!{_LETTER})(?={_LETTER}*[\u0400-\u04ff])(?={_LETTER}*[A-Za-z\u00cf\u00ef]){_LETTER}{{2,}}"
)


def decode_cp1252(raw: bytes) -> str:
    """Bytes that are not UTF-8, read as Windows-1252, which contains ISO-8859-1 and the euro sign."""
    return raw.decode("latin-1").translate(_CP1252)


def undo_double_encoding(text: str) -> str:
    """Text whose UTF-8 was read as Windows-1252 and encoded again, put right; other text unchanged.

    Only where every letter from Â to ô belongs to such a sequence: in a text with real accents a pair like
    `Ã”` may be the end of a Portuguese word and a quotation mark.
    """
    for _ in range(2):  # some feeds were encoded three times
        sequences = _DOUBLE_ENCODED.findall(text)
        if not sequences:
            return text
        leads = sum(1 for char in text if "\u00c2" <= char <= "\u00f4")
        inside = sum(1 for sequence in sequences for char in sequence if "\u00c2" <= char <= "\u00f4")
        if leads != inside:
            return text
        text = _DOUBLE_ENCODED.sub(_decode_sequence, text)
    return text


def _decode_sequence(match: re.Match[str]) -> str:
    try:
        return bytes(_TO_BYTE[char] for char in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def undo_look_alikes(text: str) -> str:
    """Words that mix Latin and Cyrillic letters of the same shape, written in the script they belong to."""
    return _MIXED_WORD.sub(_one_script, text)


def _one_script(match: re.Match[str]) -> str:
    word = match.group()
    as_cyrillic = word.translate(_LATIN_TO_CYRILLIC)
    if not re.search(r"[A-Za-z]", as_cyrillic):
        only_look_alikes = not re.search(r"[\u0400-\u04ff]", word.translate(_CYRILLIC_TO_LATIN))
        latin = len(re.findall(r"[A-Za-z]", word))
        # A word made of look-alikes alone fits both scripts: the one with more letters wins.
        if not only_look_alikes or latin * 2 <= len(word):
            return as_cyrillic
    as_latin = word.translate(_CYRILLIC_TO_LATIN)
    return word if re.search(r"[\u0400-\u04ff]", as_latin) else as_latin


def tidy(text: str) -> str:
    """One line end, no control characters, NFC, the euro sign where a lost one left \\x80."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _C1.sub(lambda found: _CP1252[ord(found.group())], text)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def one_line(text: str) -> str:
    """Tidied text with every run of white space as one blank: titles, names."""
    return " ".join(undo_look_alikes(tidy(text)).split())
