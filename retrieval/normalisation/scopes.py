"""How far what a trigger says reaches in a sentence (the scopes of ConText)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .kinship import family_scopes
from .phrasetree import Kind, Scope, Trigger, triggers
from .triggers import (
    ABSENT,
    AUXILIARY,
    CLAUSAL,
    DEGREES,
    FINITE,
    FOR,
    FOUND,
    GENERAL,
    GENERIC,
    HYPOTHETICAL,
    INVERTIBLE,
    LINKS,
    MODAL,
    NEGATIONS,
    ONSET,
    PREPOSITIONS,
    PROBAND,
    REACH_AFTER,
    REACH_BEFORE,
    REFUTED,
    SOUGHT,
)
from .wordtables import words as word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEPARATORS: Final = frozenset({",", "and", "or", ";", "/"})
_BOXES: Final = frozenset({"[", "☐", "☑", "☒", "✓", "✗", "✘"})
_PLURAL: Final = frozenset({"are", "were", "have"})
#: Signs that give each item of a list its own answer.
_OWN: Final = frozenset({"(", "-", "−", "+"})
#: How far before a denial another one turns it round.
_DOUBLE: Final = 4
#: Within how many words "should" is followed by what would happen.
_CONDITION: Final = 8
_HAPPENS: Final = word_set(
    "develop recur occur arise appear reappear persist worsen emerge return begin start"
)


class SentenceScopes:
    """The scopes of all triggers in the words of a sentence, and of the relatives it names.

    ``inside`` are the words of findings, in which no trigger starts.
    """

    def __init__(self, words: Sequence[str], inside: set[int]) -> None:
        self.words = words
        self.inside = inside
        found = list(triggers(words, inside))
        self.triggers = [t for t in found if t.kind is not Kind.TERMINATOR]
        self.terminators = {t.start for t in found if t.kind is Kind.TERMINATOR}

    def __iter__(self) -> Iterator[Scope]:
        yield from family_scopes(self.words, self.inside, self.terminators)
        if "should" in self.words:
            yield from self._conditions()
        answered = 0
        for trigger in self.triggers:
            if self._turned_round(trigger) or self._general(trigger):
                continue
            if trigger.kind is Kind.AFTER:
                start = max(answered, self._backward(trigger))
                if not self._ongoing(trigger, start):
                    yield Scope(start, trigger.start, trigger.says)
                answered = trigger.end
            else:
                yield Scope(trigger.end, self._forward(trigger), trigger.says)

    def _turned_round(self, trigger: Trigger) -> bool:
        """Whether two denials meet: "never been free of", "not seizure-free"."""
        phrase = self.words[trigger.start : trigger.end]
        if trigger.says == REFUTED:
            return phrase[-1] == "free" and self._denied_before(trigger)
        if trigger.says != ABSENT:
            return False
        if phrase in (["not"], ["never"]):
            return "free" in self.words[trigger.end : trigger.end + _DOUBLE]
        return not INVERTIBLE.isdisjoint(phrase) and self._denied_before(trigger)

    def _general(self, trigger: Trigger) -> bool:
        """Whether the trigger tells what a disease does: "mutations can cause deafness"."""
        if GENERAL.isdisjoint(self.words[trigger.start : trigger.end]):
            return False
        return not GENERIC.isdisjoint(self.words[: trigger.start])

    def _denied_before(self, trigger: Trigger) -> bool:
        before = self.words[max(0, trigger.start - _DOUBLE) : trigger.start]
        return not NEGATIONS.isdisjoint(before) and _SEPARATORS.isdisjoint(before)

    def _ongoing(self, trigger: Trigger, start: int) -> bool:
        """Whether what was years ago is when the finding began."""
        words = self.words[start : trigger.end]
        return words[-1:] == ["ago"] and not ONSET.isdisjoint(words)

    def _conditions(self) -> Iterator[Scope]:
        """Scopes of "should seizures recur"."""
        for i, word in enumerate(self.words):
            if word == "should":
                end = min(len(self.words), i + _CONDITION)
                for j in range(i + 1, end):
                    if self.words[j] in _HAPPENS:
                        yield Scope(i + 1, j, HYPOTHETICAL)
                        break

    def _forward(self, trigger: Trigger) -> int:
        """Where the scope of a trigger before its findings ends."""
        words, start = self.words, trigger.end
        phrase = words[trigger.start : start]
        near = REACH_BEFORE.get(phrase[0]) if len(phrase) == 1 or phrase[0] in _BOXES else None
        limit = min(len(words), start + near) if near else len(words)
        while start < limit and words[start] in AUXILIARY:
            start += 1
        ends = (i for i in range(start, limit) if self._ends(i, trigger, near is not None))
        return next(ends, limit)

    def _ends(self, i: int, trigger: Trigger, near: bool) -> bool:
        """Whether the scope of a trigger before its findings ends at a word."""
        word = self.words[i]
        phrase = self.words[trigger.start : trigger.end]
        if word == ";" or i in self.terminators or word in _BOXES:
            return True
        clausal = not CLAUSAL.isdisjoint(phrase)
        if word in FINITE:
            return not clausal and i not in self.inside
        if word in PREPOSITIONS and trigger.says == SOUGHT:
            return True
        if word == "for":
            return phrase == ["no"] and self.words[i - 1] not in FOR
        separates = word in _SEPARATORS and word not in ("or", "/") and i > trigger.end
        return separates and (near or self._opens_statement(i + 1, clausal))

    def _opens_statement(self, start: int, clausal: bool) -> bool:
        """Whether a verb, or how it was found, follows before the next comma or coordinator."""
        for i in range(start, len(self.words)):
            word = self.words[i]
            if i == start and word in (",", "and", "or"):
                continue  # "and, ..." and ", and ..." are one separator
            if word in (",", "and", "or", ";") or i in self.terminators:
                return False
            if word in FINITE or word == "with" or word in PROBAND or (clausal and word in MODAL):
                return True
            if word in DEGREES if i == start else word in FOUND and i not in self.inside:
                return True
        return False

    def _backward(self, trigger: Trigger) -> int:
        """Where the scope of a trigger behind its findings starts."""
        words = self.words
        phrase = words[trigger.start : trigger.end]
        clause_ends = trigger.end == len(words) or words[trigger.end] in _SEPARATORS | {"."}
        near = REACH_AFTER.get(phrase[0])
        if phrase == ["absent"] and clause_ends:
            near = None
        end, plural = trigger.start, self._plural(phrase)
        while end > 0 and (words[end - 1] in AUXILIARY or words[end - 1] in LINKS):
            end -= 1
            plural = words[end] in _PLURAL or (plural and words[end] not in FINITE)
        separator = -1
        first = max(0, end - near) if near else 0
        for i in range(end - 1, first - 1, -1):
            word = words[i]
            separates = word in _SEPARATORS and word != "/"
            if word in FINITE and i not in self.inside:
                return separator + 1 if separator > i else i + 1
            if word == ";" or i in self.terminators or word in PROBAND:
                return i + 1
            if (separates and (near or not plural)) or (near and word in PREPOSITIONS):
                return i + 1
            separator = i if separates else separator
        return first

    def _plural(self, phrase: Sequence[str]) -> bool:
        """Whether the trigger may speak of a list of findings."""
        if phrase[0] in _OWN or phrase[-1] == "normal":
            return False
        return phrase[0] in _PLURAL or phrase[0] not in FINITE
