"""What every ontology reader does alike: version, tidy text, consistency checks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from .ontology import Ontology, Synonym, Term

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def release_version(stated: str | None, path: Path) -> str:
    """The version as a date where the source gives ``hp/releases/2025-01-16`` or a URL with it.

    Raises:
        SourceError: the file states no version.
    """
    if not stated or not stated.strip():
        raise SourceError("states no version (data-version); every release has one", path=path)
    date = _DATE.search(stated)
    return date[0] if date else stated.strip()


def single_spaced(text: str) -> str:
    """Text with every run of white space, line breaks too, as one space."""
    return " ".join(text.split())


def synonym_order(synonym: Synonym) -> tuple[str, str, str]:
    """Sort key of synonyms: readers must not depend on the order of a file or a set."""
    return synonym.text, synonym.scope, synonym.type or ""


def without_aliases(terms: list[Term]) -> list[Term]:
    """The terms but for what OWL adds: alternative ids once more, as classes with no label."""
    aliases = {alias for term in terms for alias in term.alternative_ids}
    return [term for term in terms if term.name or term.id not in aliases]


def checked(ontology: Ontology, path: Path, *, prefix: str) -> Ontology:
    """The ontology itself, once it is found to be consistent.

    Raises:
        SourceError: no terms of the namespace, an ``is_a`` that leads nowhere, or a cycle.
    """
    if not ontology.ids:
        raise SourceError(f"holds no {prefix} terms; is it another ontology?", path=path)
    for identifier in ontology.ids:
        for parent in ontology.terms[identifier].parents:
            if parent not in ontology.row:
                raise SourceError(
                    f"is inconsistent or cut short: {identifier} is_a {parent}, "
                    "which it does not define as a current term",
                    path=path,
                )
    _check_acyclic(ontology, path)
    return ontology


def _check_acyclic(ontology: Ontology, path: Path) -> None:
    both_ways = ontology.closure.multiply(ontology.closure.T).tocoo()
    for row, column in zip(both_ways.row, both_ways.col, strict=True):
        if row != column:
            first, second = ontology.ids[row], ontology.ids[column]
            raise SourceError(f"has a cycle of is_a through {first} and {second}", path=path)
