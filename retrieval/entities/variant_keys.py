"""Variants of a snapshot by what they are called, found without a look at the graph.

Ladybug has no secondary index, so that an rs id or a place would be looked for in every variant.
Sorted arrays of numbers, mapped, stand beside the names: alleles (5 bits of the chromosome, 28 of
the position, 31 of the CRC-32 of both alleles), rs ids, and checksums of HGVS expressions as the
sources write them, each with the row of the variant in the order of the alleles. A variant without
VariationID is named by its SPDI, which follows from its alleles.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ...errors import SnapshotError
from ...ingest.genome import SEQUENCES, spdi
from ..ranking.arrays import load_arrays, save_arrays

#: Columns of the table variants that are read.
COLUMNS: Final = ("id", "rsid", "hgvs", "chrom", "pos", "ref", "alt")
FOLDER: Final = "variants"
_OTHERS: Final = "others.parquet"
_NUMBERS: Final = {name: number for number, name in enumerate(SEQUENCES, start=1)}
_POSITION_BITS: Final = 28
_ALLELE_BITS: Final = 31
_CHECKSUM: Final = (1 << _ALLELE_BITS) - 1
_LAST: Final = (1 << _POSITION_BITS) - 1
#: A substitution on a chromosome is found by its place, and not stored by its expression.
_GENOMIC: Final = re.compile(r"(NC_\d{6}\.\d+):[gm]\.(\d+)([ACGT])>([ACGT])")
_CHROMOSOMES: Final = {accession: name for name, accession in SEQUENCES.items()}


def compile_variants(variants: pl.DataFrame, folder: Path) -> None:
    """Write the keys of the table ``variants`` (`COLUMNS`) into a new folder."""
    folder.mkdir(parents=True)
    keys = _keys(variants)
    order = np.argsort(keys, kind="stable")
    ordered = variants.select("id", "rsid", "hgvs")[order]
    number = ordered["id"].str.strip_prefix("ClinVar:").cast(pl.Int32, strict=False)
    rsid = ordered["rsid"].str.strip_prefix("rs").cast(pl.Int64, strict=False).fill_null(0)
    said = ordered["hgvs"].str.contains(_GENOMIC.pattern).not_().fill_null(value=False)
    expressions = np.zeros(len(said), np.int64)
    expressions[said.to_numpy()] = [_checksum(one) for one in ordered["hgvs"].filter(said)]
    named = (rsid > 0).to_numpy() | (expressions > 0)
    others = number.is_null().to_numpy() & named
    arrays: dict[str, NDArray[Any]] = {
        "key": keys[order],
        "variation_id": number.fill_null(0).to_numpy(),
    }
    arrays |= _sorted("rsid", rsid.to_numpy()) | _sorted("hgvs", expressions)
    save_arrays(folder, arrays)
    pl.DataFrame(
        {"row": np.flatnonzero(others), "id": ordered["id"].filter(pl.Series(others))},
        schema={"row": pl.Int64, "id": pl.String},
    ).write_parquet(folder / _OTHERS)


def _sorted(name: str, numbers: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    rows = np.flatnonzero(numbers)
    rows = rows[np.argsort(numbers[rows], kind="stable")]
    return {name: numbers[rows], f"{name}_row": rows.astype(np.int32)}


def _keys(variants: pl.DataFrame) -> NDArray[np.uint64]:
    """The number of the alleles of each variant, (v,); 0 on no chromosome."""
    if variants.is_empty():
        return np.zeros(0, np.uint64)
    alleles = variants.select(pl.concat_str("ref", pl.lit(">"), "alt").alias("alleles"))["alleles"]
    distinct = alleles.unique()
    sums = [zlib.crc32(one.encode()) & _CHECKSUM for one in distinct]
    checksum = alleles.replace_strict(
        distinct, pl.Series(sums, dtype=pl.UInt64()), return_dtype=pl.UInt64()
    )
    chromosome = variants["chrom"].replace_strict(
        list(_NUMBERS), list(_NUMBERS.values()), default=0, return_dtype=pl.UInt64()
    )
    number, bits = chromosome.to_numpy(), np.uint64(_POSITION_BITS)
    place = number << bits | variants["pos"].clip(0, _LAST).cast(pl.UInt64()).to_numpy()
    found: NDArray[np.uint64] = place << np.uint64(_ALLELE_BITS) | checksum.to_numpy()
    return np.where(number > 0, found, np.uint64(0))


def _checksum(expression: str) -> int:
    """63 bits, not 0, of an expression."""
    text = expression.encode()
    return zlib.crc32(text) << 31 | zlib.adler32(text) & 0x7FFFFFFF | 1


class VariantKeys:
    """Ids of variants by rs id, HGVS expression or alleles on GRCh38.

    Raises `SnapshotError` where the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._arrays = load_arrays(folder)
            others = pl.read_parquet(folder / _OTHERS)
            self._key = self._arrays["key"]
        except (OSError, KeyError, ValueError, pl.exceptions.PolarsError) as error:
            raise SnapshotError(
                f"{folder} is missing or damaged; build the snapshot again with: rareseek ingest"
            ) from error
        self._rows = others["row"].to_numpy()
        self._ids = others["id"]

    def of_rsid(self, rsid: str) -> tuple[str, ...]:
        """Ids of the variants of an rs id; one may stand for several alleles."""
        return self._named("rsid", int(rsid.lower().removeprefix("rs")))

    def of_hgvs(self, expression: str) -> tuple[str, ...]:
        """Ids of the variants that a source gives this expression, or that lie at its place."""
        if match := _GENOMIC.fullmatch(expression):
            chrom = _CHROMOSOMES.get(match[1])
            found = self.of_alleles(chrom, int(match[2]), match[3], match[4]) if chrom else None
            return (found,) if found else ()
        return self._named("hgvs", _checksum(expression))

    def of_alleles(self, chrom: str, pos: int, ref: str, alt: str) -> str | None:
        """The id of the variant with these alleles; ``chrom`` without ``chr``, ``pos`` from 1."""
        number = _NUMBERS.get(chrom)
        if number is None or not 0 < pos <= _LAST or not len(self._key):
            return None
        checksum = zlib.crc32(f"{ref}>{alt}".encode()) & _CHECKSUM
        key = np.uint64((number << _POSITION_BITS | pos) << _ALLELE_BITS | checksum)
        row = int(np.searchsorted(self._key, key))
        if row == len(self._key) or self._key[row] != key:
            return None
        stated = int(self._arrays["variation_id"][row])
        return f"ClinVar:{stated}" if stated else _spdi(chrom, pos, ref, alt)

    def _named(self, name: str, number: int) -> tuple[str, ...]:
        if number >= 1 << 63:
            return ()
        first, last = np.searchsorted(self._arrays[name], (number, number + 1))
        return tuple(sorted(map(self._id, self._arrays[f"{name}_row"][first:last].tolist())))

    def _id(self, row: int) -> str:
        if stated := int(self._arrays["variation_id"][row]):
            return f"ClinVar:{stated}"
        return str(self._ids[int(np.searchsorted(self._rows, row))])


def _spdi(chrom: str, pos: int, ref: str, alt: str) -> str:
    frame = pl.DataFrame({"chrom": [chrom], "pos": [pos], "ref": [ref], "alt": [alt]})
    return str(frame.select(spdi()).item())
