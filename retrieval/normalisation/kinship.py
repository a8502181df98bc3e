"""What a sentence says of relatives: "his mother has epilepsy", "epilepsy in his mother"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .phrasetree import Scope
from .triggers import (
    AUXILIARY,
    FAMILY,
    FINITE,
    HAS,
    HEALTHY,
    OFFSPRING,
    PREPOSITIONS,
    PROBAND,
    RELATIVES,
    TELLS,
    TROUBLED,
)
from .wordtables import words as word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_POSSESSIVE: Final = frozenset({"'s", "’s"})
_SINGLE: Final = frozenset({"mother", "father", "mom", "mum", "dad"})
#: Within how many words a verb follows its relative, and what may not stand between.
_NEAR: Final = 7
_DETERMINERS: Final = word_set("the his her their a an maternal paternal older younger")
_OTHERS: Final = PROBAND | word_set("him his her their them both")
_FOUND_IN: Final = word_set("seen present found noted observed reported diagnosed occurs")
#: Signs after a relative at the head of a list: "Mother: migraine".
_LISTS: Final = frozenset({":", "-", "–", "—", "=", "|"})


def family_scopes(
    words: Sequence[str], inside: Collection[int], terminators: Collection[int]
) -> Iterator[Scope]:
    """The scopes of every relative in a sentence."""
    for i, word in enumerate(words):
        if word in RELATIVES and i not in inside:
            yield from _scopes(words, i, terminators)


def _scopes(words: Sequence[str], i: int, terminators: Collection[int]) -> Iterator[Scope]:
    opening = _opening(words, i)
    if opening is not None:
        listed = opening
        while listed > 0 and (words[listed - 1] in _FOUND_IN or words[listed - 1] in AUXILIARY):
            listed -= 1
        yield Scope(_listed(words, listed, terminators), opening, FAMILY)
    following = _following(words, i)
    if not TELLS.isdisjoint(following) or _with_proband(words, i):
        return
    if not TROUBLED.isdisjoint(words[i + 1 : i + 5]):
        return
    if words[i + 1 : i + 2] == ["and"] and OFFSPRING.intersection(following):
        return
    if _gave_birth(words, i):
        return
    after = words[i + 1] if i + 1 < len(words) else ""
    has = not HAS.isdisjoint(following) or _is_subject(words, i)
    if after in _POSSESSIVE or after in _LISTS or has:
        end = _until_proband(words, i + 1)
        if "whose" in words[:i]:
            end = _until_clause_ends(words, i + 1, end)
        yield Scope(i + 1, end, FAMILY)


def _opening(words: Sequence[str], i: int) -> int | None:
    """Where "in his older brother" or "(mother" starts, if the relative stands in one."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if words[j] in ("in", "of", "affecting", "affects", "affected"):
            return j
        if words[j] == "(":
            return j if j >= i - 2 else None
        if words[j] in FINITE or words[j] in (",", ";"):
            return None
    return None


def _following(words: Sequence[str], i: int) -> list[str]:
    """The words that may tell what the relative does, up to the next subject."""
    following: list[str] = []
    for word in words[i + 1 : i + 1 + _NEAR]:
        if word in PROBAND or word in (";", ".", "but"):
            if not following or following == [","]:
                continue
            break
        if word not in _POSSESSIVE:
            following.append(word)
        if word in HAS:
            break
    return following


def _is_subject(words: Sequence[str], i: int) -> bool:
    """Whether a relative opens the sentence as its subject, and nobody else is in it."""
    opens = i == 0 or (i <= 2 and words[0] in _DETERMINERS)
    verb = i + 1 < len(words) and words[i + 1].isalpha() and words[i + 1] not in ("and", "or")
    return opens and verb and _OTHERS.isdisjoint(words[i + 1 :])


def _with_proband(words: Sequence[str], i: int) -> bool:
    """Whether the patient has it too: "both he and his brother have deafness"."""
    before = words[max(0, i - 4) : i]
    return "and" in before and not PROBAND.isdisjoint(before[: before.index("and")])


def _gave_birth(words: Sequence[str], i: int) -> bool:
    """Whether what follows is the child's: "born to a healthy mother with microcephaly"."""
    before = words[max(0, i - 8) : i]
    if "to" not in before:
        return False
    described = before[before.index("to") :]
    own = words[i] in _SINGLE and HEALTHY.isdisjoint(described)
    return not (own and words[i + 1 : i + 2] in (["with"], ["who"]))


def _listed(words: Sequence[str], end: int, terminators: Collection[int]) -> int:
    """Where the list of findings that ends at ``end`` starts: after a verb, sign or preposition."""
    for i in range(end - 1, -1, -1):
        if words[i] in FINITE or words[i] in PREPOSITIONS or words[i] in (",", ";", ":"):
            return i + 1
        if i in terminators:
            return i + 1
    return 0


def _until_proband(words: Sequence[str], start: int) -> int:
    for i in range(start, len(words)):
        if words[i] in PROBAND or words[i] in (";", "but", "however"):
            return i
    return len(words)


def _until_clause_ends(words: Sequence[str], start: int, end: int) -> int:
    """Where "whose sister has epilepsy, presented ..." goes back to the one it is about."""
    for i in range(start, end - 1):
        if words[i] == "," and (words[i + 1] in FINITE or words[i + 1] == "presenting"):
            return i
    return end
