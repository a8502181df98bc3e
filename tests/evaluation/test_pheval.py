"""The runner in the real PhEval, where it is installed (an environment of its own)."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

pytest.importorskip("pheval", reason="needs the extra pheval, in an environment of its own")

CONFIG = """tool: rareseek
tool_version: test
variant_analysis: false
gene_analysis: false
disease_analysis: true
tool_specific_configuration_options:
  top: 3
"""


def phenopacket(name: str, *terms: str) -> dict[str, object]:
    disease = {"id": "OMIM:154700", "label": "Marfan syndrome"}
    return {
        "id": name,
        "subject": {"id": name},
        "phenotypicFeatures": [{"type": {"id": t, "label": t}} for t in terms],
        "interpretations": [
            {"id": name, "progressStatus": "SOLVED", "diagnosis": {"disease": disease}}
        ],
        "diseases": [{"term": disease}],
        "metaData": {"created": "2025-01-01T00:00:00Z", "createdBy": "test"},
    }


def test_pheval_finds_the_runner_and_benchmarks_its_results(
    small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pheval.implementations import get_implementation_resolver

    monkeypatch.setenv("RARESEEK_HOME", str(small_home))
    corpus = tmp_path / "corpus" / "phenopackets"
    corpus.mkdir(parents=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "config.yaml").write_text(CONFIG)
    for name, terms in {"boy": ["HP:0001166", "HP:0001083"], "empty": []}.items():
        (corpus / f"{name}.json").write_text(json.dumps(phenopacket(name, *terms)))
    runner_class = get_implementation_resolver().lookup("rareseekphevalrunner")
    runner = runner_class(
        tmp_path / "in", tmp_path / "corpus", tmp_path, tmp_path / "out", None, "test"
    )
    runner.build_output_directory_structure()
    runner.prepare()
    runner.run()
    runner.post_process()
    folder = tmp_path / "out" / "pheval_disease_results"
    found = pl.read_parquet(folder / "boy-disease_result.parquet")
    assert found.filter(pl.col("true_positive"))["rank"].min() == 1
    assert len(found) == 3
    missed = pl.read_parquet(folder / "empty-disease_result.parquet")
    assert missed.filter(pl.col("true_positive"))["rank"].to_list() == [0]
