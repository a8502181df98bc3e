"""Words of a text with their exact place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .morphology import fold, lemma, stem
from .wordforms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "\u0300-\u036f\u00ad\u200b"
#: A decimal number; a word of letters and digits (accents may be separate characters); a possessive
#: ending; a single other sign; a run of blanks.
PATTERN = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*|['’]s\b|[^\w\s]|_|\s+")
HYPHENS = frozenset("-‐‑‒–−")
_HYPHENATION = re.compile(rf"[\s{re.escape(''.join(sorted(HYPHENS)))}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: ``text[start:end]``, with its keys (see `morphology`)."""

    start: int
    end: int
    surface: str
    lemma: str
    stem: str

    @property
    def is_word(self) -> bool:
        """Whether the token holds a letter or digit."""
        return self.surface[0].isalnum()


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Character offsets of every token and every run of blanks; together they cover the text."""
    for match in PATTERN.finditer(text):
        yield match.span()


def _token(start: int, end: int, surface: str, word: str) -> Token:
    key = lemma(word) if surface[0].isalnum() else surface
    return Token(start, end, surface, key, stem(key) if surface[0].isalnum() else surface)


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """Tokens in order, blanks and hyphens left out; a hyphenated prefix is joined to its word.

    ``offset`` is added to every place, for a text that is part of a longer one.

    >>> [t.lemma for t in tokenise("Non-verbal, late-onset seizures")]
    ['nonverbal', ',', 'late', 'onset', 'seizure']
    """
    tokens: list[Token] = []
    joined: int | None = None  # where a hyphenated prefix that waits for its word starts
    spans = [(s, e) for s, e in pieces(text) if not text[s].isspace()]
    for i, (start, end) in enumerate(spans):
        surface = text[start:end]
        if surface in HYPHENS and (joined is not None or _inside(text, start, end)):
            continue
        if joined is None and _is_prefix(text, spans, i):
            joined = start
            continue
        first = start if joined is None else joined
        word = surface if joined is None else _HYPHENATION.sub("", text[first:end])
        tokens.append(_token(first + offset, end + offset, text[first:end], word))
        joined = None
    return tokens


def _is_prefix(text: str, spans: list[tuple[int, int]], i: int) -> bool:
    """Whether token i is a prefix with a hyphen and a word right after it ("pre-\\nterm" too)."""
    if i + 2 >= len(spans) or fold(text[slice(*spans[i])]) not in PREFIXES:
        return False
    hyphen, word = spans[i + 1], spans[i + 2]
    if text[slice(*hyphen)] not in HYPHENS or spans[i][1] != hyphen[0]:
        return False
    gap = text[hyphen[1] : word[0]]
    return text[word[0]].isalpha() and (not gap or "\n" in gap)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the sign at start joins words, rather than standing as a dash between blanks."""
    return start > 0 and not text[start - 1].isspace() and text[end : end + 1].strip() != ""
