"""Ontologies in OBO format, read by obonet into networkx.

Format: OBO flat file 1.2/1.4, http://owlcollab.github.io/oboformat/doc/obo-syntax.html
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

from ..errors import SourceError
from .ontology import Ontology, Scope, Synonym, Term
from .release import checked, release_version, single_spaced, synonym_order
from .sourcefile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import networkx as nx

_QUOTED_TAG: Final = re.compile(r'^(?:def|synonym): *"(?:[^"\\\n]|\\.)*"', re.MULTILINE)
_QUOTED: Final = re.compile(r'^"((?:[^"\\]|\\.)*)"\s*(.*)$', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(.)")
_WHITE_ESCAPES: Final = {"n": "\n", "t": "\t", "W": " "}
_TERM_ID: Final = re.compile(r"^\[Term\][ \t]*\r?\n(?:!.*\n)*id:[ \t]*(\S+)", re.MULTILINE)
_SCOPES: Final = ("EXACT", "NARROW", "BROAD", "RELATED")


def read_obo(path: Path, *, prefix: str = "HP") -> Ontology:
    """Read the terms of one namespace from an OBO file (plain, gzip or zstd).

    Raises:
        SourceError: the file is missing, empty, cut short, inconsistent or no OBO ontology.
    """
    text = read_text(path)
    _check_text(text, path)
    graph = _parse(text, path)
    version = release_version(graph.graph.get("data-version"), path)
    terms = [
        _term(identifier, data, graph)
        for identifier, data in graph.nodes(data=True)
        if identifier.startswith(f"{prefix}:") and "name" in data
    ]
    return checked(Ontology(version, terms), path, prefix=prefix)


def _check_text(text: str, path: Path) -> None:
    if "[Term]" not in text:
        raise SourceError("is not an OBO ontology: it has no [Term] stanza", path=path)
    if not text.endswith("\n"):
        raise SourceError("is cut short: its last line does not end", path=path)
    for identifier, count in Counter(_TERM_ID.findall(text)).most_common(1):
        if count > 1:
            raise SourceError(f"defines {identifier} {count} times", path=path)


def _parse(text: str, path: Path) -> nx.MultiDiGraph:
    import obonet

    # obonet takes everything after " !" for a comment, even inside quoted text: escape it there.
    safe = _QUOTED_TAG.sub(lambda match: match[0].replace(" !", " \\!"), text)
    try:
        return obonet.read_obo(io.StringIO(safe), ignore_obsolete=False)
    except (ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise SourceError(f"is not a readable OBO file ({reason})", path=path) from error


def _term(identifier: str, data: Mapping[str, Any], graph: nx.MultiDiGraph) -> Term:
    definition = _QUOTED.match(data["def"]) if "def" in data else None
    namespace = identifier.partition(":")[0] + ":"
    edges = graph.out_edges(identifier, keys=True)
    return Term(
        id=identifier,
        name=_unescaped(data["name"]),
        definition=_unescaped(definition[1]) if definition else None,
        synonyms=tuple(sorted(set(_synonyms(data.get("synonym", ()))), key=synonym_order)),
        parents=tuple(
            sorted(to for _, to, kind in edges if kind == "is_a" and to.startswith(namespace))
        ),
        alternative_ids=tuple(sorted(set(data.get("alt_id", ())))),
        obsolete=data.get("is_obsolete") == "true",
        replaced_by=min(data.get("replaced_by", ()), default=None),
        consider=tuple(sorted(set(data.get("consider", ())))),
    )


def _synonyms(values: list[str]) -> Iterator[Synonym]:
    """Synonyms of clause values such as ``"Spider fingers" EXACT layperson [ORCID:1]``."""
    for value in values:
        match = _QUOTED.match(value)
        if match is None:
            continue
        words = match[2].partition("[")[0].split()
        scope = cast("Scope", words.pop(0)) if words and words[0] in _SCOPES else "RELATED"
        yield Synonym(_unescaped(match[1]), scope, words[0] if words else None)


def _unescaped(text: str) -> str:
    return single_spaced(_ESCAPE.sub(lambda match: _WHITE_ESCAPES.get(match[1], match[1]), text))
