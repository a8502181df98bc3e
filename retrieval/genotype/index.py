"""The compiled variants and genes of a snapshot, mapped: look-ups by allele, name and gene."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ...errors import SnapshotError
from ..ranking.arrays import load_arrays
from .alleles import places
from .classes import Consequence, Significance, consequence_at
from .compile import FOLDER, KIND_BITS, SIGNIFICANCE_SHIFT, SPLICE_BIT, STARS_SHIFT, hgvs_number
from .patient import CaseVariant

#: Rows of ClinVar on either side that tell the gene and the consequence of an unknown variant.
NEIGHBOURS: Final = 8
#: Bases within which a row is a neighbour.
REACH: Final = 20_000
#: A neighbour counts by the inverse of its distance plus this.
NEARNESS: Final = 10.0
#: Share of its neighbours' weight that a gene needs to be one of an unknown variant.
SHARE: Final = 0.3
#: Genes that code for a protein.
GENES: Final = 20_000
#: Rows within this many bases speak of the same codon.
CODON: Final = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the snapshot says of one variant of a case.

    ``genes`` are rows of genes; ``row`` that of the variant, None where no release has it.
    ``hotspot`` says that another change at the same codon is known to be pathogenic.
    """

    variant: CaseVariant
    row: int | None
    genes: tuple[int, ...]
    significance: Significance = Significance.NONE
    stars: int = 0
    kind: Consequence = Consequence.UNKNOWN
    hotspot: bool = False
    variation_id: int | None = None


class GenotypeIndex:
    """Mapped arrays of ``folder``, written by `rareseek.retrieval.genotype.compile`.

    Raises `SnapshotError` where the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._arrays = load_arrays(folder)
            self._folder = folder
            self._key = self._arrays["key"]
            self.pairs = {name: self._arrays[f"pair_{name}"] for name in _PAIR_COLUMNS}
        except (OSError, KeyError, ValueError) as error:
            message = f"{folder}: the genotype index cannot be read; rebuild with rareseek ingest"
            raise SnapshotError(message) from error

    @classmethod
    def beside(cls, index: Path) -> GenotypeIndex:
        """The genotype index within the folder of a ranking index."""
        return cls(index / FOLDER)

    @cached_property
    def genes(self) -> pl.DataFrame:
        """Genes by row: id, symbol, entrez_id, ensembl_id."""
        return pl.read_parquet(self._folder / "genes.parquet")

    @cached_property
    def size(self) -> int:
        """Number of variants."""
        return len(self._key)

    @cached_property
    def complete(self) -> bool:
        """Whether benign and uncertain variants are there too: absence then says something."""
        sample = self._arrays["info"][:: max(1, self.size // 10_000)] >> SIGNIFICANCE_SHIFT
        relevant = np.isin(sample, (Significance.BENIGN, Significance.UNCERTAIN))
        return bool(sample.size) and float(relevant.mean()) > 0.1

    @cached_property
    def gene_share(self) -> NDArray[np.float64]:
        """Share of harmless variants that fall into each gene, (g,).

        Half of it by the number of ClinVar's rows, which grows with the length of the coding
        sequence and with how often a gene is tested; half the same for every gene. In a snapshot
        without harmless variants all of it is.
        """
        count = self._arrays["gene_variants"].astype(np.float64)
        if not self.complete:
            return np.full(len(count), 1.0 / GENES)
        share: NDArray[np.float64] = 0.5 * count / count.sum() + 0.5 / GENES
        return share

    @cached_property
    def gene_chromosome(self) -> NDArray[np.uint8]:
        """Number of the chromosome of each gene, (g,); 0 where no variant tells."""
        return self._arrays["gene_chromosome"]

    @cached_property
    def _gene_row(self) -> dict[str, int]:
        aliases = pl.read_parquet(self._folder / "aliases.parquet")
        position = {one: row for row, one in enumerate(self.genes["id"])}
        alias = aliases.filter(pl.col("name").is_unique())
        found = {
            name.upper(): position[one]
            for one, name in alias.select("id", "name").iter_rows()
            if name
        }
        for column, prefix in (("ensembl_id", ""), ("entrez_id", "NCBIGENE:"), ("symbol", "")):
            named = self.genes[column].to_list()
            found |= {f"{prefix}{one.upper()}": row for row, one in enumerate(named) if one}
        return found | {one.upper(): row for one, row in position.items()}

    def gene(self, name: str) -> int | None:
        """The row of a gene by HGNC id, symbol, former symbol, alias, NCBI or Ensembl id."""
        return self._gene_row.get(name.strip().upper())

    def symbol(self, gene: int) -> str:
        """The symbol of a gene by row, its id where it has none."""
        return str(self.genes["symbol"][gene] or self.genes["id"][gene])

    def asserted(self, row: int) -> NDArray[np.int32]:
        """Rows of the candidates that a variant is classified as pathogenic for."""
        rows = self._arrays["asserted_row"]
        span = slice(*np.searchsorted(rows, (row, row + 1)))
        found: NDArray[np.int32] = self._arrays["asserted_candidate"][span]
        return found

    def facts(self, variants: Iterable[CaseVariant]) -> list[Facts]:
        """What the snapshot says of each variant, in their order."""
        given = list(variants)
        numbers = [one.locus.key if one.locus else None for one in given]
        wanted = np.array([number or 0 for number in numbers], np.uint64)
        at = np.searchsorted(self._key, wanted)
        rows = np.minimum(at, max(self.size - 1, 0))
        known = self._key[rows] == wanted if self.size else np.zeros(len(given), np.bool_)
        return [
            self._known(one, int(row))
            if here
            else self._by_name(one)
            if number is None
            else self._unknown(one, number, int(place))
            for one, number, here, row, place in zip(given, numbers, known, rows, at, strict=True)
        ]

    def _known(self, variant: CaseVariant, row: int) -> Facts:
        info = int(self._arrays["info"][row])
        kind = Consequence(info & (1 << KIND_BITS) - 1)
        stated = int(self._arrays["variation_id"][row])
        return Facts(
            variant,
            row,
            self._genes_of(variant, row),
            Significance(info >> SIGNIFICANCE_SHIFT),
            info >> STARS_SHIFT & 7,
            variant.kind or kind,
            variation_id=stated or None,
        )

    def _genes_of(self, variant: CaseVariant, row: int) -> tuple[int, ...]:
        if (named := self._named(variant)) is not None:
            return (named,)
        first = int(self._arrays["gene"][row])
        span = slice(*np.searchsorted(self._arrays["further_row"], (row, row + 1)))
        further = self._arrays["further_gene"][span].tolist()
        return (first, *further) if first >= 0 else ()

    def _named(self, variant: CaseVariant) -> int | None:
        return None if variant.gene is None else self.gene(variant.gene)

    def _by_name(self, variant: CaseVariant) -> Facts:
        """A variant without a place: by rs id or HGVS, else by the gene that it names."""
        row = None
        if variant.rsid is not None:
            row = self._row("rsid", variant.rsid)
        if row is None and variant.hgvs is not None:
            row = self._row("hgvs", hgvs_number(variant.hgvs))
        if row is not None:
            return self._known(variant, row)
        named = self._named(variant)
        genes = () if named is None else (named,)
        return Facts(variant, None, genes, kind=variant.kind or Consequence.UNKNOWN)

    def _row(self, name: str, number: int) -> int | None:
        """Row of the variant of this number, of several the one classified most clearly."""
        span = slice(*np.searchsorted(self._arrays[name], (number, number + 1)))
        rows = self._arrays[f"{name}_row"][span]
        if rows.size == 0:
            return None
        return int(rows[np.argmax(self._arrays["info"][rows])])

    def _unknown(self, variant: CaseVariant, number: int, at: int) -> Facts:
        """A variant that no release has, by its neighbours."""
        locus = variant.locus
        span = slice(max(0, at - NEIGHBOURS), at + NEIGHBOURS)
        here = int(places(np.array([number], np.uint64))[0])
        offsets = places(self._key[span]) - here
        near = np.abs(offsets) < REACH
        offsets, info = offsets[near], self._arrays["info"][span][near].astype(np.int64)
        named = self._named(variant)
        genes = (
            (named,)
            if named is not None
            else self._voted(self._arrays["gene"][span][near], offsets)
        )
        splice = (info & SPLICE_BIT) > 0
        kinds = info & (1 << KIND_BITS) - 1
        kind = variant.kind
        if kind is None and locus is not None:
            kind = consequence_at(locus, offsets, kinds, splice)
        degree = info >> SIGNIFICANCE_SHIFT
        pathogenic = (degree >= Significance.LIKELY_PATHOGENIC) & (np.abs(offsets) <= CODON)
        return Facts(
            variant, None, genes, kind=kind or Consequence.UNKNOWN, hotspot=bool(pathogenic.any())
        )

    @staticmethod
    def _voted(genes: NDArray[np.int32], offsets: NDArray[np.int64]) -> tuple[int, ...]:
        """The genes that the neighbours are in, by their nearness; the likeliest first."""
        weights = 1.0 / (np.abs(offsets) + NEARNESS)
        votes: dict[int, float] = {}
        for gene, weight in zip(genes.tolist(), weights.tolist(), strict=True):
            if gene >= 0:
                votes[gene] = votes.get(gene, 0.0) + weight
        total = sum(votes.values())
        ordered = sorted(votes, key=lambda gene: -votes[gene])
        return tuple(gene for gene in ordered if votes[gene] >= SHARE * total)


_PAIR_COLUMNS: Final[Sequence[str]] = ("gene", "candidate", "sources", "modes")
