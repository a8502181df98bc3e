"""Measured values of a note as mentions of the phenotypes that they mean or exclude."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from ..ages import AGE, years
from ..patient import patient_facts
from .assertion import assertions
from .growth import growth_readings
from .laboratory import readings
from .measured import Sentence
from .mentions import MEASUREMENT, Mention
from .triggers import ABSENT, HISTORICAL, PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..patient import PatientFacts
    from .measured import Reading
    from .tokens import Token

_BRACKET: Final = re.compile(r"\s?[(\[][^()\[\]\n]{0,60}[)\]]")
_BIRTH: Final = re.compile(
    r"\b(?:at birth|newborn|neonat\w+|day of life|cord blood)\b", re.IGNORECASE
)
_AT_AGE: Final = re.compile(
    rf"\bat\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?(?P<age>{AGE})", re.IGNORECASE
)


def measured_mentions(
    text: str,
    sentences: Iterable[tuple[Sequence[Token], str]],
    labels: Mapping[str, str],
    named: Sequence[Mention] = (),
) -> list[Mention]:
    """The mentions that the measured values of a note make.

    ``sentences`` are the tokens of each sentence and its section's assertion; ``labels`` are those
    of the terms that may be found; a term that one of ``named`` already finds there is left out.
    A value that is normal makes its term absent, unless the sentence is not about the patient now.
    """
    patient = _Patient(text)
    found: list[Mention] = []
    for tokens, section in sentences:
        if not may_measure(tokens):
            continue
        sentence = Sentence.of(text, tokens)
        at_measurement = partial(patient.at, sentence.text)
        read = [*readings(sentence, at_measurement), *growth_readings(sentence)]
        known = [reading for reading in read if reading.term in labels]
        found.extend(_mentions(text, tokens, sentence.words, section, known, labels))
    return [mention for mention in found if not any(_says(other, mention) for other in named)]


def may_measure(tokens: Sequence[Token]) -> bool:
    """Whether a sentence may hold a measured value."""
    return any(token.surface[0].isdigit() or "centile" in token.surface for token in tokens)


class _Patient:
    """Age and sex of a note's patient; the note is read for them when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _facts(self) -> PatientFacts:
        return patient_facts(self._text)

    def at(self, sentence: str) -> tuple[float | None, str | None]:
        """The age in years at which a sentence's values were measured, and the sex."""
        if _BIRTH.search(sentence):
            return 0.0, self._facts.sex
        stated = _AT_AGE.search(sentence)
        return years(stated["age"]) if stated else self._facts.age_years, self._facts.sex


def _mentions(
    text: str,
    tokens: Sequence[Token],
    words: Sequence[str],
    section: str,
    read: Sequence[Reading],
    labels: Mapping[str, str],
) -> Iterator[Mention]:
    offset = tokens[0].start
    places = [_words(tokens, offset + r.start, _bracketed(text, offset + r.end)) for r in read]
    for reading, context in zip(read, assertions(words, places, section), strict=True):
        assertion = _when_abnormal(context) if reading.holds else _when_normal(context)
        if assertion is None:
            continue
        start, end = offset + reading.start, offset + reading.end
        label = labels[reading.term]
        yield Mention(start, end, text[start:end], reading.term, label, assertion, 1.0, MEASUREMENT)


def _words(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.start < end and start < token.end]


def _bracketed(text: str, end: int) -> int:
    """Where the bracket closes that stands behind a value and tells what is normal, or ``end``."""
    bracket = _BRACKET.match(text, end)
    return bracket.end() if bracket else end


def _when_abnormal(context: str) -> str:
    """What an abnormal value asserts: "no signs of infection (CRP 90 mg/L)" denies no value."""
    return PRESENT if context == ABSENT else context


def _when_normal(context: str) -> str | None:
    """What a normal value asserts of its term: absent, where it is the patient's and now."""
    if context == PRESENT:
        return ABSENT
    return None if context in {ABSENT, HISTORICAL} else context


def _says(named: Mention, measured: Mention) -> bool:
    return named.id == measured.id and named.start < measured.end and measured.start < named.end
