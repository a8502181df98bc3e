"""The record tables that name the annotated diseases."""

from __future__ import annotations

import polars as pl

from .tables import TABLES

_MISSING = ("definition", "mondo_id", "type")


def disease_tables(has_phenotype: pl.DataFrame, names: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables diseases and names for every disease with an annotation, in order of id.

    `names` has the columns id, name and rank: rank 0 becomes the label, the others synonyms. A
    disease that is never named is called by its id.
    """
    ids = has_phenotype.select(id="disease_id").unique().sort("id")
    labels = names.filter(pl.col("rank") == 0).select("id", "name")
    diseases = ids.join(labels, on="id", how="left", maintain_order="left").with_columns(
        pl.col("name").fill_null(pl.col("id")),
        source=pl.col("id").str.split(":").list.first(),
        **{column: pl.lit(None, pl.String) for column in _MISSING},
    )
    scoped = names.with_columns(
        scope=pl.when(pl.col("rank") == 0).then(pl.lit("LABEL")).otherwise(pl.lit("EXACT")),
        type=pl.lit(None, pl.String),
        language=pl.lit("en"),
    )
    return {
        "diseases": diseases.select(TABLES["diseases"].names()),
        "names": scoped.sort("id", "rank").select(TABLES["names"].names()),
    }
