"""Who the note is about: age, sex, onset, consanguinity and affected relatives.

Read from stated phrases only ("a 14-year-old boy", "onset at age 5", "born to consanguineous
parents"); what is not clearly said, or said in two ways, is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .ages import AGE, CLASSES, NUMBER, in_words, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Characters of a note that are read: who it is about stands at its head.
READ: Final = 100_000
MALE: Final = "male"
_HYPHENS: Final = dict.fromkeys(map(ord, "‐‑‒–−"), "-")
FEMALE: Final = "female"

_KIN: Final = (
    r"(?:mother|father|mom|mum|dad|parents?|brothers?|sisters?|siblings?|twin|aunts?|uncles?|"
    r"cousins?|grand\w+|nephews?|nieces?|wife|husband|spouse|relatives?)"
)
_MAN: Final = r"(?:boys?|male|man|gentleman|schoolboy)"
_WOMAN: Final = r"(?:girls?|female|woman|lady|schoolgirl)"
_SOMEONE: Final = (
    r"(?:child|infant|patient|proband|baby|newborn|neonate|toddler|adolescent|teenager|youngster|"
    r"individual|adult|fetus|foetus|preschooler|case|person|student)"
)
_PERSON: Final = rf"(?:{_MAN}|{_WOMAN}|{_SOMEONE})"
_ADJECTIVES: Final = r"(?:[a-z][a-z'-]*,?\s+){0,4}?"
#: "14-year-old", "14 years old", "34 yo", "aged 14 years", "14 years of age".
_OLD: Final = rf"(?P<age>{AGE})[-\s]*(?:old\b|of\s+age\b)|(?P<short>\d{{1,3}})\s*-?y[./]?\s?o\b\.?"
_AGED_PERSON: Final = re.compile(
    rf"(?:{_OLD})\s*,?\s*{_ADJECTIVES}(?P<person>(?:{_SOMEONE}\s+)?(?:{_MAN}|{_WOMAN})|{_SOMEONE})\b"
)
_PERSON_AGED: Final = re.compile(
    rf"\b(?:{_PERSON}|he|she|index\s+case)\s*(?:,|\(|is|was|who\s+is|is\s+now|is\s+currently|now)?"
    rf"\s*(?:now|currently|aged|age)?\s*(?:{_OLD}|(?<=aged\s)(?P<bare>\d{{1,3}}))"
)
_NOW: Final = re.compile(
    rf"\b(?:now|currently|presently)\s+(?:aged\s+|at\s+(?:the\s+)?age\s+(?:of\s+)?)?(?:{_OLD})"
)
_FIELD: Final = re.compile(
    rf"^[ \t*-]*(?:patient\s+|current\s+)?age(?:\s+at\s+(?:exam\w*|visit|evaluation|last\s+\w+))?"
    rf"(?P<both>\s*/\s*(?:sex|gender))?\s*[:=]\s*(?P<age>{AGE}|\d{{1,3}})(?:\s*/\s*(?P<sex>[mf])\b)?",
    re.MULTILINE,
)
_EXAMINED: Final = re.compile(
    rf"\b(?:examined|evaluated|assessed|last\s+seen|seen)\s+(?:\w+\s+){{0,3}}?at\s+(?:the\s+)?"
    rf"(?:age\s+(?:of\s+)?)?(?P<age>{AGE})"
)
_SEX_FIELD: Final = re.compile(
    r"^[ \t*-]*(?:sex|gender)\s*[:=]\s*(m|f|male|female|boy|girl)\b", re.MULTILINE
)
_INITIAL: Final = re.compile(
    r"\A\W*(?:an?\s+)?(?P<age>\d{1,3})\s?(?:y|yo)?\s?(?P<sex>[mf])\b(?=[\s,])"
)
_FIRST_WORDS: Final = re.compile(rf"\A\W*(?:an?\s+)?(?:{_OLD})(?=\s+(?:with|who|presenting)\b|,)")
_SEXED: Final = re.compile(
    rf"\b(?:an?|this|the|our|index)\s+{_ADJECTIVES}(?P<person>{_MAN}|{_WOMAN})\b|"
    rf"\b(?P<adjective>male|female)\s+{_SOMEONE}\b|"
    rf"\b(?:{_SOMEONE}|he|she)\s+(?:is|was)\s+an?\s+(?P<said>{_MAN}|{_WOMAN})\b"
)
_PRONOUN: Final = re.compile(r"\b(he|his|him|himself|she|her|hers|herself)\b")

_ONSET: Final = re.compile(
    rf"\b(?:(?:onset|first\s+(?:noticed|noted|seen|observed|appeared|symptoms?|signs?|seizures?|"
    rf"presented|manifested))(?:\s+(?:of\s+)?(?:\w+\s+){{0,3}}?)?(?:\s+was)?|"
    rf"began|started|commenced|became\s+(?:apparent|evident)|manifested)\s*(?:[:=]|\bat\b|\baround\b|\bwhen\b|\bfrom\b|"
    rf"\bin\b|\bby\b|\bsince\b)\s*"
    rf"(?:about\s+|approximately\s+|around\s+|(?:he|she)\s+was\s+|the\s+|his\s+|her\s+)*"
    rf"(?:age\s+(?:of\s+)?|aged\s+)?(?:about\s+|approximately\s+)?"
    rf"(?:(?P<age>{AGE})|(?<=age\s)(?P<bare>{NUMBER})|(?<=age\sof\s)(?P<bare2>{NUMBER})|"
    rf"(?P<period>{CLASSES}))(?!\s*(?:later|ago|after|before|prior))"
)
_AGE_OF_ONSET: Final = re.compile(
    rf"\bage\s+(?:at|of)\s+(?:\w+\s+)?onset\s*(?:was|is|:|=|of)?\s*(?:about\s+)?"
    rf"(?:(?P<age>{AGE})|(?P<bare>{NUMBER})|(?P<period>{CLASSES}))"
)
_SINCE: Final = re.compile(
    rf"\b(?:since|from)\s+(?:the\s+)?(?:age\s+of\s+(?:(?P<age>{AGE})|(?P<bare>{NUMBER}))|"
    rf"(?P<period>{CLASSES}))\b(?!\s+(?:to|through|until|until|onwards?\s+(?:normal|healthy)))"
)
_NAMED_ONSET: Final = re.compile(r"\b(congenital|neonatal|infantile)[-\s]onset\b")
#: What begins at some age without being a symptom.
_MILESTONES: Final = re.compile(
    r"\b(?:walk\w*|sit\w*|crawl\w*|talk\w*|speech|words?|speak\w*|school\w*|kindergarten|treat\w*|"
    r"therap\w*|menarche|menstr\w*|pubert\w*|puberty|diet\w*|dialysis|medicat\w*|supplement\w*|"
    r"walked|adopted|lives?|living|follow\w*|normal\w*|healthy|smil\w*|wean\w*|babbl\w*|cooing)\b"
)
_SENTENCE: Final = re.compile(r"[^.;\n]*(?:\.(?=\d)[^.;\n]*)*")

_RELATED: Final = re.compile(
    r"\bconsanguin(?:eous|ity)\b|\bfirst[-\s]cousin\s+(?:parents|marriage|union)\b|"
    r"\bparents\b[^.;\n]{0,40}?\b(?:first|second|third|double\s+first)[-\s](?:degree\s+)?cousins\b|"
    r"\bparents\s+(?:are|were)\s+(?:(?:closely|distantly)\s+)?related\b|\binbred\b|"
    r"\b(?:born|child|son|daughter)\b[^.;\n]{0,40}?\b(?:to|of)\s+(?:healthy\s+)?"
    r"(?:first|second)[-\s](?:degree\s+)?cousins\b"
)
_UNRELATED: Final = re.compile(
    r"\b(?:unrelated|non[-\s]?related|non[-\s]?consanguin(?:eous|ity))\b(?!\s+(?:to|individuals|famil"
    r"|patients|cause))|\bnot\s+consanguineous\b|"
    r"\bparents\s+(?:are|were)\s+not\s+(?:\w+\s+)?related\b|"
    r"\bno\s+(?:\w+\s+){0,4}?consanguinity\b|\bconsanguinity\s*(?:[:=]\s*(?:no|none|denied|absent|"
    r"negative)\b|(?:was|is)\s+(?:denied|absent|not\s+reported|ruled\s+out))|"
    r"\b(?:den(?:y|ies|ied)|without)\s+(?:\w+\s+){0,2}?consanguinity\b"
)
_UNSURE: Final = re.compile(
    r"\b(?:possib\w+|suspected|presumed|maybe|perhaps|unknown|unclear|whether|if|query)\b[^.;\n]{0,25}"
    r"\b(?:consanguin\w+|related)\b|\bconsanguinity\s*[:=]?\s*(?:is\s+|was\s+)?(?:unknown|unclear|possible|suspected)"
)
_AFFECTED: Final = re.compile(
    rf"\b(?:similarly\s+|also\s+)?affected\s+(?:\w+\s+){{0,2}}?{_KIN}\b|"
    rf"\b{_KIN}(?:,[^.,;]{{0,20}},)?\s+(?:\w+\s+){{0,2}}?(?:is|was|are|were)\s+(?:also\s+|similarly\s+)+affected\b|"
    rf"\b{_KIN}\s+(?:\w+\s+){{0,2}}?(?:with|has|had|have)\s+(?:the\s+same|a\s+similar|similar)\b|"
    r"\bfamily\s+history\s+(?:is|was)\s+positive\b|\bpositive\s+family\s+history\b"
)
_UNAFFECTED: Final = re.compile(
    r"\bfamily\s+history\s*(?:[:-]|is|was)\s*(?:negative|unremarkable|non[-\s]?contributory|none|nil|"
    r"not\s+contributory)\b|\bno\s+(?:\w+\s+)?family\s+history(?=\s*(?:[.,;\n]|$|of\s+(?:a\s+|any\s+|the\s+)?"
    r"(?:similar|same|genetic|neurolog|such)))|\bno\s+(?:other\s+)?(?:similarly\s+)?affected\s+"
    r"(?:family\s+members?|relatives|siblings)\b|\bnegative\s+family\s+history\b"
)


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What a note clearly says of the patient; None where it does not.

    ``age_years`` is the age at the examination, ``onset_years`` that at the first manifestation (0
    at birth; of a period its middle, see `ages.PERIODS`), both in years. ``sex`` is male or female.
    ``affected_relatives`` tells whether a relative has the like.
    """

    age_years: float | None = None
    sex: str | None = None
    onset_years: float | None = None
    consanguineous: bool | None = None
    affected_relatives: bool | None = None


#: What a case of HPO ids alone tells of its patient.
NOTHING_KNOWN: Final = PatientFacts()


def patient_facts(text: str) -> PatientFacts:
    """The facts that a note states about its patient.

    >>> patient_facts("A 14-year-old boy, born to consanguineous parents.").age_years
    14.0
    """
    note = text[:READ].lower().translate(_HYPHENS)
    age, sex = _age_and_sex(note)
    onset = min(_onsets(note), default=None)
    if onset is not None and age is not None and onset > age:
        onset = None
    unrelated = _UNRELATED.search(note) is not None
    related = _RELATED.search(_UNRELATED.sub(" ", note)) is not None
    kin = None if _UNSURE.search(note) else _either(related, unrelated)
    relatives = _either(bool(_AFFECTED.search(note)), bool(_UNAFFECTED.search(note)))
    return PatientFacts(age, sex, onset, kin, relatives)


def said_of(facts: PatientFacts) -> Iterator[str]:
    """What is known of a patient, in words for a report.

    >>> list(said_of(PatientFacts(age_years=0.25, sex="male", consanguineous=True)))
    ['3 months old', 'male', 'parents consanguineous']
    """
    if facts.age_years is not None:
        yield f"{in_words(facts.age_years)} old"
    if facts.sex is not None:
        yield facts.sex
    if facts.onset_years is not None:
        yield f"onset at {in_words(facts.onset_years)}" if facts.onset_years else "onset at birth"
    if facts.consanguineous is not None:
        yield "parents consanguineous" if facts.consanguineous else "parents not consanguineous"
    if facts.affected_relatives:
        yield "relatives affected"


def _either(yes: bool, no: bool) -> bool | None:
    """True or False where just one is said."""
    return yes if yes != no else None


def _age_and_sex(note: str) -> tuple[float | None, str | None]:
    described = [m for m in _AGED_PERSON.finditer(note) if not _of_kin(note, m)]
    if _several(note, described):
        return None, None
    age = _stated_age(note)
    if age is None and described:
        age = _read(described[0])
    return age, _sex(note, described)


def _of_kin(note: str, match: re.Match[str]) -> bool:
    """Whether the age is a relative's: "a 33-year-old mother", "his sister, a 4-year-old girl"."""
    before = note[max(0, match.start() - 40) : match.start()]
    inside = re.search(rf"\b{_KIN}\b", match.group())
    return inside is not None or re.search(rf"\b{_KIN}\b[^.;\n]*$", before) is not None


def _several(note: str, described: list[re.Match[str]]) -> bool:
    """Whether two people of different sex are introduced ("a 5-year-old boy and a ... girl")."""
    introduced = {
        _sex_of(m.group("person").split()[-1])
        for m in described
        if re.search(r"\b(?:an?|second|another)\s+$", note[max(0, m.start() - 12) : m.start()])
    }
    return {MALE, FEMALE} <= introduced


def _stated_age(note: str) -> float | None:
    """The age that is said to be today's, or is that of a form; else that of "the patient is"."""
    for pattern in (_FIELD, _NOW, _INITIAL, _FIRST_WORDS, _PERSON_AGED):
        for match in pattern.finditer(note):
            if _of_kin(note, match) or (age := _read(match)) is None:
                continue
            if pattern is _PERSON_AGED and _AGED_PERSON.search(note[: match.start()]):
                break
            return age
    examined = None if _AGED_PERSON.search(note) else _EXAMINED.search(note)
    return None if examined is None or _of_kin(note, examined) else _read(examined)


def _read(match: re.Match[str]) -> float | None:
    """The age of a match in years; bare numbers are years."""
    groups = match.groupdict()
    for name in ("age", "short", "bare", "bare2"):
        if (said := groups.get(name)) is not None:
            value = years(said)
            return value if value is not None and value <= 120 else None
    return None


def _sex_of(word: str) -> str | None:
    if re.fullmatch(_MAN, word):
        return MALE
    return FEMALE if re.fullmatch(_WOMAN, word) else None


def _sex(note: str, described: Iterable[re.Match[str]]) -> str | None:
    """The sex of a form, of the aged person, of every person named, or of every pronoun."""
    for pattern in (_SEX_FIELD, _FIELD, _INITIAL):
        if match := pattern.search(note):
            said = match.groupdict().get("sex") or (match.group(1) if pattern is _SEX_FIELD else "")
            if said:
                return MALE if said in {"m", "male", "boy"} else FEMALE
    for match in described:
        named = {_sex_of(word) for word in re.findall(r"[a-z]+", match.group())} - {None}
        if len(named) == 1:
            return named.pop()
    people = {
        _sex_of(word)
        for m in _SEXED.finditer(note)
        if not _of_kin(note, m)
        for word in m.groups()
        if word
    }
    if people - {None}:
        return people.pop() if len(people) == 1 else None
    spoken = {
        MALE if word.startswith("hi") or word == "he" else FEMALE for word in _PRONOUN.findall(note)
    }
    return spoken.pop() if len(spoken) == 1 else None


def _onsets(note: str) -> Iterator[float]:
    """Every age at which something of the patient's is said to have begun, in years."""
    for pattern in (_ONSET, _AGE_OF_ONSET, _SINCE, _NAMED_ONSET):
        for match in pattern.finditer(note):
            sentence = _sentence(note, match.start())
            if _MILESTONES.search(sentence) or re.search(rf"\b{_KIN}(?:'s)?\b", sentence):
                continue
            value = _onset(match)
            if value is not None:
                yield value


def _onset(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    period = match.group(1) if not groups else groups.get("period")
    return years(period) if period else _read(match)


def _sentence(note: str, at: int) -> str:
    """The words of the clause around a place."""
    start = max(note.rfind(sign, max(0, at - 150), at) for sign in (".", ";", "\n", ","))
    ends = [end for sign in (". ", ";", "\n", ",") if (end := note.find(sign, at, at + 120)) >= 0]
    return note[start + 1 : min(ends, default=at + 120)]
