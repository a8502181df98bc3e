"""Genes and variants on the command line: a note's, and those of a VCF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Rareseek

VCF = (
    "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\n"
    "chr1\t100\trs5\tG\tA\t.\tPASS\t.\tGT\t0/1\nchr99\t1\t.\tG\tA\t.\tPASS\t.\tGT\t0/1\n"
)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("Arachnodactyly and ectopia lentis; FBN1 p.Cys1361Tyr, heterozygous.", "utf-8")
    return path


@pytest.fixture
def vcf(tmp_path: Path) -> Path:
    path = tmp_path / "patient.vcf"
    path.write_text(VCF, "utf-8")
    return path


def test_a_vcf_beside_a_note(rareseek: Rareseek, note: Path, vcf: Path) -> None:
    result = rareseek("diagnose", note, "--vcf", vcf, "--json")
    assert result.code == 0, result.err
    said, called = json.loads(result.out)["variants"]
    assert (said["label"], said["consequence"]) == ("FBN1:p.Cys1361Tyr", "missense")
    assert (called["chrom"], called["zygosity"], called["rsid"]) == ("1", "heterozygous", "rs5")
    assert "read as GRCh38" in result.err
    assert "patient.vcf:4: 'chr99' is no chromosome" in result.err


def test_a_person_reads_them(rareseek: Rareseek, note: Path, vcf: Path) -> None:
    result = rareseek("diagnose", note, "--vcf", vcf)
    told = " ".join(result.out.split())
    assert "FBN1:p.Cys1361Tyr (p.Cys1361Tyr, missense, heterozygous)" in told
    assert "variants read: 1, in the graph: 0" in told


def test_annotations_of_every_kind_in_the_order_of_the_text(rareseek: Rareseek, note: Path) -> None:
    result = rareseek("annotate", note)
    found = json.loads(result.out)
    annotations = found["annotations"]
    assert [one["text"] for one in annotations] == ["Arachnodactyly", "ectopia lentis", "FBN1"]
    (unplaced,) = [one for one in found["unmapped"] if one["text"] == "p.Cys1361Tyr"]
    assert (unplaced["consequence"], unplaced["candidates"]) == ("missense", [])
    keys = {"start", "end", "text", "id", "label", "assertion", "score", "method"}
    assert all(keys <= one.keys() for one in annotations)


def test_a_vcf_is_of_one_patient(rareseek: Rareseek, tmp_path: Path, vcf: Path) -> None:
    batch = tmp_path / "notes.jsonl"
    batch.write_text('{"id": "a", "text": "Seizures."}\n', "utf-8")
    result = rareseek("diagnose", batch, "--vcf", vcf)
    assert result.code == 1
    assert "one patient" in result.err
