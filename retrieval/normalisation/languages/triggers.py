"""Where the trigger phrases of a language stand in a sentence, and what they govern.

ConText (Harkema et al. 2009), as `rareseek.retrieval.normalisation.assertion` has it for English,
over characters instead of words: a trigger governs the findings between it and a word that ends its
scope. Of several assertions of one finding the strongest holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from .profile import ABSENT, FAMILY, HISTORICAL, HYPOTHETICAL, POSSIBLE, PRESENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .folding import Folding
    from .profile import Triggers

#: Every assertion, the strongest first.
ASSERTIONS: Final = (FAMILY, HYPOTHETICAL, ABSENT, POSSIBLE, HISTORICAL, PRESENT)
#: Characters between a finding and a trigger that is of this finding alone.
_NEAR: Final = 2
#: Characters between a relative and the word that makes a teller of it.
_TELLS_WITHIN: Final = 4
_SIGN: Final = re.compile(r"(?<!\d),|,(?!\d)|[;:、\n]")
#: Characters that say of all items of a list, commas or not, what follows.
_ALL: Final = "均皆都"
#: What a list may hold beside findings and what joins them.
_BARE: Final = frozenset(" \n,.。()史等")
#: What reaches on through clauses and statements.
_FAR: Final = frozenset({HYPOTHETICAL, FAMILY})


class Kind(Enum):
    """What a phrase does."""

    PSEUDO = auto()
    BEFORE = auto()
    AFTER = auto()
    TIGHT = auto()
    STOP = auto()
    STATE = auto()
    LIST = auto()
    RELATIVE = auto()
    TELL = auto()
    PROBAND = auto()
    CLAUSE = auto()


#: What a sentence may not have before the trigger of a list; and commas of the shortest list.
_PLAIN: Final = frozenset({Kind.CLAUSE, Kind.STATE, Kind.BEFORE, Kind.AFTER, Kind.RELATIVE})
_LIST_COMMAS: Final = 2


@dataclass(frozen=True, slots=True)
class Event:
    """A phrase at ``[start:end]`` of a folded sentence; ``roles``: what it does, what it says."""

    start: int
    end: int
    roles: dict[Kind, str]


Span = tuple[int, int]


class TriggerReader:
    """Finds events in sentences and the assertions of findings."""

    def __init__(self, triggers: Triggers, folding: Folding, *, spaced: bool) -> None:
        self._triggers = triggers
        self._roles: dict[str, dict[Kind, str]] = {}
        for kind, table in (
            (Kind.BEFORE, triggers.before),
            (Kind.AFTER, triggers.after),
            (Kind.TIGHT, triggers.tight),
            (Kind.STOP, dict.fromkeys(triggers.stops, "")),
            (Kind.STATE, dict.fromkeys(triggers.states, "")),
            (Kind.LIST, dict.fromkeys(triggers.lists, "")),
            (Kind.RELATIVE, dict.fromkeys(triggers.relatives, FAMILY)),
            (Kind.TELL, dict.fromkeys(triggers.tells, "")),
            (Kind.PROBAND, dict.fromkeys(triggers.proband, "")),
            (Kind.PSEUDO, dict.fromkeys(triggers.pseudo, "")),
        ):
            for phrase, says in table.items():
                if key := folding(phrase).text.strip():
                    self._roles.setdefault(key, {})[kind] = says
        longest = sorted(self._roles, key=lambda phrase: (-len(phrase), phrase))
        body = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
        edge = r"(?:{})" if not spaced else r"(?<![^\W_])(?:{})(?![^\W_])"
        self._pattern = re.compile(edge.format(body))
        own = [each.split(" ") for each, roles in self._roles.items() if Kind.PSEUDO not in roles]
        self._beginnings = {" ".join(each[:n]) for each in own for n in range(1, len(each) + 1)}
        self._through = {folding(phrase).text for phrase in triggers.through}
        self._headings = {folding(name).text: says for name, says in triggers.headings.items()}

    def knows(self, folded: str) -> bool:
        """Whether folded text is a trigger of any kind, or the first words of one."""
        return folded.strip() in self._beginnings

    def opens_with_proband(self, folded: str) -> bool:
        """Whether a sentence begins with the one the note is about."""
        first = self._pattern.match(folded.lstrip(" \n\r-*•"))
        return first is not None and Kind.PROBAND in self._roles[" ".join(first.group().split())]

    def heading(self, folded: str) -> str | None:
        """What a heading says of the findings under it; None where a sentence has none."""
        found = re.match(r"[\s\-*•\d.)]*([^:\n,.。]{1,30}?)\s*:", folded)
        return self._headings.get(found[1].strip(), PRESENT) if found else None

    def events(self, folded: str, findings: Sequence[Span]) -> list[Event]:
        """Every phrase that does something, in order; there is none inside a finding."""
        hidden = list(folded)
        for start, end in findings:
            hidden[start:end] = "\x02" * (end - start)
        text = "".join(hidden)
        found = []
        for match in self._pattern.finditer(text):
            roles = self._roles[" ".join(match.group().split())]
            if Kind.PSEUDO not in roles:
                found.append(Event(*match.span(), roles))
        covered = {i for event in found for i in range(event.start, event.end)}
        for match in _SIGN.finditer(text):
            if match.start() not in covered:
                kind = {"、": Kind.LIST, ";": Kind.STOP}.get(match.group(), Kind.CLAUSE)
                found.append(Event(*match.span(), {kind: match.group()}))
        return sorted(found, key=lambda event: event.start)

    def assertions(
        self, folded: str, findings: Sequence[Span], events: Sequence[Event], default: str
    ) -> list[str]:
        """The assertion of each finding of a sentence; ``default`` where no trigger reaches."""
        lists = self._triggers.comma_lists
        reading = _Reading(folded, sorted(findings), events, lists, self._through)
        scopes = list(reading.scopes())
        results = []
        for start, end in findings:
            said = {says for a, b, says in scopes if a <= start and end <= b}
            results.append(min((*said, default), key=ASSERTIONS.index))
        return results


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sentence: the places of its findings, in order, and the events between them."""

    folded: str
    places: Sequence[Span]
    events: Sequence[Event]
    comma_lists: bool
    through: Collection[str]

    def scopes(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, assertion) in characters of everything that is governed."""
        for i, event in enumerate(self.events):
            roles = event.roles
            if Kind.RELATIVE in roles and not self._tells(i):
                yield event.end, self._forward(i, FAMILY, relative=True), FAMILY
            if (says := roles.get(Kind.TIGHT)) is not None:
                yield from self._nearest(event, says)
            if (says := roles.get(Kind.AFTER)) is not None:
                yield self._backward(i), event.start, says
            if (says := roles.get(Kind.BEFORE)) is not None:
                yield event.end, self._forward(i, says), says

    def _between(self, start: int, end: int) -> bool:
        """Whether a finding stands between two places."""
        first = bisect_left(self.places, (start, 0))
        return first < len(self.places) and self.places[first][1] <= end

    def _tells(self, i: int) -> bool:
        """Whether a relative tells of the patient, or only healthy things are said of it."""
        for event in self.events[i + 1 : i + 3]:
            if event.start - self.events[i].end > _TELLS_WITHIN * (3 if self.comma_lists else 1):
                return False
            if Kind.TELL in event.roles:
                return True
        return False

    def _nearest(self, event: Event, says: str) -> Iterator[tuple[int, int, str]]:
        for start, end in self.places:
            if 0 <= event.start - end <= _NEAR:
                yield start, end, says

    def _forward(self, i: int, says: str, *, relative: bool = False) -> int:
        """Where the scope of a trigger before its findings ends."""
        origin = self.events[i].end
        stated = False
        for j in range(i + 1, len(self.events)):
            event = self.events[j]
            passed = self._between(origin, event.start)
            stated = stated or Kind.STATE in event.roles
            if Kind.STOP in event.roles and not self._runs_on(i, j, says):
                return event.start
            if Kind.PROBAND in event.roles and says == FAMILY and event.start - origin > 1:
                return event.start
            if Kind.CLAUSE in event.roles and self._ends(
                i, j, says, idle=relative and not (passed or stated)
            ):
                return event.start
            if says not in _FAR and passed and {Kind.STATE, Kind.BEFORE} & event.roles.keys():
                return event.start
        return len(self.folded)

    def _ends(self, i: int, j: int, says: str, *, idle: bool) -> bool:
        """Whether the comma or colon at event j ends the scope of the trigger at event i."""
        event = self.events[j]
        if event.roles[Kind.CLAUSE] == ":":
            return False
        if says in _FAR:
            return idle
        following = self._clause_end(j)
        if not self.comma_lists:
            trigger = self.folded[self.events[i].start : self.events[i].end]
            through = trigger in self.through or self._heads_list(i)
            bare = through and self._is_bare(event.end, following)
            return not bare and not self._continues(event.end, following)
        for other in self.events[j + 1 :]:
            if other.start >= following:
                break
            if Kind.STATE in other.roles and Kind.BEFORE not in other.roles:
                return True
        return False

    def _runs_on(self, i: int, j: int, says: str) -> bool:
        """Whether a scope goes on behind a "but" (what is of relatives) or a ";" (of a list)."""
        if self.events[j].roles[Kind.STOP] == "":
            return says in _FAR
        end = self._clause_end(j)
        return self._announces(i) and self._is_bare(self.events[j].end, end)

    def _announces(self, i: int) -> bool:
        """Whether a colon stands right behind a trigger: "excluded: ..."."""
        return self.folded[self.events[i].end :].lstrip().startswith(":")

    def _heads_list(self, i: int) -> bool:
        """Whether a sentence is nothing but a trigger and a list of findings behind it.

        Of two findings the second may be a statement of its own; three are a list.
        """
        if self._announces(i):
            return True
        start = self.events[i].start
        earlier = any(not _PLAIN.isdisjoint(event.roles) for event in self.events[:i])
        if earlier or self._between(0, start):
            return False
        commas = sum(Kind.CLAUSE in event.roles for event in self.events[i + 1 :])
        return commas >= _LIST_COMMAS and self._is_bare(self.events[i].end, len(self.folded))

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether nothing but findings and what joins them stands between two places."""
        rest = list(self.folded[start:end])
        joints = ((e.start, e.end) for e in self.events if Kind.LIST in e.roles)
        for first, last in (*self.places, *joints):
            if start <= first and last <= end:
                rest[first - start : last - start] = " " * (last - first)
        return not set(rest) - _BARE

    def _clause_end(self, j: int) -> int:
        for other in self.events[j + 1 :]:
            if Kind.CLAUSE in other.roles or Kind.STOP in other.roles:
                return other.start
        return len(self.folded)

    def _continues(self, start: int, end: int) -> bool:
        """Whether a clause of a language without list commas goes on with the list before it."""
        clause = self.folded[start:end].strip(" .。")
        opens = any(
            event.start <= start + 1 and Kind.LIST in event.roles
            for event in self.events
            if event.start >= start
        )
        return opens or clause.endswith(("等", "等症状", "等表现", "等病史", "など"))

    def _states(self, j: int) -> bool:
        """Whether the clause before a comma is a statement, not an item of a list."""
        for event in reversed(self.events[:j]):
            if Kind.CLAUSE in event.roles or Kind.STOP in event.roles:
                return False
            if {Kind.STATE, Kind.BEFORE, Kind.AFTER} & event.roles.keys():
                return True
        return False

    def _backward(self, i: int) -> int:
        """Where the scope of a trigger behind its findings starts."""
        limit = self.events[i].start
        listed = self.comma_lists or self.folded[limit] in _ALL
        for j in range(i - 1, -1, -1):
            event = self.events[j]
            passed = self._between(event.end, limit)
            if Kind.STOP in event.roles or (Kind.CLAUSE in event.roles and not listed):
                return event.end
            if Kind.CLAUSE in event.roles and (event.roles[Kind.CLAUSE] == ":" or self._states(j)):
                return event.end
            if Kind.STATE in event.roles and passed:
                return event.end
        return 0
