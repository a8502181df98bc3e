"""Rank all diseases of a snapshot for a set of observed and excluded phenotypes.

Two rankers. ``lr`` adds up likelihood ratios. ``learned`` looks at the best candidates of the first
one, and at those that their name or relatives speak for, and weighs them against each other; the
rest follow in the order of the likelihood ratio.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .contributions import Contribution, contributions
from .features import Question
from .index import RankingIndex
from .learned import LearnedRanker, Scored
from .patient import UNKNOWN, PatientLike
from .pool import observed_closure, pool
from .query import Query, log_ratios
from .views import SourceExclusion, View, views_of

__all__ = [
    "Contribution",
    "RankedDisease",
    "RankerName",
    "Ranking",
    "SourceExclusion",
    "question_of",
    "rank",
]


class RankerName(StrEnum):
    """How candidates are ordered."""

    LR = "lr"
    """The sum of log likelihood ratios."""
    LEARNED = "learned"
    """The trained model that comes with Rareseek."""


@dataclass(frozen=True, slots=True)
class RankedDisease:
    """One candidate; ranks start at 1.

    ``score`` (nats) is the sum of the contributions, of ``adjustment`` (what the learned ranker
    adds to them; 0 for the likelihood ratio), of ``genotype`` (what the genes and variants of the
    case add) and of ``named`` (what it adds that the note names the disease).
    ``equivalent_ids`` are further records of the same disease, whose evidence is in the score.
    """

    rank: int
    id: str
    name: str
    score: float
    posterior: float
    equivalent_ids: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    adjustment: float = 0.0
    genotype: float = 0.0
    named: float = 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id of the disease, the leading one first."""
        return (self.id, *self.equivalent_ids)


class Ranking(tuple[RankedDisease, ...]):
    """Ranked diseases, best first, and what can be said of them together.

    ``absence`` is the probability that the patient's disease is not in the graph; None for the
    likelihood ratio, which cannot tell. ``stands_out`` is false where it is so high that no
    disease of the list should be taken for the answer.
    """

    absence: float | None
    stands_out: bool

    def __new__(
        cls,
        diseases: Iterable[RankedDisease] = (),
        *,
        absence: float | None = None,
        stands_out: bool = True,
    ) -> Ranking:
        """A ranking of ``diseases``."""
        made = super().__new__(cls, diseases)
        made.absence, made.stands_out = absence, stands_out
        return made


@dataclass(frozen=True, slots=True)
class _Scores:
    """Scores (d,), nats, what of them is adjustment; posteriors; odds of absence.

    ``scale`` says how much other evidence was stretched to stand beside the score.
    """

    total: NDArray[np.float64]
    adjustment: NDArray[np.float64]
    scale: float
    posterior: NDArray[np.float64]
    absence: float | None = None
    stands_out: bool = True


def rank(
    index: RankingIndex,
    phenotypes: Sequence[str],
    excluded: Sequence[str] = (),
    *,
    top: int = 50,
    own_articles: Sequence[str] = (),
    exclusion: SourceExclusion = SourceExclusion.NONE,
    explain: bool = True,
    among: NDArray[np.bool_] | None = None,
    ranker: RankerName | LearnedRanker = RankerName.LEARNED,
    patient: PatientLike | None = None,
    genotype: NDArray[np.float64] | None = None,
    named: NDArray[np.float64] | None = None,
) -> Ranking:
    """The ``top`` diseases for HPO ids ``phenotypes`` (observed) and ``excluded``.

    ``own_articles`` are references such as ``PMID:24573067``; ``exclusion`` says which annotation
    rows that cite them are left out. ``explain`` fills in the contributions. A term both observed
    and excluded counts as observed. ``among`` (d,) marks the diseases to be listed; posteriors
    stay those among all. ``patient`` is used by the learned ranker. ``genotype`` (d,) are the log
    odds, in nats, that genes and variants of the case give every disease, 0 where they say nothing
    (`rareseek.retrieval.genotype`), and ``named`` (d,) those that a note gives which names the
    disease (`rareseek.retrieval.named_diseases`); without any phenotype they are ranked on alone.

    Raises `CaseError` without any observed phenotype or genotype, `IdentifierError` for an unknown
    id and `RankerError` where the learned ranker cannot be read.

    >>> rank(index, ["HP:0001166", "HP:0001083"], top=1)[0].id  # doctest: +SKIP
    'OMIM:154700'
    """
    beside = [one for one in (genotype, named) if one is not None]
    query = Query.of(index, phenotypes, excluded, alone=bool(beside))
    views = views_of(index, own_articles, exclusion)
    question = question_of(index, query, views, patient)
    given = sum(beside, np.zeros(len(index.diseases)))
    if ranker is RankerName.LR or not query.present:
        scores = _by_ratio(question, given)
    else:
        model = ranker if isinstance(ranker, LearnedRanker) else LearnedRanker.shipped()
        scores = _learned(question, given, model, among)
    order = _best(scores.total, top, among)
    explained = contributions(index, query, question.ratios, views, order) if explain else None
    listed = _listed(index, order, scores, explained, genotype, named)
    return Ranking(listed, absence=scores.absence, stands_out=scores.stands_out)


def question_of(
    index: RankingIndex, query: Query, views: Sequence[View], patient: PatientLike | None = None
) -> Question:
    """The case as rankers see it."""
    ratios = log_ratios(index, views, query)
    closure = observed_closure(index, query)
    return Question(index, query, closure, views, ratios, patient or UNKNOWN)


def _listed(
    index: RankingIndex,
    order: NDArray[np.int32],
    scores: _Scores,
    explained: Sequence[tuple[Contribution, ...]] | None,
    genotype: NDArray[np.float64] | None,
    named: NDArray[np.float64] | None,
) -> Iterable[RankedDisease]:
    for position, row in enumerate(order.tolist()):
        leading, name, others = index.records[row]
        yield RankedDisease(
            rank=position + 1,
            id=leading,
            name=name,
            score=float(scores.total[row]),
            posterior=float(scores.posterior[row]),
            equivalent_ids=others,
            contributions=explained[position] if explained else (),
            adjustment=float(scores.adjustment[row]),
            genotype=0.0 if genotype is None else float(genotype[row]) * scores.scale,
            named=0.0 if named is None else float(named[row]) * scores.scale,
        )


def _by_ratio(question: Question, given: NDArray[np.float64]) -> _Scores:
    """Likelihood ratios with ``given`` (d,), the log odds by other evidence."""
    observed = len(question.query.present)
    total = question.ratios.sum(axis=0) + given * _scale(observed)
    posterior = _posterior(total, observed)
    return _Scores(total, np.zeros(len(total)), _scale(observed), posterior)


def _learned(
    question: Question,
    given: NDArray[np.float64],
    model: LearnedRanker,
    among: NDArray[np.bool_] | None,
) -> _Scores:
    """Scores of the candidates by ``model``; the others stay below them, by likelihood ratio.

    The model's scores have no zero of their own: they are shifted so that the best of them has the
    likelihood ratio that the best disease has. Candidates outside the pool have no posterior.
    """
    ratio = question.ratios.sum(axis=0)
    marked = () if among is None else (among,)
    if given.any():
        marked = (*marked, given > 0)
    weighed = ratio + given * _scale(len(question.query.present))
    chosen = pool(question.index, question.closure, weighed, marked)
    rows = chosen.diseases
    scored = model(question, chosen)
    absence = _absence_given(scored, given[rows])
    within = scored.scores + given[rows]
    within += ratio.max() - within.max()
    total = ratio + given
    rest = np.ones(len(total), np.bool_)
    rest[rows] = False
    if rest.any():
        total[rest] += min(float(within.min() - total[rest].max()), 0.0)
    total[rows] = within
    posterior = np.zeros(len(total))
    weights = np.exp(within - within.max())
    posterior[rows] = (1 - absence) * weights / weights.sum()
    stands_out = absence < model.calibration.cutoff
    adjustment = total - ratio - given
    return _Scores(total, adjustment, 1.0, posterior, absence, stands_out)


def _absence_given(scored: Scored, given: NDArray[np.float64]) -> float:
    """The probability that the disease is not in the graph, after evidence beside phenotypes.

    ``given`` (k,) are its log odds for each candidate; for a disease that the graph lacks it says
    nothing.
    """
    shares = np.exp(scored.scores - scored.scores.max())
    present = (1 - scored.absence) * float(shares @ np.exp(given)) / float(shares.sum())
    return scored.absence / (scored.absence + present)


def _posterior(scores: NDArray[np.float64], observed: int) -> NDArray[np.float64]:
    """Posterior of every disease under equal priors, (d,), summing to 1.

    Phenotypes of one patient are not independent, so their log ratios are divided by the square
    root of their number (fitted on half of the development diseases, checked on the other half:
    docs/decisions/003-likelihood-ratio-ranker.md).
    """
    weights: NDArray[np.float64] = np.exp((scores - scores.max()) / _scale(observed))
    weights /= weights.sum()
    return weights


def _scale(observed: int) -> float:
    """How much wider scores are spread than log odds, for a number of observed phenotypes."""
    return float(np.sqrt(max(observed, 1)))


def _best(
    scores: NDArray[np.float64], top: int, among: NDArray[np.bool_] | None
) -> NDArray[np.int32]:
    """Rows of the best scores, best first; equal scores in the order of ids."""
    rows = np.arange(len(scores)) if among is None else np.flatnonzero(among)
    if top < len(rows):
        threshold = np.partition(scores[rows], -top)[-top]
        rows = rows[scores[rows] >= threshold]
    return rows[np.argsort(-scores[rows], kind="stable")][:top].astype(np.int32)
