"""Tokens of the Cypher that both stores' own lexers read alike; everything else is refused.

The two stores do not share a lexer. Ladybug does not end a comment at ``**/`` and takes Unicode
blanks and dashes for blanks and dashes; Neo4j decodes ``\\uXXXX`` before it lexes, even inside
strings and comments, and ends a ``//`` comment at a lone carriage return. Rather than follow each
of them, this lexer accepts the part on which they agree: ASCII outside string literals, printable
text and a few escapes inside them, numbers without odd forms, comments without a doubt about where
they end. `render` writes tokens back without comments, so no store ever sees one.

What each store was seen to read otherwise, and what happens to it here:

- ``\\uXXXX`` anywhere (Neo4j decodes it first): refused.
- ``/***/``, ``/* **/`` and ``/*/`` (Ladybug pairs asterisks; readers differ): refused.
- A lone carriage return after ``//`` (ends the comment in Neo4j): refused.
- Unicode blanks, dashes and arrow heads, control characters: refused outside strings and comments,
  and those that do not print there too.
- Backticks hold printable text without backticks and backslashes, so they end where they seem to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

MAX_LENGTH: Final = 10_000
"""Characters of a query."""
MAX_STRING: Final = 2_000
"""Characters of a string literal."""
MAX_NAME: Final = 64
"""Characters of a name or parameter."""


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "name in backticks"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PARAMETER = "parameter"
    SYMBOL = "symbol"


_DECORATED: Final = frozenset({Kind.QUOTED, Kind.PARAMETER})


@dataclass(frozen=True, slots=True)
class Token:
    """A token, where it starts in the text, and whether blanks or comments stand before it."""

    kind: Kind
    text: str
    start: int
    spaced: bool

    @property
    def word(self) -> str:
        """The keyword this token may be, in capitals; empty when it is no bare word."""
        return self.text.upper() if self.kind is Kind.WORD else ""

    @property
    def name(self) -> str:
        """The name of a word, a backticked name or a parameter."""
        return self.text.strip("`$") if self.kind in _DECORATED else self.text

    def is_name(self, names: Container[str]) -> bool:
        """Whether this is one of these names, bare or in backticks."""
        return self.kind in {Kind.WORD, Kind.QUOTED} and self.name in names

    def is_symbol(self, *symbols: str) -> bool:
        """Whether this is one of these symbols."""
        return self.kind is Kind.SYMBOL and self.text in symbols


_ESCAPED: Final = r"\\[\\'\"ntrbf]"
_AFTER_NUMBER: Final = r"(?![A-Za-z0-9_])"
_TOKEN: Final = re.compile(
    rf"""
    (?P<blank>   [ \t\r\n]+ )
  | (?P<comment> //[^\r\n]*(?=\r?\n|\Z) | /\*(?!/)(?:[^*]|\*(?![*/]))*\*/ )
  | (?P<string>  '(?:[^'\\]|{_ESCAPED})*' | "(?:[^"\\]|{_ESCAPED})*" )
  | (?P<quoted>  `[^`\\\x00-\x1f]+` )
  | (?P<parameter> \$[A-Za-z_][A-Za-z0-9_]* )
  | (?P<decimal> (?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+){_AFTER_NUMBER} )
  | (?P<integer> (?:0|[1-9][0-9]{{0,17}}){_AFTER_NUMBER} )
  | (?P<word>    [A-Za-z_][A-Za-z0-9_]* )
  | (?P<symbol>  \.\. | <= | >= | <> | =~ | /(?![/*]) | [][(){{}},.:|=<>+*%^-] )
    """,
    re.VERBOSE,
)

_GAPS: Final = frozenset({"blank", "comment"})
_LAYOUT: Final = dict.fromkeys(map(ord, "\t\r\n"))
_PRINTABLE: Final = str.isprintable
_MARKS: Final = frozenset(" _-+()%/.,:#&'>=<")
"""Beside letters and digits, what a name in backticks may hold."""

_UNICODE_ESCAPE: Final = re.compile(r"\\u", re.IGNORECASE)


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a query into tokens, or raise `QueryRefused` naming what is doubtful and where."""
    if not text.strip():
        raise QueryRefused("The query is empty.")
    if len(text) > MAX_LENGTH:
        raise QueryRefused(
            f"The query has {len(text):,} characters; at most {MAX_LENGTH:,} are allowed: pass "
            "long lists and texts as parameters."
        )
    if escape := _UNICODE_ESCAPE.search(text):
        raise QueryRefused(
            f"A \\u escape at position {escape.start()} is not allowed; "
            "write the character itself in a string, or pass it as a parameter."
        )
    tokens: list[Token] = []
    position, spaced = 0, False
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise QueryRefused(_doubt(text, position))
        if match.lastgroup in _GAPS:
            if match.lastgroup == "comment" and not _PRINTABLE(match.group().translate(_LAYOUT)):
                raise QueryRefused(_doubt(text, position))
            spaced = True
        else:
            kind = Kind[str(match.lastgroup).upper()]
            tokens.append(_checked(Token(kind, match.group(), position, spaced)))
            spaced = False
        position = match.end()
    return tuple(tokens)


def render(tokens: Iterable[Token]) -> str:
    """Write tokens as one line: comments are gone, every gap is one blank."""
    return "".join(f" {token.text}" if token.spaced else token.text for token in tokens).strip()


def _checked(token: Token) -> Token:
    if token.kind is Kind.STRING:
        if not token.text.isprintable():
            raise QueryRefused(
                f"The string at position {token.start} holds a character that does not print; "
                "pass the text as a parameter."
            )
        if len(token.text) > MAX_STRING:
            raise QueryRefused(
                f"The string at position {token.start} is longer than {MAX_STRING:,} characters; "
                "pass it as a parameter."
            )
    elif token.kind is not Kind.SYMBOL and len(token.text) > MAX_NAME:
        raise QueryRefused(
            f"The {token.kind.value} at position {token.start} is longer than {MAX_NAME} "
            "characters; shorten it."
        )
    elif token.kind is Kind.QUOTED and not all(
        each.isalnum() or each in _MARKS for each in token.name
    ):
        raise QueryRefused(
            f"The name in backticks at position {token.start} holds something else than letters, "
            "digits, blanks and plain punctuation; choose a plainer name."
        )
    return token


def _doubt(text: str, position: int) -> str:
    """Why no token could be read here, in one sentence."""
    where = f"at position {position}"
    character = text[position]
    if character == ";":
        return f"A semicolon {where} is not allowed; send one query at a time, without ';'."
    if text.startswith(("//", "/*"), position):
        return (
            f"The comment {where} is not allowed: it does not end clearly, has asterisks side by "
            "side, or holds a character that does not print; leave it out."
        )
    if character in "'\"":
        return (
            f"The string {where} does not end or holds an escape other than "
            "\\\\ \\' \\\" \\n \\r \\t \\b \\f; pass the text as a parameter."
        )
    if character.isascii() and character.isprintable():
        return (
            f"{text[position : position + 12]!r} {where} cannot be read; only plain Cypher names, "
            "numbers, strings and operators are."
        )
    return (
        f"The character U+{ord(character):04X} {where} is not allowed outside a string; write a "
        "plain ASCII blank, dash or letter, or put a name in backticks."
    )
