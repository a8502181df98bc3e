"""Rareseek in the field's own harness: a runner for PhEval.

https://github.com/monarch-initiative/pheval

Needs ``pip install 'rareseek[pheval]'``, best in an environment of its own. PhEval finds the runner
by its entry point::

    pheval run --runner rareseekphevalrunner --input-dir IN --testdata-dir CORPUS --output-dir OUT

``CORPUS/phenopackets`` holds one phenopacket a file. ``IN/config.yaml`` says ``disease_analysis:
true`` and may name, under ``tool_specific_configuration_options``, a ``snapshot``, a ``ranker``,
the number of diseases to list (``top``) and which rows of a case's own article to leave out
(``evidence``: none, sole, own).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
from pheval.post_processing.post_processing import SortOrder, generate_disease_result
from pheval.runners.runner import PhEvalRunner

from ..errors import InputError, RareseekError
from ..retrieval.cases import Case, read_cases
from ..retrieval.knowledge_graph import KnowledgeGraph
from ..retrieval.ranking.index import RankingIndex
from ..retrieval.ranking.ranker import SourceExclusion, rank
from .judging import ranker_named

#: Columns of a raw result, and the types of those that PhEval reads.
_COLUMNS: Final = ("disease_identifier", "score", "rank", "disease_name", "posterior")
_SCHEMA: Final = {"disease_identifier": pl.String, "score": pl.Float64}
_TOP: Final = 50


@dataclass
class RareseekPhEvalRunner(PhEvalRunner):  # type: ignore[misc]
    """Ranks every phenopacket of a corpus and writes PhEval's disease results."""

    input_dir: Path
    testdata_dir: Path
    tmp_dir: Path
    output_dir: Path
    config_file: Path
    version: str

    def prepare(self) -> None:
        """Nothing to prepare: the snapshot was built by ``rareseek ingest``."""

    def run(self) -> None:
        """Rank the phenopackets; a file that cannot be ranked gets an empty result.

        Raises `SnapshotError` without a snapshot and `InputError` without phenopackets.
        """
        with KnowledgeGraph.open(self._options.get("snapshot")) as graph:
            for path in self._phenopackets():
                rows = self._rows(graph.index, path)
                with self._raw(path).open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
                    writer.writerows([_COLUMNS, *rows])

    def post_process(self) -> None:
        """Turn the raw results into PhEval's, which it benchmarks."""
        if not self.input_dir_config.disease_analysis:
            return
        for path in self._phenopackets():
            raw = self._raw(path)
            results = pl.read_csv(raw, separator="\t", schema_overrides=_SCHEMA)
            generate_disease_result(
                results=results.select(*_SCHEMA),
                sort_order=SortOrder.DESCENDING,
                output_dir=Path(self.output_dir),
                result_path=raw,
                phenopacket_dir=self._corpus,
            )

    @property
    def _corpus(self) -> Path:
        return Path(self.testdata_dir) / "phenopackets"

    @property
    def _options(self) -> dict[str, Any]:
        return self.input_dir_config.tool_specific_configuration_options or {}

    def _phenopackets(self) -> list[Path]:
        found = sorted(self._corpus.glob("*.json"))
        if not found:
            raise InputError(f"{self._corpus}: no .json file; PhEval keeps phenopackets there")
        return found

    def _raw(self, phenopacket: Path) -> Path:
        return Path(self.raw_results_dir) / f"{phenopacket.stem}.tsv"

    def _rows(self, index: RankingIndex, path: Path) -> list[tuple[Any, ...]]:
        case = next(read_cases(path))
        if not isinstance(case, Case):
            return []
        options = self._options
        try:
            ranked = rank(
                index,
                _known(case.phenotypes, index),
                _known(case.excluded, index),
                top=int(options.get("top", _TOP)),
                own_articles=case.articles,
                exclusion=SourceExclusion(options.get("evidence", "none")),
                explain=False,
                ranker=ranker_named(options.get("ranker")),
                patient=case.patient,
            )
        except RareseekError:
            return []
        return [(one.id, one.score, one.rank, one.name, one.posterior) for one in ranked]


def _known(terms: tuple[str, ...], index: RankingIndex) -> tuple[str, ...]:
    """The terms that the snapshot's HPO release knows, or has a successor for."""
    return tuple(t for t in terms if t in index.term_row or index.retired.get(t) is not None)
