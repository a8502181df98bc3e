"""Trees read from LightGBM's text give what LightGBM gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rareseek.retrieval.ranking.trees import Trees

lightgbm = pytest.importorskip("lightgbm")


def booster(leaves: int, rounds: int = 20) -> tuple[Any, NDArray[np.float32]]:
    numbers = np.random.default_rng(1)
    matrix = numbers.normal(size=(500, 6)).astype(np.float32)
    matrix[:, 3] = np.round(matrix[:, 3])
    target = matrix[:, 0] * matrix[:, 3] + np.abs(matrix[:, 2])
    data = lightgbm.Dataset(matrix, target)
    settings = {"num_leaves": leaves, "verbose": -1, "num_threads": 1, "use_missing": False}
    return lightgbm.train(settings, data, rounds), matrix


def test_every_row_gets_the_sum_that_lightgbm_gives() -> None:
    model, matrix = booster(leaves=16)
    assert Trees.parse(model.model_to_string())(matrix) == pytest.approx(model.predict(matrix))


def test_values_on_a_threshold_go_left_as_in_lightgbm() -> None:
    model, _ = booster(leaves=8)
    trees = Trees.parse(model.model_to_string())
    on = np.zeros((len(trees.threshold), 6), np.float32)  # LightGBM takes 1e-35 for 0
    on[np.arange(len(on)), trees.feature] = trees.threshold
    apart = np.abs(trees.threshold) > 1e-30
    assert apart.sum() > 100
    assert trees(on[apart]) == pytest.approx(model.predict(on[apart]))


def test_larger_trees_are_refused() -> None:
    model, _ = booster(leaves=31)
    with pytest.raises(ValueError, match="leaves"):
        Trees.parse(model.model_to_string())
