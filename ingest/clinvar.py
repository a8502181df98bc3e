"""ClinVar and variant tables of its shape: ``clinvar.vcf.gz`` and ``variant_summary.txt.gz``.

Formats: https://ftp.ncbi.nlm.nih.gov/pub/clinvar/vcf_GRCh38/README.txt and
https://ftp.ncbi.nlm.nih.gov/pub/clinvar/README. Only germline classifications are read. Somatic
clinical impact (SCI*) and oncogenicity (ONC*) are left out on purpose: they say what a variant does
in a tumour, not which inherited disease it causes; so are the fields ``*INCL``, which classify a
haplotype or genotype that the variant is only part of.
"""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import SourceError
from ..ontologies.sourcefile import read_lines_in_blocks
from .clinvar_alleles import separate
from .clinvar_rows import SUMMARY_HEADER, VCF_HEADER, SummaryRows, VcfRows
from .source import Provider, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .classifications import Selection
    from .clinvar_rows import Rows
    from .quarantine import Quarantine

SOURCE: Final = "clinvar"

_DATE: Final = r"\d{4}-?\d{2}(?:-?\d{2})?"
_PACKED: Final = r"(?:\.gz|\.zst|\.zstd)?"

#: Every file that looks like a variant table of ClinVar, and the names that whole releases have.
#: Others are extracts: a gene list, the pseudoautosomal regions, a genome build of their own.
NAMES: Final = re.compile(
    rf"(?:clinvar.*\.vcf|variant_summary.*\.(?:txt|tsv)){_PACKED}", re.IGNORECASE
)
WHOLE: Final = re.compile(
    rf"(?:clinvar(?:_GRCh38)?(?:_{_DATE})?\.vcf|variant_summary(?:_{_DATE})?\.(?:txt|tsv)){_PACKED}",
    re.IGNORECASE,
)
_OLDER_GENOME: Final = re.compile(
    rb"^##(?:reference|assembly|contig)=.*?\b((?:GRCh|NCBI|b)3[67]|hg1[89])",
    re.MULTILINE | re.IGNORECASE,
)
VERSION: Final = re.compile(r"^##fileDate=(\d{4}-\d{2}-\d{2})", re.MULTILINE)

#: Bytes of text that are parsed at once: some 300,000 rows.
_BLOCK: Final = 48 << 20

#: Columns of the records: one row per allele; `line` is that of the file.
RECORDS: Final = pl.Schema(
    {
        "line": pl.UInt32(),
        "chrom": pl.String(),
        "pos": pl.Int64(),
        "ref": pl.String(),
        "alt": pl.String(),
        "variation_id": pl.String(),
        "rsid": pl.String(),
        "hgvs": pl.String(),
        "consequence": pl.String(),
        "significance": pl.String(),
        "review_status": pl.String(),
        "stars": pl.Int64(),
        "genes": pl.String(),
        "conditions": pl.String(),
    }
)


def is_clinvar(head: str) -> bool:
    """Whether a file begins as a ClinVar table does, and not one of GRCh37."""
    if head.startswith("##fileformat=VCF"):
        return "\n##source=ClinVar" in head and not _OLDER_GENOME.search(head.encode())
    return set(head.partition("\n")[0].split("\t")) >= SUMMARY_HEADER


ENTRY: Final = Source(
    name=SOURCE,
    filename="clinvar.vcf.gz",
    names=NAMES,
    recognises=is_clinvar,
    url="https://ftp.ncbi.nlm.nih.gov/pub/clinvar/vcf_GRCh38/clinvar.vcf.gz",
    provider=Provider(
        "public domain (https://www.ncbi.nlm.nih.gov/clinvar/docs/maintenance_use/)",
        "ClinVar (https://www.ncbi.nlm.nih.gov/clinvar), Landrum et al. 2025, Nucleic Acids "
        "Research 53:D1313, doi:10.1093/nar/gkae1090",
    ),
    version=VERSION,
    whole=WHOLE,
    variants=True,
    checksum=".md5",
)


@dataclass(frozen=True)
class Records:
    """The alleles that a variant table holds, and what became of its rows."""

    alleles: pl.DataFrame
    """A frame of the columns `RECORDS`, in order of the file."""
    rows: int
    """Rows of the file: those of the alleles, left out, and quarantined."""
    left_out: int
    """Rows that the selection does not take, or of another genome build."""


def read_variants(
    path: Path, source: str, selection: Selection, quarantine: Quarantine, block: int = _BLOCK
) -> Records:
    """The alleles of a variant table that the selection takes.

    Rows whose place or alleles cannot be read go to quarantine, whatever they are classified as.

    Raises:
        SourceError: unreadable, cut short, of an older genome build, or neither VCF nor
            ``variant_summary.txt``.
    """
    alleles, total, left_out = [], 0, 0
    for rows in _rows(path, read_lines_in_blocks(path, block)):
        part = separate(rows, path, source, selection, quarantine)
        # columns and types are made to fit here: of the whole table it would be a second copy
        alleles.append(part.alleles.select(RECORDS.names()).cast(RECORDS))
        total, left_out = total + part.rows, left_out + part.left_out
    if not alleles:
        raise SourceError("holds no variants", path=path)
    return Records(pl.concat(alleles, rechunk=False), total, left_out)


def _rows(path: Path, blocks: Iterator[bytes]) -> Iterator[Rows]:
    """The rows of each block, as the columns that both kinds of file have."""
    reader, line, body = _begun(blocks, path)
    try:
        for block in itertools.chain([body], blocks):
            if block:
                rows = reader.read(block, line)
                line = rows.next_line
                yield rows
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise SourceError(f"cannot be read as a table ({reason})", path=path) from error


def _begun(blocks: Iterator[bytes], path: Path) -> tuple[VcfRows | SummaryRows, int, bytes]:
    """The reader that a file's header asks for, the line after the header, and what follows it."""
    block = next(blocks, b"").removeprefix(codecs.BOM_UTF8)
    lines = start = 0
    while block.startswith(b"##", start):
        start = block.index(b"\n", start) + 1
        lines += 1
        if start == len(block):
            block += next(blocks, b"")
    if older := _OLDER_GENOME.search(block[:start]):
        build = older[1].decode()
        raise SourceError(f"is of genome build {build}; give the file of GRCh38", path=path)
    end = block.find(b"\n", start)
    header = block[start : max(end, 0)].decode("utf-8", errors="replace").rstrip("\r").split("\t")
    if header[:8] == VCF_HEADER:
        return VcfRows(header), lines + 2, block[end + 1 :]
    if set(header) >= SUMMARY_HEADER:
        return SummaryRows(header), lines + 2, block[end + 1 :]
    raise SourceError(
        "has neither the header line of a VCF nor that of variant_summary.txt", path=path
    )
