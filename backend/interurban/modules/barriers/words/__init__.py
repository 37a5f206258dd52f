"""What a review says, in every language of the page. `why` and `source` are for the reader of the review,
`suggestion` for the readers of the call, so it comes in the language of the call.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from interurban.modules.barriers.types import Barrier, BarrierSource

FALLBACK = "en"
_WORDS: dict[str, dict[str, Any]] = {
    lang: tomllib.loads((files(__package__) / f"{lang}.toml").read_text(encoding="utf-8"))
    for lang in ("en", "et", "fi", "fr", "lt")
}


def known(lang: str) -> bool:
    return lang in _WORDS


def why(kind: Barrier, lang: str) -> str:
    return str(_WORDS[lang]["why"][kind])


def source(key: BarrierSource, lang: str) -> str:
    return str(_WORDS[lang]["source"][key])


def suggestion(kind: Barrier, lang: str) -> tuple[str, str]:
    """The words and their language: that of the call where we have it."""
    lang = lang if known(lang) else FALLBACK
    return str(_WORDS[lang]["suggestion"][kind]), lang
