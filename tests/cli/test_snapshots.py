"""`rareseek snapshots` and `rareseek diff` on two editions of the small release."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rareseek.ingest import SnapshotStore
from rareseek.pipeline import run
from rareseek.settings import Settings

from .conftest import Rareseek


@pytest.fixture
def home(small_home: Path, small_release: Path, tmp_path: Path) -> Path:
    """The small snapshot, and a newer one without the Lisch nodules of neurofibromatosis."""
    folder = Path(shutil.copytree(small_home, tmp_path / "home"))
    newer = Path(shutil.copytree(small_release, tmp_path / "newer"))
    hpoa = newer / "phenotype.hpoa"
    lines = hpoa.read_text().replace("#version: 2025-01-16", "#version: 2025-06-01").splitlines()
    hpoa.write_text("\n".join(line for line in lines if "HP:0009737" not in line) + "\n")
    run(Settings(home=folder, offline=True), source_dir=newer)
    return folder


@pytest.fixture
def ids(home: Path) -> tuple[str, str]:
    old, new = sorted(one.id for one in SnapshotStore(Settings(home=home)).list())
    return old, new


def test_list_marks_the_current_one(rareseek: Rareseek, home: Path, ids: tuple[str, str]) -> None:
    listed = json.loads(rareseek("snapshots", "list", "--json", home=home).out)
    assert {one["snapshot"]: one["current"] for one in listed} == {ids[0]: "", ids[1]: "current"}


def test_as_of_answers_from_the_older_one(
    rareseek: Rareseek, home: Path, ids: tuple[str, str], tmp_path: Path
) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"id": "x", "phenotypes": ["HP:0009737"]}')
    asked = ("diagnose", case, "--ranker", "lr", "--json")
    now = json.loads(rareseek(*asked, home=home).out)
    then = json.loads(rareseek(*asked, "--as-of", "2025-02-01", home=home).out)
    assert (then["snapshot"], now["snapshot"]) == ids
    assert then["diagnoses"][0]["id"] == "OMIM:162200"
    assert then["diagnoses"][0]["evidence"][0]["status"] == "matched"
    assert now["diagnoses"][0]["evidence"][0]["status"] != "matched"


def test_verify_names_the_damaged_file(
    rareseek: Rareseek, home: Path, ids: tuple[str, str]
) -> None:
    assert rareseek("snapshots", "verify", home=home).code == 0
    (home / "snapshots" / ids[0] / "tables" / "genes.parquet").write_bytes(b"damaged")
    done = rareseek("snapshots", "verify", home=home)
    assert done.code == 1
    assert "genes.parquet was changed after it was built" in done.err
    assert rareseek("snapshots", "verify", ids[1], home=home).code == 0


def test_use_and_prune(rareseek: Rareseek, home: Path, ids: tuple[str, str]) -> None:
    assert rareseek("snapshots", "use", ids[0], home=home).code == 0
    assert rareseek("snapshots", "prune", "--keep", 0, home=home).code == 0
    listed = json.loads(rareseek("snapshots", "list", "--json", home=home).out)
    assert [one["snapshot"] for one in listed] == [ids[0]]
    assert rareseek("snapshots", "use", ids[1], home=home).code == 1


def test_diff_reports_annotations_and_ranks(
    rareseek: Rareseek, home: Path, ids: tuple[str, str], tmp_path: Path
) -> None:
    cohort, output = tmp_path / "cohort.jsonl", tmp_path / "diff.tsv"
    case = {"id": "x", "phenotypes": ["HP:0009737"], "diagnoses": ["OMIM:162200"]}
    cohort.write_text(json.dumps(case))
    done = rareseek("diff", *ids, "--cohort", cohort, "-o", output, "--json", home=home)
    report = json.loads(done.out)
    assert report["tables"]["has_phenotype"] == {"added": 0, "removed": 1, "changed": 0}
    (moved,) = report["rank_changes"]
    assert moved["after"] > moved["before"]
    lines = [line.split("\t")[:2] for line in output.read_text().splitlines()]
    assert ["has_phenotype", "removed"] in lines


def test_diff_prints_a_table_and_the_moved_ranks(
    rareseek: Rareseek, home: Path, ids: tuple[str, str]
) -> None:
    done = rareseek("diff", *ids, home=home)
    assert "has_phenotype\t0\t1\t0" in done.out
    assert "cohort of " in done.err


CLINVAR = """\
##fileformat=VCFv4.1
##fileDate={}
##source=ClinVar
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
15\t48485430\t16613\tG\tA\t.\t.\tCLNSIG={};GENEINFO=FBN1:2200
"""


def test_diff_reports_what_was_reclassified(
    rareseek: Rareseek, small_release: Path, tmp_path: Path
) -> None:
    release = Path(shutil.copytree(small_release, tmp_path / "release"))
    settings = Settings(home=tmp_path / "home", offline=True)
    stated = ("Likely_pathogenic", "Pathogenic")
    built = []
    for n, significance in enumerate(stated, start=1):
        (release / "clinvar.vcf").write_text(CLINVAR.format(f"2025-0{n}-01", significance))
        built.append(run(settings, source_dir=release).snapshot.id)
    report = json.loads(rareseek("diff", *built, "--json", home=settings.home).out)
    assert report["reclassified"] == {"towards pathogenic": 1}
    assert report["reclassifications"] == [
        {
            "significance": "Likely pathogenic",
            "significance_new": "Pathogenic",
            "direction": "towards pathogenic",
            "variants": 1,
        }
    ]
    printed = rareseek("diff", *built, home=settings.home)
    assert "reclassified from\tB\tB/LB\tLB\tVUS\tconflicting\tLP\tP/LP\tP\tother" in printed.out
    assert "LP\t0\t0\t0\t0\t0\t0\t0\t1\t0" in printed.out
    assert "variants reclassified towards pathogenic: 1" in printed.err


def test_diff_of_an_unknown_snapshot(rareseek: Rareseek, home: Path, ids: tuple[str, str]) -> None:
    done = rareseek("diff", ids[0], "nothing", home=home)
    assert done.code == 1
    assert "there is no snapshot 'nothing'" in done.err
