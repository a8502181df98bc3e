"""What training and test cases have in common: articles, diseases, patients told twice.

Near duplicates are pairs whose sets of observed phenotypes overlap by `SIMILAR` or more (Jaccard).
Candidates for that come from MinHash signatures of 64 permutations in bands (Broder 1997; Leskovec,
Rajaraman and Ullman, Mining of Massive Datasets, chapter 3); each is then compared exactly, so none
is reported in error. A pair at the threshold is missed with a probability of 0.0002.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..model.corpora import minhash
from ..retrieval.cases import Case
from .equivalence import Equivalence

SIMILAR: Final = 0.8
#: Two short lists agree by chance: cases with fewer terms are not compared.
LEAST_TERMS: Final = 3


@dataclass(frozen=True, slots=True)
class LeakageAudit:
    """Ids of the test cases that have something in common with a training case."""

    training: int
    test: int
    same_case: frozenset[str]
    same_article: frozenset[str]
    same_disease: frozenset[str]
    near_duplicate: frozenset[str]

    @property
    def clean(self) -> bool:
        """Whether no test case shares its id or article with training, or is told twice there."""
        return not (self.same_case | self.same_article | self.near_duplicate)

    def strata(self, case: str) -> dict[str, str]:
        """The groups that a test case belongs to."""
        return {
            "article in training": "yes" if case in self.same_article else "no",
            "disease in training": "yes" if case in self.same_disease else "no",
            "near duplicate in training": "yes" if case in self.near_duplicate else "no",
        }

    def to_json(self) -> dict[str, Any]:
        """Counts."""
        return {
            "training_cases": self.training,
            "test_cases": self.test,
            "same_case": len(self.same_case),
            "same_article": len(self.same_article),
            "same_disease": len(self.same_disease),
            "near_duplicate": len(self.near_duplicate),
            "near_duplicate_jaccard": SIMILAR,
        }


def audit_leakage(
    training: Iterable[Case], test: Iterable[Case], same: Equivalence | None = None
) -> LeakageAudit:
    """Compare ``test`` with ``training``; ``same`` says which ids are one disease."""
    before, after = list(training), list(test)
    ids = {case.id for case in before if case.articles}
    articles = {article for case in before for article in case.articles}
    diseases = {d for case in before for d in _diseases(case, same or {})}
    return LeakageAudit(
        training=len(before),
        test=len(after),
        same_case=frozenset(case.id for case in after if case.articles and case.id in ids),
        same_article=_found(after, lambda case: not articles.isdisjoint(case.articles)),
        same_disease=_found(
            after, lambda case: not diseases.isdisjoint(_diseases(case, same or {}))
        ),
        near_duplicate=frozenset(after[j].id for _, j in near_duplicates(before, after)),
    )


def near_duplicates(
    left: Sequence[Case], right: Sequence[Case], similar: float = SIMILAR
) -> Iterator[tuple[int, int]]:
    """Numbers of the pairs of cases whose observed phenotypes overlap by ``similar`` or more."""
    sets = [[frozenset(case.phenotypes) for case in side] for side in (left, right)]
    bands = [_bands(side) for side in sets]
    seen: set[tuple[int, int]] = set()
    for band, numbers in bands[1].items():
        for i in bands[0].get(band, ()):
            for j in numbers:
                if (i, j) not in seen:
                    seen.add((i, j))
                    if _jaccard(sets[0][i], sets[1][j]) >= similar:
                        yield i, j


def signatures(sets: Sequence[frozenset[str]]) -> NDArray[np.int64]:
    """MinHash signatures, (sets, permutations); the share that agrees estimates the Jaccard index.

    An empty set has the signature of no other.
    """
    return np.array([minhash.signature(members) for members in sets], np.int64)


def _bands(sets: Sequence[frozenset[str]]) -> dict[tuple[int, bytes], list[int]]:
    """Numbers of the sets in each bucket of each band."""
    held: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, signature in enumerate(signatures(sets)):
        if len(sets[number]) >= LEAST_TERMS:
            for band in minhash.bands(signature):
                held[band].append(number)
    return held


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)


def _diseases(case: Case, same: Equivalence) -> set[str]:
    return {one for d in case.diagnoses for one in (d, *same.get(d, ()))}


def _found(cases: Iterable[Case], shares: Callable[[Case], bool]) -> frozenset[str]:
    return frozenset(case.id for case in cases if shares(case))
