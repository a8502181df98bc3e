"""Orphadata's products 1, 4, 6 and 9, as XML or JSON: Orphanet's statements, a file for each kind.

Each disorder of a product is a row, and so is each statement of the kind that the product is for:
1 cross-references to OMIM and codes that have moved, 4 phenotypes, 6 genes, 9 prevalences, and ages
of onset with modes of inheritance. References to other terminologies are not read.
Format: https://www.orphadata.com/docs/OrphadataFreeAccessProductsDescription.pdf
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl

from ..errors import SourceError
from ..ontologies import canonical
from .jdbor import first, read_disorders
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
from .statements import Record, Statements, nested

if TYPE_CHECKING:
    from pathlib import Path

    from ..ontologies import Ontology
    from .quarantine import Quarantine

PRODUCT1: Final = "orphadata_product1"
PHENOTYPES: Final = "orphadata_product4"
GENES: Final = "orphadata_product6"
PREVALENCES: Final = "orphadata_product9_prev"
AGES: Final = "orphadata_product9_ages"

#: How Orphanet's flags of a disorder add up.
_OBSOLETE: Final = 16 | 1024
_INACTIVE: Final = 8192
_MOVED: Final = "Moved to"
_NAME: Final = ("Name", "label")
#: Orphanet's texts hold bytes of Windows' code page where Unicode has control characters.
_MISREAD: Final = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_TAGS: Final = re.compile(r"</?[A-Za-z][^<>]*>")

_Parser = Callable[[str, Any], Mapping[str, Any]]


def _entry(name: str) -> Source:
    product = f"en_{name.removeprefix('orphadata_')}"
    return Source(
        name=name,
        filename=f"{product}.xml",
        names=named(rf"{product}(?:[-_. ].*)?\.(?:json|xml)"),
        recognises=lambda head: '"JDBOR"' in head or "<JDBOR" in head,
        url=f"https://www.orphadata.com/data/xml/{product}.xml",
        provider=ORPHANET,
        version=re.compile(rf'(?:"date":|<JDBOR[^>]*\sdate=)\s*"({DATE})'),
    )


ENTRIES: Final = tuple(_entry(name) for name in (PRODUCT1, PHENOTYPES, GENES, PREVALENCES, AGES))


def read_product(
    path: Path, source: str, release: str, ontology: Ontology, quarantine: Quarantine
) -> OrphanetFile:
    """Read one product; retired terms are replaced by those of `ontology`.

    Args:
        source: the name of one of `ENTRIES`.

    Raises:
        SourceError: unreadable, no product, or one of another kind.
    """
    statements, seen = Statements(), set[str]()
    parts = list(_parts(source, ontology))
    for line, disorder in read_disorders(path):
        if statements.take("disorder", line, disorder, partial(_disorder, seen)):
            _take_parts(statements, line, disorder, parts)
    statements.refused_to(quarantine, source, path)
    frames = {
        kind: statements.frame(kind, schema).with_columns(source=pl.lit(source))
        for kind, schema in SCHEMAS.items()
    }
    kinds = ["disorder"] if source == PRODUCT1 else [part.kind for part in parts]
    if all(frames[kind].is_empty() for kind in kinds):
        raise SourceError(f"states no {' or '.join(kinds)}", path=path)
    return OrphanetFile(source, release, statements.rows, frames)


class _Part(NamedTuple):
    """A kind of statement, where it stands in a disorder, and what it means."""

    kind: str
    find: Callable[[Record], Iterator[Any]]
    parse: _Parser


def _parts(source: str, ontology: Ontology) -> Iterator[_Part]:
    if source == PRODUCT1:
        yield _Part("reference", _omim_references, _reference)
        yield _Part("moved", _moves, _move)
    elif source == PHENOTYPES:
        yield _Part("phenotype", _at("HPODisorderAssociation"), partial(_phenotype, ontology))
    elif source == GENES:
        yield _Part("gene", _at("DisorderGeneAssociation"), _gene)
    elif source == PREVALENCES:
        yield _Part("prevalence", _at("Prevalence"), _prevalence)
    else:
        yield _Part("onset", _at("AverageAgeOfOnset"), partial(_fact, "onset"))
        yield _Part("inheritance", _at("TypeOfInheritance"), partial(_fact, "inheritance"))


def _at(field: str) -> Callable[[Record], Iterator[Any]]:
    return lambda disorder: nested(disorder, f"{field}List", field)


def _take_parts(statements: Statements, line: int, disorder: Record, parts: list[_Part]) -> None:
    disease = orpha(first(disorder, "OrphaCode"))
    for part in parts:
        for element in part.find(disorder):
            statements.take(part.kind, line, element, partial(part.parse, disease))


def _disorder(seen: set[str], disorder: Any) -> dict[str, Any]:
    identifier = orpha(first(disorder, "OrphaCode"))
    if identifier in seen:
        raise ValueError(f"repeats {identifier}")
    name = first(disorder, *_NAME)
    if not name:
        raise ValueError(f"gives {identifier} no name")
    seen.add(identifier)
    sections = ("SummaryInformationList", "SummaryInformation", "TextSectionList", "TextSection")
    definition = next(nested(disorder, *sections, "Contents"), None)
    return {
        "disease_id": identifier,
        "name": name,
        "definition": plain_text(str(definition)) if definition else None,
        "type": first(disorder, "DisorderType", *_NAME),
        "status": _status(disorder),
        "synonyms": [
            str(one).strip() for one in nested(disorder, "SynonymList", "Synonym", "label")
        ],
    }


def _status(disorder: Record) -> str:
    flags = 0
    for value in nested(disorder, "DisorderFlagList", "DisorderFlag", "Value"):
        flags |= int(value)
    if flags & _OBSOLETE:
        return "obsolete"
    return "inactive" if flags & _INACTIVE else "active"


def _omim_references(disorder: Record) -> Iterator[Any]:
    for element in nested(disorder, "ExternalReferenceList", "ExternalReference"):
        if not isinstance(element, Mapping) or first(element, "Source") == "OMIM":
            yield element


def _reference(disease: str, element: Record) -> dict[str, str]:
    relation = first(element, "DisorderMappingRelation", *_NAME)
    return reference(disease, first(element, "Reference"), relation)


def _moves(disorder: Record) -> Iterator[tuple[str | None, str | None]]:
    """(old code, new code) of every move; the disorder itself stands for the side left out."""
    own = first(disorder, "OrphaCode")
    for one in nested(disorder, "DisorderDisorderAssociationList", "DisorderDisorderAssociation"):
        if first(one, "DisorderDisorderAssociationType", *_NAME) == _MOVED:
            old = first(one, "RootDisorder", "OrphaCode") or own
            new = first(one, "TargetDisorder", "OrphaCode") or own
            yield old, new


def _move(_: str, pair: tuple[str | None, str | None]) -> dict[str, str]:
    old, new = pair
    return {"disease_id": orpha(old), "replaced_by": orpha(new)}


def _phenotype(ontology: Ontology, disease: str, element: Record) -> dict[str, Any]:
    term, label = first(element, "HPO", "HPOId"), first(element, "HPOFrequency", *_NAME)
    return phenotype(disease, ontology, _needed(term, "HPOId"), label)


def _gene(disease: str, element: Record) -> dict[str, str | None]:
    references = nested(element, "Gene", "ExternalReferenceList", "ExternalReference")
    hgnc = [first(one, "Reference") for one in references if first(one, "Source") == "HGNC"]
    return {
        "disease_id": disease,
        "gene_id": canonical(f"HGNC:{hgnc[0]}") if hgnc else None,
        "symbol": _needed(first(element, "Gene", "Symbol"), "Symbol"),
        "type": first(element, "DisorderGeneAssociationType", *_NAME),
        "confidence": first(element, "DisorderGeneAssociationStatus", *_NAME),
    }


def _prevalence(disease: str, element: Record) -> dict[str, str | None]:
    return prevalence(
        disease,
        value=first(element, "PrevalenceClass", *_NAME),
        mean=first(element, "ValMoy"),
        qualification=first(element, "PrevalenceQualification", *_NAME),
        type=first(element, "PrevalenceType", *_NAME),
        region=first(element, "PrevalenceGeographic", *_NAME),
        reference=first(element, "Source"),
    )


def _fact(kind: str, disease: str, element: Record) -> dict[str, str]:
    return fact(disease, kind, first(element, *_NAME))


def _needed(value: str | None, field: str) -> str:
    if not value:
        raise KeyError(field)
    return value


def plain_text(marked: str) -> str:
    """Text without HTML tags and entities, and with the characters that were meant."""
    text = html.unescape(_TAGS.sub("", marked)).translate(_MISREAD)
    return " ".join(text.split())


def same_words(left: str, right: str) -> bool:
    """Whether two texts differ in punctuation, case and blanks only."""
    return _words(left) == _words(right)


def _words(text: str) -> str:
    return re.sub(r"\W+", "", plain_text(text)).casefold()
