"""A score as a word that a person can read.

Measured on the hand-written profiles of the labelled sets (36 profiles, 3,340 notices in 22 languages;
2.3 % of all pairs are relevant): the share of relevant ones among the pairs that got the word.

    word       from    groups in en and fr    all labels    a notice's suppliers (groups; all labels)
    strong     0.22    .70                    .55           .86; .79
    good       0.12    .33                    .38           .62; .65
    possible   0.05    .11                    .09           .26; .22

Below `possible` nothing is shown. `interurban evaluate matching` measures the words anew on any set.
"""

from __future__ import annotations

from typing import Literal

Fit = Literal["strong", "good", "possible"]

# (word, least score, precision): the lowest precision of its row.
Table = tuple[tuple[Fit, float, float], ...]

TABLE: Table = (
    ("strong", 0.22, 0.55),
    ("good", 0.12, 0.33),
    ("possible", 0.05, 0.09),
)
FLOOR = TABLE[-1][1]


def fit_of(score: float, table: Table = TABLE) -> Fit | None:
    """None below the floor. Scores with the model have a table of their own: `neural/fit.py`."""
    return next((word for word, least, _ in table if score >= least), None)
