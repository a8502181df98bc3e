"""The shortest ways from one entity to another, within a bound.

Excluded phenotypes connect nothing, and a variant connects only where it is (likely) pathogenic:
what is no evidence is no path. All ways of the fewest hops are found, so that the answer does not
depend on which of them a store meets first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Final

from ..cypher import (
    Coalesce,
    Condition,
    Label,
    NodeVariable,
    Query,
    Relation,
    RelationshipVariable,
    TypeOf,
    Variable,
)
from ..store import GraphStore
from .question import Answer, Question, Reading, Row
from .variants import is_pathogenic

MOST_HOPS: Final = 4
"""Longest way that is looked for."""
MOST_PATHS: Final = 200
"""Ways that are given; the first by their ids."""

_MIDDLE: Final = (Label.DISEASE, Label.PHENOTYPE, Label.GENE)
_STEPS: Final = (
    Relation.IS_A,
    Relation.HAS_PHENOTYPE,
    Relation.ASSOCIATED_WITH,
    Relation.SAME_AS,
)
_OF_VARIANT: Final = (Relation.IN_GENE, Relation.CLASSIFIED_FOR)
#: Steps after which stores go on with what they found: the far end is met in the middle.
_HALF: Final = 2
_PHENOTYPIC: Final = "P"


@dataclass(frozen=True)
class Path(Question):
    """All shortest ways between two entities of at most ``hops`` steps, any direction."""

    start: tuple[Label, tuple[str, ...]]
    end: tuple[Label, tuple[str, ...]]
    hops: int = MOST_HOPS
    intent: ClassVar[str] = "path"

    def query(self) -> Query:
        """Ways of exactly ``hops`` steps."""
        nodes, steps = self._nodes, self._steps
        query = self._stretch(Query(), 0, min(self.hops, _HALF + 1))
        if self.hops > _HALF + 1:
            query = self._stretch(Query(), 0, _HALF).keep(*nodes[: _HALF + 1], *steps[:_HALF])
            query = self._stretch(query, _HALF, self.hops)
        shown = {f"id{i}": node["id"] for i, node in enumerate(nodes)}
        said = {f"type{i}": TypeOf(step) for i, step in enumerate(steps, start=1)}
        classes = {
            f"class{i}": step["significance"]
            for i, step in enumerate(steps, start=1)
            if _types(step) == _OF_VARIANT
        }
        return query.returns_distinct(**shown, **said, **classes)

    @property
    def _nodes(self) -> list[NodeVariable]:
        inner: list[Label | tuple[Label, ...]] = [_MIDDLE] * (self.hops - 1)
        labels = [self.start[0], *inner, self.end[0]]
        return [NodeVariable(f"n{i}", label) for i, label in enumerate(labels)]

    @property
    def _steps(self) -> list[RelationshipVariable]:
        labels = [node.label for node in self._nodes]
        types = [_OF_VARIANT if Label.VARIANT in ends else _STEPS for ends in pairwise(labels)]
        return [
            RelationshipVariable(f"r{i}", kinds, arrow="either")
            for i, kinds in enumerate(types, start=1)
        ]

    def _stretch(self, query: Query, first: int, last: int) -> Query:
        """The steps between two nodes, with what must hold of them and of the ends."""
        nodes, steps = self._nodes, self._steps
        path: list[Variable] = [nodes[first]]
        conditions: list[Condition] = [nodes[0]["id"].among("sources")] if first == 0 else []
        if last == self.hops:
            conditions.append(nodes[last]["id"].among("targets"))
        for step, node in zip(steps[first:last], nodes[first + 1 : last + 1], strict=True):
            path.append(step)
            path.append(node)
            if Relation.HAS_PHENOTYPE in _types(step):
                conditions.append(Coalesce(step["negated"], "negated").equals("negated"))
                conditions.append(Coalesce(step["aspect"], "aspect").equals("aspect"))
        return query.match(*path).where(*conditions)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Ids of both ends."""
        ends = {"sources": list(self.start[1]), "targets": list(self.end[1])}
        if any(Relation.HAS_PHENOTYPE in _types(step) for step in self._steps):
            return ends | {"negated": False, "aspect": _PHENOTYPIC}
        return ends

    def read(self, rows: list[Row]) -> Reading:
        """Ids along the ways, in order; each way a row."""
        ways = [row for row in rows if self._is_evidence(row)]
        ways = sorted(ways, key=self._ids)[:MOST_PATHS]
        stated: list[Row] = [
            {
                "hops": self.hops,
                "nodes": list(self._ids(row)),
                "relations": [row[f"type{i}"] for i in range(1, self.hops + 1)],
            }
            for row in ways
        ]
        return Reading([each for row in stated for each in row["nodes"]], [], stated)

    def answer(self, store: GraphStore) -> Answer:
        """Looks for one step, then two, up to the bound."""
        for hops in range(1, self.hops + 1):
            found = Question.answer(Path(self.start, self.end, hops), store)
            if found.ids:
                break
        return found

    def _ids(self, row: Row) -> tuple[str, ...]:
        return tuple(row[f"id{i}"] for i in range(self.hops + 1))

    def _is_evidence(self, row: Row) -> bool:
        classes = [row.get(f"class{i}") for i in range(1, self.hops + 1)]
        ids = self._ids(row)
        return len(set(ids)) == len(ids) and all(
            is_pathogenic(each) for each in classes if each is not None
        )


def _types(step: RelationshipVariable) -> tuple[Relation, ...]:
    return step.type if isinstance(step.type, tuple) else (step.type,)
