"""Misspelt words of a note: an unknown word one or two letters away from a word of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from .morphology import fold, lemma, stem
from .wordclasses import BOUNDARIES, COPULAS, MODIFIERS, ORDINARY
from .wordfamilies import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from .tokens import Token

#: Fewest and most letters of a word that is corrected.
SHORTEST: Final = 7
LONGEST: Final = 30
#: Letters from which two edits are forgiven; one is before.
LONG: Final = 10
#: Endings of the names of proteins.
PROTEINS: Final = ("in", "ase", "ins", "ases")
#: Everyday words, which are never taken for misspelt ones, nor misspelt ones for them.
_ENGLISH: Final = frozenset({*COPULAS, *BOUNDARIES, *ORDINARY, *MODIFIERS, *FINDINGS})
_WORD: Final = re.compile(r"[^\W\d_]+")


class Spelling:
    """Corrects words that no text of the ontology holds to words of its names.

    Symmetric deletion (Garbe 2012): two words one edit apart are equal after at most one letter is
    left out of each.

    Args:
        names: Every name that may be meant.
        known: Texts whose words are spelt as they should be, such as definitions.

    """

    def __init__(self, names: Iterable[str], known: Iterable[str]) -> None:
        words = _words(names)
        self._known = words | _words(known) | _ENGLISH
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if SHORTEST <= len(word) <= LONGEST and lemma(word) not in _ENGLISH:
                for key in _deletions(word):
                    self._near[key].append(word)
        self._corrected: dict[str, str | None] = {}

    def __call__(self, token: Token, vocabulary: Container[str]) -> Token:
        """The token, with the keys of the word that was meant if its own is in no vocabulary."""
        if len(token.lemma) < SHORTEST or token.stem in vocabulary or not token.lemma.isalpha():
            return token
        word = fold(token.surface[: LONGEST + 1])
        if len(word) > LONGEST or word in self._known:
            return token
        meant = self._meant(word)
        if meant is None:
            return token
        return token._replace(lemma=lemma(meant), stem=_stem(meant), misspelt=True)

    def _meant(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA

        if word not in self._corrected:
            near = {other for key in _deletions(word) for other in self._near.get(key, ())}
            allowed = 2 if len(word) >= LONG else 1
            found = sorted(
                (OSA.distance(word, other), other) for other in near if _typing_error(word, other)
            )
            best = [other for distance, other in found if distance == found[0][0] <= allowed]
            meant = best[0] if len({_stem(other) for other in best}) == 1 else None
            if len(self._corrected) >= 100_000:
                self._corrected.clear()
            self._corrected[word] = meant
        return self._corrected[word]


def _typing_error(word: str, meant: str) -> bool:
    """Whether one word may be typed for the other.

    A letter in another's place makes a real word too often ("breeding" is no bleeding, "-in" ends
    the names of proteins), so a short word must have a letter too many, too few, or two swapped.
    """
    if word[0] != meant[0] or (word.endswith(PROTEINS) and not meant.endswith(PROTEINS)):
        return False
    swapped = sorted(word) == sorted(meant)
    return len(word) >= LONG or len(word) != len(meant) or swapped


def _stem(word: str) -> str:
    return stem(lemma(word))


def _words(texts: Iterable[str]) -> set[str]:
    return {fold(word) for word in set(_WORD.findall("\n".join(texts)))}


def _deletions(word: str) -> Iterator[str]:
    """The word itself, and without one letter each."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
