"""Clinical notes with a known diagnosis. Their text is read, never printed or kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..errors import IdentifierError, InputError
from ..ontologies import canonical
from ..retrieval.cases import article
from .strata import ADULT_YEARS, UNKNOWN

_TEXT: Final = ("text", "presentation_before_dx")
_GOLD: Final = ("diagnoses", "orpha", "omim")


@dataclass(frozen=True, slots=True)
class SolvedNote:
    """A note, the ids that count as its diagnosis, and the articles it was published in.

    ``age`` is ``adult``, ``paediatric`` or ``unknown``: the patient's, for a note states no onset.
    """

    id: str
    text: str = field(repr=False)
    diagnoses: tuple[str, ...]
    articles: tuple[str, ...] = ()
    age: str = UNKNOWN


def read_solved_notes(path: Path) -> Iterator[SolvedNote]:
    """Notes of a JSON lines file that name their diagnosis; the others are passed over.

    A line is ``{"id", "text", "diagnoses": [CURIE...], "pmid", "age"}``; the text may be under
    ``presentation_before_dx`` and the diagnosis under ``orpha`` and ``omim``. Raises `InputError`
    where the file or a line cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; give JSON lines in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            note = _note(line, f"{path}:{number}")
            if note.diagnoses:
                yield note


def _note(line: str, where: str) -> SolvedNote:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not valid JSON ({error.msg})") from None
    text = next((record[key] for key in _TEXT if isinstance(record.get(key), str)), None)
    if text is None:
        raise InputError(f'{where}: no text under "text" or "presentation_before_dx"')
    pmid = record.get("pmid")
    return SolvedNote(
        id=str(record.get("id", where)),
        text=text,
        diagnoses=_diagnoses(record, where),
        articles=() if pmid is None else (article(str(pmid)),),
        age=_age(record.get("age")),
    )


def _diagnoses(record: Mapping[str, Any], where: str) -> tuple[str, ...]:
    given: list[str] = []
    for key in _GOLD:
        value = record.get(key) or []
        given += [value] if isinstance(value, str) else value
    try:
        return tuple(dict.fromkeys(map(canonical, given)))
    except IdentifierError as error:
        raise InputError(f"{where}: {error}") from error


def _age(years: object) -> str:
    if not isinstance(years, int | float):
        return UNKNOWN
    return "adult" if years >= ADULT_YEARS else "paediatric"
