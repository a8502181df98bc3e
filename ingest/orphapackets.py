"""Orphanet's disorders: ORPHApackets, one JSON object a line, or a zip archive of one file each.

Each statement of a packet is a row: the disorder, each cross-reference to OMIM, parent, gene,
phenotype, prevalence, onset and inheritance. ``Children`` is not read, for it is incomplete.
Format: https://github.com/Orphanet/orphapacket
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..errors import SourceError
from ..ontologies import canonical
from ..ontologies.sourcefile import read_head, read_text
from .orphanet_statements import (
    SCHEMAS,
    OrphanetFile,
    fact,
    orpha,
    phenotype,
    prevalence,
    reference,
)
from .source import DATE, ORPHANET, Source, named
from .statements import Record, Statements, listed, nested

if TYPE_CHECKING:
    from pathlib import Path

    from ..ontologies import Ontology
    from .quarantine import Quarantine

SOURCE: Final = "orphapackets"

_ZIP: Final = "PK\x03\x04"
ENTRY: Final = Source(
    name=SOURCE,
    filename="orphapackets.jsonl",
    names=named(r"orphapackets?(?:[-_. ].*)?\.(?:jsonl|ndjson|zip)"),
    recognises=lambda head: '"ORPHAcode"' in head or head.startswith(_ZIP),
    url="https://github.com/Orphanet/orphapacket/archive/HEAD.tar.gz",
    provider=ORPHANET,
    version=re.compile(rf'"creationDate":\s*"({DATE})'),
)


def read_orphapackets(path: Path, ontology: Ontology, quarantine: Quarantine) -> OrphanetFile:
    """Read all packets; retired terms are replaced by those of `ontology`.

    A line is that of the file, or the number of the packet in the archive.

    Raises:
        SourceError: unreadable, or no line is a packet.
    """
    statements, seen, released = Statements(), set[str](), ""
    for line, text in _texts(path):
        packet = _decoded(text)
        released = released or str(packet.get("creationDate", ""))[:10]
        if statements.take("disorder", line, packet or text, partial(_disorder, seen)):
            _take_parts(statements, line, packet, ontology)
    statements.refused_to(quarantine, SOURCE, path)
    frames = {kind: statements.frame(kind, SCHEMAS[kind]) for kind in SCHEMAS}
    if frames["disorder"].is_empty():
        raise SourceError("holds no ORPHApacket", path=path)
    own = {kind: one.with_columns(source=pl.lit(SOURCE)) for kind, one in frames.items()}
    return OrphanetFile(SOURCE, released, statements.rows, own)


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every packet as text."""
    if read_head(path, len(_ZIP)) == _ZIP.encode():
        yield from _archived(path)
        return
    for line, text in enumerate(read_text(path).split("\n"), 1):
        if text.strip():
            yield line, text


def _archived(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(name for name in archive.namelist() if name.endswith(".json"))
            for number, name in enumerate(members, 1):
                yield number, archive.read(name).decode("utf-8-sig")
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, RuntimeError) as error:
        raise SourceError(f"is no archive of ORPHApackets: {error}", path=path) from error


def _decoded(text: str) -> dict[str, Any]:
    """The packet of a line; empty where it is none, which is then refused as a statement."""
    try:
        packet = json.loads(text)
    except ValueError:
        return {}
    if isinstance(packet, dict) and len(packet) == 1:  # a file may name what it holds
        packet = next(iter(packet.values()))
    return packet if isinstance(packet, dict) else {}


def _take_parts(statements: Statements, line: int, packet: Record, ontology: Ontology) -> None:
    disease = orpha(packet["ORPHAcode"])
    parts: list[tuple[str, tuple[str, ...], Callable[[Any], Mapping[str, Any]]]] = [
        ("reference", ("ExternalReferences",), partial(_reference, disease)),
        ("parent", ("Parents", "Parent"), partial(_parent, disease)),
        ("gene", ("Genes", "Gene"), partial(_gene, disease)),
        ("phenotype", ("Phenotypes", "Phenotype"), partial(_phenotype, disease, ontology)),
        ("prevalence", ("Prevalences", "Prevalence"), partial(_prevalence, disease)),
        ("onset", ("AverageAgeOfOnsets", "AverageAgeOfOnset"), partial(_fact, disease, "onset")),
        (
            "inheritance",
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


def _disorder(seen: set[str], packet: Any) -> dict[str, Any]:
    if not isinstance(packet, dict):
        raise TypeError("is no JSON object")
    identifier = orpha(packet["ORPHAcode"])
    if identifier in seen:
        raise ValueError(f"repeats {identifier}")
    seen.add(identifier)
    texts = nested(packet, "TextSection", "Contents")
    return {
        "disease_id": identifier,
        "name": packet["Label"].strip(),
        "definition": next(texts, None),
        "type": next(nested(packet, "DisorderType", "value"), None),
        "status": "active",
        "synonyms": [str(one).strip() for one in nested(packet, "Synonyms", "Synonym")],
    }


def _reference(disease: str, element: Record) -> dict[str, str]:
    if element["Source"] != "OMIM":
        raise ValueError(f"refers to {element['Source']}, not to a disease of OMIM")
    return reference(disease, element["Reference"], element.get("DisorderMappingRelation"))


def _parent(disease: str, element: Record) -> dict[str, str]:
    return {
        "disease_id": disease,
        "parent": orpha(element["ORPHAcode"]),
        "name": element["Label"],
    }


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
    return phenotype(disease, ontology, element["HPOId"], element["HPOFrequency"])


def _prevalence(disease: str, element: Record) -> dict[str, str | None]:
    return prevalence(
        disease,
        value=element.get("PrevalenceClass"),
        mean=element.get("ValMoy"),
        qualification=element.get("PrevalenceQualification"),
        type=element.get("PrevalenceType"),
        region=element.get("PrevalenceGeographic"),
        reference=element.get("Source"),
    )


def _fact(disease: str, kind: str, element: Record) -> dict[str, str]:
    return fact(disease, kind, element["value"])
