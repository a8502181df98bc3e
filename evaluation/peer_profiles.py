"""What published rankers know of diseases: annotations as they stand, nothing smoothed.

A disease is the same candidate here as it is for Rareseek (records of one disease are pooled), so
that figures compare methods and not lists of diseases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.profiles import AnnotationRows
from ..retrieval.ranking.ranker import SourceExclusion


@dataclass(frozen=True, slots=True)
class PeerProfiles:
    """Profiles of n diseases over t terms.

    ``direct`` (n, t) holds the frequencies of the terms that are annotated themselves, 0 to 1;
    ``closed`` (n, t) those of the ancestors too, each the maximum of its descendants; ``denied``
    (n, t) marks the terms that the sources only say are absent.
    """

    direct: sp.csr_matrix
    closed: sp.csc_matrix
    denied: sp.csc_matrix

    @classmethod
    def of(cls, rows: AnnotationRows, diseases: NDArray[np.intp], ancestors: sp.csr_matrix) -> Self:
        """Profiles of ``diseases`` (rows of the index, ascending) from their annotation rows.

        Counts of several rows are added up; else the mean of the frequencies that are stated
        counts; else the phenotype is taken to be in every patient (LIRICAL's default).
        """
        shape = (len(diseases), ancestors.shape[0])
        keys, group = np.unique(
            np.searchsorted(diseases, rows.disease).astype(np.int64) * shape[1] + rows.term,
            return_inverse=True,
        )

        def total(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.bincount(group, weights=values, minlength=len(keys)).astype(np.float64)

        counted, stated = rows.m > 0, ~np.isnan(rows.frequency) & ~rows.negated & (rows.m == 0)
        n = total(np.where(counted, rows.n, 0).astype(np.float64))
        m = total(np.where(counted, rows.m, 0).astype(np.float64))
        sums, number = total(np.where(stated, rows.frequency, 0.0)), total(stated.astype(float))
        frequency = np.where(number > 0, sums / np.maximum(number, 1), 1.0)
        frequency = np.where(m > 0, n / np.maximum(m, 1), frequency)
        frequency[total((~counted & ~rows.negated).astype(float)) + n == 0] = 0.0
        at, term = keys // shape[1], keys % shape[1]
        held = frequency > 0
        direct = sp.csr_matrix((frequency[held], (at[held], term[held])), shape=shape)
        absent = np.ones(int((~held).sum()), np.bool_)
        denied = sp.csc_matrix((absent, (at[~held], term[~held])), shape=shape)
        return cls(direct, _closed(direct, ancestors), denied)

    @property
    def size(self) -> int:
        """Number of diseases."""
        return int(self.direct.shape[0])


def _closed(direct: sp.csr_matrix, ancestors: sp.csr_matrix) -> sp.csc_matrix:
    """Every ancestor with the maximum of its annotated descendants."""
    entries = direct.tocoo()
    order = np.argsort(-entries.data, kind="stable")
    above = ancestors[entries.col[order]]
    repeat = np.diff(above.indptr)
    keys = np.repeat(entries.row[order].astype(np.int64), repeat) * direct.shape[1] + above.indices
    keys, first = np.unique(keys, return_index=True)
    values = np.repeat(entries.data[order], repeat)[first]
    at = (keys // direct.shape[1], keys % direct.shape[1])
    return sp.csc_matrix((values, at), shape=direct.shape)


class PeerIndex:
    """Profiles of all diseases of an index, and of some without the rows of a case's article."""

    def __init__(self, index: RankingIndex) -> None:
        self.index = index

    @cached_property
    def all(self) -> PeerProfiles:
        """Profiles of every disease."""
        every = np.arange(len(self.index.diseases))
        return PeerProfiles.of(self.index.rows, every, self.index.ancestors)

    @cached_property
    def information(self) -> NDArray[np.float64]:
        """Information content of each term, (t,), nats."""
        return self.index.terms["ic"].to_numpy()

    @cached_property
    def parents(self) -> sp.csr_matrix:
        """Direct parents, (t, t): row i marks those of term i."""
        closure = self.index.ancestors.astype(np.int32)
        strict = closure - sp.identity(closure.shape[0], np.int32, format="csr")
        strict.eliminate_zeros()
        further = (strict @ strict).astype(np.bool_)
        direct = strict.astype(np.bool_) > further
        return sp.csr_matrix(direct)

    @cached_property
    def descendants(self) -> sp.csc_matrix:
        """Reflexive closure by column: column j marks term j and its descendants."""
        return self.index.ancestors.tocsc()

    def above(self, term: int) -> NDArray[np.int32]:
        """Rows of a term and its ancestors, the most general first."""
        span = slice(self.index.ancestors.indptr[term], self.index.ancestors.indptr[term + 1])
        found: NDArray[np.int32] = self.index.ancestors.indices[span]
        return found[np.argsort(self.information[found], kind="stable")]

    def rows(self, terms: Sequence[str]) -> list[int]:
        """Rows of HPO ids, each once."""
        return list(dict.fromkeys(self.index.term_row[self.index.resolve(t)] for t in terms))

    def without(
        self, case: Case, exclusion: SourceExclusion
    ) -> tuple[NDArray[np.intp], PeerProfiles] | None:
        """The diseases that lose rows under ``exclusion``, and their profiles then."""
        if exclusion is SourceExclusion.NONE or not case.articles:
            return None
        solely = exclusion is SourceExclusion.SOLE
        dropped = self.index.rows_citing(case.articles, solely=solely)
        if not dropped.size:
            return None
        rows = self.index.rows
        affected = np.unique(rows.disease[dropped]).astype(np.intp)
        kept = np.setdiff1d(np.flatnonzero(np.isin(rows.disease, affected)), dropped)
        return affected, PeerProfiles.of(rows.take(kept), affected, self.index.ancestors)
