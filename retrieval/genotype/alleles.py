"""Alleles as sortable numbers: chromosome, position and alleles of GRCh38 in 64 bits.

From the highest bit on: 5 of the chromosome, 28 of the position, 31 of the alleles (their number
for single bases, else a CRC-32). Sorted, they are in the order of the genome, so that neighbours
are found by bisection.
"""

from __future__ import annotations

import zlib
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

#: Chromosome to its number in a key; other sequences are not looked up.
CHROMOSOMES: Final = {
    **{str(n): n for n in range(1, 23)},
    "X": 23,
    "Y": 24,
    "MT": 25,
}
ALLELE_BITS: Final = 31
POSITION_BITS: Final = 28
_CHECKSUM: Final = (1 << ALLELE_BITS) - 1
_BASES: Final = {"A": 0, "C": 1, "G": 2, "T": 3}
_LAST_POSITION: Final = (1 << POSITION_BITS) - 1


class Locus(NamedTuple):
    """An allele at its place on GRCh38; ``pos`` counts from 1, as in VCF."""

    chrom: str
    pos: int
    ref: str
    alt: str

    def __str__(self) -> str:
        """The allele as ``chrom-pos-ref-alt``."""
        return f"{self.chrom}-{self.pos}-{self.ref}-{self.alt}"

    def trimmed(self) -> Locus:
        """The same allele without bases that both sides share, but for one where a side is empty.

        >>> Locus("1", 100, "GCAT", "GCT").trimmed()
        Locus(chrom='1', pos=101, ref='CA', alt='C')
        """
        ref, alt, pos = self.ref, self.alt, self.pos
        while len(ref) > 1 and len(alt) > 1 and ref[-1] == alt[-1]:
            ref, alt = ref[:-1], alt[:-1]
        while len(ref) > 1 and len(alt) > 1 and ref[0] == alt[0]:
            ref, alt, pos = ref[1:], alt[1:], pos + 1
        return Locus(self.chrom, pos, ref, alt)

    @property
    def key(self) -> int | None:
        """The allele as a number, or None where its sequence is no chromosome."""
        number = CHROMOSOMES.get(self.chrom)
        if number is None or not 0 < self.pos <= _LAST_POSITION:
            return None
        place = (number << POSITION_BITS | self.pos) << ALLELE_BITS
        return place | _checksum(self.ref, self.alt)


def _checksum(ref: str, alt: str) -> int:
    """The bits of two alleles; below 16 for single bases only."""
    if ref in _BASES and alt in _BASES:
        return 4 * _BASES[ref] + _BASES[alt]
    return zlib.crc32(f"{ref}>{alt}".encode()) & _CHECKSUM | 16


def _checksums(variants: pl.DataFrame) -> NDArray[np.uint64]:
    """`_checksum` of each variant, (v,)."""
    single = variants.select(
        4 * pl.col("ref").replace_strict(_BASES, default=None, return_dtype=pl.UInt64())
        + pl.col("alt").replace_strict(_BASES, default=None, return_dtype=pl.UInt64())
    ).to_series()
    others = variants.filter(single.is_null()).select("ref", "alt")
    found = single.fill_null(0).to_numpy().copy()
    found[single.is_null().to_numpy()] = [_checksum(*pair) for pair in others.iter_rows()]
    return found


def keys(variants: pl.DataFrame) -> NDArray[np.uint64]:
    """The number of each variant (chrom, pos, ref, alt), (v,); 0 where it is on no chromosome."""
    checksum = _checksums(variants)
    number = variants["chrom"].replace_strict(
        list(CHROMOSOMES), list(CHROMOSOMES.values()), default=0, return_dtype=pl.UInt64()
    )
    position = variants["pos"].clip(0, _LAST_POSITION).cast(pl.UInt64()).to_numpy()
    chromosome = number.to_numpy()
    places = chromosome << np.uint64(POSITION_BITS) | position
    found: NDArray[np.uint64] = places << np.uint64(ALLELE_BITS) | checksum
    return np.where(chromosome > 0, found, np.uint64(0))


def places(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Chromosome and position of each number, as one number that grows along the genome."""
    return (numbers >> np.uint64(ALLELE_BITS)).astype(np.int64)
