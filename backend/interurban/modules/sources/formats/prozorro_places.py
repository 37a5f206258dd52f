"""Ukrainian addresses as people type them: of "Стрийський р-н, смт Дашава(з)" the place is Дашава."""

from __future__ import annotations

import re

from .text_repair import one_line

_KIND = re.compile(
    r"(?:^|[\s,.])(?:місто|м\.?|село|с\.?|смт\.?|селище(?:\s+міського\s+типу)?|с-ще|сел\.?|с\.\s*м\.\s*т\.?)"
    r"(?=[\s.]+|(?<=\.))[\s.]*([А-ЯІЇЄҐA-Z][^,(;\d]*)",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"[^\W\d_][\w'-]*(?:ий|ська|а)?\s+(?:область|обл\b\.?|район|р-н\.?,?|територіальна громада|громада|тг\b)"
    r"|\b(?:область|район|громада|україна)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:\([^)]*\)?|city|town|village|,.*)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’ʼ.\- ]*")
MAX_CHARACTERS = 300


def locality(written: object) -> str | None:
    """The name of a town or village in its usual capitals, or None where only a district is named."""
    text = one_line(written[:MAX_CHARACTERS]) if isinstance(written, str) else ""
    text = text.replace("’", "'").replace("ʼ", "'")
    text = _REGION.sub(",", text)
    if found := _KIND.findall(text):
        name = found[-1]
    else:
        parts = [part for part in re.split(r"[,;]", text) if part.strip()]
        name = parts[-1] if parts else ""
    name = _TAIL.sub("", name).strip(" .,-")
    if not _WORD.fullmatch(name) or name.lower() in _NOT_A_PLACE:
        return None
    return "-".join(_capital(part) for part in name.split("-"))[:100]


_NOT_A_PLACE = {"невідомий", "місто", "село", "смт", "селище", "м", "с", "не визначено"}


def _capital(part: str) -> str:
    """ЛЬВІВ and львів as Львів; inner capitals of mixed words are left alone."""
    words = [word.capitalize() if word.isupper() or word.islower() else word for word in part.split()]
    return " ".join(words)
