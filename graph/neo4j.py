"""The store for teams: a Neo4j server, cluster or Aura instance, over Bolt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import neo4j.graph

from ..errors import SnapshotError
from . import bolt_load
from .bolt import Bolt
from .load_state import Holding, holding
from .schema import ENTITY_PROPERTIES, LABEL_PROPERTIES, NODES, RELATIONSHIPS
from .statement import checked
from .store import Description, QueryResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from ..ingest.progress import Progress
    from ..settings import Neo4jSettings
    from .bolt_load import Written
    from .dialect import DialectName


class Neo4jStore:
    """A graph on a Neo4j server (5.26 or later).

    Queries run in read access mode and need a reader's rights only; `load` needs a writer's. No
    connection is made before the first of them.

    Raises `InputError` when ``uri`` is no address of a Neo4j server.

    >>> with Neo4jStore("bolt://localhost:7687", user="neo4j", password="...") as store:
    ...     store.query("MATCH (d:Disease) RETURN count(d)")  # doctest: +SKIP
    """

    def __init__(
        self,
        uri: str,
        *,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
        timeout: float = 30.0,
        connections: int = 16,
    ) -> None:
        self._timeout = timeout
        self._bolt = Bolt(uri, user, password, database, connections)

    @classmethod
    def from_settings(cls, settings: Neo4jSettings, *, timeout: float = 30.0) -> Self:
        """The server that ``NEO4J_URI`` and its companions name."""
        password = settings.password.get_secret_value() if settings.password else None
        return cls(
            settings.uri,
            user=settings.login,
            password=password,
            database=settings.database,
            timeout=timeout,
        )

    @property
    def dialect(self) -> DialectName:
        """``neo4j``."""
        return "neo4j"

    @property
    def uri(self) -> str:
        """Address of the server."""
        return self._bolt.uri

    @property
    def snapshot(self) -> str:
        """Id of the snapshot that is loaded.

        Raises `SnapshotError` when there is none, or when a load began and did not end.
        """
        held = self.holding()
        if held.place is not None:
            raise SnapshotError(
                f"The Neo4j at {self.uri} holds only a part of snapshot {held.place.snapshot}; "
                "finish it with: rareseek load neo4j"
            )
        if held.snapshot is None:
            raise SnapshotError(
                f"The Neo4j at {self.uri} holds no snapshot; load one with: rareseek load neo4j"
            )
        return held.snapshot

    def require(self, snapshot: str) -> None:
        """Make sure that a snapshot is the one that is loaded; raises `SnapshotError` otherwise."""
        if (held := self.snapshot) != snapshot:
            raise SnapshotError(
                f"The Neo4j at {self.uri} holds snapshot {held}, not {snapshot}; use --snapshot "
                f"{held}, or load the other with: rareseek load neo4j --snapshot {snapshot}"
            )

    def version(self) -> str:
        """Version of the server's software, for example ``5.26.0``."""
        return self._bolt.version()

    def holding(self) -> Holding:
        """The snapshot that is loaded, or how far the load of one is."""
        return holding(self._bolt, self._timeout)

    def load(
        self, tables: Path, progress: Progress | None = None, *, again: bool = False
    ) -> Written:
        """Replace the whole content by the tables of a snapshot.

        A load that was cut off goes on where it stopped when it is run again; a snapshot that is
        loaded already is left as it is, or loaded ``again``. Nodes of other labels than the
        schema's stay.

        Raises `BuildError` when the tables do not fit together (the content is then what it was)
        and when the server goes away for longer than a minute.
        """
        return bolt_load.load(self._bolt, tables, progress, again=again)

    def refresh(self, old: Path, new: Path, progress: Progress | None = None) -> Written:
        """Turn the graph of one snapshot's tables into that of another's: only what differs.

        Raises `BuildError` as `load` does, and when the server does not hold the old snapshot.
        """
        return bolt_load.refresh(self._bolt, old, new, progress)

    def query(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Run one query; see `GraphStore.query`.

        Raises `QueryFailed` (at once when the server is away), or `QueryRefused` for text that no
        reading query needs. A session that may only read still runs ``LOAD CSV`` on Neo4j, so text
        of others also needs the guard.
        """
        text, values = checked(cypher, params)
        seconds = self._timeout if timeout is None else timeout
        answer = self._bolt.read(text, values, seconds)
        return QueryResult(answer.columns, [tuple(map(_value, row)) for row in answer.rows])

    def describe(self) -> Description:
        """Count nodes and relationships."""
        return Description(
            dialect="neo4j",
            version=self.version(),
            nodes={node.name: self._count(f"(n:{node.name})") for node in NODES},
            relationships={
                each.name: self._count(f"()-[n:{each.name}]->()") for each in RELATIONSHIPS
            },
        )

    def close(self) -> None:
        """Close all connections."""
        self._bolt.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _count(self, pattern: str) -> int:
        return int(self.query(f"MATCH {pattern} RETURN count(n)").rows[0][0])


def _value(value: Any) -> Any:
    """A plain value, in the form that `QueryResult` describes."""
    if isinstance(value, neo4j.graph.Node):
        known = sorted(LABEL_PROPERTIES.keys() & value.labels)
        return _entity((known or sorted(value.labels) or [""])[0], value)
    if isinstance(value, neo4j.graph.Relationship):
        return _entity(value.type, value)
    if isinstance(value, neo4j.graph.Path):
        return {
            "_nodes": [_value(node) for node in value.nodes],
            "_relationships": [_value(each) for each in value.relationships],
        }
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    return value


def _entity(label: str, value: neo4j.graph.Entity) -> dict[str, Any]:
    """All properties that the label or type declares: Neo4j keeps no nulls."""
    names = ENTITY_PROPERTIES.get(label)
    if names is None:
        return {"_label": label, **value}
    return {"_label": label} | {name: value.get(name) for name in names}
