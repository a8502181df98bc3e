"""Numbers with bounds and units as notes write them: "<20 x10^9/L", "3.5-5 mmol/L", "20,000/µL"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

#: A number; a comma followed by three digits parts thousands, any other is a decimal point.
NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,7}(?:[.,]\d{1,4})?"
LESS: Final = r"<=?|≤|(?:less|lower|fewer)\s+than|under|below|up\s+to"
MORE: Final = r">=?|≥|(?:more|greater|higher)\s+than|over|above|at\s+least|exceeding"
DASH: Final = r"(?:-|–|—|−|to)"
_MICRO: Final = str.maketrans({"µ": "u", "μ": "u"})
_UNIT: Final = re.compile(
    r"(?:[x×*]\s?)?10\s?[\^*]{0,2}\s?(?P<power>12|3|6|9|¹²|³|⁶|⁹)\s?(?:cells\s?)?/\s?"
    r"(?P<volume>l|[µμu]l|mcl|mm\^?3|mm³)(?![a-z])|"
    r"(?:cells\s?)?/\s?(?:[µμu]l|mcl|cu\.?\s?mm|mm\^?3|mm³)(?![a-z])|"
    r"(?:k|thousand)\s?/\s?(?:[µμu]l|mcl|mm\^?3|mm³)(?![a-z])|"
    r"(?:m?g|[µμum]c?g|[pn]g|m?mol|[µμunp]mol|meq|[µμumk]?iu|[µμumk]?u|units?|[µμu]kat)"
    r"\s?/\s?(?:dl|ml|l|day|24\s?h(?:ours|rs?)?|d)(?![a-z])|"
    r"ml\s?/\s?min(?:ute)?(?:\s?/\s?1[.,]73\s?m(?:2|²|\^2)?)?|kg\s?/\s?m(?:2|²|\^2)|"
    r"mm\s?/\s?(?:1\s?st\s)?h(?:r|our)?(?![a-z])|mm\s?hg|beats\s?(?:/|per)\s?min(?:ute)?|bpm|"
    r"(?:/|per\s)\s?min(?:ute)?|%|(?:°|º|degrees?)\s?(?:c|f|celsius|fahrenheit)(?![a-z])|"
    r"[cf](?![a-z/°])|ms(?:ec)?(?![a-z])|s(?:ec(?:onds?)?)?(?![a-z])|db(?:\s?hl)?(?![a-z])|"
    r"d(?:iopt(?:er|re)s?)?(?![a-z/])|°|degrees?|k?g(?:rams?)?(?![a-z/])",
    re.IGNORECASE,
)
_POWERS: Final = {"³": 3, "⁶": 6, "⁹": 9, "¹²": 12}
_ALIASES: Final = {
    "iu/l": "u/l", "units/l": "u/l", "unit/l": "u/l", "mu/l": "miu/l", "uiu/ml": "miu/l",
    "uu/ml": "miu/l", "mcg/l": "ug/l", "mcg/dl": "ug/dl", "ng/ml": "ug/l", "mg/d": "mg/day",
    "g/d": "g/day", "g/24h": "g/day", "mg/24h": "mg/day", "ku/l": "u/ml", "iu/ml": "u/ml",
    "meq/l": "mmol/l", "mm/hr": "mm/h", "mm/hour": "mm/h", "beats/min": "bpm", "/min": "bpm",
    "permin": "bpm", "perminute": "bpm", "beatsperminute": "bpm", "beats/minute": "bpm",
    "msec": "ms", "sec": "s", "seconds": "s", "second": "s", "c": "°c", "f": "°f",
    "degreesc": "°c", "degreesf": "°f", "celsius": "°c", "degreescelsius": "°c", "ºc": "°c",
    "°celsius": "°c", "ºf": "°f", "°fahrenheit": "°f", "dbhl": "db", "degrees": "°",
    "degree": "°", "diopter": "d", "diopters": "d", "dioptre": "d", "dioptres": "d",
    "kg/m²": "kg/m2", "kg/m^2": "kg/m2", "gram": "g", "grams": "g", "ng/dl": "ng/dl",
    "pg/ml": "ng/l",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """What a stated value may be: from ``low`` to ``high``."""

    low: float
    high: float

    def scaled(self, factor: float) -> Interval:
        """The interval in another unit."""
        return Interval(self.low * factor, self.high * factor)

    def within(self, other: Interval) -> bool:
        """Whether the whole of it lies in another one."""
        return other.low <= self.low and self.high <= other.high


def number(said: str) -> float:
    """The number that digits say.

    >>> number("20,000"), number("6,2"), number("1.5")
    (20000.0, 6.2, 1.5)
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", said):
        return float(said.replace(",", ""))
    return float(said.replace(",", "."))


def interval(sign: str | None, first: str, second: str | None) -> Interval:
    """The interval that a bound and one or two numbers say.

    >>> interval("<", "20", None)
    Interval(low=-inf, high=20.0)
    """
    low = number(first)
    if second is not None:
        return Interval(*sorted((low, number(second))))
    if sign and re.fullmatch(LESS, sign, re.IGNORECASE):
        return Interval(-math.inf, low)
    if sign:
        return Interval(low, math.inf)
    return Interval(low, low)


def unit_at(text: str, at: int) -> tuple[str, float, int] | None:
    """The unit that stands at a place: its name, the factor to that name, and where it ends.

    Counts of cells come as ``10^9/l``.
    """
    match = _UNIT.match(text, at)
    if match is None:
        return None
    if match.group("power"):
        power = match.group("power")
        exponent = _POWERS.get(power) or int(power)
        exponent += 0 if match.group("volume").lower() == "l" else 6
        return "10^9/l", 10.0 ** (exponent - 9), match.end()
    said = re.sub(r"\s+", "", match.group().lower().translate(_MICRO))
    if said[0] in "/c" and re.search(r"/(?:ul|mcl|cu\.?mm|mm)", said):
        return "10^9/l", 1e-3, match.end()
    if re.match(r"(?:k|thousand)/", said) and not said.endswith("/l"):
        return "10^9/l", 1.0, match.end()
    if said.startswith("ml/min"):
        said = "ml/min"
    if re.match(r"m?g/24h", said):
        said = said.split("/")[0] + "/day"
    return _ALIASES.get(said, said), 1.0, match.end()
