"""Medical words that European languages share, for terms that have no name in a language yet.

"Hepatomegalia", "Hepatomegalie" and "hepatomegaly" are one Greek word. Each is reduced to a
skeleton: the spellings and endings in which the languages differ are taken away. English names of
one to three such words are found by their skeletons, in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..wordtables import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Most words of a name that is found this way; letters of a lone word, and of its skeleton.
LONGEST: Final = 3
SHORTEST: Final = 6
_SHORTEST_SKELETON: Final = 4
#: How far such a name is trusted.
WEIGHT: Final = 0.88
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("[äæœö]|ae|oe", "e"), ("ß", "ss"), ("ph", "f"), ("th", "t"), ("qu|k|ch", "c"),
        ("zi(?=[aeo])", "ti"), ("z", "c"), ("y|j", "i"), ("w", "v"), ("h", ""), ("x", "s"),
        ("[cp]t", "t"), (r"(.)\1", r"\1"), ("^es(?=[cptqmn])", "s"),
    )
)  # fmt: skip
_ENDINGS: Final = (
    (re.compile("(?:idade?|itat|iteit)$"), "it"),
    (re.compile("(?:cao|coes|cion|ciones|tione?|tioni|tionen|tions)$"), "t"),
    (re.compile("(?:al|ale|ales|ais|eal|aux|ical|ic|ico|ica|icos|icas|ici|iche|ice|ices|icue|icues"
                "|isc|isce|iscer|iscen|ous|oso|osa|eus|euse|ar|are|ares|aire|aires)$"), ""),
    (re.compile("(?:ia|ie|ias|ien|ies|us|um|is|en|er|es|os|as|[aeious])$"), ""),
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_FUNCTIONAL: Final = words("of the in to a an and or with on by")


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """What a word has in common with the same word of another language.

    >>> {skeleton(word) for word in ("hepatomegalia", "Hepatomegalie", "hepatomegaly")}
    {'epatomegal'}
    """
    text = word.lower().replace("ä", "e").replace("ö", "e")
    parts = unicodedata.normalize("NFD", text)
    text = "".join(c for c in parts if not unicodedata.combining(c))
    for pattern, plain in _SPELLINGS:
        text = pattern.sub(plain, text)
    for pattern, plain in _ENDINGS:
        shorter = pattern.sub(plain, text)
        text = shorter if len(shorter) >= 4 else text
    return text


class Cognates:
    """English names by the skeletons of their words.

    Args:
        names: (term id, English name, weight).
        rarity: How rare each term is; of two terms with one skeleton the more common is meant.
    """

    def __init__(self, names: Iterable[tuple[str, str, float]], rarity: dict[str, float]) -> None:
        found: dict[tuple[str, ...], list[tuple[float, float, str]]] = defaultdict(list)
        for term, name, weight in names:
            said = [w for w in _WORD.findall(name) if w.lower() not in _FUNCTIONAL]
            if _usable(said) and not re.search(r"\d", name):
                key = tuple(sorted(map(skeleton, said)))
                found[key].append((weight, -rarity.get(term, 99.0), term))
        self._terms = {key: max(terms) for key, terms in found.items() if _tells(key)}

    def __call__(self, said: Sequence[str]) -> tuple[str, float] | None:
        """The term that these words name in another language, and how far it is trusted."""
        best = self._terms.get(tuple(sorted(map(skeleton, said)))) if _usable(said) else None
        return (best[2], WEIGHT * best[0]) if best else None


def _usable(said: Sequence[str]) -> bool:
    return 1 < len(said) <= LONGEST or (len(said) == 1 and len(said[0]) >= SHORTEST)


def _tells(key: tuple[str, ...]) -> bool:
    return min(map(len, key)) >= (_SHORTEST_SKELETON if len(key) == 1 else 3)
