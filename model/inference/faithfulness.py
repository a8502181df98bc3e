"""Whether what a model says stands in the evidence it cites.

A sentence is supported where every phenotype, gene, count and disease that it names is in a
statement it cites. That is checked on ids: the sentence is normalised like a note, and a phenotype
counts where the cited statement holds it, a more specific or a more general form of it, with the
same polarity. What cannot be checked is flagged, never passed on as grounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from ...retrieval import Context, NormalisedText, Statement, Status
from .answer import ModelAnswer, Step

_COUNT: Final = re.compile(r"\b\d+/\d+\b|\b\d+(?:\.\d+)?\s?%")
_CURIE: Final = re.compile(r"\b(?:OMIM|ORPHA|MONDO|DECIPHER):\w+")
_SYMBOL: Final = re.compile(r'gene: "([^"]+)"')
#: Kinds of statements that say the disease shows a phenotype that the patient has. A missing
#: hallmark is what the patient is not said to have.
_SHOWN: Final = frozenset({Status.MATCHED, Status.RELATED, "shows"})


class FlagKind(StrEnum):
    """What is wrong with a part of an answer."""

    UNKNOWN_DISEASE = "unknown disease"
    """The disease is not in the graph."""
    OUTSIDE_EVIDENCE = "outside the evidence"
    """The disease is in the graph, but nothing was given on it."""
    UNKNOWN_CITATION = "unknown citation"
    """A cited statement does not exist."""
    FOREIGN_CITATION = "citation of another disease"
    """A diagnosis cites statements on other diseases only."""
    UNCITED = "without citation"
    """A diagnosis, or a sentence that says something of a disease, cites nothing."""
    UNSUPPORTED = "unsupported"
    """The cited statements do not hold what the sentence says."""
    UNGROUNDED = "ungrounded"
    """There was no evidence; the model answered from what it remembers."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing wrong. ``where`` is ``reasoning 2`` or ``diagnosis 1``; ``what`` names it."""

    kind: FlagKind
    where: str
    what: str


@dataclass(frozen=True)
class Checker:
    """Checks answers over one context.

    Attributes:
        context: The evidence that was given.
        normalise: Finds phenotypes in a sentence.
        ancestors: Ids above a phenotype, itself among them.
        known: Whether the graph has a disease id.
    """

    context: Context
    normalise: Callable[[str], NormalisedText]
    ancestors: Callable[[str], Collection[str]]
    known: Callable[[str], bool]

    def flags(self, answer: ModelAnswer) -> tuple[Flag, ...]:
        """Everything wrong with an answer."""
        steps = [f for n, step in enumerate(answer.reasoning, 1) for f in self._step(step, n)]
        named = [
            flag
            for number, diagnosis in enumerate(answer.diagnoses, 1)
            for flag in self._diagnosis(diagnosis.id, diagnosis.cites, f"diagnosis {number}")
        ]
        return (*steps, *named)

    def _diagnosis(self, disease: str, cites: Sequence[str], where: str) -> Iterator[Flag]:
        if not self.known(disease):
            yield Flag(FlagKind.UNKNOWN_DISEASE, where, disease)
            return
        own = self._passage_ids.get(disease)
        if own is None:
            yield Flag(FlagKind.OUTSIDE_EVIDENCE, where, disease)
            return
        yield from self._unknown(cites, where)
        if not cites:
            yield Flag(FlagKind.UNCITED, where, disease)
        elif not own & set(cites):
            yield Flag(FlagKind.FOREIGN_CITATION, where, disease)

    def _step(self, step: Step, number: int) -> Iterator[Flag]:
        where = f"reasoning {number}"
        yield from self._unknown(step.cites, where)
        cited = [self._statements[c] for c in step.cites if c in self._statements]
        yield from (Flag(FlagKind.UNSUPPORTED, where, what) for what in self._beyond(step, cited))
        if not cited and self._speaks_of_disease(step.text):
            yield Flag(FlagKind.UNCITED, where, step.text[:80])

    def _beyond(self, step: Step, cited: Sequence[Statement]) -> Iterator[str]:
        """What a sentence says and neither its citations nor the findings hold."""
        said = " ".join(each.text for each in cited)
        for mention in self.normalise(step.text).mentions:
            if not self._holds(mention.id, mention.assertion, cited):
                yield f"{mention.label} ({mention.assertion})"
        for count in _COUNT.findall(step.text):
            if count not in said:
                yield count
        diseases = {each.disease_id for each in cited}
        for curie in _CURIE.findall(step.text):
            same = self._records.get(curie, frozenset({curie}))
            if cited and not same & diseases:
                yield curie
        for symbol in self._symbols - set(_SYMBOL.findall(said)):
            if re.search(rf"\b{re.escape(symbol)}\b", step.text):
                yield symbol

    def _holds(self, term: str, assertion: str, cited: Sequence[Statement]) -> bool:
        """Whether a phenotype is the patient's, or in a cited statement, with that polarity."""
        findings = self.context.findings
        mine = findings.excluded if assertion == "absent" else findings.present
        if any(self._kin(term, each) for each in mine):
            return True
        absent = assertion == "absent"
        return any(
            self._kin(term, each)
            for statement in cited
            for each in (statement.finding, statement.object_id)
            if each and each.startswith("HP:") and not (absent and statement.kind in _SHOWN)
        )

    def _kin(self, one: str, other: str) -> bool:
        return one in self.ancestors(other) or other in self.ancestors(one)

    def _unknown(self, cites: Sequence[str], where: str) -> Iterator[Flag]:
        for cite in cites:
            if cite not in self._statements:
                yield Flag(FlagKind.UNKNOWN_CITATION, where, cite)

    def _speaks_of_disease(self, text: str) -> bool:
        lowered = text.lower()
        names = (passage.name.lower() for passage in self.context.passages)
        return bool(_CURIE.search(text)) or any(name in lowered for name in names)

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return self.context.statements

    @cached_property
    def _records(self) -> Mapping[str, frozenset[str]]:
        """All ids of the disease of each id in the evidence."""
        groups = [frozenset((p.disease_id, *p.equivalent_ids)) for p in self.context.passages]
        return {one: group for group in groups for one in group}

    @cached_property
    def _passage_ids(self) -> Mapping[str, set[str]]:
        """Ids of the statements on each disease, under any of its ids."""
        return {
            one: {each.id for each in passage.statements}
            for passage in self.context.passages
            for one in (passage.disease_id, *passage.equivalent_ids)
        }

    @cached_property
    def _symbols(self) -> set[str]:
        texts = (each.text for each in self._statements.values())
        return {symbol for text in texts for symbol in _SYMBOL.findall(text)}
