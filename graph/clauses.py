"""Clauses of a reading query: MATCH, UNWIND, WITH, RETURN, UNION and their sub-clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused
from .lexer import Kind
from .patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .dialect import DialectName
    from .lexer import Token

MAX_ROWS: Final = 100_000
"""Largest LIMIT."""
MAX_UNWINDS: Final = 2
"""UNWIND clauses in a query: each multiplies the rows."""


class Clauses(Patterns):
    """Reads a whole query, or refuses the first token that does not fit."""

    def __init__(self, tokens: Sequence[Token], dialect: DialectName) -> None:
        super().__init__(tokens, dialect)
        self.unlimited: list[int] = []
        """Token positions at which a RETURN without LIMIT ends."""
        self.row_counts: set[str] = set()
        """Parameters given to LIMIT or SKIP."""
        self._built: set[str] = set()
        self._unwinds = 0

    def query(self) -> None:
        """Read single queries joined by UNION."""
        self._single()
        while self.accept_word("UNION"):
            self.accept_word("ALL", "DISTINCT")
            self._single()
        if self.position < len(self.tokens):
            self.refuse("the end of the query")

    def _single(self) -> None:
        self.bound.clear()
        self.paths.clear()
        while not self.accept_word("RETURN"):
            if self.accept_word("MATCH"):
                self.matched()
            elif self.accept_word("OPTIONAL"):
                self.expect_word("MATCH")
                self.matched()
            elif self.accept_word("UNWIND"):
                self._unwind()
            elif self.accept_word("WITH"):
                self._projection()
                if self.accept_word("WHERE"):
                    self.expression()
            else:
                self.refuse("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN")
        if not self._projection():
            self.unlimited.append(self.position)

    def _unwind(self) -> None:
        self._unwinds += 1
        if self._unwinds > MAX_UNWINDS:
            raise QueryRefused(f"A query may UNWIND at most {MAX_UNWINDS} times.")
        built = self._value()
        self.expect_word("AS")
        self._alias(built=built)

    def _projection(self) -> bool:
        """Read the items and their order; whether a LIMIT stands at the end."""
        self.accept_word("DISTINCT")
        if not self.accept("*"):
            self._item()
        while self.accept(","):
            self._item()
        if self.accept_word("ORDER"):
            self._order()
        if self.accept_word("SKIP"):
            self._row_count(most=None)
        if limited := self.accept_word("LIMIT"):
            self._row_count(most=MAX_ROWS)
        return limited

    def _item(self) -> None:
        built = self._value()
        if self.accept_word("AS"):
            self._alias(built=built)

    def _alias(self, *, built: bool) -> None:
        alias = self.name("an alias")
        self.redefine(alias)
        if built:
            self._built.add(alias)

    def _value(self) -> bool:
        """Read an expression; whether its value may be larger than its parts.

        A value may not be built out of one that was built: ``WITH a + a AS a`` doubles it each
        time, and the stores fold such constants before any time-out starts.
        """
        start, constructed = self.position, self.constructed
        self.expression()
        builds = self.constructed > constructed
        tokens = self.tokens[start : self.position]
        reused = next((each for each in tokens if each.is_name(self._built)), None)
        if builds and reused:
            raise QueryRefused(
                f"{reused.text} at position {reused.start} was itself built with '+', a list or "
                "a map; a further value cannot be built out of it."
            )
        return builds or reused is not None

    def _order(self) -> None:
        self.expect_word("BY")
        while True:
            self.expression()
            self.accept_word("ASC", "DESC", "ASCENDING", "DESCENDING")
            if not self.accept(","):
                return

    def _row_count(self, most: int | None) -> None:
        if self.peek().kind is Kind.PARAMETER:
            name = self.advance().name
            self.parameters.add(name)
            self.row_counts.add(name)
            return
        token = self.peek()
        count = self.integer("a whole number or a parameter")
        if most is not None and count > most:
            raise QueryRefused(f"LIMIT {token.text} is too large: at most {most:,} rows.")
