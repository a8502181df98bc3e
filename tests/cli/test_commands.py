"""Each command on the small snapshot: what it prints, where, and for whom."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from .conftest import Rareseek

MARFAN = {"OMIM:154700", "ORPHA:558"}
NOTE = (
    "A boy with tall stature, arachnodactyly and ectopia lentis. No seizures. "
    "His mother has scoliosis. Aortic root aneurysm was found on echocardiography."
)
CASE = {
    "id": "boy",
    "phenotypes": ["HP:0001166", "HP:0001083", "HP:0002616"],
    "excluded": ["HP:0001250"],
    "diagnoses": ["OMIM:154700"],
}


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    other = {"id": "girl", "phenotypes": ["HP:0002133"], "diagnoses": ["OMIM:607208"]}
    path.write_text(f"{json.dumps(CASE)}\n{json.dumps(other)}\n", encoding="utf-8")
    return path


def test_rank_writes_the_agreed_columns(rareseek: Rareseek, cases: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.tsv"
    done = rareseek("rank", cases, "-o", output, "--top", 3)
    assert done.code == 0
    assert done.out == ""
    header, *rows = [line.split("\t") for line in output.read_text().splitlines()]
    assert header == [
        "case_id",
        "rank",
        "disease_id",
        "disease_name",
        "score",
        "posterior",
        "equivalent_ids",
    ]
    assert [row[:2] for row in rows] == [[c, str(r)] for c in ("boy", "girl") for r in (1, 2, 3)]
    assert rows[0][2] in MARFAN
    assert "2 cases ranked" in done.err


def test_rank_json_holds_the_same_rows(rareseek: Rareseek, cases: Path) -> None:
    rows = json.loads(rareseek("rank", cases, "--json", "--top", 1).out)
    assert [row["case_id"] for row in rows] == ["boy", "girl"]


def test_rank_without_own_source_changes_the_scores(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({**CASE, "pmid": "90000005"}))
    scores = [
        next(
            float(row["score"])
            for row in json.loads(rareseek("rank", path, "--json", "--ranker", "lr", *rule).out)
            if row["disease_id"] == "OMIM:154700"
        )
        for rule in ([], ["--exclude-sole-source"], ["--exclude-own-source"])
    ]
    assert scores[0] > scores[1] > scores[2]


def test_a_batch_ranks_what_it_can_and_says_the_rest(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    lines = [
        CASE,
        {"id": "partly", "phenotypes": ["HP:0001166", "HP:7777777"]},
        {"id": "empty", "phenotypes": []},
        {"id": "unknown", "phenotypes": ["HP:7777777"]},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    done = rareseek("rank", path, "--json", "--top", 1)
    assert done.code == 0
    assert [row["case_id"] for row in json.loads(done.out)] == ["boy", "partly"]
    assert "case partly: ranked without unknown HPO ids HP:7777777" in done.err
    assert "refused: case empty: no observed phenotype" in done.err
    assert (
        "2 cases ranked, 1 of them without HPO ids that the snapshot lacks, 2 refused" in done.err
    )


def test_evaluate_ranking_reports_three_protocols(rareseek: Rareseek, cases: Path) -> None:
    report = json.loads(rareseek("evaluate", "ranking", cases, "--json").out)
    assert [p["protocol"] for p in report["protocols"]] == ["none", "sole", "own"]
    assert all(p["cases"] == 2 and p["not_in_graph"] == 0 for p in report["protocols"])
    assert report["cases_file"] == "cases.jsonl"
    assert report["cases_sha256"] == hashlib.sha256(cases.read_bytes()).hexdigest()
    assert "evaluate ranking" in report["command"]


def test_evaluate_ranking_prints_tables_and_keeps_the_report(
    rareseek: Rareseek, cases: Path, tmp_path: Path
) -> None:
    options = ["--noise", 2, "--training", cases, "-o", tmp_path / "report"]
    done = rareseek("evaluate", "ranking", cases, *options)
    assert done.code == 0
    for part in (
        "all evidence\tin graph\t2\t0",
        "own source removed\tall\t2",
        "random terms added",
    ):
        assert part in done.out
    report = json.loads((tmp_path / "report" / "report.json").read_text())
    assert report["leakage"]["same_disease"] == 2
    assert (tmp_path / "report" / "top-k.png").is_file()


def test_evaluate_diagnosis_never_shows_the_note(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "solved.jsonl"
    path.write_text(
        json.dumps({"id": "boy", "text": NOTE, "diagnoses": ["OMIM:154700", "ORPHA:558"]})
    )
    done = rareseek("evaluate", "diagnosis", path)
    assert done.code == 0
    assert "Rareseek, own source removed\tin graph\t1\t0\t1.000" in done.out
    assert "dictionary + LIRICAL's formulas" in done.out
    printed = rareseek("evaluate", "diagnosis", path, "--json", "-o", tmp_path / "report")
    assert json.loads(printed.out)["protocols"][0]["cases"] == 1
    kept = "".join(p.read_text() for p in (tmp_path / "report").glob("*.[js][sv][og]*"))
    for sentence in NOTE.split("."):
        assert not sentence.strip() or sentence not in done.out + done.err + printed.out + kept
    assert rareseek("evaluate", "diagnosis", path, "--evidence", "some").code == 2


def test_evaluate_ranking_counts_exact_matches_of_a_mapping(
    rareseek: Rareseek, cases: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "mondo.sssom.tsv"
    mapping.write_text(
        "# mapping set\nsubject_id\tpredicate_id\tobject_id\n"
        "MONDO:0007947\tskos:exactMatch\tOMIM:154700\n"
        "MONDO:0007947\tskos:exactMatch\tOrphanet:558\n"
        "MONDO:0100135\tskos:exactMatch\tOMIM:607208\n"
        "MONDO:0100135\tskos:exactMatch\tOrphanet:33069\n"
    )
    report = json.loads(rareseek("evaluate", "ranking", cases, "--mappings", mapping, "--json").out)
    found = report["protocols"][0]["matching"]
    assert found["equivalent"]["in_graph"]["top"]["1"]["value"] == 1.0


def test_annotate_gives_offsets_and_assertions(rareseek: Rareseek, note: Path) -> None:
    (line,) = rareseek("annotate", note).out.splitlines()
    record = json.loads(line)
    assert record["doc_id"] == "note.txt"
    found = {a["id"]: a for a in record["annotations"]}
    assert found["HP:0001083"]["assertion"] == "present"
    assert found["HP:0001250"]["assertion"] == "absent"
    assert found["HP:0002650"]["assertion"] == "family"
    for annotation in record["annotations"]:
        assert NOTE[annotation["start"] : annotation["end"]] == annotation["text"]


def test_annotate_goes_on_after_a_bad_document(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text('{"doc_id": "a", "text": ""}\n{"doc_id": "b", "text": "Seizures."}\nnonsense\n')
    done = rareseek("annotate", path)
    first, second, third = map(json.loads, done.out.splitlines())
    assert (first["doc_id"], "empty" in first["error"]) == ("a", True)
    assert second["annotations"][0]["id"] == "HP:0001250"
    assert "not valid JSON" in third["error"]
    assert done.code == 0


def test_diagnose_reads_like_a_report(rareseek: Rareseek, note: Path) -> None:
    done = rareseek("diagnose", note)
    assert done.code == 0
    assert "present  Tall stature (HP:0000098); Arachnodactyly (HP:0001166)" in done.out
    assert "absent  Seizure (HP:0001250)" in done.out
    assert "HP:0002650" not in done.out.split("Differential")[0]
    assert " 1. Marfan syndrome" in done.out
    assert "PMID:" in done.out
    assert "no medical device" in done.out


def test_diagnose_json_has_the_agreed_keys(rareseek: Rareseek, note: Path) -> None:
    answer = json.loads(rareseek("diagnose", note, "--json").out)
    assert list(answer) == [
        "id",
        "snapshot",
        "patient",
        "phenotypes",
        "excluded",
        "genes",
        "variants",
        "unmapped",
        "diagnoses",
        "absence",
        "stands_out",
        "next_findings",
        "genotype",
        "pair",
        "mimics",
        "mimics_note",
    ]
    best = answer["diagnoses"][0]
    assert best["id"] in MARFAN
    assert best["grounded"] is True
    assert [f["id"] for f in answer["excluded"]] == ["HP:0001250"]
    lens = next(e for e in best["evidence"] if (e["phenotype"] or {}).get("id") == "HP:0001083")
    assert lens["status"] == "matched"
    assert lens["annotation"]["references"]


def test_diagnose_standard_input(rareseek: Rareseek, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode())))
    assert json.loads(rareseek("diagnose", "-", "--json").out)["id"] == "-"


def test_diagnose_a_phenopacket(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "packet.json"
    features = [{"type": {"id": "HP:0001166"}}, {"type": {"id": "HP:0001083"}}]
    path.write_text(json.dumps({"id": "p", "subject": {}, "phenotypicFeatures": features}))
    answer = json.loads(rareseek("diagnose", path, "--json").out)
    assert [f["label"] for f in answer["phenotypes"]] == ["Arachnodactyly", "Ectopia lentis"]


def test_a_batch_answers_every_line_and_goes_on(rareseek: Rareseek, tmp_path: Path) -> None:
    path, output = tmp_path / "notes.jsonl", tmp_path / "answers.jsonl"
    lines = [{"id": "a", "text": NOTE}, {"id": "b", "text": "  "}, CASE, {"id": "c"}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n{broken\n")
    done = rareseek("diagnose", path, "-o", output)
    answers = [json.loads(line) for line in output.read_text().splitlines()]
    assert [a["id"] for a in answers] == ["a", "b", "boy", "notes.jsonl:4", "notes.jsonl:5"]
    assert ["error" in a for a in answers] == [False, True, False, True, True]
    assert "2 notes answered, 3 refused" in done.err


def test_nothing_that_maps_is_said_and_nothing_is_guessed(
    rareseek: Rareseek, tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The weather was fine.")
    done = rareseek("diagnose", path)
    assert done.code == 0
    assert "Nothing in the note maps to a phenotype of the graph" in done.out
    assert json.loads(rareseek("diagnose", path, "--json").out)["diagnoses"] == []


def test_query_prints_a_table_or_json(rareseek: Rareseek) -> None:
    cypher = "MATCH (g:Gene)-[:ASSOCIATED_WITH]->(d:Disease {id: $id}) RETURN g.symbol AS gene"
    parameters = '{"id": "OMIM:154700"}'
    assert rareseek("query", cypher, "--params", parameters).out == "gene\nFBN1\n"
    assert json.loads(rareseek("query", cypher, "--params", parameters, "--json").out) == [
        {"gene": "FBN1"}
    ]


def test_doctor_names_the_snapshot_and_what_is_missing(rareseek: Rareseek, tmp_path: Path) -> None:
    assert "hpo-2025-01-16-" in rareseek("doctor").out
    empty = rareseek("doctor", home=tmp_path)
    assert empty.code == 0
    assert "no snapshot yet" in empty.out


def test_ingest_twice_builds_once(rareseek: Rareseek, small_release: Path, tmp_path: Path) -> None:
    first = rareseek("ingest", "--source-dir", small_release, "--json", home=tmp_path / "home")
    second = rareseek("ingest", "--source-dir", small_release, "--json", home=tmp_path / "home")
    assert [json.loads(done.out)["new"] for done in (first, second)] == [True, False]
    assert json.loads(first.out)["id"] == json.loads(second.out)["id"]


def test_ingest_ends_with_a_table_of_what_it_built(
    rareseek: Rareseek, small_release: Path, tmp_path: Path
) -> None:
    done = rareseek("ingest", "--source-dir", small_release, home=tmp_path / "home")
    assert "hpoa\t2025-01-16\tsource-dir\t" in done.out
    assert "has_phenotype\t" in done.out
    assert "quarantined" in done.err


@pytest.mark.parametrize(
    "command", ["ingest", "diagnose", "rank", "annotate", "query", "doctor", "evaluate", "load"]
)
def test_every_command_has_help(rareseek: Rareseek, command: str) -> None:
    done = rareseek(command, "--help")
    assert done.code == 0
    assert len(done.out) > 200
