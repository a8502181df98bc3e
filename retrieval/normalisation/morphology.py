"""From a written word to the key it is matched by.

Two keys are kept. The *lemma* removes spelling and inflection only and keeps what a word means
("Tumours" -> "tumor", "microcephalic" -> "microcephaly"); the *stem* also joins words of one family
("elevated", "high", "increase" -> "increas"; "renal", "kidneys" -> "kidney").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .wordfamilies import ANATOMY, FINDINGS
from .wordforms import (
    ADJECTIVES,
    BRITISH,
    CLASSICAL,
    ENDINGS,
    GREEK,
    IRREGULAR,
    NOT_PLURAL,
    NUMBERS,
    SINGULAR,
)

_LONGEST_FIRST = sorted(ENDINGS, key=len, reverse=True)
_ADJECTIVAL = tuple(adjective for adjective, _ in ADJECTIVES)
#: Fewest letters left when an ending is removed.
_SHORTEST_STEM = 4


def fold(word: str) -> str:
    """Case, width, ligature, accent and invisible characters removed: "Ménière" -> "meniere"."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    kept = (c for c in decomposed if not unicodedata.combining(c) and c not in "\u00ad\u200b")
    folded = "".join(kept).casefold()
    return GREEK.get(folded, folded)


def _american(word: str) -> str:
    for british, american in BRITISH:
        if british in word:
            word = word.replace(british, american)
    if word.endswith(("ised", "ising")):
        word = word.replace("ised", "ized").replace("ising", "izing")
    return word[:-2] + "r" if len(word) > 5 and word.endswith("our") else word


def _singular(word: str) -> str:
    for plural, ending in CLASSICAL:
        if word.endswith(plural) and len(word) > 5:
            return word[: -len(plural)] + ending
    if len(word) > 5 and word.endswith("i") and word[-2] != "i":
        return word[:-1] + "us"
    if len(word) < 4 or not word.endswith("s") or word.endswith(NOT_PLURAL) or word in SINGULAR:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _noun(word: str) -> str:
    if word in ANATOMY or not word.endswith(_ADJECTIVAL):
        return word
    for adjective, noun in ADJECTIVES:
        if word.endswith(adjective):
            return word[: len(word) - len(adjective)] + noun
    return word


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Key of a word up to spelling and inflection.

    >>> lemma("Tumours"), lemma("microcephalic"), lemma("feet")
    ('tumor', 'microcephaly', 'foot')
    """
    folded = _american(fold(word))
    if folded in NUMBERS:
        return NUMBERS[folded]
    single = IRREGULAR.get(folded) or _singular(folded)
    return _noun(IRREGULAR.get(single, single))


@lru_cache(maxsize=200_000)
def stem(key: str) -> str:
    """Key of a lemma's word family.

    >>> stem("elevation") == stem("high"), stem("renal") == stem("kidney")
    (True, True)
    """
    family = FINDINGS.get(key) or ANATOMY.get(key)
    if family is not None:
        return family
    for ending in _LONGEST_FIRST:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_STEM:
            key = key[: -len(ending)]
            break
    return FINDINGS.get(key) or ANATOMY.get(key) or key
