"""The formats that programs outside rely on: keys, columns, files, round trips."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rareseek import KnowledgeGraph
from rareseek.retrieval.phenopacket import phenopacket

from .conftest import Rareseek

CASE = {"id": "boy", "phenotypes": ["HP:0001166", "HP:0001083"], "excluded": ["HP:0001250"]}
NOTE = (
    "A 14-year-old boy with arachnodactyly and ectopia lentis, but no seizures. Sequencing found "
    "a heterozygous pathogenic variant in FBN1 (rs137854464). His spine is a wobbly bamboo."
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE))
    return path


def test_rank_writes_json_where_it_is_told_to(
    rareseek: Rareseek, cases: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.json"
    done = rareseek("rank", cases, "--json", "--top", 1, "-o", target)
    assert done.out == ""
    (row,) = json.loads(target.read_text())
    assert isinstance(row["score"], float)
    assert 0 < row["posterior"] <= 1
    assert isinstance(row["equivalent_ids"], list)


def test_ask_writes_where_it_is_told_to(rareseek: Rareseek, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    done = rareseek("ask", "Which genes cause Marfan syndrome?", "-o", target)
    assert done.out == ""
    answer = json.loads(target.read_text())
    assert {
        *("id", "question", "intent", "confidence", "unsure", "cypher", "params"),
        *("answer_ids", "answer_values", "rows", "alternatives"),
    } <= answer.keys()


def test_annotate_has_the_agreed_keys(rareseek: Rareseek, full_home: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE)
    (line,) = rareseek("annotate", "--no-audit", note, home=full_home).out.splitlines()
    record = json.loads(line)
    assert list(record) == ["doc_id", "annotations", "unmapped"]
    agreed = {"start", "end", "text", "id", "label", "assertion", "score", "method"}
    for each in record["annotations"]:
        assert agreed <= each.keys()
        assert NOTE[each["start"] : each["end"]] == each["text"]
    prefixes = {str(each["id"]).partition(":")[0] for each in record["annotations"]}
    assert prefixes == {"HP", "HGNC", "ClinVar"}


def test_what_diagnose_adds_up_is_the_score(
    rareseek: Rareseek, full_home: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE)
    answer = json.loads(rareseek("diagnose", note, "--no-audit", "--json", home=full_home).out)
    for each in answer["diagnoses"]:
        parts = sum(one["log_ratio"] for one in each["evidence"])
        added = each["adjustment"] + each["genotype_score"]
        assert parts + added == pytest.approx(each["score"])
    assert answer["diagnoses"][0]["genotype_score"] > 5
    assert "] variant: " in answer["diagnoses"][0]["reasoning"]


def test_an_exported_phenopacket_is_ranked_as_its_ids_are(
    rareseek: Rareseek, full_home: Path, tmp_path: Path
) -> None:
    with KnowledgeGraph.open(home=full_home, audit=False) as graph:
        # findings without their places in a note: a note has a ranker of its own
        found = graph.context(replace(graph.findings(NOTE), mentions=()), top=5)
        packet = phenopacket(found, id_="boy", created=graph.snapshot.manifest.created)
    path = tmp_path / "boy.json"
    path.write_text(json.dumps(packet))
    rows = json.loads(rareseek("rank", path, "--json", "--top", 5, home=full_home).out)
    assert [row["disease_id"] for row in rows] == [p.disease_id for p in found.passages]
    for row, passage in zip(rows, found.passages, strict=True):
        assert row["posterior"] == pytest.approx(passage.posterior)


def checks(rareseek: Rareseek, home: Path) -> dict[str, dict[str, Any]]:
    return {one["check"]: one for one in json.loads(rareseek("doctor", "--json", home=home).out)}


def test_doctor_tells_languages_variants_ranker_audit_and_every_extra(
    rareseek: Rareseek, full_home: Path, small_home: Path, tmp_path: Path
) -> None:
    import tomllib

    found = checks(rareseek, full_home)
    assert found["languages"]["detail"] == "en, zh"
    assert found["variants"]["detail"].startswith("1, without harmless ones")
    assert found["ranker"]["state"] == "ok"
    assert found["audit"]["state"] == "empty"
    assert not (full_home / "audit").exists()
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    extras = set(project["project"]["optional-dependencies"]) - {"dev"}
    assert {f"extra {one}" for one in extras} <= found.keys()
    bare = checks(rareseek, small_home)
    assert bare["languages"]["state"] == "English only"
    assert bare["variants"]["state"] == "none"
    empty = checks(rareseek, tmp_path)
    assert empty["ranker"]["state"] == "ok"
    assert "languages" not in empty


def test_doctor_counts_what_the_audit_store_holds(
    rareseek: Rareseek, small_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, note = tmp_path / "home", tmp_path / "note.txt"
    rareseek("ingest", "--source-dir", small_release, home=home)
    note.write_text("He has arachnodactyly and a severe flibbertal finger dysplasia.")
    rareseek("annotate", note, home=home)
    kept = checks(rareseek, home)["audit"]
    assert kept["state"] == "ok"
    assert kept["detail"].split(" mentions")[0].isdigit()
    monkeypatch.setenv("RARESEEK_AUDIT", "false")
    assert checks(rareseek, home)["audit"]["state"] == "off"
    monkeypatch.delenv("RARESEEK_AUDIT")
    (home / "audit" / "audit.sqlite").write_text("no database")
    assert checks(rareseek, home)["audit"]["state"] == "unusable"
