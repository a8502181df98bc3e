"""Rank all diseases of a snapshot for a set of observed and excluded phenotypes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...errors import CaseError
from . import likelihood
from .index import RankingIndex
from .likelihood import Evidence
from .profiles import Profiles


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


class Contribution(NamedTuple):
    """What one phenotype of the case adds to the score of a disease, in nats.

    ``matched`` is the term of the disease that was compared: the phenotype itself, or the ancestor
    that speaks for the disease most. None where the disease shows nothing like it.
    """

    phenotype: str
    excluded: bool
    log_ratio: float
    matched: str | None


@dataclass(frozen=True, slots=True)
class RankedDisease:
    """One candidate. ``score`` (nats) is the sum of the contributions and ``genotype``.

    Ranks start at 1. ``equivalent_ids`` are further records of the same disease, whose evidence is
    in the score; ``genotype`` is what the genes and variants of the case add to it.
    """

    rank: int
    id: str
    name: str
    score: float
    posterior: float
    equivalent_ids: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    genotype: float = 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id of the disease, the leading one first."""
        return (self.id, *self.equivalent_ids)


@dataclass(frozen=True, slots=True)
class _Query:
    present: tuple[int, ...]
    excluded: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """Evidence on some diseases: ``diseases`` are their row numbers in the index, ascending."""

    evidence: Evidence
    diseases: NDArray[np.int32]


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
    genotype: NDArray[np.float64] | None = None,
) -> tuple[RankedDisease, ...]:
    """The ``top`` diseases for HPO ids ``phenotypes`` (observed) and ``excluded``.

    ``own_articles`` are references such as ``PMID:24573067``; ``exclusion`` says which annotation
    rows that cite them are left out. ``explain`` fills in the contributions. A term both observed
    and excluded counts as observed. ``among`` (d,) marks the diseases to be listed; posteriors
    stay those among all. ``genotype`` (d,) are the log odds, in nats, that genes and variants of
    the case give every disease (`rareseek.retrieval.genotype`).

    Raises `CaseError` without any observed phenotype or genotype and `IdentifierError` for an
    unknown id.

    >>> rank(index, ["HP:0001166", "HP:0001083"], top=1)[0].id  # doctest: +SKIP
    'OMIM:154700'
    """
    query = _query(index, phenotypes, excluded, alone=genotype is not None)
    matrix = _log_ratios(index, index.evidence, query)
    views = [_View(index.evidence, np.arange(len(index.diseases), dtype=np.int32))]
    if own_articles and exclusion is not SourceExclusion.NONE:
        dropped = index.rows_citing(own_articles, solely=exclusion is SourceExclusion.SOLE)
        affected, evidence = index.evidence_without(dropped)
        matrix[:, affected] = _log_ratios(index, evidence, query)
        views.append(_View(evidence, affected))
    scores = matrix.sum(axis=0)
    added = np.zeros_like(scores) if genotype is None else genotype * _scale(len(query.present))
    scores += added
    posterior = _posterior(scores, len(query.present))
    order = _best(scores, top, among)
    contributions = _contributions(index, query, matrix, views, order) if explain else None
    diseases = index.diseases.select("id", "name", "equivalent_ids")
    return tuple(
        RankedDisease(
            rank=position + 1,
            id=(record := diseases.row(row))[0],
            name=record[1],
            score=float(scores[row]),
            posterior=float(posterior[row]),
            equivalent_ids=tuple(record[2]),
            contributions=contributions[position] if contributions else (),
            genotype=float(added[row]),
        )
        for position, row in enumerate(order.tolist())
    )


def _query(
    index: RankingIndex, phenotypes: Sequence[str], excluded: Sequence[str], *, alone: bool
) -> _Query:
    present = dict.fromkeys(index.term_row[index.resolve(term)] for term in phenotypes)
    absent = dict.fromkeys(index.term_row[index.resolve(term)] for term in excluded)
    if not present and not alone:
        raise CaseError("no observed phenotype to rank on; give at least one HPO id")
    return _Query(tuple(present), tuple(term for term in absent if term not in present))


def _log_ratios(index: RankingIndex, evidence: Evidence, query: _Query) -> NDArray[np.float64]:
    """One row per phenotype of the query (observed, then excluded), one column per disease."""
    profiles = evidence.profiles
    matrix = np.empty((len(query.present) + len(query.excluded), profiles.size))
    breadth = likelihood.breadth(profiles, index.mean_expected_terms)
    for i, term in enumerate(query.present):
        matrix[i] = likelihood.observed_log_ratios(evidence, index.ancestors, term) - breadth
    for i, term in enumerate(query.excluded, start=len(query.present)):
        matrix[i] = likelihood.excluded_log_ratios(profiles, term)
    return matrix


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


def _contributions(
    index: RankingIndex,
    query: _Query,
    matrix: NDArray[np.float64],
    views: Sequence[_View],
    order: NDArray[np.int32],
) -> list[tuple[Contribution, ...]]:
    """Contributions of every term of the query, for each disease of ``order``."""
    ids, observed = index.term_ids, len(query.present)
    terms = [ids[term] for term in query.present + query.excluded]
    matched = _matched_terms(index, query, views, order).T.tolist()
    return [
        tuple(
            Contribution(term, i >= observed, log_ratio, ids[match] if match >= 0 else None)
            for i, (term, log_ratio, match) in enumerate(zip(terms, ratios, matches, strict=True))
        )
        for ratios, matches in zip(matrix[:, order].T.tolist(), matched, strict=True)
    ]


def _matched_terms(
    index: RankingIndex, query: _Query, views: Sequence[_View], order: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Rarest ancestor-or-self of each query term that each disease of ``order`` has, or -1.

    Of several views that hold a disease, the last one counts.
    """
    terms = query.present + query.excluded
    matched = np.full((len(terms), len(order)), -1, np.int64)
    for view in views:
        at, here = _positions(view.diseases, order)
        for i, term in enumerate(terms):
            matched[i, here] = _rarest_held(index, view.evidence.profiles, term, at[here])
    return matched


def _rarest_held(
    index: RankingIndex, profiles: Profiles, term: int, diseases: NDArray[np.int32]
) -> NDArray[np.int64]:
    """For each of ``diseases`` (columns of ``profiles``) the rarest ancestor-or-self it has."""
    span = slice(index.ancestors.indptr[term], index.ancestors.indptr[term + 1])
    ancestors = index.ancestors.indices[span]
    matrix = profiles.frequency
    best = np.full(len(diseases), -1, np.int64)
    for ancestor in ancestors[np.argsort(index.evidence.background[ancestors])].tolist():
        open_ = np.flatnonzero(best < 0)
        if open_.size == 0:
            break
        holders = matrix.indices[matrix.indptr[ancestor] : matrix.indptr[ancestor + 1]]
        _, held = _positions(holders, diseases[open_])
        best[open_[held]] = ancestor
    return best


def _positions(
    ascending: NDArray[np.int32], wanted: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Where each of ``wanted`` stands in ``ascending``, and whether it is there at all."""
    at = np.searchsorted(ascending, wanted).astype(np.int32)
    found = at < len(ascending)
    found[found] = ascending[at[found]] == wanted[found]
    return at, found
