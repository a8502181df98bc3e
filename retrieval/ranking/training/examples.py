"""Training examples: the candidates of a case with their features, and which of them are right.

Every case is used under each exclusion protocol, so that one model learns how far the rows of the
literature may be trusted, and once more *degraded*: fewer phenotypes, some of them replaced by a
parent, some made up, most exclusions and facts of the patient gone.

Decoys: where rows of the case's own article are left out, the right disease is the one that lost
rows, and a model could learn to look for that. So strong candidates lose the rows of one of their
articles too, at random. Nothing of the kind is done when a model is tested or used.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..features import features
from ..index import RankingIndex
from ..patient import UNKNOWN, Patient, PatientLike
from ..pool import pool
from ..query import Query
from ..ranker import question_of
from ..views import SourceExclusion, View, views_of, views_without
from .solved import SolvedCase

#: Strongest candidates of which some become decoys, and the share that does.
_DECOYS_AMONG = 120
_DECOYS = 0.3
#: Candidates kept with every example: the best, and a share of the others.
_BEST_KEPT = 25
_OTHERS_KEPT = 0.25
_FEWER = (1, 2, 3, 4, 5, 8, 12)


@dataclass(frozen=True, slots=True)
class Example:
    """``matrix`` (k, f) of the candidates, ``right`` (k,) marks the answers; ``weight`` counts."""

    names: tuple[str, ...]
    matrix: NDArray[np.float32]
    right: NDArray[np.bool_]
    weight: float


class ExampleMaker:
    """Makes examples from cases of one index; the same seed gives the same examples."""

    def __init__(self, index: RankingIndex, seed: int) -> None:
        self._index = index
        self._random = random.Random(seed)  # noqa: S311 - reproducible, nothing secret
        self._numbers = np.random.default_rng(seed)
        self._first_row = np.searchsorted(index.rows.disease, np.arange(len(index.diseases) + 1))
        self._article = np.array([one.startswith("PMID") for one in index.references])
        self._parents = _parents(index)

    def of_case(self, solved: SolvedCase, weight: float) -> list[Example]:
        """The examples of one case: one per protocol, and the degraded one."""
        patient = solved.case.patient
        made = [
            self._example(solved, solved.query, rule, patient, weight) for rule in SourceExclusion
        ]
        rule = self._random.choice(list(SourceExclusion))
        query, patient = self._degraded(solved.query, patient)
        made.append(self._example(solved, query, rule, patient, weight))
        return [one for one in made if one is not None]

    def of_simulated(self, query: Query, disease: int, weight: float) -> list[Example]:
        """The example of a simulated patient with ``disease``."""
        found = self._thinned(query, (self._index.whole,), UNKNOWN, frozenset({disease}), weight)
        return [] if found is None else [found]

    def _example(
        self,
        solved: SolvedCase,
        query: Query,
        rule: SourceExclusion,
        patient: PatientLike,
        weight: float,
    ) -> Example | None:
        views = views_of(self._index, solved.case.articles, rule)
        if len(views) > 1:
            scores = question_of(self._index, query, views).ratios.sum(axis=0)
            dropped = self._index.rows_citing(
                solved.case.articles, solely=rule is SourceExclusion.SOLE
            )
            views = views_without(self._index, self._with_decoys(dropped, scores, rule))
        return self._thinned(query, views, patient, solved.right, weight)

    def _thinned(
        self,
        query: Query,
        views: Sequence[View],
        patient: PatientLike,
        right: frozenset[int],
        weight: float,
    ) -> Example | None:
        """The example without most of the weak candidates; None without the right one."""
        question = question_of(self._index, query, views, patient)
        chosen = pool(self._index, question.closure, question.ratios.sum(axis=0))
        answers = np.isin(chosen.diseases, list(right))
        if not answers.any():
            return None
        names, matrix = features(question, chosen)
        best = matrix[:, names.index("mixed_broad.rank")] < np.log1p(_BEST_KEPT)
        kept = answers | best | (self._numbers.random(len(answers)) < _OTHERS_KEPT)
        return Example(names, matrix[kept], answers[kept], weight)

    def _with_decoys(
        self, dropped: NDArray[np.intp], scores: NDArray[np.float64], rule: SourceExclusion
    ) -> NDArray[np.intp]:
        """Rows to leave out: those of the case's article, and of one of each decoy's."""
        rows = [dropped]
        count = min(_DECOYS_AMONG, len(scores))
        strong = np.argpartition(-scores, count - 1)[:count]
        cited = self._index.row_references
        for disease in strong[self._numbers.random(count) < _DECOYS].tolist():
            own = np.arange(self._first_row[disease], self._first_row[disease + 1])
            of_own = cited[own]
            articles = of_own.indices[self._article[of_own.indices]]
            if articles.size:
                taken = of_own[:, [self._numbers.choice(articles)]].toarray().ravel()
                if rule is SourceExclusion.SOLE:
                    taken = taken & (np.diff(of_own.indptr) == 1)
                rows.append(own[taken])
        left_out: NDArray[np.intp] = np.unique(np.concatenate(rows))
        return left_out

    def _degraded(self, query: Query, patient: PatientLike) -> tuple[Query, Patient]:
        chance = self._random.random
        present = list(query.present)
        fewer = self._random.choice((*_FEWER, len(present)))
        present = self._random.sample(present, min(fewer, len(present)))
        present = [self.parent(term) if chance() < 0.15 else term for term in present]
        if chance() < 0.3:
            terms = range(len(self._index.term_ids))
            present += [self._random.choice(terms) for _ in range(self._random.randint(1, 3))]
        excluded = () if chance() < 0.7 else query.excluded
        kept = tuple(dict.fromkeys(present))
        facts = Patient(
            None,
            None if chance() < 0.5 else patient.sex,
            None if chance() < 0.5 else patient.onset_years,
        )
        return Query(kept, tuple(term for term in excluded if term not in kept)), facts

    def parent(self, term: int) -> int:
        """A parent of a term, at random; the term itself where it has none."""
        parents = self._parents[term]
        return self._random.choice(parents) if parents else term


def _parents(index: RankingIndex) -> list[list[int]]:
    """The nearest ancestors of each term: those that are an ancestor of no other ancestor."""
    above = index.ancestors
    closures = [
        set(above.indices[above.indptr[t] : above.indptr[t + 1]].tolist()) - {t}
        for t in range(len(index.term_ids))
    ]
    return [
        sorted(own - set().union(*(closures[one] for one in own))) if own else []
        for own in closures
    ]
