"""Metrics of ranking: failures stay in, equivalents count where a mapping says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from rareseek.errors import InputError, SourceError
from rareseek.evaluation import evaluate_ranking, read_exact_matches
from rareseek.evaluation.judging import ranker_named
from rareseek.retrieval import Case, KnowledgeGraph, RankingIndex
from rareseek.retrieval.ranking.ranker import RankerName

SAME = {
    "OMIM:154700": frozenset({"OMIM:154700", "ORPHA:558"}),
    "OMIM:000001": frozenset({"OMIM:000001", "ORPHA:33069"}),
}


@pytest.fixture(scope="module")
def index(small_home: Path) -> RankingIndex:
    return KnowledgeGraph.open(home=small_home).index


def case(name: str, phenotypes: list[str], diagnosis: str) -> Case:
    return Case(name, tuple(phenotypes), diagnoses=(diagnosis,))


def test_failures_stay_in_the_denominator(index: RankingIndex) -> None:
    cases = [
        case("found", ["HP:0009732", "HP:0007565"], "OMIM:162200"),
        case("no phenotype", [], "OMIM:162200"),
        case("not in the graph", ["HP:0001166"], "OMIM:999999"),
    ]
    report = evaluate_ranking(index, cases)
    assert (report.cases, report.not_in_graph, report.in_graph) == (3, 1, 2)
    assert report.top[1] == 0.5
    assert report.mean_reciprocal_rank == 0.5


def test_an_exact_equivalent_counts_as_the_diagnosis(index: RankingIndex) -> None:
    cases = [case("renamed", ["HP:0002133", "HP:0002373"], "OMIM:000001")]
    assert evaluate_ranking(index, cases).not_in_graph == 1
    assert evaluate_ranking(index, cases, equivalence=SAME).top[3] == 1.0


def test_cases_without_a_diagnosis_cannot_be_evaluated(index: RankingIndex) -> None:
    with pytest.raises(InputError, match="solved cases"):
        evaluate_ranking(index, [Case("a", ("HP:0001166",))])


def test_only_exact_matches_of_one_subject_are_equivalent(tmp_path: Path) -> None:
    path = tmp_path / "m.sssom.tsv"
    path.write_text(
        "#comment\nsubject_id\tpredicate_id\tobject_id\n"
        "MONDO:0000001\tskos:exactMatch\tOMIM:100001\n"
        "MONDO:0000001\tskos:exactMatch\tOrphanet:1\n"
        "MONDO:0000001\tskos:broadMatch\tOMIM:100002\n"
        "MONDO:0000001\tskos:exactMatch\tUMLS:C01\n"
    )
    same = read_exact_matches([path])
    assert same["OMIM:100001"] == {"MONDO:0000001", "OMIM:100001", "ORPHA:1"}
    assert "OMIM:100002" not in same


def test_a_table_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.tsv"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(SourceError, match="not an SSSOM table"):
        read_exact_matches([path])
    with pytest.raises(SourceError, match="cannot be read"):
        read_exact_matches([tmp_path / "none.tsv"])


def test_a_ranker_is_named() -> None:
    assert ranker_named(None) is RankerName.LEARNED
    assert ranker_named("lr") is RankerName.LR
    with pytest.raises(InputError, match="no ranker best; there are: lr, learned"):
        ranker_named("best")
