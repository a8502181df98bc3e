"""Text reduced to what matters for matching, with the way back to the note's own characters.

Compatibility forms (full width, ligatures), case and, in European languages, accents are folded;
traditional Chinese characters are read as simplified ones.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Signs of other scripts and what they are read as.
_SIGNS = dict(
    zip(
        "。､・〜~–—−‐‑’‘`´“”«»「」『』【】〔〕",
        ".、 ----" + "--" + '-\'\'\'\'""""""""()()',
        strict=False,
    )
)
#: A letter of its own: "uñas" (nails) are not "unas" (some).
_LETTER = "ñ"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; its character ``i`` stands for ``[starts[i]:ends[i]]`` of the note."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    note: str = ""
    """The text as it is, from ``offset`` on."""
    offset: int = 0

    def original(self, start: int, end: int) -> str:
        """What the note has for the folded ``[start:end]``."""
        first, last = self.span(start, end)
        return self.note[first - self.offset : last - self.offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the note that the folded ``[start:end]`` (not empty) stands for."""
        return self.starts[start], self.ends[end - 1]


class Folding(dict[str, str]):
    """What each character is read as; looked up once for each.

    >>> Folding(accents=False)("Épilepsie").text
    'epilepsie'
    """

    def __init__(self, *, accents: bool, characters: str = "") -> None:
        super().__init__(_SIGNS)
        self._accents = accents
        self.update(zip(characters[::2], characters[1::2], strict=True))

    def __missing__(self, character: str) -> str:
        read = unicodedata.normalize("NFKC", character).lower()
        if not self._accents:
            parts = unicodedata.normalize("NFD", read) if read != _LETTER else read
            read = "".join(c for c in parts if not unicodedata.combining(c)).replace("ß", "ss")
        if read.isspace():
            read = " " if character != "\n" else "\n"
        self[character] = read
        return read

    def __call__(self, text: str, offset: int = 0) -> Folded:
        """The folded text; ``offset`` is added to every place."""
        parts = [self[character] for character in text]
        folded = "".join(parts)
        if len(folded) == len(text) and "" not in parts:
            places = range(offset, offset + len(text) + 1)
            return Folded(folded, places[:-1], places[1:], text, offset)
        starts = [offset + i for i, part in enumerate(parts) for _ in part]
        ends = [start + 1 for start in starts]
        for i in range(len(parts)):  # a mark that is read as nothing belongs to what it marks
            if not parts[i] and starts:
                self._extend(starts, ends, offset + i)
        return Folded(folded, starts, ends, text, offset)

    @staticmethod
    def _extend(starts: list[int], ends: list[int], mark: int) -> None:
        from bisect import bisect_left

        at = bisect_left(starts, mark) - 1
        if at >= 0:
            ends[at] = max(ends[at], mark + 1)
