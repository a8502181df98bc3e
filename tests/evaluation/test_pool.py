"""One process or several: the same outcomes, in the order of the cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from rareseek.errors import InputError
from rareseek.evaluation import Matcher, Matching, RankingPool, study_noise, study_protocols
from rareseek.evaluation.judging import posterior_without
from rareseek.evaluation.noise import LEVELS
from rareseek.retrieval import Case, RankedDisease, SourceExclusion

from .conftest import ARACHNODACTYLY, LENS, LENTIS, SEIZURE, TALL

CASES = [
    Case("tall", (ARACHNODACTYLY, LENS), (), (), (), ("PMID:1",), (TALL,)),
    Case("lens", (LENS,), diagnoses=(LENTIS,)),
    Case("elsewhere", (SEIZURE,), diagnoses=("OMIM:999999",)),
    Case("nothing", (), diagnoses=(TALL,)),
    Case("unknown term", ("HP:7777777",), diagnoses=(TALL,)),
    Case("unsolved", (LENS,)),
]


@pytest.mark.slow
def test_several_processes_give_what_one_gives(ward_folder: Path) -> None:
    many = CASES * 90
    found = []
    for workers in (1, 2):
        with RankingPool(ward_folder, Matcher(), workers=workers) as pool:
            found.append(list(pool.outcomes(many, SourceExclusion.OWN)))
    assert found[0] == found[1]
    solved = [case.id for case in many if case.diagnoses]
    assert [outcome.case for outcome in found[1]] == solved


def test_outcomes_of_each_kind_of_case(ward_folder: Path) -> None:
    with RankingPool(ward_folder, Matcher(), workers=1) as pool:
        found = {o.case: o for o in pool.outcomes(CASES)}
    assert found["tall"].ranks == dict.fromkeys(Matching, 1)
    assert found["tall"].hit
    assert not found["elsewhere"].in_graph
    assert not found["elsewhere"].failed
    assert found["elsewhere"].without is None
    assert found["nothing"].failed
    assert found["unknown term"].failed
    assert "unsolved" not in found


def test_taking_the_diagnosis_out_leaves_the_next_one(ward_folder: Path) -> None:
    with RankingPool(ward_folder, Matcher(), workers=1) as pool:
        (found,) = pool.outcomes(CASES[:1])
    assert found.first is not None
    assert found.without is not None
    assert 0 < found.without <= 1
    assert found.first + found.without * (1 - found.first) <= 1.0


def test_a_study_has_every_protocol_and_keeps_failures(ward_folder: Path) -> None:
    groups = {case.id: {"all": "yes"} for case in CASES}
    with RankingPool(ward_folder, Matcher(), workers=1) as pool:
        studies = study_protocols(pool, CASES, groups)
        curves = study_noise(pool, CASES, studies, 10, draws=2)
    assert [study.report.protocol for study in studies] == ["none", "sole", "own"]
    for study in studies:
        report = study.report
        assert (report.cases, report.in_graph, report.failed) == (5, 4, 2)
        assert study.strata["all"]["yes"].cases == 4
        assert report.over_all[Matching.EQUIVALENT].top[50].value == pytest.approx(2 / 5)
    assert len(curves) == 3 * len(LEVELS)
    assert all(level.cases == 2 for curve in curves for level in curve.levels)


def test_without_articles_all_protocols_are_one(ward_folder: Path) -> None:
    with RankingPool(ward_folder, Matcher(), workers=1) as pool:
        studies = study_protocols(pool, CASES[1:], {})
    none, sole, own = (study.report.outcomes for study in studies)
    assert none == sole == own


def test_a_study_needs_solved_cases(ward_folder: Path) -> None:
    pool = RankingPool(ward_folder, Matcher(), workers=1)
    with pool, pytest.raises(InputError, match="solved cases"):
        study_protocols(pool, [CASES[-1]], {})


def test_a_diagnosis_that_is_the_only_candidate_leaves_none() -> None:
    def none_left() -> None:
        return None

    matcher = Matcher()
    gold = matcher.gold([TALL])
    alone = (RankedDisease(1, TALL, TALL, 1.0, 0.7, (), ()),)
    assert posterior_without(alone, matcher, gold, none_left) == 0.0
    assert posterior_without((), matcher, gold, none_left) == 0.0
    second = RankedDisease(2, LENTIS, LENTIS, 0.5, 0.2, (), ())
    found = posterior_without((*alone, second), matcher, gold, lambda: second)
    assert found == pytest.approx(0.2 / 0.3)
    first = posterior_without((second, *alone), matcher, gold, none_left)
    assert first == pytest.approx(0.2 / 0.3)
