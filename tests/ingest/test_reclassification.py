"""Which way a classification moved, and how many went from what to what."""

from __future__ import annotations

import polars as pl
import pytest

from rareseek.errors import SnapshotError
from rareseek.ingest import TableDiff
from rareseek.ingest.reclassification import CLASSES, OTHER, matrix, reclassified, transitions

UP, DOWN, BESIDE = "towards pathogenic", "towards benign", "sideways"
P, LP, VUS, LB, B = (
    "Pathogenic",
    "Likely pathogenic",
    "Uncertain significance",
    "Likely benign",
    "Benign",
)
CONFLICTING = "Conflicting classifications of pathogenicity"


def moved(*pairs: tuple[str | None, str | None], table: str = "variants") -> pl.DataFrame:
    before, after = ([pair[side] for pair in pairs] for side in (0, 1))
    changed = pl.DataFrame(
        {
            "id": [f"ClinVar:{n}" for n in range(len(pairs))],
            "significance": before,
            "significance_new": after,
        },
        schema=dict.fromkeys(("id", "significance", "significance_new"), pl.String()),
    )
    return reclassified(TableDiff(table, ("id",), pl.DataFrame(), pl.DataFrame(), changed))


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (VUS, LP, UP),
        (LB, VUS, UP),
        (LP, "Pathogenic/Likely pathogenic", UP),
        ("Pathogenic/Likely pathogenic", P, UP),
        (CONFLICTING, "Pathogenic; risk factor", UP),
        (VUS, "Likely pathogenic, low penetrance", UP),
        (P, "Pathogenic/Likely pathogenic", DOWN),
        (P, "Conflicting classifications of pathogenicity; other", DOWN),
        ("Benign/Likely benign", B, DOWN),
        (LP, VUS, DOWN),
        (VUS, CONFLICTING, BESIDE),
        (P, "Pathogenic; risk factor", BESIDE),
        (P, "Pathogenic, low penetrance", BESIDE),
        (P, "risk factor", BESIDE),
        ("not provided", P, BESIDE),
        (P, "Likely risk allele", BESIDE),
        (P, None, BESIDE),
        (None, B, BESIDE),
    ],
)
def test_directions(before: str | None, after: str | None, direction: str) -> None:
    (row,) = moved((before, after)).rows()
    assert row == ("ClinVar:0", before, after, direction)


def test_a_variant_that_keeps_its_classification_is_not_reclassified() -> None:
    assert moved((P, P), (None, None)).is_empty()
    assert matrix(moved((P, P))) == []
    assert transitions(moved()).is_empty()


def test_transitions_are_counted_the_most_frequent_first() -> None:
    found = transitions(moved((VUS, LP), (P, LP), (VUS, LP), (None, B)))
    assert found.rows() == [(VUS, LP, UP, 2), (None, B, BESIDE, 1), (P, LP, DOWN, 1)]


def test_the_matrix_holds_every_reclassification_once() -> None:
    again = moved((VUS, LP), (VUS, LP), (P, "Pathogenic; other"), ("drug response", B), (P, None))
    counted = dict(matrix(again))
    columns = [*CLASSES.values(), OTHER]
    assert list(counted) == ["VUS", "P", OTHER]
    assert counted["VUS"][columns.index("LP")] == 2
    assert counted["P"][columns.index("P")] == counted["P"][columns.index(OTHER)] == 1
    assert counted[OTHER][columns.index("B")] == 1
    assert sum(map(sum, counted.values())) == again.height


def test_only_variants_are_reclassified() -> None:
    with pytest.raises(SnapshotError, match="of variants"):
        moved((P, B), table="genes")
