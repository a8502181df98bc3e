"""Ages as notes say them, in years: "14-year-old", "2 years and 6 months", "six weeks", "birth"."""

from __future__ import annotations

import re
from typing import Final

_COUNT: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_WORDS: Final = {word: number for number, word in enumerate(_COUNT.split())}
#: Years of each unit.
_UNITS: Final = {"y": 1.0, "m": 1 / 12, "w": 7 / 365.25, "d": 1 / 365.25, "h": 1 / 8766}
#: The middle, in years, of the periods of life as HPO's onset terms bound them: congenital (birth),
#: neonatal (28 days), infantile (to 1 year), childhood (1 to 5 years).
PERIODS: Final = {
    "birth": 0.0,
    "congenital": 0.0,
    "newborn period": 14 / 365.25,
    "neonatal period": 14 / 365.25,
    "neonatal": 14 / 365.25,
    "infancy": 0.5,
    "infantile": 0.5,
    "early infancy": 0.25,
    "early childhood": 3.0,
}
CLASSES: Final = r"(?:birth|(?:newborn|neonatal)\s+period|(?:early\s+)?infancy|early\s+childhood)"
NUMBER: Final = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?:\s?½)?|{'|'.join(_WORDS)})(?![\w%/])"
_NUMBER: Final = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?:\s?½)?|½|{'|'.join(_WORDS)})"
_UNIT: Final = r"(?:years?|yrs?|y|months?|mos?|mths?|weeks?|wks?|days?|hours?)"
#: A number with its unit, and a second one of a smaller unit.
AGE: Final = (
    rf"\b{_NUMBER}(?:\s*(?:-|to|–)\s*{_NUMBER})?[-\s]*{_UNIT}\b"
    rf"(?:(?:,?[-\s]+and)?[-\s]+{_NUMBER}[-\s]*(?:months?|mos?|weeks?|days?)\b)?"
)
_PART: Final = re.compile(rf"({_NUMBER})[-\s]*({_UNIT})?(?![a-z])")
_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:-|to|–)\s*(?={_NUMBER})")


def years(said: str) -> float | None:
    """The age that a phrase says, in years; a bare number is years, of a range its lower end.

    >>> round(years("2 years and 6 months"), 2), years("birth"), years("soon")
    (2.5, 0.0, None)
    """
    phrase = " ".join(said.lower().split())
    if phrase in PERIODS:
        return PERIODS[phrase]
    if match := _RANGE.search(phrase):
        unit = re.search(_UNIT, phrase[match.end() :])
        phrase = f"{match.group(1)} {unit.group() if unit else 'years'}"
    parts = [(_number(m.group(1)), (m.group(2) or "y")[0]) for m in _PART.finditer(phrase)]
    if not parts:
        return None
    return round(sum(number * _UNITS[unit] for number, unit in parts), 4)


def _number(said: str) -> float:
    half = 0.5 if said.endswith("½") else 0.0
    bare = said.rstrip("½").strip().replace(",", ".")
    if not bare:
        return half
    return (float(_WORDS[bare]) if bare in _WORDS else float(bare)) + half


def in_words(age: float) -> str:
    """An age in years, in the unit that suits it.

    >>> in_words(14), in_words(0.25), in_words(0.04)
    ('14 years', '3 months', '15 days')
    """
    for size, unit in ((1.0, "year"), (1 / 12, "month")):
        if age >= 2 * size or (unit == "year" and age == 1):
            number = f"{age / size:.1f}".removesuffix(".0")
            return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
    return f"{age * 365.25:.0f} days"
