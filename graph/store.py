"""What every graph store offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from .dialect import DialectName


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of a query, all fetched.

    Values are plain Python: text, numbers, booleans, ``None``, lists and dicts. A node or a
    relationship is a dict of all properties its label or type declares plus ``_label``; a variable
    of several hops is a list of relationships; a path is a dict with the lists ``_nodes`` and
    ``_relationships``.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """One dict per row, keyed by column.

        >>> QueryResult(("id", "n"), [("OMIM:154700", 3)]).records()
        [{'id': 'OMIM:154700', 'n': 3}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Description:
    """What a store holds: how many nodes of each label and relationships of each type."""

    dialect: DialectName
    version: str
    """Version of the store's software."""
    nodes: Mapping[str, int]
    relationships: Mapping[str, int]


class GraphStore(Protocol):
    """A graph of the schema in `rareseek.graph.schema`, loaded from a snapshot's tables.

    ``query`` is for trusted text and parameters. Text that a person or a language model wrote
    goes through `rareseek.graph.guard.check` first.
    """

    @property
    def dialect(self) -> DialectName:
        """Which Cypher the store speaks."""
        ...

    def load(self, tables: Path) -> object:
        """Replace the whole content by the tables of a snapshot (``<tables>/<name>.parquet``).

        Raises `BuildError` when that cannot be done; the content is then what it was.
        """
        ...

    def query(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        timeout: float | None = None,
    ) -> QueryResult:
        """Run one reading query; safe to call from several threads.

        ``params`` must give every ``$name`` of the text and nothing else. ``timeout`` is in
        seconds; without it the store's own limit holds. Raises `QueryFailed`.
        """
        ...

    def describe(self) -> Description:
        """Count what is stored."""
        ...

    def close(self) -> None:
        """Release files and connections; a second call does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
