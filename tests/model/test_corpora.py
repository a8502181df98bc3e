"""Corpora hold what the graph says, name its licence, and keep validation and training apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek import KnowledgeGraph
from rareseek.errors import InputError
from rareseek.model.corpora.build import Sources, build_corpus
from rareseek.model.corpora.cases import CaseSettings, CaseWriter
from rareseek.model.corpora.facts import Facts
from rareseek.model.corpora.graph_texts import graph_records
from rareseek.model.corpora.minhash import signature
from rareseek.model.corpora.notes import STYLES, Noise, noisy, note
from rareseek.model.corpora.patients import read_patients
from rareseek.model.corpora.selection import Seen, divided, held_out, select
from rareseek.model.corpora.texts import own_texts
from rareseek.model.inference.answer import parse_answer
from rareseek.model.inference.faithfulness import Checker
from rareseek.model.records import Role, Stage, read_records, record, write_records

from .conftest import MARFAN


def test_graph_records_say_what_the_graph_holds(graph: KnowledgeGraph) -> None:
    records = list(graph_records(Facts(graph.snapshot)))
    genes = [r for r in records if r.kind == "genes" and r.group == MARFAN]
    assert "FBN1" in genes[0].messages[-1].content
    profile = next(
        r for r in records if r.kind == "phenotypes" and r.provenance[1] == MARFAN
    ).messages[-1]
    assert "- Arachnodactyly (HP:0001166): 126/202 patients" in profile.content
    assert "Not seen: Intellectual disability." in profile.content
    assert all(r.licence and r.provenance[0] == f"snapshot {graph.id}" for r in records)


def test_records_survive_the_way_to_disk_and_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    records = list(graph_records(Facts(graph.snapshot), each=3))
    path = tmp_path / "corpus.jsonl"
    assert write_records(path, records) == len(records)
    assert list(read_records(path)) == records
    path.write_text(path.read_text("utf-8") + '{"id": 1}\n', "utf-8")
    with pytest.raises(InputError, match=rf"corpus\.jsonl:{len(records) + 1}: not a record"):
        list(read_records(path))


@pytest.mark.parametrize("style", STYLES)
def test_a_note_names_every_finding(patients_file: Path, style: str) -> None:
    patient = next(read_patients(patients_file))
    text = note(patient, patient.present, style, lambda term, _: patient.labels[term])
    assert all(patient.labels[term] in text for term in (*patient.present, *patient.excluded))
    assert "14" in text


def test_a_note_reads_back_as_the_findings_it_was_made_of(
    graph: KnowledgeGraph, patients_file: Path
) -> None:
    writer = CaseWriter(graph)
    patients = list(read_patients(patients_file))
    (first, second) = writer.instructions(patients)
    for patient, made in zip(patients, (first, second), strict=False):
        found = graph.findings(made.messages[0].content)
        assert set(patient.present) <= set(found.present)
        assert set(patient.excluded) <= set(found.excluded)


def test_noise_drops_and_adds_the_same_each_time(patients_file: Path) -> None:
    patient = next(read_patients(patients_file))
    noise = Noise(dropped=0.5, added=1.0, pool=("HP:0000252", *patient.excluded))
    found = noisy(patient, noise)
    assert found == noisy(patient, noise)
    assert len(set(found) & set(patient.present)) == 1
    assert set(found) - set(patient.present) == {"HP:0000252"}


def test_a_chain_of_thought_passes_the_check_of_inference(
    graph: KnowledgeGraph, patients_file: Path
) -> None:
    writer = CaseWriter(graph, CaseSettings(evidence_on=3))
    made = list(writer.reasonings(read_patients(patients_file)))
    assert len(made) == 2
    patients = list(read_patients(patients_file))
    for patient, each in zip(patients, made, strict=False):
        findings = graph.findings_of_ids(patient.present, patient.excluded)
        checker = Checker(
            graph.context(findings, top=3),
            graph.normaliser,
            graph.index.ancestors_of,
            lambda one: one in graph.index.disease_row,
        )
        answer = parse_answer(each.messages[-1].content)
        assert answer.diagnoses[0].id == MARFAN
        assert checker.flags(answer) == ()
        assert each.stage is Stage.REASON
        assert each.articles == patient.articles


def test_near_duplicates_and_evaluation_articles_stay_out() -> None:
    def made(text: str, article: str = "PMID:1") -> object:
        turns = [(Role.USER, text), (Role.ASSISTANT, "Marfan syndrome")]
        return record(
            Stage.INSTRUCT,
            "case",
            turns,
            group="g",
            licence="CC0",
            provenance=(),
            articles=(article,),
        )

    words = " ".join(f"word{i}" for i in range(120))
    records = [made(words), made(words + " more"), made(words[::-1]), made("other " * 9, "PMID:2")]
    chosen = select(records, evaluation_articles={"PMID:2"})  # type: ignore[arg-type]
    assert (len(chosen.kept), chosen.duplicates, chosen.contaminated) == (2, 1, 1)
    asked = select(records, evaluation_texts=[f"{words}\nMarfan syndrome"])  # type: ignore[arg-type]
    assert asked.contaminated == 2


@given(st.text(min_size=1, max_size=400))
def test_every_text_is_like_itself(text: str) -> None:
    seen = Seen()
    assert seen.add(text)
    assert text in seen
    assert not seen.add(text)


@given(st.text(max_size=30))
def test_a_group_is_on_the_same_side_in_every_corpus(group: str) -> None:
    assert not held_out(group, 0.0)
    assert held_out(group, 1.0)
    assert held_out(group, 0.2) <= held_out(group, 0.5)


def test_training_and_validation_share_no_disease(
    graph: KnowledgeGraph, patients_file: Path, tmp_path: Path
) -> None:
    sources = Sources(cases=(patients_file,), validation=0.5)
    manifest = build_corpus(graph, sources, tmp_path)
    train = list(read_records(tmp_path / "train.jsonl"))
    validation = list(read_records(tmp_path / "validation.jsonl"))
    assert train
    assert validation
    assert not {r.group for r in train} & {r.group for r in validation}
    assert manifest["train"]["records"] == len(train)
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8")) == manifest
    assert divided([*train, *validation], 0.0)[1] == []


def test_own_texts_keep_their_licence(tmp_path: Path) -> None:
    lines = tmp_path / "own.jsonl"
    lines.write_text(
        '{"prompt": "What is it?", "answer": "A disease.", "licence": "CC BY 4.0"}\n'
        '{"text": "A page of a book."}\n',
        "utf-8",
    )
    found = list(own_texts(lines, licence="own"))
    assert [r.licence for r in found] == ["CC BY 4.0", "own"]
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "one.txt").write_text("First.\n\nSecond.", "utf-8")
    assert [r.messages[0].content for r in own_texts(tmp_path / "book", licence="x")] == [
        "First.\n\nSecond."
    ]
    lines.write_text('{"text": "fine"}\n{"neither": 1}\n', "utf-8")
    with pytest.raises(InputError, match=r"own\.jsonl:2: has neither"):
        list(own_texts(lines, licence="own"))


def test_the_share_that_agrees_estimates_the_overlap() -> None:
    left = {f"word {i}" for i in range(100)}
    right = {f"word {i}" for i in range(20, 120)}
    agreed = float((signature(left) == signature(right)).mean())
    assert abs(agreed - 80 / 120) < 0.15
