"""Genes of diseases: HPO's ``genes_to_disease.txt`` and ``genes_to_phenotype.txt``.

The first lists gene-disease pairs with the type of their association; the second repeats most
pairs, once per phenotype, and may know further ones, whose type is then unknown.
Format: https://hpo.jax.org/data/annotations
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import IdentifierError
from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .hgnc import GeneSet
from .hpoa import disease_id
from .source import hpo_table
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .quarantine import Quarantine

TO_DISEASE: Final = "genes_to_disease"
TO_PHENOTYPE: Final = "genes_to_phenotype"

#: Columns read of each file; the type of association stands in one of them only.
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    TO_DISEASE: ("ncbi_gene_id", "gene_symbol", "association_type", "disease_id"),
    TO_PHENOTYPE: ("ncbi_gene_id", "gene_symbol", "hpo_id", "disease_id"),
}

ENTRIES: Final = tuple(
    hpo_table(name, f"{name}.txt", columns, rf"{name}(?:[-_. ].*)?\.(?:txt|tsv)")
    for name, columns in COLUMNS.items()
)

#: Columns of a frame of gene-disease pairs; the gene is an HGNC or an NCBIGene id, the line is that
#: of the file.
PAIRS: Final = ("gene_id", "symbol", "disease_id", "type", "moi", "confidence", "source", "line")
#: Sources that repeat each other's pairs.
COPIES: Final = ("omim_morbidmap", TO_DISEASE, TO_PHENOTYPE, "mim2gene_medgen")

_TEXT: Final = pl.String()
_PAIRS: Final = pl.Schema({**dict.fromkeys(PAIRS, _TEXT), "line": pl.Int64()})


def read_gene_pairs(
    path: Path, source: str, diseases: pl.Series, quarantine: Quarantine
) -> tuple[int, pl.DataFrame]:
    """The number of rows of a gene file, and its pairs with one of `diseases`, a row each.

    The frame has the columns of `PAIRS`. Rows that are malformed or name a disease without
    annotations that no other source knows go to quarantine.

    Args:
        source: ``genes_to_disease`` or ``genes_to_phenotype``.

    Raises:
        SourceError: unreadable, or without the columns of that file.
    """
    file = read_delimited(path, COLUMNS[source], source, quarantine)
    rows = file.rows.rename({"disease_id": "stated_disease"})
    if "association_type" not in rows.columns:
        rows = rows.with_columns(association_type=pl.lit(""))
    rows = parse_column(rows, "ncbi_gene_id", _gene, {"gene_id": _TEXT})
    rows = parse_column(rows, "stated_disease", _disease, {"disease_id": _TEXT})
    unknown = pl.format("names {}, a disease without annotations", "disease_id")
    known = pl.col("disease_id").is_in(diseases.implode())
    marked = rows.with_columns(
        problem=pl.coalesce("problem", pl.when(~known).then(unknown)),
        symbol=_or_null("gene_symbol", "-", ""),
        type=_or_null("association_type", "-", ""),
        source=pl.lit(source),
    )
    kept = split_problems(marked, path, source, quarantine)
    kept = kept.with_columns(moi=_nothing(), confidence=_nothing())
    return file.total, kept.select(PAIRS)


def gene_tables(
    pairs: Sequence[pl.DataFrame], known: GeneSet | None = None
) -> dict[str, pl.DataFrame]:
    """The tables genes and associated_with.

    Genes are those of HGNC and, under their NCBI number, those of the pairs that HGNC does not
    know. A pair that several of NCBI's and HPO's files repeat is theirs who come first in `pairs`;
    Orphanet and ClinGen judge for themselves, so theirs stay beside it.
    """
    hgnc = known or GeneSet.empty()
    every = (
        pl.concat([pl.DataFrame(schema=_PAIRS), *pairs])
        .drop("line")
        .with_columns(
            pl.col("gene_id").replace({f"NCBIGene:{n}": gene for n, gene in hgnc.by_entrez.items()})
        )
    )
    unknown = every.filter(~pl.col("gene_id").is_in(hgnc.genes["id"].implode()))
    number = pl.col("id").str.split(":").list.last()
    genes = (
        unknown.group_by(id="gene_id", maintain_order=True)
        .agg(pl.col("symbol").drop_nulls().first())
        .with_columns(
            entrez_id=pl.when(pl.col("id").str.starts_with("NCBIGene:")).then(number),
            ensembl_id=_nothing(),
        )
        .sort(number.cast(pl.Int64), "id")
    )
    copied = pl.col("source").is_in(COPIES)
    at_first = pl.col("source").filter(copied).first().over("gene_id", "disease_id")
    edges = (
        every.filter(~copied | (pl.col("source") == at_first))
        .unique(
            ["gene_id", "disease_id", "type", "moi", "confidence", "source"],
            keep="first",
            maintain_order=True,
        )
        .sort("gene_id", "disease_id", "source", "type", "moi")
    )
    columns = TABLES["genes"].names()
    return {
        "genes": pl.concat([hgnc.genes.select(columns), genes.select(columns)]),
        "associated_with": edges.select(TABLES["associated_with"].names()),
    }


def _gene(cell: str) -> dict[str, str]:
    identifier = canonical(cell if ":" in cell else f"NCBIGene:{cell}")
    if not identifier.startswith("NCBIGene:"):
        raise IdentifierError(f"{cell!r} is no NCBIGene id", identifier=cell)
    return {"gene_id": identifier}


def _disease(cell: str) -> dict[str, str]:
    return {"disease_id": disease_id(cell)}


def _or_null(column: str, *placeholders: str) -> pl.Expr:
    return pl.when(~pl.col(column).is_in(placeholders)).then(pl.col(column))


def _nothing() -> pl.Expr:
    return pl.lit(None, pl.String)
