"""Evidence on all diseases, and evidence that replaces it where annotation rows are left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from . import likelihood
from .likelihood import Evidence

if TYPE_CHECKING:
    from .index import RankingIndex


class SourceExclusion(Enum):
    """Which annotation rows are left out because they come from the case's own article."""

    NONE = "none"
    SOLE = "sole"
    """Rows that cite the article and nothing else."""
    OWN = "own"
    """Every row that cites the article."""

    def keeps(self, references: Collection[str], articles: Collection[str]) -> bool:
        """Whether a row that cites ``references`` stays in for a case published in ``articles``."""
        cited = [reference for reference in references if reference in articles]
        if self is SourceExclusion.SOLE:
            return not cited or len(cited) < len(references)
        return self is SourceExclusion.NONE or not cited


@dataclass(frozen=True, slots=True)
class View:
    """Evidence on v diseases: ``diseases`` (v,) are their rows in the index, ascending.

    ``breadth`` (v,) is what each observed term loses, in nats.
    """

    evidence: Evidence
    diseases: NDArray[np.int32]
    breadth: NDArray[np.float64]

    @classmethod
    def of(cls, index: RankingIndex, evidence: Evidence, diseases: NDArray[np.int32]) -> View:
        """The view of ``evidence`` on ``diseases``."""
        breadth = likelihood.breadth(evidence.profiles, index.mean_expected_terms)
        return cls(evidence, diseases, breadth)


def views_of(
    index: RankingIndex, articles: Sequence[str], exclusion: SourceExclusion
) -> tuple[View, ...]:
    """All diseases first, then those that lose rows that cite ``articles``."""
    if not articles or exclusion is SourceExclusion.NONE:
        return (index.whole,)
    dropped = index.rows_citing(articles, solely=exclusion is SourceExclusion.SOLE)
    return views_without(index, dropped)


def views_without(index: RankingIndex, dropped: NDArray[np.intp]) -> tuple[View, ...]:
    """All diseases first, then those that lose some of the annotation rows ``dropped``."""
    if not dropped.size:
        return (index.whole,)
    affected, evidence = index.evidence_without(dropped)
    return (index.whole, View.of(index, evidence, affected))
