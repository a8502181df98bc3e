"""Measures of the body by standard deviations or centiles: "height -3 SD", "OFC <3rd centile".

Beyond two standard deviations, below the 3rd or above the 97th centile a measure means its term
(HPO's own definitions; Elements of Morphology, Am J Med Genet 2009;149A); at birth, weight below
the 10th or above the 90th centile (HP:0001518 and HP:0001520). In the middle it excludes both.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from .measured import Named, Names, Reading, Sentence
from .quantities import Interval, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Bounds in standard deviations: a term beyond the outer ones, none between the inner ones.
OUTER: Final = 2.0
INNER: Final = 1.65
#: The 90th and the 97th centile.
TENTH: Final = NormalDist().inv_cdf(0.9)
THIRD: Final = NormalDist().inv_cdf(0.97)
#: What lies between a bound and the first value beyond it.
_NEXT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the body: its names, and the terms of too small and too large.

    ``weighed`` marks the birth weight, which has its own limits.
    """

    names: str
    low: str | None
    high: str | None
    weighed: bool = False


_HEAD: Final = (
    "head circumference; occipitofrontal circumference; occipitofrontal head circumference; "
    "occipito frontal circumference; fronto occipital circumference; cranial circumference; ofc; "
    "hc; foc"
)
MEASURES: Final = (
    Measure("birth weight; bw", "HP:0001518", "HP:0001520", weighed=True),
    Measure("birth length; birth height", "HP:0003561", "HP:0003517"),
    Measure("birth head circumference; birth ofc", "HP:0011451", "HP:0004488"),
    Measure("height; stature; length; body length; supine length; ht", "HP:0004322", "HP:0000098"),
    Measure(_HEAD, "HP:0000252", "HP:0000256"),
    Measure("bmi; body mass index", "HP:0045082", "HP:0001513"),
    Measure("weight; body weight; wt", "HP:0004325", "HP:0004324"),
    Measure("hand length; total hand length", "HP:0200055", None),
    Measure("foot length", "HP:0001773", "HP:0001833"),
    Measure("interpupillary distance; inter pupillary distance; ipd", "HP:0000601", "HP:0000316"),
    Measure("inner canthal distance; intercanthal distance; icd", None, "HP:0000506"),
    Measure("penile length; penis length", "HP:0000054", None),
    Measure("testicular volume; testis volume", "HP:0008734", "HP:0000053"),
    Measure("ear length", "HP:0008551", "HP:0000400"),
    Measure("palpebral fissure length", "HP:0012745", "HP:0000637"),
    Measure("aortic root; aortic root diameter; aortic root dimension", None, "HP:0002616"),
    Measure("bone mineral density; bmd; bone density", "HP:0004349", None),
    Measure("growth parameters", None, None),
)
_BIRTH: Final = {3: 1, 4: 2, 6: 0}
_GROWTH: Final = (3, 6, 4)
_NOT_BODY: Final = re.compile(
    r"\b(?:arm|leg|limb|femur|femoral|humer\w+|tibial?|finger|foot|hand|crown-?\s?rump|penile|"
    r"palpebral|philtr\w+|nasal|ear|segment|upper|lower|facial|kidney|renal|spleen|liver|cervical|"
    r"axial|vertebral|body\s+segment|sitting|paternal|maternal|parental|target|mid-?parental|"
    r"fetal|foetal|placental|dry|ideal|thyroid|full)[\s-]*$",
    re.IGNORECASE,
)
_NAMES: Final = Names(measure.names for measure in MEASURES)
_PARAMETERS: Final = len(MEASURES) - 1
_N: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_SIGN: Final = r"[-−–‐‑+]"
_LESS: Final = (
    r"(?:<|≤|(?:(?:well|far|just|significantly|slightly|markedly)\s+)?(?:below|under)|"
    r"(?:less|lower)\s+than)"
)
_MORE: Final = (
    r"(?:>|≥|(?:(?:well|far|just|significantly|slightly|markedly)\s+)?(?:above|over)|(?:more|greater|"
    r"higher)\s+than)"
)
_SD: Final = r"(?:s\.?d\.?s?\b\.?|sds\b|standard\s+deviations?(?:\s+scores?)?|z-?\s?scores?\b|z\b)"
_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "tenth": 10, "twenty-fifth": 25,
    "fiftieth": 50, "seventy-fifth": 75, "ninetieth": 90, "ninety-fifth": 95,
    "ninety-seventh": 97, "ninety-eighth": 98, "ninety-ninth": 99,
}  # fmt: skip
_RANK: Final = rf"(?:{_N}\s*(?:st|nd|rd|th)?|{'|'.join(_ORDINALS)})"
_CENTILE: Final = r"(?:per)?\s?-?(?:centiles?\b|cent(?:ile)?s\b|%\s?iles?\b|%-?tile\b)"
_POSITION: Final = re.compile(
    rf"(?P<bound>{_LESS}|{_MORE})?\s*(?:the\s+)?(?:"
    rf"(?P<z>z(?:-?\s?score)?|sds|sd)\s*(?:scores?)?\s*(?:of|was|is|=|:|at)?\s*(?P<zbound>[<>≤≥])?\s*"
    rf"(?P<zsign>{_SIGN})?\s?(?P<zvalue>{_N})(?![\d%])(?!\s*(?:st|nd|rd|th|cm|kg))|"
    rf"(?:between\s+)?(?P<sign>{_SIGN})?\s?(?P<value>{_N})(?:\s*(?:to|and|–|-|/)\s*(?P<sign2>{_SIGN})?\s?"
    rf"(?P<value2>{_N}))?\s*{_SD}(?:\s*(?P<side>below|under|above|over)\b)?|"
    rf"(?:between\s+(?:the\s+)?)?(?P<rank>{_RANK})(?:\s*(?:to|and|–|-)\s*(?:the\s+)?(?P<rank2>{_RANK}))?"
    rf"\s*{_CENTILE}|"
    rf"(?P<p>p)\s?(?P<pbound>[<>])?\s?(?P<prank>\d{{1,2}}(?:\.\d)?)(?![\d.]))",
    re.IGNORECASE,
)
#: A sign that a position stands somewhere: cheap, and before the search for it.
_PLACED: Final = re.compile(
    r"cent|%|s\.?d\b|sds|deviation|\bz\b|z-?\s?score|\bp\s?[<>]?\s?\d", re.IGNORECASE
)
#: What may stand between a measure and its position.
_GAP: Final = re.compile(
    rf"(?:[\s,:=(~\[]|(?:\d+(?:[.,]\d+)?\s?(?:cm|mm|kg|g|m|in|lb|lbs|ml|inches|grams)\b\.?)|\)|"
    rf"(?:{_LESS})(?=\s*(?:the\s+)?\d)|\b(?:was|is|were|are|at|on|in|plotted|measured|of|has|been|had|"
    rf"remained|remains|fell|plots|about|approximately|around|z|the|for|age|which|corresponding|"
    rf"corresponds|to|values?|scores?|sd|sds|deviation|also|now|currently|all|both|being|circumference|"
    rf"between|percentile|centile|birth|falls|fall|below|above|lies|tracking|along)\b)*",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"\s*(?:,|and|/|&|,\s*and|as\s+well\s+as|or)\s*(?:his|her|the|their)?\s*", re.IGNORECASE
)
_OF_ALL: Final = re.compile(
    r"\b(?:all|both)(?:\s+of\s+(?:which|them|these))?(?:\s+(?:were|are|being|measurements?|parameters))*"
    r"\s*(?:at\s+|on\s+)?$",
    re.IGNORECASE,
)
_FOR: Final = re.compile(r"\s*(?:for|in)\s+(?:(?:his|her|the)\s+)?", re.IGNORECASE)


def growth_readings(sentence: Sentence) -> Iterator[Reading]:
    """The measures of a sentence that are out of, or well in, the middle of their age.

    A sentence that deals its values out by "respectively" is left alone.
    """
    names = [n for n in _NAMES.find(sentence) if not _foreign(sentence.text, n)]
    if not names or not _PLACED.search(sentence.text) or "respectively" in sentence.text.lower():
        return
    text = sentence.text
    for position in _POSITION.finditer(text):
        z = _z_range(position)
        if z is None:
            continue
        for owner in _owners(text, names, position):
            start, end = min(owner.start, position.start()), max(owner.end, position.end())
            for measure in _measures(text, owner):
                yield from _read(
                    measure, z, start, end, ranked=position["rank"] or position["prank"]
                )


def _foreign(text: str, named: Named) -> bool:
    """Whether a length or weight is of a limb, a parent, an organ."""
    if MEASURES[named.number].names.split(";")[0] not in {"height", "weight"}:
        return False
    return _NOT_BODY.search(text[max(0, named.start - 20) : named.start]) is not None


def _owners(text: str, names: Sequence[Named], position: re.Match[str]) -> list[Named]:
    """The measures that a position is of: before it in a list, or behind it after "for"."""
    before = [m for m in names if m.end <= position.start()]
    if before and _OF_ALL.search(text[before[-1].end : position.start()]):
        return before
    if not before or not _GAP.fullmatch(text, before[-1].end, position.start()):
        behind = _FOR.match(text, position.end())
        return [m for m in names if behind and m.start == behind.end()]
    owners = [before[-1]]
    for earlier in reversed(before[:-1]):
        if not _LISTED.fullmatch(text, earlier.end, owners[0].start):
            break
        owners.insert(0, earlier)
    return owners


def _measures(text: str, owner: Named) -> list[Measure]:
    if owner.number == _PARAMETERS:
        before = text[max(0, owner.start - 12) : owner.start].lower()
        return [MEASURES[i] for i in _GROWTH] if "all" in before.split() else []
    if owner.number in _BIRTH and "at birth" in text[: owner.end + 10].lower():
        return [MEASURES[_BIRTH[owner.number]]]
    return [MEASURES[owner.number]]


def _read(
    measure: Measure, z: Interval, start: int, end: int, *, ranked: str | None
) -> Iterator[Reading]:
    limit = TENTH if measure.weighed else THIRD if ranked else OUTER - 2 * _NEXT
    if measure.low and z.high < -limit - _NEXT / 2:
        yield Reading(start, end, measure.low, holds=True)
    elif measure.high and z.low > limit + _NEXT / 2:
        yield Reading(start, end, measure.high, holds=True)
    elif z.low >= -INNER and z.high <= INNER and not measure.weighed:
        for term in filter(None, (measure.low, measure.high)):
            yield Reading(start, end, term, holds=False)


def _z_range(position: re.Match[str]) -> Interval | None:
    """What a position says, in standard deviations; None where it says no clear side."""
    bound = position["bound"] or ""
    if position["zvalue"]:
        bound = position["zbound"] or bound
        return _bounded(bound, _signed(position["zsign"], position["zvalue"]))
    if position["value"]:
        return _by_deviations(position, bound)
    if position["prank"]:
        return _bounded(position["pbound"] or bound, _z_of(position["prank"]))
    first = _z_of(position["rank"])
    if position["rank2"]:
        return Interval(*sorted((first, _z_of(position["rank2"]))))
    return _bounded(bound, first)


def _by_deviations(position: re.Match[str], bound: str) -> Interval | None:
    side, sign = (position["side"] or "").lower(), position["sign"]
    if not side and sign is None and number(position["value"]) >= 1.5 and not _more(bound):
        return None
    if side:
        value = number(position["value"])
        below = side in {"below", "under"}
        if bound and not _more(bound):
            return None
        far = math.inf if bound else number(position["value2"] or position["value"])
        return Interval(-far, -value) if below else Interval(value, far)
    first = _signed(sign, position["value"])
    if position["value2"]:
        second = _signed(position["sign2"] or sign, position["value2"])
        return Interval(*sorted((first, second)))
    return _bounded(bound, first)


def _more(bound: str) -> bool:
    return re.fullmatch(_MORE, bound, re.IGNORECASE) is not None


def _bounded(bound: str, z: float) -> Interval:
    if not bound:
        return Interval(z, z)
    return Interval(z + _NEXT, math.inf) if _more(bound) else Interval(-math.inf, z - _NEXT)


def _signed(sign: str | None, digits: str) -> float:
    value = number(digits)
    return value if sign in (None, "+") else -value


@cache
def _z_of(rank: str) -> float:
    said = rank.lower().strip()
    centile = _ORDINALS.get(said) or number(re.sub(r"\s*(?:st|nd|rd|th)$", "", said))
    if not 0 < centile < 100:
        return math.copysign(math.inf, centile - 50)
    return NormalDist().inv_cdf(centile / 100)
