"""``rareseek evaluate annotation`` and the dictionary alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Rareseek

TEXT = "A boy with a tall stature, arachnodactly and no seizures."
TALL, FINGERS = "HP:0000098", "HP:0001166"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "letters.jsonl"
    spans = [{"hpo": TALL, "assert": "affirmed"}, {"hpo": FINGERS, "assert": "affirmed"}]
    record = {"doc_id": "boy", "text": TEXT, "spans": spans}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_both_settings_are_measured(rareseek: Rareseek, corpus: Path) -> None:
    done = rareseek("evaluate", "annotation", corpus, "--json")
    assert done.code == 0
    answer = json.loads(done.out)
    full, dictionary = answer["annotation"]
    assert [full["setting"], dictionary["setting"]] == ["full", "dictionary only"]
    assert {full["corpus"], dictionary["corpus"]} == {"letters"}
    assert full["recall"]["value"] == 1.0
    assert dictionary["recall"]["value"] == 0.5
    assert full["kilobytes_per_second"] > 0
    assert answer["snapshot"] in done.err


def test_the_table_gives_intervals(rareseek: Rareseek, corpus: Path) -> None:
    header, *rows = rareseek("evaluate", "annotation", corpus).out.splitlines()
    assert header == "corpus\tsetting\tdocuments\tprecision\trecall\tF1\tkB/s"
    assert rows[0].split("\t")[:4] == ["letters", "full", "1", "1.000 (1.000-1.000)"]


def test_what_is_no_corpus_is_refused(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()
    done = rareseek("evaluate", "annotation", path)
    assert (done.code, done.out) == (1, "")
    assert "no document" in done.err


def test_annotate_by_the_dictionary_alone(rareseek: Rareseek, corpus: Path) -> None:
    def found(*options: str) -> list[str]:
        answer = json.loads(rareseek("annotate", corpus, *options).out)
        return [each["id"] for each in answer["annotations"]]

    assert found() == [TALL, FINGERS, "HP:0001250"]
    assert found("--dictionary-only") == [TALL, "HP:0001250"]
