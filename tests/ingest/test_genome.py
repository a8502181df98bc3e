"""How a variant without a number of ClinVar's is named."""

from __future__ import annotations

import polars as pl

from rareseek.ingest.genome import SPELLED, sequence_digest, spdi


def named(ref: str, alt: str, pos: int = 100) -> str:
    row = pl.DataFrame({"chrom": ["15"], "pos": [pos], "ref": [ref], "alt": [alt]})
    return str(row.select(spdi()).item())


def test_short_alleles_are_spelled_out() -> None:
    assert named("G", "A", 48485430) == "NC_000015.10:48485429:G:A"
    bases = "A" * SPELLED
    assert named("G", bases) == f"NC_000015.10:99:G:{bases}"
    assert named(bases, "G") == f"NC_000015.10:99:{bases}:G"


def test_a_long_deletion_is_given_by_its_length() -> None:
    assert named("G" * (SPELLED + 1), "G") == f"NC_000015.10:99:{SPELLED + 1}:G"


def test_long_insertions_are_told_apart_by_their_digest() -> None:
    one, other = named("G", "GA" * SPELLED), named("G", "GC" * SPELLED)
    assert one == f"NC_000015.10:99:G:{sequence_digest('GA' * SPELLED)}"
    assert one != other
    assert len(one) < 100


def test_the_digest_is_the_published_one() -> None:
    # the example of the GA4GH VRS specification, "Truncated Digest (sha512t24u)"
    assert sequence_digest("ACGT") == "SQ.aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2"
