"""Cases whose diagnosis is in the graph, as rows of the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ....errors import IdentifierError
from ...cases import Case
from ..index import RankingIndex
from ..query import Query


@dataclass(frozen=True, slots=True)
class SolvedCase:
    """A case with the ids that mean its diagnosis, and the rows of the index that are right."""

    case: Case
    query: Query
    accepted: frozenset[str]
    right: frozenset[int]


def solved_cases(
    index: RankingIndex, cases: Iterable[Case], same: Mapping[str, frozenset[str]]
) -> list[SolvedCase]:
    """The ``cases`` with phenotypes and a diagnosis that ``index`` knows.

    ``same`` maps a disease id to all ids that are exactly the same disease. HPO ids that the index
    does not know are left out.
    """
    found = []
    for case in cases:
        accepted = frozenset(one for gold in case.diagnoses for one in same.get(gold, {gold}))
        right = frozenset(index.disease_row[one] for one in accepted if one in index.disease_row)
        present = _known(index, case.phenotypes)
        if right and present:
            query = Query.of(index, present, _known(index, case.excluded))
            found.append(SolvedCase(case, query, accepted, right))
    return found


def _known(index: RankingIndex, terms: Iterable[str]) -> list[str]:
    known = []
    for term in terms:
        try:
            known.append(index.resolve(term))
        except IdentifierError:
            continue
    return known
