"""Where files of Orphanet contradict each other, or HPOA."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from . import hpoa
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .orphanet_statements import OrphanetFile

_CONFLICTS: Final = TABLES["conflicts"]


class _Comparison(NamedTuple):
    """Which statements are about the same thing, and what they say of it."""

    kind: str
    statements: str
    key: tuple[str, ...]
    value: str
    about: str | None = None
    """The column that becomes the object of a conflict."""


_COMPARISONS: Final = (
    _Comparison("name_differs", "disorder", ("disease_id",), "name"),
    _Comparison("type_differs", "disorder", ("disease_id",), "type"),
    _Comparison(
        "relation_differs", "reference", ("disease_id", "other_id"), "predicate", "other_id"
    ),
    _Comparison("association_differs", "gene", ("disease_id", "gene_id"), "type", "gene_id"),
    _Comparison(
        "frequency_differs",
        "phenotype",
        ("disease_id", "phenotype_id"),
        "frequency_label",
        "phenotype_id",
    ),
    _Comparison(
        "prevalence_differs",
        "prevalence",
        ("disease_id", "type", "region", "reference"),
        "value",
        "region",
    ),
    _Comparison("onset_differs", "onset", ("disease_id",), "value"),
    _Comparison("inheritance_differs", "inheritance", ("disease_id",), "value"),
)


def contradictions(files: Mapping[str, Sequence[OrphanetFile]]) -> pl.DataFrame:
    """Rows of the table conflicts: what two files both state, and state differently.

    Args:
        files: for each kind of statement the files that are for it, the one that is taken first.
    """
    found = [
        _compared(comparison, taken, other)
        for comparison in _COMPARISONS
        for taken, other in combinations(files[comparison.statements], 2)
    ]
    return pl.concat([pl.DataFrame(schema=_CONFLICTS), *found])


def _compared(comparison: _Comparison, taken: OrphanetFile, other: OrphanetFile) -> pl.DataFrame:
    key = list(comparison.key)
    both = _said(comparison, taken).join(
        _said(comparison, other), on=key, suffix="_other", nulls_equal=True, maintain_order="left"
    )
    about = pl.lit(None, pl.String) if comparison.about is None else pl.col(comparison.about)
    return both.filter(pl.col("said") != pl.col("said_other")).select(
        kind=pl.lit(comparison.kind),
        subject="disease_id",
        object=about,
        detail=pl.format(
            "{} in {}, {} in {}, which is taken",
            "said_other",
            pl.lit(f"{other.source} {other.release}".strip()),
            "said",
            pl.lit(f"{taken.source} {taken.release}".strip()),
        ),
        source=pl.lit(f"{taken.source}|{other.source}"),
    )


def _said(comparison: _Comparison, file: OrphanetFile) -> pl.DataFrame:
    rows = file.statements[comparison.statements].drop_nulls(["disease_id", comparison.value])
    said = pl.col(comparison.value).unique().sort().str.join("|").alias("said")
    return rows.group_by(comparison.key, maintain_order=True).agg(said)


def undescribed(
    has_phenotype: pl.DataFrame, described: pl.Series, parents: pl.DataFrame
) -> pl.DataFrame:
    """Rows of the table conflicts: ORPHA codes that are used and that no file describes."""
    known = described.implode()
    orpha = pl.col("disease_id").str.starts_with("ORPHA:")
    codes = has_phenotype.select("disease_id").unique()
    absent = pl.concat(
        [
            codes.filter(orpha, ~pl.col("disease_id").is_in(known)).select(
                subject="disease_id", source=pl.lit(hpoa.SOURCE)
            ),
            parents.filter(~pl.col("parent").is_in(known)).select("source", subject="parent"),
        ],
        how="diagonal",
    ).unique("subject", keep="first", maintain_order=True)
    return absent.select(
        kind=pl.lit("code_without_packet"),
        subject="subject",
        object=pl.lit(None, pl.String),
        detail=pl.lit("kept under the name that the source gives it"),
        source="source",
    )


def denied(has_phenotype: pl.DataFrame, phenotypes: pl.DataFrame) -> pl.DataFrame:
    """Rows of the table conflicts: annotations that Orphanet excludes and HPOA does not, or so."""
    pair = ["disease_id", "phenotype_id"]
    older = has_phenotype.select(*pair, "negated").unique(pair, keep="first", maintain_order=True)
    both = phenotypes.join(older, on=pair, suffix="_hpoa", maintain_order="left")
    return both.filter(pl.col("negated") != pl.col("negated_hpoa")).select(
        kind=pl.lit("presence_differs"),
        subject="disease_id",
        object="phenotype_id",
        detail=pl.when("negated")
        .then(pl.lit("excluded by Orphanet, present in HPOA, which is taken"))
        .otherwise(pl.lit("present by Orphanet, excluded in HPOA, which is taken")),
        source=pl.concat_str(pl.lit(f"{hpoa.SOURCE}|"), "source"),
    )
