"""Calibration and abstention on posteriors made by hand."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.evaluation import Matching, Outcome, abstention, reliability


def outcome(case: str, first: float | None, without: float | None) -> Outcome:
    ranks = dict.fromkeys(Matching)
    return Outcome(case, "d", without is not None, ranks, first is None, first, without)


def test_the_error_is_the_mean_gap_over_cases() -> None:
    found = reliability([0.05, 0.15, 0.15, 0.95], [False, True, False, True])
    assert found.error == pytest.approx((0.05 + 2 * 0.35 + 0.05) / 4)
    assert [b.cases for b in found.bins] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found.bins[1].accuracy == 0.5


def test_a_posterior_of_one_is_in_the_last_bin() -> None:
    assert reliability([1.0, 0.0], [True, False]).error == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_the_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    found = reliability([p for p, _ in pairs], [h for _, h in pairs])
    assert 0 <= found.error <= 1
    assert sum(b.cases for b in found.bins) == len(pairs)


def test_a_perfect_flag_and_a_useless_one() -> None:
    apart = abstention([outcome(str(i), 0.9, 0.1) for i in range(10)])
    assert apart.area == 1.0
    assert apart.at().flagged == 1.0
    assert apart.at().false_flags == 0.0
    alike = abstention([outcome(str(i), i / 10, i / 10) for i in range(10)])
    assert alike.area == pytest.approx(0.5)
    assert alike.at().flagged == alike.at().false_flags == pytest.approx(0.1)


def test_cases_that_were_never_in_the_graph_are_flagged_apart() -> None:
    cases = [outcome(str(i), 0.9, 0.1) for i in range(10)]
    cases += [outcome("x", 0.2, None), outcome("y", 0.95, None), outcome("failed", None, None)]
    found = abstention(cases)
    assert (found.cases, found.absent) == (10, 2)
    assert found.at().absent_flagged == 0.5


def test_curves_rise_and_fit_into_json() -> None:
    rng = np.random.default_rng(0)
    found = abstention([outcome(str(i), *rng.random(2)) for i in range(300)])
    assert (np.diff(found.flagged) >= 0).all()
    assert (np.diff(found.false_flags) >= 0).all()
    assert len(found.to_json()["curve"]) <= 101
    empty = abstention([])
    assert math.isnan(empty.area)
    assert json.loads(json.dumps(empty.to_json()))["flagged"] is None
