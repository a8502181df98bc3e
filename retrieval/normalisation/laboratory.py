"""Values of laboratory and bedside tests in a sentence, read against their limits.

A range that the note prints beside a value ("(normal 3.5-5)", "ref: 150-400") wins over the table,
and so does a word of the note ("low", "(H)", "normal"). A value without a unit is read only where
no other unit is in use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from .analytes import (
    AVERAGE,
    DEVELOPMENTAL_DELAY,
    GRADES,
    HIGH,
    INTELLECTUAL_DISABILITY,
    LOW,
    Analyte,
    analytes,
)
from .measured import Names, Reading, Sentence
from .quantities import DASH, LESS, MORE, NUMBER, Interval, interval, number, unit_at
from .wordtables import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Characters before a name that may tell its specimen, or that the value is a goal.
_BEFORE: Final = 40
_FLAGS: Final = {
    LOW: words("low reduced decreased l ll ↓ subnormal"),
    HIGH: words("high elevated raised increased h hh ↑ supranormal"),
    0: frozenset({"normal", "n", "unremarkable", "within normal limits", "within normal range"}),
}
_WORDS: Final = (
    r"levels?|counts?|concentrations?|values?|activity|results?|scores?|of|was|is|were|are|at|on|"
    r"measured|around|about|approximately|approx\.?|only|had|been|has|have|dropped|drop|fell|fall|"
    r"rose|increased|decreased|elevated|reduced|raised|high|low|markedly|mildly|moderately|severely|"
    r"slightly|very|to|up|down|as|serum|plasma|blood|total|peak|initial|maximum|maximal|minimum|"
    r"nadir|repeat|random|fasting|admission|presentation|a|an|the|persistently|full[- ]scale|"
    r"estimated|overall|showed|found|be|with|and|significant(?:ly)?|elevation|exceeded|reached"
)
_FILLER: Final = rf"\+?(?P<filler>(?:[\s:=|(\[~,]+|(?:{_WORDS})(?![\w]))*)"
_VALUE: Final = re.compile(
    rf"{_FILLER}(?P<sign>{LESS}|{MORE})?\s*(?<![\w.,/])(?P<first>{NUMBER})"
    rf"(?:\s?{DASH}\s?(?P<second>{NUMBER}))?(?![\w.]?\d)[\s|]{{0,3}}",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    rf"\s*[|,;]?\s*[(\[]?\s*(?P<named>(?:normal|reference|refs?|n\.\s?v\.|nl|nr|rr|uln|lln|n)"
    r"(?![a-z])\.?"
    rf"(?:\s+(?:range|values?|limits?|interval))?\s*(?:is|was|of|up)?\s*[:=,]?\s*)?"
    rf"(?P<sign>{LESS}|{MORE})?\s*(?P<first>{NUMBER})(?:\s?{DASH}\s?(?P<second>{NUMBER}))?"
    rf"(?P<unit>[^\d()\[\]\n,;|]{{0,20}})?(?P<close>[)\]]|$|\n|[|;,.])?",
    re.IGNORECASE,
)
_FLAG: Final = re.compile(
    r"\s*[|,(\[]\s*(?P<flag>low|reduced|decreased|high|elevated|raised|increased|normal|"
    r"within normal (?:limits|range)|hh|ll|h|l|n|↓|↑)(?!\s?[,.]?\s?[\dv])"
    r"\s*(?=[)\],;.|\n]|$)|\s?(?P<arrow>[↓↑])",
    re.IGNORECASE,
)
_OTHER_SPECIMEN: Final = re.compile(
    r"\b(?:urin\w+|csf|cerebrospinal|sweat|stool|f(?:a)?ecal|pleural|ascit\w+|synovial|dialysate|"
    r"donor|amniotic|milk|dietary|oral|intake|supplement\w*|mchc?|muscle|mixed|cord)\W*$",
    re.IGNORECASE,
)
_GOAL: Final = re.compile(
    r"\b(?:targets?|goals?|aim\w*|keep|maintain\w*|thresholds?|cut-?offs?|criteri\w+|defined|"
    r"until|unless|to\s+achieve|normal\s+range|reference\s+range|transfus\w+|above\s+which)\b[^.;]*$",
    re.IGNORECASE,
)
_PRESSURE: Final = re.compile(
    r"\b(?:blood pressure|bp)\b(?:[\s:=|(,]+|(?:of|was|is|at|around|measured|elevated|high|low|"
    r"about)\b)*(?P<systolic>\d{2,3})\s?/\s?(?P<diastolic>\d{2,3})(?![\d/])(?:\s?mm\s?hg)?",
    re.IGNORECASE,
)
_IQ: Final = re.compile(
    r"\b(?:(?:full[- ]scale|total|verbal|performance|overall|fs)?\s*i\.?q\.?|"
    r"intelligence quotient|(?P<developmental>dq|developmental quotient))(?:\s*\([^()]{0,20}\))?"
    r"(?:[\s:=|(,~]+|(?:of|was|is|were|estimated|to|be|at|around|about|approximately|scores?|"
    r"total|full[- ]scale|measured|tested|between)\b)*"
    rf"(?P<sign>{LESS}|{MORE})?\s*(?P<first>\d{{1,3}})(?:\s?(?:{DASH}|and)\s?(?P<second>\d{{2,3}}))?"
    r"(?![\d%/.]\d|\d|%|/)",
    re.IGNORECASE,
)
_APGAR: Final = re.compile(
    r"\bapgar(?:'s|’s)?(?:\s+scores?)?(?:[\s:=(,]+|(?:of|was|were|scored?|at|recorded|as)\b)*"
    r"(?P<one>\d{1,2})\s*(?:,|/|and|-)\s*(?P<five>\d{1,2})(?!\s?min)(?!\.?\d)",
    re.IGNORECASE,
)
_GESTATION: Final = re.compile(
    r"\b(?:(?:born|delivered|delivery|birth)(?:\s+\w+){0,4}?\s+at|gestational age(?:\s+at\s+birth)?"
    r"(?:\s+(?:of|was)|\s*[:=])?)\s*(?P<weeks>2[2-9]|3\d|4[0-2])(?:\s?(?:\+|\s\d/7)\s?\d?)?"
    r"[\s-]*(?:weeks?|wks?|w)\b",
    re.IGNORECASE,
)
_ACUITY: Final = re.compile(
    r"\b(?:visual acuity|bcva|va)\b[^.;\n\d]{0,30}(?:20/(?P<feet>\d{2,3})|6/(?P<metres>\d{1,3}))"
    r"(?!\d)",
    re.IGNORECASE,
)
#: Words without which a sentence holds none of these values.
_PRESSURES: Final = words("bp pressure")
_QUOTIENTS: Final = words("iq i quotient dq")
_BIRTHS: Final = words("born birth delivered delivery gestational apgar")
_ACUITIES: Final = words("acuity bcva va")


@cache
def _names() -> Names:
    return Names(analyte.names for analyte in analytes())


def readings(
    sentence: Sentence, patient: Callable[[], tuple[float | None, str | None]]
) -> Iterator[Reading]:
    """The measured values of a sentence that mean or exclude a term.

    ``patient``, asked only where a limit needs it, gives the age in years at the measurement, and
    the sex (male or female); None is not known.
    """
    text = sentence.text
    for named in _names().find(sentence):
        before = text[max(0, named.start - _BEFORE) : named.start]
        if _OTHER_SPECIMEN.search(before) or _GOAL.search(before):
            continue
        if (value := _VALUE.match(text, named.end)) is not None:
            yield from _read(text, named.start, analytes()[named.number], value, patient)
    yield from _scores(text, frozenset(sentence.words))


def _read(
    text: str,
    start: int,
    analyte: Analyte,
    found: re.Match[str],
    patient: Callable[[], tuple[float | None, str | None]],
) -> Iterator[Reading]:
    said = interval(found["sign"], found["first"], found["second"])
    unit = unit_at(text, found.end())
    end = unit[2] if unit else found.end("second") if found["second"] else found.end("first")
    side = _flagged(text, start, end, found["filler"])
    if side is None:
        side = _by_reference(text, end, said)
    if side is not None:
        yield from _by_side(start, end, analyte, side)
        return
    value = _in_units(analyte, said, unit)
    if value is None or not _plausible(value, analyte.plausible):
        return
    if analyte.safe is not None and value.within(analyte.safe):
        yield from _by_side(start, end, analyte, 0)
    passed = [limit for limit in analyte.limits if limit.passed_by(value)]
    if beyond := [limit for limit in passed if limit.holds_for(*patient())]:
        yield Reading(start, end, beyond[-1].term, holds=True)


def _by_side(start: int, end: int, analyte: Analyte, side: int) -> Iterator[Reading]:
    """The plain term of a side; both, excluded, for a value that is normal."""
    if side:
        if (term := analyte.term(side)) is not None:
            yield Reading(start, end, term, holds=True)
    elif analyte.safe is not None:
        for term in filter(None, (analyte.term(LOW), analyte.term(HIGH))):
            yield Reading(start, end, term, holds=False)


def _flagged(text: str, start: int, end: int, filler: str) -> int | None:
    """What words beside a value say of it: LOW, HIGH, 0 for normal, None for nothing."""
    after = _FLAG.match(text, end)
    flag = (after["flag"] or after["arrow"]).lower() if after else ""
    around = (
        filler.lower().split()
        + re.findall(r"[a-z]+", text[max(0, start - 12) : start].lower())[-1:]
    )
    for side, flags in _FLAGS.items():
        if flag in flags or (not flag and not flags.isdisjoint(w for w in around if len(w) > 2)):
            return side
    return None


def _by_reference(text: str, end: int, said: Interval) -> int | None:
    """Which side of the printed range a value lies on."""
    found = _REFERENCE.match(text, end)
    if found is None:
        return None
    bracketed = text[end : found.start("first")].strip()[:1] in ("(", "[", "|")
    if not found["named"] and not (bracketed and found["second"] and found["close"]):
        return None
    first, second = number(found["first"]), found["second"]
    if second is not None:
        normal = Interval(first, number(second))
    elif found["sign"] and re.fullmatch(MORE, found["sign"], re.IGNORECASE):
        normal = Interval(first, float("inf"))
    else:
        normal = Interval(float("-inf"), first)
    if said.high < normal.low:
        return LOW
    if said.low > normal.high:
        return HIGH
    return 0 if said.within(normal) else None


def _in_units(
    analyte: Analyte, said: Interval, unit: tuple[str, float, int] | None
) -> Interval | None:
    """The value in the analyte's unit, or None where the unit is not one of its own."""
    if unit is None:
        return said if analyte.bare else None
    name, factor, _ = unit
    if name == "°f" and "°c" in analyte.units:
        return Interval((said.low - 32) / 1.8, (said.high - 32) / 1.8)
    if name in analyte.units:
        return said.scaled(factor * analyte.units[name])
    return said if not analyte.units else None


def _plausible(value: Interval, limits: Interval) -> bool:
    stated = [bound for bound in (value.low, value.high) if abs(bound) != float("inf")]
    return all(limits.low <= bound <= limits.high for bound in stated)


def _scores(text: str, said: frozenset[str]) -> Iterator[Reading]:
    """Values that no table of limits holds: pressures, quotients, scores, weeks, acuities."""
    for found in _PRESSURE.finditer(text) if _PRESSURES & said else ():
        systolic, diastolic = int(found["systolic"]), int(found["diastolic"])
        if (
            systolic > diastolic
            and (systolic >= 160 or diastolic >= 100)
            and not _aimed(text, found)
        ):
            yield Reading(*found.span(), "HP:0000822", holds=True)
    if _QUOTIENTS & said:
        yield from _quotients(text)
    for found in _APGAR.finditer(text) if _BIRTHS & said else ():
        for name, term in (("one", "HP:0030918"), ("five", "HP:0030919")):
            if int(found[name]) < 7:
                yield Reading(*found.span(), term, holds=True)
    for found in _GESTATION.finditer(text) if _BIRTHS & said else ():
        yield Reading(*found.span(), "HP:0001622", holds=int(found["weeks"]) < 37)
    for found in _ACUITY.finditer(text) if _ACUITIES & said else ():
        worst = int(found["feet"]) / 20 if found["feet"] else int(found["metres"]) / 6
        if worst >= 3:
            yield Reading(*found.span(), "HP:0007663", holds=True)


def _aimed(text: str, found: re.Match[str]) -> bool:
    return _GOAL.search(text[max(0, found.start() - _BEFORE) : found.start()]) is not None


def _quotients(text: str) -> Iterator[Reading]:
    for found in _IQ.finditer(text):
        value = interval(found["sign"], found["first"], found["second"])
        if found["developmental"]:
            if value.high < 70:
                yield Reading(*found.span(), DEVELOPMENTAL_DELAY, holds=True)
        elif value.within(AVERAGE):
            yield Reading(*found.span(), INTELLECTUAL_DISABILITY, holds=False)
        elif value.high <= 70 and not _grade(value):
            yield Reading(*found.span(), INTELLECTUAL_DISABILITY, holds=True)
        elif (term := _grade(value)) is not None:
            yield Reading(*found.span(), term, holds=True)


def _grade(value: Interval) -> str | None:
    return next((term for grade, term in GRADES if value.within(grade)), None)
