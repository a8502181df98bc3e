"""ClinGen's gene-disease validity: how well each gene's role in a disease is established.

Format: https://search.clinicalgenome.org/kb/downloads (Gene-Disease Validity, CSV)
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import SourceError
from ..ontologies import canonical
from ..ontologies.sourcefile import read_text
from .delimited import parse_column, split_problems
from .genes import PAIRS
from .source import CC0, DATE, Provider, Source, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "clingen"
COLUMNS: Final = (
    "GENE SYMBOL",
    "GENE ID (HGNC)",
    "DISEASE LABEL",
    "DISEASE ID (MONDO)",
    "MOI",
    "CLASSIFICATION",
)
_TEXT: Final = pl.String()
_DEPRECATED: Final = "deprecated"


def header_in(text: str) -> bool:
    """Whether the beginning of a file is that of the curations."""
    return any(set(COLUMNS) <= set(cells) for cells in csv.reader(text.splitlines()[:20]))


ENTRY: Final = Source(
    name=SOURCE,
    filename="clingen_gene_disease_validity.csv",
    names=named(r"clingen[-_]gene[-_]disease(?:[-_. ].*)?\.csv"),
    recognises=header_in,
    url="https://search.clinicalgenome.org/kb/gene-validity/download",
    provider=Provider(
        CC0,
        "Clinical Genome Resource (https://clinicalgenome.org), Rehm et al. 2015, "
        "doi:10.1056/NEJMsr1406261",
    ),
    version=re.compile(rf"FILE CREATED: ({DATE})"),
    columns=COLUMNS,
)


def read_clingen(
    path: Path, mondo: pl.DataFrame, quarantine: Quarantine, replaced: Mapping[str, str]
) -> tuple[int, pl.DataFrame]:
    """The number of curations, and the gene-disease pairs they become (columns `PAIRS`).

    A curation names a Mondo term, followed to its replacement (`replaced`) where it is obsolete; it
    is laid on every disease that stands for it (`mondo`: mondo_id, disease_id). Curations of
    unknown terms, and deprecated ones, go to quarantine.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """

    def current(cell: str) -> dict[str, str]:
        stated = canonical(cell)
        return {"mondo_id": replaced.get(stated, stated)}

    rows = _rows(path)
    total = rows.height
    rows = parse_column(
        rows, "GENE ID (HGNC)", lambda c: {"gene_id": canonical(c)}, _one("gene_id")
    )
    rows = parse_column(
        rows,
        "DISEASE ID (MONDO)",
        current,
        _one("mondo_id"),
    )
    unknown = ~pl.col("mondo_id").is_in(mondo["mondo_id"].implode())
    deprecated = pl.any_horizontal(
        pl.col(column).str.to_lowercase().str.contains(_DEPRECATED)
        for column in ("DISEASE LABEL", "CLASSIFICATION")
    )
    problem = (
        pl.when(deprecated)
        .then(pl.lit("is deprecated by ClinGen"))
        .when(unknown)
        .then(pl.format("names {}, which is no disease of the graph", "mondo_id"))
    )
    marked = rows.with_columns(problem=pl.coalesce("problem", problem))
    kept = split_problems(marked, path, SOURCE, quarantine)
    pairs = kept.join(mondo, on="mondo_id", maintain_order="left").with_columns(
        symbol="GENE SYMBOL",
        type=pl.lit("gene-disease validity"),
        moi=pl.col("MOI").replace("", None),
        confidence="CLASSIFICATION",
        source=pl.lit(SOURCE),
    )
    return total, pairs.select(PAIRS)


def _one(column: str) -> dict[str, pl.DataType]:
    return {column: _TEXT}


def _rows(path: Path) -> pl.DataFrame:
    """The curations: the named columns, the line and the row; rulers and titles are no rows."""
    reader = csv.reader(read_text(path).splitlines())
    header: list[str] = []
    found: list[dict[str, object]] = []
    for cells in reader:
        if not header:
            header = cells if set(COLUMNS) <= set(cells) else []
        elif len(cells) == len(header) and not cells[0].startswith("+++"):
            named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            kept = {column: named[column] for column in COLUMNS}
            found.append({**kept, "line": reader.line_num, "row": ",".join(cells)})
    if not header:
        raise SourceError(f"has no header with the columns {', '.join(COLUMNS)}", path=path)
    schema = {**dict.fromkeys(COLUMNS, _TEXT), "line": pl.Int64(), "row": _TEXT}
    return pl.DataFrame(found, schema=schema)
