"""Names of the lexicon among the units of a sentence.

In three ways: the units of a name in order; in another order or around words that say no more
("眼距明显增宽"); and shared between listed or joined phrases ("手足畸形", "手和足畸形"). On overlap
the match that covers most of the text wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .lexicon import LONGEST_BAG, Match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .lexicon import Lexicon
    from .units import Unit

#: Longest phrase, in units, that is looked up in another order.
LONGEST_ITEM: Final = 24
#: Most units that share the rest of a name with what follows or stands before them.
LONGEST_SHARER: Final = 4
_PENALTY: Final = {"dictionary": 1.0, "reordered": 0.97, "gapped": 0.95, "coordinated": 0.9}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Folded text and its units; ``items`` are runs of units between separators."""

    text: str
    units: Sequence[Unit]

    def said(self, chosen: Sequence[int]) -> str:
        """The folded text from the first to the last of these units."""
        return self.text[self.units[chosen[0]].start : self.units[chosen[-1]].end]

    def width(self, chosen: Iterable[int]) -> int:
        """Characters that these units cover."""
        return sum(self.units[i].end - self.units[i].start for i in chosen)

    def span(self, chosen: Sequence[int]) -> tuple[int, int]:
        """First and last character (exclusive) of these units."""
        return self.units[chosen[0]].start, self.units[chosen[-1]].end

    def closed(self, chosen: Sequence[int]) -> tuple[int, int]:
        """As `span`, with the bracket that closes one opened among these units."""
        start, end = self.span(chosen)
        opened = self.text.count("(", start, end) > self.text.count(")", start, end)
        return start, end + (opened and self.text.startswith(")", end))


def ordered(sentence: Sentence, lexicon: Lexicon) -> list[Match]:
    """Names whose units stand one after the other, the widest first, none overlapping."""
    found = []
    for start, end in lexicon.occurrences(sentence.units):
        if match := _look_up(sentence, range(start, end), lexicon, "dictionary"):
            found.append(match)
    return resolve(sentence, found)


def reordered(
    sentence: Sentence, item: Sequence[int], lexicon: Lexicon, addable: Collection[str], least: int
) -> Iterator[Match]:
    """Names in another order within an item, or with words that say no more left out.

    ``least`` is the number of units from which their order does not matter.
    """
    if len(item) > LONGEST_ITEM:
        return
    for first in range(len(item)):
        for size in range(2, min(LONGEST_BAG + 2, len(item) - first) + 1):
            window = item[first : first + size]
            ways = [(window, "reordered")]
            inner = [i for i in window if sentence.units[i].key not in addable]
            if 2 <= len(inner) < size and inner[0] == window[0] and inner[-1] == window[-1]:
                ways.append((inner, "gapped"))
            for chosen, method in ways:
                free = len(chosen) >= least
                if match := _look_up(sentence, chosen, lexicon, method, any_order=free):
                    yield match


def shared(
    sentence: Sentence, items: Sequence[Sequence[int]], kept: Sequence[Match], lexicon: Lexicon
) -> Iterator[Match]:
    """Names of which one part stands once for several: ``items`` are listed one after another."""
    line = [i for item in items for i in item]
    inside = set(line)
    here = [match for match in kept if match.units[0] in inside]
    matches = {match.units[0]: match for match in here}
    covered = {i for match in here for i in match.units}
    previous: Sequence[int] = ()
    waiting: list[Sequence[int]] = []
    for run, match in _runs(line, items, matches, covered):
        if match is None:
            if found := _with_beginning(sentence, previous, run, lexicon):
                yield found
            else:
                waiting.append(run)
            continue
        following: Sequence[int] = match.units
        for one in reversed(waiting):
            found = _with_end(sentence, one, following, lexicon)
            if found is None:
                break
            yield found
            following = found.units
        waiting, previous = [], match.units


def _runs(
    line: Sequence[int],
    items: Sequence[Sequence[int]],
    matches: dict[int, Match],
    covered: Collection[int],
) -> Iterator[tuple[Sequence[int], Match | None]]:
    """Matches, and between them runs of units without one, item by item."""
    starts = {item[0] for item in items if item}
    run: list[int] = []
    for i in line:
        if run and (i in starts or i in covered):
            yield run, None
            run = []
        if i in matches:
            yield matches[i].units, matches[i]
        elif i not in covered:
            run.append(i)
    if run:
        yield run, None


def _with_end(
    sentence: Sentence, run: Sequence[int], following: Sequence[int], lexicon: Lexicon
) -> Match | None:
    if len(run) > LONGEST_SHARER:
        return None
    for cut in range(1, len(following)):
        chosen = (*run, *following[cut:])
        if match := _look_up(sentence, chosen, lexicon, "coordinated"):
            return match
    return None


def _with_beginning(
    sentence: Sentence, previous: Sequence[int], run: Sequence[int], lexicon: Lexicon
) -> Match | None:
    if len(run) > LONGEST_SHARER:
        return None
    for cut in range(len(previous) - 1, 0, -1):
        if match := _look_up(sentence, (*previous[:cut], *run), lexicon, "coordinated"):
            return match
    return None


def _look_up(
    sentence: Sentence,
    chosen: Sequence[int],
    lexicon: Lexicon,
    method: str,
    *,
    any_order: bool = False,
) -> Match | None:
    key = tuple(sentence.units[i].key for i in chosen)
    best = lexicon.best(key, sentence.said(chosen), any_order=any_order)
    if best is None:
        return None
    name, score = best
    return Match(tuple(chosen), name.id, score * _PENALTY[method], method)


def resolve(sentence: Sentence, matches: Iterable[Match]) -> list[Match]:
    """The best matches that share no unit: those that cover more, then those that fit better."""
    kept: list[Match] = []
    taken: set[int] = set()
    ranked = sorted(
        matches,
        key=lambda m: (sentence.width(m.units), m.score, m.units[0] - m.units[-1], m.units),
        reverse=True,
    )
    for match in ranked:
        if taken.isdisjoint(match.units):
            kept.append(match)
            taken.update(match.units)
    return sorted(kept, key=lambda match: match.units)
