"""OMIM, where the user has its licensed files: names, genes, and numbers that have moved.

Without them OMIM comes through HPOA, Mondo and NCBI's ``mim2gene_medgen``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from . import omim_entries, omim_morbidmap, omim_titles
from .delimited import split_problems
from .genes import PAIRS
from .identity import single_moves
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .hgnc import GeneSet
    from .locate import Located
    from .quarantine import Quarantine

ENTRIES: Final = (omim_entries.ENTRY, omim_titles.ENTRY, omim_morbidmap.ENTRY)
NAME: Final = "OMIM"

_TEXT: Final = pl.String()
_NAMES: Final = pl.Schema({"id": _TEXT, "name": _TEXT, "rank": pl.Int64()})
_MOVED: Final = pl.Schema({"id": _TEXT, "replaced_by": _TEXT})
_PAIRS: Final = pl.Schema({**dict.fromkeys(PAIRS, _TEXT), "line": pl.Int64()})


@dataclass
class Omim:
    """What the files say; without any of them all is empty."""

    names: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_NAMES))
    """id, name and rank of phenotypes."""
    included: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=TABLES["names"]))
    """Rows of the table names: what an entry treats besides, which is narrower."""
    moved: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_MOVED))
    removed: pl.Series = field(default_factory=lambda: pl.Series("id", [], pl.String))
    pairs: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_PAIRS))
    """Genes of phenotypes, with the columns `PAIRS`."""
    accounts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Rows read of each source, and kept."""

    @property
    def phenotypes(self) -> pl.Series:
        """The number of every phenotype."""
        return self.names["id"].unique(maintain_order=True)


def read_omim(files: Mapping[str, Located], genes: GeneSet, quarantine: Quarantine) -> Omim:
    """Read those of OMIM's files that are there; genes are found through `genes` at need.

    Raises:
        SourceError: one is unreadable or something else than its name says.
    """
    omim = Omim()
    entries = titles = None
    if file := files.get(omim_entries.SOURCE):
        entries = omim_entries.read_entries(file.path, quarantine)
        omim.accounts[omim_entries.SOURCE] = entries.rows, entries.entries.height
    if file := files.get(omim_titles.SOURCE):
        titles = omim_titles.read_titles(file.path, quarantine)
        omim.accounts[omim_titles.SOURCE] = titles.rows, titles.kept
        omim.names, omim.moved, omim.removed = titles.names, titles.moved, titles.removed
        omim.included = _included(titles.included)
    if file := files.get(omim_morbidmap.SOURCE):
        read = omim_morbidmap.read_morbidmap(file.path, quarantine)
        rows = _with_diseases(read.phenotypes, entries, omim.moved)
        marked = _with_genes(rows, entries, genes).with_columns(
            problem=pl.coalesce("problem", _problem(titles))
        )
        kept = split_problems(marked, file.path, omim_morbidmap.SOURCE, quarantine)
        omim.accounts[omim_morbidmap.SOURCE] = read.rows, kept.height
        source = pl.lit(omim_morbidmap.SOURCE)
        omim.pairs = kept.with_columns(source=source).select(_PAIRS.names()).cast(_PAIRS)
        omim.names = _with_mapped(omim.names, kept)
    return omim


def _included(titles: pl.DataFrame) -> pl.DataFrame:
    placed = titles.with_columns(
        scope=pl.lit("NARROW"), type=pl.lit(None, pl.String), language=pl.lit("en")
    )
    return placed.select(TABLES["names"].names())


def _with_diseases(
    rows: pl.DataFrame, entries: omim_entries.Entries | None, moved: pl.DataFrame
) -> pl.DataFrame:
    """A phenotype without a number of its own is that of its locus, where the entry is about one;
    a number that has moved is followed.
    """
    of_disease = [] if entries is None else entries.entries.filter("of_disease")["id"].to_list()
    own = pl.when(pl.col("locus").is_in(of_disease)).then("locus")
    current = dict(single_moves(moved).select("id", "replaced_by").iter_rows())
    disease = pl.coalesce("disease_id", own).replace(current)
    return rows.with_columns(disease_id=disease)


def _with_genes(
    rows: pl.DataFrame, entries: omim_entries.Entries | None, genes: GeneSet
) -> pl.DataFrame:
    """The gene of each locus by ``mim2gene.txt``; without that file, by the locus's first symbol,
    where that means one gene of HGNC.
    """
    if entries is None:
        found = pl.col("symbol").replace_strict(genes.by_symbol or {"": ""}, default=None)
        return rows.with_columns(gene_id=found)
    about = entries.entries.select("entrez_id", approved="symbol", locus="id")
    joined = rows.join(about, on="locus", how="left", maintain_order="left")
    by_symbol = pl.col("approved").replace_strict(genes.by_symbol or {"": ""}, default=None)
    by_number = pl.format("NCBIGene:{}", "entrez_id")
    return joined.with_columns(gene_id=pl.coalesce(by_symbol, by_number), symbol="approved")


def _problem(titles: omim_titles.Titles | None) -> pl.Expr:
    """Why a phenotype and its gene cannot be used, or null."""
    gone = pl.Series([], dtype=_TEXT) if titles is None else titles.removed
    moved = gone if titles is None else titles.moved["id"]
    genes = gone if titles is None else titles.genes
    disease = pl.col("disease_id")
    return (
        pl.when(disease.is_null())
        .then(pl.lit("names a phenotype without an entry of its own"))
        .when(disease.is_in(genes.implode()))
        .then(pl.format("names {}, an entry about a gene", "disease_id"))
        .when(disease.is_in(gone.implode()) | disease.is_in(moved.implode()))
        .then(pl.format("names {}, which is no longer used", "disease_id"))
        .when(pl.col("gene_id").is_null())
        .then(pl.format("maps {} to no gene", "disease_id"))
    )


def _with_mapped(names: pl.DataFrame, mapped: pl.DataFrame) -> pl.DataFrame:
    """The names, and those of mapped phenotypes that have no title."""
    further = mapped.select("name", id="disease_id", rank=pl.lit(0, pl.Int64))
    untitled = further.filter(~pl.col("id").is_in(names["id"].implode()))
    return pl.concat(
        [
            names.cast(_NAMES),
            untitled.select(_NAMES.names()).unique("id", keep="first", maintain_order=True),
        ]
    )
