"""Sentences of notes in any of the languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longest sentence, in characters; a longer one is cut, so that no text takes quadratic time.
LONGEST: Final = 600
_UNSPACED: Final = re.compile(r"[。．｡！!？?\n\r]+|(?<=[^\x00-\x7f])\.")
_SPACED: Final = re.compile(
    r"(?<!\d)(?<!\b\w)(?<!\bdr)(?<!\bdra)(?<!\bsr)(?<!\bsra)[.!?…]+[\"”»')\]]*\s+(?=[^\W\d_a-zß-ÿ]|[¿¡\"«(\d•*-])"
    r"|\n\s*\n|\r?\n(?=\s*(?:[-*•–]|\d+[.)]|[^\W\d_a-zß-ÿ]|$))",
)


def sentences(text: str, start: int, end: int, *, spaced: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of ``text[start:end]``, with the signs that end it."""
    pattern = _SPACED if spaced else _UNSPACED
    first = start
    for match in pattern.finditer(text, start, end):
        yield from _pieces(first, match.end())
        first = match.end()
    yield from _pieces(first, end)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for first in range(start, end, LONGEST):
        yield first, min(first + LONGEST, end)


def opens_paragraph(text: str, start: int) -> bool:
    """Whether an empty line stands before a sentence."""
    return re.search(r"\n\s*\n\s*$", text[max(0, start - 8) : start]) is not None
