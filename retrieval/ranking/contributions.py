"""What each phenotype of a case adds to the score of a disease."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .index import RankingIndex
from .profiles import Profiles
from .query import Query
from .views import View


class Contribution(NamedTuple):
    """What one phenotype of the case adds to the score of a disease, in nats.

    ``matched`` is the term of the disease that was compared: the phenotype itself, or the ancestor
    that speaks for the disease most. None where the disease shows nothing like it.
    """

    phenotype: str
    excluded: bool
    log_ratio: float
    matched: str | None


def contributions(
    index: RankingIndex,
    query: Query,
    matrix: NDArray[np.float64],
    views: Sequence[View],
    order: NDArray[np.int32],
) -> list[tuple[Contribution, ...]]:
    """Contributions of every term of the query, for each disease of ``order``.

    ``matrix`` holds the log ratios, a row per term and a column per disease of the index.
    """
    ids, observed = index.term_ids, len(query.present)
    terms = [ids[term] for term in query.terms]
    matched = _matched_terms(index, query, views, order).T.tolist()
    return [
        tuple(
            Contribution(term, i >= observed, log_ratio, ids[match] if match >= 0 else None)
            for i, (term, log_ratio, match) in enumerate(zip(terms, ratios, matches, strict=True))
        )
        for ratios, matches in zip(matrix[:, order].T.tolist(), matched, strict=True)
    ]


def _matched_terms(
    index: RankingIndex, query: Query, views: Sequence[View], order: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Rarest ancestor-or-self of each query term that each disease of ``order`` has, or -1.

    Of several views that hold a disease, the last one counts.
    """
    terms = query.terms
    matched = np.full((len(terms), len(order)), -1, np.int64)
    for view in views:
        at, here = _positions(view.diseases, order)
        for i, term in enumerate(terms):
            matched[i, here] = _rarest_held(index, view.evidence.profiles, term, at[here])
    return matched


def _rarest_held(
    index: RankingIndex, profiles: Profiles, term: int, diseases: NDArray[np.int32]
) -> NDArray[np.int64]:
    """For each of ``diseases`` (columns of ``profiles``) the rarest ancestor-or-self it has."""
    span = slice(index.ancestors.indptr[term], index.ancestors.indptr[term + 1])
    ancestors = index.ancestors.indices[span]
    matrix = profiles.frequency
    best = np.full(len(diseases), -1, np.int64)
    for ancestor in ancestors[np.argsort(index.evidence.background[ancestors])].tolist():
        open_ = np.flatnonzero(best < 0)
        if open_.size == 0:
            break
        holders = matrix.indices[matrix.indptr[ancestor] : matrix.indptr[ancestor + 1]]
        _, held = _positions(holders, diseases[open_])
        best[open_[held]] = ancestor
    return best


def _positions(
    ascending: NDArray[np.int32], wanted: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Where each of ``wanted`` stands in ``ascending``, and whether it is there at all."""
    at = np.searchsorted(ascending, wanted).astype(np.int32)
    found = at < len(ascending)
    found[found] = ascending[at[found]] == wanted[found]
    return at, found
