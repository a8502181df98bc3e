"""Variants found by what they are called, as the table has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from rareseek.errors import SnapshotError
from rareseek.ingest.tables import TABLES
from rareseek.retrieval.entities.variant_keys import COLUMNS, VariantKeys, compile_variants

ROWS = [
    ("ClinVar:7", "rs11", "NC_000001.11:g.100G>A", "1", 100, "G", "A"),
    ("NC_000001.11:99:G:T", "rs11", None, "1", 100, "G", "T"),
    ("ClinVar:9", None, "NC_000023.11:g.5_6del", "X", 4, "CAA", "C"),
    ("NC_012920.1:3242:A:G", None, None, "MT", 3243, "A", "G"),
    ("NT_187633.1:4:A:G", "rs12", None, "NT_187633.1", 5, "A", "G"),
]


def table(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {name: TABLES["variants"][name] for name in COLUMNS}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> VariantKeys:
    folder = tmp_path_factory.mktemp("keys") / "variants"
    compile_variants(table(ROWS), folder)
    return VariantKeys(folder)


def test_one_rs_id_may_be_several_alleles(keys: VariantKeys) -> None:
    assert keys.of_rsid("rs11") == ("ClinVar:7", "NC_000001.11:99:G:T")
    assert keys.of_rsid("RS12") == ("NT_187633.1:4:A:G",)
    assert keys.of_rsid("rs13") == keys.of_rsid("rs99999999999999999999") == ()


def test_alleles(keys: VariantKeys) -> None:
    assert keys.of_alleles("1", 100, "G", "A") == "ClinVar:7"
    assert keys.of_alleles("1", 100, "G", "T") == "NC_000001.11:99:G:T"
    assert keys.of_alleles("MT", 3243, "A", "G") == "NC_012920.1:3242:A:G"
    assert keys.of_alleles("1", 100, "G", "C") is None
    assert keys.of_alleles("7", 100, "G", "A") is None


def test_hgvs_by_its_place_or_as_the_source_has_it(keys: VariantKeys) -> None:
    assert keys.of_hgvs("NC_000001.11:g.100G>A") == ("ClinVar:7",)
    assert keys.of_hgvs("NC_000001.11:g.100G>T") == ("NC_000001.11:99:G:T",)
    assert keys.of_hgvs("NC_000023.11:g.5_6del") == ("ClinVar:9",)
    assert keys.of_hgvs("NM_000138.5:c.1A>G") == ()


def test_a_snapshot_without_variants_has_none(tmp_path: Path) -> None:
    compile_variants(table([]), tmp_path / "none")
    keys = VariantKeys(tmp_path / "none")
    assert keys.of_rsid("rs11") == ()
    assert keys.of_alleles("1", 100, "G", "A") is None


def test_a_damaged_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="build the snapshot again"):
        VariantKeys(tmp_path)
