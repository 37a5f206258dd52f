"""A score with the model as a word that a person can read."""

from __future__ import annotations

from interurban.modules.matching.words.fit import Table

TABLE: Table = (
    ("strong", 0.45, 0.6),
    ("good", 0.35, 0.4),
    ("possible", 0.25, 0.2),
)
FLOOR = TABLE[-1][1]
