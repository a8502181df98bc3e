"""The record tables of the diseases: what every source calls and says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .orphanet import Orphanet

_TEXT: Final = pl.String()
_NAMED: Final = pl.Schema({"id": _TEXT, "name": _TEXT, "rank": pl.Int64()})
_DESCRIBED: Final = pl.Schema({"id": _TEXT, "definition": _TEXT, "type": _TEXT})
_FACTS: Final = ("inheritance", "onset", "prevalence")


def ranked_names(sources: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Names of diseases (id, name, rank from 0), those of earlier sources first."""
    parts = [
        pl.DataFrame(schema=_NAMED),
        *(part.select(_NAMED.names()).cast(_NAMED) for part in sources),
    ]
    places = [part.with_columns(place=pl.lit(place)) for place, part in enumerate(parts)]
    ordered = pl.concat(places).sort("id", "place", "rank", maintain_order=True)
    unique = ordered.unique(["id", "name"], keep="first", maintain_order=True)
    return unique.select("id", "name", rank=pl.int_range(pl.len()).over("id"))


def orphanet_names(orphanet: Orphanet) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names of Orphanet's disorders, and of parents that are not described themselves."""
    disorders = orphanet.disorders.rename({"disease_id": "id"})
    labels = disorders.select("id", "name", rank=pl.lit(0))
    synonyms = disorders.select("id", name="synonyms").explode("name").drop_nulls()
    ranked = synonyms.with_columns(rank=pl.int_range(1, pl.len() + 1).over("id"))
    parents = orphanet.parents.select("name", id="parent", rank=pl.lit(0))
    return (
        pl.concat([labels.cast(_NAMED), ranked.cast(_NAMED)]),
        parents.select(_NAMED.names()).unique("id", keep="first", maintain_order=True),
    )


def disease_tables(
    ids: pl.Series,
    names: pl.DataFrame,
    described: pl.DataFrame | None = None,
    facts: pl.DataFrame | None = None,
    mondo_ids: Mapping[str, str] | None = None,
) -> dict[str, pl.DataFrame]:
    """The tables diseases and names for the diseases `ids`, in order of id.

    `names` is what `ranked_names` gives: rank 0 becomes the label, the others synonyms. A disease
    that is never named is called by its id.
    """
    nodes = pl.DataFrame({"id": ids}).unique().sort("id")
    labels = names.filter(pl.col("rank") == 0).select("id", "name")
    about = pl.DataFrame(schema=_DESCRIBED) if described is None else described
    stated = pl.DataFrame(schema=TABLES["disease_facts"]) if facts is None else facts
    mondo = pl.DataFrame(
        list((mondo_ids or {}).items()), schema={"id": _TEXT, "mondo_id": _TEXT}, orient="row"
    )
    for part in (labels, about, mondo, _fact_lists(stated)):
        nodes = nodes.join(part, on="id", how="left", maintain_order="left")
    diseases = nodes.with_columns(
        pl.col("name").fill_null(pl.col("id")),
        pl.col(_FACTS).fill_null(pl.lit([], pl.List(pl.String))),
        source=pl.col("id").str.split(":").list.first(),
    )
    scoped = names.filter(pl.col("id").is_in(nodes["id"].implode())).with_columns(
        scope=pl.when(pl.col("rank") == 0).then(pl.lit("LABEL")).otherwise(pl.lit("EXACT")),
        type=pl.lit(None, pl.String),
        language=pl.lit("en"),
    )
    return {
        "diseases": diseases.select(TABLES["diseases"].names()),
        "names": scoped.sort("id", "rank").select(TABLES["names"].names()),
    }


def _fact_lists(facts: pl.DataFrame) -> pl.DataFrame:
    """id and one list of texts per kind of fact; an unknown prevalence is left out."""
    region = pl.format(" ({})", "region").fill_null("")
    text = (
        pl.when(pl.col("kind") == "prevalence")
        .then(pl.concat_str(pl.format("{}: ", "type").fill_null(""), "value", region))
        .otherwise("value")
    )
    known = facts.filter((pl.col("kind") != "prevalence") | (pl.col("value") != "Unknown"))
    texts = known.select("kind", id="disease_id", text=text)
    return texts.group_by("id", maintain_order=True).agg(
        pl.col("text").filter(pl.col("kind") == kind).unique(maintain_order=True).alias(kind)
        for kind in _FACTS
    )
