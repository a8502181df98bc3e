"""What normalisation finds in a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .triggers import ABSENT, HISTORICAL, POSSIBLE, PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Method of a mention that is read from a measured value ("height -3 SD"), not from words.
MEASUREMENT: Final = "measurement"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a note that names a term.

    ``text`` is the note's ``[start:end]``, in characters. ``assertion`` is present, absent,
    possible, family, historical or hypothetical. ``score`` (0 to 1) says how well the words fit a
    name of the term. ``method`` is dictionary, reordered, gapped, coordinated, abbreviation,
    spelling, partial, linker, measurement or curated; in other languages than English also cognate,
    or extractor.
    """

    start: int
    end: int
    text: str
    id: str
    label: str
    assertion: str
    score: float
    method: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that an unmapped place may mean; ``score`` from 0 to 1."""

    id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class UnmappedMention:
    """A place that reads like a finding but is like no name enough; candidates best first."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """Mentions and unmapped places of one note, in the order of the text."""

    mentions: tuple[Mention, ...]
    unmapped: tuple[UnmappedMention, ...]

    def present(self, *, possible: bool = False) -> tuple[str, ...]:
        """Ids of the patient's phenotypes in order of first mention.

        What the patient had in the past counts: a disease is recognised by the phenotypes of a
        life. What is only possible counts if asked for. Family and hypothetical never count.
        """
        counted = {PRESENT, HISTORICAL, *([POSSIBLE] if possible else [])}
        return _phenotypes(m for m in self.mentions if m.assertion in counted)

    def excluded(self) -> tuple[str, ...]:
        """Ids of the phenotypes said to be absent, in order; one that is also present is not."""
        present = set(self.present())
        absent = _phenotypes(m for m in self.mentions if m.assertion == ABSENT)
        return tuple(term for term in absent if term not in present)


def _phenotypes(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.id for m in mentions if m.id.startswith("HP:")))
