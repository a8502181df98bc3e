"""The profiles of a few diseases, gathered from the index or from evidence that replaces it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .space import Space
from .views import View


@dataclass(frozen=True, slots=True)
class ProfileRows:
    """Entries of a sparse (k, t) matrix: ``row`` 0 to k - 1, ``term``, ``value``, by row."""

    size: int
    row: NDArray[np.intp]
    term: NDArray[np.int32]
    value: NDArray[np.float64]

    @classmethod
    def of(cls, matrices: Sequence[tuple[sp.csr_matrix, int]]) -> ProfileRows:
        """One row of each matrix, in this order."""
        spans = [slice(m.indptr[row], m.indptr[row + 1]) for m, row in matrices]
        terms = [m.indices[span] for (m, _), span in zip(matrices, spans, strict=True)]
        values = [m.data[span] for (m, _), span in zip(matrices, spans, strict=True)]
        rows = np.repeat(np.arange(len(spans)), [len(one) for one in terms])
        return cls(len(spans), rows, np.concatenate(terms), np.concatenate(values))

    def sum(self, weights: NDArray[np.generic]) -> NDArray[np.float64]:
        """Sum of one weight per entry over each row, (k,)."""
        return np.bincount(self.row, weights=weights, minlength=self.size).astype(np.float64)

    def columns(self, position: NDArray[np.intp], width: int) -> NDArray[np.float32]:
        """The rows as a dense (k, ``width``) matrix; ``position`` (t,) is -1 for other terms."""
        at = position[self.term]
        kept = at >= 0
        dense = np.zeros((self.size, width), np.float32)
        dense[self.row[kept], at[kept]] = self.value[kept]
        return dense


@dataclass(frozen=True, slots=True)
class Gathered:
    """Profiles of k diseases: propagated, of the annotated terms alone, and their breadth (k,)."""

    propagated: ProfileRows
    direct: ProfileRows
    breadth: NDArray[np.float64]
    expected_terms: NDArray[np.float64]


def gather(space: Space, views: Sequence[View], diseases: NDArray[np.int32]) -> Gathered:
    """The profiles of ``diseases``; of several views that hold one, the last one counts."""
    whole = views[0]
    propagated = [(space.frequency, row) for row in diseases.tolist()]
    direct = [(whole.evidence.profiles.direct, row) for row in diseases.tolist()]
    breadth = whole.breadth[diseases]
    expected = whole.evidence.profiles.expected_terms[diseases]
    for view in views[1:]:
        _, here, there = np.intersect1d(diseases, view.diseases, return_indices=True)
        profiles = view.evidence.profiles
        own = profiles.frequency.tocsr() if here.size else None
        for at, row in zip(here.tolist(), there.tolist(), strict=True):
            propagated[at] = (own, row)
            direct[at] = (profiles.direct, row)
        breadth[here] = view.breadth[there]
        expected[here] = profiles.expected_terms[there]
    return Gathered(ProfileRows.of(propagated), ProfileRows.of(direct), breadth, expected)
