"""Questions about classification: what a disease or phenotype is a kind of, and its own kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from ..cypher import Label, NodeVariable, Query, Relation, RelationshipVariable
from ..store import GraphStore
from .pooling import BROAD, NARROW, namespace, pooled
from .question import Answer, Question, Reading, Row, fetch

_DEEPEST: Final = 30


def _ends(label: Label) -> tuple[NodeVariable, NodeVariable]:
    return NodeVariable("child", label), NodeVariable("parent", label)


@dataclass(frozen=True)
class Classified(Question):
    """Terms above or below a disease or phenotype: the next ones, or all."""

    label: Label
    ids: tuple[str, ...]
    up: bool
    all_levels: bool = False
    intent: ClassVar[str] = "classification"

    def query(self) -> Query:
        """``IS_A`` from the child to the parent, one hop or many."""
        child, parent = _ends(self.label)
        hops = (1, _DEEPEST) if self.all_levels else None
        known, found = (child, parent) if self.up else (parent, child)
        return (
            Query()
            .match(child, RelationshipVariable("r", Relation.IS_A, hops=hops), parent)
            .where(known["id"].among("ids"))
            .returns_distinct(of=known["id"], id=found["id"], name=found["name"])
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The ids; those of a disease pooled."""
        is_disease = self.label is Label.DISEASE
        return {"ids": pooled(store, self.ids) if is_disease else list(self.ids)}

    def read(self, rows: list[Row]) -> Reading:
        """Ids of the terms; each row with the database whose classification it is."""
        ordered = sorted(rows, key=lambda row: (row["id"], row["of"]))
        relation = "is a" if self.up else "has subtype"
        stated = [row | {"relation": relation, "source": namespace(row["id"])} for row in ordered]
        return Reading([row["id"] for row in stated if row["id"] not in self.ids], [], stated)


@dataclass(frozen=True)
class Subtypes(Question):
    """Diseases that are a kind of this one, at any depth.

    Where no classification has any, the records that a mapping calls narrower.
    """

    diseases: tuple[str, ...]
    intent: ClassVar[str] = "subtypes_of_disease"

    def query(self) -> Query:
        """As `Classified`, downwards at all levels."""
        return self._below.query()

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids."""
        return self._below.parameters(store)

    def read(self, rows: list[Row]) -> Reading:
        """Ids of the subtypes."""
        return self._below.read(rows)

    def answer(self, store: GraphStore) -> Answer:
        """Asked of the mappings where the classifications have none."""
        given = super().answer(store)
        return given if given.ids else _Narrower(self.diseases).answer(store)

    @property
    def _below(self) -> Classified:
        return Classified(Label.DISEASE, self.diseases, up=False, all_levels=True)


_A: Final = NodeVariable("a", Label.DISEASE)
_B: Final = NodeVariable("b", Label.DISEASE)
_S: Final = RelationshipVariable("s", Relation.SAME_AS)


@dataclass(frozen=True)
class _Narrower(Question):
    diseases: tuple[str, ...]
    intent: ClassVar[str] = Subtypes.intent

    def query(self) -> Query:
        right = (
            Query()
            .match(_A, _S, _B)
            .where(_A["id"].among("ids"), _S["predicate"].equals("narrow"))
            .returns(of=_A["id"], id=_B["id"], name=_B["name"], source=_S["source"])
        )
        left = (
            Query()
            .match(_A, _S, _B)
            .where(_B["id"].among("ids"), _S["predicate"].equals("broad"))
            .returns(of=_B["id"], id=_A["id"], name=_A["name"], source=_S["source"])
        )
        return right.union(left)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        return {"ids": list(self.diseases), "narrow": NARROW, "broad": BROAD}

    def read(self, rows: list[Row]) -> Reading:
        stated = [row | {"relation": "narrower record"} for row in rows]
        return Reading([row["id"] for row in stated], [], stated)


def narrower(store: GraphStore, diseases: Iterable[str]) -> list[str]:
    """Every record that is a kind of these diseases, or narrower by a mapping."""
    asked = tuple(diseases)
    below = Subtypes(asked)
    rows = fetch(store, below.query(), **below.parameters(store))
    mapped = _Narrower(asked)
    rows += fetch(store, mapped.query(), **mapped.parameters(store))
    return sorted({row["id"] for row in rows}.difference(asked))
