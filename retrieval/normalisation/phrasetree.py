"""The trigger phrases as one tree, so that a word which opens none costs one look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from .triggerphrases import AFTER, BEFORE, GROUPS, PSEUDO, TERMINATORS
from .triggers import ADVERBS, FINDING_ENDS, NO_ADVERBS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

#: Words and signs before which a clause may end.
CLAUSE_ENDS: Final = frozenset({",", ";", ".", ")", "|", "]", "/", "and", "but", "!"})
_GROUP: Final = re.compile(r"\{(\w+)\}")


class Kind(Enum):
    """Where the findings of a trigger stand, or that it is none, or ends what others say."""

    BEFORE = "before"
    AFTER = "after"
    PSEUDO = "pseudo"
    TERMINATOR = "terminator"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words ``start`` to ``end`` (exclusive) of a sentence, and what they say of its findings."""

    start: int
    end: int
    kind: Kind
    says: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Words ``start`` to ``end`` (exclusive) of a sentence of which something is said."""

    start: int
    end: int
    says: str


class _Node(dict[str, "_Node"]):
    """Following words; ``rules`` hold where a phrase ends here, ``final`` if a clause does too."""

    __slots__ = ("final", "rules")

    def __init__(self) -> None:
        super().__init__()
        self.rules: dict[Kind, str] = {}
        self.final: dict[Kind, str] = {}


def expand(phrase: str) -> Iterator[list[str]]:
    """The words of a phrase with each group replaced by each of its members.

    >>> list(expand("{sign} no$"))[0]
    [':', 'no', '$']
    """
    parts = _GROUP.split(phrase.replace("$", " $"))
    choices = [
        [part] if i % 2 == 0 else [member.strip() for member in GROUPS[part].split(";")]
        for i, part in enumerate(parts)
    ]
    for chosen in product(*choices):
        yield " ".join(chosen).split()


@cache
def tree() -> _Node:
    """The tree of all phrases; takes some milliseconds, once."""
    root = _Node()
    for says, block in BEFORE.items():
        _add(root, block, Kind.BEFORE, says)
    for says, block in AFTER.items():
        _add(root, block, Kind.AFTER, says)
    _add(root, PSEUDO, Kind.PSEUDO, "")
    _add(root, TERMINATORS, Kind.TERMINATOR, "")
    return root


def _add(root: _Node, block: str, kind: Kind, says: str) -> None:
    for phrase in filter(None, map(str.strip, block.split(";"))):
        for words in expand(phrase):
            for spelling in _spellings(words):
                _insert(root, spelling, kind, says)


def _spellings(words: list[str]) -> Iterator[list[str]]:
    """The words, and with "not" at the head as in "isn't" and "isn’t"."""
    yield words
    if words[0] == "not":
        yield from (["'", "t", *words[1:]], ["’", "t", *words[1:]])


def _insert(root: _Node, words: Sequence[str], kind: Kind, says: str) -> None:
    node = root
    for word in words:
        if word == "$":
            node.final[kind] = says
            return
        node = node.setdefault(word, _Node())
    node.rules[kind] = says


def triggers(words: Sequence[str], inside: Collection[int]) -> Iterator[Trigger]:
    """The longest phrases of each kind, from left to right; none starts at a word ``inside``.

    A phrase that is no trigger hides those that start at its words, a trigger those within it.
    """
    root = tree()
    i = hidden = 0
    while i < len(words):
        node = root.get(words[i])
        if node is None or i in inside:
            i += 1
            continue
        found = _longest(node, words, i + 1)
        pseudo = found.pop(Kind.PSEUDO, None)
        longest = max((end for end, _ in found.values()), default=0)
        if pseudo is not None and pseudo[0] > longest:
            i = hidden = pseudo[0]
            continue
        for kind, (end, says) in found.items():
            if end == longest > hidden:
                yield Trigger(i, end, kind, says)
        hidden = max(longest, hidden)
        i += 1


def _longest(node: _Node, words: Sequence[str], at: int) -> dict[Kind, tuple[int, str]]:
    found: dict[Kind, tuple[int, str]] = {}
    while True:
        for kind, says in node.rules.items():
            found[kind] = (at, says)
        if node.final and (at == len(words) or words[at] in CLAUSE_ENDS):
            for kind, says in node.final.items():
                found[kind] = (at, says)
        while at < len(words) and words[at] not in node and _is_adverb(words[at]):
            at += 1
        following = node.get(words[at]) if at < len(words) else None
        if following is None:
            return found
        node, at = following, at + 1


def _is_adverb(word: str) -> bool:
    """Whether a word may stand within a phrase; findings end like adverbs ("polydactyly")."""
    if word in ADVERBS:
        return True
    return word.endswith("ly") and word not in NO_ADVERBS and not word.endswith(FINDING_ENDS)
