"""Training: folds, calibration, and a model of the small clinic."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from rareseek.retrieval.cases import Case
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.training import TrainingPlan, folds_of, solved_cases, train
from rareseek.retrieval.ranking.training.calibrate import calibrate, flag_curve, reliability
from rareseek.retrieval.ranking.training.examples import ExampleMaker
from rareseek.retrieval.ranking.training.held_out import Answer, figures
from rareseek.retrieval.ranking.training.solved import SolvedCase

from ...conftest import ANNOTATIONS, HOMOCYSTINURIA, MARFAN, RETT


def case(number: int, diagnosis: str, *articles: str) -> Case:
    terms = tuple(
        term for disease, term, *_, no, _ in ANNOTATIONS if disease == diagnosis and not no
    )
    return Case(f"case {number}", terms, articles=articles, diagnoses=(diagnosis,))


def silent(cases: Iterable[SolvedCase], _: str) -> Iterable[SolvedCase]:
    return cases


def test_cases_that_share_a_disease_or_an_article_are_in_one_fold(clinic: RankingIndex) -> None:
    cases = [
        case(0, MARFAN, "PMID:1"),
        case(1, MARFAN, "PMID:7"),
        case(2, HOMOCYSTINURIA, "PMID:7"),
        case(3, RETT, "PMID:5"),
    ]
    folds = folds_of(solved_cases(clinic, cases, {}), 2).tolist()
    assert folds[0] == folds[1] == folds[2] != folds[3]


def test_cases_that_share_an_equivalent_id_are_in_one_fold(clinic: RankingIndex) -> None:
    same = {MARFAN: frozenset({MARFAN, "MONDO:1"}), RETT: frozenset({RETT, "MONDO:1"})}
    cases = [case(0, MARFAN), case(1, RETT), case(2, HOMOCYSTINURIA)]
    folds = folds_of(solved_cases(clinic, cases, same), 2).tolist()
    assert folds[0] == folds[1] != folds[2]


def test_cases_without_a_known_diagnosis_are_left_out(clinic: RankingIndex) -> None:
    cases = [case(0, MARFAN), Case("unknown", ("HP:0001250",), diagnoses=("OMIM:1",))]
    assert [one.case.id for one in solved_cases(clinic, cases, {})] == ["case 0"]


def test_examples_of_a_case_cover_every_protocol(clinic: RankingIndex) -> None:
    solved = solved_cases(clinic, [case(0, MARFAN, "PMID:1")], {})
    made = ExampleMaker(clinic, 1).of_case(solved[0], 1.0)
    assert len(made) == 4
    assert all(one.right.sum() == 1 for one in made)
    exact = made[0].names.index("exact_share")
    everything, _, own = (float(one.matrix[one.right, exact][0]) for one in made[:3])
    assert everything == 1
    assert own < 1


def test_the_same_inputs_give_the_same_files(clinic: RankingIndex, tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    known = [case(i, d, f"PMID:{i}") for i, d in enumerate((MARFAN, RETT, HOMOCYSTINURIA) * 20)]
    solved = solved_cases(clinic, known, {})
    plan = TrainingPlan(folds=3, rounds=5, simulated=30, sources={"snapshot": "clinic"})
    for name in ("one", "other"):
        model, given = train(clinic, solved, plan, tmp_path / name, silent)
    for name in ("ranker.txt.gz", "ranker.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert model.manifest["leakage"]["diseases_in_two_folds"] == 0
    assert figures([one for one in given if one.protocol == "none"])["cases"] == 60


def answer(score: float, position: int | None, near: float) -> Answer:
    like = np.full(3, near, np.float32)
    scores = np.array([score, 0.0, 0.0])
    rows, even = np.arange(3, dtype=np.int32), np.zeros(3)
    return Answer("case", "none", 4, rows, scores, even, (like,) * 3, position)


def test_calibration_learns_how_often_the_first_is_right() -> None:
    sure = [answer(3.0, 0 if i % 2 else 1, 0.9) for i in range(200)]
    gone = [answer(0.1, None, 0.1) for _ in range(200)]
    fitted = calibrate(sure, gone)
    assert fitted.temperature > 1
    error, bins = reliability(fitted, sure)
    assert error < 0.2
    assert sum(one["cases"] for one in bins) == 200
    assert flag_curve(fitted, sure, gone)["0.1"] == 1.0
