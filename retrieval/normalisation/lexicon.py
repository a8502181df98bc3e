"""All names of the phenotypes of a snapshot, ready to be looked up by word keys.

A set of words in any order is looked up by the sum of its words' codes, random numbers of 62 bits,
so that a window over a text is moved on by one addition.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Final

from .tokens import Token, tokenise
from .wordclasses import ADVERBIAL, ANALYTICAL, EVERYDAY, OPTIONAL, STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

#: Root of the terms that describe a patient; inheritance, onset and modifiers lie elsewhere.
PHENOTYPIC_ABNORMALITY: Final = "HP:0000118"
#: How far a synonym of each scope is trusted to mean the term itself (0 to 1).
SCOPE_WEIGHT: Final = {
    "LABEL": 1.0,
    "EXACT": 0.99,
    "PARAPHRASE": 0.97,
    "NARROW": 0.96,
    "RELATED": 0.93,
    "BROAD": 0.9,
}
#: Longest name, in words, that is looked up regardless of word order.
LONGEST_BAG: Final = 7
_SEPARATOR = "\n"
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2}|[A-Z]\d)[A-Za-z0-9]{2,7}")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term: its words as lemmas and stems, stop words left out."""

    id: str
    text: str
    weight: float
    lemmas: Key
    stems: Key


def content(tokens: Iterable[Token]) -> list[Token]:
    """Tokens of a name that take part in matching."""
    return [
        t
        for i, t in enumerate(tokens)
        if (t.is_word or t.surface == "/") and (t.lemma not in STOP or (i and t.surface == "A"))
    ]


class Lexicon:
    """Names by ordered stems, by unordered stems, and abbreviations by their spelling.

    With ``shorten`` a name is also found without the words that writers leave out of it.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str, str]],
        depth: Mapping[str, int],
        *,
        shorten: bool = True,
    ) -> None:
        from ahocorasick_rs import AhoCorasick

        self._depth = depth
        self._shorten = shorten
        #: Stems of each name, by the name in lower case.
        self.stems: dict[str, Key] = {}
        self.abbreviations: dict[str, set[str]] = defaultdict(set)
        self.ordered: dict[Key, list[Name]] = defaultdict(list)
        #: Code of every stem of a name of two words or more (seeded: no secret is kept by it).
        self.codes: dict[str, int] = {}
        self.bags: dict[int, list[Name]] = defaultdict(list)
        self._random = Random(0)  # noqa: S311 - the same codes every time, no secret
        for term, text, scope in names:
            self._add(term, text, SCOPE_WEIGHT.get(scope, 0.9))
        #: Every stem that a name holds.
        self.vocabulary = frozenset(stem for key in self.ordered for stem in key)
        self._keys = list(self.ordered)
        patterns = [_SEPARATOR + _SEPARATOR.join(key) + _SEPARATOR for key in self._keys]
        self._automaton = AhoCorasick(patterns)

    def _add(self, term: str, text: str, weight: float) -> None:
        if _ABBREVIATION.fullmatch(text):
            self.abbreviations[text].add(term)
            return
        tokens = content(tokenise(text))
        self.stems[text.lower()] = _stems(tokens)
        if text.lower() in EVERYDAY:
            return
        self._index(Name(term, text, weight, _lemmas(tokens), _stems(tokens)))
        kept = [t for t in tokens if t.lemma not in OPTIONAL and not _is_adverb(t, text)]
        if self._shorten and 2 <= len(kept) < len(tokens) and not _is_vague(kept, tokens):
            self._index(Name(term, text, weight * 0.95, _lemmas(kept), _stems(kept)))

    def _index(self, name: Name) -> None:
        if not name.stems:
            return
        self.ordered[name.stems].append(name)
        if 2 <= len(name.stems) <= LONGEST_BAG:
            for stem in name.stems:
                if stem not in self.codes:
                    self.codes[stem] = self._random.getrandbits(62)
            self.bags[sum(self.codes[stem] for stem in name.stems)].append(name)

    def occurrences(self, stems: Sequence[str]) -> list[tuple[int, int]]:
        """(start, end) in words of every name found in a stream of stems, overlapping ones too."""
        stream = _SEPARATOR + _SEPARATOR.join(stems) + _SEPARATOR
        found = self._automaton.find_matches_as_indexes(stream, overlapping=True)
        if not found:
            return []
        places = accumulate((len(stem) + 1 for stem in stems), initial=0)
        word_at = {place: word for word, place in enumerate(places)}
        return [(word_at[start], word_at[start] + len(self._keys[p])) for p, start, _ in found]

    def code(self, stems: Iterable[str]) -> int:
        """Sum of the codes of stems; 0 if one of them has none."""
        codes = [self.codes.get(stem, 0) for stem in stems]
        return sum(codes) if all(codes) else 0

    def best(self, tokens: Sequence[Token], *, any_order: bool = True) -> tuple[Name, float] | None:
        """The name that fits these words best and how well (0 to 1); None if there is none.

        Where word families alone fit ("renal malformation"), several terms can fit equally well:
        the most general one is taken.
        """
        stems = _stems(tokens)
        found = self.bags.get(self.code(stems)) if any_order else None
        names = found or self.ordered.get(stems, [])
        lemmas = _lemmas(tokens)
        scored = [(_agreement(name, lemmas, stems) * name.weight, name) for name in names]
        fitting = [(round(score, 2), -self._depth.get(name.id, 99), name) for score, name in scored]
        top = max(fitting, key=lambda item: (item[0], item[1], item[2].weight), default=None)
        return (top[2], top[0]) if top and top[0] > 0 else None


def _is_vague(kept: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a name says nothing without what is left out: "abnormal iron" is no iron level."""
    measured = any(token.lemma in ANALYTICAL for token in tokens)
    return measured and any(token.lemma == "abnormal" for token in kept)


def _is_adverb(token: Token, name: str) -> bool:
    """Whether a name can do without a word ("conspicuously", but not the one of "visually-")."""
    return token.lemma.endswith(ADVERBIAL) and f"{token.surface}-" not in name


def _lemmas(tokens: Iterable[Token]) -> Key:
    return tuple(t.lemma for t in tokens)


def _stems(tokens: Iterable[Token]) -> Key:
    return tuple(t.stem for t in tokens)


def _agreement(name: Name, lemmas: Key, stems: Key) -> float:
    """1 for the same words, less for another order, less again for words of the same family.

    A lone word must be the same word: "depressed" is no "depression".
    """
    if name.lemmas == lemmas:
        return 1.0
    if len(lemmas) == 1:
        return 0.0
    same = len(set(name.lemmas) & set(lemmas)) / len(lemmas)
    return (0.88 + 0.1 * same) * (1.0 if name.stems == stems else 0.99)


def depths(is_a: pl.DataFrame, root: str = PHENOTYPIC_ABNORMALITY) -> dict[str, int]:
    """Fewest is_a steps from each proper descendant of root up to it.

    ``is_a`` has the columns `child` and `parent`.
    """
    children: dict[str, list[str]] = defaultdict(list)
    for child, parent in is_a.select("child", "parent").iter_rows():
        children[parent].append(child)
    depth = {root: 0}
    waiting = deque([root])
    while waiting:
        parent = waiting.popleft()
        for child in children.get(parent, ()):
            if child not in depth:
                depth[child] = depth[parent] + 1
                waiting.append(child)
    del depth[root]
    return depth
