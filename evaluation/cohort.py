"""How the ranks of a fixed cohort move between two snapshots."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ..ingest import Snapshot
from ..retrieval.cases import Case
from ..retrieval.ranking.index import RankingIndex
from .judging import rank_of

#: Diseases in the cohort that is drawn from a snapshot, and phenotypes of each.
COHORT_SIZE = 200
PHENOTYPES_EACH = 5


@dataclass(frozen=True, slots=True)
class RankChange:
    """Rank of a case's diagnosis in two snapshots; None where it is not among the first 50."""

    case: str
    diagnosis: str
    before: int | None
    after: int | None


def profile_cohort(snapshot: Snapshot, size: int = COHORT_SIZE) -> tuple[Case, ...]:
    """The same diseases every time, each as a patient with its most frequent phenotypes.

    It shows what a refresh moves; it says nothing of accuracy, for the phenotypes are the graph's.
    """
    annotations = snapshot.table("has_phenotype").filter(
        (pl.col("aspect") == "P") & ~pl.col("negated")
    )
    frequent = (
        annotations.sort(pl.col("frequency").fill_null(0), "phenotype_id", descending=[True, False])
        .unique(["disease_id", "phenotype_id"], maintain_order=True)
        .group_by("disease_id", maintain_order=True)
        .agg(pl.col("phenotype_id").head(PHENOTYPES_EACH))
        .filter(pl.col("phenotype_id").list.len() == PHENOTYPES_EACH)
    )
    drawn = sorted(frequent.iter_rows(), key=lambda row: _draw(row[0]))[:size]
    return tuple(Case(d, tuple(terms), diagnoses=(d,)) for d, terms in drawn)


def rank_changes(
    cases: Iterable[Case], old: RankingIndex, new: RankingIndex
) -> tuple[RankChange, ...]:
    """The cases whose diagnosis has another rank in ``new`` than in ``old``."""
    changes = (
        RankChange(case.id, case.diagnoses[0], *(_rank(index, case) for index in (old, new)))
        for case in cases
        if case.diagnoses
    )
    return tuple(change for change in changes if change.before != change.after)


def _rank(index: RankingIndex, case: Case) -> int | None:
    known = index.term_row.keys() | {i for i, now in index.retired.items() if now is not None}
    usable = Case(case.id, _among(case.phenotypes, known), _among(case.excluded, known))
    return rank_of(index, usable, set(case.diagnoses))


def _among(terms: Sequence[str], known: set[str]) -> tuple[str, ...]:
    return tuple(term for term in terms if term in known)


def _draw(disease: str) -> str:
    """A key that orders diseases the same way on every machine, and not by number."""
    return hashlib.sha256(disease.encode()).hexdigest()
