"""What a refresh changed: rows added, removed and changed between two snapshots, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ..errors import SnapshotError
from .snapshot import Snapshot
from .tables import TABLES

#: Columns that say which row is meant; the other columns are what may change about it. Tables that
#: are not named here are not compared: they describe the build, not the facts.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "phenotypes": ("id",),
    "names": ("id", "name", "language"),
    "retired": ("id",),
    "phenotype_is_a": ("child", "parent"),
    "diseases": ("id",),
    "disease_is_a": ("child", "parent"),
    "same_as": ("disease_id", "other_id", "source"),
    "has_phenotype": ("disease_id", "phenotype_id", "references", "sex", "source"),
    "genes": ("id",),
    "associated_with": ("gene_id", "disease_id", "source"),
    "variants": ("id",),
    "in_gene": ("variant_id", "gene_id"),
    "classified_for": ("variant_id", "disease_id", "source"),
}
#: Derived from all annotations together: it moves with every release and is no change of its own.
IGNORED: Final = {"phenotypes": ("ic",)}

#: Classifications from benign to pathogenic; conflicting ones stand beside uncertain ones.
_SIGNIFICANCE: Final = {
    "benign": 0,
    "likely benign": 1,
    "uncertain significance": 2,
    "conflicting classifications of pathogenicity": 2,
    "likely pathogenic": 3,
    "pathogenic": 4,
}


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Changes of one table.

    ``added`` and ``removed`` have the columns of the table (lists as text); ``changed`` has the key
    columns and, for each other column, ``<column>`` before and ``<column>_new`` after.
    """

    table: str
    key: tuple[str, ...]
    added: pl.DataFrame
    removed: pl.DataFrame
    changed: pl.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows added, removed and changed."""
        return {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": len(self.changed),
        }


def diff(old: Snapshot, new: Snapshot) -> tuple[TableDiff, ...]:
    """Compare two snapshots; tables that neither has are left out.

    Raises `SnapshotError` where a table is missing or damaged.
    """
    names = [name for name in KEYS if name in TABLES]
    return tuple(_table_diff(name, old.table(name), new.table(name)) for name in names)


def reclassified(variants: TableDiff) -> pl.DataFrame:
    """Variants whose significance changed: id, significance, significance_new, direction.

    ``direction`` is "towards pathogenic", "towards benign" or "sideways".
    """
    if variants.table != "variants":
        raise SnapshotError(f"reclassifications are of variants, not of {variants.table}")
    moved = variants.changed.filter(
        pl.col("significance").ne_missing(pl.col("significance_new"))
    ).select("id", "significance", "significance_new")
    rank = {
        name: _level(column) for name, column in (("a", "significance"), ("b", "significance_new"))
    }
    direction = (
        pl.when(rank["b"] > rank["a"])
        .then(pl.lit("towards pathogenic"))
        .when(rank["b"] < rank["a"])
        .then(pl.lit("towards benign"))
        .otherwise(pl.lit("sideways"))
    )
    return moved.with_columns(direction=direction)


def rows(table: TableDiff) -> Iterator[tuple[str, str, str, str, str]]:
    """Every change as (table, change, key, before, after), ready to be written."""
    others = [name for name in table.added.columns if name not in table.key]
    for change, frame in (("removed", table.removed), ("added", table.added)):
        for row in frame.iter_rows(named=True):
            values = _stated(row, others)
            yield (
                table.table,
                change,
                _stated(row, table.key),
                values if change == "removed" else "",
                values if change == "added" else "",
            )
    for row in table.changed.iter_rows(named=True):
        differing = [name for name in others if row[name] != row[f"{name}_new"]]
        after = {name: row[f"{name}_new"] for name in differing}
        yield (
            table.table,
            "changed",
            _stated(row, table.key),
            _stated(row, differing),
            _stated(after, differing),
        )


def _table_diff(name: str, old: pl.DataFrame, new: pl.DataFrame) -> TableDiff:
    key, before, after = KEYS[name], _comparable(name, old), _comparable(name, new)
    columns = before.columns
    gone = before.join(after, on=columns, how="anti", nulls_equal=True)
    come = after.join(before, on=columns, how="anti", nulls_equal=True)
    # A key may stand on several rows; only what is unique on both sides is one row that changed.
    once_gone, once_come = (_single(frame, key) for frame in (gone, come))
    changed = once_gone.join(once_come, on=key, how="inner", nulls_equal=True, suffix="_new")
    keys = changed.select(key)
    return TableDiff(
        name,
        key,
        added=come.join(keys, on=key, how="anti", nulls_equal=True).sort(key),
        removed=gone.join(keys, on=key, how="anti", nulls_equal=True).sort(key),
        changed=changed.sort(key),
    )


def _comparable(name: str, table: pl.DataFrame) -> pl.DataFrame:
    lists = [c for c, kind in table.schema.items() if isinstance(kind, pl.List)]
    return (
        table.drop(IGNORED.get(name, ()))
        .with_columns(pl.col(column).list.join("|") for column in lists)
        .unique()
    )


def _single(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return frame.filter(pl.struct(key).is_unique()) if len(frame) else frame


def _level(column: str) -> pl.Expr:
    lower = pl.col(column).str.to_lowercase().str.replace_all("_", " ")
    return lower.replace_strict(_SIGNIFICANCE, default=None, return_dtype=pl.Int8)


def _stated(row: Mapping[str, object], columns: tuple[str, ...] | list[str]) -> str:
    return "; ".join(f"{name}={row[name]}" for name in columns if row[name] is not None)
