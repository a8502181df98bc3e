from __future__ import annotations

import pytest

from rareseek.graph import Annotation, Disease, LadybugStore, Phenotype, evidence

MARFAN, RETT, ANGELMAN = "OMIM:154700", "OMIM:312750", "ORPHA:72"


def of(found: dict[str, tuple[Annotation, ...]], disease: str, phenotype: str) -> Annotation:
    (annotation,) = (each for each in found[disease] if each.phenotype_id == phenotype)
    return annotation


def test_diseases_come_in_the_order_asked_for_without_the_unknown(store: LadybugStore) -> None:
    found = evidence.diseases(store, [ANGELMAN, "OMIM:999999", MARFAN, ANGELMAN])
    assert list(found) == [ANGELMAN, MARFAN]
    assert found[MARFAN] == Disease(
        id=MARFAN,
        name="Marfan syndrome",
        source="OMIM",
        definition="A disorder of connective tissue.",
        mondo_id="MONDO:0007947",
        type=None,
        inheritance=(),
        onset=(),
    )


def test_an_annotation_keeps_counts_and_every_reference(store: LadybugStore) -> None:
    lens = of(evidence.annotations(store, [MARFAN]), MARFAN, "HP:0001083")
    assert (lens.n, lens.m, lens.frequency, lens.frequency_label) == (60, 100, 0.6, "60/100")
    assert lens.references == ("PMID:20591885", "PMID:8723076")
    assert lens.phenotype_name == "Ectopia lentis"
    assert (lens.aspect, lens.evidence, lens.source) == ("P", "PCS", "OMIM")


def test_an_excluded_phenotype_stays_an_annotation(store: LadybugStore) -> None:
    fingers = of(evidence.annotations(store, [ANGELMAN]), ANGELMAN, "HP:0001166")
    assert fingers.negated
    assert fingers.frequency == 0.0


def test_an_onset_brings_its_name(store: LadybugStore) -> None:
    found = evidence.annotations(store, [RETT])
    seizure = of(found, RETT, "HP:0001250")
    assert (seizure.onset, seizure.onset_name) == ("HP:0003593", "Infantile onset")
    assert seizure.sex == "female"
    assert of(found, RETT, "HP:0000733").onset_name is None


def test_lists_that_are_null_are_empty(store: LadybugStore) -> None:
    found = evidence.annotations(store, [MARFAN])
    assert of(found, MARFAN, "HP:0002616").modifiers == ("HP:0012828",)
    assert of(found, MARFAN, "HP:0001083").modifiers == ()


def test_one_query_answers_for_several_diseases(store: LadybugStore) -> None:
    found = evidence.annotations(store, [RETT, "OMIM:999999", MARFAN])
    assert {disease: len(each) for disease, each in found.items()} == {
        RETT: 2,
        "OMIM:999999": 0,
        MARFAN: 3,
    }


def test_more_diseases_than_a_batch_are_asked_for_in_turn(store: LadybugStore) -> None:
    many = [f"OMIM:{number}" for number in range(100000, 100000 + evidence.BATCH)]
    found = evidence.annotations(store, [MARFAN, *many, RETT])
    assert (len(found), len(found[MARFAN]), len(found[RETT])) == (evidence.BATCH + 2, 3, 2)


def test_genes_of_diseases(store: LadybugStore) -> None:
    found = evidence.genes(store, [MARFAN, ANGELMAN])
    assert [gene.symbol for gene in found[MARFAN]] == ["FBN1"]
    (gene,) = found[ANGELMAN]
    assert (gene.gene_id, gene.type, gene.moi) == ("NCBIGene:7337", "MENDELIAN", None)


def test_phenotypes_by_id(store: LadybugStore) -> None:
    found = evidence.phenotypes(store, ["HP:0001166", "HP:9999999"])
    assert found == {"HP:0001166": Phenotype("HP:0001166", "Arachnodactyly", None, 1.1)}


@pytest.mark.parametrize(
    "ask", [evidence.diseases, evidence.phenotypes, evidence.annotations, evidence.genes]
)
def test_no_ids_need_no_query(ask: object, store: LadybugStore) -> None:
    assert ask(store, []) == {}  # type: ignore[operator]


def test_an_id_is_a_value_and_never_text_of_the_query(store: LadybugStore) -> None:
    hostile = "x'}) MATCH (n) DETACH DELETE n //"
    assert evidence.diseases(store, [hostile]) == {}
    assert evidence.annotations(store, [hostile]) == {hostile: ()}
