"""What to look for next: the phenotypes that best split the leading candidates.

The worth of a phenotype is the information, in bits, that knowing whether the patient has it is
expected to give about which candidate is right: the mutual information of both under the
posteriors and the frequencies of the graph (Lindley 1956, doi:10.1214/aoms/1177728069).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .ranking.index import RankingIndex
from .ranking.profile_rows import Gathered, gather
from .ranking.ranker import RankedDisease
from .ranking.views import SourceExclusion, views_of

#: Candidates that are told apart.
LEADING: Final = 10
#: Gains below this, in bits, are not worth a question.
LEAST_GAIN: Final = 0.01
#: Phenotypes that a patient of a sex is not asked for, each with all below it.
_NOT_OF: Final = {"male": "HP:0010460", "female": "HP:0010461"}
#: No phenotype is certain in a disease, nor impossible.
_SUREST: Final = 0.98


@dataclass(frozen=True, slots=True)
class NextFinding:
    """A phenotype worth looking for.

    ``gain`` is in bits; ``speaks_for`` are the ids of the leading candidates that would gain by its
    presence, the one with the highest frequency first.
    """

    phenotype: str
    name: str
    gain: float
    speaks_for: tuple[str, ...]


def next_findings(
    index: RankingIndex,
    ranked: Sequence[RankedDisease],
    known: Collection[str],
    *,
    top: int = 5,
    own_articles: Sequence[str] = (),
    exclusion: SourceExclusion = SourceExclusion.NONE,
    sex: str | None = None,
) -> tuple[NextFinding, ...]:
    """The ``top`` phenotypes that best tell the first of ``ranked`` apart, most telling first.

    ``known`` are HPO ids whose presence or absence is known: they, their ancestors and their
    descendants are not asked for, nor the genital organs of the other ``sex``. Of two terms above
    each other only the more telling one is given.
    """
    leading = [one for one in ranked[:LEADING] if one.posterior > 0]
    if len(leading) < 2:
        return ()
    rows = np.array([index.disease_row[one.id] for one in leading], np.int32)
    held = gather(index.space, views_of(index, own_articles, exclusion), rows)
    terms = np.setdiff1d(held.direct.term, _related(index, known))
    terms = np.setdiff1d(terms, organs_of_the_other_sex(index, sex))
    if not terms.size:
        return ()
    frequency = frequencies(index, held, terms)
    gains = information(np.array([one.posterior for one in leading]), frequency)
    found: list[NextFinding] = []
    taken = np.zeros(len(index.term_ids), np.bool_)
    for at in np.argsort(-gains, kind="stable").tolist():
        if len(found) == top or gains[at] < LEAST_GAIN:
            break
        if not taken[terms[at]]:
            name = index.term_ids[int(terms[at])]
            taken[_related(index, (name,))] = True
            speaks_for = _speaks_for(leading, frequency[:, at])
            found.append(NextFinding(name, index.name(name), float(gains[at]), speaks_for))
    return tuple(found)


def organs_of_the_other_sex(index: RankingIndex, sex: str | None) -> NDArray[np.int32]:
    """Rows of the phenotypes that a patient of ``sex`` cannot have, none where it is not known."""
    row = index.term_row.get(_NOT_OF.get(sex or "", ""))
    if row is None:
        return np.zeros(0, np.int32)
    below = index.space.descendants
    rows: NDArray[np.int32] = below.indices[below.indptr[row] : below.indptr[row + 1]]
    return rows


def frequencies(
    index: RankingIndex, held: Gathered, terms: NDArray[np.int32]
) -> NDArray[np.float64]:
    """How often each of k gathered diseases shows each of n terms, (k, n), never surely."""
    position = np.full(len(index.term_ids), -1, np.intp)
    position[terms] = np.arange(len(terms))
    shown = held.propagated.columns(position, len(terms)).astype(np.float64)
    often: NDArray[np.float64] = np.maximum(shown, index.evidence.background[terms])
    return np.clip(often, 0.0, _SUREST)


def information(
    posterior: NDArray[np.float64], frequency: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Mutual information of each of n terms and the k candidates, (n,), bits.

    ``posterior`` is (k,), ``frequency`` (k, n).
    """
    weight = posterior / posterior.sum()
    gains: NDArray[np.float64] = _entropy(weight @ frequency) - weight @ _entropy(frequency)
    return gains


def _entropy(share: NDArray[np.float64]) -> NDArray[np.float64]:
    other = 1 - share
    bits: NDArray[np.float64] = -(share * np.log2(share) + other * np.log2(other))
    return bits


def _speaks_for(
    leading: Sequence[RankedDisease], frequency: NDArray[np.float64]
) -> tuple[str, ...]:
    mean = float(frequency.mean())
    order = np.argsort(-frequency, kind="stable").tolist()
    return tuple(leading[at].id for at in order if frequency[at] > mean)


def _related(index: RankingIndex, known: Collection[str]) -> NDArray[np.intp]:
    """Rows of terms, their ancestors and their descendants."""
    rows = [index.term_row[index.resolve(term)] for term in known]
    above, below = index.ancestors, index.space.descendants
    spans = [above.indices[above.indptr[row] : above.indptr[row + 1]] for row in rows]
    spans += [below.indices[below.indptr[row] : below.indptr[row + 1]] for row in rows]
    related: NDArray[np.intp] = np.unique(np.concatenate([*spans, np.zeros(0, np.int32)]))
    return related
