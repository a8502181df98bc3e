"""What a load over Bolt writes: statements, and the rows each of them takes in batches.

Every statement takes ``$rows``, a list of rows; the plan for the same tables is the same every
time, so a place in it (step, offset) says exactly what is written already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..errors import BuildError
from .dialect import NEO4J
from .schema import NODES, RELATIONSHIPS, Endpoints, NodeLabel, RelationshipType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BATCH: Final = 10_000
"""Rows of one transaction."""
_READ: Final = 10 * BATCH
"""Rows read from a table at once."""
_LONGEST_KEY: Final = 8_000
"""Bytes; the index behind a uniqueness constraint takes some 8,170."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement over many rows."""

    name: str
    statement: str
    rows: pl.LazyFrame
    """Columns in the order in which the statement takes them."""
    total: int
    creates: bool = True
    """Whether every row makes exactly one node or relationship."""
    changes: bool = False
    """Whether every row changes the properties of one node."""

    def batches(self, offset: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows from an offset on, `BATCH` at a time."""
        for start in range(offset, self.total, _READ):
            rows = self.rows.slice(start, _READ).collect().rows()
            for first in range(0, len(rows), BATCH):
                yield rows[first : first + BATCH]


def read_table(tables: Path, name: str, columns: Sequence[str]) -> pl.LazyFrame:
    """Columns of a record table, in this order. Raises `BuildError` when it is not there."""
    file = tables / f"{name}.parquet"
    if not file.is_file():
        raise BuildError(f"The graph cannot be built: there is no table {file}.")
    return pl.scan_parquet(file, glob=False).select(columns)


def node_rows(tables: Path, node: NodeLabel) -> pl.LazyFrame:
    """A label's properties, in the order of its declaration."""
    return read_table(tables, node.table, list(node.properties))


def pair_rows(tables: Path, relationship: RelationshipType, pair: Endpoints) -> pl.LazyFrame:
    """The keys of both ends, and the properties of a type in the order of its declaration."""
    return read_table(tables, pair.table, [*pair.columns, *relationship.properties])


def full_plan(tables: Path) -> list[Step]:
    """Steps that fill an empty graph: nodes first, then what joins them.

    Raises `BuildError` when a table is missing, repeats a key, has one that Neo4j cannot index, or
    refers to an unknown node.
    """
    steps = []
    for node in NODES:
        rows = node_rows(tables, node)
        _check_keys(rows, node)
        steps.append(step(node.table, create_nodes(node), rows))
    for relationship in RELATIONSHIPS:
        for pair in relationship.endpoints:
            rows = pair_rows(tables, relationship, pair)
            _check_ends(tables, rows, pair)
            steps.append(step(pair.table, create_relationships(relationship, pair), rows))
    return steps


def step(
    name: str,
    statement: str,
    rows: pl.LazyFrame,
    *,
    creates: bool = True,
    changes: bool = False,
) -> Step:
    """A step over these rows, counted."""
    total = int(rows.select(pl.len()).collect().item())
    return Step(name, statement, rows, total, creates, changes)


def create_nodes(node: NodeLabel) -> str:
    """``UNWIND $rows AS row CREATE (:`Gene` {`id`: row[0], ...})``."""
    return f"UNWIND $rows AS row CREATE (:{NEO4J.quote(node.name)}{_map(node.properties, 0)})"


def create_relationships(relationship: RelationshipType, pair: Endpoints) -> str:
    """``UNWIND $rows AS row MATCH ... MATCH ... CREATE (a)-[:`IS_A`]->(b)``."""
    return (
        f"UNWIND $rows AS row {match_ends(pair)} "
        f"CREATE (a)-[:{NEO4J.quote(relationship.name)}{_map(relationship.properties, 2)}]->(b)"
    )


def match_ends(pair: Endpoints) -> str:
    """``MATCH`` both ends by the keys in ``row[0]`` and ``row[1]``."""
    source, target = pair.source.value, pair.target.value
    return (
        f"MATCH (a:{NEO4J.quote(source.name)} {{{NEO4J.quote(source.key)}: row[0]}}) "
        f"MATCH (b:{NEO4J.quote(target.name)} {{{NEO4J.quote(target.key)}: row[1]}})"
    )


def _map(properties: Sequence[str] | Any, first: int) -> str:
    """A map literal of properties whose values stand in a row from position ``first`` on."""
    items = [
        f"{NEO4J.quote(name)}: row[{place}]" for place, name in enumerate(properties, start=first)
    ]
    return f" {{{', '.join(items)}}}" if items else ""


def _check_keys(rows: pl.LazyFrame, node: NodeLabel) -> None:
    keys = rows.select(node.key).collect()[node.key]
    if keys.null_count():
        raise BuildError(f"The graph cannot be built: a row of {node.table} has no {node.key}.")
    if (twice := keys.filter(keys.is_duplicated())).len():
        raise BuildError(
            f"The graph cannot be built: {node.table} has the {node.key} {twice[0]} twice."
        )
    if (long := keys.filter(keys.str.len_bytes() > _LONGEST_KEY)).len():
        raise BuildError(
            f"The graph cannot be built: the {node.key} {long[0][:40]}... of {node.table} is "
            f"longer than the {_LONGEST_KEY} bytes that Neo4j can index."
        )


def _check_ends(tables: Path, rows: pl.LazyFrame, pair: Endpoints) -> None:
    for column, label in zip(pair.columns, (pair.source, pair.target), strict=True):
        node = label.value
        known = read_table(tables, node.table, [node.key])
        unknown = rows.select(column).join(known, left_on=column, right_on=node.key, how="anti")
        if (found := unknown.first().collect()).height:
            raise BuildError(
                f"The graph cannot be built: {pair.table} refers to {found.item()}, which "
                f"{node.table} does not have."
            )
