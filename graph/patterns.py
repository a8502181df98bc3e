"""Graph patterns of a reading query, with bounded paths only."""

from __future__ import annotations

from typing import Final

from ..errors import QueryRefused
from .expressions import Expressions
from .extent import Part
from .schema import LABEL_PROPERTIES, TYPE_PROPERTIES

MAX_HOPS: Final = 5
"""Hops of a path of any type and direction."""
MAX_DIRECTED_HOPS: Final = 30
"""Hops of a directed path of `HIERARCHY` or of a shortest path (Ladybug's own limit)."""
HIERARCHY: Final = frozenset({"IS_A"})
"""Types without cycles, whose directed paths stay few."""

_SHORTEST: Final = frozenset({"shortestpath", "allshortestpaths"})
_ANY_NODE: Final = frozenset().union(*LABEL_PROPERTIES.values())


class Patterns(Expressions):
    """Reads ``MATCH``'s patterns and conditions."""

    def matched(self) -> None:
        """Read ``pattern, pattern ... [WHERE condition]``."""
        outer, self.parts = self.parts, []
        start = self.peek().start
        self._path()
        while self.accept(","):
            self._path()
        condition = self.position
        if self.accept_word("WHERE"):
            self.expression()
        self.extent.match(self.parts, self.tokens[condition : self.position], start)
        self.parts = outer

    def chain(self) -> None:
        """Read ``(a)-[r]->(b)...`` inside an expression, which is planned on its own."""
        parts, relationships = len(self.parts), self.extent.plan_anew()
        self._chain(shortest=False)
        del self.parts[parts:]
        self.extent.resume(relationships)

    def _path(self) -> None:
        if not self.peek().is_symbol("(") and self.peek(1).is_symbol("="):
            path = self.name("the name of a path")
            self.redefine(path)
            self.paths.add(path)
            self.expect("=")
        if self.dialect == "neo4j" and self.peek().text.lower() in _SHORTEST:
            self.advance()
            self.expect("(")
            self._chain(shortest=True)
            self.expect(")")
        else:
            self._chain(shortest=False)

    def _chain(self, *, shortest: bool) -> None:
        self.parts.append(Part())
        self._node()
        while self.peek().is_symbol("-", "<"):
            self._relationship(shortest=shortest)
            self._node()

    def _node(self) -> None:
        self.expect("(")
        variable = self._variable(":", "{", ")")
        properties: frozenset[str] | None = None
        if self.accept(":"):
            properties = self.label()
            while self.accept(":", "|"):
                self.accept(":")
                properties |= self.label()
        known = self._bind(variable, properties, _ANY_NODE)
        part = self.parts[-1]
        part.labelled |= properties is not None
        part.variables |= {variable} if variable else set()
        if self.peek().is_symbol("{"):
            self.mapping(known)
            part.narrowed = True
        self._inner_condition()
        self.expect(")")

    def _inner_condition(self) -> None:
        """Read ``WHERE`` inside a node or a relationship, as Neo4j has it."""
        if self.dialect == "neo4j" and self.accept_word("WHERE"):
            self.expression()

    def _relationship(self, *, shortest: bool) -> None:
        start = self.peek()
        leftwards = self.accept("<")
        self.expect("-")
        types: set[str] = set()
        hops = 0
        if self.accept("["):
            variable = self._variable(":", "{", "*", "]")
            types = self._types()
            if self.accept("*"):
                shortest |= self._shortest()
                hops = self._hops()
            known = frozenset().union(*(TYPE_PROPERTIES[each] for each in types or TYPE_PROPERTIES))
            known = self._bind(variable, known if types else None, known)
            if self.peek().is_symbol("{"):
                self.mapping(known)
            self._inner_condition()
            self.expect("]")
            self.parts[-1].labelled |= bool(types)
        self.expect("-")
        rightwards = not leftwards and self.accept(">")
        directed = (leftwards or rightwards) and bool(types) and types <= HIERARCHY
        bounded = directed or shortest
        if hops > (MAX_DIRECTED_HOPS if bounded else MAX_HOPS):
            raise QueryRefused(
                f"The path at position {start.start} of up to {hops} hops is too long: at most "
                f"{MAX_HOPS} are allowed, or {MAX_DIRECTED_HOPS} along directed "
                f"{' or '.join(sorted(HIERARCHY))} and on shortest paths."
            )
        self.extent.relationship(0 if bounded else hops, start)

    def _variable(self, *ends: str) -> str | None:
        return None if self.peek().is_symbol(*ends) else self.name("a variable")

    def _bind(
        self, variable: str | None, properties: frozenset[str] | None, default: frozenset[str]
    ) -> frozenset[str]:
        """Remember what a variable may have; a later mention without a label adds nothing."""
        if variable is None:
            return properties if properties is not None else default
        if properties is not None:
            self.bound[variable] = properties
        return self.bound.setdefault(variable, default)

    def _types(self) -> set[str]:
        types: set[str] = set()
        if self.accept(":"):
            types.add(self.relationship_type())
            while self.accept("|"):
                self.accept(":")
                types.add(self.relationship_type())
        return types

    def _shortest(self) -> bool:
        """Read ``SHORTEST``; Ladybug's ``ALL SHORTEST`` crashes where an end does not exist."""
        return self.dialect == "ladybug" and self.accept_word("SHORTEST")

    def _hops(self) -> int:
        """Read ``2``, ``1..3`` or ``..3``: the largest number of hops."""
        if self.accept(".."):
            return self.integer("an upper bound of the path")
        lower = self.integer("an upper bound of the path, as in *1..3")
        if not self.accept(".."):
            return lower
        return self.integer("an upper bound of the path")
