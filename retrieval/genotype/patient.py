"""Variants and genes of a case, as its file gives them, read into one form.

A variant is ``chrom-pos-ref-alt`` (GRCh38), an HGVS expression or an rs id, alone or as
``{"variant": ..., "zygosity": ..., "origin": ..., "gene": ...}``, or a VariationDescriptor of the
phenopacket schema 2.0 (https://phenopacket-schema.readthedocs.io/en/latest/variant.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from .alleles import CHROMOSOMES, Locus
from .classes import Consequence


class Zygosity(StrEnum):
    """How many of the patient's copies carry the variant."""

    HETEROZYGOUS = "heterozygous"
    HOMOZYGOUS = "homozygous"
    HEMIZYGOUS = "hemizygous"


class Origin(StrEnum):
    """Where the variant comes from, where the parents were tested."""

    DE_NOVO = "de novo"
    MATERNAL = "maternal"
    PATERNAL = "paternal"
    INHERITED = "inherited"
    BIPARENTAL = "biparental"


@dataclass(frozen=True, slots=True)
class CaseVariant:
    """One variant of a patient; what the case does not say is None.

    ``gene`` is the gene as the case names it and ``kind`` the consequence that it states, mostly by
    the expression for the protein.
    """

    given: str
    locus: Locus | None = None
    rsid: int | None = None
    hgvs: str | None = None
    gene: str | None = None
    zygosity: Zygosity | None = None
    origin: Origin | None = None
    kind: Consequence | None = None


_LOCUS: Final = re.compile(
    r"(?:chr)?(?P<chrom>[0-9]{1,2}|X|Y|MT?)[-:_\s](?P<pos>\d{1,9})[-:_\s]?"
    r"(?P<ref>[ACGTN]+)[-:_>/\s](?P<alt>[ACGTN]+)",
    re.IGNORECASE,
)
_RSID: Final = re.compile(r"rs(\d{1,12})", re.IGNORECASE)
_GENOMIC: Final = re.compile(r"NC_0*(\d{1,6})\.(\d+):[gm]\.(\d+)([ACGT]+)>([ACGT]+)", re.IGNORECASE)
_HGVS: Final = re.compile(r"(?P<reference>[^\s:]+):(?:[cgmnpr]\.)?\S.*")
_SYMBOL: Final = re.compile(r"\(([A-Za-z][\w.-]*)\)$")
_PROTEIN: Final = re.compile(r"p\.\(?(?:[A-Z][a-z]{2}|[A-Z])\d+(?P<change>[A-Za-z*=]*)", re.ASCII)
_ALLELIC_STATES: Final = {
    "GENO:0000135": Zygosity.HETEROZYGOUS,
    "GENO:0000402": Zygosity.HETEROZYGOUS,
    "GENO:0000136": Zygosity.HOMOZYGOUS,
    "GENO:0000134": Zygosity.HEMIZYGOUS,
    "GENO:0000604": Zygosity.HEMIZYGOUS,
    "GENO:0000605": Zygosity.HEMIZYGOUS,
}
_ZYGOSITIES: Final = {
    **{one.value: one for one in Zygosity},
    "het": Zygosity.HETEROZYGOUS,
    "0/1": Zygosity.HETEROZYGOUS,
    "compound heterozygous": Zygosity.HETEROZYGOUS,
    "hom": Zygosity.HOMOZYGOUS,
    "1/1": Zygosity.HOMOZYGOUS,
    "1/0": Zygosity.HETEROZYGOUS,
    "1": Zygosity.HEMIZYGOUS,
    "hemi": Zygosity.HEMIZYGOUS,
}
_ORIGINS: Final = {
    **{one.value: one for one in Origin},
    "de-novo": Origin.DE_NOVO,
    "de_novo": Origin.DE_NOVO,
    "denovo": Origin.DE_NOVO,
    "mother": Origin.MATERNAL,
    "father": Origin.PATERNAL,
    "both parents": Origin.BIPARENTAL,
}
#: Consequences as a note states them (`rareseek.retrieval.variant_calls`).
_CONSEQUENCES: Final = {
    **dict.fromkeys(
        ("frameshift", "nonsense", "splice", "start-loss", "deletion"),
        Consequence.LOSS_OF_FUNCTION,
    ),
    "missense": Consequence.MISSENSE,
    "synonymous": Consequence.SYNONYMOUS,
    "in-frame": Consequence.IN_FRAME,
    "stop-loss": Consequence.IN_FRAME,
}
#: Names of a descriptor's extensions: where the variant comes from, and what it does to the gene.
ORIGIN: Final = "origin"
CONSEQUENCE: Final = "consequence"
_BUILDS: Final = frozenset({"grch38", "hg38", ""})
_LOSSES: Final = ("deletion", "loss", "knockout")


def read_variants(values: tuple[Any, ...]) -> Iterator[CaseVariant]:
    """The variants of a case; each is also there where it cannot be placed."""
    for value in values:
        if isinstance(value, Mapping):
            yield _described(value) if _is_descriptor(value) else _stated(value)
        else:
            yield expression(str(value))


def expression(text: str) -> CaseVariant:
    """A variant written as ``chrom-pos-ref-alt``, as rs id or in HGVS.

    >>> expression("chr15-48411087-C-T").locus
    Locus(chrom='15', pos=48411087, ref='C', alt='T')
    >>> expression("NM_000138.5(FBN1):c.1A>G (p.Met1Val)").gene
    'FBN1'
    """
    given = text.strip()
    if found := _LOCUS.fullmatch(given):
        return CaseVariant(given, _locus(*found.group("chrom", "pos", "ref", "alt")))
    if found := _RSID.fullmatch(given):
        return CaseVariant(given, rsid=int(found[1]))
    if found := _HGVS.fullmatch(given):
        reference = found["reference"]
        symbol = _SYMBOL.search(reference)
        named = symbol[1] if symbol else None
        if named is None and re.fullmatch(r"[A-Z][A-Z0-9-]{1,15}", reference):
            named = reference
        return CaseVariant(
            given, _genomic(given), hgvs=given, gene=named, kind=protein_consequence(given)
        )
    return CaseVariant(given)


def protein_consequence(text: str) -> Consequence | None:
    """What an expression for the protein says of the consequence, None where there is none.

    >>> protein_consequence("NP_116194.2:p.(Gln486Ter)").name
    'LOSS_OF_FUNCTION'
    """
    found = _PROTEIN.search(text)
    if found is None:
        return None
    change = found["change"]
    if change in {"=", ""}:
        return Consequence.SYNONYMOUS if change else None
    if change.startswith(("Ter", "X", "*")) or "fs" in change:
        return Consequence.LOSS_OF_FUNCTION
    return Consequence.IN_FRAME if "del" in change or "ins" in change else Consequence.MISSENSE


def _locus(chrom: str, pos: str | int, ref: str, alt: str) -> Locus:
    name = chrom.removeprefix("chr").upper()
    name = "MT" if name == "M" else name.lstrip("0") or name
    return Locus(name, int(pos), ref.upper(), alt.upper()).trimmed()


def _genomic(text: str) -> Locus | None:
    """The place of a substitution on a chromosome of GRCh38."""
    from ...ingest.genome import SEQUENCES

    found = _GENOMIC.match(text)
    if found is None:
        return None
    accession = text.partition(":")[0].upper()
    chrom = next((name for name, one in SEQUENCES.items() if one == accession), None)
    return _locus(chrom, found[3], found[4], found[5]) if chrom else None


def _stated(value: Mapping[str, Any]) -> CaseVariant:
    """A variant of Rareseek's JSON lines."""
    one = expression(str(value.get("variant") or value.get("hgvs") or value.get("rsid") or ""))
    gene = value.get("gene")
    return replace(
        one,
        gene=str(gene) if gene else one.gene,
        zygosity=zygosity(value.get("zygosity")),
        origin=_ORIGINS.get(str(value.get("origin") or value.get("inheritance") or "").lower()),
        kind=one.kind or _CONSEQUENCES.get(str(value.get("consequence") or "").lower()),
    )


def zygosity(stated: object) -> Zygosity | None:
    """A zygosity by its name, a genotype of VCF, or None where it says nothing of it."""
    return _ZYGOSITIES.get(str(stated or "").strip().lower().replace("|", "/"))


def _is_descriptor(value: Mapping[str, Any]) -> bool:
    keys = ("vcfRecord", "geneContext", "expressions", "allelicState", "moleculeContext")
    return any(key in value for key in keys)


def _described(value: Mapping[str, Any]) -> CaseVariant:
    """A VariationDescriptor of a phenopacket."""
    record = value.get("vcfRecord") or {}
    texts = [str(one.get("value", "")) for one in value.get("expressions") or []]
    state = value.get("allelicState") or {}
    gene = (value.get("geneContext") or {}).get("valueId") or (value.get("geneContext") or {}).get(
        "symbol"
    )
    label = str(value.get("label") or value.get("id") or "")
    kinds = [kind for kind in map(protein_consequence, (*texts, label)) if kind is not None]
    structure = str((value.get("structuralType") or {}).get("label", "")).lower()
    if not kinds and any(word in structure for word in _LOSSES):
        kinds = [Consequence.LOSS_OF_FUNCTION]
    stated = {one.get("name"): one.get("value") for one in value.get("extensions") or []}
    named = str(stated.get(CONSEQUENCE) or "").upper()
    if not kinds and named in Consequence.__members__:
        kinds = [Consequence[named]]
    locus = _vcf_record(record) or next(filter(None, map(_genomic, texts)), None)
    rsid = next(filter(None, map(_RSID.fullmatch, (*texts, label))), None)
    return CaseVariant(
        given=next((text for text in texts if ":c." in text), str(locus) if locus else label),
        locus=locus,
        rsid=int(rsid[1]) if rsid else None,
        hgvs=next((text for text in texts if ":g." in text or ":m." in text), None),
        gene=str(gene) if gene else None,
        zygosity=_ALLELIC_STATES.get(str(state.get("id"))) or zygosity(state.get("label")),
        origin=_ORIGINS.get(str(stated.get(ORIGIN) or "").lower()),
        kind=kinds[0] if kinds else None,
    )


def _vcf_record(record: Mapping[str, Any]) -> Locus | None:
    try:
        build = str(record.get("genomeAssembly", "")).lower()
        found = _locus(
            str(record["chrom"]), int(record["pos"]), str(record["ref"]), str(record["alt"])
        )
    except (KeyError, ValueError):
        return None
    return found if build.partition(".")[0] in _BUILDS and found.chrom in CHROMOSOMES else None
