"""From the scores of the candidates to probabilities, with room for "not in the graph".

The posterior of a candidate is the softmax of the scores over a temperature, times the probability
that the patient's disease is among the candidates at all. That one is logistic in a few signs of a
poor fit; both are fitted on cases that the trees were not trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Signs of a poor fit, in the order of the weights.
SIGNS: Final = (
    "log of the largest share",
    "margin of the best score over the second",
    "entropy of the shares",
    "log of the number of observed phenotypes",
    "best mixed log ratio, per phenotype",
    "best backward similarity among the first three",
    "best forward similarity among the first three",
)

#: Features that the last three signs look at.
SIGNS_OF: Final = ("mixed", "backward", "forward")
_TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities.

    Attributes:
        prevalence: What an e-fold of prevalence adds to the score of the trees.
        temperature: Divides the scores.
        weights: One per sign of `SIGNS`.
        bias: Log odds of absence where all signs are 0.
        cutoff: Probability of absence from which the answer is that no disease stands out.
    """

    prevalence: float
    temperature: float
    weights: tuple[float, ...]
    bias: float
    cutoff: float

    def absence(self, signs: NDArray[np.float64]) -> float:
        """Probability that the disease is not in the graph, for the values of `SIGNS`."""
        odds = float(signs @ np.array(self.weights)) + self.bias
        return float(1.0 / (1.0 + np.exp(-odds)))

    def scaled(
        self, scores: NDArray[np.float64], prevalence: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Scores of trees, with the prior, (k,); ``prevalence`` (k,) is a natural log."""
        calibrated: NDArray[np.float64] = scores + self.prevalence * prevalence
        calibrated /= self.temperature
        return calibrated

    def posteriors(
        self, scaled: NDArray[np.float64], count: int, similarities: Sequence[NDArray[np.float32]]
    ) -> NDArray[np.float64]:
        """Posterior of each candidate for `scaled` scores, (k,); see `signs`."""
        absence = self.absence(signs(scaled, count, similarities))
        return (1 - absence) * shares_of(scaled)


def shares_of(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of each candidate, given that it is one of them: the softmax of ``scores``."""
    share: NDArray[np.float64] = np.exp(scores - scores.max())
    share /= share.sum()
    return share


def signs(
    scores: NDArray[np.float64],
    count: int,
    similarities: Sequence[NDArray[np.float32]],
) -> NDArray[np.float64]:
    """The values of `SIGNS` for the k candidates of a case with ``count`` observed phenotypes.

    ``scores`` (k,) are over the temperature; ``similarities`` are the features `SIGNS_OF`, each
    (k,).
    """
    mixed, backward, forward = similarities
    shares = shares_of(scores)
    order = np.argsort(-scores)[:3]
    margin = float(scores[order[0]] - scores[order[1]]) if len(order) > 1 else 0.0
    entropy = -float((shares * np.log(np.maximum(shares, _TINY))).sum())
    return np.array(
        [
            np.log(float(shares.max())),
            margin,
            entropy,
            np.log(count),
            float(mixed.max()) / count,
            float(backward[order].max()),
            float(forward[order].max()),
        ]
    )
