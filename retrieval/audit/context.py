"""What surrounds a literal in a note: its sentence, what is asserted of it, its language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ..normalisation.assertion import assertions
from ..normalisation.sections import Sections
from ..normalisation.sentences import heading, sentence_starts
from ..normalisation.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..normalisation.tokens import Token

#: Longest sentence that is kept, in characters; a longer one is cut around the literal.
LONGEST: Final = 500
#: Words of a sentence that are looked at together for what it asserts.
_WORDS: Final = 200
_IDEOGRAPHIC_END: Final = re.compile("[。！？；]")
_KANA: Final = re.compile("[\u3040-\u30ff]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of a note that holds ``text[start:end]``, on one line."""
    before = max(0, start - LONGEST)
    window = text[before : end + LONGEST]
    ends = [match.end() for match in _IDEOGRAPHIC_END.finditer(window)]
    starts = sorted({*sentence_starts(window), *ends})
    at = bisect_right(starts, start - before) - 1
    first = max(starts[at], start - before - LONGEST // 2)
    following = [place for place in starts[at + 1 :] if place >= end - before]
    last = min(following[0] if following else len(window), end - before + LONGEST // 2)
    return " ".join(window[first:last].split())


def asserted(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """What the note says of each span, as `Mention.assertion`; by the rules for English.

    ``spans`` stand in the order of the text.
    """
    if not spans:
        return []
    starts = sentence_starts(text)
    sections = _sections(text, starts)
    said: list[str] = []
    of_sentence = groupby(spans, lambda span: bisect_right(starts, span[0]) - 1)
    for at, group in of_sentence:
        last = starts[at + 1] if at + 1 < len(starts) else len(text)
        tokens = tokenise(text[starts[at] : last], starts[at])
        said += _asserted(tokens, list(group), sections[at])
    return said


def _asserted(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int]], section: str
) -> Iterator[str]:
    """The assertions of spans within one sentence; a very long one is read in pieces."""
    words = [token.surface.lower() for token in tokens]
    inside = [
        (
            bisect_right(tokens, start, key=lambda token: token.end),
            bisect_left(tokens, end, key=lambda token: token.start),
        )
        for start, end in spans
    ]
    for piece, group in groupby(inside, lambda ends: ends[0] // _WORDS):
        base = piece * _WORDS
        within = [range(first - base, max(last, first + 1) - base) for first, last in group]
        longest = max(found.stop for found in within)
        read = words[base : base + max(_WORDS, longest)]
        yield from assertions(read, within, section) if read else [section] * len(within)


def _sections(text: str, starts: Sequence[int]) -> list[str]:
    """The assertion of the section that each sentence stands in."""
    sections, asserted_by = Sections(), []
    for first, last in zip(starts, [*starts[1:], len(text)], strict=True):
        title = heading(text[first:last])
        words = [] if title is None else [t.surface for t in tokenise(text[first:last], first)]
        asserted_by.append(sections.enter(title, words, ()))
    return asserted_by


def language_of(text: str) -> str:
    """``ja`` or ``zh`` where the script says so, ``en`` for all that is written in letters."""
    if _KANA.search(text):
        return "ja"
    han = len(_HAN.findall(text))
    return "zh" if 4 * han > len(text) else "en"
