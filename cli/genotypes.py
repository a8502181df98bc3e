"""Weighing genes and variants of cases for a command, and saying what could not be weighed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from .console import message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..retrieval import Case, KnowledgeGraph
    from ..retrieval.genotype import ExomiserResult
    from .cases import CaseSummary


class Weighing:
    """Log odds of each case's genes and variants; what they miss is told by `report`."""

    def __init__(
        self, graph: KnowledgeGraph, summary: CaseSummary, exomiser: Path | None = None
    ) -> None:
        from ..retrieval.genotype import read_exomiser

        self._graph = graph
        self._summary = summary
        self._exomiser = {} if exomiser is None else read_exomiser(exomiser)
        self._lone = exomiser is not None and not exomiser.is_dir()
        self._unplaced = 0
        self._weighed = 0
        self._without = 0

    def __call__(self, case: Case) -> NDArray[np.float64] | None:
        """The log odds of every candidate, (d,); None where nothing is to be weighed."""
        if not self._summary.weighs_genotype:
            return None
        found = self._graph.genotype_of(case, self._result(case))
        if found is None:
            return None
        self._weighed += 1
        self._unplaced += len(found.unplaced)
        if found.unknown:
            names = ", ".join(found.unknown[:5])
            self._summary.say(f"case {case.id}: unknown genes {names}; give HGNC ids or symbols")
        return found.log_odds

    def _result(self, case: Case) -> ExomiserResult | None:
        """What Exomiser found for a case; a single file may have another name than a lone case."""
        if case.id in self._exomiser or not self._lone:
            self._without += bool(self._exomiser) and case.id not in self._exomiser
            return self._exomiser.get(case.id)
        self._without += 1
        if self._without > 1:
            raise InputError(
                "--exomiser names one file and there are several cases; give a folder of files "
                "whose names begin with the case id"
            )
        return next(iter(self._exomiser.values()))

    def report(self) -> None:
        """Say what the snapshot could not weigh."""
        if self._without and not self._lone:
            message(f"{self._without:,} cases have no result of Exomiser in that folder")
        if not self._weighed:
            return
        index = self._graph.genotypes.index
        if not index.size:
            message("the snapshot holds no variants: only named genes are weighed")
        elif not index.complete:
            message(
                "the snapshot holds only pathogenic and disputed variants: harmless ones cannot be "
                "told from new ones; build with rareseek ingest --variants all"
            )
        if self._unplaced:
            message(f"{self._unplaced:,} variants lie in no gene that the snapshot knows")
