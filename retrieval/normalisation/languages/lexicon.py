"""The names of terms in one language, looked up by their units."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .folding import Folded
from .units import BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .units import Unit, Units

#: Most units of a name that is looked up whatever their order.
LONGEST_BAG: Final = 8
_BRACKETED: Final = re.compile(r"\s*\(([^()]*)\)")
_ALTERNATIVE: Final = re.compile(r"\s*/\s*")
_PARTS: Final = re.compile(r"\s*;\s*")
_UNKNOWN: Final = "\x01"
_FIRST: Final = 0x20000

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a term, folded. ``weight`` (0 to 1) is how far it is trusted to mean the term."""

    id: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """Units (by index, ascending) of a sentence that name a term."""

    units: tuple[int, ...]
    id: str
    score: float
    method: str


class Lexicon:
    """Names by their units in order, and regardless of order.

    Args:
        names: (term id, name, weight).
        units: What cuts texts of the language.
        rarity: For each term how rare it is; of two terms with one name the more common is meant.
        unusable: Whether a folded name is none: a trigger, or a word that says nothing by itself.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str, float]],
        units: Units,
        rarity: dict[str, float],
        unusable: Callable[[str], bool],
    ) -> None:
        from ahocorasick_rs import AhoCorasick

        self._units = units
        self._rarity = rarity
        self.ordered: dict[Key, list[Name]] = defaultdict(list)
        self.bags: dict[Key, list[Key]] = defaultdict(list)
        for term, text, weight in names:
            for variant, factor in variants(units.folding(text).text):
                if not unusable(variant):
                    self._add(Name(term, variant, round(weight * factor, 4)))
        self._cached = lru_cache(maxsize=50_000)(self._best)
        self._letters: dict[str, str] = {}
        for key in self.ordered:
            if 2 <= len(key) <= LONGEST_BAG and BREAK not in key:
                self.bags[tuple(sorted(key))].append(key)
            for unit in key:
                self._letters.setdefault(unit, chr(_FIRST + len(self._letters)))
        self._keys = list(self.ordered)
        self._automaton = AhoCorasick(
            ["".join(map(self._letters.__getitem__, k)) for k in self._keys]
        )

    def _add(self, name: Name) -> None:
        """Take a name by its units; one with a comma is also found with the comma."""
        whole = list(self._key(name.text))
        while whole and whole[-1] == BREAK:
            whole.pop()
        for key in dict.fromkeys((tuple(whole), tuple(unit for unit in whole if unit != BREAK))):
            if key and key[0] != BREAK:
                self.ordered[key].append(name)

    def key(self, folded: str) -> Key:
        """The units of a folded name, signs left out."""
        return tuple(unit for unit in self._key(folded) if unit != BREAK)

    def _key(self, folded: str) -> Key:
        places = range(len(folded) + 1)
        units = self._units(Folded(folded, places[:-1], places[1:]))
        return tuple(unit.key for unit in units)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every unit that a name holds."""
        return frozenset(self._letters)

    def occurrences(self, units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
        """First and last unit (exclusive) of every name in a sentence, overlapping ones too."""
        stream = "".join(self._letters.get(unit.key, _UNKNOWN) for unit in units)
        for _, start, end in self._automaton.find_matches_as_indexes(stream, overlapping=True):
            yield start, end

    def best(self, key: Key, said: str, *, any_order: bool = False) -> tuple[Name, float] | None:
        """The name that these units say best, and how well (0 to 1); None where there is none.

        ``said`` is what stands in the folded text: a name that is written the same comes first.
        """
        return self._cached(key, said, any_order)

    def _best(self, key: Key, said: str, any_order: bool) -> tuple[Name, float] | None:
        found = [(name, 1.0) for name in self.ordered.get(key, ())]
        if not found and any_order:
            keys = self.bags.get(tuple(sorted(key)), ())
            found = [(name, 0.95) for one in keys for name in self.ordered[one]]
        scored = [
            (round(factor * name.weight * (1.0 if name.text == said else 0.98), 4), name)
            for name, factor in found
        ]
        if not scored:
            return None
        score, name = max(scored, key=lambda s: (s[0], -self._rarity.get(s[1].id, 99.0), s[1].id))
        return name, score


def variants(name: str) -> Iterator[tuple[str, float]]:
    """A folded name as it may be written, and how much less each form is trusted.

    What stands in brackets can be left out, or says the same again; of "a/b" each part can stand
    alone, and the second one may lack what both begin with.

    >>> [text for text, _ in variants("kyphosis (hunchback)")]
    ['kyphosis (hunchback)', 'kyphosis', 'hunchback']
    """
    name = name.strip(" .,;")
    yield name, 1.0
    parts = _PARTS.split(name)
    if len(parts) > 1:
        yield from ((part, 0.95) for part in parts if len(part) > 1)
        return
    inside = _BRACKETED.search(name)
    bare = _BRACKETED.sub("", name).strip()
    if inside is None or not bare:
        yield from _alternatives(name)
        return
    yield bare, 0.97
    if len(inside[1]) == 1:  # "finger (toe)" in one character each
        yield name[: inside.start() - 1] + inside[1] + name[inside.end() :], 0.97
    elif name.endswith(")") and len(inside[1]) * 2 >= len(bare):
        yield inside[1], 0.93


def _alternatives(name: str) -> Iterator[tuple[str, float]]:
    halves = _ALTERNATIVE.split(name)
    if len(halves) != 2 or min(map(len, halves)) < 2 or " " in name:
        return
    first, second = halves
    yield first, 0.95
    shared = first[: -len(second)] if len(first) > len(second) else ""
    yield shared + second, 0.95
