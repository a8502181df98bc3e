"""Everything that is measured on one set of solved cases, ready to be printed, plotted and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..retrieval.cases import Case
from ..retrieval.ranking.ranker import SourceExclusion
from .calibration import Abstention, Reliability, abstention, reliability_of
from .judging import Outcome
from .matching import Matching
from .metrics import Metrics, metrics
from .pool import RankingPool
from .ranking import PROTOCOLS, RankingReport, label_of, report_on
from .strata import Strata

#: Groups of a grouping are shown in this order, others after them by number of cases.
_ORDER: Final = ("few", "moderate", "rich", "paediatric", "adult", "yes", "no")

Progress = Callable[[Iterable[Outcome], str], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class ProtocolStudy:
    """One protocol: its figures, the same by strata, and what its posteriors are worth.

    ``strata`` and ``reliability`` are over the cases whose diagnosis is in the graph, under the
    equivalent reading; ``reliability_all`` is over all cases.
    """

    report: RankingReport
    strata: Mapping[str, Mapping[str, Metrics]]
    reliability: Reliability
    reliability_all: Reliability
    abstention: Abstention

    @classmethod
    def of(cls, report: RankingReport, strata: Mapping[str, Strata]) -> ProtocolStudy:
        """The study of a report; ``strata`` are the groups of each case, by its id."""
        known = [outcome for outcome in report.outcomes if outcome.in_graph]
        return cls(
            report,
            _by_group(known, strata),
            reliability_of(known),
            reliability_of(report.outcomes),
            abstention(report.outcomes),
        )

    @property
    def label(self) -> str:
        """The protocol in words."""
        return label_of(self.report.protocol)

    def to_json(self) -> dict[str, Any]:
        """All figures."""
        return self.report.to_json() | {
            "strata": {
                grouping: {group: found.to_json() for group, found in groups.items()}
                for grouping, groups in self.strata.items()
            },
            "reliability": {
                "in_graph": self.reliability.to_json(),
                "all": self.reliability_all.to_json(),
            },
            "abstention": self.abstention.to_json(),
        }


def study_protocols(
    pool: RankingPool,
    cases: Sequence[Case],
    strata: Mapping[str, Strata],
    progress: Progress = lambda outcomes, _: outcomes,
) -> list[ProtocolStudy]:
    """Every protocol on ``cases``: all the same where no case names its article.

    Raises `InputError` where none names its diagnosis.
    """
    studies = []
    outcomes: list[Outcome] = []
    for exclusion, name in PROTOCOLS.items():
        if exclusion is SourceExclusion.NONE or any(case.articles for case in cases):
            outcomes = list(progress(pool.outcomes(cases, exclusion), name))
        studies.append(ProtocolStudy.of(report_on(exclusion.value, outcomes), strata))
    return studies


def _by_group(
    outcomes: Sequence[Outcome], strata: Mapping[str, Strata]
) -> dict[str, dict[str, Metrics]]:
    grouped: defaultdict[str, defaultdict[str, list[Outcome]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for outcome in outcomes:
        for grouping, group in strata.get(outcome.case, {}).items():
            grouped[grouping][group].append(outcome)
    return {
        grouping: {
            group: metrics([o.ranks[Matching.EQUIVALENT] for o in some], [o.disease for o in some])
            for group, some in sorted(groups.items(), key=lambda g: _position(g[0], len(g[1])))
        }
        for grouping, groups in grouped.items()
    }


def _position(group: str, cases: int) -> tuple[int, int, str]:
    return (_ORDER.index(group) if group in _ORDER else len(_ORDER), -cases, group)
