"""What the package knows of one language, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from ..triggers import ABSENT, FAMILY, HISTORICAL, HYPOTHETICAL, POSSIBLE, PRESENT

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Separators of clauses and of list items once punctuation is folded.
CLAUSE: Final = ",;:"
LIST: Final = "、"


def phrases(block: str) -> tuple[str, ...]:
    """The phrases of a block of text, separated by semicolons.

    >>> phrases("sin; no hay")
    ('sin', 'no hay')
    """
    return tuple(phrase for part in block.split(";") if (phrase := " ".join(part.split())))


def table(**blocks: str) -> dict[str, str]:
    """Each phrase of the blocks, and the assertion that its block is named by."""
    return {phrase: name for name, block in blocks.items() for phrase in phrases(block)}


@dataclass(frozen=True, slots=True)
class Triggers:
    """Trigger phrases in the sense of ConText (Harkema et al. 2009).

    Attributes:
        before: Phrases that govern what follows them, and what they say of it.
        after: Phrases that govern what stands before them.
        tight: As ``after``, but of the nearest finding alone: "(-)".
        pseudo: Phrases that look like triggers and are none.
        stops: Words that end every scope: "but".
        states: Words that open a statement of their own: "presents", "with".
        lists: Words that join the items of a list: "and".
        relatives: Relatives; what follows is theirs.
        tells: After one of these a relative is the teller, not the one who has it.
        proband: The one the note is about.
        headings: Headings of sections, and what they say of the findings under them.
        through: Phrases of ``before`` that reach through commas as long as nothing but findings
            stands between them, where commas join no lists.
        comma_lists: Whether commas join list items as they do in European languages; else a comma
            ends what a trigger governs.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    tight: Mapping[str, str] = field(default_factory=dict)
    pseudo: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    proband: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    through: tuple[str, ...] = ()
    comma_lists: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """One language.

    Attributes:
        code: ISO 639-1.
        triggers: What tells whether a finding is present.
        functional: Words without a meaning of their own. European languages are known by them.
        clusters: Letters that are more common than in neighbouring languages; ``_`` ends a word.
        fillers: What may stand around the name of a finding: "the patient", "examination".
        modifiers: Words that a note may add to a finding: "mild", "on both sides".
        silent: Words that a name may have and a note leave out.
        equivalents: Groups of words that mean the same inside names, the first stands for all.
        paraphrases: Further names that clinicians use: ``HP:0000001 Label: name; name`` a line.
        stemmer: Name of the Snowball stemmer; empty for a language that writes no word boundaries.
        characters: Characters that are read as others, as pairs: traditional as simplified.
        units: Words that are kept whole where characters are read one by one.
    """

    code: str
    triggers: Triggers
    functional: frozenset[str] = frozenset()
    clusters: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    equivalents: tuple[tuple[str, ...], ...] = ()
    paraphrases: str = ""
    stemmer: str = ""
    characters: str = ""
    units: tuple[str, ...] = ()

    def words(self) -> set[str]:
        """Every word of the profile's own phrases, in lower case."""
        given, triggers = (*self.fillers, *self.modifiers), self.triggers
        tables = (triggers.before, triggers.after, triggers.headings)
        listed = (triggers.relatives, triggers.tells, triggers.proband, triggers.states)
        said = [*given, *(name for _, name in self.named()), *chain(*tables), *chain(*listed)]
        return {word for phrase in said for word in re.findall(r"[^\W\d_]+", phrase.lower())}

    @property
    def spaced(self) -> bool:
        """Whether the language writes words apart."""
        return bool(self.stemmer)

    def named(self) -> list[tuple[str, str]]:
        """(term id, name) of every paraphrase."""
        found = []
        for line in filter(None, map(str.strip, self.paraphrases.splitlines())):
            head, _, names = line.partition(":")[2].partition(":")
            found += [(f"HP:{head[:7]}", name) for name in phrases(names)]
        return found


def groups(block: str) -> tuple[tuple[str, ...], ...]:
    """Groups of equivalent words, one a line, separated by semicolons."""
    return tuple(phrases(line) for line in block.strip().splitlines())


__all__ = [
    "ABSENT",
    "CLAUSE",
    "FAMILY",
    "HISTORICAL",
    "HYPOTHETICAL",
    "LIST",
    "POSSIBLE",
    "PRESENT",
    "Profile",
    "Triggers",
    "groups",
    "phrases",
    "table",
]
