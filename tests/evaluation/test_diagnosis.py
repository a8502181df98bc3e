"""From a note to its diagnosis: notes, the naive dictionary, and the whole way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rareseek.errors import InputError
from rareseek.evaluation import Matcher, Matching
from rareseek.evaluation.diagnosis import study_diagnosis, study_naive_chains
from rareseek.evaluation.naive import Dictionary
from rareseek.evaluation.notes import SolvedNote, read_solved_notes
from rareseek.retrieval import KnowledgeGraph

NOTE = "A boy with arachnodactyly and ectopia lentis. No seizure."


@pytest.fixture(scope="module")
def graph(small_home: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(home=small_home)


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records))
    return path


def test_notes_are_read_in_both_forms(tmp_path: Path) -> None:
    path = written(
        tmp_path / "notes.jsonl",
        {"id": "a", "text": NOTE, "diagnoses": ["OMIM:154700"], "age": 9},
        {
            "id": "b",
            "presentation_before_dx": NOTE,
            "orpha": "Orphanet:558",
            "omim": ["OMIM:154700"],
            "pmid": 1,
        },
        {"id": "unlabelled", "text": NOTE, "omim": None},
    )
    one, two = read_solved_notes(path)
    assert (one.diagnoses, one.articles, one.age) == (("OMIM:154700",), (), "paediatric")
    assert two.diagnoses == ("ORPHA:558", "OMIM:154700")
    assert two.articles == ("PMID:1",)


def test_the_text_is_in_no_message_and_no_representation(tmp_path: Path) -> None:
    path = written(tmp_path / "n.jsonl", {"id": "a", "text": NOTE, "diagnoses": ["nonsense"]})
    with pytest.raises(InputError) as refused:
        list(read_solved_notes(path))
    assert "boy" not in str(refused.value)
    assert "boy" not in repr(SolvedNote("a", NOTE, ()))
    path.write_text("no json")
    with pytest.raises(InputError, match=r"n\.jsonl:1: not valid JSON"):
        list(read_solved_notes(path))
    with pytest.raises(InputError, match="no text"):
        list(read_solved_notes(written(path, {"id": "a", "omim": "OMIM:1"})))


def test_the_dictionary_knows_no_grammar(graph: KnowledgeGraph) -> None:
    found = Dictionary(graph.snapshot, graph.index)
    assert found(NOTE) == ("HP:0001166", "HP:0001083", "HP:0001250")
    assert found("xarachnodactyly") == ()


def test_a_note_is_diagnosed_and_a_failure_stays(graph: KnowledgeGraph) -> None:
    notes = [
        SolvedNote("a", NOTE, ("OMIM:154700",), age="paediatric"),
        SolvedNote("nothing to find", "He is well.", ("OMIM:154700",)),
        SolvedNote("empty", "  ", ("OMIM:154700",)),
    ]
    study = study_diagnosis(graph, notes, Matcher())
    report = study.report
    assert (report.cases, report.in_graph, report.failed) == (3, 3, 2)
    assert report.over_all[Matching.EQUIVALENT].top[10].value == pytest.approx(1 / 3)
    assert study.strata["age"]["paediatric"].cases == 1
    for naive in study_naive_chains(graph, notes, Matcher()):
        assert (naive.report.cases, naive.report.failed) == (3, 2)


def test_notes_without_a_diagnosis_cannot_be_evaluated(graph: KnowledgeGraph) -> None:
    with pytest.raises(InputError, match="solved cases"):
        study_diagnosis(graph, [], Matcher())
