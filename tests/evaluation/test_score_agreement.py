"""The figures are those of independent scoring programs on what the commands write."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.data, pytest.mark.slow]

#: Every so many cases.
STEP = 20
CUTOFFS = ("1", "3", "5", "10", "50")


@pytest.fixture(scope="module")
def tools(data_dir: Path) -> Path:
    folder = data_dir.parent / "tools"
    if not (folder / "score_ranks.py").is_file():
        pytest.skip(f"no scoring programs at {folder}")
    return folder


def rareseek(home: Path, *arguments: object) -> str:
    code = "from rareseek.cli import run; run()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {"RARESEEK_HOME": str(home), "RARESEEK_OFFLINE": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def scored(program: Path, *arguments: Path) -> dict[str, Any]:
    command = [sys.executable, str(program), *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def mappings(data_dir: Path) -> list[str]:
    names = [f"mondo_exactmatch_{name}.sssom.tsv.gz" for name in ("omim", "orphanet")]
    return [part for name in names for part in ("--mappings", str(data_dir / "mondo" / name))]


@pytest.mark.parametrize(("protocol", "rule"), [("none", []), ("own", ["--exclude-own-source"])])
@pytest.mark.parametrize("name", ["phenopackets_dev.jsonl.gz", "ramedis_dev.jsonl"])
def test_ranking_agrees(
    development_home: Path,
    data_dir: Path,
    tools: Path,
    tmp_path: Path,
    protocol: str,
    rule: list[str],
    name: str,
) -> None:
    given = data_dir / "cases" / name
    raw = given.read_bytes()
    text = (gzip.decompress(raw) if given.suffix == ".gz" else raw).decode()
    lines = text.splitlines(keepends=True)[::STEP]
    cases, ranks = tmp_path / "cases.jsonl", tmp_path / "ranks.tsv"
    cases.write_text("".join(lines))
    rareseek(development_home, "rank", cases, "-o", ranks, "--no-genotype", *rule)
    expected = scored(tools / "score_ranks.py", cases, ranks)
    printed = rareseek(
        development_home, "evaluate", "ranking", cases, "--json", *mappings(data_dir)
    )
    report = {one["protocol"]: one for one in json.loads(printed)["protocols"]}
    found = report[protocol]["matching"]["equivalent"]["all"]
    assert found["cases"] == expected["n"]
    for k in CUTOFFS:
        assert found["top"][k]["value"] == pytest.approx(expected[f"top{k}"], abs=1e-4)
    assert found["mrr"]["value"] == pytest.approx(expected["mrr"], abs=1e-4)
    macro = found["macro_top"]["1"]["value"]
    assert macro == pytest.approx(expected["top1_macro_disease"], abs=1e-4)


def test_diagnosis_agrees(
    development_home: Path, data_dir: Path, tools: Path, tmp_path: Path
) -> None:
    records = [
        json.loads(line)
        for line in (data_dir / "notes" / "case_reports_dev.jsonl").read_text().splitlines()[::6]
    ]
    gold, notes, answers = (tmp_path / n for n in ("gold.jsonl", "notes.jsonl", "answers.jsonl"))
    gold.write_text("".join(json.dumps(one) + "\n" for one in records))
    unlabelled = [
        {"id": r["id"], "pmid": r["pmid"], "text": r["presentation_before_dx"]} for r in records
    ]
    notes.write_text("".join(json.dumps(one) + "\n" for one in unlabelled))
    home = development_home
    rareseek(home, "diagnose", notes, "-o", answers, "--top", 50, "--exclude-own-source")
    expected = scored(tools / "score_notes.py", gold, answers)
    printed = rareseek(home, "evaluate", "diagnosis", gold, "--json", *mappings(data_dir))
    assert all(record["presentation_before_dx"] not in printed for record in records)
    found = json.loads(printed)["protocols"][0]["matching"]["equivalent"]["all"]
    assert found["cases"] == expected["n"]
    for k in CUTOFFS:
        assert found["top"][k]["value"] == pytest.approx(expected[f"top{k}"], abs=1e-3)
