"""Expressions of a reading query: operands, operators, CASE, lists, maps, subqueries."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from ..errors import QueryRefused
from .cursor import named
from .functions import Functions
from .lexer import Kind, Token
from .regular import refuse_slow

MAX_CASES: Final = 3
"""CASE within CASE: planning time grows with the depth, and no time-out covers it."""
MAX_OPERATORS: Final = 400
"""Operators in a query: both stores read long chains of them without a time-out."""
MAX_SUMS: Final = 60
"""``+`` in a query: each may lengthen a text or a list."""
MAX_XORS: Final = 3
"""``XOR`` in a query: Neo4j rewrites each into twice its operands."""
MAX_ELEMENTS: Final = 1_000
"""Values in a list or map literal."""
MAX_COMPUTED: Final = 50
"""Values in a list or map literal that is not made of literals alone."""

_OPERATORS: Final = ("=", "<>", "<", ">", "<=", ">=", "-", "*", "/", "%", "^")
_WORD_OPERATORS: Final = ("AND", "OR", "XOR", "IN", "CONTAINS")
_CONSTANTS: Final = ("TRUE", "FALSE", "NULL")
_LITERALS: Final = frozenset({Kind.STRING, Kind.INTEGER, Kind.DECIMAL})


class Expressions(Functions):
    """Reads expressions; patterns and subqueries inside them are the subclass's."""

    _cases = 0
    _operators = 0
    _sums = 0
    _xors = 0

    @abstractmethod
    def chain(self) -> None:
        """Read a pattern without a name inside an expression: ``(a)-[r]->(b)``."""

    @abstractmethod
    def subquery(self, *, collects: bool) -> None:
        """Read ``{ MATCH ... }``."""

    def expression(self) -> None:
        """Read operands joined by operators."""
        self._prefixed()
        while True:
            token = self.peek()
            if self.accept("+"):
                self._sum(token)
                self._prefixed()
            elif self.accept(*_OPERATORS) or self.accept_word(*_WORD_OPERATORS):
                self._operator(token)
                self._prefixed()
            elif self.accept_word("STARTS", "ENDS"):
                self._operator(token)
                self.expect_word("WITH")
                self._prefixed()
            elif self.accept_word("IS"):
                self._operator(token)
                self.accept_word("NOT")
                self.expect_word("NULL")
            elif self.accept("=~"):
                self._operator(token)
                refuse_slow(self.peek())
                self.advance()
            else:
                return

    def mapping(self, owner: frozenset[str] | None = None) -> None:
        """Read ``{key: value, ...}``; with an owner, the keys are its properties."""
        start = self.position
        self.expect("{")
        self.constructed += 1
        self._entry(owner)
        while self.accept(","):
            self._entry(owner)
        self.expect("}")
        self._check_elements(start)

    def _entry(self, owner: frozenset[str] | None) -> None:
        key = self.peek()
        self.name("a key")
        if owner is not None and key.name not in owner:
            raise QueryRefused(
                f"{key.text} at position {key.start} is no property in the schema of what "
                f"it stands in; that has: {named(owner, key.name)}."
            )
        self.keys.add(key.name)
        self.expect(":")
        self.expression()

    def _operator(self, token: Token) -> None:
        self._operators += 1
        self._xors += token.word == "XOR"
        if self._operators > MAX_OPERATORS:
            self._too_many(token, f"at most {MAX_OPERATORS} operators fit into a query")
        if self._xors > MAX_XORS:
            self._too_many(token, f"at most {MAX_XORS} XOR fit into a query")

    def _sum(self, token: Token) -> None:
        self.constructed += 1
        self._sums += 1
        self._operator(token)
        if self._sums > MAX_SUMS:
            self._too_many(token, f"at most {MAX_SUMS} sums fit into a query")

    def _too_many(self, token: Token, most: str) -> None:
        raise QueryRefused(
            f"{token.text} at position {token.start} is one too many: {most}; shorten it, or "
            "compare with a list."
        )

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
        elif following.is_symbol("{") and self._begins_subquery(token):
            self.advance()
            self.subquery(collects=token.word == "COLLECT")
        elif token.kind is Kind.WORD and following.is_symbol("("):
            self.call()
        elif token.is_symbol("("):
            self._parenthesis()
        elif token.is_symbol("["):
            self._list()
        elif token.is_symbol("{"):
            self.mapping()
        else:
            owner = self.name("a value")
        self._access(owner)

    def _begins_subquery(self, token: Token) -> bool:
        return token.word in {"EXISTS", "COUNT"} or (
            token.word == "COLLECT" and self.dialect == "neo4j"
        )

    def _access(self, owner: str | None) -> None:
        """Read what follows an operand: ``.property``, ``[index]``, ``:Label``, ``{.property}``."""
        while True:
            if self.accept("."):
                self.property_of(owner)
            elif self.accept("["):
                self._index()
            elif owner and self.dialect == "neo4j" and self.peek().is_symbol("{"):
                self._map_projection(owner)
            elif owner and self.dialect == "neo4j" and self.accept(":"):
                self.label_or_type()
                while self.accept(":", "|"):
                    self.label_or_type()
            else:
                return
            owner = None

    def _map_projection(self, owner: str) -> None:
        """Read ``{.name, .*, key: value}``."""
        start = self.position
        self.expect("{")
        self.constructed += 1
        while True:
            if self.accept("."):
                if not self.accept("*"):
                    self.property_of(owner)
            elif self.peek(1).is_symbol(":"):
                self._entry(None)
            else:
                self.keys.add(self.name("a property or a variable"))
            if not self.accept(","):
                break
        self.expect("}")
        self._check_elements(start)

    def _index(self) -> None:
        """Read a whole number or a range of them: a computed key would reach any property."""
        self._bound()
        if self.accept("..") or (self.dialect == "ladybug" and self.accept(":")):
            self._bound()
        self.expect("]")

    def _bound(self) -> None:
        if not self.peek().is_symbol("..", ":", "]"):
            self.accept("-")
            self.integer("a whole number")

    def begins_pattern(self) -> bool:
        """Whether the parenthesis here is the first node of a pattern."""
        if not self.peek().is_symbol("("):
            return False
        after = self.closing[self.position] - self.position + 1
        arrow = after + 1 if self.peek(after).is_symbol("<") else after
        return self.peek(arrow).is_symbol("-") and self.peek(arrow + 1).is_symbol("[", "-")

    def _parenthesis(self) -> None:
        if self.begins_pattern():
            self.chain()
            return
        self.expect("(")
        self.expression()
        self.expect(")")

    def _list(self) -> None:
        """Read a list literal or, in Neo4j, a list or pattern comprehension."""
        start = self.position
        self.expect("[")
        self.constructed += 1
        if self.dialect == "neo4j" and self.peek(1).word == "IN":
            self.elements("]", condition=False)
        elif self.dialect == "neo4j" and self.begins_pattern():
            self.chain()
            if self.accept_word("WHERE"):
                self.expression()
            self.expect("|")
            self.expression()
            self.expect("]")
        else:
            self.expressions("]")
            self._check_elements(start)

    def _check_elements(self, start: int) -> None:
        """Refuse a long literal, sooner where its values are not literals."""
        tokens = self.tokens[start : self.position]
        count = sum(each.text == "," for each in tokens) + 1
        literal = all(each.kind in _LITERALS or each.kind is Kind.SYMBOL for each in tokens)
        most = MAX_ELEMENTS if literal else MAX_COMPUTED
        if count > most:
            raise QueryRefused(
                f"The {tokens[0].text} at position {tokens[0].start} holds {count:,} values; at "
                f"most {most:,} are allowed: pass them as a parameter."
            )

    def _case(self) -> None:
        self._cases += 1
        start = self.peek()
        if self._cases > MAX_CASES:
            raise QueryRefused(
                f"CASE at position {start.start} is nested deeper than {MAX_CASES} levels; "
                "write it as several WHEN."
            )
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
