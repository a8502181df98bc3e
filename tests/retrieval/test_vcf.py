"""A patient's VCF: genotypes become calls, what cannot be used is kept with its reason."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rareseek.errors import InputError
from rareseek.retrieval.vcf import read_vcf

HEADER = "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n"
COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT"


def vcf(folder: Path, *lines: str, samples: str = "PROBAND", header: str = HEADER) -> Path:
    path = folder / "patient.vcf"
    columns = COLUMNS + "".join(f"\t{name}" for name in samples.split())
    path.write_text(header + columns + "\n" + "".join(f"{line}\n" for line in lines), "utf-8")
    return path


def line(where: str = "chr1\t100", alleles: str = "G\tA", rest: str = "GT\t0/1") -> str:
    return f"{where}\t.\t{alleles}\t50\tPASS\t.\t{rest}"


@pytest.mark.parametrize(
    ("genotype", "zygosity"),
    [("0/1", "heterozygous"), ("1|1", "homozygous"), ("1", "hemizygous"), ("./1", "heterozygous")],
)
def test_zygosity(tmp_path: Path, genotype: str, zygosity: str) -> None:
    (call,) = read_vcf(vcf(tmp_path, line(rest=f"GT:DP\t{genotype}:30"))).calls
    assert (call.locus, call.zygosity) == ("1-100-G-A", zygosity)


def test_alleles_the_patient_does_not_carry_are_no_calls(tmp_path: Path) -> None:
    path = vcf(tmp_path, line(rest="GT\t0/0"), line(rest="GT\t./."), line(alleles="G\tA,T"))
    assert [call.locus for call in read_vcf(path).calls] == ["1-100-G-A"]


def test_several_alleles_are_split_and_trimmed(tmp_path: Path) -> None:
    path = vcf(tmp_path, line(alleles="GCAT\tGCT,TCAT", rest="GT\t1/2"))
    calls = read_vcf(path).calls
    assert [call.locus for call in calls] == ["1-101-CA-C", "1-100-G-T"]
    assert {call.zygosity for call in calls} == {"heterozygous"}


def test_names_of_chromosomes_and_rs_ids(tmp_path: Path) -> None:
    rows = ["chrM\t10\trs5;x\tA\tG\t.\t.\t.\tGT\t1", "NC_000023.11\t9\t.\tA\tG\t.\t.\t.\tGT\t1"]
    first, second = read_vcf(vcf(tmp_path, *rows)).calls
    assert (first.chrom, first.rsid, second.chrom) == ("MT", "rs5", "X")


def test_lines_that_failed_filters_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = vcf(tmp_path, line(), line().replace("PASS", "q10"))
    read = read_vcf(path)
    assert (len(read.calls), read.filtered) == (1, 1)
    assert len(read_vcf(path, passing=False).calls) == 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("chr1\t100", "has 2 columns instead of 10"),
        (line("chr1_KI270706v1_random\t5"), "no chromosome"),
        (line("chr1\t0"), "no position"),
        (line(alleles="G\t<DEL>"), "not spelled out"),
        (line(rest="GT\t0/7"), "no genotype"),
        (line(rest="DP\t7"), "no genotype"),
    ],
)
def test_a_bad_line_is_kept_with_its_reason(tmp_path: Path, bad: str, reason: str) -> None:
    read = read_vcf(vcf(tmp_path, bad, line()))
    (refused,) = read.refused
    assert refused.line == 4
    assert reason in refused.reason
    assert len(read.calls) == 1


def test_gzip_and_a_chosen_sample(tmp_path: Path) -> None:
    path = vcf(tmp_path, line(rest="GT\t0/0\t1/1"), samples="MOTHER CHILD")
    zipped = tmp_path / "patient.vcf.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    read = read_vcf(zipped, sample="CHILD")
    assert [call.zygosity for call in read.calls] == ["homozygous"]
    with pytest.raises(InputError, match=r"several samples \(MOTHER, CHILD\)"):
        read_vcf(zipped)
    with pytest.raises(InputError, match="no sample 'FATHER'"):
        read_vcf(zipped, sample="FATHER")


def test_without_samples_zygosity_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "sites.vcf"
    columns = COLUMNS.removesuffix("\tFORMAT")
    path.write_text(f"{HEADER}{columns}\nchr1\t100\t.\tG\tA\t50\tPASS\t.\n", "utf-8")
    (call,) = read_vcf(path).calls
    assert (call.locus, call.zygosity) == ("1-100-G-A", None)


@pytest.mark.parametrize(
    "header",
    [
        "##fileformat=VCFv4.2\n##reference=file:///data/hg19.fa\n",
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n",
        "##fileformat=VCFv4.2\n##contig=<ID=1,assembly=b37>\n",
    ],
)
def test_another_assembly_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError, match="not on GRCh38"):
        read_vcf(vcf(tmp_path, line(), header=header))


@pytest.mark.parametrize("content", [b"", b"chr1\t5\n", b"\x1f\x8b\x08cut", b"\xff\xfe\x00"])
def test_what_is_no_vcf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "note.vcf"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_vcf(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="chr1XM\t0123456789ACGT<>,./|:GTPASS*", max_size=60), max_size=8))
def test_any_line_is_a_call_or_refused(tmp_path: Path, lines: list[str]) -> None:
    read = read_vcf(vcf(tmp_path, *lines), passing=False)
    assert all(call.locus for call in read.calls)
    assert len(read.refused) <= len(lines)
