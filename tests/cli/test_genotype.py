"""``rareseek rank`` and ``rareseek diagnose`` on cases that name genes or variants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rareseek.ingest.classifications import Selection
from rareseek.pipeline import run
from rareseek.settings import Settings

from .conftest import Rareseek

SEIZURES = ["HP:0001250"]
VARIANT = {"variant": "15-48485430-G-A", "zygosity": "heterozygous"}
VCF = """\
##fileformat=VCFv4.1
##fileDate=2025-06-20
##source=ClinVar
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
15\t48485430\t16613\tG\tA\t.\t.\tCLNSIG=Pathogenic;GENEINFO=FBN1:2200;CLNDISDB=OMIM:154700;MC=SO:0001587|nonsense
15\t48420751\t.\tC\tT\t.\t.\tCLNSIG=Benign;GENEINFO=FBN1:2200;CLNDISDB=OMIM:154700
"""
COLUMNS = ("GENE_SYMBOL", "EXOMISER_GENE_PHENO_SCORE", "EXOMISER_GENE_VARIANT_SCORE")
GENES = "\t".join(COLUMNS) + "\nFBN1\t0.9\t0.9\n"


@pytest.fixture(scope="module")
def homes(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes of the small release with all variants, and with the default ones."""
    sources = tmp_path_factory.mktemp("sources")
    for path in small_release.iterdir():
        (sources / path.name).write_bytes(path.read_bytes())
    (sources / "clinvar.vcf").write_text(VCF)
    built = {}
    for selection in (Selection.ALL, Selection.DEFAULT):
        built[selection.value] = tmp_path_factory.mktemp(selection.value)
        settings = Settings(home=built[selection.value], offline=True)
        run(settings, source_dir=sources, selection=selection)
    return built


def case(path: Path, **more: object) -> Path:
    path.write_text(json.dumps({"id": "boy", "phenotypes": SEIZURES, **more}), encoding="utf-8")
    return path


def scores(text: str) -> dict[str, float]:
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {row[2]: float(row[4]) for row in rows}


def test_a_variant_lifts_the_disease_of_its_gene(
    rareseek: Rareseek, homes: dict[str, Path], tmp_path: Path
) -> None:
    path = case(tmp_path / "case.jsonl", variants=[VARIANT])
    with_ = scores(rareseek("rank", path, home=homes["all"]).out)
    without = rareseek("rank", path, "--no-genotype", home=homes["all"])
    bare = rareseek("rank", case(tmp_path / "bare.jsonl"), home=homes["all"])
    assert scores(without.out) == scores(bare.out)
    assert with_["OMIM:154700"] > scores(bare.out)["OMIM:154700"] + 3.0


def test_genes_alone_are_weighed(rareseek: Rareseek, tmp_path: Path) -> None:
    listed = case(tmp_path / "listed.jsonl", genes=["FBN1", "NOSUCHGENE"])
    done = rareseek("rank", listed)
    bare = scores(rareseek("rank", case(tmp_path / "bare.jsonl")).out)
    assert scores(done.out)["OMIM:154700"] > bare["OMIM:154700"]
    assert "unknown genes NOSUCHGENE" in done.err
    assert "the snapshot holds no variants" in done.err


def test_a_case_of_nothing_but_a_gene_is_ranked(rareseek: Rareseek, tmp_path: Path) -> None:
    path = case(tmp_path / "gene.jsonl", phenotypes=[], genes=["FBN1"])
    first = rareseek("rank", path, "--top", 1).out.splitlines()[1].split("\t")
    assert first[2] == "OMIM:154700"
    assert rareseek("rank", path, "--no-genotype").code == 1


def test_a_partial_snapshot_says_that_it_is_one(
    rareseek: Rareseek, homes: dict[str, Path], tmp_path: Path
) -> None:
    path = case(tmp_path / "case.jsonl", variants=[VARIANT, "1-5-A-G"])
    err = rareseek("rank", path, home=homes["default"]).err
    assert "--variants all" in err
    assert "1 variants lie in no gene" in err
    assert "--variants all" not in rareseek("rank", path, home=homes["all"]).err


def test_results_of_exomiser_are_candidate_genes(rareseek: Rareseek, tmp_path: Path) -> None:
    path, folder = case(tmp_path / "case.jsonl"), tmp_path / "results"
    folder.mkdir()
    (folder / "boy.genes.tsv").write_text(GENES)
    bare = scores(rareseek("rank", path).out)["OMIM:154700"]
    assert scores(rareseek("rank", path, "--exomiser", folder).out)["OMIM:154700"] > bare
    other = (folder / "boy.genes.tsv").rename(tmp_path / "other.genes.tsv")
    assert scores(rareseek("rank", path, "--exomiser", other).out)["OMIM:154700"] > bare


def test_one_result_of_exomiser_is_not_for_several_cases(
    rareseek: Rareseek, tmp_path: Path
) -> None:
    lines = [json.dumps({"id": name, "phenotypes": SEIZURES}) for name in ("a", "b")]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines))
    result = tmp_path / "run.genes.tsv"
    result.write_text(GENES)
    done = rareseek("rank", path, "--exomiser", result)
    assert done.code == 1
    assert "give a folder" in done.err


def test_a_diagnosis_says_what_its_gene_says(
    rareseek: Rareseek, homes: dict[str, Path], tmp_path: Path
) -> None:
    path = case(tmp_path / "case.json", variants=[VARIANT])
    done = rareseek("diagnose", path, "--json", home=homes["all"])
    first = json.loads(done.out)["diagnoses"][0]
    assert first["id"] == "OMIM:154700"
    (told,) = first["genotype"]
    assert told["gene"]["symbol"] == "FBN1"
    assert told["variants"][0]["id"] == "ClinVar:16613"
    assert "pathogenic" in rareseek("diagnose", path, home=homes["all"]).out
    bare = rareseek("diagnose", path, "--json", "--no-genotype", home=homes["all"])
    assert all(not one["genotype"] for one in json.loads(bare.out)["diagnoses"])
