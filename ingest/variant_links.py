"""What variants are joined to: the genes they lie in, the diseases they are classified for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from .tables import TABLES

if TYPE_CHECKING:
    from .progress import Progress

_TEXT: Final = pl.String()
#: ``OMIM:154700``, ``Orphanet:558``, ``Orphanet:ORPHA558``, ``MONDO:MONDO:0007947``.
_DISEASE: Final = (
    r"(?:^|[,;])(?:OMIM:(?:OMIM:)?(?:PS)?\d+|Orphanet:(?:ORPHA:?)?\d+|MONDO:(?:MONDO:)?\d{7}\b)"
)


def gene_links(
    alleles: pl.DataFrame, genes: pl.DataFrame, progress: Progress
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table genes, with the genes that only variants name, and the table in_gene.

    Genes are found by their NCBI id, and by their symbol where there is none.
    """
    named = _named_genes(alleles["genes"].drop_nulls().unique())
    by_number = genes.select("entrez_id", by_number="id").drop_nulls().unique("entrez_id")
    by_symbol = genes.select("symbol", by_symbol="id").drop_nulls()
    by_symbol = by_symbol.filter(pl.col("symbol").is_unique())
    resolved = named.join(by_number, on="entrez_id", how="left").join(
        by_symbol, on="symbol", how="left"
    )
    numbered = pl.col("entrez_id").is_not_null()
    own = pl.when(numbered).then(pl.concat_str(pl.lit("NCBIGene:"), "entrez_id"))
    by_name = pl.when(~numbered).then(pl.col("by_symbol"))
    resolved = resolved.with_columns(gene_id=pl.coalesce("by_number", by_name, own))
    unknown = resolved.filter(pl.col("gene_id").is_null())
    if unknown.height:
        progress.note(f"variants name {unknown['symbol'].n_unique()} genes that cannot be found")
    links = resolved.drop_nulls("gene_id").select("genes", "gene_id").unique()
    in_gene = (
        alleles.lazy()
        .select("genes", variant_id="id")
        .drop_nulls()
        .join(links.sort("genes", "gene_id").lazy(), on="genes", maintain_order="left_right")
        .select("variant_id", "gene_id")
        .collect()
    )
    if alleles["source"].n_unique() > 1:
        in_gene = in_gene.unique(maintain_order=True)
    return _with_new(genes, resolved.filter(pl.col("gene_id") == own)), in_gene


def condition_links(
    alleles: pl.DataFrame, diseases: pl.DataFrame, retired: pl.DataFrame, progress: Progress
) -> pl.DataFrame:
    """The table classified_for: variants and those of their conditions that are diseases here.

    The classification is the one of the variant over all its conditions: ClinVar's files state no
    other. Ids that have been replaced are followed (`retired`); conditions that are no disease of
    the graph are counted and said.
    """
    columns = ("conditions", "significance", "review_status", "stars", "source")
    pairs = alleles.select(*columns, variant_id="id").drop_nulls("conditions")
    named = _named_diseases(pairs["conditions"].unique(), retired)
    known = _of_the_graph(named, diseases)
    links = known.select("conditions", "disease_id").unique().sort("conditions", "disease_id")
    edges = pairs.join(links, on="conditions", maintain_order="left_right")
    unknown = named.join(known, on=["conditions", "part"], how="anti")
    lost = pairs.join(unknown.select("conditions", "part").unique(), on="conditions")
    progress.note(
        f"{edges.height:,} classifications for diseases; {lost.height:,} are for conditions that "
        f"the graph has no disease for ({unknown['disease_id'].n_unique():,} ids); "
        f"{alleles.height - pairs.height:,} variants name no condition by id"
    )
    return edges.select(TABLES["classified_for"].names())


def _of_the_graph(named: pl.DataFrame, diseases: pl.DataFrame) -> pl.DataFrame:
    """The diseases that are known; Mondo's where it is the only one that a condition names."""
    known = named.filter(pl.col("disease_id").is_in(diseases["id"].implode()))
    of_mondo = pl.col("disease_id").str.starts_with("MONDO:")
    alone = of_mondo.all().over("conditions", "part")
    return known.filter(~of_mondo | alone)


def _named_genes(fields: pl.Series) -> pl.DataFrame:
    """``FBN1:2200|MASS`` as rows of genes (the field), symbol and entrez_id."""
    rows = [
        (cell, symbol, number if number.isdecimal() else None)
        for cell in fields
        for symbol, _, number in (one.partition(":") for one in cell.split("|"))
        if symbol
    ]
    return pl.DataFrame(
        rows, schema={"genes": _TEXT, "symbol": _TEXT, "entrez_id": _TEXT}, orient="row"
    )


def _named_diseases(fields: pl.Series, retired: pl.DataFrame) -> pl.DataFrame:
    """conditions (the field), part (a condition in it), disease_id: its canonical, current ids."""
    found = pl.col("part").str.extract_all(_DISEASE)
    local = pl.col("found").str.extract(r"((?:PS)?\d+)$")
    prefix = (
        pl.when(pl.col("found").str.contains("OMIM", literal=True))
        .then(pl.lit("OMIM:"))
        .when(pl.col("found").str.contains("MONDO", literal=True))
        .then(pl.lit("MONDO:"))
        .otherwise(pl.lit("ORPHA:"))
    )
    moved = retired.drop_nulls("replaced_by")
    current = pl.col("disease_id").replace(moved["id"], moved["replaced_by"])
    return (
        pl.DataFrame({"conditions": fields}, schema={"conditions": _TEXT})
        .with_columns(part=pl.col("conditions").str.split("|"))
        .explode("part")
        .with_columns(found=found)
        .explode("found")
        .drop_nulls()
        .select("conditions", "part", disease_id=pl.concat_str(prefix, local))
        .with_columns(current)
        .unique()
    )


def _with_new(genes: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    rows = (
        new.select(id="gene_id", symbol="symbol", entrez_id="entrez_id")
        .join(genes, on="id", how="anti")
        .sort(pl.col("entrez_id").cast(pl.Int64), "symbol")
        .unique("id", keep="first", maintain_order=True)
        .with_columns(ensembl_id=pl.lit(None, _TEXT))
    )
    return pl.concat([genes, rows], how="diagonal").select(genes.columns)
