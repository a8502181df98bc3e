"""Which diseases are worth a closer look: the best by three cheap scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .index import RankingIndex
from .query import Query

#: Diseases taken by likelihood ratio, by the likeness of their description, and by relatives.
BY_LIKELIHOOD = 110
BY_DESCRIPTION = 40
BY_RELATIVES = 50
#: Score of the best relative where there is none.
NO_RELATIVE = -1000.0


@dataclass(frozen=True, slots=True)
class Pool:
    """k diseases, ascending rows of the index, with what they were chosen by, (k,) each.

    ``score`` is the likelihood ratio's; ``gene_best`` and ``class_best`` the best one among the
    diseases of the same gene and class; ``likeness`` is that of the description.
    """

    diseases: NDArray[np.int32]
    score: NDArray[np.float32]
    likeness: NDArray[np.float32]
    gene_best: NDArray[np.float32]
    class_best: NDArray[np.float32]

    def take(self, kept: NDArray[np.bool_]) -> Pool:
        """The pool of the diseases that ``kept`` (k,) marks."""
        return Pool(
            self.diseases[kept],
            self.score[kept],
            self.likeness[kept],
            self.gene_best[kept],
            self.class_best[kept],
        )


def observed_closure(index: RankingIndex, query: Query) -> NDArray[np.int32]:
    """The observed terms and all their ancestors, ascending."""
    above = index.ancestors
    spans = [above.indices[above.indptr[t] : above.indptr[t + 1]] for t in query.present]
    closure: NDArray[np.int32] = np.unique(np.concatenate([np.empty(0, np.int32), *spans]))
    return closure


def pool(
    index: RankingIndex,
    closure: NDArray[np.int32],
    scores: NDArray[np.float64],
    marked: Sequence[NDArray[np.bool_]] = (),
) -> Pool:
    """The pool for ``scores`` (d,) and the observed terms' ``closure``.

    Of each mask of ``marked`` (d,), the best by ``scores`` are in the pool too.
    """
    score = scores.astype(np.float32)
    likeness = _likeness(index, closure)
    gene_best = _best_relative(index.facts.same_gene, score)
    class_best = _best_relative(index.facts.same_class, score)
    lifted = score + 0.5 * np.maximum(0, np.maximum(gene_best, class_best) - score)
    chosen = [
        _top(score, BY_LIKELIHOOD),
        _top(likeness, BY_DESCRIPTION),
        _top(lifted, BY_RELATIVES),
        *(_top(np.where(mask, score, -np.inf), BY_LIKELIHOOD) for mask in marked),
    ]
    rows = np.unique(np.concatenate(chosen)).astype(np.int32)
    return Pool(rows, score[rows], likeness[rows], gene_best[rows], class_best[rows])


def _likeness(index: RankingIndex, closure: NDArray[np.int32]) -> NDArray[np.float32]:
    weight = index.space.described_weight
    total = np.zeros(weight.shape[0], np.float32)
    for term in closure.tolist():
        span = slice(weight.indptr[term], weight.indptr[term + 1])
        total[weight.indices[span]] += weight.data[span]
    return total


def _best_relative(weights: sp.csr_matrix, score: NDArray[np.float32]) -> NDArray[np.float32]:
    best = np.full(len(score), NO_RELATIVE, np.float32)
    held = np.diff(weights.indptr) > 0
    if held.any():
        best[held] = np.maximum.reduceat(score[weights.indices], weights.indptr[:-1][held])
    return best


def _top(score: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Rows of the ``count`` best scores, ties at the threshold by row; those at -inf left out."""
    if count < len(score):
        threshold = np.partition(score, -count)[-count]
        sure = np.flatnonzero(score > threshold)
        tied = np.flatnonzero(score == threshold)[: count - sure.size]
        rows = np.concatenate([sure, tied])
    else:
        rows = np.arange(len(score))
    finite: NDArray[np.intp] = rows[np.isfinite(score[rows])]
    return finite
