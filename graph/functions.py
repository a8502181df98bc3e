"""Function calls of a reading query: only listed ones, with arguments that do no harm."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

from ..errors import QueryRefused
from .cursor import Cursor
from .lexer import Kind, Token
from .vocabulary import (
    BUILDERS,
    CAST_TYPES,
    ENTITY_FUNCTIONS,
    FUNCTIONS,
    QUANTIFIERS,
    SPELLED,
)

MAX_ARGUMENTS: Final = 20
"""Arguments of a function."""


class Functions(Cursor, ABC):
    """Reads function calls; their arguments are the subclass's expressions."""

    constructed = 0
    """Lists, maps and sums read so far: values that may be larger than their parts."""
    _quantified = False

    @abstractmethod
    def expression(self) -> None:
        """Read an expression."""

    @abstractmethod
    def chain(self) -> None:
        """Read a pattern."""

    @abstractmethod
    def begins_pattern(self) -> bool:
        """Whether a pattern begins here."""

    def expressions(self, end: str) -> int:
        """Read expressions between commas up to the closing bracket; gives their number."""
        if self.accept(end):
            return 0
        count = 1
        self.expression()
        while self.accept(","):
            self.expression()
            count += 1
        self.expect(end)
        return count

    def call(self) -> None:
        """Read ``name(arguments)``."""
        name = self.advance()
        function = name.text.lower()
        self.expect("(")
        if function in QUANTIFIERS:
            self.elements(")", condition=True)
        elif function == "cast" and self.dialect == "ladybug":
            self._cast()
        elif function == "replace":
            self._replace(name)
        elif function == "exists" and self.dialect == "neo4j" and self.begins_pattern():
            self.chain()
            self.expect(")")
        elif function not in FUNCTIONS[self.dialect]:
            raise QueryRefused(self._unknown(name))
        elif function == "count" and self.accept("*"):
            self.expect(")")
        else:
            self._arguments(name)

    def elements(self, end: str, *, condition: bool) -> None:
        """Read ``x IN list WHERE condition | value``; one within another could run for ever."""
        if self._quantified:
            self.refuse("no quantifier or comprehension inside another")
        self._quantified = True
        variable = self.name("a variable")
        self.redefine(variable)
        self.expect_word("IN")
        start = self.position
        self.expression()
        if any(each.is_name(self.built) for each in self.tokens[start : self.position]):
            self.built.add(variable)
            self.elements_built.add(variable)
        if condition or self.peek().word == "WHERE":
            self.expect_word("WHERE")
            self.expression()
        if not condition and self.accept("|"):
            self.expression()
        self.expect(end)
        self._quantified = False

    def _arguments(self, name: Token) -> None:
        function = name.text.lower()
        if function in ENTITY_FUNCTIONS and self.dialect == "ladybug":
            self._expect_entity()
        self.constructed += function in BUILDERS
        self.accept_word("DISTINCT")
        if self.expressions(")") > MAX_ARGUMENTS:
            raise QueryRefused(
                f"{name.text}() at position {name.start} has more than {MAX_ARGUMENTS} arguments; "
                "use a list."
            )

    def _unknown(self, name: Token) -> str:
        instead = SPELLED[self.dialect].get(name.text.lower())
        advice = f"use {instead}" if instead else "do without it"
        return (
            f"{name.text}() at position {name.start} is not among the allowed functions of "
            f"{self.dialect}; {advice}."
        )

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

    def _replace(self, name: Token) -> None:
        """Read ``replace(text, 'searched', 'replacement')`` that makes no text longer."""
        self.expression()
        lengths: list[int] = []
        for _ in range(2):
            self.expect(",")
            if self.peek().kind is not Kind.STRING:
                self.refuse("a string")
            lengths.append(len(self.advance().text) - 2)
        self.expect(")")
        if not lengths[0] >= max(lengths[1], 1):
            raise QueryRefused(
                f"{name.text}() at position {name.start} would lengthen its text; replace by "
                "something no longer than what is replaced."
            )
