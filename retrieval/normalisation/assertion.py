"""Whether a finding is present, absent, possible, of the family, of the past, or hypothetical.

ConText (Harkema et al. 2009): a trigger phrase governs the findings between it and the end of its
scope: the sentence's end, a terminator ("but", "however", "except") or a new statement ("no
seizures, and he is deaf"). The phrases are data (`triggers`). Where several triggers govern one
finding, the one that says most about whose and whether it is wins: family, hypothetical, absent,
possible, historical.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .triggers import (
    ABSENT,
    AFTER,
    BEFORE,
    CLAUSAL,
    FAMILY,
    FINITE,
    HAS,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATIONS,
    OFFSPRING,
    POSSIBLE,
    PREPOSITIONS,
    PRESENT,
    PROBAND,
    PSEUDO,
    REACH,
    RELATIVES,
    TELLS,
    TERMINATORS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

#: Every assertion, the strongest first.
ASSERTIONS: Final = (FAMILY, HYPOTHETICAL, ABSENT, POSSIBLE, HISTORICAL, PRESENT)
_LONGEST: Final = max(len(p) for p in (*BEFORE, *AFTER, *PSEUDO, *TERMINATORS))
_SEPARATORS: Final = frozenset({",", "and", ";"})
_PLURAL: Final = frozenset({"are", "were", "have"})

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``start`` to ``end`` (exclusive) of a sentence of which something is asserted."""

    start: int
    end: int
    assertion: str


def assertions(
    words: Sequence[str], findings: Sequence[Sequence[int]], default: str = PRESENT
) -> list[str]:
    """The assertion of each finding, given by the indices of its words in the sentence.

    ``words`` are the sentence's words and signs in lower case. ``default`` holds where no trigger
    reaches (a section's own assertion).
    """
    scopes = list(_scopes(words, {i for finding in findings for i in finding}))
    results = []
    for finding in findings:
        start, end = min(finding), max(finding) + 1
        said = {s.assertion for s in scopes if s.start <= start and end <= s.end}
        if any(words[i] in NEGATIONS for i in range(start, end) if i not in finding):
            said.add(ABSENT)  # "the ears were not low-set"
        results.append(min((*said, default), key=ASSERTIONS.index))
    return results


def _scopes(words: Sequence[str], inside: Collection[int]) -> Iterator[Scope]:
    i = 0
    while i < len(words):
        if i in inside:
            i += 1
            continue
        before, after = _longest(words, i, BEFORE), _longest(words, i, AFTER)
        if (pseudo := _longest(words, i, PSEUDO)) > max(before, after):
            i += pseudo
            continue
        yield from _relative(words, i)
        if after:
            phrase = tuple(words[i : i + after])
            yield Scope(_backward(words, i, phrase), i, AFTER[phrase])
        if before:
            phrase = tuple(words[i : i + before])
            yield Scope(i + before, _forward(words, i + before, phrase), BEFORE[phrase])
        i += max(before, after, 1)


def _longest(words: Sequence[str], i: int, table: Collection[Phrase]) -> int:
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        if tuple(words[i : i + size]) in table:
            return size
    return 0


def _forward(words: Sequence[str], start: int, phrase: Phrase) -> int:
    """Where the scope of a trigger before its findings ends."""
    reach = REACH.get(phrase[0], len(words)) if len(phrase) == 1 else len(words)
    limit = min(len(words), start + reach)
    clausal = not CLAUSAL.isdisjoint(phrase)
    for i in range(start, limit):
        if words[i] == ";" or _longest(words, i, TERMINATORS):
            return i
        if words[i] in FINITE and not clausal:
            return i
        if words[i] in _SEPARATORS and _opens_statement(words, i + 1):
            return i
    return limit


def _opens_statement(words: Sequence[str], start: int) -> bool:
    """Whether a finite verb follows before the next comma or coordinator."""
    for i in range(start, len(words)):
        if words[i] in (",", "and", "or", ";"):
            # "and, ..." and ", and ..." are one separator
            if i == start:
                continue
            return False
        if _longest(words, i, TERMINATORS):
            return False
        if words[i] in FINITE or words[i] in ("with", *PROBAND):
            return True
    return False


def _backward(words: Sequence[str], end: int, phrase: Phrase) -> int:
    """Where the scope of a trigger behind its findings starts."""
    if len(phrase) == 1 and phrase[0] in REACH:
        return max(0, end - REACH[phrase[0]])
    plural = phrase[0] in _PLURAL or phrase[0] not in FINITE
    for i in range(end - 1, -1, -1):
        if words[i] in FINITE or words[i] == ";" or _longest(words, i, TERMINATORS):
            return i + 1
        if words[i] in _SEPARATORS and not plural:
            return i + 1
    return 0


def _relative(words: Sequence[str], i: int) -> Iterator[Scope]:
    """Scopes of a relative: "his mother has epilepsy", "epilepsy in his mother"."""
    if words[i] not in RELATIVES:
        return
    following = [w for w in words[i + 1 : i + 4] if w not in ("'s", "’s")]
    for j in range(max(0, i - 3), i):
        if words[j] in ("in", "of"):
            yield Scope(_listed(words, j), j, FAMILY)
    if any(w in TELLS for w in following) or "to" in words[max(0, i - 8) : i]:
        return
    if words[i + 1 : i + 2] == ["and"] and OFFSPRING.intersection(following):
        return
    if words[i + 1 : i + 2] and (words[i + 1] in ("'s", "’s") or HAS.intersection(following)):
        yield Scope(i + 1, _until_proband(words, i + 1), FAMILY)


def _listed(words: Sequence[str], end: int) -> int:
    """Where the list of findings that ends at ``end`` starts: after a verb, sign or preposition."""
    for i in range(end - 1, -1, -1):
        if words[i] in FINITE or words[i] in PREPOSITIONS or words[i] in (",", ";"):
            return i + 1
        if _longest(words, i, TERMINATORS):
            return i + 1
    return 0


def _until_proband(words: Sequence[str], start: int) -> int:
    for i in range(start, len(words)):
        if words[i] in PROBAND or words[i] == ";" or words[i] in ("but", "however"):
            return i
    return len(words)


__all__ = [
    "ABSENT",
    "ASSERTIONS",
    "FAMILY",
    "HISTORICAL",
    "HYPOTHETICAL",
    "POSSIBLE",
    "PRESENT",
    "Scope",
    "assertions",
]
