"""What is known of a patient beside phenotypes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol


class PatientLike(Protocol):
    """Anything that says these of a patient; None where it is not known. Ages are in years."""

    @property
    def age_years(self) -> float | None:
        """Age when the findings were made."""

    @property
    def sex(self) -> str | None:
        """``male`` or ``female``."""

    @property
    def onset_years(self) -> float | None:
        """Age when the disease began; before birth negative."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Age, sex and onset of one patient, as `PatientLike` says."""

    age_years: float | None = None
    sex: str | None = None
    onset_years: float | None = None


UNKNOWN = Patient()


def scaled(years: float) -> float:
    """An age on a scale where a year counts for less the older one is; signed before birth.

    >>> scaled(0.0)
    0.0
    """
    return math.copysign(math.log1p(abs(years)), years)
