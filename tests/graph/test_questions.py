"""Typed questions: their text in both dialects, and the same answers from both stores."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rareseek.graph import GraphStore, Label, LadybugStore, Neo4jStore, guard
from rareseek.graph import questions as q
from rareseek.graph.dialect import DIALECTS

from . import conftest as small

if TYPE_CHECKING:
    from rareseek.tests.neo4j_server import Address

MARFAN, RETT, ANGELMAN = small.MARFAN, small.RETT, small.ANGELMAN
MARFAN_ORPHA, MARFAN_GROUP, MARFAN_MONDO = "ORPHA:558", "ORPHA:284993", "MONDO:0007947"
FBN1, MECP2, UBE3A, ACTA2 = "NCBIGene:2200", "NCBIGene:4204", "NCBIGene:7337", "HGNC:130"
ECTOPIA, ARACHNODACTYLY, DOMINANT = "HP:0001083", "HP:0001166", "HP:0000006"
BENIGN = "NC_000015.10:48420750:C:T"
GOLDEN = Path(__file__).parent / "questions.golden.json"

MARFAN_RECORDS: list[dict[str, Any]] = [
    {
        "id": MARFAN_ORPHA,
        "name": "Marfan syndrome",
        "source": "ORPHA",
        "definition": "A systemic disease of connective tissue.",
        "inheritance": ["Autosomal dominant"],
        "onset": ["All ages"],
        "prevalence": ["Point prevalence: 1-5 / 10 000 (Europe)"],
    },
    {"id": MARFAN_GROUP, "name": "Marfan-related disorders", "source": "ORPHA"},
    {"id": MARFAN_MONDO, "name": "Marfan syndrome", "source": "MONDO"},
]
CHANGED: dict[str, list[dict[str, Any]]] = {
    "diseases": [*small.ROWS["diseases"], *MARFAN_RECORDS],
    "phenotypes": [
        *small.ROWS["phenotypes"],
        {"id": "HP:0000005", "name": "Mode of inheritance"},
        {"id": DOMINANT, "name": "Autosomal dominant inheritance", "definition": "One copy."},
    ],
    "phenotype_is_a": [
        *small.ROWS["phenotype_is_a"],
        {"child": DOMINANT, "parent": "HP:0000005"},
    ],
    "has_phenotype": [
        *small.ROWS["has_phenotype"],
        small.ANNOTATION
        | {
            "disease_id": MARFAN_ORPHA,
            "phenotype_id": ECTOPIA,
            "frequency": 0.545,
            "frequency_label": "HP:0040282",
        },
        small.ANNOTATION
        | {"disease_id": MARFAN_ORPHA, "phenotype_id": DOMINANT, "aspect": "I"},
    ],
    "disease_is_a": [{"child": MARFAN_ORPHA, "parent": MARFAN_GROUP}],
    "same_as": [
        *small.ROWS["same_as"],
        *(
            {"disease_id": one, "other_id": MARFAN_MONDO, "predicate": "skos:exactMatch",
             "source": "Mondo"}
            for one in (MARFAN, MARFAN_ORPHA)
        ),
        {"disease_id": MARFAN_GROUP, "other_id": MARFAN, "predicate": "skos:narrowMatch",
         "source": "Orphanet"},
    ],
    "genes": [*small.ROWS["genes"], {"id": ACTA2, "symbol": "ACTA2", "entrez_id": "59"}],
    "associated_with": [
        *small.ROWS["associated_with"],
        {"gene_id": FBN1, "disease_id": MARFAN, "type": "gene-disease validity", "moi": "AD",
         "confidence": "Definitive", "source": "clingen"},
        {"gene_id": ACTA2, "disease_id": MARFAN, "type": "gene-disease validity",
         "confidence": "Refuted", "source": "clingen"},
        {"gene_id": UBE3A, "disease_id": MARFAN_ORPHA, "type": "Modifying germline mutation in",
         "source": "orphapackets"},
    ],
}  # fmt: skip

QUESTIONS: dict[str, q.AnyQuestion] = {
    "phenotypes": q.PhenotypesOfDisease((MARFAN,)),
    "phenotypes, frequent": q.PhenotypesOfDisease((MARFAN,), least=0.3, most=0.9),
    "phenotypes, excluded": q.PhenotypesOfDisease((ANGELMAN,), excluded=True),
    "frequency": q.PhenotypeInDisease((MARFAN,), (ECTOPIA,)),
    "status": q.PhenotypeInDisease((MARFAN,), (ECTOPIA,), status_only=True),
    "status by a more specific term": q.PhenotypeInDisease((RETT,), ("HP:0012638",)),
    "status, excluded": q.PhenotypeInDisease((ANGELMAN,), (ARACHNODACTYLY,)),
    "status, not annotated": q.PhenotypeInDisease((RETT,), (ECTOPIA,)),
    "diseases of a phenotype": q.DiseasesOfPhenotypes((("HP:0012638",),)),
    "diseases of all": q.DiseasesOfPhenotypes(((ECTOPIA,), (ARACHNODACTYLY,))),
    "diseases of any": q.DiseasesOfPhenotypes(((ECTOPIA,), (small.SEIZURE,)), every=False),
    "diseases without": q.DiseasesOfPhenotypes(
        ((small.SEIZURE,),), without=(("HP:0040082",),)
    ),
    "diseases, directly": q.DiseasesOfPhenotypes((("HP:0012638",),), directly=True),
    "genes": q.GenesOfDisease((MARFAN,)),
    "genes, causal": q.GenesOfDisease((MARFAN_ORPHA,), causal=True),
    "genes of a group": q.GenesOfDisease((MARFAN_GROUP,)),
    "diseases of a gene": q.DiseasesOfGene((FBN1,)),
    "diseases of a refuted gene": q.DiseasesOfGene((ACTA2,)),
    "phenotypes of a gene": q.PhenotypesOfGene((MECP2,)),
    "genes of a phenotype": q.GenesOfPhenotype(("HP:0012638",)),
    "validity": q.GeneDiseaseValidity((FBN1,), (MARFAN,)),
    "validity of a disease": q.GeneDiseaseValidity(diseases=(MARFAN,)),
    "validity, only associated": q.GeneDiseaseValidity((MECP2,), (RETT,)),
    "validity, not curated": q.GeneDiseaseValidity((MECP2,), (RETT,), curated_only=True),
    "variants of a gene": q.PathogenicVariants((FBN1,)),
    "variants of a disease": q.PathogenicVariants(diseases=(MARFAN_ORPHA,)),
    "variants with stars": q.PathogenicVariants((MECP2,), fewest_stars=3),
    "variants, benign": q.PathogenicVariants((FBN1,), classes=("Benign",)),
    "variants by both": q.PathogenicVariants((FBN1,), (MARFAN,)),
    "find by rsid": q.FindVariants(rsid="rs28934907"),
    "find by hgvs": q.FindVariants(hgvs="NC_000015.10:g.48485430G>A"),
    "find by place": q.FindVariants(locus=("15", 48420751, "C", "T")),
    "classification": q.ClassificationOfVariant(("ClinVar:11811",)),
    "genes of a variant": q.GenesOfVariant(("ClinVar:11811",)),
    "diseases of a variant": q.DiseasesOfVariant(("ClinVar:16613",)),
    "diseases of a benign variant": q.DiseasesOfVariant((BENIGN,)),
    "parents": q.Classified(Label.PHENOTYPE, (small.SEIZURE,), up=True),
    "ancestors": q.Classified(Label.PHENOTYPE, (small.SEIZURE,), up=True, all_levels=True),
    "children": q.Classified(Label.PHENOTYPE, ("HP:0012638",), up=False),
    "disease parents": q.Classified(Label.DISEASE, (MARFAN,), up=True),
    "subtypes": q.Subtypes((MARFAN_GROUP,)),
    "path": q.Path((Label.GENE, (FBN1,)), (Label.PHENOTYPE, (ECTOPIA,))),
    "path of three": q.Path((Label.GENE, (MECP2,)), (Label.GENE, (UBE3A,))),
    "path of four": q.Path((Label.PHENOTYPE, ("HP:0000733",)), (Label.PHENOTYPE, (ECTOPIA,))),
    "path of a variant": q.Path((Label.VARIANT, ("ClinVar:16613",)), (Label.GENE, (FBN1,))),
    "path of a benign variant": q.Path((Label.VARIANT, (BENIGN,)), (Label.DISEASE, (MARFAN,)), 1),
    "definition": q.Definition(Label.DISEASE, (MARFAN,)),
    "definition of a phenotype": q.Definition(Label.PHENOTYPE, (DOMINANT,)),
    "inheritance": q.Inheritance((MARFAN,)),
    "inherited as": q.InheritedAs((MARFAN,), ((DOMINANT, "Autosomal dominant inheritance"),)),
    "onset": q.Onset((MARFAN,)),
    "prevalence": q.Prevalence((MARFAN,)),
    "references": q.CrossReferences((MARFAN,)),
    "references of one database": q.CrossReferences((MARFAN,), ("ORPHA",)),
    "record": q.Record(Label.GENE, (FBN1,)),
    "gene": q.GeneRecord((ACTA2,)),
    "totals": q.Totals(Label.DISEASE),
    "totals of a source": q.Totals(Label.DISEASE, "ORPHA"),
    "releases": q.Releases(),
    "one source": q.OfSource(q.PhenotypesOfDisease((MARFAN,)), "ORPHA"),
    "shared": q.Shared(q.PhenotypesOfDisease((RETT,)), q.PhenotypesOfDisease((ANGELMAN,))),
    "difference": q.Difference(
        q.PhenotypesOfDisease((RETT,)), q.PhenotypesOfDisease((ANGELMAN,))
    ),
    "count": q.Count(q.DiseasesOfPhenotypes((("HP:0012638",),))),
}  # fmt: skip


@pytest.fixture(scope="module")
def question_tables(
    write_tables: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return write_tables(tmp_path_factory.mktemp("questions"), **CHANGED)


@pytest.fixture(scope="module")
def asked(
    question_tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LadybugStore]:
    path = tmp_path_factory.mktemp("asked") / "graph.lbug"
    LadybugStore.build(path, question_tables)
    with LadybugStore(path, timeout=10) as store:
        yield store


def ask(store: GraphStore, name: str) -> q.Answer:
    return QUESTIONS[name].answer(store)


SINGLE = [name for name, each in QUESTIONS.items() if isinstance(each, q.Question)]


@pytest.mark.parametrize("name", SINGLE)
def test_text_is_as_reviewed_and_passes_the_guard(name: str) -> None:
    question = QUESTIONS[name]
    assert isinstance(question, q.Question)
    golden = json.loads(GOLDEN.read_text("utf-8"))
    for dialect in DIALECTS.values():
        text = question.query().text(dialect)
        assert text == golden[name][dialect.name]
        assert guard.check(text, dialect=dialect.name).replace(" LIMIT 1000", "") == text


IDS: dict[str, set[str]] = {
    "phenotypes": {ARACHNODACTYLY, ECTOPIA, "HP:0002616"},
    "phenotypes, frequent": {ECTOPIA},
    "phenotypes, excluded": {ARACHNODACTYLY},
    "diseases of a phenotype": {RETT, ANGELMAN},
    "diseases of all": {MARFAN, MARFAN_ORPHA},
    "diseases of any": {MARFAN, MARFAN_ORPHA, RETT, ANGELMAN},
    "diseases without": {RETT},
    "diseases, directly": set(),
    "genes": {FBN1, UBE3A},
    "genes, causal": {FBN1},
    "genes of a group": {FBN1, UBE3A},
    "diseases of a gene": {MARFAN},
    "diseases of a refuted gene": set(),
    "phenotypes of a gene": {small.SEIZURE, "HP:0000733"},
    "genes of a phenotype": {MECP2, UBE3A},
    "validity of a disease": {FBN1, ACTA2},
    "variants of a gene": {"ClinVar:16613"},
    "variants of a disease": {"ClinVar:16613"},
    "variants with stars": set(),
    "variants, benign": {BENIGN},
    "variants by both": {"ClinVar:16613"},
    "find by rsid": {"ClinVar:11811"},
    "find by hgvs": {"ClinVar:16613"},
    "find by place": {BENIGN},
    "genes of a variant": {MECP2},
    "diseases of a variant": {MARFAN},
    "diseases of a benign variant": set(),
    "parents": {"HP:0012638"},
    "ancestors": {"HP:0012638", "HP:0000707", "HP:0000118", "HP:0000001"},
    "children": {small.SEIZURE, "HP:0000733", "HP:0040082"},
    "disease parents": {MARFAN_GROUP},
    "subtypes": {MARFAN_ORPHA},
    "path": {FBN1, MARFAN, ECTOPIA},
    "path of three": {MECP2, RETT, ANGELMAN, UBE3A},
    "path of four": {"HP:0000733", "HP:0012638", "HP:0000707", "HP:0000118", ECTOPIA},
    "path of a variant": {"ClinVar:16613", FBN1},
    "path of a benign variant": set(),
    "inheritance": {DOMINANT},
    "references of one database": {MARFAN_ORPHA},
    "gene": {ACTA2},
    "one source": {ECTOPIA},
    "shared": {small.SEIZURE},
    "difference": {"HP:0000733", "HP:0040082"},
}
VALUES: dict[str, set[Any]] = {
    "frequency": {"60/100", "Frequent"},
    "status": {"present"},
    "status by a more specific term": {"present"},
    "status, excluded": {"excluded"},
    "status, not annotated": {"not annotated"},
    "validity": {"Definitive"},
    "validity, only associated": {"associated"},
    "validity, not curated": {"not annotated"},
    "classification": {"Pathogenic/Likely pathogenic"},
    "definition": {"A disorder of connective tissue.", "A systemic disease of connective tissue."},
    "definition of a phenotype": {"One copy."},
    "inheritance": {"Autosomal dominant", "Autosomal dominant inheritance"},
    "inherited as": {"present"},
    "onset": {"All ages"},
    "prevalence": {"Point prevalence: 1-5 / 10 000 (Europe)"},
    "gene": {"ACTA2"},
    "totals": {6},
    "totals of a source": {3},
    "releases": {"hpoa 2025-01-16"},
    "count": {2},
}


@pytest.mark.parametrize("name", IDS)
def test_all_ids_that_answer(asked: LadybugStore, name: str) -> None:
    assert set(ask(asked, name).ids) == IDS[name]


@pytest.mark.parametrize("name", VALUES)
def test_what_is_no_id_is_a_value(asked: LadybugStore, name: str) -> None:
    assert set(ask(asked, name).values) == VALUES[name]


def test_pooled_evidence_says_which_source_said_what(asked: LadybugStore) -> None:
    rows = ask(asked, "frequency").rows
    assert {(row["source"], row["frequency"]) for row in rows} == {
        ("OMIM", "60/100"),
        ("ORPHA", "Frequent"),
    }


def test_what_is_inferred_through_the_gene_is_said_to_be(asked: LadybugStore) -> None:
    answer = q.DiseasesOfVariant(("ClinVar:11811",)).answer(asked)
    assert {row["basis"] for row in answer.rows} == {"asserted"}
    uncertain = ask(asked, "diseases of a benign variant")
    assert [row["basis"] for row in uncertain.rows] == ["classified, but no evidence"]


def test_mondo_alone_never_pools_two_records_of_one_database(asked: LadybugStore) -> None:
    from rareseek.graph.questions.pooling import pool_of

    assert q.pooled(asked, [MARFAN]) == [MARFAN, MARFAN_MONDO, MARFAN_ORPHA]
    term = "MONDO:1"
    exact = {"ORPHA:1": {term}, term: {"ORPHA:1", "ORPHA:2", "OMIM:100001"}}
    assert pool_of("ORPHA:1", exact) == ["ORPHA:1", term, "OMIM:100001"]


def test_relations_are_turned_round_where_they_are_read_backwards(asked: LadybugStore) -> None:
    relations = {(row["id"], row["predicate"]) for row in ask(asked, "references").rows}
    assert (MARFAN_GROUP, "skos:broadMatch") in relations
    assert (MARFAN_MONDO, "skos:exactMatch") in relations


def test_the_query_gives_the_rows_again(asked: LadybugStore) -> None:
    answer = ask(asked, "phenotypes")
    assert len(asked.query(answer.cypher, answer.params)) == len(answer.rows)


def test_both_stores_answer_alike(
    asked: LadybugStore, neo4j_address: Address, question_tables: Path
) -> None:
    where = neo4j_address
    with Neo4jStore(where.uri, user=where.user, password=where.password, timeout=30) as other:
        other.load(question_tables)
        for name in QUESTIONS:
            mine, theirs = ask(asked, name), ask(other, name)
            assert (name, mine.ids, mine.values) == (name, theirs.ids, theirs.values)
            assert (name, mine.rows) == (name, theirs.rows)
