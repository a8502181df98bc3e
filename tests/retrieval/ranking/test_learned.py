"""The learned ranker on the small clinic."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from rareseek.errors import RankerError
from rareseek.retrieval.ranking import learned
from rareseek.retrieval.ranking.features import features
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.learned import LearnedRanker
from rareseek.retrieval.ranking.patient import Patient
from rareseek.retrieval.ranking.pool import pool
from rareseek.retrieval.ranking.query import Query
from rareseek.retrieval.ranking.ranker import (
    RankerName,
    SourceExclusion,
    question_of,
    rank,
)
from rareseek.retrieval.ranking.views import views_of

from ..conftest import HOMOCYSTINURIA, MARFAN, RETT


def columns(
    index: RankingIndex,
    present: list[str],
    excluded: tuple[str, ...] = (),
    *,
    articles: tuple[str, ...] = (),
    patient: Patient | None = None,
) -> dict[str, dict[str, float]]:
    """Features by name, by disease id."""
    views = views_of(index, articles, SourceExclusion.OWN)
    query = Query.of(index, present, excluded)
    question = question_of(index, query, views, patient)
    chosen = pool(index, question.closure, question.ratios.sum(axis=0))
    names, matrix = features(question, chosen)
    ids = [index.records[row][0] for row in chosen.diseases.tolist()]
    return {
        name: dict(zip(ids, matrix[:, at].tolist(), strict=True)) for at, name in enumerate(names)
    }


def test_the_disease_with_all_phenotypes_comes_first(clinic: RankingIndex) -> None:
    assert rank(clinic, ["HP:0001166", "HP:0001083"])[0].id == MARFAN


def test_contributions_and_adjustment_add_up_to_the_score(clinic: RankingIndex) -> None:
    given = np.array([0.0, 2.0, 0.0, -1.0])
    for disease in rank(clinic, ["HP:0001166", "HP:0001250"], ["HP:0001249"], genotype=given):
        told = sum(c.log_ratio for c in disease.contributions)
        assert disease.score == pytest.approx(told + disease.adjustment + disease.genotype)


def test_posteriors_and_absence_sum_to_one(clinic: RankingIndex) -> None:
    ranking = rank(clinic, ["HP:0001083"], top=100)
    assert ranking.absence is not None
    assert sum(d.posterior for d in ranking) + ranking.absence == pytest.approx(1)


def test_the_likelihood_ratio_cannot_tell_absence(clinic: RankingIndex) -> None:
    ranking = rank(clinic, ["HP:0001083"], ranker=RankerName.LR)
    assert ranking.absence is None
    assert all(disease.adjustment == 0 for disease in ranking)


def test_log_odds_move_a_disease_by_themselves(clinic: RankingIndex) -> None:
    without = {d.id: d for d in rank(clinic, ["HP:0001166"])}
    odds = np.zeros(len(clinic.diseases))
    odds[clinic.disease_row[RETT]] = 30.0
    with_them = rank(clinic, ["HP:0001166"], genotype=odds)
    assert without[RETT].rank > 1
    assert with_them[0].id == RETT
    assert with_them[0].genotype == 30.0


def test_features_do_not_depend_on_rows_that_are_left_out(clinic: RankingIndex) -> None:
    with_rows = columns(clinic, ["HP:0001250"])
    without = columns(clinic, ["HP:0001250"], articles=("PMID:5",))
    assert with_rows["exact_share"][RETT] == 1
    assert without["exact_share"][RETT] == 0
    assert without["coverage"][RETT] == 0


def test_relatives_follow_the_rows_that_are_left_out(clinic: RankingIndex) -> None:
    with_rows = columns(clinic, ["HP:0001083"])
    without = columns(clinic, ["HP:0001083"], articles=("PMID:4",))
    assert without["gene_sum"][MARFAN] < with_rows["gene_sum"][MARFAN]
    assert with_rows["gene_sum"][HOMOCYSTINURIA] == without["gene_sum"][HOMOCYSTINURIA]


def test_excluded_hallmarks_are_counted(clinic: RankingIndex) -> None:
    found = columns(clinic, ["HP:0001250"], ("HP:0001249",))
    assert found["excluded_hallmark"][RETT] == 1
    assert found["excluded_hallmark"][MARFAN] == 0


def test_an_unknown_patient_says_nothing(clinic: RankingIndex) -> None:
    found = columns(clinic, ["HP:0001250"], patient=Patient(sex="female"))
    assert set(found["onset_outside"].values()) == {-99.0}


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    shipped = Path(learned.__file__).parent / "shipped"
    folder = tmp_path / "model"
    shutil.copytree(shipped, folder)
    manifest = json.loads((folder / "ranker.json").read_text())
    (folder / "ranker.json").write_text(json.dumps(manifest | {"format": 0}))
    with pytest.raises(RankerError, match="format 0"):
        LearnedRanker.open(folder)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(RankerError, match="rareseek train ranker"):
        LearnedRanker.open(tmp_path)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    shutil.copytree(Path(learned.__file__).parent / "shipped", tmp_path / "model")
    (tmp_path / "model" / "ranker.txt.gz").write_bytes(b"\x1f\x8bdamaged")
    with pytest.raises(RankerError):
        LearnedRanker.open(tmp_path / "model")


def test_evidence_for_a_disease_speaks_against_its_absence(clinic: RankingIndex) -> None:
    plain = rank(clinic, ["HP:0001166"], top=100)
    odds = np.zeros(len(clinic.diseases))
    assert rank(clinic, ["HP:0001166"], genotype=odds).absence == pytest.approx(plain.absence)
    odds[clinic.disease_row[MARFAN]] = 8.0
    found = rank(clinic, ["HP:0001166"], genotype=odds, top=100)
    assert plain.absence is not None
    assert found.absence is not None
    assert found.absence < plain.absence
    assert sum(d.posterior for d in found) + found.absence == pytest.approx(1)
