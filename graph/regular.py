"""Regular expressions that cannot run away.

Neo4j runs Java's, which try every way to match and know no time limit; so only those are allowed
whose ways stay few: a sequence of characters, classes and alternatives of plain words, with at most
two unbounded repetitions before the last one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused
from .lexer import Kind

if TYPE_CHECKING:
    from .lexer import Token

MAX_PATTERN: Final = 200
"""Characters of a regular expression."""
MAX_REPETITIONS: Final = 2
"""Unbounded repetitions, not counting one at the very end: each multiplies the ways by the length
of the text."""
MAX_CHOICES: Final = 4
"""Groups and ``?``: each doubles the ways or more."""

_PLAIN: Final = r"[\w ,'/:;&%-]"
_ATOM: Final = rf"(?:{_PLAIN}|\.|\\\\[.()+*?/|\\\]\[dwsb-]|\[\^?[\w ,:-]+\])"
_REPETITION: Final = r"(?:[*+]|\{[0-9]{1,2}(?:,(?:[0-9]{1,2})?)?\})"
_GROUP: Final = rf"\((?:\?:)?{_PLAIN}+(?:\|{_PLAIN}+)*\)"
_ALLOWED: Final = re.compile(
    rf"(?:\(\?i\))?\^?(?:{_ATOM}(?:{_REPETITION}|\?)?|{_GROUP})*\$?", re.ASCII
)
_COUNTED: Final = re.compile(r"(?<!\\)(?:[*+]|\{[0-9]+,[0-9]*\})")
_LAST: Final = re.compile(r"[*+]\$?$")
_CHOICE: Final = re.compile(r"(?<!\\)\(|(?<![\\(])\?")


def refuse_slow(token: Token) -> None:
    """Raise `QueryRefused` unless this is a string with a regular expression that ends soon."""
    pattern = token.text[1:-1]
    if token.kind is Kind.STRING and len(pattern) <= MAX_PATTERN and _ALLOWED.fullmatch(pattern):
        repetitions = len(_COUNTED.findall(pattern)) - bool(_LAST.search(pattern))
        choices = len(_CHOICE.findall(pattern.removeprefix("(?i)")))
        if repetitions <= MAX_REPETITIONS and choices <= MAX_CHOICES:
            return
    raise QueryRefused(
        f"The regular expression at position {token.start} is not allowed: it must be a string of "
        f"plain characters, classes and a few words between '|', with at most "
        f"{MAX_REPETITIONS} repetitions before the last; or use CONTAINS, STARTS WITH or ENDS WITH."
    )
