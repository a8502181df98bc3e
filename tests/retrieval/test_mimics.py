"""Mimics share findings with a candidate and have another gene; one phenotype tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.retrieval import Differential, answer
from rareseek.retrieval import next_findings as next_findings_module
from rareseek.retrieval.mimics import Mimic, mimics
from rareseek.retrieval.next_findings import next_findings
from rareseek.retrieval.notices import told_apart
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.ranker import RankerName, SourceExclusion, rank

from .conftest import HOMOCYSTINURIA, MARFAN, RETT

DISABILITY, LENS, SEIZURE = "HP:0001249", "HP:0001083", "HP:0001250"
NOTE = "A boy with seizures, developmental delay and muscle weakness."


def found(
    clinic: RankingIndex, present: list[str], excluded: tuple[str, ...] = ()
) -> tuple[Mimic, ...]:
    ranked = rank(clinic, present, excluded, top=30, ranker=RankerName.LR)
    return mimics(clinic, ranked, present, excluded)


def test_a_mimic_explains_findings_of_the_candidate(clinic: RankingIndex) -> None:
    (first, *_) = found(clinic, [DISABILITY])
    assert (first.of, first.disease.id) == (RETT, HOMOCYSTINURIA)
    assert first.shared == (DISABILITY,)
    assert 0 < first.likeness < 1


def test_a_disease_that_shares_no_finding_is_no_mimic(clinic: RankingIndex) -> None:
    of_rett = [one for one in found(clinic, [DISABILITY]) if one.of == RETT]
    assert [one.disease.id for one in of_rett] == [HOMOCYSTINURIA]


def test_diseases_of_one_gene_are_no_mimics(clinic: RankingIndex) -> None:
    pairs = {(one.of, one.disease.id) for one in found(clinic, [LENS])}
    assert (MARFAN, HOMOCYSTINURIA) not in pairs
    assert (HOMOCYSTINURIA, MARFAN) not in pairs


def test_what_one_shows_and_the_other_does_not_separates(clinic: RankingIndex) -> None:
    (first, *_) = found(clinic, [DISABILITY])
    separator = first.separator
    assert separator is not None
    assert (separator.phenotype, separator.speaks_for) == (SEIZURE, RETT)
    assert separator.in_note is None
    assert 0 < separator.gain < 1


@pytest.mark.parametrize(
    ("present", "excluded", "said"),
    [([DISABILITY, SEIZURE], (), "present"), ([DISABILITY], ("HP:0012638",), "absent")],
)
def test_what_the_findings_say_of_it_is_said(
    clinic: RankingIndex, present: list[str], excluded: tuple[str, ...], said: str
) -> None:
    separators = [
        one.separator
        for one in found(clinic, present, excluded)
        if {one.of, one.disease.id} == {RETT, HOMOCYSTINURIA}
    ]
    assert {(one.phenotype, one.in_note) for one in separators if one} == {(SEIZURE, said)}


def test_one_candidate_has_no_mimics(clinic: RankingIndex) -> None:
    ranked = rank(clinic, [DISABILITY], top=1, ranker=RankerName.LR)
    assert mimics(clinic, ranked, [DISABILITY]) == ()


def test_rows_of_the_own_article_do_not_separate(clinic: RankingIndex) -> None:
    ranked = rank(clinic, [DISABILITY], top=30, ranker=RankerName.LR)
    left = mimics(
        clinic,
        ranked,
        [DISABILITY],
        own_articles=["PMID:4"],
        exclusion=SourceExclusion.OWN,
    )
    assert HOMOCYSTINURIA not in {one.separator.speaks_for for one in left if one.separator}


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def differential(graph: KnowledgeGraph) -> Differential:
    return graph.diagnose(NOTE, top=3)


def test_the_separator_is_cited(differential: Differential) -> None:
    record = answer(differential, "boy")
    assert record["mimics"]
    for one in record["mimics"]:
        separator = one["separated_by"]
        assert separator["statements"], one["name"]
        assert separator["statements"][0]["references"]
        assert separator["speaks_for"] in {one["of"], one["id"]}
    assert "not in the graph" in record["mimics_note"]
    assert list(record)[-3:] == ["pair", "mimics", "mimics_note"]


def test_mimics_do_not_depend_on_how_many_diagnoses_are_listed(
    graph: KnowledgeGraph, differential: Differential
) -> None:
    assert graph.diagnose(NOTE, top=1).mimics == differential.mimics
    assert graph.diagnose(NOTE, top=20).mimics == differential.mimics


def test_what_separates_is_told_with_its_sources(differential: Differential) -> None:
    mimic = differential.mimics[0]
    assert mimic.separator is not None
    names = {mimic.of: "the first", mimic.disease.id: "the other"}
    silent = replace(mimic, separator=replace(mimic.separator, shown=None))
    assert "not described" in told_apart(silent, names)
    assert "[" in told_apart(mimic, names)
    assert mimic.separator.name in told_apart(mimic, names)
    assert "genetic test" in told_apart(replace(mimic, separator=None), names)


def test_organs_of_the_other_sex_are_not_asked_for(
    clinic: RankingIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clinic has no such organs: the nervous system stands for them.
    monkeypatch.setitem(next_findings_module._NOT_OF, "male", "HP:0012638")
    ranked = rank(clinic, [LENS], top=10, ranker=RankerName.LR)
    asked = {
        sex: {one.phenotype for one in next_findings(clinic, ranked, [LENS], sex=sex)}
        for sex in ("male", "female", None)
    }
    assert SEIZURE in asked[None] & asked["female"]
    assert not asked["male"] & {SEIZURE, DISABILITY}
    separators = mimics(clinic, ranked, [LENS], sex="male")
    assert not {one.separator.phenotype for one in separators if one.separator} & {SEIZURE}
