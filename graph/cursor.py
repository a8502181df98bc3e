"""A place in a token stream, and what every part of the grammar needs to move it on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NoReturn

from ..errors import QueryRefused
from .extent import Extent, Part
from .lexer import Kind, Token
from .schema import LABEL_PROPERTIES, PROPERTIES, TYPE_PROPERTIES
from .vocabulary import RESERVED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .dialect import DialectName

MAX_DEPTH: Final = 16
"""Brackets within brackets."""

MAX_NAMED: Final = 20
"""Names that a message lists."""

_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_END: Final = Token(Kind.SYMBOL, "", -1, spaced=False)


def named(names: Collection[str], wanted: str) -> str:
    """Names for a message: all of a few, or those most like the wanted one."""
    if len(names) <= MAX_NAMED:
        return ", ".join(sorted(names)) or "none"
    close = get_close_matches(wanted, names, n=5, cutoff=0.4) or sorted(names)[:5]
    return f"{', '.join(close)} and {len(names) - len(close)} more"


class Cursor:
    """Reads tokens one by one and collects the names that a query binds and uses."""

    def __init__(self, tokens: Sequence[Token], dialect: DialectName) -> None:
        self.tokens: Final = tokens
        self.dialect: Final = dialect
        self.position = 0
        self.parameters: set[str] = set()
        self.bound: dict[str, frozenset[str]] = {}
        """Properties that each node or relationship variable in scope may have."""
        self.paths: set[str] = set()
        """Path variables in scope."""
        self.keys: set[str] = set()
        """Keys of the map literals read so far."""
        self.extent: Final = Extent()
        self.parts: list[Part] = []
        """Parts of the MATCH that is being read."""
        self.built: set[str] = set()
        """Variables whose values were built with ``+``, a list or a map, or hold such values."""
        self.elements_built: set[str] = set()
        """Those of them that stand for the elements of a list."""
        self.closing: Final = self._brackets()

    # -- moving -------------------------------------------------------------------------------

    def peek(self, ahead: int = 0) -> Token:
        """The token here or further on; an empty symbol past the end."""
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else _END

    def advance(self) -> Token:
        """Take the token here."""
        token = self.peek()
        self.position += 1
        return token

    def accept(self, *symbols: str) -> bool:
        """Take one of these symbols if it stands here."""
        found = self.peek().is_symbol(*symbols)
        self.position += found
        return found

    def accept_word(self, *words: str) -> bool:
        """Take one of these keywords if it stands here."""
        found = self.peek().word in words
        self.position += found
        return found

    def expect(self, symbol: str) -> None:
        """Take this symbol or refuse."""
        if not self.accept(symbol):
            self.refuse(f"'{symbol}'")

    def expect_word(self, word: str) -> None:
        """Take this keyword or refuse."""
        if not self.accept_word(word):
            self.refuse(word)

    def refuse(self, expected: str) -> NoReturn:
        """Refuse the token here, saying what was expected."""
        token = self.peek()
        if token is _END:
            raise QueryRefused(f"The query ends where {expected} was expected; complete it.")
        raise QueryRefused(
            f"{token.text} at position {token.start} is not allowed here: expected {expected}."
        )

    # -- names --------------------------------------------------------------------------------

    def name(self, what: str) -> str:
        """Take the name of a variable, an alias or a map key."""
        token = self.peek()
        if token.kind not in {Kind.WORD, Kind.QUOTED}:
            self.refuse(what)
        if token.word in RESERVED:
            raise QueryRefused(
                f"{token.text} at position {token.start} cannot be {what}, for it is a keyword; "
                "choose another name."
            )
        return self.advance().name

    def integer(self, what: str) -> int:
        """Take a whole number."""
        if self.peek().kind is not Kind.INTEGER:
            self.refuse(what)
        return int(self.advance().text)

    def label(self) -> frozenset[str]:
        """Take a label of the schema; gives its properties."""
        return LABEL_PROPERTIES[self._known("label", LABEL_PROPERTIES)]

    def relationship_type(self) -> str:
        """Take a relationship type of the schema."""
        return self._known("relationship type", TYPE_PROPERTIES)

    def label_or_type(self) -> None:
        """Take a label or a relationship type of the schema."""
        self._known("label or relationship type", LABEL_PROPERTIES.keys() | TYPE_PROPERTIES.keys())

    def property_of(self, owner: str | None) -> None:
        """Take the name of a property that the owner, where it is known, may have."""
        if owner in self.bound:
            self._known(f"property of {owner}", self.bound[owner])
        else:
            self._known("property", PROPERTIES | self.keys)

    def _known(self, what: str, names: Collection[str]) -> str:
        token = self.peek()
        if token.kind not in {Kind.WORD, Kind.QUOTED}:
            self.refuse(f"a {what}")
        if token.name not in names:
            raise QueryRefused(
                f"{token.text} at position {token.start} is no {what} in the schema; "
                f"it has: {named(names, token.name)}."
            )
        return self.advance().name

    def redefine(self, variable: str) -> None:
        """Forget what a variable was matched as: it now names a value."""
        self.bound.pop(variable, None)
        self.paths.discard(variable)

    # -- checks of the whole stream -----------------------------------------------------------

    def _brackets(self) -> dict[int, int]:
        """Index of each opening bracket to the index of the one that closes it."""
        pairs: dict[int, int] = {}
        opened: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.is_symbol("(", "[", "{"):
                opened.append(index)
            elif token.is_symbol(")", "]", "}"):
                if not opened or _CLOSING[self.tokens[opened[-1]].text] != token.text:
                    raise QueryRefused(
                        f"{token.text} at position {token.start} closes nothing; remove it."
                    )
                pairs[opened.pop()] = index
            if len(opened) > MAX_DEPTH:
                raise QueryRefused(
                    f"{token.text} at position {token.start} is nested deeper than {MAX_DEPTH} "
                    "levels; simplify the expression."
                )
        if opened:
            token = self.tokens[opened[-1]]
            raise QueryRefused(f"{token.text} at position {token.start} is never closed; close it.")
        return pairs
