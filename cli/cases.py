"""Reading cases for the commands that take them: what is refused, what is only said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CaseError, IdentifierError, InputError
from .console import message

if TYPE_CHECKING:
    from ..retrieval.cases import Case
    from ..retrieval.ranking.index import RankingIndex
    from ..retrieval.ranking.ranker import SourceExclusion

ExcludeOwn = Annotated[
    bool,
    typer.Option(
        "--exclude-own-source", help="Leave out every annotation that cites the case's article."
    ),
]
ExcludeSole = Annotated[
    bool,
    typer.Option(
        "--exclude-sole-source",
        help="Leave out the annotations that only the case's article supports.",
    ),
]
NoGenotype = Annotated[
    bool, typer.Option("--no-genotype", help="Ignore genes and variants of the cases.")
]
#: Messages about single cases before the rest is only counted.
MESSAGES_SHOWN = 10


def exclusion_of(own: bool, sole: bool) -> SourceExclusion:
    """The rule that two flags stand for; both together are a usage error."""
    from ..retrieval.ranking.ranker import SourceExclusion

    if own and sole:
        raise typer.BadParameter("give --exclude-own-source or --exclude-sole-source, not both")
    if own:
        return SourceExclusion.OWN
    return SourceExclusion.SOLE if sole else SourceExclusion.NONE


@dataclass
class CaseSummary:
    """What happened to the cases of a file."""

    index: RankingIndex
    weighs_genotype: bool = False
    usable: int = 0
    refused: int = 0
    partial: int = 0
    diagnosis_known: int = 0
    diagnosis_in_graph: int = 0
    _said: int = field(default=0, repr=False)

    def count(self, case: Case) -> None:
        """Count a case that is ranked."""
        self.usable += 1
        self.diagnosis_known += bool(case.diagnoses)
        self.diagnosis_in_graph += any(d in self.index.disease_row for d in case.diagnoses)

    def rankable(self, case: Case) -> bool:
        """Whether something is known of the patient that the ranker weighs."""
        named = bool(case.genes or case.variants)
        return bool(case.phenotypes) or (self.weighs_genotype and named)

    def say(self, text: str) -> None:
        """A message about one case; after some of them only the counts are kept."""
        self._said += 1
        if self._said <= MESSAGES_SHOWN:
            message(text)

    def __str__(self) -> str:
        parts = [f"{self.usable:,} cases ranked"]
        if self.partial:
            parts.append(f"{self.partial:,} of them without HPO ids that the snapshot lacks")
        if self.refused:
            parts.append(f"{self.refused:,} refused")
        if self.diagnosis_known:
            absent = self.diagnosis_known - self.diagnosis_in_graph
            parts.append(f"{absent:,} whose diagnosis is not in the graph under its own id")
        return ", ".join(parts)


def usable(
    path: Path, index: RankingIndex, summary: CaseSummary, *, keep_empty: bool = False
) -> Iterator[Case]:
    """The cases of a file or folder that can be ranked, with HPO ids known to the snapshot.

    ``keep_empty`` keeps the cases without a usable phenotype: in an evaluation they have failed.
    Raises the error of a lone case, and `InputError` where no case of several can be used.
    """
    from ..retrieval.cases import read_cases

    cases = read_cases(path)
    first = list(islice(cases, 2))
    if len(first) == 1:
        yield _strict(first[0], index, summary)
        return
    for case in chain(first, cases):
        known = _lenient(case, index, summary)
        if known is not None and (summary.rankable(known) or keep_empty):
            yield known
    if not summary.usable:
        raise InputError(f"{path}: none of {summary.refused} cases can be ranked")


def _strict(case: Case | CaseError, index: RankingIndex, summary: CaseSummary) -> Case:
    if isinstance(case, CaseError):
        raise case
    for term in (*case.phenotypes, *case.excluded):
        try:
            index.resolve(term)
        except IdentifierError as error:
            raise CaseError(str(error), case_id=case.id) from error
    if not summary.rankable(case):
        raise CaseError("no observed phenotype to rank on; give HPO ids", case_id=case.id)
    summary.count(case)
    return case


def _lenient(case: Case | CaseError, index: RankingIndex, summary: CaseSummary) -> Case | None:
    if isinstance(case, CaseError):
        summary.refused += 1
        summary.say(f"refused: {case}")
        return None
    present, unknown_present = _split(case.phenotypes, index)
    excluded, unknown_excluded = _split(case.excluded, index)
    unknown = (*unknown_present, *unknown_excluded)
    if not summary.rankable(replace(case, phenotypes=present)):
        summary.refused += 1
        reason = f"unknown HPO ids {', '.join(unknown)}" if unknown else "no observed phenotype"
        summary.say(f"refused: case {case.id}: {reason}; nothing to rank on")
        return replace(case, phenotypes=())
    summary.count(case)
    if unknown:
        summary.partial += 1
        summary.say(f"case {case.id}: ranked without unknown HPO ids {', '.join(unknown)}")
    return replace(case, phenotypes=present, excluded=excluded)


def _split(ids: tuple[str, ...], index: RankingIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: list[str] = []
    unknown: list[str] = []
    for term in ids:
        try:
            known.append(index.resolve(term))
        except IdentifierError:
            unknown.append(term)
    return tuple(known), tuple(unknown)
