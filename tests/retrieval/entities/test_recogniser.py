"""Diseases, genes and variants of notes on the small release."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.retrieval import answer

NOTE = (
    "Boy with arachnodactyly and ectopia lentis. Marfan syndrome is suspected.\n"
    "FBN1: heterozygous c.4082G>A (p.Cys1361Tyr), de novo. SCN1A sequencing was negative."
)


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


def test_all_kinds_of_findings_of_a_note(graph: KnowledgeGraph) -> None:
    found = graph.findings(NOTE)
    assert [(d.text, d.assertion) for d in found.diseases] == [("Marfan syndrome", "possible")]
    assert "OMIM:154700" in found.diseases[0].ids
    assert [(g.label, g.assertion) for g in found.genes] == [
        ("FBN1", "present"),
        ("SCN1A", "absent"),
    ]
    (variant,) = found.variants
    assert (variant.label, variant.id) == ("FBN1:c.4082G>A", None)
    call = variant.call
    assert (call.protein, call.consequence) == ("p.Cys1361Tyr", "missense")
    assert (call.zygosity, call.inheritance) == ("heterozygous", "de novo")
    assert call.gene == found.genes[0].id == found.patient_genes[0]
    assert found.patient_variants == (call,)
    assert all(NOTE[one.start : one.end] == one.text for one in found.genes)
    assert all(NOTE[one.start : one.end] == one.text for one in found.diseases)


def test_a_call_is_a_variant_of_a_case(graph: KnowledgeGraph) -> None:
    (call,) = graph.findings(NOTE).patient_variants
    assert call.as_case() == {
        "variant": "c.4082G>A (p.Cys1361Tyr)",
        "zygosity": "heterozygous",
        "gene": call.gene,
        "inheritance": "de novo",
        "consequence": "missense",
    }


def test_the_answer_carries_them(graph: KnowledgeGraph) -> None:
    record = json.loads(json.dumps(answer(graph.diagnose(NOTE), "note")))
    assert [gene["label"] for gene in record["genes"]] == ["FBN1", "SCN1A"]
    (variant,) = record["variants"]
    assert variant["id"] is None
    assert (variant["consequence"], variant["zygosity"]) == ("missense", "heterozygous")


def test_a_denied_disease_denies_no_phenotype(graph: KnowledgeGraph) -> None:
    denied = graph.findings("Brachydactyly type C was excluded. He has arachnodactyly.")
    assert denied.present == ("HP:0001166",)


@pytest.mark.parametrize(
    "text",
    [
        "THE BOY WAS SEEN AND HE HAD A REST.",
        "She has had a set of tests.",
        "Blood pressure 100/60, T 37.5, CRP 5.",
    ],
)
def test_words_are_no_genes(graph: KnowledgeGraph, text: str) -> None:
    found = graph.findings(text)
    assert (found.genes, found.variants) == ((), ())
