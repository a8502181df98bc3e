"""Words of a question or a name, and the keys that names are looked up by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from ..normalisation.morphology import fold
from ..normalisation.tokens import Token, tokenise

#: Words of a name that a question may leave out or add.
SILENT: Final = frozenset({"of", "the", "a", "an", "in", "to", "by", "for", "at", "on", "its"})
#: Words that say only that a name is a disease's.
GENERIC: Final = frozenset({"syndrome", "disease", "disorder", "condition", "type"})
_ROMAN: Final = {
    "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12", "xiii": "13",
    "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19",
}  # fmt: skip
_ROMAN_ONE: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "x": "10"} | _ROMAN
_LETTERED: Final = re.compile(r"(x?(?:i{1,3}|iv|v|vi{1,3}|ix)|x)([a-z])")
#: Words after which a Roman number with a letter stands: "type IIA".
_NUMBERED: Final = frozenset({"type", "form", "group", "stage"})


class Key(IntEnum):
    """How a key was made of a name, the surest first."""

    EXACT = 0
    """All words as written, apart from case, accents and signs."""
    NORMAL = 1
    """Words without spelling and inflection; silent words left out."""
    SHORT = 2
    """The same without words that say only "disease"."""
    BAG = 3
    """The same in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, its letters folded, and its key without inflection."""

    start: int
    end: int
    surface: str
    folded: str
    lemma: str

    def respelt(self, word: str) -> Word:
        """The same place with another word, as corrected."""
        return replace(self, folded=word, lemma=word)


def words(text: str) -> list[Word]:
    """The words of a text in order; signs are left out.

    >>> [word.lemma for word in words("Usher syndromes, type IIA")]
    ['usher', 'syndrome', 'type', '2a']
    """
    return words_of(tokenise(text))


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """The words among the tokens of a text, in order."""
    found: list[Word] = []
    for token in tokens:
        if token.is_word:
            folded = fold(token.surface)
            before = found[-1].lemma if found else ""
            lemma = _arabic(folded, before) or token.lemma
            found.append(Word(token.start, token.end, token.surface, folded, lemma))
    return found


def _arabic(word: str, before: str) -> str | None:
    if before not in _NUMBERED:
        return _ROMAN.get(word)
    if word in _ROMAN_ONE:
        return _ROMAN_ONE[word]
    lettered = _LETTERED.fullmatch(word)
    if lettered and lettered[1] in _ROMAN_ONE:
        return _ROMAN_ONE[lettered[1]] + lettered[2]
    return None


def keys(of: Sequence[Word]) -> dict[Key, str]:
    """The keys of a name, or of a stretch of a question; two equal ones stand once."""
    telling = [word for at, word in enumerate(of) if not _is_silent(of, at)]
    lemmas = [word.lemma for word in telling]
    short = [word.lemma for word in telling if word.folded not in GENERIC]
    made = {
        Key.EXACT: "".join(word.folded for word in of),
        Key.NORMAL: "".join(lemmas),
        Key.SHORT: "".join(short) if len("".join(short)) > 2 else "",
        Key.BAG: " ".join(sorted(lemmas)) if len(lemmas) > 1 else "",
    }
    return {kind: text for kind, text in made.items() if text}


def _is_silent(of: Sequence[Word], at: int) -> bool:
    """Whether a word says nothing; an "A" that counts ("haemophilia A") does."""
    if of[at].folded != "a":
        return of[at].lemma in SILENT
    counts = of[at].surface == "A" or at == len(of) - 1 or of[at - 1].lemma in _NUMBERED
    return not (at and counts)


def letters(lemmas: Iterable[str]) -> set[str]:
    """Groups of three letters of words, their ends marked."""
    return {f"${word}$"[i : i + 3] for word in lemmas for i in range(len(word))}
