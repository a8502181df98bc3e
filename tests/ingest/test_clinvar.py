"""The rows of ClinVar's two kinds of file, as ClinVar writes them and as they arrive damaged."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from rareseek.errors import SourceError
from rareseek.ingest import locate
from rareseek.ingest.classifications import (
    Selection,
    most_severe,
    pathogenicity,
    stars,
    tidy_review_status,
    tidy_significance,
)
from rareseek.ingest.clinvar import is_clinvar
from rareseek.settings import Settings

from .variant_files import COLUMNS, HEAD_LINES, VCF_HEAD, read, row, summary, vcf

STOP = row(
    "15-48485430-G-A",
    "ALLELEID=31652;CLNDISDB=MONDO:MONDO:0007947,MedGen:C0024796,OMIM:154700,Orphanet:558"
    "|MedGen:C3661900;CLNDN=Marfan_syndrome|not_provided;CLNHGVS=NC_000015.10:g.48485430G>A;"
    "CLNREVSTAT=criteria_provided,_multiple_submitters,_no_conflicts;"
    "CLNSIG=Pathogenic/Likely_pathogenic;CLNVC=single_nucleotide_variant;GENEINFO=FBN1:2200;"
    "MC=SO:0001627|intron_variant,SO:0001587|nonsense;ORIGIN=1;RS=137854456",
    "16613",
)
BENIGN = row("15-48420751-C-T", "CLNSIG=Benign;CLNREVSTAT=criteria_provided,_single_submitter", "2")
CONFLICTING = row("X-154031409-G-A", "CLNSIG=Conflicting_interpretations_of_pathogenicity", "3")
BARE = row("X-154031500-G-A", "GENEINFO=MECP2:4204")


def test_every_field_of_a_row(tmp_path: Path) -> None:
    records, refused = read(vcf(tmp_path / "clinvar.vcf.gz", STOP))
    assert records.alleles.rows(named=True) == [
        {
            "line": HEAD_LINES + 1,
            "chrom": "15",
            "pos": 48485430,
            "ref": "G",
            "alt": "A",
            "variation_id": "16613",
            "rsid": "rs137854456",
            "hgvs": "NC_000015.10:g.48485430G>A",
            "consequence": "nonsense",
            "significance": "Pathogenic/Likely pathogenic",
            "review_status": "criteria provided, multiple submitters, no conflicts",
            "stars": 2,
            "genes": "FBN1:2200",
            "conditions": "MONDO:MONDO:0007947,MedGen:C0024796,OMIM:154700,Orphanet:558"
            "|MedGen:C3661900",
        }
    ]
    assert refused.is_empty()


def test_both_forms_of_a_variant_are_the_same(tmp_path: Path) -> None:
    stated = {
        "Name": "NC_000015.10:g.48485430G>A",
        "GeneID": "2200",
        "GeneSymbol": "FBN1",
        "ClinicalSignificance": "Pathogenic/Likely pathogenic",
        "RS# (dbSNP)": "137854456",
        "PhenotypeIDS": "MONDO:MONDO:0007947,MedGen:C0024796,OMIM:154700,Orphanet:558"
        "|MedGen:C3661900",
        "Assembly": "GRCh38",
        "Chromosome": "15",
        "ReviewStatus": "criteria provided, multiple submitters, no conflicts",
        "VariationID": "16613",
        "PositionVCF": "48485430",
        "ReferenceAlleleVCF": "G",
        "AlternateAlleleVCF": "A",
    }
    nothing = {
        "Assembly": "GRCh38",
        "Chromosome": "X",
        "PositionVCF": "154031500",
        "ReferenceAlleleVCF": "G",
        "AlternateAlleleVCF": "A",
        "RS# (dbSNP)": "-1",
        "GeneSymbol": "MECP2",
        "GeneID": "4204",
    }
    older = stated | {"Assembly": "GRCh37", "PositionVCF": "48777627"}
    table, refused = read(summary(tmp_path / "variant_summary.txt.gz", stated, older, nothing))
    other, _ = read(vcf(tmp_path / "clinvar.vcf.gz", STOP, BARE))
    only = ("line", "consequence")  # the summary has no consequences
    assert_frame_equal(table.alleles.drop(only), other.alleles.drop(only))
    assert (table.rows, table.left_out, refused.height) == (3, 1, 0)
    assert table.alleles["line"].to_list() == [2, 4]


def test_genes_of_a_summary_row_without_a_number(tmp_path: Path) -> None:
    place = {
        "Assembly": "GRCh38",
        "Chromosome": "1",
        "ReferenceAlleleVCF": "A",
        "AlternateAlleleVCF": "C",
        "GeneID": "-1",
    }
    several = place | {"PositionVCF": "1", "GeneSymbol": "FBN1;MASS"}
    region = place | {"PositionVCF": "2", "GeneSymbol": "subset of 66 genes: BRCA1"}
    records, _ = read(summary(tmp_path / "variant_summary.txt", several, region))
    assert records.alleles["genes"].to_list() == ["FBN1|MASS", None]


def test_alleles_of_a_row_are_told_apart(tmp_path: Path) -> None:
    three = row("1-100-A-C,G", "CLNHGVS=NC_000001.11:g.100A>C;CLNSIG=Pathogenic;RS=5", "9")
    records, _ = read(vcf(tmp_path / "clinvar.vcf", three, row("1-200-A-.", "CLNSIG=Benign")))
    assert records.alleles.select("pos", "ref", "alt", "variation_id", "hgvs").rows() == [
        (100, "A", "C", "9", None),
        (100, "A", "G", "9", None),
        (200, "A", "A", None, None),
    ]
    assert records.rows == 2


def test_somatic_and_included_classifications_are_left_out(tmp_path: Path) -> None:
    somatic = row(
        "17-7670699-C-T",
        "CLNSIGINCL=1:Pathogenic;ONC=Oncogenic;ONCREVSTAT=reviewed_by_expert_panel;"
        "ONCDISDB=OMIM:154700;SCI=Tier_I;SCIREVSTAT=reviewed_by_expert_panel;SCIDISDB=OMIM:604308;"
        "CLNDISDBINCL=OMIM:312750",
        "1",
    )
    (found,) = read(vcf(tmp_path / "clinvar.vcf", somatic))[0].alleles.rows(named=True)
    stated = ("significance", "review_status", "conditions", "stars")
    assert [found[name] for name in stated] == [None, None, None, 0]
    assert read(tmp_path / "clinvar.vcf", Selection.DEFAULT)[0].alleles.is_empty()


@pytest.mark.parametrize(
    ("stated", "rsid"),
    [("RS=7", "rs7"), ("RS=30|7", "rs7"), ("RS=", None), ("RS=.", None), ("RSX=4", None)],
)
def test_rs_ids(stated: str, rsid: str | None, tmp_path: Path) -> None:
    records, _ = read(vcf(tmp_path / "clinvar.vcf", row("1-1-A-C", stated)))
    assert records.alleles["rsid"].to_list() == [rsid]


@pytest.mark.parametrize(
    ("stated", "chrom"),
    [
        *(("M", "MT"), ("chrM", "MT"), ("NC_012920.1", "MT"), ("MT", "MT"), ("chrX", "X")),
        *(("NC_000001.11", "1"), ("NT_187633.1", "NT_187633.1"), ("Y", "Y")),
    ],
)
def test_sequences_have_one_name(stated: str, chrom: str, tmp_path: Path) -> None:
    line = row("1-8993-T-G", "CLNSIG=Pathogenic").replace("1\t", f"{stated}\t", 1)
    records, _ = read(vcf(tmp_path / "clinvar.vcf", line))
    assert records.alleles["chrom"].to_list() == [chrom]


MALFORMED = {
    "1\t5\t.\tA\tC\t.\t.": "has 7 columns instead of 8",
    "1\t5\t.\tA\tC\t.\t.\tCLNSIG=Benign\tGT": "has 9 columns instead of 8",
    "1": "has 1 columns instead of 8",
    row("23-5-A-C", "."): "names no sequence of GRCh38",
    row("NC_000001.10-5-A-C", "."): "names no sequence of GRCh38",
    row("1-0-A-C", "."): "has no position",
    row("1-5.5-A-C", "."): "has no position",
    row("1-5-A-<DEL>", "."): "does not spell its alleles out",
    row("1-5-A-C,", "."): "does not spell its alleles out",
    row("1-5-A-C", ".", "rs1"): "has an identifier that is no number",
}


@pytest.mark.parametrize("selection", [Selection.ALL, Selection.DEFAULT])
def test_rows_that_cannot_be_read_are_quarantined(selection: Selection, tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf.gz", STOP, "", *MALFORMED, "# a comment", STOP)
    records, refused = read(path, selection)
    first = HEAD_LINES + 3
    assert refused["reason"].to_list() == list(MALFORMED.values())
    assert refused["line"].to_list() == list(range(first, first + len(MALFORMED)))
    assert refused["row"].to_list()[:3] == list(MALFORMED)[:3]
    assert refused["row"].null_count() == 0
    assert records.rows == len(MALFORMED) + 2
    assert records.alleles["line"].to_list() == [HEAD_LINES + 1, first + len(MALFORMED) + 1]


def test_a_first_row_of_another_width_spoils_no_other(tmp_path: Path) -> None:
    for first in ("1\t5\t.\tA\tC\t.\t.", STOP + "\tGT\t0/1", "", "#"):
        records, _ = read(vcf(tmp_path / "clinvar.vcf", first, STOP))
        assert records.alleles["variation_id"].to_list() == ["16613"]


def test_columns_of_samples_are_passed_over(tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf", STOP + "\tGT\t0/1")
    path.write_text(path.read_text().replace(COLUMNS, COLUMNS + "\tFORMAT\tNA1"))
    records, refused = read(path)
    assert (records.alleles.height, refused.height) == (1, 0)


def test_summary_rows_of_another_width_are_quarantined(tmp_path: Path) -> None:
    path = summary(tmp_path / "variant_summary.txt", {"Assembly": "GRCh37"})
    path.write_text(path.read_text() + "1\tdeletion\n")
    records, refused = read(path)
    assert refused.select("line", "reason", "row").rows() == [
        (3, "has 2 columns instead of 19", "1\tdeletion")
    ]
    assert (records.rows, records.left_out) == (2, 1)


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    rows = (STOP, BENIGN, BARE)
    plain, _ = read(vcf(tmp_path / "clinvar.vcf", *rows))
    path = vcf(tmp_path / "other.vcf", *rows, end="\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    other, refused = read(path)
    assert_frame_equal(plain.alleles, other.alleles)
    assert refused.is_empty()


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf.gz", *(STOP for _ in range(2000)))
    path.write_bytes(path.read_bytes()[:-20])
    for block in (4096, 1 << 24):
        with pytest.raises(SourceError, match="cut short"):
            read(path, block=block)


@pytest.mark.parametrize(
    "stated",
    ["##reference=GRCh37", "##reference=file:///hg19.fa", "##contig=<ID=1,assembly=GRCh37.p13>"],
)
def test_another_genome_is_refused(stated: str, tmp_path: Path) -> None:
    head = tuple(stated if line.startswith("##reference") else line for line in VCF_HEAD)
    path = vcf(tmp_path / "clinvar.vcf.gz", STOP, head=head)
    assert not is_clinvar("\n".join((*head, COLUMNS)))
    with pytest.raises(SourceError, match=r"genome build .*GRCh38"):
        read(path)


def test_a_release_of_another_genome_is_not_taken(
    small_release: Path, tmp_path: Path, settings: Settings
) -> None:
    for file in small_release.iterdir():
        (tmp_path / file.name).symlink_to(file)
    head = tuple(line.replace("GRCh38", "GRCh37") for line in VCF_HEAD)
    vcf(tmp_path / "clinvar.vcf.gz", STOP, head=head)
    assert "clinvar" not in {one.source.name for one in locate(settings, source_dir=tmp_path)}


def test_what_is_no_variant_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clinvar.vcf"
    for text in ("", "##fileformat=VCFv4.1\n", "a\tb\n1\t2\n"):
        path.write_text(text)
        with pytest.raises(SourceError, match="header line of a VCF"):
            read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf", STOP)
    path.write_bytes(path.read_bytes() + b"1\t5\t.\t\xff\tC\t.\t.\t.\n")
    with pytest.raises(SourceError, match="cannot be read as a table"):
        read(path)


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection.DEFAULT, ["16613", "3"]),
        (Selection.ALL, ["16613", "2", "3", None]),
        (Selection.NONE, []),
    ],
)
def test_selections(selection: Selection, ids: list[str | None], tmp_path: Path) -> None:
    path = vcf(tmp_path / "clinvar.vcf", STOP, BENIGN, CONFLICTING, BARE)
    records, _ = read(path, selection)
    assert records.alleles["variation_id"].to_list() == ids
    assert records.left_out == 4 - len(ids)


@pytest.mark.parametrize(
    ("significance", "taken"),
    [
        ("Pathogenic", True),
        ("Likely pathogenic, low penetrance", True),
        ("Pathogenic; risk factor", True),
        ("Conflicting classifications of pathogenicity; other", True),
        ("Likely risk allele", False),
        ("Benign/Likely benign; Pathogenic", True),
        ("Uncertain significance", False),
        ("drug response", False),
        (None, False),
    ],
)
def test_the_default_selection(significance: str | None, *, taken: bool) -> None:
    assert Selection.DEFAULT.takes(significance) is taken


LINES = [
    *(STOP, BENIGN, CONFLICTING, BARE, "", "# a comment", "1\t5", row("1-1-A-C,G", "RS=2|1", "7")),
    *(row("1-5-A-<DEL>", "."), row("MT-8993-T-G", "CLNSIG=Pathogenic"), STOP + "\tmore"),
]


@given(
    lines=st.lists(st.sampled_from(LINES), max_size=12),
    block=st.integers(min_value=1, max_value=2000),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_blocks_of_any_size_give_the_same(
    lines: list[str], block: int, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = vcf(tmp_path_factory.mktemp("blocks") / "clinvar.vcf", STOP, *lines, end=end)
    (whole, refused), (parts, again) = read(path), read(path, block=block)
    assert_frame_equal(whole.alleles, parts.alleles)
    assert_frame_equal(refused, again)
    assert (whole.rows, whole.left_out) == (parts.rows, parts.left_out)


@pytest.mark.parametrize(
    ("stated", "tidy"),
    [
        ("Pathogenic,_risk_factor", "Pathogenic; risk factor"),
        ("Pathogenic, other, risk factor", "Pathogenic; other; risk factor"),
        (
            "Pathogenic/Likely_pathogenic/Pathogenic,_low_penetrance|other",
            "Pathogenic/Likely pathogenic/Pathogenic, low penetrance; other",
        ),
        (
            "Conflicting interpretations of pathogenicity; association",
            "Conflicting classifications of pathogenicity; association",
        ),
        ("no_interpretation_for_the_single_variant", "no classification for the single variant"),
        (".", None),
        ("-", None),
        ("", None),
    ],
)
def test_classifications_have_one_spelling(stated: str, tidy: str | None) -> None:
    assert tidy_significance(stated) == tidy
    assert tidy_significance(tidy or "") == tidy


def test_review_statuses_and_their_stars() -> None:
    older = "criteria_provided,_conflicting_interpretations"
    assert tidy_review_status(older) == "criteria provided, conflicting classifications"
    assert stars(tidy_review_status(older)) == 1
    assert stars("practice guideline") == 4
    assert stars("no assertion criteria provided") == stars(None) == 0
    assert tidy_review_status("-") is None


def test_the_most_severe_consequence() -> None:
    assert (
        most_severe("SO:0001627|intron_variant,SO:0001583|missense_variant") == "missense_variant"
    )
    assert most_severe("SO:1|new_kind,SO:0001819|synonymous_variant") == "synonymous_variant"
    assert most_severe("SO:1|new_kind") == "new_kind"
    assert most_severe(".") is None


def test_degrees_of_pathogenicity_are_in_order() -> None:
    ascending = [
        *("Benign", "Benign/Likely benign", "Likely benign", "Uncertain significance"),
        *("Likely pathogenic", "Pathogenic/Likely pathogenic", "Pathogenic"),
    ]
    degrees = [pathogenicity(name) or 0 for name in ascending]
    assert degrees == sorted(set(degrees))
    assert pathogenicity("Pathogenic, low penetrance") == pathogenicity("Pathogenic; risk factor")
    assert pathogenicity("Conflicting classifications of pathogenicity; other") == 2
    assert pathogenicity("Uncertain significance/Uncertain risk allele") == 2
    for name in ("risk factor", "Likely risk allele", "not provided", "drug response", "", None):
        assert pathogenicity(name) is None


@pytest.mark.data
def test_the_official_lines_of_eighteen_genes(data_dir: Path) -> None:
    path = data_dir / "clinvar" / "clinvar_GRCh38_2026-02-26_18genes.vcf.gz"
    records, refused = read(path)
    alleles = records.alleles
    assert (records.rows, alleles.height, refused.height) == (69_302, 69_302, 0)
    absent = {name: alleles[name].null_count() for name in alleles.columns}
    # somatic alone, or part of a haplotype: no germline classification of their own
    assert absent["significance"] == absent["review_status"] == 2_294
    assert (absent["genes"], absent["hgvs"], absent["consequence"]) == (1, 0, 204)
    assert alleles["variation_id"].n_unique() == 69_302
    assert not alleles.filter(pl.col("rsid") == "rs").height
