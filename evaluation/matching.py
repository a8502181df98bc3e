"""When an answer counts as the known diagnosis: three readings, from strict to lenient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, Self

from ..ingest import Snapshot
from .equivalence import Equivalence, exact_matches


class Matching(Enum):
    """How an answer is compared with the diagnosis."""

    EXACT = "exact"
    """The leading id of the answer is the diagnosis itself."""
    EQUIVALENT = "equivalent"
    """Mondo calls the two exactly the same. Of the further ids of an answer those count that Mondo
    calls exact to its leading id. Figures are of this reading where nothing else is said."""
    RELATED = "related"
    """Or the answer is one step above or below the diagnosis in Mondo or Orphanet: the disease of
    which it is a subtype, or a subtype of it."""


#: Best rank of the diagnosis under each reading, None where it is not among those listed.
Ranks = dict[Matching, int | None]


class Candidate(Protocol):
    """What is needed of an answer: `rareseek.retrieval.RankedDisease` has it."""

    @property
    def rank(self) -> int:
        """From 1."""
        ...

    @property
    def id(self) -> str:
        """The leading id."""
        ...

    @property
    def equivalent_ids(self) -> Sequence[str]:
        """Further records of the same disease."""
        ...


@dataclass(frozen=True, slots=True)
class Gold:
    """The ids that count as the diagnosis, under each reading."""

    ids: Mapping[Matching, frozenset[str]]

    @property
    def disease(self) -> str:
        """The diagnosis as the case gives it, several joined by ``|``: the unit of resampling."""
        return "|".join(sorted(self.ids[Matching.EXACT]))

    @property
    def accepted(self) -> frozenset[str]:
        """The ids of the diagnosis and of what Mondo calls the same."""
        return self.ids[Matching.EQUIVALENT]


@dataclass(frozen=True)
class Matcher:
    """Compares answers with diagnoses.

    Attributes:
        same: Classes of equivalent ids.
        neighbours: For each disease id the ids one step above and below it.
    """

    same: Equivalence = field(default_factory=dict)
    neighbours: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, same: Equivalence | None = None) -> Self:
        """By the snapshot's own Mondo mappings, or ``same``, and its classifications."""
        is_a = snapshot.table("disease_is_a").select("child", "parent").iter_rows()
        return cls(exact_matches(snapshot) if same is None else same, _neighbours(is_a))

    def gold(self, diagnoses: Collection[str]) -> Gold:
        """What counts as one of ``diagnoses``."""
        accepted = self._with_same(diagnoses)
        beside = [n for one in accepted for n in self.neighbours.get(one, ())]
        related = accepted | self._with_same(beside)
        return Gold(
            {
                Matching.EXACT: frozenset(diagnoses),
                Matching.EQUIVALENT: accepted,
                Matching.RELATED: related,
            }
        )

    def ids(self, candidate: Candidate) -> frozenset[str]:
        """The leading id of an answer and those of its further ids that Mondo calls the same."""
        same = self.same.get(candidate.id, frozenset())
        return frozenset({candidate.id, *(same & set(candidate.equivalent_ids))})

    def ranks(self, gold: Gold, candidates: Iterable[Candidate]) -> Ranks:
        """Best rank of the diagnosis among ``candidates``, which come best first."""
        ranks: Ranks = dict.fromkeys(Matching)
        for candidate in candidates:
            leading, ids = frozenset({candidate.id}), self.ids(candidate)
            for matching in Matching:
                if ranks[matching] is None:
                    said = leading if matching is Matching.EXACT else ids
                    if said & gold.ids[matching]:
                        ranks[matching] = candidate.rank
        return ranks

    def _with_same(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(same for one in ids for same in (one, *self.same.get(one, ())))


def _neighbours(is_a: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in is_a:
        beside[child].add(parent)
        beside[parent].add(child)
    return {disease: frozenset(ids) for disease, ids in beside.items()}
