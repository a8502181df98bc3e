"""Cases to rank: GA4GH phenopackets, Rareseek's JSON lines and RareBench lines.

Formats
-------
- a phenopacket (https://phenopacket-schema.readthedocs.io, v2): a JSON file, a folder of them, or
  JSON lines; its article is the PMID among ``metaData.externalReferences``;
- ``{"id", "phenotypes": [HP...], "excluded": [...], "genes": [...], "variants": [...], "pmid",
  "age_years", "sex", "onset_years"}``;
- RareBench: ``{"Phenotype": [HP...], "RareDisease": [...]}``; the id is the line number from 0.

Files may be gzipped.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CaseError, InputError
from .case_patient import patient_of_case, patient_of_phenopacket
from .ranking.patient import UNKNOWN, Patient

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Case:
    """One patient: HPO ids as given, and what else the file says of them.

    ``articles`` are the references the case was published in (``PMID:...``); ``genes`` and
    ``variants`` are kept as given; ``sex`` is "male", "female" or None.
    ``diagnoses`` are the accepted answers, where the file holds them: they are for evaluation and
    never ranked on.
    """

    id: str
    phenotypes: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    genes: tuple[str, ...] = ()
    variants: tuple[Any, ...] = ()
    articles: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    patient: Patient = UNKNOWN


def read_cases(path: Path) -> Iterator[Case | CaseError]:
    """Cases of a file or folder, in order; one that cannot be used comes as its `CaseError`.

    Raises `InputError` where the file as a whole cannot be read.
    """
    for number, record in read_records(path):
        yield record if isinstance(record, CaseError) else _case_or_error(record, number)


def read_records(path: Path) -> Iterator[tuple[int, Any]]:
    """Decoded JSON records of a file or folder with their line numbers from 0, for `parse_case`.

    A line that is no JSON comes as its `CaseError`. Raises as `read_cases` does.
    """
    if path.is_dir():
        files = sorted([*path.rglob("*.json"), *path.rglob("*.json.gz")])
        if not files:
            message = (
                f"{path}: no .json file in this folder; give phenopackets or a JSON lines file"
            )
            raise InputError(message)
        for file in files:
            yield from read_records(file)
        return
    yield from _records_of_text(_text(path), path)


def parse_case(record: object, number: int) -> Case:
    """One decoded JSON record as a `Case`; ``number`` is its line number from 0.

    >>> parse_case({"id": "a", "phenotypes": ["HP:0001250"]}, 0).phenotypes
    ('HP:0001250',)
    """
    if not isinstance(record, Mapping):
        raise CaseError("not a JSON object; give a phenopacket or a case", line=number + 1)
    if "Phenotype" in record:
        case_id = str(number)
        return Case(
            case_id,
            _ids(record, "Phenotype", case_id),
            diagnoses=_ids(record, "RareDisease", case_id),
        )
    case_id = str(record.get("id", number))
    if "phenotypes" in record:
        pmid = record.get("pmid")
        return Case(
            case_id,
            _ids(record, "phenotypes", case_id),
            _ids(record, "excluded", case_id),
            _ids(record, "genes", case_id),
            tuple(_list(record, "variants", case_id)),
            () if pmid is None else (article(str(pmid)),),
            _ids(record, "diagnoses", case_id),
            patient_of_case(record),
        )
    if "phenotypicFeatures" in record or "subject" in record:
        return _phenopacket(record, case_id)
    raise CaseError(
        'has neither "phenotypes", "phenotypicFeatures" nor "Phenotype"; see rareseek rank --help',
        case_id=case_id,
        line=number + 1,
    )


def article(pmid: str) -> str:
    """A PubMed id, with or without its prefix, as the reference that annotations use.

    >>> article("24573067")
    'PMID:24573067'
    """
    return f"PMID:{pmid.strip().upper().removeprefix('PMID').strip(':_ ')}"


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        if raw.startswith(_GZIP_MAGIC):
            raw = gzip.decompress(raw)
        return raw.decode("utf-8-sig")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path}: the gzip file is damaged or cut off; get it again") from error
    except UnicodeDecodeError as error:
        message = f"{path}: not a text file; give phenopackets or JSON lines in UTF-8"
        raise InputError(message) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _records_of_text(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    if not text.strip():
        raise InputError(f"{path}: the file is empty; give phenopackets or JSON lines")
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        lines = text.splitlines()
        if lines and not any(line.lstrip().startswith("{") for line in lines[:5]):
            message = f"{path}: neither JSON nor JSON lines; give phenopackets or JSON lines"
            raise InputError(message) from None
        yield from _records_of_lines(lines)
        return
    yield from enumerate(whole if isinstance(whole, list) else [whole])


def _records_of_lines(lines: Sequence[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            yield number, CaseError(f"not valid JSON ({error.msg})", line=number + 1)


def _case_or_error(record: object, number: int) -> Case | CaseError:
    try:
        return parse_case(record, number)
    except CaseError as error:
        return error


def _phenopacket(record: Mapping[str, Any], case_id: str) -> Case:
    present: list[str] = []
    excluded: list[str] = []
    for feature in _list(record, "phenotypicFeatures", case_id):
        try:
            (excluded if feature.get("excluded") else present).append(str(feature["type"]["id"]))
        except (AttributeError, KeyError, TypeError):
            message = "a phenotypicFeature has no type.id; see the phenopacket schema"
            raise CaseError(message, case_id=case_id) from None
    genes, variants, diagnoses = _interpretations(record)
    references = (record.get("metaData") or {}).get("externalReferences") or []
    ids = [str(reference.get("id", "")) for reference in references]
    return Case(
        case_id,
        tuple(present),
        tuple(excluded),
        genes,
        variants,
        tuple(article(i) for i in ids if i.upper().startswith("PMID")),
        diagnoses,
        patient_of_phenopacket(record),
    )


def _interpretations(
    record: Mapping[str, Any],
) -> tuple[tuple[str, ...], tuple[Any, ...], tuple[str, ...]]:
    """Genes, variants (but rejected ones) and diagnoses of a phenopacket's interpretations.

    What is still in progress is a candidate, and no diagnosis.
    """
    genes: list[str] = []
    variants: list[Any] = []
    diagnoses: list[str] = []
    for interpretation in record.get("interpretations") or []:
        diagnosis = interpretation.get("diagnosis") or {}
        disease = diagnosis.get("disease") or {}
        if "id" in disease and interpretation.get("progressStatus") != "IN_PROGRESS":
            diagnoses.append(disease["id"])
        for genomic in diagnosis.get("genomicInterpretations") or []:
            if genomic.get("interpretationStatus") == "REJECTED":
                continue
            descriptor = (genomic.get("variantInterpretation") or {}).get("variationDescriptor")
            gene = (descriptor or {}).get("geneContext") or genomic.get("gene") or {}
            genes += [gene["valueId"]] if "valueId" in gene else []
            variants += [descriptor] if descriptor else []
    return tuple(dict.fromkeys(genes)), tuple(variants), tuple(dict.fromkeys(diagnoses))


def _list(record: Mapping[str, Any], key: str, case_id: str) -> Sequence[Any]:
    value = record.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise CaseError(f'"{key}" must be a list', case_id=case_id)
    return value


def _ids(record: Mapping[str, Any], key: str, case_id: str) -> tuple[str, ...]:
    values = _list(record, key, case_id)
    if not all(isinstance(value, str) for value in values):
        raise CaseError(f'"{key}" must hold ids as text', case_id=case_id)
    return tuple(values)
