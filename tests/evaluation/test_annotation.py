"""Figures of annotators over annotated documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rareseek.errors import InputError
from rareseek.evaluation.annotation import (
    AnnotatedDocument,
    Terms,
    evaluate_annotator,
    read_corpus,
    report,
)

SEIZURE, ATAXIA, DEAFNESS, DOMINANT = "HP:0001250", "HP:0001251", "HP:0000365", "HP:0000006"
TERMS = Terms({SEIZURE, ATAXIA, DEAFNESS}, {"HP:0002279": SEIZURE})
DOCUMENTS = [
    AnnotatedDocument("boy", "Seizures, ataxia.", frozenset({SEIZURE, ATAXIA, DOMINANT})),
    AnnotatedDocument("girl", "Deaf.", frozenset({DEAFNESS})),
]


def test_counts_are_summed_over_documents_and_other_terms_left_out() -> None:
    found = {"boy": [SEIZURE, SEIZURE, DOMINANT], "girl": [DEAFNESS, ATAXIA]}
    figures = report("notes", "mine", DOCUMENTS, found, 0.011, TERMS)
    assert figures.documents == 2
    assert figures.precision.value == pytest.approx(2 / 3)
    assert figures.recall.value == pytest.approx(2 / 3)
    assert figures.f1.value == pytest.approx(2 / 3)
    assert figures.kilobytes_per_second == pytest.approx(2.0)


def test_an_interval_spans_what_other_documents_might_have_given() -> None:
    found = {"boy": [SEIZURE, ATAXIA], "girl": []}
    recall = report("notes", "mine", DOCUMENTS, found, 1.0, TERMS).recall
    assert (recall.low, recall.high) == (0.0, 1.0)
    assert recall.value == pytest.approx(2 / 3)
    assert str(recall) == "0.667 (0.000-1.000)"


def test_an_annotator_that_finds_all_is_perfect_and_none_at_all_is_nothing() -> None:
    answers = {d.text: d.terms for d in DOCUMENTS}
    perfect = evaluate_annotator("notes", "perfect", DOCUMENTS, answers.__getitem__, TERMS)
    nothing = evaluate_annotator("notes", "nothing", DOCUMENTS, lambda _: [], TERMS)
    assert (perfect.f1.value, perfect.f1.low, perfect.f1.high) == (1.0, 1.0, 1.0)
    assert (nothing.precision.value, nothing.recall.value, nothing.f1.value) == (0.0, 0.0, 0.0)


def test_a_retired_id_counts_as_what_replaced_it() -> None:
    assert TERMS(["HP:0002279", DOMINANT]) == {SEIZURE}


def test_a_corpus_is_read_by_its_affirmed_spans(tmp_path: Path) -> None:
    spans = [
        {"hpo": SEIZURE, "assert": "affirmed"},
        {"hpo": ATAXIA, "assert": "negated"},
        {"hpo": DEAFNESS},
        {"hpo": None},
    ]
    path = tmp_path / "notes.jsonl"
    path.write_text(json.dumps({"doc_id": 7, "text": "x", "spans": spans}) + "\n\n", "utf-8")
    assert read_corpus(path) == [AnnotatedDocument("7", "x", frozenset({SEIZURE, DEAFNESS}))]


@pytest.mark.parametrize(
    ("content", "where"),
    [("", "no document"), ("{}\n", ":1:"), ('{"doc_id":1,"text":"x","spans":[]}\n[]', ":2:")],
)
def test_what_is_no_corpus_is_refused(tmp_path: Path, content: str, where: str) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=where):
        read_corpus(path)


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_corpus(tmp_path / "none.jsonl")
