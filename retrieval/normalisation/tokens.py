"""Words of a text with their exact place in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .morphology import fold, lemma, stem
from .wordforms import PREFIXES

_MARKS = "\u0300-\u036f\u00ad\u200b"
#: A decimal number; a word of letters and digits (accents may be separate characters); a possessive
#: ending; another sign, once for a run of it.
PATTERN = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*|['’]s\b|([^\w\s]|_)\1*")
HYPHENS = frozenset("-‐‑‒–−")
QUOTES = frozenset('"“”„«»')
_HYPHENATION = re.compile(rf"[\s{re.escape(''.join(sorted(HYPHENS)))}]+")
#: Letters of a word that its keys are made of; no word of medicine is longer.
LONGEST_WORD = 64


class Token(NamedTuple):
    """A word or sign: ``text[start:end]``, with its keys (see `morphology`).

    ``is_word`` says whether it holds a letter or digit; ``misspelt`` whether its keys are those of
    another word, which it was taken for.
    """

    start: int
    end: int
    surface: str
    lemma: str
    stem: str
    is_word: bool
    misspelt: bool = False


@lru_cache(maxsize=200_000)
def _keys(word: str) -> tuple[str, str, bool]:
    if not word[0].isalnum():
        return word, word, False
    key = lemma(word)
    return key, stem(key), True


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """Tokens in order; blanks, hyphens and quotation marks are left out.

    A hyphenated prefix is joined to its word. ``offset`` is added to every place, for a text that
    is part of a longer one.

    >>> [t.lemma for t in tokenise("Non-verbal, late-onset seizures")]
    ['nonverbal', ',', 'late', 'onset', 'seizure']
    """
    found = PATTERN.finditer(text)
    spans = [m.span() if m.lastindex is None else m.span(1) for m in found]
    tokens: list[Token] = []
    joined: int | None = None  # where a hyphenated prefix that waits for its word starts
    for i, (start, end) in enumerate(spans):
        surface = text[start:end]
        if surface in QUOTES:
            continue
        if surface in HYPHENS:
            if joined is not None or _inside(text, start, end):
                continue
        elif joined is None and text[end : end + 1] in HYPHENS and _is_prefix(text, spans, i):
            joined = start
            continue
        first, word = start, surface
        if joined is not None:
            first, surface = joined, text[joined:end]
            word = _HYPHENATION.sub("", surface)
        keys = _keys(word[:LONGEST_WORD])
        tokens.append(Token(first + offset, end + offset, surface, *keys))
        joined = None
    return tokens


def _is_prefix(text: str, spans: list[tuple[int, int]], i: int) -> bool:
    """Whether token i is a prefix with a hyphen and a word right after it ("pre-\\nterm" too)."""
    if i + 2 >= len(spans) or fold(text[slice(*spans[i])][:LONGEST_WORD]) not in PREFIXES:
        return False
    hyphen, word = spans[i + 1], spans[i + 2]
    gap = text[hyphen[1] : word[0]]
    return text[word[0]].isalpha() and (not gap or "\n" in gap)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the sign at start joins words, rather than standing as a dash between blanks."""
    return start > 0 and not text[start - 1].isspace() and text[end : end + 1].strip() != ""
