"""Published ways to rank diseases by phenotypes, re-derived from their papers, to compare with.

All of them see the same diseases, annotations and left-out rows as Rareseek does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.ranker import SourceExclusion
from .metrics import CUTOFFS
from .peer_profiles import PeerIndex, PeerProfiles

#: LIRICAL: least background frequency, least likelihood ratio of a distant match, and that of a
#: phenotype which one side has and the other denies.
BACKGROUND_FLOOR: Final = 1e-4
NO_MATCH: Final = 1 / 100
DENIED: Final = 1 / 1000
#: Terms that every abnormality shares: no common ancestor in LIRICAL's sense.
_ROOTS: Final = ("HP:0000001", "HP:0000118")


class Peer(Protocol):
    """A ranker: one score per disease of ``profiles``, (n,), larger is better."""

    def scores(
        self, profiles: PeerProfiles, present: Sequence[int], excluded: Sequence[int]
    ) -> NDArray[np.float64]:
        """Scores for terms by row: observed and excluded."""
        ...


class ResnikBestMatch:
    """Best-match average of Resnik similarities (Resnik 1995; Pesquita et al. 2008), both ways.

    The similarity of two terms is the information content of their most informative common
    ancestor. Excluded phenotypes and frequencies are not used.
    """

    def __init__(self, index: PeerIndex) -> None:
        self._index = index

    def scores(
        self, profiles: PeerProfiles, present: Sequence[int], excluded: Sequence[int]
    ) -> NDArray[np.float64]:
        """Mean of case-to-disease and disease-to-case averages, (n,), nats."""
        del excluded
        information = self._index.information
        total = np.zeros(profiles.size)
        for term in present:
            best = np.zeros(profiles.size)
            for ancestor in self._index.above(term).tolist():
                best[_column(profiles.closed, ancestor)] = information[ancestor]
            total += best
        direct = profiles.direct.astype(np.bool_).astype(np.float64)
        count = np.maximum(np.diff(direct.indptr), 1)
        backward = (direct @ self._closest(present)) / count
        both: NDArray[np.float64] = (total / len(present) + backward) / 2
        return both

    def _closest(self, present: Sequence[int]) -> NDArray[np.float64]:
        """Highest similarity of each term to any of ``present``, (t,)."""
        information, descendants = self._index.information, self._index.descendants
        best = np.zeros(len(information))
        above = np.unique(np.concatenate([self._index.above(term) for term in present]))
        for ancestor in above[np.argsort(information[above], kind="stable")].tolist():
            best[_column(descendants, ancestor)] = information[ancestor]
        return best


class Jaccard:
    """Shared terms over all terms of the two; with ``ancestors`` those count too (simUI)."""

    def __init__(self, index: PeerIndex, *, ancestors: bool = False) -> None:
        self._index = index
        self._ancestors = ancestors

    def scores(
        self, profiles: PeerProfiles, present: Sequence[int], excluded: Sequence[int]
    ) -> NDArray[np.float64]:
        """Jaccard indices, (n,), 0 to 1."""
        del excluded
        terms, matrix = np.asarray(present), profiles.direct.tocsc()
        if self._ancestors:
            terms = np.unique(np.concatenate([self._index.above(term) for term in present]))
            matrix = profiles.closed
        shared = np.zeros(profiles.size)
        for term in terms.tolist():
            shared[_column(matrix, term)] += 1
        size = np.bincount(matrix.indices, minlength=profiles.size)
        return shared / (len(terms) + size - shared)


class Lirical:
    """Likelihood ratios as LIRICAL publishes them (Robinson et al. 2020, and its documentation).

    The numerator for an observed term, by the first rule that applies: the disease has it, its
    frequency; has a descendant, the highest of theirs; has an ancestor, that one's frequency shared
    evenly among the children on the way down; has one in common with it below the root, the same
    from the closest. It is divided by the background frequency of the term. Where only the last
    rule or none applies the ratio is at least 1/100; where the disease denies the term it is
    1/1000. For an excluded term: denied too, 1000; held, ``(1 - f) / (1 - background)``, at least
    1/1000; else ``1 / (1 - background)``. Genotypes are not used.

    LIRICAL 2.4.0 itself does better than its published formulas do here: what it makes of a common
    ancestor beyond them is not documented.
    """

    def __init__(self, index: PeerIndex, *, observed_only: bool = False) -> None:
        self._index = index
        self._observed_only = observed_only
        closed = index.all.closed
        mean = np.asarray(closed.sum(axis=0)).ravel() / closed.shape[0]
        self._background = np.clip(mean, BACKGROUND_FLOOR, 1 - BACKGROUND_FLOOR)
        self._children = np.maximum(np.asarray(index.parents.sum(axis=0)).ravel(), 1)
        self._roots = {index.index.term_row[r] for r in _ROOTS if r in index.index.term_row}

    def scores(
        self, profiles: PeerProfiles, present: Sequence[int], excluded: Sequence[int]
    ) -> NDArray[np.float64]:
        """Sums of log likelihood ratios, (n,), nats."""
        direct = profiles.direct.tocsc()
        total = np.zeros(profiles.size)
        for term in present:
            total += np.log(self._observed(profiles, direct, term))
        for term in () if self._observed_only else excluded:
            total += np.log(self._excluded(profiles, term))
        return total

    def _observed(
        self, profiles: PeerProfiles, direct: sp.csc_matrix, term: int
    ) -> NDArray[np.float64]:
        background, shares = self._background[term], self._shares(term)
        ratio = np.full(profiles.size, NO_MATCH)
        for matrix, floor in ((profiles.closed, NO_MATCH), (direct, 0.0)):
            for ancestor in self._index.above(term).tolist():
                if ancestor in shares:
                    held, frequency = _entries(matrix, ancestor)
                    ratio[held] = np.maximum(frequency * shares[ancestor] / background, floor)
        for matrix in (profiles.closed, direct):
            held, frequency = _entries(matrix, term)
            ratio[held] = frequency / background
        ratio[_column(profiles.denied, term)] = DENIED
        return ratio

    def _excluded(self, profiles: PeerProfiles, term: int) -> NDArray[np.float64]:
        lacking = 1 - self._background[term]
        ratio = np.full(profiles.size, 1 / lacking)
        held, frequency = _entries(profiles.closed, term)
        ratio[held] = np.maximum((1 - frequency) / lacking, DENIED)
        ratio[_column(profiles.denied, term)] = 1 / DENIED
        return ratio

    def _shares(self, term: int) -> dict[int, float]:
        """What share of each ancestor's frequency falls to ``term``: split evenly at each step."""
        parents = self._index.parents
        shares: dict[int, float] = {}
        reached = [(term, 1.0)]
        while reached:
            child, share = reached.pop()
            for parent in parents.indices[parents.indptr[child] : parents.indptr[child + 1]]:
                part = share / self._children[parent]
                if parent not in self._roots and part > shares.get(int(parent), 0.0):
                    shares[int(parent)] = part
                    reached.append((int(parent), part))
        return shares


def peers(index: PeerIndex) -> dict[str, Peer]:
    """Every peer by its name in tables."""
    return {
        "Resnik best-match average": ResnikBestMatch(index),
        "Jaccard": Jaccard(index),
        "Jaccard, with ancestors": Jaccard(index, ancestors=True),
        "LIRICAL's formulas": Lirical(index),
        "LIRICAL's formulas, observed terms only": Lirical(index, observed_only=True),
    }


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """One disease that a peer lists; satisfies `rareseek.evaluation.matching.Candidate`."""

    rank: int
    id: str
    equivalent_ids: tuple[str, ...]
    score: float


def rank_by(
    peer: Peer,
    index: PeerIndex,
    case: Case,
    exclusion: SourceExclusion = SourceExclusion.NONE,
    top: int = max(CUTOFFS),
) -> tuple[PeerAnswer, ...]:
    """The ``top`` diseases by ``peer``; equal scores in the order of ids, none without phenotypes.

    Raises `IdentifierError` for an unknown id.
    """
    present = index.rows(case.phenotypes)
    excluded = [term for term in index.rows(case.excluded) if term not in present]
    if not present:
        return ()
    scores = peer.scores(index.all, present, excluded)
    if (reduced := index.without(case, exclusion)) is not None:
        affected, profiles = reduced
        scores[affected] = peer.scores(profiles, present, excluded)
    return _listed(index.index, scores, top)


def _listed(index: RankingIndex, scores: NDArray[np.float64], top: int) -> tuple[PeerAnswer, ...]:
    order = np.argsort(-scores, kind="stable")[:top].tolist()
    found = index.diseases.select("id", "equivalent_ids")
    return tuple(
        PeerAnswer(position, found.row(row)[0], tuple(found.row(row)[1]), float(scores[row]))
        for position, row in enumerate(order, 1)
    )


def _entries(matrix: sp.csc_matrix, column: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    span = slice(matrix.indptr[column], matrix.indptr[column + 1])
    return matrix.indices[span], matrix.data[span]


def _column(matrix: sp.csc_matrix, column: int) -> NDArray[np.int32]:
    rows: NDArray[np.int32] = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]]
    return rows
