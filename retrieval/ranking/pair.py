"""Two diagnoses at once: the pair of diseases that explains findings no single disease explains.

In a pair each observed phenotype is explained by the better of the two, and an excluded one counts
against the pair as against the worse of them. Any pair explains at least as much as one disease, so
a pair has to win by a margin: what it adds to the log likelihood ratio of the best single disease,
over the root of the number of phenotypes (as posteriors are scaled: phenotypes of one patient are
not independent). What genes and variants say of each of the two is added unscaled. `MARGIN` is
where one patient in twenty with a single disease is told of two, the patient's own article left out
of the evidence and no variants known (docs/decisions/024-two-diagnoses-and-mimics.md;
`benchmarks/pairs.py` measures it again).

Once a pair has won, the patient's phenotypes are divided between the two and each part is ranked by
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .index import RankingIndex
from .learned import LearnedRanker
from .patient import PatientLike
from .query import Query, log_ratios
from .ranker import RankedDisease, RankerName, Ranking, rank
from .views import SourceExclusion, views_of

#: What a pair must add, in nats over the root of the number of observed phenotypes.
MARGIN: Final = 7.0
#: Observed phenotypes that each of the two has to explain and the other does not.
OWN_FINDINGS: Final = 2
#: By so many nats one disease explains a phenotype better than the other.
CLEARLY: Final = 1.0
#: A phenotype goes to both parts where neither explains it better than by so many nats.
_SHARED: Final = 0.5
#: Candidates for the first and, by what they explain at all, for the second of a pair.
_FIRSTS: Final = 30
_SECONDS: Final = 300
#: What a phenotype that a disease does not explain costs, in nats, when seconds are chosen.
_UNEXPLAINED: Final = -1.0
#: Candidates of each part that may make the pair.
_OF_EACH: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two diseases that together explain the findings.

    ``diseases`` are ranked on ``explained``, the HPO ids that each of them explains (some belong to
    both); ``unexplained`` are those that neither does. ``gain`` (nats) is what two diseases add to
    the best single one, ``margin`` the same over the root of the number of observed phenotypes.
    Both are of the pair that won; each part's own ranking may then name a better disease for it.
    """

    diseases: tuple[RankedDisease, RankedDisease]
    explained: tuple[tuple[str, ...], tuple[str, ...]]
    unexplained: tuple[str, ...]
    gain: float
    margin: float


def find_pair(
    index: RankingIndex,
    phenotypes: Sequence[str],
    excluded: Sequence[str] = (),
    *,
    own_articles: Sequence[str] = (),
    exclusion: SourceExclusion = SourceExclusion.NONE,
    among: NDArray[np.bool_] | None = None,
    ranker: RankerName | LearnedRanker = RankerName.LEARNED,
    patient: PatientLike | None = None,
    genotype: NDArray[np.float64] | None = None,
    margin: float = MARGIN,
) -> Pair | None:
    """The pair that explains the findings clearly better than any single disease, or None.

    The arguments are those of `rareseek.retrieval.ranking.ranker.rank`. Diseases of one gene or one
    class make no pair: they are readings of one disease. Raises `IdentifierError`.
    """
    query = Query.of(index, phenotypes, excluded, alone=True)
    observed = len(query.present)
    if observed < 2 * OWN_FINDINGS:
        return None
    ratios = log_ratios(index, views_of(index, own_articles, exclusion), query)
    found = _best(index, ratios, observed, among, genotype)
    if (
        found is None
        or found.margin < margin
        or not _both_needed(ratios[:observed, list(found.rows)])
    ):
        return None
    parts = []
    for part in _parts(ratios[:observed, list(found.rows)]):
        terms = [index.term_ids[query.present[at]] for at in np.flatnonzero(part)]
        parts.append(
            rank(
                index,
                terms,
                excluded,
                top=_OF_EACH,
                own_articles=own_articles,
                exclusion=exclusion,
                among=among,
                ranker=ranker,
                patient=patient,
                genotype=genotype,
            )
        )
    chosen = _unrelated(index, ratios[:observed], parts)
    return None if chosen is None else _told(index, query, ratios[:observed], chosen, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows in the index of the best pair, and what it adds to the best single disease, nats."""

    rows: tuple[int, int]
    gain: float
    margin: float


def _best(
    index: RankingIndex,
    ratios: NDArray[np.float64],
    observed: int,
    among: NDArray[np.bool_] | None,
    genotype: NDArray[np.float64] | None,
) -> _Found | None:
    """The pair with the highest sum; ``ratios`` (q, d) holds the observed terms first."""
    scale = float(np.sqrt(observed))
    given = np.zeros(ratios.shape[1]) if genotype is None else genotype
    total = ratios.sum(axis=0) + given * scale
    explained = np.maximum(ratios[:observed], _UNEXPLAINED).sum(axis=0) + given * scale
    if among is not None:
        total = np.where(among, total, -np.inf)
        explained = np.where(among, explained, -np.inf)
    firsts = _highest(total, _FIRSTS)
    seconds = np.union1d(firsts, _highest(explained, _SECONDS))
    if not firsts.size:
        return None
    first, second = ratios[:, firsts, np.newaxis], ratios[:, np.newaxis, seconds]
    together = np.maximum(first[:observed], second[:observed]).sum(axis=0)
    together += np.minimum(first[observed:], second[observed:]).sum(axis=0)
    together += (given[firsts, np.newaxis] + given[seconds]) * scale
    for at, row in enumerate(firsts.tolist()):
        together[at, np.isin(seconds, _relatives(index, row))] = -np.inf
    best = np.unravel_index(int(together.argmax()), together.shape)
    gain = float(together[best] - total.max())
    rows = (int(firsts[best[0]]), int(seconds[best[1]]))
    return _Found(rows, gain, gain / scale)


def _highest(scores: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """Rows of the ``count`` highest finite scores, ascending."""
    rows = np.flatnonzero(np.isfinite(scores))
    if count < len(rows):
        rows = rows[np.argpartition(-scores[rows], count)[:count]]
    found: NDArray[np.intp] = np.sort(rows)
    return found


def _relatives(index: RankingIndex, row: int) -> NDArray[np.int32]:
    """The disease and those of the same gene or class."""
    near = (index.facts.same_gene, index.facts.same_class)
    spans = [matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]] for matrix in near]
    rows: NDArray[np.int32] = np.concatenate([*spans, np.array([row])]).astype(np.int32)
    return rows


def _both_needed(two: NDArray[np.float64]) -> bool:
    """Whether each of two diseases explains phenotypes that the other does not; ``two`` (n, 2)."""
    ahead = two - two[:, ::-1]
    own = ((two > 0) & (ahead > CLEARLY)).sum(axis=0)
    return bool((own >= OWN_FINDINGS).all())


def _parts(two: NDArray[np.float64]) -> Iterator[NDArray[np.bool_]]:
    """Which phenotypes go to each of two diseases, (n,) each."""
    ahead = two - two[:, ::-1]
    yield from (ahead >= -_SHARED).T


def _unrelated(
    index: RankingIndex, ratios: NDArray[np.float64], parts: Sequence[Ranking]
) -> tuple[RankedDisease, RankedDisease] | None:
    """The best of each part that are both needed and no readings of one disease."""
    best, most = None, -np.inf
    for first in parts[0]:
        row = index.disease_row[first.id]
        relatives = set(_relatives(index, row).tolist())
        for second in parts[1]:
            beside, together = index.disease_row[second.id], first.score + second.score
            if together <= most or beside in relatives:
                continue
            if _both_needed(ratios[:, [row, beside]]):
                best, most = (first, second), together
    return best


def _told(
    index: RankingIndex,
    query: Query,
    ratios: NDArray[np.float64],
    chosen: tuple[RankedDisease, RankedDisease],
    found: _Found,
) -> Pair:
    """The pair with what each explains, that of more phenotypes first; ``ratios`` (n, d)."""
    two = ratios[:, [index.disease_row[one.id] for one in chosen]]
    explains = (two > 0) & (two >= two.max(axis=1, keepdims=True) - CLEARLY)
    ids = [index.term_ids[term] for term in query.present]
    of_each = [tuple(ids[at] for at in np.flatnonzero(column)) for column in explains.T]
    neither = tuple(ids[at] for at in np.flatnonzero(~explains.any(axis=1)))
    one, other = sorted(
        zip(chosen, of_each, strict=True), key=lambda each: (-len(each[1]), each[0].id)
    )
    return Pair(
        (replace(one[0], rank=1), replace(other[0], rank=2)),
        (one[1], other[1]),
        neither,
        found.gain,
        found.margin,
    )
