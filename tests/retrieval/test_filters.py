"""Filters by source, inheritance, onset and age, on the small snapshot."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rareseek import KnowledgeGraph
from rareseek.errors import InputError
from rareseek.retrieval import Filters, Findings
from rareseek.retrieval.courses import modes_stated, onset_stated

EVERYTHING = "HP:0001083", "HP:0001250", "HP:0002110", "HP:0003236"
MARFAN, MARFAN_ORPHA = "OMIM:154700", "ORPHA:558"
FIBROSIS, DUCHENNE, DRAVET = "OMIM:219700", "OMIM:310200", "OMIM:607208"


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


def listed(graph: KnowledgeGraph, **filters: Any) -> set[str]:
    found = graph.diagnose(Findings(EVERYTHING), top=50, filters=Filters(**filters))
    return {each.ranked.id for each in found.diagnoses}


def test_without_filters_every_candidate_is_listed(graph: KnowledgeGraph) -> None:
    assert {MARFAN, MARFAN_ORPHA, FIBROSIS, DUCHENNE, DRAVET} <= listed(graph)


def test_sources(graph: KnowledgeGraph) -> None:
    assert {one.partition(":")[0] for one in listed(graph, sources=["ORPHA"])} == {"ORPHA"}
    assert listed(graph, sources=["DECIPHER"]) == {"DECIPHER:1"}


@pytest.mark.parametrize("asked", ["AR", "autosomal recessive", "HP:0000007"])
def test_inheritance_by_name_short_form_and_id(graph: KnowledgeGraph, asked: str) -> None:
    assert listed(graph, inheritance=[asked]) == {FIBROSIS}


def test_a_mode_holds_its_special_forms(graph: KnowledgeGraph) -> None:
    assert listed(graph, inheritance=["X-linked"]) == {DUCHENNE}
    assert listed(graph, inheritance=["XLR"]) == {DUCHENNE}
    assert listed(graph, inheritance=["XLD"]) == set()


def test_onset_and_age(graph: KnowledgeGraph) -> None:
    assert DUCHENNE not in listed(graph, onset=["infantile"])
    assert DUCHENNE in listed(graph, onset=["Childhood onset"])
    assert DUCHENNE not in listed(graph, age=0.5)
    assert {FIBROSIS, DRAVET} <= listed(graph, age=0.5)
    assert DUCHENNE in listed(graph, age=30)


def test_what_no_source_states_is_left_out_unless_asked_for(graph: KnowledgeGraph) -> None:
    assert "DECIPHER:1" not in listed(graph, age=30)
    assert "DECIPHER:1" in listed(graph, age=30, keep_unstated=True)
    assert DUCHENNE not in listed(graph, age=0.5, keep_unstated=True)


def test_filters_combine(graph: KnowledgeGraph) -> None:
    assert listed(graph, sources=["OMIM"], inheritance=["AD"], age=0.5) == {
        DRAVET,
        "OMIM:162200",
    }


def test_filters_change_neither_posterior_nor_order(graph: KnowledgeGraph) -> None:
    note = "Ectopia lentis and arachnodactyly."
    everything = {d.ranked.id: d.ranked for d in graph.diagnose(note, top=50).diagnoses}
    some = graph.diagnose(note, top=50, filters=Filters(sources=("OMIM",))).diagnoses
    assert [each.ranked.rank for each in some] == list(range(1, len(some) + 1))
    for each in some:
        assert each.ranked.posterior == everything[each.ranked.id].posterior


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sources": ["MONDO"]}, "'MONDO' is no source; use one of: OMIM, ORPHA, DECIPHER"),
        ({"inheritance": ["dominantly"]}, "'dominantly' is no mode of inheritance"),
        ({"inheritance": "AR"}, "give a list of words"),
        ({"onset": ["soon"]}, "'soon' is no onset"),
        ({"onset": ["HP:0001250"]}, "'HP:0001250' is no onset"),
        ({"age": -1}, "-1 is no age in years"),
        ({"age": float("nan")}, "nan is no age in years"),
    ],
)
def test_unknown_words_are_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Filters(**given)


def test_courses_that_are_no_onset() -> None:
    assert onset_stated("HP:0003676") is None
    assert onset_stated("Infancy") == pytest.approx((28 / 365.25, 2.0))


@pytest.mark.data
def test_words_of_the_development_data_are_known(data_dir: Path) -> None:
    """Every onset and inheritance that Orphanet's packets use has a meaning here."""
    unstated = {"Not applicable", "Unknown", "Not yet documented", "No data available"}
    path = data_dir / "orphanet" / "orphapackets_en_2025-12-09.jsonl.gz"
    text = gzip.decompress(path.read_bytes()).decode()
    modes, onsets = (
        set(re.findall(rf'"{key}": ?{{"value": ?"([^"]+)"', text)) - unstated
        for key in ("TypeOfInheritance", "AverageAgeOfOnset")
    )
    assert len(modes) > 5
    assert len(onsets) > 5
    assert {one for one in modes if not modes_stated(one)} == set()
    assert {one for one in onsets if onset_stated(one) is None} == set()
