"""What every question to the graph has in common, and what its answer looks like."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from ..cypher import Comparison, PropertyOf, Query
from ..dialect import DIALECTS
from ..store import GraphStore

Row = dict[str, Any]
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph says to a question.

    ``ids`` are all ids that answer it, ``values`` what is no id (counts, frequencies, labels), both
    without repeats; ``rows`` the evidence, each with its source. ``cypher`` and ``params`` are the
    query that gives the rows. Every store gives the same answer.
    """

    intent: str
    ids: tuple[str, ...]
    values: tuple[Value, ...]
    rows: tuple[Row, ...]
    cypher: str
    params: Mapping[str, Any]

    def with_rows(self, rows: Iterable[Row]) -> Self:
        """The same answer with further evidence."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question takes from the rows of its query."""

    ids: Sequence[str]
    values: Sequence[Value]
    rows: Sequence[Row]


class Question(ABC):
    """A typed question: its Cypher, its parameters, and how its rows are read."""

    intent: ClassVar[str]
    """Name of the intent, as the answer gives it."""

    @abstractmethod
    def query(self) -> Query:
        """The query, with parameters in place of values."""

    @abstractmethod
    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Values of the query's parameters; ids of pooled records are looked up in the store."""

    @abstractmethod
    def read(self, rows: list[Row]) -> Reading:
        """The answer in the rows, which come in no particular order."""

    def answer(self, store: GraphStore) -> Answer:
        """Ask the store. Raises `QueryFailed` where it cannot answer."""
        text, parameters = self.query().text(DIALECTS[store.dialect]), self.parameters(store)
        reading = self.read(records(store, text, parameters))
        return Answer(
            self.intent,
            unique(reading.ids),
            unique(reading.values),
            tuple(reading.rows),
            text,
            parameters,
        )


def fetch(store: GraphStore, query: Query, **parameters: Any) -> list[Row]:
    """The rows of a query, in an order that does not depend on the store."""
    return records(store, query.text(DIALECTS[store.dialect]), parameters)


def records(store: GraphStore, text: str, parameters: Mapping[str, Any]) -> list[Row]:
    """The rows of a text, in an order that does not depend on the store."""
    return sorted(store.query(text, parameters).records(), key=_place)


def among(column: PropertyOf, parameter: str, ids: Sequence[str]) -> Comparison:
    """The column is one of these ids; of a single one it is equal.

    Ladybug finds a node by its key only for an equality: a list of one is 200 times slower.
    """
    return column.equals(parameter) if len(ids) == 1 else column.among(parameter)


def among_value(ids: Sequence[str]) -> str | list[str]:
    """The parameter that `among` compares with."""
    return ids[0] if len(ids) == 1 else list(ids)


def unique(items: Iterable[Any]) -> tuple[Any, ...]:
    """Items in order, each once, without nulls.

    >>> unique(["b", None, "a", "b"])
    ('b', 'a')
    """
    return tuple(dict.fromkeys(item for item in items if item is not None))


def _place(row: Row) -> str:
    return repr(list(row.values()))
