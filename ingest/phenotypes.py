"""The record tables that an ontology gives: terms, names, retired ids and ``is_a``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from .source import HPO, PURL, Source, named
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..ontologies import Ontology

SOURCE: Final = "hp"

#: Files of HPO's repository that hold no terms of their own.
_DERIVED: Final = "babelon|synonym|profile|import|idrange"


def _is_hp(head: str) -> bool:
    if head.startswith(("<", "{")):
        return "obo/HP_" in head or "obo/hp" in head
    return "format-version:" in head and "HP:" in head


ENTRY: Final = Source(
    name=SOURCE,
    filename="hp.obo",
    names=named(rf"hp(?!.*(?:{_DERIVED}))(?:[-_. ].*)?\.(?:obo|json|owl)"),
    recognises=_is_hp,
    url=f"{PURL}/hp.obo",
    provider=HPO,
    required=True,
    version=re.compile(r"(?:^data-version:[ \t]*|obo/hp/releases/)(\S+)", re.MULTILINE),
    of_hpo=True,
)

_LANGUAGE: Final = "en"


def phenotype_tables(ontology: Ontology, has_phenotype: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables phenotypes, names, retired and phenotype_is_a, each in order of identifier.

    Information content counts diseases by their abnormalities that are present: rows of aspect P
    that are not negated.
    """
    current = [ontology.terms[identifier] for identifier in ontology.ids]
    phenotypes = pl.DataFrame(
        {
            "id": ontology.ids,
            "name": [term.name for term in current],
            "definition": [term.definition for term in current],
            "ic": ontology.information_content(present_phenotypes(has_phenotype)),
        },
        schema=TABLES["phenotypes"],
    )
    edges = [(term.id, parent) for term in current for parent in term.parents]
    return {
        "phenotypes": phenotypes,
        "names": pl.DataFrame(list(_names(ontology)), schema=TABLES["names"], orient="row"),
        "retired": pl.DataFrame(list(_retired(ontology)), schema=TABLES["retired"], orient="row"),
        "phenotype_is_a": pl.DataFrame(edges, schema=TABLES["phenotype_is_a"], orient="row"),
    }


def present_phenotypes(has_phenotype: pl.DataFrame) -> dict[str, list[str]]:
    """Each disease with the abnormalities it is stated to have."""
    present = has_phenotype.filter(pl.col("aspect") == "P", ~pl.col("negated"))
    grouped = present.group_by("disease_id").agg(pl.col("phenotype_id").unique())
    return dict(grouped.iter_rows())


def _names(ontology: Ontology) -> Iterator[tuple[str, str, str, str | None, str]]:
    for identifier in ontology.ids:
        term = ontology.terms[identifier]
        yield identifier, term.name, "LABEL", None, _LANGUAGE
        for synonym in term.synonyms:
            yield identifier, synonym.text, synonym.scope, synonym.type, _LANGUAGE


def _retired(ontology: Ontology) -> Iterator[tuple[str, str | None, str]]:
    for identifier, current in ontology.retired.items():
        yield identifier, current, "obsolete" if identifier in ontology.terms else "alternative"
