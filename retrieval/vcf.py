"""A patient's variants from a VCF (https://samtools.github.io/hts-specs/VCFv4.4.pdf), on GRCh38.

One sample is read: every allele that its genotype carries is one `VariantCall`. A line that cannot
be read is kept with its number and the reason, and the others go on.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from ..errors import InputError
from ..ingest.genome import SEQUENCES
from .variant_calls import VariantCall

_FIXED: Final = ("CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO")
_CHROMOSOMES: Final = {accession: name for name, accession in SEQUENCES.items()} | {"M": "MT"}
_BASES: Final = re.compile("[ACGTN]+")
_RSID: Final = re.compile(r"rs\d+")
_GZIP: Final = b"\x1f\x8b"
#: How the header of a file on another assembly gives itself away.
_OTHER_BUILD: Final = re.compile(
    r"(?i)##(?:reference|assembly|contig)[^\n]*(?:grch37|hg19|b37|hs37|human_g1k_v37|grch36|hg18"
    r"|\bID=(?:chr)?1,[^\n]*length=249250621)"
)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a VCF that cannot be used: its number from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class PatientVariants:
    """What a VCF gives: the calls of one sample, the lines refused, and the lines filtered out."""

    sample: str | None
    calls: tuple[VariantCall, ...]
    refused: tuple[RefusedLine, ...] = ()
    filtered: int = 0


class _LineError(Exception):
    """Why a line cannot be used."""


def read_vcf(path: Path, *, sample: str | None = None, passing: bool = True) -> PatientVariants:
    """The variants of one sample of a VCF, plain or gzipped.

    ``sample`` may be left out where the file has one or none; without samples every allele is a
    call of unknown zygosity. ``passing`` keeps the lines that passed the caller's filters only.
    Raises `InputError` where the file is no VCF, is on another assembly than GRCh38 or does not
    have the sample.
    """
    calls: list[VariantCall] = []
    refused: list[RefusedLine] = []
    filtered = 0
    try:
        with _opened(path) as file:
            columns, header = _header(file, path)
            at, name = _column(columns, sample, path)
            for number, line in enumerate(file, start=header + 1):
                if not line.strip():
                    continue
                fields = line.rstrip("\r\n").split("\t")
                try:
                    if passing and len(fields) > 6 and fields[6] not in {"PASS", "."}:
                        filtered += 1
                        continue
                    calls += _calls(fields, len(columns), at)
                except _LineError as error:
                    refused.append(RefusedLine(number, str(error)))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path}: the gzip file is damaged or cut off; get it again") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not a text file; give a VCF, plain or gzipped") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    return PatientVariants(name, tuple(calls), tuple(refused), filtered)


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP
    return gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8")


def _header(file: IO[str], path: Path) -> tuple[list[str], int]:
    """The names of the columns and the number of their line."""
    for number, line in enumerate(file, start=1):
        if number == 1 and not line.startswith("##fileformat=VCF"):
            break
        if _OTHER_BUILD.match(line):
            message = f"{path}:{number}: not on GRCh38 ({line.strip()[:80]}); lift it over first"
            raise InputError(message)
        if line.startswith("#CHROM"):
            columns = line.lstrip("#").rstrip("\r\n").split("\t")
            if tuple(columns[: len(_FIXED)]) == _FIXED:
                return columns, number
            break
        if not line.startswith("##"):
            break
    message = f"{path}: no VCF (it lacks ##fileformat=VCF or the #CHROM line); give a VCF"
    raise InputError(message)


def _column(
    columns: Sequence[str], sample: str | None, path: Path
) -> tuple[int | None, str | None]:
    """Which column holds the sample, and its name."""
    samples = columns[len(_FIXED) + 1 :]
    if sample is None and len(samples) < 2:
        return (len(_FIXED) + 1, samples[0]) if samples else (None, None)
    if sample in samples:
        return len(_FIXED) + 1 + samples.index(sample), sample
    there = ", ".join(samples[:10]) or "none"
    if sample is None:
        raise InputError(f"{path}: several samples ({there}); choose one with --sample")
    raise InputError(f"{path}: no sample {sample!r}; there are: {there}")


def _calls(fields: Sequence[str], width: int, at: int | None) -> Iterator[VariantCall]:
    if len(fields) != width:
        raise _LineError(f"has {len(fields)} columns instead of {width}")
    chrom = fields[0].removeprefix("chr")
    chrom = _CHROMOSOMES.get(chrom, chrom)
    if chrom not in SEQUENCES:
        raise _LineError(f"{fields[0]!r} is no chromosome of GRCh38")
    if not fields[1].isdecimal() or fields[1] == "0":
        raise _LineError(f"{fields[1]!r} is no position")
    ref = fields[3].upper()
    if not _BASES.fullmatch(ref):
        raise _LineError("the reference allele is not spelled out")
    alleles = fields[4].upper().split(",")
    genotype = None if at is None else _genotype(fields[8], fields[at], len(alleles))
    rsid = next((each for each in fields[2].split(";") if _RSID.fullmatch(each)), None)
    for number, alt in enumerate(alleles, start=1):
        if alt in {".", "*"} or (genotype is not None and number not in genotype):
            continue
        if not _BASES.fullmatch(alt):
            raise _LineError(f"the allele {alt[:20]} is not spelled out")
        place, short_ref, short_alt = trimmed(int(fields[1]), ref, alt)
        zygosity = None if genotype is None else _zygosity(genotype, number)
        yield VariantCall(chrom, place, short_ref, short_alt, zygosity, rsid=rsid)


def _genotype(layout: str, value: str, alleles: int) -> list[int | None]:
    """The alleles of a genotype by number, None for one that was not called."""
    names = layout.split(":")
    if "GT" not in names:
        raise _LineError("has no genotype (GT)")
    values = value.split(":")
    stated = values[names.index("GT")] if len(values) > names.index("GT") else "."
    parts = re.split(r"[/|]", stated.lstrip("/|"))
    if not all(part == "." or (part.isdecimal() and int(part) <= alleles) for part in parts):
        raise _LineError(f"{stated!r} is no genotype of its alleles")
    return [None if part == "." else int(part) for part in parts]


def _zygosity(genotype: Sequence[int | None], allele: int) -> str:
    if len(genotype) == 1:
        return "hemizygous"
    return "homozygous" if all(each == allele for each in genotype) else "heterozygous"


def trimmed(pos: int, ref: str, alt: str) -> tuple[int, str, str]:
    """Position and alleles without the bases that both share, one kept where a side is empty.

    >>> trimmed(100, "GCAT", "GCT")
    (101, 'CA', 'C')
    """
    while len(ref) > 1 and len(alt) > 1 and ref[-1] == alt[-1]:
        ref, alt = ref[:-1], alt[:-1]
    while len(ref) > 1 and len(alt) > 1 and ref[0] == alt[0]:
        ref, alt, pos = ref[1:], alt[1:], pos + 1
    return pos, ref, alt
