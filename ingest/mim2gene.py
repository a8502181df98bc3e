"""NCBI's ``mim2gene_medgen``: the genes of OMIM's phenotypes.

Format: https://ftp.ncbi.nlm.nih.gov/gene/DATA/README (mim2gene_medgen)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .genes import PAIRS
from .source import Provider, table

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "mim2gene_medgen"
COLUMNS: Final = ("MIM number", "GeneID", "type", "Source", "MedGenCUI", "Comment")

ENTRY: Final = table(
    SOURCE,
    "mim2gene_medgen",
    COLUMNS,
    r"mim2gene_medgen(?:[-_. ].*)?(?:\.tsv|\.txt)?",
    url="https://ftp.ncbi.nlm.nih.gov/gene/DATA/mim2gene_medgen",
    provider=Provider(
        "public domain (https://www.ncbi.nlm.nih.gov/home/about/policies/)",
        "National Center for Biotechnology Information, mim2gene_medgen",
    ),
)

_TEXT: Final = pl.String()


def read_mim2gene(
    path: Path, diseases: pl.Series, quarantine: Quarantine
) -> tuple[int, pl.DataFrame]:
    """The number of rows, and the pairs of a gene with one of `diseases` (columns `PAIRS`).

    Entries about genes, phenotypes without a gene and unknown diseases go to quarantine.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    rows = file.rows.rename({"type": "entry"})
    rows = parse_column(rows, "MIM number", _disease, {"disease_id": _TEXT})
    known = pl.col("disease_id").is_in(diseases.implode())
    problem = (
        pl.when(pl.col("entry") != "phenotype")
        .then(pl.format("{} is an entry about a {}", "disease_id", "entry"))
        .when(pl.col("GeneID") == "-")
        .then(pl.lit("names no gene"))
        .when(~known)
        .then(pl.format("names {}, a disease without annotations", "disease_id"))
    )
    rows = rows.with_columns(problem=pl.coalesce("problem", problem))
    rows = parse_column(rows, "GeneID", _gene, {"gene_id": _TEXT})
    kept = split_problems(rows, path, SOURCE, quarantine)
    pairs = kept.with_columns(
        symbol=pl.lit(None, _TEXT),
        type=pl.when(pl.col("Comment") != "-").then("Comment"),
        moi=pl.lit(None, _TEXT),
        confidence=pl.lit(None, _TEXT),
        source=pl.lit(SOURCE),
    )
    return file.total, pairs.select(PAIRS)


def _disease(cell: str) -> dict[str, str]:
    return {"disease_id": canonical(f"OMIM:{cell}")}


def _gene(cell: str) -> dict[str, str]:
    return {} if cell == "-" else {"gene_id": canonical(f"NCBIGene:{cell}")}
