"""What a refresh writes: the difference between two snapshots' tables, and nothing else.

A node is known by its key. A relationship has no key, and a pair of nodes may be joined by several
of one type, so all relationships of a pair are written anew when one of them differs.
"""

from __future__ import annotations

import filecmp
from typing import TYPE_CHECKING

import polars as pl

from .dialect import NEO4J
from .load_plan import (
    create_nodes,
    create_relationships,
    full_plan,
    match_ends,
    node_rows,
    pair_rows,
    step,
)
from .schema import NODES, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .load_plan import Step
    from .schema import Endpoints, NodeLabel, RelationshipType

_HASH = "_hash"


def refresh_plan(old: Path, new: Path) -> list[Step]:
    """Steps that turn the graph of one folder of tables into that of another.

    Relationships go first, then nodes go, come and change, then relationships come. Steps
    without rows stay, so that a place in the plan keeps its meaning. Raises `BuildError` when the
    new tables do not fit together.
    """
    full_plan(new)
    pairs = [
        change
        for relationship in RELATIONSHIPS
        for pair in relationship.endpoints
        for change in _pair_steps(old, new, relationship, pair)
    ]
    nodes = [change for node in NODES for change in _node_steps(old, new, node)]
    return [*pairs[::2], *nodes, *pairs[1::2]]


def _pair_steps(
    old: Path, new: Path, relationship: RelationshipType, pair: Endpoints
) -> Iterator[Step]:
    """The step that removes relationships of changed pairs, and the one that writes them."""
    same = _same(old, new, pair.table)
    before, after = (
        _hashed(pair_rows(tables, relationship, pair), none=same) for tables in (old, new)
    )
    ends = list(pair.columns)
    gone = _differing(before, after, ends)
    come = _differing(after, before, ends)
    name = NEO4J.quote(relationship.name)
    delete = f"UNWIND $rows AS row {match_ends(pair)} MATCH (a)-[r:{name}]->(b) DELETE r"
    yield step(f"{pair.table} removed", delete, gone.lazy(), creates=False)
    written = after.drop(_HASH).join(come, on=ends, how="semi", maintain_order="left")
    yield step(f"{pair.table} added", create_relationships(relationship, pair), written.lazy())


def _node_steps(old: Path, new: Path, node: NodeLabel) -> Iterator[Step]:
    same = _same(old, new, node.table)
    before, after = (_hashed(node_rows(tables, node), none=same) for tables in (old, new))
    name, key = NEO4J.quote(node.name), NEO4J.quote(node.key)
    find = f"UNWIND $rows AS row MATCH (n:{name} {{{key}: row[0]}})"
    gone = before.select(node.key).join(after, on=node.key, how="anti", maintain_order="left")
    yield step(f"{node.table} removed", f"{find} DETACH DELETE n", gone.lazy(), creates=False)
    come = after.join(before, on=node.key, how="anti", maintain_order="left").drop(_HASH)
    yield step(f"{node.table} added", create_nodes(node), come.lazy())
    both = after.join(before.select(node.key, old=_HASH), on=node.key, maintain_order="left")
    changed = both.filter(pl.col(_HASH) != pl.col("old")).drop(_HASH, "old")
    rest = [each for each in node.properties if each != node.key]
    rows = changed.select(node.key, *rest)
    values = ", ".join(f"n.{NEO4J.quote(each)} = row[{n}]" for n, each in enumerate(rest, 1))
    yield step(
        f"{node.table} changed", f"{find} SET {values}", rows.lazy(), creates=False, changes=True
    )


def _same(old: Path, new: Path, table: str) -> bool:
    """Whether the files are the same: most are, where one source has a new release."""
    one, other = (folder / f"{table}.parquet" for folder in (old, new))
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _hashed(rows: pl.LazyFrame, *, none: bool) -> pl.DataFrame:
    """All rows or none, with a hash over all columns; 64 bits, compared only for the same key."""
    frame = (rows.clear() if none else rows).collect()
    hashes = pl.lit(0, pl.UInt64) if frame.is_empty() else frame.hash_rows()
    return frame.with_columns(hashes.alias(_HASH))


def _differing(one: pl.DataFrame, other: pl.DataFrame, ends: Sequence[str]) -> pl.DataFrame:
    """The pairs of ``one`` whose rows in ``other`` are not the same rows, as often."""
    left, right = (
        frame.group_by(ends, maintain_order=True).agg(pl.len().alias("n"), pl.col(_HASH).sum())
        for frame in (one, other)
    )
    return left.join(right, on=[*ends, "n", _HASH], how="anti", maintain_order="left").select(ends)
