"""Figures are drawn, say what they show, and need their extra."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from rareseek.errors import MissingExtraError
from rareseek.evaluation import (
    EvaluationReport,
    Matcher,
    Provenance,
    RankingPool,
    study_noise,
    study_protocols,
)
from rareseek.evaluation.plots import save_plots
from rareseek.evaluation.report import sha256_of
from rareseek.retrieval import Case

from .conftest import ARACHNODACTYLY, LENS, TALL


@pytest.fixture(scope="module")
def report(ward_folder: Path) -> EvaluationReport:
    cases = [Case(str(i), (ARACHNODACTYLY, LENS), diagnoses=(TALL,)) for i in range(12)]
    strata = {case.id: {"onset": "adult"} for case in cases}
    with RankingPool(ward_folder, Matcher(), workers=1) as pool:
        studies = study_protocols(pool, cases, strata)
        noise = study_noise(pool, cases, studies, 3, draws=1)
    provenance = Provenance("ward-1", {}, "cases", "0" * 64, None, "rareseek evaluate")
    return EvaluationReport(provenance, studies, (), noise)


def test_every_figure_is_written_in_both_formats(report: EvaluationReport, tmp_path: Path) -> None:
    written = {path.name for path in save_plots(report, tmp_path)}
    names = ("top-k", "strata", "noise", "reliability", "abstention")
    assert written == {f"{name}.{kind}" for name in names for kind in ("png", "svg")}
    for name in names:
        assert (tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        drawn = (tmp_path / f"{name}.svg").read_text()
        assert "snapshot ward-1" in drawn
    assert "share of cases" in (tmp_path / "top-k.svg").read_text()
    assert "own source removed" in (tmp_path / "abstention.svg").read_text()


def test_the_same_report_gives_the_same_drawing(report: EvaluationReport, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        save_plots(report, tmp_path / folder)
    for name in ("top-k", "noise"):
        one, two = ((tmp_path / f / f"{name}.svg").read_bytes() for f in ("a", "b"))
        assert one == two


def test_without_matplotlib_the_extra_is_named(
    report: EvaluationReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"rareseek\[plots\]"):
        save_plots(report, tmp_path)


def test_the_report_is_json_and_repeatable(report: EvaluationReport, tmp_path: Path) -> None:
    saved = json.loads(report.save(tmp_path / "new").read_text())
    assert saved["snapshot"] == "ward-1"
    assert saved["seeds"] == {"bootstrap": 0, "noise": 0}
    assert [one["protocol"] for one in saved["protocols"]] == ["none", "sole", "own"]
    assert saved == json.loads(json.dumps(report.to_json()))


def test_a_folder_of_cases_has_a_checksum_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    before = sha256_of(tmp_path)
    assert sha256_of(tmp_path / "a.json") != before
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    assert sha256_of(tmp_path) != before
