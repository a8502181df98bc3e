"""Phrases that coordination leaves unsaid: "short and broad fingers" says "short fingers" too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .wordclasses import BOUNDARIES, COORDINATORS, COPULAS, STOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .tokens import Token


@dataclass(frozen=True, slots=True)
class Part:
    """Word indices of one coordinated part, and what joins it to the part before it."""

    words: list[int]
    after_comma: bool
    conjoined: bool


#: Most words of one coordinated part that are looked at.
LONGEST_PART: Final = 5
#: Most words of a part that stands between the first and the last of a list.
SHORT_PART: Final = 2
#: Endings of adjectives that can stand before a noun they share with another adjective.
ADJECTIVAL: Final = ("ed", "ic", "al", "ous", "ive", "ar", "oid", "ing", "ant", "ent")
#: Most words that one part lends to another.
LENT: Final = 3


def shared_phrases(sentence: Sequence[Token], taken: set[int]) -> Iterator[tuple[int, ...]]:
    """Word indices of every phrase made of one part's own words and words another part lends.

    A part borrows its head from a part after it ("short and broad fingers") or its opening from
    the part before it ("small hands and feet"). It must hold a word that is not `taken` already.
    """
    for group in _groups(sentence):
        for i, part in enumerate(group):
            if taken.issuperset(part.words) or len(part.words) > LONGEST_PART:
                continue
            describes = _adjective(sentence[part.words[-1]])
            for later in _lenders(group, i, after_comma=describes):
                yield from _head(part, later)
            for earlier in group[:i]:
                yield from _opening(part, earlier)


def _lenders(group: list[Part], i: int, *, after_comma: bool) -> Iterator[Part]:
    """Parts that can close a list begun by part i, only short parts between.

    "And" stands before such a part; a comma may do after an adjective ("wide-based, ataxic gait").
    """
    for later in group[i + 1 :]:
        if later.conjoined or after_comma:
            yield later
        if len(later.words) > SHORT_PART:
            return


def _adjective(token: Token) -> bool:
    return token.surface.lower().endswith(ADJECTIVAL)


def _head(part: Part, later: Part) -> Iterator[tuple[int, ...]]:
    if len(later.words) > LONGEST_PART:
        return
    for lent in range(1, min(LENT, len(later.words) - 1) + 1):
        for own in range(1, min(LENT, len(part.words)) + 1):
            yield (*part.words[-own:], *later.words[-lent:])


def _opening(part: Part, earlier: Part) -> Iterator[tuple[int, ...]]:
    if part.after_comma or len(part.words) > LENT:
        return
    for lent in range(1, min(LENT, len(earlier.words) - 1) + 1):
        yield (*earlier.words[:lent], *part.words)


def _groups(sentence: Sequence[Token]) -> Iterator[list[Part]]:
    """Two or more parts joined by coordinators."""
    group: list[Part] = []
    words: list[int] = []
    joints: set[str] = set()
    for i, token in enumerate(sentence):
        if token.lemma in COORDINATORS:
            if words:
                group.append(_part(words, joints))
                words, joints = [], set()
            joints.add(token.lemma)
        elif not token.is_word or token.lemma in BOUNDARIES:
            yield from _closed(group, _part(words, joints))
            group, words, joints = [], [], set()
        elif token.lemma not in STOP and token.lemma not in COPULAS:
            words.append(i)
    yield from _closed(group, _part(words, joints))


def _part(words: list[int], joints: set[str]) -> Part:
    return Part(words, after_comma="," in joints, conjoined=bool(joints - {","}))


def _closed(group: list[Part], last: Part) -> Iterator[list[Part]]:
    parts = [*group, last] if last.words else group
    if len(parts) > 1:
        yield parts
