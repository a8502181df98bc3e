"""Groups of cases: key phenotypes, onset, body system, own article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rareseek.evaluation import read_onsets, strata
from rareseek.evaluation.strata import onset_of, years_of
from rareseek.evaluation.terms import Terms
from rareseek.retrieval import Case, RankingIndex

from .conftest import ARACHNODACTYLY, EYE, FINGERS, LENS, NERVES, SEIZURE, SKELETON


def test_key_phenotypes_are_specific_and_not_implied(ward: RankingIndex) -> None:
    terms = Terms(ward)
    assert terms.key([FINGERS, ARACHNODACTYLY, LENS, SEIZURE]) == [ARACHNODACTYLY, SEIZURE]
    assert terms.most_specific([FINGERS, ARACHNODACTYLY, ARACHNODACTYLY]) == [ARACHNODACTYLY]


def test_systems_and_parents_follow_from_the_closure(ward: RankingIndex) -> None:
    terms = Terms(ward)
    assert set(terms.systems) == {SKELETON, EYE, NERVES}
    assert terms.parents(ARACHNODACTYLY) == [FINGERS]
    assert terms.parents("HP:0000118") == ["HP:0000001"]


def test_a_case_belongs_to_the_system_with_most_information(ward: RankingIndex) -> None:
    found = strata(ward, Case("a", (ARACHNODACTYLY, LENS, EYE), articles=("PMID:2",)), "adult")
    assert found == {
        "key phenotypes": "few",
        "onset": "adult",
        "own article in the graph": "yes",
        "body system": SKELETON,
    }
    nothing = strata(ward, Case("b", (), articles=("PMID:99",)))
    assert nothing["body system"] == nothing["onset"] == "unknown"
    assert nothing["own article in the graph"] == "no"


def ontology(term: str) -> dict[str, Any]:
    return {"onset": {"ontologyClass": {"id": term}}}


def age(duration: str) -> dict[str, Any]:
    return {"age": {"iso8601duration": duration}}


@pytest.mark.parametrize(
    ("record", "onset"),
    [
        ({"diseases": [ontology("HP:0011462")]}, "adult"),
        ({"diseases": [ontology("HP:0003577")]}, "paediatric"),
        ({"diseases": [{"onset": age("P15Y11M")}]}, "paediatric"),
        ({"diseases": [{"onset": age("P16Y")}]}, "adult"),
        ({"phenotypicFeatures": [ontology("HP:0011462"), ontology("HP:0003577")]}, "paediatric"),
        ({"phenotypicFeatures": [{**ontology("HP:0003577"), "excluded": True}]}, "unknown"),
        ({"subject": {"timeAtLastEncounter": age("P3Y")}}, "paediatric"),
        ({"subject": {"timeAtLastEncounter": age("P30Y")}}, "unknown"),
        ({"diseases": [ontology("HP:0001250")]}, "unknown"),
        ({"diseases": [{"onset": {"age": {"iso8601duration": "soon"}}}]}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_onset_of_a_phenopacket(ward: RankingIndex, record: dict[str, Any], onset: str) -> None:
    assert onset_of(record, ward) == onset


def test_ages_are_read_in_years() -> None:
    assert years_of("P1Y6M") == pytest.approx(1.5, abs=0.01)
    assert years_of("P52W") == pytest.approx(1, abs=0.01)
    assert years_of("P") is None


def test_a_file_without_onsets_has_none(ward: RankingIndex, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "a", "phenotypes": ["HP:0001250"]}\nno json\n{"id": "b"}\n')
    assert read_onsets(path, ward) == {"a": "unknown"}
