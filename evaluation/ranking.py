"""Figures of ranking solved cases under one protocol.

A case that could not be ranked has failed and stays in the denominator. Figures are given twice:
over the cases whose diagnosis is in the graph, and over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..errors import InputError
from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.learned import LearnedRanker
from ..retrieval.ranking.ranker import RankerName, SourceExclusion
from .equivalence import Equivalence
from .judging import Outcome, judge
from .matching import Matcher, Matching
from .metrics import Metrics, metrics

#: What is said of each protocol: which annotation rows a case is ranked without.
PROTOCOLS: Final = {
    SourceExclusion.NONE: "all evidence",
    SourceExclusion.SOLE: "sole source removed",
    SourceExclusion.OWN: "own source removed",
}


def label_of(protocol: str) -> str:
    """The protocol in words, for people; ``protocol`` itself where it is none of `PROTOCOLS`.

    >>> label_of("own")
    'own source removed'
    """
    return next((text for one, text in PROTOCOLS.items() if one.value == protocol), protocol)


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Outcomes of one protocol and their figures, by reading of a match.

    ``over_graph`` counts the cases whose diagnosis is in the graph, ``over_all`` every case.
    """

    protocol: str
    outcomes: tuple[Outcome, ...]
    over_graph: Mapping[Matching, Metrics]
    over_all: Mapping[Matching, Metrics]

    @property
    def cases(self) -> int:
        """All solved cases."""
        return len(self.outcomes)

    @property
    def in_graph(self) -> int:
        """Cases whose diagnosis is in the graph."""
        return self.over_graph[Matching.EQUIVALENT].cases

    @property
    def not_in_graph(self) -> int:
        """Cases whose diagnosis is not in the graph."""
        return self.cases - self.in_graph

    @property
    def failed(self) -> int:
        """Cases that could not be ranked."""
        return sum(outcome.failed for outcome in self.outcomes)

    @property
    def top(self) -> dict[int, float]:
        """Share of the cases in the graph whose diagnosis ranks k or better, by k."""
        found = self.over_graph[Matching.EQUIVALENT].top
        return {k: one.value for k, one in found.items()}

    @property
    def mean_reciprocal_rank(self) -> float:
        """Over the cases in the graph; a diagnosis that is not listed adds nothing."""
        return self.over_graph[Matching.EQUIVALENT].mean_reciprocal_rank.value

    def to_json(self) -> dict[str, Any]:
        """Counts and figures; outcomes are left out."""
        return {
            "protocol": self.protocol,
            "label": label_of(self.protocol),
            "cases": self.cases,
            "in_graph": self.in_graph,
            "not_in_graph": self.not_in_graph,
            "failed": self.failed,
            "matching": {
                matching.value: {
                    "in_graph": self.over_graph[matching].to_json(),
                    "all": self.over_all[matching].to_json(),
                }
                for matching in Matching
            },
        }


def evaluate_ranking(
    index: RankingIndex,
    cases: Iterable[Case],
    exclusion: SourceExclusion = SourceExclusion.NONE,
    equivalence: Equivalence | None = None,
    *,
    ranker: RankerName | LearnedRanker = RankerName.LEARNED,
) -> RankingReport:
    """Rank every case that names its diagnosis and report how high the diagnosis stands.

    For many cases use `rareseek.evaluation.RankingPool`. Raises `InputError` where no case names a
    diagnosis.
    """
    matcher = Matcher(equivalence or {})
    return report_on(
        exclusion.value,
        [judge(index, case, matcher, exclusion, ranker) for case in cases if case.diagnoses],
    )


def report_on(protocol: str, outcomes: Sequence[Outcome]) -> RankingReport:
    """The figures of ``outcomes``. Raises `InputError` where there is none."""
    if not outcomes:
        raise InputError("no case names its diagnosis; evaluation needs solved cases")
    known = [outcome for outcome in outcomes if outcome.in_graph]
    return RankingReport(protocol, tuple(outcomes), figures(known), figures(outcomes))


def figures(outcomes: Sequence[Outcome]) -> dict[Matching, Metrics]:
    """Figures of ``outcomes`` under each reading of a match."""
    diseases = [outcome.disease for outcome in outcomes]
    return {m: metrics([outcome.ranks[m] for outcome in outcomes], diseases) for m in Matching}
