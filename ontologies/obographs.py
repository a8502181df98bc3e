"""Ontologies as OBO Graphs JSON, the form of ``hp.json``.

Read directly: pronto's parser of this format drops the types of synonyms, and aborts the process'
thread on documents without graphs. Format: https://github.com/geneontology/obographs
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from ..errors import SourceError
from .ontology import Ontology, Scope, Synonym, Term
from .release import checked, release_version, single_spaced, synonym_order, without_aliases
from .sourcefile import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_OBO_IN_OWL: Final = "http://www.geneontology.org/formats/oboInOwl#"
_ALTERNATIVE: Final = f"{_OBO_IN_OWL}hasAlternativeId"
_CONSIDER: Final = f"{_OBO_IN_OWL}consider"
_REPLACED_BY: Final = "http://purl.obolibrary.org/obo/IAO_0100001"
_VERSION: Final = "http://www.w3.org/2002/07/owl#versionInfo"
_SCOPES: Final[Mapping[str, Scope]] = {
    "hasExactSynonym": "EXACT",
    "hasNarrowSynonym": "NARROW",
    "hasBroadSynonym": "BROAD",
    "hasRelatedSynonym": "RELATED",
}


def read_obographs(path: Path, *, prefix: str = "HP") -> Ontology:
    """Read the terms of one namespace from OBO Graphs JSON (plain, gzip or zstd).

    Raises:
        SourceError: the file is missing, empty, cut short, inconsistent or no OBO graph.
    """
    try:
        graphs = json.loads(read_bytes(path))["graphs"]
        parents = _parents(graphs)
        terms = [
            _term(identifier, node, parents[identifier])
            for graph in graphs
            for node in graph["nodes"]
            if (identifier := _curie(node["id"])).startswith(f"{prefix}:")
        ]
        version = release_version(_version(graphs), path)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = single_spaced(str(error))
        raise SourceError(
            f"is no OBO Graphs JSON, or is cut short ({reason})", path=path
        ) from error
    return checked(Ontology(version, without_aliases(terms)), path, prefix=prefix)


def _curie(iri: str) -> str:
    return iri.rpartition("/")[2].replace("_", ":", 1)


def _parents(graphs: list[dict[str, Any]]) -> defaultdict[str, set[str]]:
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for graph in graphs:
        for edge in graph.get("edges", ()):
            if edge["pred"] == "is_a":
                parents[_curie(edge["sub"])].add(_curie(edge["obj"]))
    return parents


def _version(graphs: list[dict[str, Any]]) -> str | None:
    for graph in graphs:
        meta = graph.get("meta") or {}
        stated = meta.get("version") or min(_values(meta, _VERSION), default=None)
        if stated:
            return str(stated)
    return None


def _term(identifier: str, node: Mapping[str, Any], parents: set[str]) -> Term:
    meta = node.get("meta") or {}
    definition = (meta.get("definition") or {}).get("val")
    namespace = identifier.partition(":")[0] + ":"
    return Term(
        id=identifier,
        name=single_spaced(node.get("lbl") or ""),
        definition=single_spaced(definition) if definition else None,
        synonyms=tuple(sorted(set(_synonyms(meta)), key=synonym_order)),
        parents=tuple(sorted(parent for parent in parents if parent.startswith(namespace))),
        alternative_ids=_ids(meta, _ALTERNATIVE),
        obsolete=bool(meta.get("deprecated")),
        replaced_by=min(_ids(meta, _REPLACED_BY), default=None),
        consider=_ids(meta, _CONSIDER),
    )


def _values(meta: Mapping[str, Any], predicate: str) -> Iterator[str]:
    for annotation in meta.get("basicPropertyValues") or ():
        if annotation["pred"] == predicate:
            yield annotation["val"]


def _ids(meta: Mapping[str, Any], predicate: str) -> tuple[str, ...]:
    return tuple(sorted({_curie(value) for value in _values(meta, predicate)}))


def _synonyms(meta: Mapping[str, Any]) -> Iterator[Synonym]:
    for synonym in meta.get("synonyms") or ():
        kind = synonym.get("synonymType") or ""
        name = kind.rpartition("#")[2] if "#" in kind else _curie(kind)
        scope = _SCOPES.get(synonym["pred"], "RELATED")
        yield Synonym(single_spaced(synonym["val"]), scope, name or None)
