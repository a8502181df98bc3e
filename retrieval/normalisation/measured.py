"""Names of what is measured in the words of a sentence, and what a value says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .tokens import Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """The text of a sentence, its words in lower case, and their places in that text."""

    text: str
    words: Sequence[str]
    places: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token]) -> Sentence:
        """The sentence that tokens make in a note."""
        start = tokens[0].start
        return cls(
            text[start : tokens[-1].end],
            [token.surface.lower() for token in tokens],
            [(token.start - start, token.end - start) for token in tokens],
        )


class Named(NamedTuple):
    """A place of a sentence's text, and the number of what is named there."""

    start: int
    end: int
    number: int


class Reading(NamedTuple):
    """A place of a sentence's text, and the term that its value means, or excludes."""

    start: int
    end: int
    term: str
    holds: bool


class Names:
    """Names, lists apart by semicolons, found by their words; the longest one counts."""

    def __init__(self, lists: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for index, names in enumerate(lists):
            for name in names.split(";"):
                words = tuple(name.split())
                self._by_first[words[0]].append((words, index))
        for known in self._by_first.values():
            known.sort(key=lambda name: -len(name[0]))

    def find(self, sentence: Sentence) -> Iterator[Named]:
        """Every name in the sentence, from left to right."""
        taken = 0
        for i, word in enumerate(sentence.words):
            for name, index in self._by_first.get(word, ()) if i >= taken else ():
                if tuple(sentence.words[i : i + len(name)]) == name:
                    taken = i + len(name)
                    yield Named(sentence.places[i][0], sentence.places[taken - 1][1], index)
                    break
