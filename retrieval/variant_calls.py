"""A variant of a patient, as a VCF, a case file or a note gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class VariantCall:
    """One allele of one patient, with what is known of it; None is unknown.

    Attributes:
        chrom: Chromosome of GRCh38 without ``chr`` (MT for the mitochondrion).
        pos: Position from 1, as in VCF.
        ref: Reference allele.
        alt: Alternative allele.
        zygosity: heterozygous, homozygous, hemizygous or compound heterozygous.
        hgvs: HGVS of the change in DNA, with its reference sequence where that is given.
        protein: HGVS of the change in the protein, in three-letter code.
        rsid: dbSNP id.
        gene: HGNC id.
        consequence: frameshift, nonsense, missense, splice, synonymous, in-frame, start-loss,
            stop-loss, deletion or duplication.
        inheritance: de novo, maternal, paternal or inherited.
        significance: pathogenic, likely pathogenic, uncertain, likely benign or benign, as said.
        id: Id of the variant in the graph.

    """

    chrom: str | None = None
    pos: int | None = None
    ref: str | None = None
    alt: str | None = None
    zygosity: str | None = None
    hgvs: str | None = None
    protein: str | None = None
    rsid: str | None = None
    gene: str | None = None
    consequence: str | None = None
    inheritance: str | None = None
    significance: str | None = None
    id: str | None = None

    @property
    def locus(self) -> str | None:
        """``chrom-pos-ref-alt``, where all of it is known."""
        if None in (self.chrom, self.pos, self.ref, self.alt):
            return None
        return f"{self.chrom}-{self.pos}-{self.ref}-{self.alt}"

    @property
    def expression(self) -> str | None:
        """The variant in one expression, the surest one that is known: as case files give it."""
        if self.locus or self.rsid:
            return self.locus or self.rsid
        written = self.hgvs or self.protein
        if self.hgvs and self.protein:
            written = f"{self.hgvs} ({self.protein})"
        return written

    def as_case(self) -> dict[str, Any]:
        """The variant as a case's JSON lines give it (`retrieval.cases`), without what is unknown.

        >>> VariantCall(rsid="rs1", zygosity="homozygous").as_case()
        {'variant': 'rs1', 'zygosity': 'homozygous'}
        """
        given = {
            "variant": self.expression,
            "zygosity": self.zygosity,
            "gene": self.gene,
            "inheritance": self.inheritance,
            "consequence": self.consequence,
        }
        return {name: value for name, value in given.items() if value is not None}
