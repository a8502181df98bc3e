"""``rareseek train corpus`` and ``plan``: what a model is trained on, and what that takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Rareseek

PATIENT = {
    "id": "one",
    "phenotypicFeatures": [{"type": {"id": "HP:0001166", "label": "Arachnodactyly"}}],
    "interpretations": [{"diagnosis": {"disease": {"id": "OMIM:154700"}}}],
    "metaData": {"externalReferences": [{"id": "PMID:1"}]},
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(PATIENT) + "\n", "utf-8")
    return path


def test_a_corpus_is_written_with_its_manifest(
    rareseek: Rareseek, cases: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    arguments = ("train", "corpus", "-o", folder, "--cases", cases, "--validation", "0", "--json")
    manifest = json.loads(rareseek(*arguments).out)
    assert manifest["train"]["by_kind"]["reason/case"] == 1
    assert manifest["validation"]["records"] == 0
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == manifest


def test_cases_that_will_be_asked_stay_out(rareseek: Rareseek, cases: Path, tmp_path: Path) -> None:
    arguments = ("train", "corpus", "-o", tmp_path / "corpus", "--cases", cases)
    done = rareseek(*arguments, "--evaluation", cases, "--each", "0", "--json")
    manifest = json.loads(done.out)
    assert manifest["train"]["records"] == 0
    assert manifest["of_evaluation_articles_left_out"] == 2


def test_a_line_that_is_no_phenopacket_is_named(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "x", "phenotypes": ["HP:0001166"]}\n', "utf-8")
    done = rareseek("train", "corpus", "-o", tmp_path / "corpus", "--cases", path)
    assert done.code == 1
    assert "line 1: not a phenopacket" in done.err


def test_the_memory_of_a_run_is_estimated(rareseek: Rareseek) -> None:
    pytest.importorskip("peft", reason="needs the extra train")
    found = json.loads(rareseek("train", "plan", "--devices", "8", "--json").out)
    assert found["devices"] == 8
    assert found["total"] > found["weights"]
