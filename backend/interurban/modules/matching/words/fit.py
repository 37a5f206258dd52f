"""A score as a word that a person can read.

Measured on the hand-written profiles of the labelled sets (36 profiles, 3,340 notices in 22 languages;
2.3 % of all pairs are relevant), over all pairs with a score at or above the threshold:

    word       from    relevant, groups in en and fr    relevant, all labels    relevant, a notice's suppliers
    strong     0.22    .63                              .55                     .84
    good       0.12    .35                              .41                     .63
    possible   0.05    .13                              .13                     .31

Below `possible` nothing is shown. `interurban evaluate matching` prints the same table for any set.
"""

from __future__ import annotations

from typing import Literal

Fit = Literal["strong", "good", "possible"]

# The precision a word promises is the lowest of its row, rounded down.
TABLE: tuple[tuple[Fit, float, float], ...] = (
    ("strong", 0.22, 0.55),
    ("good", 0.12, 0.35),
    ("possible", 0.05, 0.13),
)
FLOOR = TABLE[-1][1]


def fit_of(score: float) -> Fit | None:
    """None below the floor."""
    return next((word for word, least, _ in TABLE if score >= least), None)
