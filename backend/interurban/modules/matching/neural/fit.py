"""A score with the model as a word that a person can read.

Measured on the hand-written profiles of the labelled sets (36 profiles, 3,340 notices in 22 languages;
2.3 % of all pairs are relevant): the share of relevant ones among the pairs that got the word. Labels: ours
and those of the data packages; ours alone. Profiles at hand to make the centroids of: all, five, none.

    word       from    labels; ours alone    five; no profiles    a notice's suppliers
    strong     0.45    .67; .65              .68; .67             .91
    good       0.35    .42; .36              .41; .45             .74
    possible   0.20    .17; .10              .16; .17             .40

Between two notices of the same need the words are worth less: .40, .27, .16 have the same main code.
Below `possible` nothing is shown. `interurban evaluate matching` measures the words anew on any set.
"""

from __future__ import annotations

from interurban.modules.matching.words.fit import Table

# The lowest precision of a row's profiles and suppliers.
TABLE: Table = (
    ("strong", 0.45, 0.64),
    ("good", 0.35, 0.36),
    ("possible", 0.2, 0.1),
)
FLOOR = TABLE[-1][1]
