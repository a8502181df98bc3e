"""How names of diseases start: marks by which a text is walked without looking up every stretch.

A name is marked by the CRC-32 of each of its beginnings, word by word; the last word's mark stands
a second time, as a whole. A mark that another beginning happens to share costs one look-up more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .words import GENERIC, SILENT, Word

#: Longest name, in telling words, that is found in a text.
LONGEST: Final = 14
_WHOLE: Final = 1 << 32


def telling(word: Word) -> bool:
    """Whether a word of a name or text counts; an "A" that numbers a type does."""
    return word.folded not in SILENT or word.surface == "A"


def _extended(mark: int, word: str) -> int:
    return zlib.crc32(word.encode() + b"\n", mark)


def prefixes(name: Sequence[Word]) -> Iterator[int]:
    """The marks of a name, and those of its form without words that say only "disease"."""
    spoken = [word for word in name if telling(word)]
    yield from _marks([word.lemma for word in spoken])
    short = [word.lemma for word in spoken if word.folded not in GENERIC]
    if 1 < len(short) < len(spoken):
        yield from _marks(short)


def _marks(lemmas: Sequence[str]) -> Iterator[int]:
    mark = 0
    for lemma in lemmas[:LONGEST]:
        mark = _extended(mark, lemma)
        yield mark
    if 0 < len(lemmas) <= LONGEST:
        yield mark | _WHOLE


def walk(
    spoken: Sequence[Word], ends: Sequence[int], starts: NDArray[np.uint64]
) -> list[tuple[int, int]]:
    """(first, last) of the stretches of `telling` words that may be a name; last exclusive.

    ``ends`` says of each word where the stretches that it may open must end.
    """
    found: list[tuple[int, int]] = []
    alive = [(at, 0) for at in range(len(spoken))]
    for size in range(LONGEST):
        grown = [
            (at, _extended(mark, spoken[at + size].lemma))
            for at, mark in alive
            if at + size < ends[at]
        ]
        if not grown:
            break
        marks = np.array([mark for _, mark in grown], np.uint64)
        whole = _among(marks | np.uint64(_WHOLE), starts)
        found += [
            (at, at + size + 1) for (at, _), is_name in zip(grown, whole, strict=True) if is_name
        ]
        alive = [one for one, goes_on in zip(grown, _among(marks, starts), strict=True) if goes_on]
    return found


def _among(marks: NDArray[np.uint64], starts: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if not len(starts):
        return np.zeros(len(marks), np.bool_)
    places = np.minimum(np.searchsorted(starts, marks), len(starts) - 1)
    same: NDArray[np.bool_] = starts[places] == marks
    return same
