"""The default store: one Ladybug file, opened for reading."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ladybug

from ..errors import BuildError
from .bulk import write_graph
from .connections import Answer, Connections
from .schema import ENTITY_PROPERTIES, NODES, RELATIONSHIPS
from .statement import checked
from .store import Description, QueryResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from types import TracebackType
    from typing import Self

    from ..ingest.progress import Progress
    from .dialect import DialectName

BUFFER_POOL: Final = 512 * 2**20
"""Bytes of memory a store may use for pages and running queries."""

#: Ladybug's names of what a node, a relationship or a path holds; the ids within the file go.
_INTERNAL: Final = {"_ID": None, "_SRC": None, "_DST": None, "_LABEL": "_label"} | {
    "_NODES": "_nodes",
    "_RELS": "_relationships",
}
#: Types of columns whose values need a change; sums of integers come as decimals.
_NESTED: Final = re.compile("NODE|REL|STRUCT|MAP|UNION|DECIMAL|INT128")


class LadybugStore:
    """A graph in one file; the file is opened read-only and never written to.

    Opening takes some 40 ms. Queries run on up to ``connections`` threads at once; others wait.
    In asynchronous code call `query` through ``asyncio.to_thread``: it releases the interpreter.

    Raises `SnapshotError` when there is no graph at ``path`` or this version cannot read it.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        timeout: float = 30.0,
        buffer_pool: int = BUFFER_POOL,
        connections: int = 4,
    ) -> None:
        self._path = Path(path)
        self._timeout = timeout
        self._buffer_pool = buffer_pool
        self._size = connections
        self._connections = self._open()

    @classmethod
    def build(
        cls,
        path: str | PathLike[str],
        tables: str | PathLike[str],
        progress: Progress | None = None,
        *,
        buffer_pool: int = BUFFER_POOL,
    ) -> None:
        """Write a new graph from a snapshot's tables (``<tables>/<name>.parquet``).

        Raises `BuildError` when the file exists already or cannot be built; no file is left then.
        """
        if Path(path).exists():
            raise BuildError(f"{path} exists already; a graph is built into a new file.")
        write_graph(Path(path), Path(tables), buffer_pool=buffer_pool, progress=progress)

    @property
    def dialect(self) -> DialectName:
        """``ladybug``."""
        return "ladybug"

    def load(self, tables: Path) -> None:
        """Replace the file by the graph of these tables; running queries end on the old one."""
        write_graph(self._path, tables, buffer_pool=self._buffer_pool)
        old, self._connections = self._connections, self._open()
        old.close()

    def query(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Run one query; see `GraphStore.query`.

        Raises `QueryFailed`, or `QueryRefused` for text that no reading query needs: write
        clauses, ``LOAD``, ``COPY``, ``CALL``, several statements. Opened read-only, Ladybug would
        still read and write other files, so text of others also needs the guard.
        """
        text, values = checked(cypher, params)
        seconds = self._timeout if timeout is None else timeout
        answer = self._connections.run(text, values, seconds)
        return QueryResult(tuple(answer.columns), _plain_rows(answer))

    def describe(self) -> Description:
        """Count nodes and relationships."""
        return Description(
            dialect="ladybug",
            version=ladybug.Database.get_version(),
            nodes={node.name: self._count(f"(n:{node.name})") for node in NODES},
            relationships={
                each.name: self._count(f"()-[n:{each.name}]->()") for each in RELATIONSHIPS
            },
        )

    def close(self) -> None:
        """Wait for running queries and release the file."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> Connections:
        return Connections(self._path, buffer_pool=self._buffer_pool, size=self._size)

    def _count(self, pattern: str) -> int:
        return int(self.query(f"MATCH {pattern} RETURN count(n)").rows[0][0])


def _plain_rows(answer: Answer) -> list[tuple[Any, ...]]:
    """Rows of plain values; most answers have no column that needs a change."""
    if any(_NESTED.search(kind) for kind in answer.types):
        return [tuple(map(_value, row)) for row in answer.rows]
    return [tuple(row) for row in answer.rows]


def _value(value: Any) -> Any:
    """A plain value: ids that mean something only within this file are left out."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        renamed = {_INTERNAL.get(key, key): _value(item) for key, item in value.items()}
        renamed.pop(None, None)
        return _entity(renamed)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _entity(value: dict[Any, Any]) -> Any:
    """A node or relationship with its own properties, a variable of several hops as a list.

    Ladybug gives what matched a pattern of several labels the properties of all of them.
    """
    if (names := ENTITY_PROPERTIES.get(str(value.get("_label")))) is not None:
        return {key: item for key, item in value.items() if key == "_label" or key in names}
    if value.keys() == {"_nodes", "_relationships"}:
        is_path = len(value["_nodes"]) > len(value["_relationships"])
        return value if is_path else value["_relationships"]
    return value
