"""Likelihood ratios that a disease's description and its relatives add to its own rows.

A disease with few annotations of its own still has a name, and relatives: diseases of the same
gene, or under the same class. Ratios of all four are mixed per observed term, so that one finding
may be explained by the rows and another by the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .likelihood import GENERALITY, MISMATCH
from .pool import NO_RELATIVE, Pool
from .profile_rows import ProfileRows

if TYPE_CHECKING:
    from .features import Columns, Question

#: Weights of own rows, description, same gene, same class.
_MOSTLY_OWN: Final = (0.6, 0.15, 0.1, 0.15)
_EVEN: Final = (0.35, 0.25, 0.2, 0.2)
#: Weight of the best of the others where the best of all four counts.
_OF_OTHERS: Final = 0.7
#: Largest log ratio, in nats, that one term can have here; least ratio.
_LARGEST: Final = 8.0
_LEAST: Final = 1e-3


def features(
    question: Question, pool: Pool, ratios: NDArray[np.float64], breadth: NDArray[np.float64]
) -> Columns:
    """All features of this module for the k diseases of ``pool``; ``ratios`` (k, n) are theirs."""
    facts, count = question.index.facts, ratios.shape[1]
    own = np.exp(np.minimum(ratios + breadth[:, None], _LARGEST))
    described = _described_ratios(question, pool)
    gene = _relatives_ratios(question, facts.same_gene, pool)
    kin = _relatives_ratios(question, facts.same_class, pool)
    parts = (own, described, gene, kin)
    mixed = _mixed(parts, _MOSTLY_OWN)
    others = np.maximum(np.maximum(described, gene), kin)
    best = np.log(np.maximum(own, _OF_OTHERS * others) + _LEAST)
    return {
        "mixed": mixed.sum(axis=1),
        "mixed_broad": mixed.sum(axis=1) - count * breadth,
        "mixed_least": mixed.min(axis=1),
        "mixed_even": _mixed(parts, _EVEN).sum(axis=1),
        "mixed_best": best.sum(axis=1),
        "gene_sum": np.log(gene + _LEAST).sum(axis=1),
        "class_sum": np.log(kin + _LEAST).sum(axis=1),
        "gene_best": np.maximum(pool.gene_best, NO_RELATIVE).astype(np.float64),
        "class_best": np.maximum(pool.class_best, NO_RELATIVE).astype(np.float64),
    }


def _mixed(
    parts: tuple[NDArray[np.float64], ...], weights: tuple[float, ...]
) -> NDArray[np.float64]:
    total = sum(weight * part for weight, part in zip(weights, parts, strict=True))
    logs: NDArray[np.float64] = np.log(np.maximum(total, _LEAST))
    return logs


def _described_ratios(question: Question, pool: Pool) -> NDArray[np.float64]:
    """Ratio of each observed term by the rarest of its ancestors that the disease's texts name."""
    index, query = question.index, question.query
    information = index.space.information
    closure = ProfileRows.of([(index.space.described, row) for row in pool.diseases.tolist()])
    position = np.full(len(information), -1, np.intp)
    position[question.closure] = np.arange(len(question.closure))
    held = closure.columns(position, len(question.closure)) > 0
    informative = held * information[question.closure]
    above = index.ancestors
    best = np.stack(
        [
            informative[:, position[above.indices[above.indptr[t] : above.indptr[t + 1]]]].max(1)
            for t in query.present
        ],
        axis=1,
    )
    return np.asarray(MISMATCH * np.exp(GENERALITY * best), np.float64)


def _relatives_ratios(
    question: Question, weights: sp.csr_matrix, pool: Pool
) -> NDArray[np.float64]:
    """Mean ratio of each observed term over the relatives, (k, n); a mismatch without any."""
    chosen = weights[pool.diseases]
    used, at = np.unique(chosen.indices, return_inverse=True)
    count = len(question.query.present)
    breadth = question.views[0].breadth[used]
    for view in question.views[1:]:
        _, here, there = np.intersect1d(used, view.diseases, return_indices=True)
        breadth[here] = view.breadth[there]
    ratios = np.exp(np.minimum(question.ratios[:count, used] + breadth, _LARGEST))
    shape = (len(pool.diseases), len(used))
    means = sp.csr_matrix((chosen.data, at, chosen.indptr), shape=shape) @ ratios.T
    alone = np.diff(chosen.indptr) == 0
    means[alone] = MISMATCH
    return np.asarray(means, np.float64)
