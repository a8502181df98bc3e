"""Variants, their genes and their conditions, from one variant table or several."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from rareseek.ingest.classifications import Selection
from rareseek.ingest.clinvar import read_variants
from rareseek.ingest.quarantine import Quarantine

from .variant_files import HEAD_LINES, located, row, summary, tables, vcf

PLACE = "15-48485430-G-A"
SPDI = "NC_000015.10:48485429:G:A"
STATED = (
    "CLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel;GENEINFO=FBN1:2200;CLNDISDB={}".format
)


def edges(path: Path) -> list[tuple[str, str]]:
    found, _ = tables(path)
    return found.tables["classified_for"].select("variant_id", "disease_id").rows()


def ids(path: Path) -> list[str]:
    found, _ = tables(path)
    return found.tables["variants"]["id"].to_list()


@pytest.mark.parametrize(
    ("conditions", "diseases"),
    [
        ("MONDO:MONDO:0007947,OMIM:154700,Orphanet:558", ["OMIM:154700", "ORPHA:558"]),
        ("Orphanet:ORPHA558", ["ORPHA:558"]),
        ("MedGen:C1,Orphanet:72|MONDO:MONDO:1,OMIM:604308", ["OMIM:604308", "ORPHA:72"]),
        ("OMIM:154700|OMIM:154700,Orphanet:558", ["OMIM:154700", "ORPHA:558"]),
        (".|Human_Phenotype_Ontology:HP:0001250,MedGen:C0036572|OMIM:154700", ["OMIM:154700"]),
        ("MONDO:MONDO:0018997,MedGen:C1", ["MONDO:0018997"]),  # by Mondo alone
        ("OMIM:888888", ["OMIM:154700"]),  # a number that has moved
        ("OMIM:PS154700,Orphanet:5580", []),  # a series is not the disease of its number
        ("OMIM:999999", []),
        ("MedGen:C3661900", []),
        (".", []),
    ],
)
def test_conditions(conditions: str, diseases: list[str], tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf", row(PLACE, STATED(conditions), "16613"))
    assert edges(path) == [("ClinVar:16613", disease) for disease in diseases]


def test_conditions_of_both_forms_are_the_same(tmp_path: Path) -> None:
    stated = "MONDO:MONDO:0007947,MedGen:C0024796,OMIM:154700,Orphanet:558|Orphanet:72"
    place = {"PositionVCF": "48485430", "ReferenceAlleleVCF": "G", "AlternateAlleleVCF": "A"}
    table = place | {
        "Assembly": "GRCh38",
        "Chromosome": "15",
        "VariationID": "16613",
        "GeneID": "2200",
        "GeneSymbol": "FBN1",
        "PhenotypeIDS": stated,
        "ClinicalSignificance": "Pathogenic",
        "ReviewStatus": "reviewed by expert panel",
    }
    one, _ = tables(vcf(tmp_path / "clinvar.vcf.gz", row(PLACE, STATED(stated), "16613")))
    other, _ = tables(summary(tmp_path / "variant_summary.txt.gz", table))
    for name in ("variants", "in_gene", "classified_for", "genes"):
        assert_frame_equal(one.tables[name], other.tables[name])
    assert one.tables["classified_for"].rows() == [
        ("ClinVar:16613", disease, "Pathogenic", "reviewed by expert panel", 3, "ClinVar")
        for disease in ("OMIM:154700", "ORPHA:558", "ORPHA:72")
    ]


def test_escaped_commas_in_names_divide_nothing(tmp_path: Path) -> None:
    stated = STATED("OMIM:154700") + r";CLNDN=Marfan_syndrome\x2c_OMIM:312750"
    assert edges(vcf(tmp_path / "clinvar.vcf", row(PLACE, stated))) == [(SPDI, "OMIM:154700")]


def test_genes_by_number_by_symbol_and_new_ones(tmp_path: Path) -> None:
    stated = "GENEINFO=FBN1:2200|MASS|OLDNAME:4204|LOC1:1234567|NOBODY;CLNSIG=Pathogenic"
    found, _ = tables(vcf(tmp_path / "clinvar.vcf", row(PLACE, stated)))
    genes = {"HGNC:3603", "HGNC:7", "HGNC:6990", "NCBIGene:1234567"}
    assert {gene for _, gene in found.tables["in_gene"].rows()} == genes
    assert found.tables["in_gene"].height == len(genes)
    new = found.tables["genes"].filter(id="NCBIGene:1234567").row(0, named=True)
    assert (new["symbol"], new["entrez_id"], new["ensembl_id"]) == ("LOC1", "1234567", None)
    assert found.tables["genes"]["id"].is_unique().all()


def test_benign_and_uncertain_variants_keep_their_classification(tmp_path: Path) -> None:
    rows = [
        row(f"1-{n}-A-C", f"CLNSIG={significance};CLNDISDB=OMIM:154700")
        for n, significance in enumerate(("Benign", "Uncertain_significance"), start=1)
    ]
    found, _ = tables(vcf(tmp_path / "clinvar.vcf", *rows))
    stated = found.tables["classified_for"]["significance"].to_list()
    assert stated == ["Benign", "Uncertain significance"]
    chosen, _ = tables(tmp_path / "clinvar.vcf", selection=Selection.DEFAULT)
    assert chosen.tables["classified_for"].is_empty()


def test_a_row_without_classification_and_conditions_is_a_variant(tmp_path: Path) -> None:
    found, _ = tables(vcf(tmp_path / "clinvar.vcf", row(PLACE, ".")))
    (variant,) = found.tables["variants"].rows(named=True)
    assert (variant["id"], variant["significance"], variant["stars"]) == (SPDI, None, 0)
    assert found.tables["in_gene"].is_empty()
    assert found.tables["classified_for"].is_empty()


def test_an_id_on_two_rows_stays_with_the_first(tmp_path: Path) -> None:
    rows = [row(place, "CLNSIG=Pathogenic", "7") for place in ("X-100-A-C", "Y-100-A-C")]
    assert ids(vcf(tmp_path / "clinvar.vcf", *rows)) == [
        "ClinVar:7",
        "NC_000024.10:99:A:C",
    ]


def test_alleles_of_one_row_are_two_variants_of_its_genes_and_conditions(tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf", row("15-100-G-A,T", STATED("OMIM:154700"), "9"))
    found, _ = tables(path)
    second = "NC_000015.10:99:G:T"
    assert found.tables["variants"]["id"].to_list() == ["ClinVar:9", second]
    assert found.tables["in_gene"].rows() == [("ClinVar:9", "HGNC:3603"), (second, "HGNC:3603")]
    assert [edge[0] for edge in found.tables["classified_for"].rows()] == ["ClinVar:9", second]


def test_a_row_that_only_repeats_another_is_quarantined(tmp_path: Path) -> None:
    rows = [row(PLACE, "CLNSIG=Pathogenic"), row(PLACE, "CLNSIG=Benign")]
    found, refused = tables(vcf(tmp_path / "clinvar.vcf", *rows))
    assert found.tables["variants"]["significance"].to_list() == ["Pathogenic"]
    assert refused.select("line", "reason", "row").rows() == [
        (
            HEAD_LINES + 2,
            f"repeats the variant {SPDI} of an earlier row",
            "15\t48485430\t.\tG\tA",
        )
    ]


@pytest.mark.parametrize("numbered_first", [True, False])
def test_a_row_without_an_id_repeats_the_one_that_has_it(
    tmp_path: Path, *, numbered_first: bool
) -> None:
    rows = [row(PLACE, "CLNSIG=Pathogenic", "16613"), row(PLACE, "CLNSIG=Pathogenic")]
    path = vcf(tmp_path / "clinvar.vcf", *(rows if numbered_first else rows[::-1]))
    found, refused = tables(path)
    assert found.tables["variants"]["id"].to_list() == ["ClinVar:16613"]
    assert refused.height == 1


LICENSED = ("##fileformat=VCFv4.1", "##source=Licensed", "##reference=GRCh38")


def test_a_licensed_table_adds_its_own_classifications(tmp_path: Path) -> None:
    clinvar = vcf(tmp_path / "clinvar.vcf", row(PLACE, STATED("OMIM:154700"), "16613"))
    own = "CLNSIG=Likely_pathogenic;GENEINFO=MECP2:4204;CLNDISDB="
    licensed = vcf(
        tmp_path / "licensed.vcf",
        row(PLACE, f"{own}OMIM:604308", "990001"),
        row("X-154031409-G-A", f"{own}OMIM:312750;RS=5", "990002"),
        head=LICENSED,
    )
    found, refused = tables(clinvar, licensed)
    other = "NC_000023.11:154031408:G:A"
    variants = found.tables["variants"]
    assert variants["id"].to_list() == ["ClinVar:16613", other]
    assert variants["variation_id"].to_list() == ["16613", None]  # its numbers are not ClinVar's
    assert variants["significance"].to_list() == ["Pathogenic", "Likely pathogenic"]
    columns = ("variant_id", "disease_id", "significance", "source")
    assert found.tables["classified_for"].select(columns).rows() == [
        ("ClinVar:16613", "OMIM:154700", "Pathogenic", "ClinVar"),
        ("ClinVar:16613", "OMIM:604308", "Likely pathogenic", "Licensed"),
        (other, "OMIM:312750", "Likely pathogenic", "Licensed"),
    ]
    assert found.tables["in_gene"].rows() == [
        ("ClinVar:16613", "HGNC:3603"),
        ("ClinVar:16613", "HGNC:6990"),
        (other, "HGNC:6990"),
    ]
    assert found.rows == {"clinvar": 1, "Licensed": 2}
    assert refused.is_empty()


def test_a_licensed_table_may_be_the_only_one(tmp_path: Path) -> None:
    clinvar = vcf(tmp_path / "clinvar.vcf", row("1-5-A-C", "CLNSIG=Benign", "1"))
    licensed = vcf(tmp_path / "own.vcf", row(PLACE, STATED("OMIM:154700"), "3"), head=LICENSED)
    found, _ = tables(clinvar, licensed, selection=Selection.DEFAULT)
    assert found.tables["variants"]["id"].to_list() == [SPDI]


@pytest.mark.data
@pytest.mark.slow
def test_official_lines_agree_with_the_whole_release(data_dir: Path) -> None:
    folder = data_dir / "clinvar"
    names = ("clinvar_GRCh38_2026-02-26_18genes.vcf.gz", "clinvar_GRCh38_2025-06.vcf.gz")
    newer, older = (
        read_variants(folder / name, "clinvar", Selection.ALL, Quarantine()).alleles
        for name in names
    )
    locus = ["chrom", "pos", "ref", "alt"]
    both = newer.join(older, on=locus, suffix="_older")
    assert both.height > 55_000
    same = (both["significance"] == both["significance_older"]).mean()
    assert isinstance(same, float)
    assert same > 0.95  # eight months of reclassification lie between them
    own, others = (pl.col(name).str.extract_all(r":\d+") for name in ("genes", "genes_older"))
    named = both.drop_nulls(["genes", "genes_older"])
    shared = named.select(own.list.set_intersection(others).list.len() > 0).to_series().mean()
    assert isinstance(shared, float)
    assert shared == 1
    stated = both.drop_nulls(["variation_id", "variation_id_older"])
    assert stated.filter(pl.col("variation_id") != pl.col("variation_id_older")).is_empty()


@pytest.mark.data
@pytest.mark.slow
def test_official_lines_as_a_further_table(data_dir: Path, tmp_path: Path) -> None:
    official = data_dir / "clinvar" / "clinvar_GRCh38_2026-02-26_18genes.vcf.gz"
    first = vcf(tmp_path / "clinvar.vcf", row("1-45327487-G-C", "CLNSIG=Benign", "3106788"))
    found, refused = tables(first, official)
    assert located(first).source.name == "clinvar"
    (further,) = set(found.rows) - {"clinvar"}
    assert found.kept[further] == found.rows[further] == 69_302
    assert found.tables["variants"].height == 69_302  # one of them is the first file's
    assert refused.is_empty()
