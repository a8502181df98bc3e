"""What ClinVar and the alleles themselves say of a variant, as few classes.

A variant of a release has a classification, stars and a consequence; one that no release has is
judged by its alleles and by the rows of ClinVar beside it: a change of length in coding sequence
shifts the frame or does not, a change at a splice site is one.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .alleles import Locus


class Significance(IntEnum):
    """Degrees of ClinVar's germline classification."""

    NONE = 0
    BENIGN = 1
    LIKELY_BENIGN = 2
    UNCERTAIN = 3
    CONFLICTING = 4
    LIKELY_PATHOGENIC = 5
    PATHOGENIC = 6


class Consequence(IntEnum):
    """What a variant does to a gene, from the least to the most."""

    UNKNOWN = 0
    NON_CODING = 1
    SYNONYMOUS = 2
    MISSENSE = 3
    IN_FRAME = 4
    LOSS_OF_FUNCTION = 5


class VariantClass(IntEnum):
    """The classes that causal and harmless variants are counted in (`parameters`)."""

    PATHOGENIC = 0
    """Pathogenic, or both pathogenic and likely so, two stars or more."""
    PATHOGENIC_ONE = 1
    """Pathogenic or likely pathogenic, with less than that."""
    CONFLICTING = 2
    UNCERTAIN_LOSS = 3
    """Uncertain or not classified, loss of function."""
    UNCERTAIN_PROTEIN = 4
    """The same, another change of the protein."""
    UNCERTAIN_OTHER = 5
    BENIGN = 6
    NOVEL_LOSS = 7
    """In no release; loss of function, as far as its neighbours tell."""
    NOVEL_PROTEIN = 8
    NOVEL_OTHER = 9


_SIGNIFICANCE: Final = {
    "pathogenic": Significance.PATHOGENIC,
    "pathogenic, low penetrance": Significance.PATHOGENIC,
    "likely pathogenic": Significance.LIKELY_PATHOGENIC,
    "likely pathogenic, low penetrance": Significance.LIKELY_PATHOGENIC,
    "conflicting classifications of pathogenicity": Significance.CONFLICTING,
    "uncertain significance": Significance.UNCERTAIN,
    "likely benign": Significance.LIKELY_BENIGN,
    "benign": Significance.BENIGN,
}
_CONSEQUENCE: Final = {
    "transcript_ablation": Consequence.LOSS_OF_FUNCTION,
    "splice_acceptor_variant": Consequence.LOSS_OF_FUNCTION,
    "splice_donor_variant": Consequence.LOSS_OF_FUNCTION,
    "nonsense": Consequence.LOSS_OF_FUNCTION,
    "stop_gained": Consequence.LOSS_OF_FUNCTION,
    "frameshift_variant": Consequence.LOSS_OF_FUNCTION,
    "stop_lost": Consequence.LOSS_OF_FUNCTION,
    "initiator_codon_variant": Consequence.LOSS_OF_FUNCTION,
    "start_lost": Consequence.LOSS_OF_FUNCTION,
    "inframe_insertion": Consequence.IN_FRAME,
    "inframe_deletion": Consequence.IN_FRAME,
    "inframe_indel": Consequence.IN_FRAME,
    "missense_variant": Consequence.MISSENSE,
    "protein_altering_variant": Consequence.MISSENSE,
    "synonymous_variant": Consequence.SYNONYMOUS,
    "no_sequence_alteration": Consequence.SYNONYMOUS,
    "splice_region_variant": Consequence.NON_CODING,
    "5_prime_UTR_variant": Consequence.NON_CODING,
    "3_prime_UTR_variant": Consequence.NON_CODING,
    "non-coding_transcript_variant": Consequence.UNKNOWN,  # of one transcript among many
    "intron_variant": Consequence.NON_CODING,
    "genic_upstream_transcript_variant": Consequence.NON_CODING,
    "genic_downstream_transcript_variant": Consequence.NON_CODING,
    "upstream_gene_variant": Consequence.NON_CODING,
    "downstream_gene_variant": Consequence.NON_CODING,
}
#: A row that codes still says so from this many bases further away than one that does not.
EXON_EDGE: Final = 10
_FAR: Final = 1 << 40
#: Consequences at these say that the place itself is a splice site.
_SPLICE_SITES: Final = frozenset({"splice_acceptor_variant", "splice_donor_variant"})


def significance(stated: str | None) -> Significance:
    """The degree of a classification as snapshots spell it; of joined ones the more certain.

    >>> significance("Pathogenic/Likely pathogenic; risk factor").name
    'PATHOGENIC'
    """
    parts = (stated or "").lower().partition(";")[0].split("/")
    degrees = [_SIGNIFICANCE[part.strip()] for part in parts if part.strip() in _SIGNIFICANCE]
    return max(degrees, key=lambda one: abs(one - 3), default=Significance.NONE)


def consequence(term: str | None) -> Consequence:
    """The kind of a Sequence Ontology term as ClinVar spells it.

    >>> consequence("nonsense").name
    'LOSS_OF_FUNCTION'
    """
    return _CONSEQUENCE.get(term or "", Consequence.UNKNOWN)


def is_splice_site(term: str | None) -> bool:
    """Whether a consequence is at the two bases of an intron beside an exon."""
    return term in _SPLICE_SITES


def consequence_at(
    locus: Locus,
    offsets: NDArray[np.int64],
    kinds: NDArray[np.int64],
    splice: NDArray[np.bool_],
) -> Consequence:
    """The consequence of an allele, from the rows of ClinVar around it.

    ``offsets`` are their places relative to it, ``kinds`` their `Consequence`, ``splice`` whether
    they are at a splice site. The nearest row says whether the sequence codes; a frame is then
    shifted by a change of length that is no multiple of three.
    """
    span = len(locus.ref)
    inside = (offsets >= (span > 1)) & (offsets < max(span, 1))
    if splice[inside].any():
        return Consequence.LOSS_OF_FUNCTION
    known = kinds != Consequence.UNKNOWN
    if not known.any():
        return Consequence.UNKNOWN
    distance = np.abs(offsets[known])
    coding = kinds[known] != Consequence.NON_CODING
    apart = distance[~coding].min(initial=_FAR), distance[coding].min(initial=_FAR)
    if apart[1] > apart[0] + EXON_EDGE:
        return Consequence.NON_CODING
    change = len(locus.alt) - span
    if change or span > 1:
        return Consequence.LOSS_OF_FUNCTION if change % 3 else Consequence.IN_FRAME
    same = kinds[offsets == 0]
    silent = same.size > 0 and bool((same == Consequence.SYNONYMOUS).all())
    return Consequence.SYNONYMOUS if silent else Consequence.MISSENSE


def variant_class(degree: int, stars: int, kind: int, *, known: bool) -> VariantClass:
    """The class that a variant is counted in; ``known`` says that a release has it."""
    if degree >= Significance.LIKELY_PATHOGENIC:
        sure = degree == Significance.PATHOGENIC and stars > 1
        return VariantClass.PATHOGENIC if sure else VariantClass.PATHOGENIC_ONE
    if degree == Significance.CONFLICTING:
        return VariantClass.CONFLICTING
    if degree in {Significance.BENIGN, Significance.LIKELY_BENIGN}:
        return VariantClass.BENIGN
    first = VariantClass.UNCERTAIN_LOSS if known else VariantClass.NOVEL_LOSS
    if kind == Consequence.LOSS_OF_FUNCTION:
        return first
    protein = kind in {Consequence.MISSENSE, Consequence.IN_FRAME, Consequence.UNKNOWN}
    return VariantClass(first + (1 if protein else 2))
