"""Identifiers written in a question: CURIEs of every kind, rsIDs, HGVS, places on GRCh38."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...errors import IdentifierError
from ...ingest.genome import SEQUENCES
from ...ontologies import canonical
from .variant_keys import VariantKeys

_CHROMOSOMES: Final = {accession: name for name, accession in SEQUENCES.items()}
_WORD: Final = r"(?:\s*(?:id|ids|code|number|no\.?|entry|term)\b)?"
_SPELLINGS: Final = {
    "omim": "OMIM", "mim": "OMIM", "orpha": "ORPHA", "orphanet": "ORPHA", "orphacode": "ORPHA",
    "mondo": "MONDO", "hp": "HP", "hpo": "HP", "hgnc": "HGNC", "ncbigene": "NCBIGene",
    "entrez": "NCBIGene", "decipher": "DECIPHER",
}  # fmt: skip
_CURIE: Final = re.compile(
    rf"\b(?P<prefix>{'|'.join(sorted(_SPELLINGS, key=len, reverse=True))}){_WORD}"
    r"(?:\s*[:#_-]\s*|\s+#?\s*|)(?:(?:orpha|mondo|hp|hgnc|mim|omim)[:_]?)?(?P<local>(?:ps)?\d+)\b",
    re.IGNORECASE,
)
_CLINVAR: Final = re.compile(
    rf"\b(?:clinvar(?:\s+variation)?{_WORD}\s*[:#_-]?\s*|variation\s*id\s*[:#]?\s*|VCV0*)(\d+)"
    r"(?:\.\d+)?\b",
    re.IGNORECASE,
)
_RSID: Final = re.compile(r"\brs\s?(\d{2,})\b", re.IGNORECASE)
_LOCUS: Final = re.compile(
    r"\b(?:chr(?:omosome)?\s?)?(\d{1,2}|[XY]|MT?)\s?[-:_ ]\s?(?:g\.)?(\d{3,9})"
    r"\s?[-:_ ]?\s?([ACGT]+)\s?(?:[-:_>/]|->|→)\s?([ACGT]+)\b",
    re.IGNORECASE,
)
_SPDI: Final = re.compile(r"\bNC_\d{6}\.\d+:\d+:[ACGT]*:[ACGT]*", re.IGNORECASE)
_GENOMIC: Final = re.compile(r"\b(NC_\d{6}\.\d+):g\.(\d+)([ACGT])>([ACGT])", re.IGNORECASE)
_HGVS: Final = re.compile(r"[^\s,;]{1,60}:(?:[cgmnr]\.[^\s,;?]+|p\.[^\s,;?]+)")
#: A change of protein or transcript on its own names no single variant.
_BARE: Final = re.compile(r"(?<![\w:.])[cp]\.\(?[A-Za-z0-9_*>+=-]+\)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier at ``text[start:end]``.

    ``kind`` is id (``value`` the canonical CURIE), rsid, hgvs, locus (``value`` is
    chrom-pos-ref-alt) or partial (HGVS that lacks its reference sequence).
    """

    start: int
    end: int
    kind: str
    value: str


def identifiers(text: str) -> list[Identifier]:
    """The identifiers of a text in order, none overlapping another.

    >>> [found.value for found in identifiers("MIM #154700 or rs1?")]
    ['OMIM:154700']
    """
    taken = Taken(len(text))
    kept = [found for found in _found(text) if taken.claim(found.start, found.end)]
    return sorted(kept, key=lambda found: found.start)


class Taken:
    """Which characters of a text belong to something found already."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def claim(self, start: int, end: int) -> bool:
        """Take a stretch, unless a part of it is taken."""
        if not self.free(start, end):
            return False
        self._marks[start:end] = b"\1" * (end - start)
        return True

    def free(self, start: int, end: int) -> bool:
        """Whether no part of a stretch is taken."""
        return not any(self._marks[start:end])


def ids_of_variant(keys: VariantKeys, found: Identifier) -> tuple[str, ...]:
    """Ids in the graph of an rs id, an HGVS expression or a place with its alleles."""
    if found.kind == "rsid":
        return keys.of_rsid(found.value)
    if found.kind == "hgvs":
        return keys.of_hgvs(found.value)
    chrom, pos, ref, alt = found.value.split("-")
    return tuple(filter(None, [keys.of_alleles(chrom, int(pos), ref, alt)]))


def _found(text: str) -> Iterator[Identifier]:
    """All matches, the surest kinds first."""
    yield from _variants(text)
    for pattern, kind in ((_HGVS, "hgvs"), (_BARE, "partial")):
        for match in pattern.finditer(text):
            yield Identifier(*match.span(), kind, match[0])
    for match in _CLINVAR.finditer(text):
        yield Identifier(*match.span(), "id", f"ClinVar:{match[1]}")
    for match in _CURIE.finditer(text):
        yield Identifier(*match.span(), "id", _curie(match["prefix"], match["local"].upper()))


def _variants(text: str) -> Iterator[Identifier]:
    for match in _GENOMIC.finditer(text):
        if chrom := _CHROMOSOMES.get(match[1].upper()):
            value = "-".join((chrom, *match.groups()[1:]))
            yield Identifier(*match.span(), "locus", value.upper())
    for match in _SPDI.finditer(text):
        yield Identifier(*match.span(), "id", match[0].upper())
    for match in _RSID.finditer(text):
        yield Identifier(*match.span(), "rsid", f"rs{match[1]}")
    for match in _LOCUS.finditer(text):
        chrom = "MT" if match[1].upper() == "M" else match[1]
        value = "-".join((chrom, *match.groups()[1:]))
        yield Identifier(*match.span(), "locus", value.upper())


def _curie(prefix: str, local: str) -> str:
    """The canonical form; one that no database would give stays as it is written."""
    known = _SPELLINGS[prefix.lower()]
    curie = f"{known}:{local.zfill(7) if known in {'HP', 'MONDO'} else local}"
    try:
        return canonical(curie)
    except IdentifierError:
        return curie
