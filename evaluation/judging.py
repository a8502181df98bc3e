"""One solved case: how high its diagnosis stands, and what is first without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, RareseekError
from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.learned import LearnedRanker
from ..retrieval.ranking.ranker import RankedDisease, RankerName, Ranking, SourceExclusion, rank
from .matching import Gold, Matcher, Matching, Ranks
from .metrics import CUTOFFS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ranking one case gave.

    Attributes:
        case: Id of the case.
        disease: Its diagnosis, several ids joined by ``|``.
        in_graph: Whether the diagnosis, or what Mondo calls the same, is a candidate.
        ranks: Best rank under each reading of a match.
        failed: Whether the case could not be ranked.
        first: Posterior of the first candidate, 0 where none is listed; None for a failed case, and
            of a peer that has no posterior.
        without: Posterior of the first candidate when the diagnosis is taken out of the candidates;
            None where it is not among them.
    """

    case: str
    disease: str
    in_graph: bool
    ranks: Ranks
    failed: bool = False
    first: float | None = None
    without: float | None = None

    @classmethod
    def failure(cls, case: str, gold: Gold, *, in_graph: bool) -> Self:
        """The outcome of a case that could not be ranked."""
        return cls(case, gold.disease, in_graph, dict.fromkeys(Matching), failed=True)

    @property
    def hit(self) -> bool:
        """Whether the first candidate is the diagnosis."""
        return self.ranks[Matching.EQUIVALENT] == 1


def judge(
    index: RankingIndex,
    case: Case,
    matcher: Matcher,
    exclusion: SourceExclusion = SourceExclusion.NONE,
    ranker: RankerName | LearnedRanker = RankerName.LEARNED,
) -> Outcome:
    """Rank one case and compare the answer with its diagnosis."""
    gold = matcher.gold(case.diagnoses)
    in_graph = in_index(index, gold)
    try:
        ranked = ranked_case(index, case, exclusion, ranker)
    except RareseekError:
        return Outcome.failure(case.id, gold, in_graph=in_graph)

    def without_the_diagnosis() -> RankedDisease | None:
        among = np.ones(len(index.diseases), np.bool_)
        among[[index.disease_row[i] for i in gold.accepted & index.disease_row.keys()]] = False
        return next(iter(ranked_case(index, case, exclusion, ranker, top=1, among=among)), None)

    ranks, first = matcher.ranks(gold, ranked), ranked[0].posterior if ranked else 0.0
    without = None
    if in_graph:
        without = posterior_without(ranked, matcher, gold, without_the_diagnosis)
    return Outcome(case.id, gold.disease, in_graph, ranks, first=first, without=without)


def in_index(index: RankingIndex, gold: Gold) -> bool:
    """Whether the diagnosis, or what Mondo calls the same, is a candidate."""
    return not gold.accepted.isdisjoint(index.disease_row)


def posterior_without(
    ranked: Sequence[RankedDisease],
    matcher: Matcher,
    gold: Gold,
    next_best: Callable[[], RankedDisease | None],
) -> float:
    """Posterior of the first candidate but the diagnosis, among the candidates but the diagnosis.

    ``next_best`` gives that candidate where the first of ``ranked`` is the diagnosis. A posterior
    of `rank` is one among all candidates, so it is divided by what the others hold. 0 where no
    candidate is left.
    """
    taken = [one for one in ranked if matcher.ids(one) & gold.accepted]
    leading = next(iter(ranked), None)
    first = next_best() if leading in taken else leading
    if first is None:
        return 0.0
    rest = 1 - sum(one.posterior for one in taken)
    return min(first.posterior / rest, 1.0) if rest > 0 else 1.0


def rank_of(
    index: RankingIndex,
    case: Case,
    accepted: set[str],
    exclusion: SourceExclusion = SourceExclusion.NONE,
) -> int | None:
    """Best rank of an accepted id among the first 50, None where there is none."""
    if not case.phenotypes:
        return None
    ranked = ranked_case(index, case, exclusion)
    return next((one.rank for one in ranked if not accepted.isdisjoint(one.ids)), None)


def ranker_named(name: str | None) -> RankerName:
    """The ranker of a name; the learned one where none is given. Raises `InputError`.

    >>> ranker_named("lr").value
    'lr'
    """
    try:
        return RankerName.LEARNED if name is None else RankerName(name)
    except ValueError as error:
        raise InputError(f"no ranker {name}; there are: {', '.join(RankerName)}") from error


def ranked_case(
    index: RankingIndex,
    case: Case,
    exclusion: SourceExclusion,
    ranker: RankerName | LearnedRanker = RankerName.LEARNED,
    *,
    top: int = max(CUTOFFS),
    among: NDArray[np.bool_] | None = None,
) -> Ranking:
    """A case by its phenotypes alone, as every figure of ranking counts it."""
    return rank(
        index,
        case.phenotypes,
        case.excluded,
        top=top,
        own_articles=case.articles,
        exclusion=exclusion,
        explain=False,
        among=among,
        ranker=ranker,
        patient=case.patient,
    )
