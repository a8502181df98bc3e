"""The sequences of GRCh38, and the SPDI of a variant on one of them.

SPDI (Holmes et al. 2020, doi:10.1093/bioinformatics/btz856) counts positions from 0.
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

#: Versions of the accessions of chromosomes 1 to 22.
_VERSIONS: Final = (
    *(11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10),
    *(12, 11, 9, 10, 10, 11, 10, 10, 11, 9, 11),
)

#: Chromosome to RefSeq accession.
SEQUENCES: Final = {
    **{str(n): f"NC_{n:06}.{version}" for n, version in enumerate(_VERSIONS, start=1)},
    "X": "NC_000023.11",
    "Y": "NC_000024.10",
    "MT": "NC_012920.1",
}
#: Columns that say which allele a row is about.
LOCUS: Final = ("chrom", "pos", "ref", "alt")
_SHORT: Final = {"M": "MT"} | {accession: name for name, accession in SEQUENCES.items()}
_OTHER: Final = re.compile(r"N[TW]_\d+\.\d+", re.ASCII)


def is_sequence(name: str | None) -> bool:
    """Whether a name is a chromosome of GRCh38 or the accession of a scaffold."""
    return name in SEQUENCES or bool(_OTHER.fullmatch(name or ""))


def chromosome(column: str) -> pl.Expr:
    """The short name of a sequence: without ``chr``, and for a chromosome no accession."""
    return pl.col(column).str.strip_prefix("chr").replace(_SHORT)


def spdi() -> pl.Expr:
    """The SPDI of the columns chrom, pos (from 1), ref and alt, with the alleles as in the VCF.

    It is not moved to the canonical place within a repeat, which needs the sequence itself.
    """
    return pl.concat_str(
        pl.col("chrom").replace(SEQUENCES),
        (pl.col("pos") - 1).cast(pl.String),
        "ref",
        "alt",
        separator=":",
    )
