"""Every number that a score with the model depends on, in one place, with the measurement that chose it.

nDCG@10 (recall@10 for the links, average precision for people's labels) with the labels that an
installation has: English and French divisions and groups, Ukrainian and Italian in full. Cross-validated:
of 251 choices the best on five sixths of the queries of all sets, measured on the sixth left out, 20 times
(both languages of a profile in one sixth).

                                 here    cross-validated       BM25    characters
    ted_hand                     .610    .574 [.487, .661]     .311    .312
      French -> English          .484    .475 [.340, .601]     .000    .252
      English -> French          .491    .483 [.335, .641]     .000    .227
      reverse                    .730    .728 [.710, .744]     .171    .339
    ted_similar                  .331    .328 [.294, .363]     .253    .261
    ted_parallel                 .997    .997 [.992, 1.00]     .000    .939
    sbir_keywords                .985    .983 [.962, .998]     .976    .960
    eu_calls_title               .995    .994 [.988, .999]     .987    .974
    bidders, Prozorro            .777    .780 [.753, .806]     .723    .706
    winners, UK                  .471    .469 [.404, .535]     .457    .462
    labels of people, Italy      1.00    1.00 (6 notices)      .917    .889

For the links each firm's wins were split: its text is made from one half, asked are the others, and turned
around. Every choice near this one lies within .02 of it on every set, which is less than any interval; of
those this one is the best on profiles that people wrote, so expect the second column of a new set.

What helped: texts at hand in the centroids (profiles .50 with samples alone, .56 with 18 profiles in each
language), the classification (.03), each line of a profile for itself (links .03), n-grams and declared
codes (links .10), stems and what they cover (SBIR .02), taking from stems what the meaning has said (.02),
the concepts of words (.02). What did not: whitening, taking out what differs between translations of a
label, other ranks or sources of the basis, fewer or more labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SpaceWeights:
    """See `space.py`.

    cpv           weight of the classification's part beside the text's own, 1
    digits        of a code that are told apart
    near          labels a text is compared by, the nearest ones
    near_none     with no label nearer than this cosine the classification says nothing of a text;
    near_full     from here on it has its whole weight
    draw_samples  how many texts the prior stands for beside the samples of our own writing
    draw_texts    how many texts all of that stands for beside the texts at hand
    basis_from    notices from which on the basis is made of them
    basis_texts   as many are read for it at most
    """

    cpv: float = 0.25
    digits: int = 5
    near: int = 100
    near_none: float = 0.1
    near_full: float = 0.2
    draw_samples: float = 2.0
    draw_texts: float = 5.0
    basis_from: int = 400
    basis_texts: int = 1_000


@dataclass(frozen=True, slots=True)
class FormulaWeights:
    """Each is for a part as the words score weighs it already (`words/weights.py`).

    `covered` is for the square of a share: a text that has nearly all the words of a question is what was
    asked for. `said` is how much of the stems the meaning has said already.
    """

    grams: float = 1.0
    stems: float = 2.0
    covered: float = 1.0
    concepts: float = 1.0
    codes: float = 3.0
    said: float = 0.2


SPACE = SpaceWeights()
FORMULA = FormulaWeights()
# What a search finds by meaning alone: the least product of two vectors.
SEARCH_FLOOR = 0.22


def combine(
    *,
    meaning: Scores | float,
    grams: Scores | float,
    stems: Scores | float,
    covered: Scores | float = 0.0,
    concepts: Scores | float = 0.0,
    codes: Scores | float = 0.0,
) -> Scores:
    """The score of pairs; arrays of one shape, or numbers for one pair.

    meaning  product of the two `Space.vectors`
    grams, stems, covered, concepts, codes  parts of the words score, as it weighs them (`WordIndex.parts`)
    """
    words = said_by_words(meaning=meaning, grams=grams, stems=stems, covered=covered, concepts=concepts)
    return _below_one(np.maximum(meaning + words + FORMULA.codes * codes, 0))


def said_by_words(
    *,
    meaning: Scores | float,
    grams: Scores | float,
    stems: Scores | float,
    covered: Scores | float,
    concepts: Scores | float,
) -> Scores:
    """What words add to a sum.

    Stems are of one language only: there they count as far as they say more than the meaning leads to expect,
    so that a text of another language has the same chance.
    """
    same = FORMULA.stems * stems + FORMULA.covered * np.square(covered)
    unexpected = same - FORMULA.said * np.maximum(meaning, 0)
    found: Scores = FORMULA.grams * grams + np.maximum(unexpected, 0) + FORMULA.concepts * concepts
    return found


def _below_one(sums: Scores) -> Scores:
    """Sums up to a half as they are; beyond, they draw near to 1 in their own order and never reach it.

    A text that answers a question word for word has a sum above 1; cut off there, two of them would tie.
    """
    beyond = np.maximum(sums - 0.5, 0)
    found: Scores = np.where(sums > 0.5, 1 - 0.5 * np.exp(-2 * beyond), sums)
    return found
