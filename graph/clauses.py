"""Clauses of a reading query: MATCH, UNWIND, WITH, RETURN, UNION and their sub-clauses."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused
from .growth import refuse_growth
from .lexer import Kind
from .patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .dialect import DialectName
    from .lexer import Token

MAX_ROWS: Final = 100_000
"""Largest LIMIT."""
MAX_UNWINDS: Final = 2
"""UNWIND clauses in a query: each multiplies the rows."""
MAX_ITEMS: Final = 60
"""Columns of a RETURN or WITH."""
MAX_PARTS: Final = 20
"""WITH and UNION in a query."""
MAX_NESTED: Final = 3
"""Subqueries within subqueries."""
FEW_ROWS: Final = 100
"""A WITH that keeps no more rows than these begins anew in counting products."""

_BEGINNINGS: Final = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
_AGGREGATES: Final = frozenset({"count", "collect", "sum", "avg", "min", "max"})


class Clauses(Patterns):
    """Reads a whole query, or refuses the first token that does not fit."""

    def __init__(self, tokens: Sequence[Token], dialect: DialectName) -> None:
        super().__init__(tokens, dialect)
        self.unlimited: list[int] = []
        """Token positions at which a RETURN without LIMIT ends."""
        self.row_counts: set[str] = set()
        """Parameters given to LIMIT or SKIP."""
        self._singles: set[str] = set()
        self._unwinds = 0
        self._parts = 0
        self._depth = 0

    def query(self) -> None:
        """Read single queries joined by UNION."""
        self._single()
        while self._union():
            self._single()
        if self.position < len(self.tokens):
            self.refuse("the end of the query")

    def subquery(self, *, collects: bool) -> None:
        """Read ``{ MATCH ... }`` after EXISTS, COUNT or COLLECT.

        Ladybug knows one MATCH with its WHERE there; Neo4j a pattern alone, or a whole query
        that needs a RETURN only to collect.
        """
        with self._nested():
            self.expect("{")
            if self.dialect == "ladybug":
                self.expect_word("MATCH")
                self.matched()
            elif self.peek().word in _BEGINNINGS:
                self._clauses(optional=not collects)
                while self._union():
                    self._clauses(optional=not collects)
            else:
                self.matched()
            self.expect("}")

    def _call_subquery(self) -> None:
        """Read ``CALL { ... }`` or ``CALL (a, b) { ... }`` of a reading query (Neo4j)."""
        if self.accept("("):
            if not self.accept("*") and not self.peek().is_symbol(")"):
                self.name("a variable")
                while self.accept(","):
                    self.name("a variable")
            self.expect(")")
        with self._nested():
            self.expect("{")
            self._clauses()
            while self._union():
                self._clauses()
            self.expect("}")

    @contextmanager
    def _nested(self) -> Iterator[None]:
        """A subquery: planned on its own, its variables gone at its end."""
        self._depth += 1
        if self._depth > MAX_NESTED:
            raise QueryRefused(
                f"The subquery at position {self.peek().start} is nested deeper than {MAX_NESTED} "
                "levels; write it as a MATCH of its own."
            )
        rows, relationships = set(self.extent.rows), self.extent.plan_anew()
        yield
        self.extent.rows = rows
        self.extent.resume(relationships)
        self._depth -= 1

    def _union(self) -> bool:
        token = self.peek()
        if not self.accept_word("UNION"):
            return False
        self._count_part(token)
        self.accept_word("ALL", "DISTINCT")
        return True

    def _count_part(self, token: Token) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise QueryRefused(
                f"{token.text} at position {token.start} is one too many: at most {MAX_PARTS} WITH "
                "and UNION fit into a query; split it."
            )

    def _single(self) -> None:
        self.bound.clear()
        self.paths.clear()
        self.extent.restart()
        self.extent.plan_anew()
        if not self._clauses():
            self.unlimited.append(self.position)

    def _clauses(self, *, optional: bool = False) -> bool:
        """Read clauses up to the RETURN, which may be left out if optional.

        Gives whether it has a LIMIT.
        """
        while not self.accept_word("RETURN"):
            token = self.peek()
            if self.accept_word("MATCH"):
                self.matched()
            elif self.accept_word("OPTIONAL"):
                self.expect_word("MATCH")
                self.matched()
            elif self.accept_word("UNWIND"):
                self._unwind(token)
            elif self.accept_word("WITH"):
                self._with(token)
            elif self.dialect == "neo4j" and self.accept_word("CALL"):
                self._call_subquery()
            elif optional and token.is_symbol("}"):
                return False
            else:
                self.refuse("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN")
        return self._projection() is not None

    def _with(self, token: Token) -> None:
        self._count_part(token)
        start = self.position
        limit = self._projection()
        if self._depth == 0 and (
            (limit is not None and limit <= FEW_ROWS) or self._is_one_row(start)
        ):
            self.extent.restart()
        self.extent.plan_anew()
        if self.accept_word("WHERE"):
            self.expression()

    def _is_one_row(self, start: int) -> bool:
        """Whether a WITH names only aggregates, so that it keeps one row."""
        items = self._items(self.tokens[start : self.position])
        if not all(self._is_single(each) for each in items):
            self._singles.clear()
            return False
        self._singles = {each[-1].name for each in items}
        return True

    def _is_single(self, item: Sequence[Token]) -> bool:
        named = len(item) > 1 and item[-2].word == "AS"
        whole = len(item) == 1 and item[0].name in self._singles
        return whole or (named and item[0].text.lower() in _AGGREGATES and item[1].text == "(")

    @staticmethod
    def _items(tokens: Sequence[Token]) -> list[list[Token]]:
        """Tokens of each item between the commas outside brackets."""
        items: list[list[Token]] = [[]]
        depth = 0
        for token in tokens:
            depth += token.is_symbol("(", "[", "{") - token.is_symbol(")", "]", "}")
            if depth == 0 and token.is_symbol(","):
                items.append([])
            else:
                items[-1].append(token)
        return items

    def _unwind(self, token: Token) -> None:
        self._unwinds += 1
        if self._unwinds > MAX_UNWINDS:
            raise QueryRefused(
                f"UNWIND at position {token.start} is one too many: at most {MAX_UNWINDS} fit into "
                "a query; join the lists first."
            )
        built = self._value()
        self.expect_word("AS")
        self._alias(built=built)

    def _projection(self) -> int | None:
        """Read the items and their order; gives the LIMIT, which is large where a parameter is."""
        self.accept_word("DISTINCT")
        start, items = self.peek(), 1
        if not self.accept("*"):
            self._item()
        while self.accept(","):
            self._item()
            items += 1
        if items > MAX_ITEMS:
            raise QueryRefused(
                f"The items from position {start.start} on are {items}; at most {MAX_ITEMS} fit "
                "into a WITH or RETURN: return the node instead."
            )
        if self.accept_word("ORDER"):
            self._order()
        if self.accept_word("SKIP"):
            self._row_count(most=None)
        return self._row_count(most=MAX_ROWS) if self.accept_word("LIMIT") else None

    def _item(self) -> None:
        built = self._value()
        if self.accept_word("AS"):
            self._alias(built=built)

    def _alias(self, *, built: bool) -> None:
        alias = self.name("an alias")
        self.redefine(alias)
        if built:
            self.built.add(alias)

    def _value(self) -> bool:
        """Read an expression; whether its value may be larger than its parts."""
        start, constructed = self.position, self.constructed
        self.expression()
        if self.constructed > constructed:
            refuse_growth(self.tokens, start, self.position, self.built, self.elements_built)
            return True
        return any(each.is_name(self.built) for each in self.tokens[start : self.position])

    def _order(self) -> None:
        self.expect_word("BY")
        while True:
            self.expression()
            self.accept_word("ASC", "DESC", "ASCENDING", "DESCENDING")
            if not self.accept(","):
                return

    def _row_count(self, most: int | None) -> int:
        if self.peek().kind is Kind.PARAMETER:
            name = self.advance().name
            self.parameters.add(name)
            self.row_counts.add(name)
            return MAX_ROWS
        token = self.peek()
        count = self.integer("a whole number or a parameter")
        if most is not None and count > most:
            raise QueryRefused(
                f"LIMIT {token.text} at position {token.start} is too large: at most {most:,} rows."
            )
        return count
