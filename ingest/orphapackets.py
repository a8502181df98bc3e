"""Orphanet's disorders: ORPHApackets, one JSON object a line.

Each statement of a packet is a row: the disorder, each cross-reference to OMIM, parent, gene,
phenotype, prevalence, onset and inheritance. ``Children`` is not read, for it is incomplete.
Format: https://github.com/Orphanet/ORPHApackets
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..errors import SourceError
from ..ontologies import canonical
from ..ontologies.sourcefile import read_text
from .hpoa import FREQUENCY_CLASSES
from .source import DATE, ORPHANET, Source, named
from .statements import Record, Statements, listed, nested
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ..ontologies import Ontology
    from .quarantine import Quarantine

SOURCE: Final = "orphapackets"

ENTRY: Final = Source(
    name=SOURCE,
    filename="orphapackets.jsonl",
    names=named(r"orphapackets?(?:[-_. ].*)?\.(?:jsonl|ndjson)"),
    recognises=lambda head: '"ORPHAcode"' in head,
    url="https://github.com/Orphanet/ORPHApackets",
    provider=ORPHANET,
    version=re.compile(rf'"creationDate":\s*"({DATE})'),
)

#: Orphanet's frequency classes as those of HPO.
_FREQUENCIES: Final[Mapping[str, str]] = {
    "Obligate (100%)": "HP:0040280",
    "Very frequent (99-80%)": "HP:0040281",
    "Frequent (79-30%)": "HP:0040282",
    "Occasional (29-5%)": "HP:0040283",
    "Very rare (<4-1%)": "HP:0040284",
    "Excluded (0%)": "HP:0040285",
}
#: How an ORPHA code relates to the OMIM number it refers to.
RELATIONS: Final[Mapping[str, str]] = {
    "E": "skos:exactMatch",
    "NTBT": "skos:broadMatch",
    "BTNT": "skos:narrowMatch",
    "ND": "skos:closeMatch",
}
#: Top terms of HPO and the aspect of annotations below them.
_ASPECTS: Final[Mapping[str, str]] = {
    "HP:0000118": "P",
    "HP:0000005": "I",
    "HP:0031797": "C",
    "HP:0012823": "M",
    "HP:0032443": "H",
}
_TEXT: Final = pl.String()
_SCHEMAS: Final[Mapping[str, Mapping[str, pl.DataType]]] = {
    "disorder": dict.fromkeys(("id", "name", "definition", "type"), _TEXT)
    | {"synonyms": pl.List(pl.String())},
    "reference": dict.fromkeys(("disease_id", "other_id", "predicate"), _TEXT),
    "parent": dict.fromkeys(("child", "parent", "name"), _TEXT),
    "gene": dict.fromkeys(("disease_id", "gene_id", "symbol", "type"), _TEXT),
    "phenotype": dict(TABLES["has_phenotype"]),
    "fact": dict(TABLES["disease_facts"]),
}


@dataclass(frozen=True)
class Packets:
    """What the packets state; every frame has the columns ``line`` and ``row`` besides.

    ``disorders``: id, name, definition, type, synonyms. ``references``: disease_id, other_id,
    predicate. ``parents``: child, parent, name of the parent. ``genes``: disease_id, gene_id (null
    where Orphanet gives no HGNC id), symbol, type. ``phenotypes`` and ``facts``: as the tables
    has_phenotype and disease_facts.
    """

    rows: int
    disorders: pl.DataFrame
    references: pl.DataFrame
    parents: pl.DataFrame
    genes: pl.DataFrame
    phenotypes: pl.DataFrame
    facts: pl.DataFrame


def read_orphapackets(path: Path, ontology: Ontology, quarantine: Quarantine) -> Packets:
    """Read all packets; retired terms are replaced by those of `ontology`.

    Raises:
        SourceError: unreadable, or no line is a packet.
    """
    statements, seen = Statements(), set[str]()
    for line, text in enumerate(read_text(path).split("\n"), 1):
        if text.strip():
            packet = _decoded(text)
            if statements.take("disorder", line, packet or text, partial(_disorder, seen)):
                _take_parts(statements, line, packet, ontology)
    statements.refused_to(quarantine, SOURCE, path)
    frames = [statements.frame(kind, schema) for kind, schema in _SCHEMAS.items()]
    if frames[0].is_empty():
        raise SourceError("holds no ORPHApacket", path=path)
    return Packets(statements.rows, *frames)


def _decoded(text: str) -> dict[str, Any]:
    """The packet of a line; empty where it is none, which is then refused as a statement."""
    try:
        packet = json.loads(text)
    except ValueError:
        return {}
    return packet if isinstance(packet, dict) else {}


def _take_parts(statements: Statements, line: int, packet: Record, ontology: Ontology) -> None:
    disease = _code(packet["ORPHAcode"])
    parts: list[tuple[str, tuple[str, ...], Callable[[Any], Mapping[str, Any]]]] = [
        ("reference", ("ExternalReferences",), partial(_reference, disease)),
        ("parent", ("Parents", "Parent"), partial(_parent, disease)),
        ("gene", ("Genes", "Gene"), partial(_gene, disease)),
        ("phenotype", ("Phenotypes", "Phenotype"), partial(_phenotype, disease, ontology)),
        ("fact", ("Prevalences", "Prevalence"), partial(_prevalence, disease)),
        ("fact", ("AverageAgeOfOnsets", "AverageAgeOfOnset"), partial(_fact, disease, "onset")),
        (
            "fact",
            ("TypeOfInheritances", "TypeOfInheritance"),
            partial(_fact, disease, "inheritance"),
        ),
    ]
    for kind, fields, parse in parts:
        for element in nested(packet, *fields):
            for one in _unwrapped(element, "ExternalReference"):
                statements.take(kind, line, one, parse)


def _unwrapped(element: Any, field: str) -> list[Any]:
    """References stand bare where a packet has one list of them, else each in an object."""
    if isinstance(element, dict) and field in element:
        return listed(element[field])
    return [element]


def _code(value: Any) -> str:
    return canonical(f"ORPHA:{value}")


def _disorder(seen: set[str], packet: Any) -> dict[str, Any]:
    if not isinstance(packet, dict):
        raise TypeError("is no JSON object")
    identifier = _code(packet["ORPHAcode"])
    if identifier in seen:
        raise ValueError(f"repeats {identifier}")
    seen.add(identifier)
    texts = nested(packet, "TextSection", "Contents")
    return {
        "id": identifier,
        "name": packet["Label"].strip(),
        "definition": next(texts, None),
        "type": next(nested(packet, "DisorderType", "value"), None),
        "synonyms": [str(one).strip() for one in nested(packet, "Synonyms", "Synonym")],
    }


def _reference(disease: str, element: Record) -> dict[str, str]:
    if element["Source"] != "OMIM":
        raise ValueError(f"refers to {element['Source']}, not to a disease of OMIM")
    stated = element.get("DisorderMappingRelation") or "ND"
    predicate = RELATIONS.get(stated.split(" ")[0])
    if predicate is None:
        raise ValueError(f"relation {stated!r} is not one of {', '.join(RELATIONS)}")
    other = canonical(f"OMIM:{element['Reference']}")
    return {"disease_id": disease, "other_id": other, "predicate": predicate}


def _parent(disease: str, element: Record) -> dict[str, str]:
    return {"child": disease, "parent": _code(element["ORPHAcode"]), "name": element["Label"]}


def _gene(disease: str, element: Record) -> dict[str, str | None]:
    references = listed(element.get("ExternalReferences"))
    hgnc = [one["Reference"] for one in references if one["Source"] == "HGNC"]
    return {
        "disease_id": disease,
        "gene_id": canonical(f"HGNC:{hgnc[0]}") if hgnc else None,
        "symbol": element["Symbol"],
        "type": element.get("DisorderGeneAssociationType"),
    }


def _phenotype(disease: str, ontology: Ontology, element: Record) -> dict[str, Any]:
    stated = canonical(element["HPOId"])
    current = ontology.resolve(stated)
    label = element["HPOFrequency"]
    if label not in _FREQUENCIES:
        raise ValueError(f"frequency {label!r} is not one of {', '.join(_FREQUENCIES)}")
    frequency = FREQUENCY_CLASSES[_FREQUENCIES[label]]
    above = ontology.ancestors(current)
    return {
        "disease_id": disease,
        "phenotype_id": current,
        "frequency": frequency,
        "frequency_label": _FREQUENCIES[label],
        "negated": frequency == 0.0,
        "modifiers": [],
        "aspect": next((aspect for top, aspect in _ASPECTS.items() if top in above), "P"),
        "evidence": "TAS",
        "references": [disease],
        "original_id": stated if stated != current else None,
        "source": SOURCE,
    }


def _prevalence(disease: str, element: Record) -> dict[str, str | None]:
    value = _stated(element.get("PrevalenceClass"))
    count = _stated(element.get("ValMoy"))
    qualification = _stated(element.get("PrevalenceQualification"))
    if value is None and count is None:
        raise ValueError("states no prevalence")
    return {
        "disease_id": disease,
        "kind": "prevalence",
        "value": value or f"{float(count or 0):g} {(qualification or '').lower()}".strip(),
        "type": _stated(element.get("PrevalenceType")),
        "qualification": qualification,
        "mean": count,
        "region": _stated(element.get("PrevalenceGeographic")),
        "reference": _stated(element.get("Source")),
        "source": SOURCE,
    }


def _fact(disease: str, kind: str, element: Record) -> dict[str, str]:
    value = _stated(element["value"])
    if value is None:
        raise ValueError(f"states no {kind}")
    return {"disease_id": disease, "kind": kind, "value": value, "source": SOURCE}


def _stated(value: str | None) -> str | None:
    return None if value is None or value.lower() in {"no data", "no data available"} else value
