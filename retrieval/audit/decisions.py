"""What a curator decides of a literal, and what several decisions together come to.

Decisions are SSSOM mappings (Matentzoglu 2022, https://mapping-commons.github.io/sssom/) of a
literal: ``subject_label`` is the mention as written, ``subject_type`` is ``rdfs literal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from ...errors import InputError

NO_TERM_FOUND: Final = "sssom:NoTermFound"
MANUAL: Final = "semapv:ManualMappingCuration"
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
#: Longest comment or label that is kept, in characters.
LONGEST: Final = 2_000


class Predicate(StrEnum):
    """How a literal stands to a term (SKOS)."""

    EXACT = "skos:exactMatch"
    CLOSE = "skos:closeMatch"
    BROAD = "skos:broadMatch"
    """The term is broader than the literal."""
    NARROW = "skos:narrowMatch"
    """The term is narrower than the literal: to use it would say more than the note."""
    RELATED = "skos:relatedMatch"

    @property
    def maps(self) -> bool:
        """Whether the literal may be read as the term."""
        return self in {Predicate.EXACT, Predicate.CLOSE, Predicate.BROAD}


class Status(StrEnum):
    """Where a mention stands in the queue."""

    OPEN = "open"
    RESOLVED = "resolved"
    REJECTED = "rejected"
    """It names no term."""
    PROPOSED = "proposed"
    """It names a term that is still to be made."""
    CONFLICT = "conflict"
    """Decisions contradict each other, and none takes effect."""
    OBSOLETE = "obsolete"
    """The term that was decided on is not in the snapshot; it has to be decided again."""

    @property
    def waits(self) -> bool:
        """Whether a curator has something to do."""
        return self in {Status.OPEN, Status.CONFLICT, Status.OBSOLETE}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        literal: The mention as it was written.
        predicate: How it stands to the object.
        object: CURIE of a term, or ``sssom:NoTermFound``.
        author: ORCID CURIE or name.
        date: Day, ISO 8601.
        negated: Whether the predicate does not hold (``predicate_modifier: Not``).
        slots: Further SSSOM slots, kept as they came.
        id: Number in the store; 0 before it is there.
        missing: Whether the object is no current term of the snapshot it was last compared with.
        replaced_by: What the ontology replaced the object by.
        origin: The mapping set it was imported from; None where it was made here.
    """

    literal: str
    predicate: Predicate
    object: str
    author: str
    date: str
    label: str | None = None
    negated: bool = False
    justification: str = MANUAL
    comment: str | None = None
    proposed_label: str | None = None
    proposed_parent: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    missing: bool = False
    replaced_by: str | None = None
    origin: str | None = None

    @property
    def rejects(self) -> bool:
        """Whether it says that the literal names no term."""
        return self.object == NO_TERM_FOUND

    @property
    def outcome(self) -> tuple[str, str]:
        """What it does, and to which term; two decisions of one outcome agree."""
        if self.rejects:
            return ("none", "")
        if self.negated:
            return ("not", self.object)
        return ("maps" if self.predicate.maps else "related", self.object)

    @property
    def summary(self) -> str:
        """The decision in words, without its literal."""
        if self.rejects:
            wanted = f"propose “{self.proposed_label}”" if self.proposed_label else ""
            return wanted or "names no term"
        target = f"{self.label} ({self.object})" if self.label else self.object
        if self.negated:
            return f"is not {target}"
        return f"{_WORDS[self.predicate]} {target}"


_WORDS: Final = {
    Predicate.EXACT: "is",
    Predicate.CLOSE: "is close to",
    Predicate.BROAD: "is a kind of",
    Predicate.NARROW: "is broader than",
    Predicate.RELATED: "is related to",
}


def positive(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that say what a literal is, not only what it is not."""
    return [one for one in decisions if one.outcome[0] != "not"]


def contradict(decisions: Sequence[Decision]) -> bool:
    """Whether decisions on one literal cannot all hold."""
    said = {one.outcome for one in positive(decisions)}
    denied = {one.object for one in decisions if one.outcome[0] == "not"}
    return len(said) > 1 or any(kind == "maps" and term in denied for kind, term in said)


def status_of(decisions: Sequence[Decision]) -> Status:
    """Where the literal of these decisions (the valid ones, of any author) stands."""
    if contradict(decisions):
        return Status.CONFLICT
    said = positive(decisions)
    if not said:
        return Status.OPEN
    if any(one.missing for one in said):
        return Status.OBSOLETE
    if said[-1].rejects:
        wanted = any(one.proposed_label for one in said)
        return Status.PROPOSED if wanted else Status.REJECTED
    return Status.RESOLVED


def author_of(text: str | None) -> str:
    """An author as it is kept: ``orcid:...`` or a name on one line.

    Raises:
        InputError: empty, or an ORCID whose check digit is wrong.
    """
    given = clean(text) or ""
    if not given:
        raise InputError("who decides? give --author or set RARESEEK_AUTHOR: an ORCID or a name")
    found = _ORCID.fullmatch(given)
    if found is None:
        if "|" in given or len(given) > 100:
            raise InputError("an author's name has at most 100 characters and no |")
        return given
    orcid = found[1].upper()
    if not _is_orcid(orcid):
        raise InputError(f"{orcid} is no ORCID: its check digit is wrong")
    return f"orcid:{orcid}"


def _is_orcid(orcid: str) -> bool:
    """ISO 7064 mod 11-2, as ORCID iDs use it."""
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def clean(text: str | None) -> str | None:
    """A text on one line without control characters, None where nothing is left."""
    line = " ".join(_CONTROL.sub(" ", text or "").split())
    if len(line) > LONGEST:
        raise InputError(f"a text of {len(line)} characters; at most {LONGEST} are kept")
    return line or None


def today() -> str:
    """The day, UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def now() -> str:
    """The second, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
