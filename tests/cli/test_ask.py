"""``rareseek ask`` for people, for programs, and in batches."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Rareseek

QUESTION = "Which genes cause Marfan syndrome?"


def test_for_people_with_sources(rareseek: Rareseek) -> None:
    done = rareseek("ask", QUESTION)
    assert done.code == 0
    assert "1 found: NCBIGene:2200 FBN1" in done.out
    assert "genes_to_disease" in done.out
    assert "genes_of_disease" in done.err


def test_for_programs(rareseek: Rareseek) -> None:
    record = json.loads(rareseek("ask", QUESTION, "--json").out)
    assert record["answer_ids"] == ["NCBIGene:2200"]
    assert record["unsure"] is False
    assert record["params"]["ids"]


def test_unsure_is_asked_back(rareseek: Rareseek) -> None:
    done = rareseek("ask", "genes of Marfan syndrome type 12")
    assert done.code == 0
    assert "Marfan syndrome" in done.out
    assert "12" in done.err


def test_a_batch_goes_on_after_a_bad_line(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    lines = [json.dumps({"id": "a", "question": QUESTION}), "{", json.dumps({"id": 7})]
    path.write_text("\n".join([*lines, json.dumps({"question": "symptoms of Dravet syndrome"})]))
    done = rareseek("ask", "--batch", path)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["id"] for record in records] == ["a", "2", "3", "4"]
    assert records[0]["answer_ids"] == ["NCBIGene:2200"]
    assert "not valid JSON" in records[1]["error"]
    assert 'no "question"' in records[2]["error"]
    assert records[3]["intent"] == "phenotypes_of_disease"
    assert "Traceback" not in done.err


def test_wrong_use(rareseek: Rareseek, tmp_path: Path) -> None:
    assert rareseek("ask").code == 2
    assert rareseek("ask", QUESTION, "--batch", tmp_path / "x").code == 2
    missing = rareseek("ask", "--batch", tmp_path / "missing.jsonl")
    assert missing.code == 1
    assert "missing.jsonl" in missing.err
