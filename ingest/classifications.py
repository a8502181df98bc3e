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
    "criteria provided, conflicting interpretations": 1,
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
_OLDER_WORD: Final = re.compile("interpretations of pathogenicity", re.IGNORECASE)


def tidy_significance(stated: str) -> str | None:
    """One spelling of a classification of the VCF or the summary table; older words made new.

    >>> tidy_significance("Conflicting_interpretations_of_pathogenicity|risk_factor")
    'Conflicting classifications of pathogenicity; risk factor'
    >>> tidy_significance("Pathogenic/Likely_pathogenic")
    'Pathogenic/Likely pathogenic'
    """
    parts = [part.strip() for part in re.split("[|;]", stated.replace("_", " "))]
    tidy = "; ".join(part for part in parts if part not in {"", ".", "-"})
    return _OLDER_WORD.sub("classifications of pathogenicity", tidy) or None


def tidy_review_status(stated: str) -> str | None:
    """One spelling of a review status.

    >>> tidy_review_status("criteria_provided,_single_submitter")
    'criteria provided, single submitter'
    """
    tidy = stated.replace("_", " ").strip().replace("interpretations", "classifications")
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


def _parts(significance: str | None) -> list[str]:
    return [part.strip().lower() for part in re.split("[;/]", significance or "")]
