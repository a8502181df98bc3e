"""``rareseek ingest``: its report, and which variants it is told to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Rareseek

VCF = """\
##fileformat=VCFv4.1
##fileDate=2025-06-20
##source=ClinVar
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
15\t48485430\t16613\tG\tA\t.\t.\tCLNSIG=Pathogenic;GENEINFO=FBN1:2200;CLNDISDB=OMIM:154700
15\t48420751\t.\tC\tT\t.\t.\tCLNSIG=Benign;GENEINFO=FBN1:2200;CLNDISDB=OMIM:154700
"""


@pytest.fixture
def sources(small_release: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for path in small_release.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "clinvar.vcf").write_text(VCF)
    with (folder / "genes_to_disease.txt").open("a") as file:
        file.write("NCBIGene:1\tA1BG\tMENDELIAN\tOMIM:999999\thttps://example.org\n")
    return folder


def test_the_report_lists_sources_reasons_and_conflicts(
    rareseek: Rareseek, sources: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    done = rareseek("ingest", "--source-dir", sources, "--report", report, home=tmp_path / "home")
    assert done.code == 0
    text = report.read_text()
    assert "| clinvar | 2025-06-20 | 2 | 1 | 1 | 0 |" in text
    assert "| genes_to_disease | 2 | names …, a disease without annotations |" in text
    assert "## Conflicts" in text


@pytest.mark.parametrize(("chosen", "kept"), [("default", 1), ("all", 2), ("none", 0)])
def test_the_selection_says_how_many_variants_there_are(
    chosen: str, kept: int, rareseek: Rareseek, sources: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    done = rareseek("ingest", "--source-dir", sources, "--variants", chosen, home=home)
    assert done.code == 0
    assert f"variants\t{kept}\n" in done.out


def test_a_further_table_is_a_file_among_the_variants(
    rareseek: Rareseek, sources: Path, tmp_path: Path
) -> None:
    more = tmp_path / "licensed.vcf"
    rows = VCF.replace("##source=ClinVar", "##source=Licensed").replace("48485430\t16613", "7\t.")
    more.write_text(rows)
    given = ["--variants", "all", "--variants", more]
    done = rareseek("ingest", "--source-dir", sources, *given, home=tmp_path / "home")
    assert done.code == 0
    assert "variants\t3\n" in done.out
    assert "Licensed\t2025-06-20" in done.out


@pytest.mark.parametrize(
    ("values", "said"),
    [(["all", "none"], "give one of default, all and none"), (["some"], "there is no such file")],
)
def test_variants_that_mean_nothing_are_refused(
    values: list[str], said: str, rareseek: Rareseek, sources: Path, tmp_path: Path
) -> None:
    given = [part for value in values for part in ("--variants", value)]
    done = rareseek("ingest", "--source-dir", sources, *given, home=tmp_path / "home")
    assert done.code == 1
    assert said in done.err
