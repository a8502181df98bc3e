"""What a snapshot says of the variants of a case."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rareseek.errors import SnapshotError
from rareseek.retrieval.genotype import GenotypeIndex, read_variants
from rareseek.retrieval.genotype.classes import Consequence, Significance
from rareseek.retrieval.genotype.index import Facts
from rareseek.retrieval.ranking.index import RankingIndex

from .conftest import CBS, FBN1, MECP2, clinvar_tables, compiled


def facts(index: GenotypeIndex, value: object) -> Facts:
    (found,) = index.facts(read_variants((value,)))
    return found


def genes(index: GenotypeIndex, found: Facts) -> list[str]:
    return [str(index.genes["id"][row]) for row in found.genes]


def test_a_variant_of_the_release_has_its_classification(clinvar: GenotypeIndex) -> None:
    found = facts(clinvar, "15-1000-C-T")
    assert (found.significance, found.stars) == (Significance.PATHOGENIC, 2)
    assert found.kind is Consequence.LOSS_OF_FUNCTION
    assert found.variation_id == 1
    assert genes(clinvar, found) == [FBN1]


def test_an_allele_with_shared_bases_is_the_same_one(clinvar: GenotypeIndex) -> None:
    assert facts(clinvar, "15-999-GC-GT").variation_id == 1


@pytest.mark.parametrize("name", ["rs11", {"rsid": "rs11"}])
def test_a_variant_is_found_by_its_rs_id(clinvar: GenotypeIndex, name: object) -> None:
    assert facts(clinvar, name).variation_id == 1


def test_a_variant_is_found_by_its_expression(clinvar: GenotypeIndex) -> None:
    assert facts(clinvar, "NC_000015.10:g.1003G>A").variation_id == 2


def test_one_that_is_not_there_lies_in_the_gene_around_it(clinvar: GenotypeIndex) -> None:
    found = facts(clinvar, "15-1005-C-G")
    assert found.row is None
    assert genes(clinvar, found) == [FBN1]
    assert found.kind is Consequence.MISSENSE
    assert genes(clinvar, facts(clinvar, "X-705-C-G")) == [MECP2]


@pytest.mark.parametrize(
    ("variant", "kind"),
    [
        ("15-1005-CA-C", Consequence.LOSS_OF_FUNCTION),
        ("15-1005-CAGT-C", Consequence.IN_FRAME),
        ("15-1020-G-T", Consequence.LOSS_OF_FUNCTION),
        ("15-1009-A-C", Consequence.SYNONYMOUS),
        ("15-1061-TA-T", Consequence.NON_CODING),
    ],
)
def test_its_alleles_and_neighbours_tell_the_consequence(
    clinvar: GenotypeIndex, variant: str, kind: Consequence
) -> None:
    assert facts(clinvar, variant).kind is kind


def test_another_change_of_a_pathogenic_codon_is_seen(clinvar: GenotypeIndex) -> None:
    assert facts(clinvar, "15-1001-A-G").hotspot
    assert not facts(clinvar, "15-1006-A-G").hotspot


def test_a_variant_far_from_any_gene_lies_in_none(clinvar: GenotypeIndex) -> None:
    assert facts(clinvar, "15-90000000-A-G").genes == ()
    assert facts(clinvar, "1-5-A-G").genes == ()


def test_without_a_place_the_gene_that_a_case_names_counts(clinvar: GenotypeIndex) -> None:
    assert genes(clinvar, facts(clinvar, "NM_000071.3(CBS):c.833T>C")) == [CBS]


@pytest.mark.parametrize(
    "name", ["FBN1", "fbn1", "HGNC:3603", "NCBIGene:2200", "ENSG00000166147", "FBN"]
)
def test_a_gene_goes_by_any_of_its_names(clinvar: GenotypeIndex, name: str) -> None:
    row = clinvar.gene(name)
    assert row is not None
    assert clinvar.genes["id"][row] == FBN1


def test_a_snapshot_of_pathogenic_variants_is_not_complete(
    clinic_tables: dict[str, pl.DataFrame],
    clinic: RankingIndex,
    tmp_path: Path,
    clinvar: GenotypeIndex,
) -> None:
    tables = clinvar_tables(clinic_tables)
    pathogenic = pl.col("significance").str.contains("athogenic")
    tables["variants"] = tables["variants"].filter(pathogenic)
    assert clinvar.complete
    assert not compiled(tables, clinic, tmp_path / "index").complete


def test_a_snapshot_without_variants_still_knows_its_genes(
    clinic_tables: dict[str, pl.DataFrame], clinic: RankingIndex, tmp_path: Path
) -> None:
    tables = clinvar_tables(clinic_tables)
    tables |= {name: tables[name].clear() for name in ("variants", "in_gene", "classified_for")}
    index = compiled(tables, clinic, tmp_path / "index")
    assert index.size == 0
    assert facts(index, "15-1000-C-T").genes == ()
    named = {"variant": "15-1000-C-T", "gene": "FBN1"}
    assert genes(index, facts(index, named)) == [FBN1]


def test_a_missing_index_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="rebuild with rareseek ingest"):
        GenotypeIndex(tmp_path)
