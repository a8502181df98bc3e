"""Fit the trees: gradient boosting on the softmax over the candidates of each case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ....errors import MissingExtraError, RankerError
from .examples import Example

if TYPE_CHECKING:
    import lightgbm

ROUNDS: Final = 120
#: One thread and row-wise histograms: the same examples give the same trees, bit by bit.
SETTINGS: Final[Mapping[str, Any]] = {
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "use_missing": False,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_LEAST_HESSIAN = 1e-4

_Gradients = Callable[
    [NDArray[np.float64], "lightgbm.Dataset"], tuple[NDArray[np.float64], NDArray[np.float64]]
]


def fit(examples: Sequence[Example], seed: int, rounds: int = ROUNDS) -> str:
    """The trees fitted to ``examples``, in LightGBM's text format.

    Raises `MissingExtraError` without LightGBM and `RankerError` without any example.
    """
    try:
        import lightgbm
    except ImportError as error:
        raise MissingExtraError("LightGBM", extra="ranker") from error
    if not examples:
        raise RankerError("no case to train on has its diagnosis in the graph; give other cases")
    names = list(examples[0].names)
    matrix = np.concatenate([one.matrix for one in examples])
    data = lightgbm.Dataset(matrix, np.zeros(len(matrix)), feature_name=names)
    settings = {**SETTINGS, "seed": seed, "objective": _softmax(examples)}
    return str(lightgbm.train(settings, data, rounds).model_to_string())


def _softmax(examples: Sequence[Example]) -> _Gradients:
    """Gradients of the weighted log loss of the softmax within each example."""
    sizes = np.array([len(one.right) for one in examples])
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    example = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.repeat([one.weight for one in examples], sizes)
    target = np.concatenate([one.right / one.right.sum() for one in examples])

    def gradients(
        scores: NDArray[np.float64], _: lightgbm.Dataset
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        share = np.exp(scores - np.maximum.reduceat(scores, start)[example])
        share /= np.add.reduceat(share, start)[example]
        slope = np.maximum(share * (1 - share), _LEAST_HESSIAN)
        return weight * (share - target), weight * slope

    return gradients
