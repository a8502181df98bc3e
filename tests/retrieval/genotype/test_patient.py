"""How cases write variants."""

from __future__ import annotations

import pytest

from rareseek.retrieval.genotype import CaseVariant, Origin, Zygosity, read_variants
from rareseek.retrieval.genotype.alleles import Locus
from rareseek.retrieval.genotype.classes import Consequence
from rareseek.retrieval.genotype.patient import expression, protein_consequence


def read(*values: object) -> list[CaseVariant]:
    return list(read_variants(values))


@pytest.mark.parametrize(
    "text", ["15-48411087-C-T", "chr15:48411087:c>t", "15 48411087 C T", "15:48411087-C/T"]
)
def test_a_place_is_read_in_the_usual_spellings(text: str) -> None:
    assert expression(text).locus == Locus("15", 48411087, "C", "T")


def test_a_substitution_on_a_chromosome_of_grch38_is_a_place() -> None:
    assert expression("NC_000016.10:g.3089978G>A").locus == Locus("16", 3089978, "G", "A")
    assert expression("NC_012920.1:m.3243A>G").locus == Locus("MT", 3243, "A", "G")


def test_a_substitution_of_another_genome_build_is_none() -> None:
    assert expression("NC_000016.9:g.3139979G>A").locus is None


def test_an_rs_id_and_an_expression_on_a_transcript_are_kept_for_looking_up() -> None:
    assert expression("RS113993960").rsid == 113993960
    one = expression("NM_000138.5(FBN1):c.4786C>T (p.Arg1596Ter)")
    assert (one.gene, one.kind) == ("FBN1", Consequence.LOSS_OF_FUNCTION)
    assert expression("FBN1:c.4786C>T").gene == "FBN1"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("p.Arg1596Ter", Consequence.LOSS_OF_FUNCTION),
        ("p.(Gly12ValfsTer3)", Consequence.LOSS_OF_FUNCTION),
        ("p.R1596*", Consequence.LOSS_OF_FUNCTION),
        ("p.Arg1596Gln", Consequence.MISSENSE),
        ("p.Phe508del", Consequence.IN_FRAME),
        ("p.Arg1596=", Consequence.SYNONYMOUS),
        ("c.4786C>T", None),
    ],
)
def test_an_expression_for_the_protein_says_what_happens_to_it(
    text: str, kind: Consequence | None
) -> None:
    assert protein_consequence(text) is kind


def test_zygosity_and_origin_are_read() -> None:
    one, other = read(
        {"variant": "1-5-A-G", "zygosity": "0|1", "origin": "de novo"},
        {"variant": "1-9-A-G", "zygosity": "Homozygous", "gene": "FBN1"},
    )
    assert (one.zygosity, one.origin) == (Zygosity.HETEROZYGOUS, Origin.DE_NOVO)
    assert (other.zygosity, other.gene) == (Zygosity.HOMOZYGOUS, "FBN1")


def test_a_phenopackets_descriptor_is_read() -> None:
    (one,) = read(
        {
            "geneContext": {"valueId": "HGNC:12997", "symbol": "ZSCAN10"},
            "expressions": [
                {"syntax": "hgvs.c", "value": "NM_032805.3:c.1456C>T"},
                {"syntax": "hgvs.p", "value": "NP_116194.2:p.(Gln486Ter)"},
            ],
            "vcfRecord": {
                "genomeAssembly": "hg38",
                "chrom": "chr16",
                "pos": 3089978,
                "ref": "G",
                "alt": "A",
            },
            "allelicState": {"id": "GENO:0000136", "label": "homozygous"},
        }
    )
    assert one.locus == Locus("16", 3089978, "G", "A")
    assert one.gene == "HGNC:12997"
    assert one.zygosity is Zygosity.HOMOZYGOUS
    assert one.kind is Consequence.LOSS_OF_FUNCTION
    assert one.given == "NM_032805.3:c.1456C>T"


def test_a_place_on_an_older_build_is_not_taken_for_one_of_grch38() -> None:
    record = {"genomeAssembly": "GRCh37", "chrom": "1", "pos": "5", "ref": "A", "alt": "G"}
    (one,) = read({"vcfRecord": record, "geneContext": {"valueId": "HGNC:3603"}})
    assert one.locus is None
    assert one.gene == "HGNC:3603"


def test_a_whole_deletion_is_a_loss_of_its_gene() -> None:
    (one,) = read(
        {
            "label": "DEL_AHDC1_gene",
            "geneContext": {"valueId": "HGNC:25230"},
            "structuralType": {"id": "SO:1000029", "label": "chromosomal_deletion"},
        }
    )
    assert one.kind is Consequence.LOSS_OF_FUNCTION


def test_what_cannot_be_read_is_kept_as_it_was_given() -> None:
    assert read("?", {"variant": ""}, 7) == [CaseVariant("?"), CaseVariant(""), CaseVariant("7")]
