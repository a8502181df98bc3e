"""Gene names: the HGNC complete set (``hgnc_complete_set.txt``).

Format: https://www.genenames.org/help/statistics-and-downloads/
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .source import CC0, Provider, table
from .tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "hgnc"
COLUMNS: Final = (
    "hgnc_id",
    "symbol",
    "status",
    "alias_symbol",
    "prev_symbol",
    "entrez_id",
    "ensembl_gene_id",
)

ENTRY: Final = table(
    SOURCE,
    "hgnc_complete_set.txt",
    COLUMNS,
    r"hgnc_complete_set(?:[-_. ].*)?\.(?:txt|tsv)",
    url="https://storage.googleapis.com/public-download-files/hgnc/tsv/tsv/hgnc_complete_set.txt",
    provider=Provider(
        CC0,
        "HUGO Gene Nomenclature Committee (https://www.genenames.org), Seal et al. 2023, "
        "doi:10.1093/nar/gkac888",
    ),
)
_KINDS: Final = {"alias_symbol": "alias", "prev_symbol": "previous"}
_TEXT: Final = pl.String()


@dataclass(frozen=True)
class GeneSet:
    """Every approved gene, and its other names: frames genes (as the table) and aliases.

    ``aliases`` has the columns gene_id, name and type (alias or previous).
    """

    rows: int
    genes: pl.DataFrame
    aliases: pl.DataFrame

    @classmethod
    def empty(cls) -> GeneSet:
        """No gene at all: what a build without HGNC knows."""
        aliases = dict.fromkeys(("gene_id", "name", "type"), _TEXT)
        return cls(0, pl.DataFrame(schema=TABLES["genes"]), pl.DataFrame(schema=aliases))

    @cached_property
    def by_entrez(self) -> dict[str, str]:
        """HGNC id of each NCBI gene number that one gene alone has."""
        known = self.genes.drop_nulls("entrez_id")
        single = known.filter(~pl.col("entrez_id").is_duplicated())
        return dict(single.select("entrez_id", "id").iter_rows())

    @cached_property
    def by_symbol(self) -> dict[str, str]:
        """HGNC id of each current symbol, and of each other name that means one gene."""
        current = dict(self.genes.select("symbol", "id").iter_rows())
        return dict(self.unambiguous.select("name", "gene_id").iter_rows()) | current

    @cached_property
    def _marked(self) -> pl.DataFrame:
        return self.aliases.with_columns(
            is_symbol=pl.col("name").is_in(self.genes["symbol"].implode()),
            genes=pl.col("gene_id").n_unique().over("name"),
        )

    @cached_property
    def unambiguous(self) -> pl.DataFrame:
        """The aliases that name one gene and are no gene's current symbol."""
        return self._marked.filter(~pl.col("is_symbol"), pl.col("genes") == 1)

    def names(self) -> pl.DataFrame:
        """Rows of the table names: symbols, and the other names that mean one gene."""
        symbols = self.genes.select("id", name="symbol", type=pl.lit("symbol"))
        others = self.unambiguous.select("name", "type", id="gene_id")
        both = pl.concat([symbols, others], how="diagonal")
        scoped = both.with_columns(scope=pl.lit("EXACT"), language=pl.lit("en"))
        return scoped.select(TABLES["names"].names()).sort("id", "type", "name")

    def conflicts(self) -> pl.DataFrame:
        """Rows of the table conflicts: names that could mean another gene."""
        symbol_of = self.genes.select(name="symbol", owner="id")
        taken = self._marked.filter("is_symbol").join(symbol_of, on="name")
        others = self._marked.filter(~pl.col("is_symbol"), pl.col("genes") > 1)
        shared = others.group_by("name", maintain_order=True).agg(pl.col("gene_id").unique())
        return pl.concat(
            [
                taken.select(
                    kind=pl.lit("alias_is_symbol"),
                    subject="name",
                    object="gene_id",
                    detail=pl.format("{} name of {}, symbol of {}", "type", "gene_id", "owner"),
                ),
                shared.select(
                    kind=pl.lit("alias_of_several_genes"),
                    subject="name",
                    object=pl.col("gene_id").list.sort().list.join("|"),
                    detail=pl.format("names {} genes", pl.col("gene_id").list.len()),
                ),
            ]
        ).with_columns(source=pl.lit(SOURCE))


def read_hgnc(path: Path, quarantine: Quarantine) -> GeneSet:
    """Read the approved genes; withdrawn ones go to quarantine.

    Raises:
        SourceError: unreadable, or without the columns of the complete set.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    rows = parse_column(file.rows, "hgnc_id", _gene, {"id": _TEXT})
    withdrawn = pl.when(pl.col("status") != "Approved").then(
        pl.format("{} is {}", "id", pl.col("status").str.to_lowercase())
    )
    repeated = pl.when(~pl.col("id").is_first_distinct()).then(pl.format("repeats {}", "id"))
    marked = rows.with_columns(problem=pl.coalesce("problem", withdrawn, repeated))
    kept = split_problems(marked, path, SOURCE, quarantine)
    genes = kept.select(
        "id",
        "symbol",
        entrez_id=pl.col("entrez_id").replace("", None),
        ensembl_id=pl.col("ensembl_gene_id").replace("", None),
    )
    return GeneSet(file.total, genes, _aliases(kept))


def _aliases(rows: pl.DataFrame) -> pl.DataFrame:
    parts = [
        rows.select(
            gene_id="id",
            name=pl.col(column).str.strip_chars('"').str.split("|"),
            type=pl.lit(kind),
            symbol="symbol",
        ).explode("name")
        for column, kind in _KINDS.items()
    ]
    every = pl.concat(parts).with_columns(pl.col("name").str.strip_chars())
    named = every.filter(pl.col("name") != "", pl.col("name") != pl.col("symbol"))
    return named.drop("symbol").unique(["gene_id", "name"], keep="first", maintain_order=True)


def _gene(cell: str) -> dict[str, str]:
    return {"id": canonical(cell)}
