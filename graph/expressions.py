"""Expressions of a reading query: operands, operators, functions, CASE, subqueries."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Final

from ..errors import QueryRefused
from .cursor import Cursor
from .lexer import Kind
from .vocabulary import CAST_TYPES, ENTITY_FUNCTIONS, FUNCTIONS, QUANTIFIERS

MAX_CASES: Final = 3
"""CASE within CASE: planning time grows with the depth, and no time-out covers it."""

_OPERATORS: Final = ("=", "<>", "<", ">", "<=", ">=", "-", "*", "/", "%", "^")
_WORD_OPERATORS: Final = ("AND", "OR", "XOR", "IN", "CONTAINS")
_CONSTANTS: Final = ("TRUE", "FALSE", "NULL")
_LITERALS: Final = frozenset({Kind.STRING, Kind.INTEGER, Kind.DECIMAL})
#: Letters, digits, blanks, a few marks and at most three ``.*``: no pattern that runs away.
_REGEX: Final = re.compile(r"""['"](?:\(\?i\))?\^?(?:[\w ,'/-]*\.\*){0,3}[\w ,'/-]*\$?['"]""")


class Expressions(Cursor, ABC):
    """Reads expressions; patterns inside them are the subclass's."""

    constructed = 0
    """Lists, maps and sums read so far: values that may be larger than their parts."""
    _cases = 0
    _quantified = False

    @abstractmethod
    def chain(self) -> None:
        """Read a pattern without a name: ``(a)-[r]->(b)``."""

    @abstractmethod
    def matched(self) -> None:
        """Read the patterns and the condition of a MATCH."""

    def expression(self) -> None:
        """Read operands joined by operators."""
        self._prefixed()
        while True:
            if self.accept("+"):
                self.constructed += 1
                self._prefixed()
            elif self.accept(*_OPERATORS) or self.accept_word(*_WORD_OPERATORS):
                self._prefixed()
            elif self.accept_word("STARTS", "ENDS"):
                self.expect_word("WITH")
                self._prefixed()
            elif self.accept_word("IS"):
                self.accept_word("NOT")
                self.expect_word("NULL")
            elif self.accept("=~"):
                self._regular_expression()
            else:
                return

    def expressions(self, end: str) -> None:
        """Read expressions between commas up to the closing bracket."""
        if self.accept(end):
            return
        self.expression()
        while self.accept(","):
            self.expression()
        self.expect(end)

    def mapping(self, owner: frozenset[str] | None = None) -> None:
        """Read ``{key: value, ...}``; with an owner, the keys are its properties."""
        self.expect("{")
        self.constructed += 1
        while True:
            key = self.peek()
            self.name("a key")
            if owner is not None and key.name not in owner:
                raise QueryRefused(
                    f"{key.text} at position {key.start} is no property in the schema of what "
                    f"it stands in; that has: {', '.join(sorted(owner)) or 'none'}."
                )
            self.keys.add(key.name)
            self.expect(":")
            self.expression()
            if not self.accept(","):
                break
        self.expect("}")

    def _prefixed(self) -> None:
        if self.accept_word("NOT"):
            if self.peek().word == "NOT":
                self.refuse("a condition")
        elif self.accept("-") and (self.peek().is_symbol("-") or self.peek(-2).is_symbol("-")):
            self.refuse("a value")
        self._operand()

    def _operand(self) -> None:
        token, following = self.peek(), self.peek(1)
        owner: str | None = None
        if token.kind in _LITERALS or token.word in _CONSTANTS:
            self.advance()
        elif token.kind is Kind.PARAMETER:
            self.parameters.add(self.advance().name)
        elif token.word == "CASE":
            self._case()
        elif token.word in {"EXISTS", "COUNT"} and following.is_symbol("{"):
            self._subquery()
        elif token.kind is Kind.WORD and following.is_symbol("("):
            self._call()
        elif token.is_symbol("("):
            self._parenthesis()
        elif token.is_symbol("["):
            self._list()
        elif token.is_symbol("{"):
            self.mapping()
        else:
            owner = self.name("a value")
        self._access(owner)

    def _access(self, owner: str | None) -> None:
        """Read what follows an operand: ``.property``, ``[index]``, ``:Label``."""
        while True:
            if self.accept("."):
                self.property_of(owner)
            elif self.accept("["):
                self._index()
            elif owner and self.dialect == "neo4j" and self.accept(":"):
                self.label()
            else:
                return
            owner = None

    def _index(self) -> None:
        """Read a whole number or a range of them: a computed key would reach any property."""
        self._bound()
        if self.accept("..", ":"):
            self._bound()
        self.expect("]")

    def _bound(self) -> None:
        if not self.peek().is_symbol("..", ":", "]"):
            self.accept("-")
            self.integer("a whole number")

    def _parenthesis(self) -> None:
        after = self.closing[self.position] - self.position + 1
        arrow = after + 1 if self.peek(after).is_symbol("<") else after
        if self.peek(arrow).is_symbol("-") and self.peek(arrow + 1).is_symbol("[", "-"):
            self.chain()
            return
        self.expect("(")
        self.expression()
        self.expect(")")

    def _list(self) -> None:
        """Read a list literal or, in Neo4j, a list comprehension."""
        self.expect("[")
        self.constructed += 1
        if self.dialect == "neo4j" and self.peek(1).word == "IN":
            self._elements("]", condition=False)
        else:
            self.expressions("]")

    def _elements(self, end: str, *, condition: bool) -> None:
        """Read ``x IN list WHERE condition | value``; one within another could run for ever."""
        if self._quantified:
            self.refuse("no quantifier or comprehension inside another")
        self._quantified = True
        self.redefine(self.name("a variable"))
        self.expect_word("IN")
        self.expression()
        if condition or self.peek().word == "WHERE":
            self.expect_word("WHERE")
            self.expression()
        if not condition and self.accept("|"):
            self.expression()
        self.expect(end)
        self._quantified = False

    def _call(self) -> None:
        name = self.advance()
        function = name.text.lower()
        self.expect("(")
        if function in QUANTIFIERS:
            self._elements(")", condition=True)
        elif function == "cast" and self.dialect == "ladybug":
            self._cast()
        elif function not in FUNCTIONS[self.dialect]:
            raise QueryRefused(
                f"{name.text}() at position {name.start} is not among the allowed functions."
            )
        elif function == "count" and self.accept("*"):
            self.expect(")")
        else:
            if function in ENTITY_FUNCTIONS and self.dialect == "ladybug":
                self._expect_entity()
            self.accept_word("DISTINCT")
            self.expressions(")")

    def _expect_entity(self) -> None:
        token, following = self.peek(), self.peek(1)
        call = token.text.lower() in ENTITY_FUNCTIONS and following.is_symbol("(")
        variable = token.name in self.bound or token.name in self.paths
        if not call and not (variable and following.is_symbol(")", ",")):
            self.refuse("a node, relationship or path that the query matched")

    def _cast(self) -> None:
        self.expression()
        self.expect_word("AS")
        if self.peek().word not in CAST_TYPES:
            self.refuse(f"one of {', '.join(sorted(CAST_TYPES))}")
        self.advance()
        self.expect(")")

    def _case(self) -> None:
        self._cases += 1
        if self._cases > MAX_CASES:
            raise QueryRefused(f"CASE is nested deeper than {MAX_CASES} levels.")
        self.expect_word("CASE")
        if self.peek().word != "WHEN":
            self.expression()
        self.expect_word("WHEN")
        while True:
            self.expression()
            self.expect_word("THEN")
            self.expression()
            if not self.accept_word("WHEN"):
                break
        if self.accept_word("ELSE"):
            self.expression()
        self.expect_word("END")
        self._cases -= 1

    def _subquery(self) -> None:
        """Read ``EXISTS { MATCH ... }`` or ``COUNT { MATCH ... }``."""
        self.advance()
        self.expect("{")
        if not self.accept_word("MATCH") and self.dialect == "ladybug":
            self.refuse("MATCH")
        self.matched()
        self.expect("}")

    def _regular_expression(self) -> None:
        token = self.peek()
        if token.kind is not Kind.STRING or not _REGEX.fullmatch(token.text):
            raise QueryRefused(
                f"The regular expression at position {token.start} is not allowed: it must be a "
                "string of letters, digits, blanks and at most three '.*'; or use CONTAINS, "
                "STARTS WITH or ENDS WITH."
            )
        self.advance()
