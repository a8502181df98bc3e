"""Mondo's causal genes of OMIM's diseases: a ROBOT template of Mondo's own build.

File: ``processed-mondo-omim-genes.robot.tsv`` of https://github.com/monarch-initiative/mondo. Its
second line holds ROBOT's directives, not data. Format: https://robot.obolibrary.org/template
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .genes import PAIRS
from .mondo import MONDO
from .source import table

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "mondo_genes"
COLUMNS: Final = ("mondo_id", "hgnc_id", "omim_disease_xref")
ENTRY: Final = table(
    SOURCE,
    "processed-mondo-omim-genes.robot.tsv",
    COLUMNS,
    r"processed-mondo-omim-genes(?:[-_. ].*)?\.robot\.tsv",
    url="",
    provider=MONDO,
)
_TEXT: Final = pl.String()


def read_mondo_genes(
    path: Path, diseases: pl.Series, quarantine: Quarantine
) -> tuple[int, pl.DataFrame]:
    """The number of rows, and the pairs of a gene with one of `diseases` (columns `PAIRS`).

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    directives = pl.col("mondo_id") == "ID"
    rows = file.rows.filter(~directives)
    rows = parse_column(rows, "hgnc_id", lambda c: {"gene_id": canonical(c)}, {"gene_id": _TEXT})
    rows = parse_column(
        rows, "omim_disease_xref", lambda c: {"disease_id": canonical(c)}, {"disease_id": _TEXT}
    )
    unknown = pl.format("names {}, a disease that no other source describes", "disease_id")
    absent = ~pl.col("disease_id").is_in(diseases.implode())
    marked = rows.with_columns(problem=pl.coalesce("problem", pl.when(absent).then(unknown)))
    nothing = pl.lit(None, _TEXT)
    pairs = split_problems(marked, path, SOURCE, quarantine).with_columns(
        symbol=nothing,
        type=pl.lit("causal germline mutation"),
        moi=nothing,
        confidence=nothing,
        source=pl.lit(SOURCE),
    )
    return file.total - (file.rows.height - rows.height), pairs.select(PAIRS)
