"""The forms in which a note may write a variant, as patterns over its text.

HGVS with or without a reference sequence, bare changes of a protein, legacy names of nucleotides,
rsIDs, places on GRCh38, exons, bands of chromosomes and ISCN karyotypes. Forms that other words
take too ("T790M", "1138G>A") are loose: they count only beside a gene.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .hgvs import (
    DNA_CHANGE,
    PROTEIN_CHANGE,
    THREE_LETTERS,
    consequence_of_dna,
    consequence_of_protein,
    dna,
    protein,
)
from .identifiers import Taken, identifiers


@dataclass(frozen=True, slots=True)
class Form:
    """A variant as it is written at ``text[start:end]``, before its gene is known.

    ``reference`` is the sequence that it is given on, ``symbol`` the gene that the expression names
    itself. A ``loose`` form needs a gene beside it.
    """

    start: int
    end: int
    method: str
    label: str
    hgvs: str | None = None
    protein: str | None = None
    consequence: str | None = None
    reference: str | None = None
    symbol: str | None = None
    rsid: str | None = None
    locus: str | None = None
    id: str | None = None
    loose: bool = False


_REFERENCE: Final = (
    r"(?:(?P<reference>(?:N[CGMPRTW]_|X[MPR]_|ENS[GTP]|LRG_)\d+(?:[tp]\d+)?(?:\.\d+)?)"
    r"\s?(?:\((?P<symbol>[A-Za-z][A-Za-z0-9-]*)\))?\s?:\s?)?"
)
_DNA: Final = re.compile(rf"(?<![\w.]){_REFERENCE}(?P<kind>[cgmn])\.\s?(?P<change>{DNA_CHANGE})")
_PROTEIN: Final = re.compile(
    rf"(?<![\w.]){_REFERENCE}p\.\s?[(\[]?\s?(?P<change>{PROTEIN_CHANGE})[)\]]?"
)
_BARE_THREE: Final = re.compile(
    rf"(?<![\w.]){THREE_LETTERS}\s?\d{{1,5}}\s?"
    rf"(?:{THREE_LETTERS}(?:fs(?:Ter|\*|X)?\d*)?|\*|X|del|dup|fs(?:Ter|\*|X)?\d*)(?!\w)"
)
_BARE_ONE: Final = re.compile(
    r"(?<![\w.-])[ACDEFGHIKLMNPQRSTVWY]\d{2,4}(?:[ACDEFGHIKLMNPQRSTVWYX*]|del|dup|"
    r"[A-Z]?fs(?:\*|X)?\d*)(?![\w-])"
)
_LEGACY: Final = re.compile(
    r"(?<![\w.:_+-])(?P<at>\d{1,5}(?:[+-]\d+)?)\s?(?P<ref>[ACGT]+)\s?(?:>|→|-+\s?>)\s?"
    r"(?P<alt>[ACGT]+)(?!\w)"
)
_INTRON: Final = re.compile(
    r"\bIVS\s?(?P<intron>\d+)\s?(?P<offset>[+-]\s?\d+)\s?"
    r"(?:[ACGT]+\s?(?:>|→|-+\s?>)\s?[ACGT]+|(?:del|dup|ins)[ACGT]*)"
)
_EXONS: Final = r"(?P<exons>\d+[ab]?(?:\s?(?:-|–|to|and|through|&|,)\s?\d+[ab]?)*)"
_LOST: Final = "(?P<change>(?:micro)?deletions?|(?:micro)?duplications?|loss|skipping)"
_EXON_AFTER: Final = re.compile(
    rf"\b{_LOST}\s(?:of\s|in\s|involving\s|encompassing\s|spanning\s)?(?:the\s)?exons?\s{_EXONS}",
    re.IGNORECASE,
)
_EXON_BEFORE: Final = re.compile(
    rf"\bexons?\s{_EXONS}\s(?P<change>deletions?|duplications?|del|dup|skipping)\b", re.IGNORECASE
)
_BAND: Final = (
    r"(?<![\w.])(?P<band>(?:\d{1,2}|X|Y)(?:p|q)(?:ter|\d{1,2}(?:\.\d{1,3})?)"
    r"(?:-?(?:p|q)?(?:ter|\d{1,2}(?:\.\d{1,3})?))?)"
)
_BAND_BEFORE: Final = re.compile(
    rf"{_BAND}\s(?:(?:terminal|interstitial|proximal|distal)\s)?"
    r"(?P<change>(?:micro)?deletion|(?:micro)?duplication|triplication)\b"
)
_BAND_AFTER: Final = re.compile(
    r"\b(?P<change>(?:micro)?deletion|(?:micro)?duplication|triplication)\s"
    rf"(?:at\s|of\s|in\s|on\s)(?:chromosome\s|the\s)?{_BAND}",
    re.IGNORECASE,
)
_KARYOTYPE: Final = re.compile(
    r"(?<![\w.])4\d,[XY]{1,5}(?:,[\w+?-]+(?:\([^()\s]{1,40}\))*)*(?![\w(])"
)
_NORMAL: Final = frozenset({"46,XX", "46,XY"})
_REARRANGED: Final = re.compile(
    r"(?<![\w,])(?:del|dup|inv|ins|t|r|der|add)\((?:\d{1,2}|X|Y)(?:;(?:\d{1,2}|X|Y))*\)"
    r"(?:\([^()\s]{1,40}\))?"
)
_ARRAY: Final = re.compile(
    r"\b(?:arr|seq|sseq)\s?[\[(](?:GRCh3\d|hg\d+)[\])]\s?[\w.]+\s?\([\d,_×x-]+\)\s?(?:x|×)\s?"
    r"(?P<copies>\d)"
)
_CHROMOSOMAL: Final = re.compile(r"[:_-]|chr", re.IGNORECASE)


def forms(text: str) -> list[Form]:
    """The variants that a text writes, in order; of two that overlap the surer or longer one.

    >>> [form.label for form in forms("PAH p.R408W and rs5030858")]
    ['p.Arg408Trp', 'rs5030858']
    """
    taken = Taken(len(text))
    kept = [form for form in _found(text) if taken.claim(form.start, form.end)]
    return _joined(text, sorted(kept, key=lambda form: form.start))


def _found(text: str) -> Iterator[Form]:
    if not any(sign.isdigit() for sign in text) and "p.(=)" not in text:
        return
    yield from _identified(text)
    yield from _chromosomal(text)
    yield from _hgvs(text)
    yield from _exons(text)
    yield from _loose(text)


def _identified(text: str) -> Iterator[Form]:
    for found in identifiers(text):
        said = text[found.start : found.end]
        if found.kind == "rsid":
            yield Form(found.start, found.end, "rsid", found.value, rsid=found.value)
        elif found.kind == "locus" and _CHROMOSOMAL.search(said):
            hgvs = said if ":g." in said else None
            yield Form(found.start, found.end, "locus", found.value, hgvs, locus=found.value)
        elif found.kind == "id" and found.value.startswith(("ClinVar:", "NC_")):
            yield Form(found.start, found.end, "identifier", found.value, id=found.value)


def _chromosomal(text: str) -> Iterator[Form]:
    for match in _ARRAY.finditer(text):
        copies = int(match["copies"])
        effect = "deletion" if copies < 2 else "duplication" if copies > 2 else None
        yield Form(*match.span(), "karyotype", match[0], consequence=effect)
    for pattern in (_KARYOTYPE, _REARRANGED):
        for match in pattern.finditer(text):
            if match[0] not in _NORMAL:
                yield Form(*match.span(), "karyotype", match[0].rstrip(","))
    for pattern in (_BAND_BEFORE, _BAND_AFTER):
        for match in pattern.finditer(text):
            effect = "deletion" if "deletion" in match["change"].lower() else "duplication"
            yield Form(*match.span(), "band", match[0], consequence=effect)


def _hgvs(text: str) -> Iterator[Form]:
    for match in _DNA.finditer(text):
        change = dna(match["kind"], match["change"])
        hgvs = f"{match['reference']}:{change}" if match["reference"] else change
        effect = consequence_of_dna(change, match["change"])
        sequence, symbol = match["reference"], match["symbol"]
        yield Form(*match.span(), "hgvs", hgvs, hgvs, None, effect, sequence, symbol)
    for match in _PROTEIN.finditer(text):
        change = protein(match["change"])
        written = f"{match['reference']}:{change}" if match["reference"] else change
        effect = consequence_of_protein(change)
        sequence, symbol = match["reference"], match["symbol"]
        yield Form(*match.span(), "protein", written, None, change, effect, sequence, symbol)


def _exons(text: str) -> Iterator[Form]:
    for pattern in (_EXON_AFTER, _EXON_BEFORE):
        for match in pattern.finditer(text):
            change = match["change"].lower().replace("micro", "").rstrip("s")
            known = {"los": "deletion", "del": "deletion", "dup": "duplication"}
            effect = known.get(change, change)
            exons = re.sub(r"\s?(?:–|to|through)\s?", "-", match["exons"])
            several = "s" if re.search(r"\D", exons) else ""
            label = f"{effect} of exon{several} {exons}"
            kept = effect if effect in {"deletion", "duplication"} else "splice"
            yield Form(*match.span(), "exon", label, consequence=kept)


def _loose(text: str) -> Iterator[Form]:
    for match in _BARE_THREE.finditer(text):
        change = protein(match[0])
        yield Form(*match.span(), "protein", change, None, change, consequence_of_protein(change))
    for match in _INTRON.finditer(text):
        label = re.sub(r"\s", "", match[0])
        yield Form(*match.span(), "legacy", label, label, consequence="splice")
    for match in _BARE_ONE.finditer(text):
        # "C677T" may be a change of bases as well as of amino acids
        bases = {match[0][0], match[0][-1]} <= set("ACGT") and match[0][1:-1].isdigit()
        change = match[0] if bases else protein(match[0])
        effect = None if bases else consequence_of_protein(change)
        named = None if bases else change
        yield Form(*match.span(), "protein", change, None, named, effect, loose=True)
    for match in _LEGACY.finditer(text):
        change = dna("c", match[0])
        effect = consequence_of_dna(change)
        yield Form(*match.span(), "legacy", change, change, consequence=effect, loose=True)


_BETWEEN: Final = re.compile(
    r"[\s,;:/()\[\]=]{0,4}(?:or|i\.e\.|predicted|leading to|resulting in)?[\s,;:/(\[]{0,3}"
)


def _joined(text: str, found: list[Form]) -> list[Form]:
    """The forms, a change of DNA and the change of protein written beside it being one."""
    joined: list[Form] = []
    for form in found:
        last = joined[-1] if joined else None
        if last and _same(last, form) and _BETWEEN.fullmatch(text[last.end : form.start]):
            joined[-1] = _merged(last, form)
        else:
            joined.append(form)
    return joined


def _same(one: Form, other: Form) -> bool:
    """Whether one is a change of DNA and the other of protein, or both of the same protein."""
    if one.protein and other.protein:
        return one.protein == other.protein
    coded = ("c." in (form.hgvs or "") for form in (one, other))
    return bool(one.protein) != bool(other.protein) and any(coded)


def _merged(one: Form, other: Form) -> Form:
    first, second = (one, other) if one.hgvs else (other, one)
    return replace(
        first,
        start=one.start,
        end=other.end,
        protein=second.protein or first.protein,
        consequence=second.consequence or first.consequence,
        symbol=first.symbol or second.symbol,
        loose=one.loose and other.loose,
    )
