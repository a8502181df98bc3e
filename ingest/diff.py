"""What a refresh changed: rows added, removed and changed between two snapshots, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from .genome import LOCUS, spdi
from .snapshot import Snapshot

#: Columns that say which row is meant; the other columns are what may change about it. Tables that
#: are not named here are not compared: they describe the build, not the facts.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "phenotypes": ("id",),
    "names": ("id", "name", "language"),
    "translations": ("id", "language", "property", "text"),
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

#: Columns that hold ids of variants.
_VARIANT_ID: Final = {"variants": "id", "in_gene": "variant_id", "classified_for": "variant_id"}
_HASH: Final = "_hash"


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
    """Compare two snapshots, table by table.

    A variant is the same where its alleles are, also if only one snapshot knows its VariationID: it
    then has the id of the newer one on both sides. Raises `SnapshotError` where a table is missing
    or damaged.
    """
    renamed = _renamed(old.table("variants"), new.table("variants"))
    found = []
    for name in KEYS:
        before = old.table(name)
        if (column := _VARIANT_ID.get(name)) and renamed.height:
            before = before.with_columns(pl.col(column).replace(renamed["id"], renamed["now"]))
        found.append(_table_diff(name, before, new.table(name)))
    return tuple(found)


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


def _renamed(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Ids of the older variants, and what the newer snapshot calls the same alleles (now).

    An id that now stands for other alleles is replaced too, by the SPDI of the older ones.
    """
    columns = ["id", *LOCUS]
    gone, come = (
        frame.select(columns).with_columns(_hash=_row_hash(columns)) for frame in (before, after)
    )
    gone, come = (
        one.join(other, on=["id", "_hash"], how="anti").filter(pl.struct(LOCUS).is_unique())
        for one, other in ((gone, come), (come, gone))
    )
    found = gone.join(come.select(*LOCUS, now="id"), on=list(LOCUS))
    displaced = gone.join(found, left_on="id", right_on="now", how="semi").join(
        found, on="id", how="anti"
    )
    pairs = [found.select("id", "now"), displaced.select("id", now=spdi())]
    return pl.concat(pairs)


def _table_diff(name: str, old: pl.DataFrame, new: pl.DataFrame) -> TableDiff:
    key = KEYS[name]
    before, after = _comparable(name, old), _comparable(name, new)
    same = [*key, _HASH]  # rows of one key are told apart by a hash of all their columns
    gone, come = (
        one.join(other.select(same), on=same, how="anti", nulls_equal=True).unique().drop(_HASH)
        for one, other in ((before, after), (after, before))
    )
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
    """The columns that are compared, lists as text, with a hash over all of them."""
    lists = [c for c, kind in table.schema.items() if isinstance(kind, pl.List)]
    stated = table.drop(IGNORED.get(name, ())).with_columns(
        pl.col(column).list.join("|") for column in lists
    )
    return stated.with_columns(_row_hash(stated.columns).alias(_HASH))


def _row_hash(columns: Sequence[str]) -> pl.Expr:
    """64 bits over a row; it is only ever compared between rows of one key."""
    return pl.struct(columns).hash()


def _single(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    return frame.filter(pl.struct(key).is_unique()) if len(frame) else frame


def _stated(row: Mapping[str, object], columns: tuple[str, ...] | list[str]) -> str:
    return "; ".join(f"{name}={row[name]}" for name in columns if row[name] is not None)
