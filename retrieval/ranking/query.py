"""The phenotypes to rank on, and their log likelihood ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import CaseError
from . import likelihood
from .index import RankingIndex
from .views import View


@dataclass(frozen=True, slots=True)
class Query:
    """Rows in the index of the observed and the excluded terms; no term is both."""

    present: tuple[int, ...]
    excluded: tuple[int, ...]

    @classmethod
    def of(
        cls,
        index: RankingIndex,
        present: Sequence[str],
        excluded: Sequence[str],
        *,
        alone: bool = False,
    ) -> Query:
        """The query for HPO ids; one that is both counts as observed.

        Raises `CaseError` without any observed phenotype, unless ``alone`` says that there is other
        evidence, and `IdentifierError` for an unknown id.
        """
        has = dict.fromkeys(index.term_row[index.resolve(term)] for term in present)
        lacks = dict.fromkeys(index.term_row[index.resolve(term)] for term in excluded)
        if not has and not alone:
            raise CaseError("no observed phenotype to rank on; give at least one HPO id")
        return cls(tuple(has), tuple(term for term in lacks if term not in has))

    @property
    def terms(self) -> tuple[int, ...]:
        """Observed, then excluded terms."""
        return self.present + self.excluded


def log_ratios(index: RankingIndex, views: Sequence[View], query: Query) -> NDArray[np.float64]:
    """One row per term of the query (observed, then excluded), one column per disease, nats."""
    matrix = _log_ratios(index, views[0], query)
    for view in views[1:]:
        matrix[:, view.diseases] = _log_ratios(index, view, query)
    return matrix


def _log_ratios(index: RankingIndex, view: View, query: Query) -> NDArray[np.float64]:
    evidence = view.evidence
    matrix = np.empty((len(query.terms), evidence.profiles.size))
    for i, term in enumerate(query.present):
        ratios = likelihood.observed_log_ratios(evidence, index.ancestors, term)
        matrix[i] = ratios - view.breadth
    for i, term in enumerate(query.excluded, start=len(query.present)):
        matrix[i] = likelihood.excluded_log_ratios(evidence.profiles, term)
    return matrix
