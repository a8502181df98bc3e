"""The units that names and notes are compared by: word stems, or words and single characters.

A European text is cut into words, each known by its stem (Snowball). Chinese and Japanese are not
written in words: what stands in the profile's lists is a unit, every other character is one too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from .folding import Folding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .folding import Folded
    from .profile import Profile

#: Between two units that do not belong to one phrase.
BREAK: Final = "|"
_WORD: Final = re.compile(r"[^\W_]+|[^\w\s'\-/()]")
_LATIN: Final = re.compile(r"[a-z0-9αβγδκλμω+][a-z0-9αβγδκλμω+.,'\-]*(?<![.,'\-])")
_KANA: Final = re.compile(r"[\u3041-\u30ff]+")
_IGNORED: Final = frozenset(" '\"-/\n\t")


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters ``start`` to ``end`` of the folded text, and the key they are compared by."""

    start: int
    end: int
    key: str

    @property
    def is_break(self) -> bool:
        """Whether it is a sign between phrases."""
        return self.key == BREAK


class Units(Protocol):
    """Cuts folded text into units."""

    folding: Folding

    def __call__(self, folded: Folded) -> list[Unit]:
        """All units of a text in order."""
        ...


def units_of(profile: Profile) -> Units:
    """What cuts the texts of a language."""
    return Words(profile) if profile.spaced else Characters(profile)


class Words:
    """Words by their stems; what has no meaning of its own is left out."""

    def __init__(self, profile: Profile) -> None:
        import snowballstemmer

        self.folding = Folding(accents=False, characters=profile.characters)
        stemmer = snowballstemmer.stemmer(profile.stemmer)
        self._stem = lru_cache(maxsize=200_000)(stemmer.stemWord)
        self._left_out = {self.folding(word).text for word in profile.functional}
        self._same = {
            self._key(word): self._key(group[0])
            for group in profile.equivalents
            for word in group[1:]
        }

    def _key(self, word: str) -> str:
        return str(self._stem(self.folding(word).text))

    def __call__(self, folded: Folded) -> list[Unit]:
        """Words that mean something, and the signs between phrases."""
        return list(self._units(folded.text))

    def _units(self, text: str) -> Iterator[Unit]:
        for match in _WORD.finditer(text):
            word = match.group()
            if not word[0].isalnum():
                yield Unit(*match.span(), BREAK)
            elif word not in self._left_out:
                key = str(self._stem(word))
                yield Unit(*match.span(), self._same.get(key, key))


class Characters:
    """Known words, runs of Latin letters and digits, and single characters."""

    def __init__(self, profile: Profile) -> None:
        self.folding = Folding(accents=True, characters=profile.characters)
        kept = (*profile.units, *profile.fillers, *profile.modifiers)
        known = {word: word for word in map(self._fold, kept) if len(word) > 1}
        known = {word: word for word in known if not _KANA.fullmatch(word)}
        for group in profile.equivalents:
            known |= {self._fold(word): self._fold(group[0]) for word in group}
        self._known = known
        longest = sorted(known, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, longest)) or r"(?!)")
        self._dropped = {self._fold(word) for word in profile.functional}

    def _fold(self, word: str) -> str:
        return self.folding(word).text

    def __call__(self, folded: Folded) -> list[Unit]:
        """All units, blanks left out, and the signs between phrases."""
        return list(self._units(folded.text))

    def _units(self, text: str) -> Iterator[Unit]:
        i = 0
        while i < len(text):
            match = self._pattern.match(text, i) or _LATIN.match(text, i)
            end = match.end() if match else i + 1
            piece = text[i:end]
            if match or piece.isalnum():
                key = self._known.get(piece, piece)
                if key not in self._dropped:
                    yield Unit(i, end, key)
            elif piece not in _IGNORED:
                yield Unit(i, end, BREAK)
            i = end
