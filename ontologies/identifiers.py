"""Compact identifiers (CURIEs) with one canonical spelling per namespace.

Sources write the same disease as ``MIM:154700``, ``OMIM:154700`` or a PURL. Identifiers are parsed
once, where they enter; everything behind that holds the canonical form.

>>> canonical("hp_0001250")
'HP:0001250'
>>> canonical("Orphanet:ORPHA558")
'ORPHA:558'
>>> prefix("ORPHA:558")
'ORPHA'
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from curies import Converter, Record

from ..errors import IdentifierError


class _Namespace(NamedTuple):
    """How the identifiers of one namespace look; synonyms are compared in lower case."""

    prefix: str
    pattern: str
    uri: str
    synonyms: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()


_OBO: Final = "http://purl.obolibrary.org/obo/"

_NAMESPACES: Final = (
    _Namespace("HP", r"\d{7}", f"{_OBO}HP_", ("hpo",)),
    _Namespace(
        "OMIM",
        r"(?:PS)?\d{6}",
        "https://omim.org/entry/",
        ("mim", "omimps"),
        ("https://www.omim.org/entry/", "http://identifiers.org/omim/", "http://omim.org/entry/"),
    ),
    _Namespace(
        "ORPHA",
        r"[1-9]\d*",
        "http://www.orpha.net/ORDO/Orphanet_",
        ("orphanet", "ordo", "orphanet.ordo"),
        ("http://identifiers.org/orphanet/",),
    ),
    _Namespace("DECIPHER", r"[1-9]\d*", "https://www.deciphergenomics.org/syndrome/"),
    _Namespace("MONDO", r"\d{7}", f"{_OBO}MONDO_"),
    _Namespace("HGNC", r"[1-9]\d*", "http://identifiers.org/hgnc/"),
    _Namespace(
        "NCBIGene",
        r"[1-9]\d*",
        "http://identifiers.org/ncbigene/",
        ("entrez", "entrezgene", "geneid", "ncbi_gene"),
        ("https://www.ncbi.nlm.nih.gov/gene/",),
    ),
)

# A prefix said twice, as in ``Orphanet:ORPHA558``, ``MONDO:MONDO:0007947`` or ``HGNC:HGNC:3603``.
_REPEATED: Final = re.compile(r"^(?:orpha|orphanet|mondo|hgnc|hp|o?mim)[:_]?(?=\d)", re.IGNORECASE)


def _record(namespace: _Namespace) -> Record:
    lower = {namespace.prefix.lower(), *namespace.synonyms} - {namespace.prefix}
    secure = {uri.replace("http://", "https://") for uri in (namespace.uri, *namespace.uris)}
    return Record(
        prefix=namespace.prefix,
        uri_prefix=namespace.uri,
        prefix_synonyms=sorted(lower),
        uri_prefix_synonyms=sorted({*namespace.uris, *secure} - {namespace.uri}),
        pattern=f"^{namespace.pattern}$",
    )


@cache
def converter() -> Converter:
    """The ``curies`` converter of every namespace that Rareseek knows."""
    return Converter([_record(namespace) for namespace in _NAMESPACES])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {space.prefix: re.compile(space.pattern, re.ASCII) for space in _NAMESPACES}


def canonical(text: str) -> str:
    """The canonical CURIE of any accepted spelling (CURIE, OBO underscore form or URL).

    Raises:
        IdentifierError: the prefix is unknown, or the local part has the wrong form.
    """
    stripped = text.strip()
    parsed = converter().parse_uri(stripped)
    name, local = (parsed.prefix, parsed.identifier) if parsed else _split(stripped)
    local = _REPEATED.sub("", local)
    known = _standard_prefix(name) or _standard_prefix(name.lower())
    if known is None:
        known_prefixes = ", ".join(space.prefix for space in _NAMESPACES)
        raise IdentifierError(
            f"{_quoted(text)} is not an identifier of a known namespace ({known_prefixes})",
            identifier=text,
        )
    if not _patterns()[known].fullmatch(local):
        raise IdentifierError(
            f"{_quoted(text)} is not a well-formed {known} identifier", identifier=text
        )
    return f"{known}:{local}"


def prefix(curie: str) -> str:
    """The namespace of a canonical CURIE: what stands before its first colon."""
    return curie.partition(":")[0]


def _standard_prefix(name: str) -> str | None:
    return converter().standardize_prefix(name, strict=False, passthrough=False)


def _split(text: str) -> tuple[str, str]:
    """Prefix and local part; the separator is the first colon, else the last underscore."""
    if ":" in text:
        name, _, local = text.partition(":")
    else:
        name, _, local = text.rpartition("_")
    return name.strip(), local.strip()


def _quoted(text: str, limit: int = 60) -> str:
    return repr(text if len(text) <= limit else f"{text[:limit]}...")
