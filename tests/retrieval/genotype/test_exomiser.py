"""Results of Exomiser as candidate genes and variants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rareseek.errors import InputError
from rareseek.retrieval.genotype import read_exomiser

GENES = (
    "#RANK\tID\tGENE_SYMBOL\tENTREZ_GENE_ID\tMOI\tP-VALUE\tEXOMISER_GENE_COMBINED_SCORE\t"
    "EXOMISER_GENE_PHENO_SCORE\tEXOMISER_GENE_VARIANT_SCORE\n"
    "1\tFBN1_AD\tFBN1\t2200\tAD\t0.0001\t0.98\t0.90\t0.95\n"
    "2\tCBS_AR\tCBS\t875\tAR\t0.2\t0.30\t0.60\t0.40\n"
    "3\tCBS_AD\tCBS\t875\tAD\t0.5\t0.10\t0.60\t0.00\n"
)
VARIANTS = (
    "#RANK\tID\tGENE_SYMBOL\tEXOMISER_GENE_VARIANT_SCORE\tCONTIG\tSTART\tEND\tREF\tALT\tGENOTYPE\n"
    "1\t15-48411087-C-T_AD\tFBN1\t0.95\t15\t48411087\t48411087\tC\tT\t0/1\n"
)


def test_genes_have_their_best_variant_score(tmp_path: Path) -> None:
    (tmp_path / "boy.genes.tsv").write_text(GENES)
    assert read_exomiser(tmp_path)["boy"].genes == {"FBN1": 0.95, "CBS": 0.4}


def test_files_of_one_case_are_joined(tmp_path: Path) -> None:
    (tmp_path / "boy-exomiser.genes.tsv").write_text(GENES)
    (tmp_path / "boy-exomiser_AD.variants.tsv").write_text(VARIANTS)
    (tmp_path / "notes.txt").write_text("not of Exomiser")
    found = read_exomiser(tmp_path)
    assert set(found) == {"boy"}
    assert found["boy"].variants == (
        {"variant": "15-48411087-C-T", "zygosity": "0/1", "gene": "FBN1"},
    )


def test_json_has_genes_and_the_variants_of_grch38(tmp_path: Path) -> None:
    variant = {"contigName": "15", "start": 48411087, "ref": "C", "alt": "T"}
    variant |= {"sampleGenotypes": {"boy": "0/1"}}
    contributing = [variant | {"genomeAssembly": build} for build in ("hg19", "hg38")]
    scores = [{"variantScore": 0.95, "contributingVariants": contributing}]
    gene = {"geneSymbol": "FBN1", "combinedScore": 0.9, "geneScores": scores}
    file = tmp_path / "boy.json"
    file.write_text(json.dumps([gene]))
    found = read_exomiser(file)["boy"]
    assert found.genes == {"FBN1": 0.95}
    assert [one["variant"] for one in found.variants] == ["15-48411087-C-T"]


@pytest.mark.parametrize("text", ["a\tb\n1\t2\n", ""])
def test_another_table_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "boy.genes.tsv"
    file.write_text(text)
    with pytest.raises(InputError, match="Exomiser"):
        read_exomiser(file)


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no result of Exomiser"):
        read_exomiser(tmp_path)
