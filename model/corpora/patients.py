"""Patients of phenopackets with what a note tells of them: sex, age, findings, diagnosis."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import CaseError, InputError
from ...retrieval.case_patient import years
from ...retrieval.cases import parse_case


@dataclass(frozen=True, slots=True)
class Patient:
    """One solved case.

    ``age`` is in years at the last encounter, ``sex`` "male" or "female"; either may be unknown.
    ``labels`` names the HPO ids as the file does.
    """

    id: str
    diagnosis: str
    present: tuple[str, ...]
    excluded: tuple[str, ...]
    labels: Mapping[str, str]
    age: float | None
    sex: str | None
    genes: tuple[str, ...]
    articles: tuple[str, ...]


def read_patients(path: Path) -> Iterator[Patient]:
    """Solved phenopackets of a JSON lines file (``.gz`` too); unsolved ones are passed over.

    Raises `InputError` where the file cannot be read, `CaseError` where a line is no phenopacket.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file):
                if line.strip():
                    yield from _patient(json.loads(line), number)
    except (OSError, EOFError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{path}: cannot be read as phenopackets, one a line") from error


def _patient(packet: Any, number: int) -> Iterator[Patient]:
    case = parse_case(packet, number)
    if "phenotypicFeatures" not in packet:
        raise CaseError("not a phenopacket; notes are written from phenopackets", line=number + 1)
    if not case.diagnoses or not case.phenotypes:
        return
    subject = packet.get("subject") or {}
    age = (subject.get("timeAtLastEncounter") or {}).get("age") or {}
    types = [feature.get("type") or {} for feature in packet["phenotypicFeatures"]]
    yield Patient(
        id=case.id,
        diagnosis=case.diagnoses[0],
        present=case.phenotypes,
        excluded=case.excluded,
        labels={t["id"]: t["label"] for t in types if t.get("id") and t.get("label")},
        age=years(str(age.get("iso8601duration", ""))),
        sex=case.patient.sex,
        genes=case.genes,
        articles=case.articles,
    )
