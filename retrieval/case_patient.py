"""Age, sex and onset of the patient of a case, where the file states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from .ranking.onset import ONSET_OF_TERM
from .ranking.patient import Patient

#: ISO 8601 durations of years, months, weeks and days; hours are nothing to an age in years.
_DURATION: Final = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T.*)?"
)
_IN_A_YEAR: Final = (1.0, 12.0, 52.18, 365.25)
_SEXES: Final = frozenset({"male", "female"})
_SHORT: Final = {"m": "male", "f": "female"}


def patient_of_case(record: Mapping[str, Any]) -> Patient:
    """The patient of a line of Rareseek's own format: ``age_years``, ``sex``, ``onset_years``."""
    return Patient(
        _number(record.get("age_years")),
        _sex(record.get("sex")),
        _number(record.get("onset_years")),
    )


def patient_of_phenopacket(record: Mapping[str, Any]) -> Patient:
    """The patient of a phenopacket; the onset is that of the first disease with one.

    The disease itself is the answer and is not looked at.
    """
    subject = _mapping(record.get("subject"))
    diseases = record.get("diseases")
    onsets = [
        _age(_mapping(one).get("onset")) for one in diseases or [] if isinstance(one, Mapping)
    ]
    return Patient(
        _age(subject.get("timeAtLastEncounter")),
        _sex(subject.get("sex")),
        next((age for age in onsets if age is not None), None),
    )


def years(duration: str) -> float | None:
    """An ISO 8601 duration in years; None where it is none.

    >>> years("P1Y6M")
    1.5
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    parts = zip(found.groups(), _IN_A_YEAR, strict=True)
    return sum(float(part) / unit for part, unit in parts if part)


def _age(element: object) -> float | None:
    """A TimeElement of the phenopacket schema: an age, the start of a range, or an onset term."""
    given = _mapping(element)
    start = _mapping(_mapping(given.get("ageRange")).get("start"))
    duration = _mapping(given.get("age")).get("iso8601duration", start.get("iso8601duration"))
    if isinstance(duration, str):
        return years(duration)
    return ONSET_OF_TERM.get(str(_mapping(given.get("ontologyClass")).get("id")))


def _sex(value: object) -> str | None:
    sex = str(value).lower()
    sex = _SHORT.get(sex, sex)
    return sex if sex in _SEXES else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
