"""Ontologies in OWL (RDF/XML), or in OBO, read by pronto.

Format: OBO's mapping to OWL 2, http://owlcollab.github.io/oboformat/doc/obo-syntax.html#5
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from ..errors import SourceError
from .ontology import Ontology, Scope, Synonym, Term
from .release import checked, release_version, single_spaced, synonym_order, without_aliases
from .sourcefile import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pronto

_STARTS: Final = (b"<?xml", b"<rdf:RDF", b"<owl:", b"format-version:")


def read_owl(path: Path, *, prefix: str = "HP") -> Ontology:
    """Read the terms of one namespace from an OWL or OBO file (plain, gzip or zstd).

    Raises:
        SourceError: the file is missing, empty, cut short, inconsistent or no ontology.
    """
    content = read_bytes(path)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_STARTS):
        raise SourceError("is neither OWL in RDF/XML nor an OBO ontology", path=path)
    try:
        source = _parse(content)
        terms = [_term(term, prefix) for term in _of_namespace(source, prefix)]
    except (ValueError, SyntaxError, KeyError, TypeError, AttributeError) as error:
        reason = single_spaced(str(error))
        raise SourceError(f"is not a readable ontology ({reason})", path=path) from error
    version = release_version(source.metadata.data_version, path)
    return checked(Ontology(version, without_aliases(terms)), path, prefix=prefix)


def _parse(content: bytes) -> pronto.Ontology:
    import pronto

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pronto warns of every OWL axiom that OBO cannot express
        return pronto.Ontology(io.BytesIO(content), import_depth=0, threads=1)


def _of_namespace(source: pronto.Ontology, prefix: str) -> Iterator[pronto.Term]:
    return (term for term in source.terms() if term.id.startswith(f"{prefix}:"))


def _term(term: pronto.Term, prefix: str) -> Term:
    parents = term.superclasses(distance=1, with_self=False).to_set().ids
    return Term(
        id=term.id,
        name=single_spaced(term.name or ""),
        definition=single_spaced(str(term.definition)) if term.definition else None,
        synonyms=tuple(sorted(set(_synonyms(term)), key=synonym_order)),
        parents=tuple(sorted(parent for parent in parents if parent.startswith(f"{prefix}:"))),
        alternative_ids=tuple(sorted(term.alternate_ids)),
        obsolete=term.obsolete,
        replaced_by=min(term.replaced_by.ids, default=None),
        consider=tuple(sorted(term.consider.ids)),
    )


def _synonyms(term: pronto.Term) -> Iterator[Synonym]:
    for synonym in term.synonyms:
        text = single_spaced(synonym.description)
        scope: Scope = synonym.scope or "RELATED"
        kind = synonym.type.id.rpartition("#")[2] if synonym.type else None
        yield Synonym(text, scope, kind)
