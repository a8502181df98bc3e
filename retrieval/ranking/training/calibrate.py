"""Calibrate the scores of trees on cases they were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..calibration import SIGNS, Calibration, signs
from .held_out import Answer, scaled

#: Share of patients whose disease is not in the graph; of the development cases it is 0.23.
ABSENT: Final = 0.2
#: Share of the cases in the graph that may be flagged as not there.
FALSE_FLAGS: Final = 0.1
_BINS: Final = 10
_TEMPERATURES: Final = tuple(np.round(np.arange(0.6, 2.01, 0.05), 2).tolist())
_PRIORS: Final = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6)


def calibrate(
    present: Sequence[Answer], absent: Sequence[Answer], weighed: Sequence[Answer] = ()
) -> Calibration:
    """Fit prior, temperature and absence to answers on cases in the graph and on others.

    Prior and temperature are those with the least log loss: the prior's over ``weighed`` (by
    default ``present``), the temperature's over ``present``. The cutoff flags `FALSE_FLAGS` of
    ``present``.
    """

    def plain(prevalence: float, temperature: float) -> Calibration:
        return Calibration(prevalence, temperature, (0.0,) * len(SIGNS), 0.0, 1.0)

    prior = min(_PRIORS, key=lambda one: _loss(weighed or present, plain(one, 1.0)))
    temperature = min(_TEMPERATURES, key=lambda one: _loss(present, plain(prior, one)))
    here, gone = (_signs(plain(prior, temperature), given) for given in (present, absent))
    weights, bias = _logistic(here, gone)
    fitted = Calibration(prior, temperature, weights, bias, 1.0)
    flagged = np.quantile([fitted.absence(row) for row in here], 1 - FALSE_FLAGS)
    return replace(fitted, cutoff=round(float(flagged), 4))


def reliability(
    calibration: Calibration, given: Sequence[Answer]
) -> tuple[float, list[dict[str, float]]]:
    """Expected calibration error over ten bins of the first posterior, and what is in each bin."""
    first, hits = np.empty(len(given)), np.empty(len(given), np.bool_)
    for at, one in enumerate(given):
        best = scaled(calibration, one)
        first[at] = calibration.posteriors(best.scores, best.count, best.similarities)[0]
        hits[at] = best.position == 0
    bins = np.minimum((first * _BINS).astype(int), _BINS - 1)
    rows, error = [], 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            said, was = float(first[inside].mean()), float(hits[inside].mean())
            rows.append({"cases": int(inside.sum()), "said": round(said, 4), "was": round(was, 4)})
            error += float(inside.mean()) * abs(said - was)
    return round(error, 4), rows


def flag_curve(
    calibration: Calibration, present: Sequence[Answer], absent: Sequence[Answer]
) -> Mapping[str, float]:
    """Share of ``absent`` that is flagged, by share of ``present`` that is flagged too."""
    here, gone = (
        np.array([calibration.absence(row) for row in _signs(calibration, given)])
        for given in (present, absent)
    )
    shares = (0.02, 0.05, 0.1, 0.2, 0.3)
    cutoffs = {share: float(np.quantile(here, 1 - share)) for share in shares}
    return {str(share): round(float((gone > cut).mean()), 4) for share, cut in cutoffs.items()}


def _loss(given: Sequence[Answer], calibration: Calibration) -> float:
    losses = []
    for one in given:
        if one.position is not None:
            scores = calibration.scaled(one.scores, one.prevalence)
            losses.append(np.log(np.exp(scores - scores[one.position]).sum()))
    return float(np.mean(losses))


def _signs(calibration: Calibration, given: Sequence[Answer]) -> NDArray[np.float64]:
    best = [scaled(calibration, one) for one in given]
    return np.array([signs(one.scores, one.count, one.similarities) for one in best])


def _logistic(
    here: NDArray[np.float64], gone: NDArray[np.float64]
) -> tuple[tuple[float, ...], float]:
    """Weights and bias of absence, with `ABSENT` of the weight on ``gone``."""
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate([here, gone])
    absent = np.repeat([0, 1], [len(here), len(gone)])
    weight = np.repeat([(1 - ABSENT) / len(here), ABSENT / len(gone)], [len(here), len(gone)])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit((rows - mean) / spread, absent, sample_weight=weight * len(rows))
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ mean)
    return tuple(round(float(one), 6) for one in weights), round(bias, 6)
