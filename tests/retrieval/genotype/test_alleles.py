"""Alleles as numbers."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.genotype.alleles import CHROMOSOMES, Locus, keys

BASES = st.text("ACGT", min_size=1, max_size=6)
LOCI = st.builds(
    Locus, st.sampled_from(list(CHROMOSOMES)), st.integers(1, 240_000_000), BASES, BASES
)


@given(st.lists(LOCI, min_size=1, max_size=20))
def test_a_column_has_the_keys_of_its_rows(loci: list[Locus]) -> None:
    frame = pl.DataFrame(loci, ["chrom", "pos", "ref", "alt"], orient="row")
    assert keys(frame).tolist() == [locus.key for locus in loci]


@given(LOCI, LOCI)
def test_keys_are_in_the_order_of_the_genome(one: Locus, other: Locus) -> None:
    place = (CHROMOSOMES[one.chrom], one.pos)
    further = (CHROMOSOMES[other.chrom], other.pos)
    assert one.key is not None
    assert other.key is not None
    if place < further:
        assert one.key < other.key


@given(LOCI, BASES)
def test_bases_that_both_sides_share_do_not_make_another_allele(locus: Locus, more: str) -> None:
    padded = Locus(locus.chrom, locus.pos, locus.ref + more, locus.alt + more)
    assert padded.trimmed() == locus.trimmed()


def test_other_sequences_have_no_key() -> None:
    assert Locus("NT_187633.1", 5, "A", "G").key is None
    frame = pl.DataFrame(
        [("NT_187633.1", 5, "A", "G")], ["chrom", "pos", "ref", "alt"], orient="row"
    )
    assert keys(frame).tolist() == [0]
