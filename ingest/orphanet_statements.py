"""What Orphanet can say of a disorder, in whichever of its files: the statements' columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..ontologies import canonical
from .hpoa import FREQUENCY_CLASSES
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ontologies import Ontology

_TEXT: Final = pl.String()
_FACT: Final = dict(TABLES["disease_facts"])

#: Kinds of statements, and their columns. ``status`` of a disorder: active, inactive or obsolete.
#: ``gene_id`` is null where Orphanet gives no HGNC id.
SCHEMAS: Final[Mapping[str, Mapping[str, pl.DataType]]] = {
    "disorder": dict.fromkeys(("disease_id", "name", "definition", "type", "status"), _TEXT)
    | {"synonyms": pl.List(pl.String())},
    "reference": dict.fromkeys(("disease_id", "other_id", "predicate"), _TEXT),
    "parent": dict.fromkeys(("disease_id", "parent", "name"), _TEXT),
    "gene": dict.fromkeys(("disease_id", "gene_id", "symbol", "type", "confidence"), _TEXT),
    "phenotype": dict(TABLES["has_phenotype"]),
    "prevalence": _FACT,
    "onset": _FACT,
    "inheritance": _FACT,
    "moved": dict.fromkeys(("disease_id", "replaced_by"), _TEXT),
}
#: How an ORPHA code relates to the OMIM number it refers to.
RELATIONS: Final[Mapping[str, str]] = {
    "E": "skos:exactMatch",
    "NTBT": "skos:broadMatch",
    "NTBT/E": "skos:broadMatch",
    "BTNT": "skos:narrowMatch",
    "BTNT/E": "skos:narrowMatch",
    "ND": "skos:closeMatch",
}
_WRONG: Final = "W"
#: Orphanet's frequency classes as those of HPO.
_FREQUENCIES: Final[Mapping[str, str]] = {
    "Obligate (100%)": "HP:0040280",
    "Very frequent (99-80%)": "HP:0040281",
    "Frequent (79-30%)": "HP:0040282",
    "Occasional (29-5%)": "HP:0040283",
    "Very rare (<4-1%)": "HP:0040284",
    "Excluded (0%)": "HP:0040285",
}
#: Top terms of HPO and the aspect of annotations below them.
_ASPECTS: Final[Mapping[str, str]] = {
    "HP:0000118": "P",
    "HP:0000005": "I",
    "HP:0031797": "C",
    "HP:0012823": "M",
    "HP:0032443": "H",
}
_UNSTATED: Final = {"", "no data", "no data available"}


@dataclass(frozen=True)
class OrphanetFile:
    """What one file of Orphanet states: a frame of every kind in `SCHEMAS`, each with the columns
    ``line``, ``row`` and ``source`` besides.
    """

    source: str
    release: str
    """Its date, from which the newer file is known; empty where nothing states one."""
    rows: int
    statements: Mapping[str, pl.DataFrame]


def orpha(code: Any) -> str:
    """The CURIE of an ORPHA code.

    Raises:
        IdentifierError: it is no such code.
    """
    return canonical(f"ORPHA:{code}")


def reference(disease: str, number: Any, relation: str | None) -> dict[str, str]:
    """A cross-reference to OMIM; without a relation it is not yet decided."""
    stated = relation or "ND"
    code = stated.split(" ")[0]
    if code == _WRONG:
        raise ValueError(f"OMIM:{number} is no match of {disease}: Orphanet marks it as wrong")
    predicate = RELATIONS.get(code)
    if predicate is None:
        raise ValueError(f"relation {stated!r} is not one of {', '.join(RELATIONS)}")
    other = canonical(f"OMIM:{number}")
    return {"disease_id": disease, "other_id": other, "predicate": predicate}


def phenotype(disease: str, ontology: Ontology, term: Any, label: Any) -> dict[str, Any]:
    """An annotation; a retired term is replaced, and a frequency of 0 % is an exclusion."""
    stated = canonical(term)
    current = ontology.resolve(stated)
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
    }


def prevalence(
    disease: str,
    *,
    value: str | None,
    mean: str | None,
    qualification: str | None,
    **more: str | None,
) -> dict[str, str | None]:
    """A prevalence: its class, else the number of cases or families that are known.

    Args:
        more: its ``type``, ``region`` and ``reference``.
    """
    stated, count, kind = known_text(value), known_text(mean), known_text(qualification)
    if stated is None and float(count or 0) == 0:
        raise ValueError("states no prevalence")
    return {
        "disease_id": disease,
        "kind": "prevalence",
        "value": stated or f"{float(count or 0):g} {(kind or '').lower()}".strip(),
        "qualification": kind,
        "mean": count,
        **{column: known_text(text) for column, text in more.items()},
    }


def fact(disease: str, kind: str, value: str | None) -> dict[str, str]:
    """An age of onset or a mode of inheritance."""
    stated = known_text(value)
    if stated is None:
        raise ValueError(f"states no {kind}")
    return {"disease_id": disease, "kind": kind, "value": stated}


def known_text(value: str | None) -> str | None:
    """A text, or None where Orphanet says that it has none."""
    return None if value is None or value.lower() in _UNSTATED else value
