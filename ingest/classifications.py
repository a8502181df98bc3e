"""What ClinVar's classifications, review statuses and consequences mean.

Sources: https://www.ncbi.nlm.nih.gov/clinvar/docs/clinsig/ and ../docs/review_status/; the order of
consequences is Ensembl's (https://www.ensembl.org/info/genome/variation/prediction), in the
spelling of ClinVar.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Selection(StrEnum):
    """Which variants a snapshot holds."""

    DEFAULT = "default"
    """Pathogenic, likely pathogenic, and where submitters disagree about that."""
    ALL = "all"
    """Every variant; benign and uncertain ones keep their classification."""
    NONE = "none"

    def takes(self, significance: str | None) -> bool:
        """Whether a variant of this classification, as `tidy_significance` writes it, is held."""
        if self is Selection.DEFAULT:
            return any(part.startswith(_RELEVANT) for part in _parts(significance))
        return self is Selection.ALL


_RELEVANT: Final = ("pathogenic", "likely pathogenic", "conflicting")

_STARS: Final = {
    "practice guideline": 4,
    "reviewed by expert panel": 3,
    "criteria provided, multiple submitters, no conflicts": 2,
    "criteria provided, multiple submitters": 2,
    "criteria provided, single submitter": 1,
    "criteria provided, conflicting classifications": 1,
}

#: From the most to the least severe; "nonsense" is ClinVar's word for a gained stop.
_SEVERITY: Final = (
    "transcript_ablation",
    "splice_acceptor_variant",
    "splice_donor_variant",
    "nonsense",
    "stop_gained",
    "frameshift_variant",
    "stop_lost",
    "initiator_codon_variant",
    "start_lost",
    "inframe_insertion",
    "inframe_deletion",
    "inframe_indel",
    "missense_variant",
    "protein_altering_variant",
    "splice_region_variant",
    "synonymous_variant",
    "5_prime_UTR_variant",
    "3_prime_UTR_variant",
    "non-coding_transcript_variant",
    "intron_variant",
    "genic_upstream_transcript_variant",
    "genic_downstream_transcript_variant",
    "upstream_gene_variant",
    "downstream_gene_variant",
    "no_sequence_alteration",
)
_RANK: Final = {name: rank for rank, name in enumerate(_SEVERITY)}
_INTERPRETATION: Final = re.compile("interpretation", re.IGNORECASE)
#: What sets a further classification apart; of "Pathogenic, low penetrance" the comma is a part.
_SEPARATOR: Final = re.compile(r"[|;]|,(?! low penetrance)")

#: From benign (0) to pathogenic (4). Risk alleles, drug responses and the like have no place here.
_PATHOGENICITY: Final = {
    "benign": 0.0,
    "likely benign": 1.0,
    "uncertain significance": 2.0,
    "conflicting classifications of pathogenicity": 2.0,
    "likely pathogenic": 3.0,
    "likely pathogenic, low penetrance": 3.0,
    "pathogenic": 4.0,
    "pathogenic, low penetrance": 4.0,
}


def tidy_significance(stated: str) -> str | None:
    """One spelling of a classification of the VCF or the summary table; older words made new.

    >>> tidy_significance("Conflicting_interpretations_of_pathogenicity|risk_factor")
    'Conflicting classifications of pathogenicity; risk factor'
    >>> tidy_significance("Pathogenic/Likely_pathogenic")
    'Pathogenic/Likely pathogenic'
    >>> tidy_significance("Pathogenic,_low_penetrance|other")
    'Pathogenic, low penetrance; other'
    """
    parts = [part.strip() for part in _SEPARATOR.split(stated.replace("_", " "))]
    tidy = "; ".join(part for part in parts if part not in {"", ".", "-"})
    return _newer(tidy) or None


def pathogenicity(significance: str | None) -> float | None:
    """Where a classification stands between benign (0) and pathogenic (4).

    Uncertain significance and conflicting classifications are in the middle (2); of classifications
    that are joined by ``/`` it is the mean. What stands behind ``;`` does not count, nor does a low
    penetrance, and what is no degree of pathogenicity, such as a risk allele, has no place.

    >>> pathogenicity("Pathogenic/Likely pathogenic; risk factor")
    3.5
    """
    stated = (significance or "").lower().partition(";")[0].split("/")
    degrees = [_PATHOGENICITY[part.strip()] for part in stated if part.strip() in _PATHOGENICITY]
    return sum(degrees) / len(degrees) if degrees else None


def tidy_review_status(stated: str) -> str | None:
    """One spelling of a review status.

    >>> tidy_review_status("criteria_provided,_single_submitter")
    'criteria provided, single submitter'
    """
    tidy = _newer(stated.replace("_", " ").strip())
    return tidy if tidy not in {"", ".", "-"} else None


def stars(review_status: str | None) -> int:
    """ClinVar's gold stars, 0 to 4; 0 too where nothing was assessed.

    >>> stars("reviewed by expert panel")
    3
    """
    return _STARS.get(review_status or "", 0)


def most_severe(consequences: str) -> str | None:
    """The most severe of the consequences in an MC field; ones not in the order come last.

    >>> most_severe("SO:0001627|intron_variant,SO:0001583|missense_variant")
    'missense_variant'
    """
    names = [one.rpartition("|")[2].strip() for one in consequences.split(",")]
    known = [name for name in names if name not in {"", "."}]
    return min(known, key=lambda name: _RANK.get(name, len(_RANK)), default=None)


def _newer(text: str) -> str:
    """Classifications were called interpretations until 2024."""
    return _INTERPRETATION.sub("classification", text)


def _parts(significance: str | None) -> list[str]:
    return [part.strip().lower() for part in re.split("[;/]", significance or "")]
