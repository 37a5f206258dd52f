"""The page's words in a visitor's language, out of the page's own catalogues."""

from __future__ import annotations

import json
import re
from functools import cache

from .site import ROOT

CATALOGUES = ROOT / "frontend" / "src" / "locales"
_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def _text(lines: str) -> str:
    return "".join(json.loads(line) for line in lines.splitlines())


@cache
def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        for written, shown in _ENTRY.findall(path.read_text()):
            found[_text(written)] = _text(shown)
    return found


def word(english: str, language: str) -> str:
    """What the page says for this. Raises KeyError where it says no such thing."""
    if english not in catalogue("en"):
        raise KeyError(f"the page has no text {english!r}")
    return catalogue(language)[english] or english
