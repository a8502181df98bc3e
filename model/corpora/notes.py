"""Notes as clinicians write them, made of a patient's HPO terms: four styles and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .patients import Patient
from .wordings import drawn, listed, order

Namer = Callable[[str, str], str]
"""The word that a note uses for an HPO id: (id, key to draw one of several by)."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What is done to the findings before they are written down.

    Attributes:
        dropped: Fraction of the findings left out (0 to 1); one always stays.
        added: Unrelated findings put in, as a fraction of those that stay.
        pool: HPO ids that unrelated findings are drawn from.
    """

    dropped: float = 0.0
    added: float = 0.0
    pool: tuple[str, ...] = ()


def noisy(patient: Patient, noise: Noise) -> tuple[str, ...]:
    """The patient's findings with noise; the same each time for the same patient."""
    mixed = sorted(patient.present, key=lambda term: order(patient.id + term))
    kept = mixed[: max(1, round(len(mixed) * (1 - noise.dropped)))]
    number = round(len(kept) * noise.added)
    known = {*patient.present, *patient.excluded}
    others = [term for term in noise.pool if term not in known]
    added = [drawn(others, patient.id, str(i)) for i in range(number)] if others else []
    return tuple(dict.fromkeys((*kept, *added)))


def note(patient: Patient, present: Sequence[str], style: str, name: Namer) -> str:
    """One note; ``style`` is one of `STYLES`.

    Raises `KeyError` for another style.
    """
    has = [name(term, patient.id) for term in present]
    lacks = [name(term, patient.id) for term in patient.excluded]
    return STYLES[style](patient, has, lacks)


def _who(patient: Patient) -> str:
    noun = (
        {"male": "boy", "female": "girl"}
        if _is_child(patient)
        else {"male": "man", "female": "woman"}
    )
    person = noun.get(patient.sex or "", "child" if _is_child(patient) else "patient")
    age = _age(patient.age)
    return f"{age}-old {person}" if age else person


def _is_child(patient: Patient) -> bool:
    return patient.age is not None and patient.age < 16


def _age(age: float | None) -> str:
    """ "14-year", "5-month" or nothing."""
    if age is None:
        return ""
    if age >= 2:
        return f"{int(age)}-year"
    return f"{max(1, round(age * 12))}-month"


def _pronoun(patient: Patient) -> str:
    return {"male": "He", "female": "She"}.get(patient.sex or "", "The patient")


def _article(word: str) -> str:
    return "An" if word.startswith(("8", "11-", "18", "a", "e", "i", "o", "u")) else "A"


def _narrative(patient: Patient, has: Sequence[str], lacks: Sequence[str]) -> str:
    who, pronoun = _who(patient), _pronoun(patient)
    half = (len(has) + 1) // 2
    said = [f"{_article(who)} {who} was seen for {listed(has[:half])}."]
    if has[half:]:
        said.append(f"{pronoun} also had {listed(has[half:])}.")
    if lacks:
        said.append(f"There was no {listed(lacks, 'or')}.")
    return " ".join(said)


def _terse(patient: Patient, has: Sequence[str], lacks: Sequence[str]) -> str:
    sex = {"male": "M", "female": "F"}.get(patient.sex or "", "")
    head = " ".join(
        filter(None, (_age(patient.age).replace("-year", "y").replace("-month", "mo"), sex))
    )
    said = [f"{head}. {', '.join(has)}." if head else f"{', '.join(has)}."]
    if lacks:
        said.append(f"No {listed(lacks, 'or')}.")
    return " ".join(said)


def _bullets(patient: Patient, has: Sequence[str], lacks: Sequence[str]) -> str:
    lines = [f"Patient: {_who(patient)}", "Findings:", *(f"- {one}" for one in has)]
    if lacks:
        lines += ["Absent:", *(f"- {one}" for one in lacks)]
    return "\n".join(lines)


def _letter(patient: Patient, has: Sequence[str], lacks: Sequence[str]) -> str:
    who = _who(patient)
    said = (
        f"Dear colleague, thank you for seeing this {who}. On examination we found {listed(has)}."
    )
    if lacks:
        said += f" {_pronoun(patient)} does not have {listed(lacks, 'or')}."
    return f"{said} We would be grateful for your opinion."


def _chinese(patient: Patient, has: Sequence[str], lacks: Sequence[str]) -> str:
    sex = {"male": "男", "female": "女"}.get(patient.sex or "", "")
    age = f"{int(patient.age)}岁" if patient.age is not None and patient.age >= 1 else ""
    head = "，".join(filter(None, ("患者", sex, age)))
    said = f"{head}。主要表现为{'、'.join(has)}。"
    return said + (f"无{'、'.join(lacks)}。" if lacks else "")


STYLES: Final[Mapping[str, Callable[[Patient, Sequence[str], Sequence[str]], str]]] = {
    "narrative": _narrative,
    "terse": _terse,
    "bullets": _bullets,
    "letter": _letter,
    "chinese": _chinese,
}
