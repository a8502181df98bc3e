"""What the features of the learned ranker need of an index, worked out once when first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .patient import scaled

if TYPE_CHECKING:
    from .index import RankingIndex


class Space:
    """Information content, descendants and described phenotypes of an index of d diseases, t terms.

    Information content (t,) is the negative log of the background frequency, in nats.
    """

    def __init__(self, index: RankingIndex) -> None:
        self._index = index

    @cached_property
    def information(self) -> NDArray[np.float32]:
        """Information content of each term, (t,)."""
        return (-np.log(self._index.evidence.background)).astype(np.float32)

    @cached_property
    def frequency(self) -> sp.csr_matrix:
        """Propagated frequencies, (d, t), by disease."""
        return self._index.evidence.profiles.frequency.tocsr()

    @cached_property
    def descendants(self) -> sp.csc_matrix:
        """Reflexive closure by ancestor: column i marks term i and its descendants."""
        return self._index.ancestors.tocsc()

    @cached_property
    def described(self) -> sp.csr_matrix:
        """Described terms and their ancestors, (d, t)."""
        marks = self._index.facts.described.astype(np.float32)
        closure = (marks @ self._index.ancestors.astype(np.float32)).tocsr()
        closure.data[:] = 1.0
        closure.sort_indices()
        return closure

    @cached_property
    def described_weight(self) -> sp.csc_matrix:
        """Squared information content of described terms over the norm of their disease, (d, t)."""
        weights = self.described.copy()
        weights.data *= self.information[weights.indices] ** 2
        lengths = np.diff(weights.indptr)
        norms = np.sqrt(np.asarray(weights.sum(axis=1), np.float32).ravel() + 1.0)
        weights.data /= np.repeat(norms, lengths)
        return weights.tocsc()

    @cached_property
    def onset_span(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Earliest and latest scaled age of onset, (d,) each; NaN where not stated."""
        facts = self._index.facts
        scale = np.vectorize(scaled, otypes=[np.float64])
        return scale(facts.earliest), scale(facts.latest)
