"""Texts of our own writing, in each language: where the centroids begin while few real texts are known."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import get_args

from interurban.modules.matching.words.pair import Side

SIDES: tuple[Side, ...] = get_args(Side)


def samples() -> dict[tuple[Side, str], list[str]]:
    """(side, language) -> twenty texts, in the same order of topics for all."""
    found: dict[tuple[Side, str], list[str]] = {}
    # The folder beside this file has its name but no __init__.py, so this file is what is imported.
    for path in files(__package__).joinpath("samples").iterdir():
        lang, _, suffix = path.name.rpartition(".")
        if suffix == "json":
            texts = json.loads(path.read_text(encoding="utf-8"))
            found.update({(side, lang): texts[side] for side in SIDES})
    return found
