"""Rank of the known diagnosis over cases: top-k and mean reciprocal rank.

A case counts as failed where it could not be ranked. Figures are given over the cases whose
diagnosis is in the graph, with the counts of the others; a hit is the accepted id or one that a
published mapping calls exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import InputError
from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.ranker import SourceExclusion, rank
from .equivalence import Equivalence

CUTOFFS = (1, 3, 5, 10, 50)


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Metrics of one protocol. ``top`` maps k to the share of cases with a rank of k or better."""

    protocol: str
    cases: int
    not_in_graph: int
    top: Mapping[int, float]
    mean_reciprocal_rank: float

    @property
    def in_graph(self) -> int:
        """Cases whose diagnosis is in the graph: the denominator of the metrics."""
        return self.cases - self.not_in_graph


def evaluate_ranking(
    index: RankingIndex,
    cases: Iterable[Case],
    exclusion: SourceExclusion = SourceExclusion.NONE,
    equivalence: Equivalence | None = None,
) -> RankingReport:
    """Rank every case that names its diagnosis and report how high the diagnosis stands.

    Raises `InputError` where no case names a diagnosis.
    """
    same = equivalence or {}
    ranks: list[int | None] = []
    total = 0
    for case in cases:
        if not case.diagnoses:
            continue
        total += 1
        accepted = {d for gold in case.diagnoses for d in same.get(gold, frozenset({gold}))}
        if accepted & index.disease_row.keys():
            ranks.append(rank_of(index, case, accepted, exclusion))
    if not total:
        raise InputError("no case names its diagnosis; evaluation needs solved cases")
    found = [position for position in ranks if position is not None]
    of = max(len(ranks), 1)
    return RankingReport(
        protocol=exclusion.value,
        cases=total,
        not_in_graph=total - len(ranks),
        top={k: sum(position <= k for position in found) / of for k in CUTOFFS},
        mean_reciprocal_rank=sum(1 / position for position in found) / of,
    )


def rank_of(
    index: RankingIndex,
    case: Case,
    accepted: set[str],
    exclusion: SourceExclusion = SourceExclusion.NONE,
) -> int | None:
    """Best rank of an accepted id among the first 50, None where there is none."""
    if not case.phenotypes:
        return None
    ranked = rank(
        index,
        case.phenotypes,
        case.excluded,
        top=max(CUTOFFS),
        own_articles=case.articles,
        exclusion=exclusion,
        explain=False,
    )
    return next((one.rank for one in ranked if not accepted.isdisjoint(one.ids)), None)
