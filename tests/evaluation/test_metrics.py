"""Figures worked out by hand, and what must hold of all of them."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rareseek.evaluation import metrics
from rareseek.evaluation.metrics import CUTOFFS

CASES = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 60)), st.sampled_from("abcdefgh")),
    min_size=1,
    max_size=40,
)


def test_figures_of_five_cases() -> None:
    found = metrics([1, 2, None, 4, 51], ["a", "a", "a", "b", "c"])
    assert (found.cases, found.diseases) == (5, 3)
    assert {k: one.value for k, one in found.top.items()} == {
        1: 0.2,
        3: 0.4,
        5: pytest.approx(0.6),
        10: pytest.approx(0.6),
        50: pytest.approx(0.6),
    }
    assert found.mean_reciprocal_rank.value == pytest.approx((1 + 1 / 2 + 1 / 4 + 1 / 51) / 5)
    assert found.macro_top[1].value == pytest.approx((1 / 3 + 0 + 0) / 3)
    assert found.macro_top[5].value == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_intervals_come_from_diseases_and_not_from_cases() -> None:
    one_disease = metrics([1] * 50 + [None] * 50, ["a"] * 100).top[1]
    assert (one_disease.low, one_disease.high) == (0.5, 0.5)
    two = metrics([1] * 50 + [None] * 50, ["a"] * 50 + ["b"] * 50).top[1]
    assert (two.low, two.high) == (0.0, 1.0)
    many = metrics([1] * 50 + [None] * 50, [str(i) for i in range(100)]).top[1]
    assert 0.38 < many.low < 0.44
    assert 0.56 < many.high < 0.62


def test_no_case_gives_no_figure_and_valid_json() -> None:
    found = metrics([], [])
    assert math.isnan(found.top[1].value)
    assert json.loads(json.dumps(found.to_json()))["top"]["1"]["value"] is None


@settings(max_examples=60)
@given(CASES, st.randoms())
def test_the_order_of_cases_does_not_matter(cases: list[tuple[int | None, str]], rnd) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(cases)
    rnd.shuffle(shuffled)
    both = [metrics([r for r, _ in some], [d for _, d in some]) for some in (cases, shuffled)]
    assert both[0].to_json() == both[1].to_json()


@settings(max_examples=60)
@given(CASES)
def test_figures_grow_with_k_and_lie_within_their_intervals(
    cases: list[tuple[int | None, str]],
) -> None:
    found = metrics([r for r, _ in cases], [d for _, d in cases])
    for tops in (found.top, found.macro_top):
        for field in ("value", "low", "high"):
            values = [getattr(tops[k], field) for k in CUTOFFS]
            assert values == sorted(values)
        for one in (*tops.values(), found.mean_reciprocal_rank, found.macro_mean_reciprocal_rank):
            assert 0 <= one.low <= one.value + 1e-12
            assert one.value <= one.high + 1e-12
            assert one.high <= 1
    assert found.top[1].value <= found.mean_reciprocal_rank.value + 1e-12
