"""A note as sentences of words, for the recognition of diseases, genes and variants."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, Protocol, TypeVar

from ..normalisation.assertion import assertions
from ..normalisation.sections import Sections
from ..normalisation.sentences import heading, sentence_starts
from ..normalisation.tokens import Token, tokenise
from .words import Word, words_of

#: Longest sentence, in words; a longer one is cut, so that no text takes quadratic time.
LONGEST_SENTENCE: Final = 200
#: What a variant is classified as.
_CLASSES: Final = frozenset({"pathogenic", "benign", "causative", "deleterious"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """Tokens of a sentence, and what its section says of the findings under it."""

    tokens: tuple[Token, ...]
    section: str

    @property
    def start(self) -> int:
        """Offset of the first token."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last token."""
        return self.tokens[-1].end

    @cached_property
    def words(self) -> list[Word]:
        """The tokens that are words."""
        return words_of(self.tokens)

    @cached_property
    def lower(self) -> list[str]:
        """All tokens in small letters; the "likely" of a classification is no doubt."""
        lower = [token.surface.lower() for token in self.tokens]
        for at, (word, following) in enumerate(pairwise(lower)):
            if word == "likely" and following in _CLASSES:
                lower[at] = following
            if word == "considered" and following in _CLASSES | {"of", "as", "to", "likely"}:
                lower[at] = "classified"
        return lower

    @cached_property
    def shouts(self) -> bool:
        """Whether it is written in capitals throughout, so that capitals mean nothing."""
        letters = [word.surface for word in self.words if len(word.surface) > 1]
        return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def inside(self, span: Span) -> list[int]:
        """Indices of the tokens that a span of characters touches."""
        first = bisect_right([token.end for token in self.tokens], span[0])
        last = bisect_left([token.start for token in self.tokens], span[1])
        return list(range(first, last))

    def asserted(self, spans: Sequence[Span]) -> list[str]:
        """What the sentence asserts of each span (see `normalisation.assertion`)."""
        if not spans:
            return []
        found = [self.inside(span) or [0] for span in spans]
        said = self.lower.copy()
        for at in (at for each in found for at in each):
            said[at] = "x"  # "WAS" and "NOT1" are no verb and no denial
        return assertions(said, found, self.section)


class _Placed(Protocol):
    """What has a place in the text."""

    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


def by_sentence(note: Sequence[Sentence], items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The items that start in each sentence; they come in the order of the text."""
    at = 0
    for sentence in note:
        here: list[_Item] = []
        while at < len(items) and items[at].start < sentence.end:
            here.append(items[at])
            at += 1
        yield here


def sentences(text: str, whole: Sequence[Span] = ()) -> Iterator[Sentence]:
    """Sentences of a note in order; none starts inside one of the ``whole`` spans."""
    starts = [at for at in sentence_starts(text) if not any(a < at < b for a, b in whole)]
    sections = Sections()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        tokens = tokenise(piece, start)
        section = sections.enter(heading(piece), [token.surface for token in tokens], ())
        for first in range(0, len(tokens), LONGEST_SENTENCE):
            yield Sentence(tuple(tokens[first : first + LONGEST_SENTENCE]), section)
