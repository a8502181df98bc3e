"""Mondo's ontology: the terms that disease records of every database are joined by.

Read from ``mondo.obo``, ``mondo.owl`` or ``mondo.json`` (http://purl.obolibrary.org/obo/mondo), or
from the JSON of the package cellxgene-ontology-guide, which states no scopes of synonyms.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..errors import SourceError
from ..ontologies import Ontology, Synonym, Term, read_ontology
from ..ontologies.sourcefile import read_bytes, read_head
from .mondo import MONDO
from .source import HEAD_SIZE, PURL, Source, named, release_in_name
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "mondo"
#: Tops of what is no disease of humans, and why.
_NO_DISEASES: Final = {
    "MONDO:0005583": "is a disease of animals",
    "MONDO:0021125": "is a characteristic of diseases, not a disease",
}
_PACKAGED: Final = re.compile(r'^\{\s*"MONDO:\d{7}":\s*\{')
_TEXT: Final = pl.String()
_DISEASES: Final = dict.fromkeys(("id", "name", "definition"), _TEXT)


def _is_mondo(head: str) -> bool:
    if head.startswith(("<", "{")):
        return "obo/MONDO_" in head or "obo/mondo" in head or bool(_PACKAGED.match(head))
    return "format-version:" in head and "MONDO:" in head


ENTRY: Final = Source(
    name=SOURCE,
    filename="mondo.obo",
    names=named(r"mondo(?:-ontology)?(?:[-_. ]v?\d.*)?\.(?:obo|json|owl)"),
    recognises=_is_mondo,
    url=f"{PURL}/mondo.obo",
    provider=MONDO,
    version=re.compile(r"(?:^data-version:[ \t]*|obo/mondo/releases/)(\S+)", re.MULTILINE),
)


@dataclass(frozen=True)
class MondoTerms:
    """What the ontology says of diseases of humans.

    ``diseases``: id, name, definition. ``names``: synonyms, as the table. ``parents``: child,
    parent. ``replaced``: current id of each obsolete one that has one. ``conflicts``: as the table;
    synonyms that are another term's name, which are no names here.
    """

    rows: int
    kept: int
    diseases: pl.DataFrame
    names: pl.DataFrame
    parents: pl.DataFrame
    replaced: Mapping[str, str]
    conflicts: pl.DataFrame

    @classmethod
    def empty(cls) -> MondoTerms:
        """What a build without the ontology knows."""
        diseases = pl.DataFrame(schema=_DISEASES)
        names, parents, conflicts = (
            pl.DataFrame(schema=TABLES[name]) for name in ("names", "disease_is_a", "conflicts")
        )
        return cls(0, 0, diseases, names, parents, {}, conflicts)


def read_mondo(path: Path, quarantine: Quarantine) -> MondoTerms:
    """Read the terms; those that are no disease of humans go to quarantine.

    Raises:
        SourceError: unreadable, inconsistent, or without terms of Mondo.
    """
    ontology = _ontology(path)
    excluded = _excluded(ontology)
    rows = [(None, reason, f"{one} {ontology.terms[one].name}") for one, reason in excluded.items()]
    schema = {"line": pl.Int64(), "reason": _TEXT, "row": _TEXT}
    quarantine.add(SOURCE, path, pl.DataFrame(rows, schema=schema, orient="row"))
    terms = [ontology.terms[one] for one in ontology.ids if one not in excluded]
    known = {term.id for term in terms}
    names, conflicts = _names(terms)
    return MondoTerms(
        rows=len(ontology.terms),
        kept=len(terms) + len(ontology.terms) - len(ontology.ids),
        diseases=pl.DataFrame(
            [(term.id, term.name, term.definition) for term in terms],
            schema=_DISEASES,
            orient="row",
        ),
        names=names,
        parents=pl.DataFrame(
            [(term.id, up) for term in terms for up in term.parents if up in known],
            schema=TABLES["disease_is_a"],
            orient="row",
        ),
        replaced={old: new for old, new in ontology.retired.items() if new in known},
        conflicts=conflicts,
    )


def _excluded(ontology: Ontology) -> dict[str, str]:
    return {
        below: reason
        for top, reason in _NO_DISEASES.items()
        if top in ontology.row
        for below in sorted(ontology.descendants(top))
    }


def _names(terms: list[Term]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of names and conflicts; a synonym that is another term's label names that one."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for term in terms:
        owners[term.name.casefold()].add(term.id)
    names: list[tuple[Any, ...]] = []
    conflicts: list[tuple[Any, ...]] = []
    for term in terms:
        for synonym in term.synonyms:
            others = owners.get(synonym.text.casefold(), set()) - {term.id}
            if others:
                detail = f"synonym {synonym.text!r} is the name of the other; not taken"
                object_ = "|".join(sorted(others))
                conflicts.append(("synonym_is_label", term.id, object_, detail, SOURCE))
            elif synonym.text != term.name:
                names.append((term.id, synonym.text, synonym.scope, synonym.type, "en"))
    return (
        pl.DataFrame(names, schema=TABLES["names"], orient="row").unique(maintain_order=True),
        pl.DataFrame(conflicts, schema=TABLES["conflicts"], orient="row"),
    )


def _ontology(path: Path) -> Ontology:
    head = read_head(path, HEAD_SIZE).decode("utf-8-sig", errors="replace").lstrip()
    return _packaged(path) if _PACKAGED.match(head) else read_ontology(path, prefix="MONDO")


def _packaged(path: Path) -> Ontology:
    """The JSON of cellxgene-ontology-guide: ancestors with their distance instead of parents."""
    try:
        stated = json.loads(read_bytes(path))
        terms = [_packaged_term(one, data) for one, data in stated.items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"is no ontology in JSON, or is cut short ({error})"
        raise SourceError(reason, path=path) from error
    return Ontology(release_in_name(path.name) or "undated", terms)


def _packaged_term(identifier: str, data: Mapping[str, Any]) -> Term:
    return Term(
        id=identifier,
        name=data["label"],
        definition=data.get("description"),
        synonyms=tuple(Synonym(text, "RELATED") for text in data.get("synonyms", ())),
        parents=tuple(sorted(up for up, steps in data["ancestors"].items() if steps == 1)),
        obsolete=data["deprecated"],
        replaced_by=data.get("replaced_by"),
        consider=tuple(data.get("consider", ())),
    )
