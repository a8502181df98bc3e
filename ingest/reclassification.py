"""Variants whose classification a refresh changed: from what, to what, in which direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import SnapshotError
from .classifications import pathogenicity

if TYPE_CHECKING:
    from .diff import TableDiff

#: Classifications from benign to pathogenic, and their short names.
CLASSES: Final = {
    "benign": "B",
    "benign/likely benign": "B/LB",
    "likely benign": "LB",
    "uncertain significance": "VUS",
    "conflicting classifications of pathogenicity": "conflicting",
    "likely pathogenic": "LP",
    "pathogenic/likely pathogenic": "P/LP",
    "pathogenic": "P",
}
OTHER: Final = "other"
_PAIR: Final = ["significance", "significance_new"]


def reclassified(variants: TableDiff) -> pl.DataFrame:
    """Variants whose significance changed: id, significance, significance_new, direction.

    ``direction`` is "towards pathogenic", "towards benign", or "sideways": between uncertain and
    conflicting, in what stands behind ``;``, or from or to what is no degree of pathogenicity.
    """
    if variants.table != "variants":
        raise SnapshotError(f"reclassifications are of variants, not of {variants.table}")
    moved = variants.changed.filter(pl.col(_PAIR[0]).ne_missing(pl.col(_PAIR[1])))
    before, after = (_level(moved[column]) for column in _PAIR)
    direction = (
        pl.when(after > before)
        .then(pl.lit("towards pathogenic"))
        .when(after < before)
        .then(pl.lit("towards benign"))
        .otherwise(pl.lit("sideways"))
    )
    return moved.select("id", *_PAIR, direction=direction)


def transitions(moved: pl.DataFrame) -> pl.DataFrame:
    """How many of the reclassified variants went from what to what, the most frequent first.

    Columns: significance, significance_new, direction, variants.
    """
    counted = moved.group_by(*_PAIR, "direction").agg(variants=pl.len())
    return counted.sort("variants", *_PAIR, descending=[True, False, False])


def matrix(moved: pl.DataFrame) -> list[tuple[str, list[int]]]:
    """Counts from each of `CLASSES` and `OTHER` (a row) to each of them; rows of zeros left out.

    What stands behind ``;`` does not count here.
    """
    names = [*CLASSES.values(), OTHER]
    pairs = moved.select(_short(column) for column in _PAIR)
    counts = dict.fromkeys(((a, b) for a in names for b in names), 0)
    for before, after, number in pairs.group_by(_PAIR).len().iter_rows():
        counts[before, after] = number
    every = [(before, [counts[before, after] for after in names]) for before in names]
    return [(before, numbers) for before, numbers in every if any(numbers)]


def _level(significance: pl.Series) -> pl.Series:
    levels = {stated: pathogenicity(stated) for stated in significance.unique()}
    return significance.replace_strict(levels, default=None, return_dtype=pl.Float64)


def _short(column: str) -> pl.Expr:
    germline = pl.col(column).str.to_lowercase().str.split(";").list.first()
    return germline.replace_strict(CLASSES, default=OTHER, return_dtype=pl.String)
