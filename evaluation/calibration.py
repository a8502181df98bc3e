"""Whether a posterior means what it says, and whether it tells when the answer is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .judging import Outcome
from .metrics import Estimate

BINS: Final = 10
#: Share of answerable cases that may be flagged in error.
FALSE_FLAGS: Final = 0.10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose first candidate has a posterior in one tenth of 0 to 1."""

    low: float
    high: float
    cases: int
    posterior: float
    """Mean posterior, NaN without cases."""
    accuracy: float
    """Share of the first candidates that are right, NaN without cases."""


def wilson(share: float, cases: int) -> Estimate:
    """A share of ``cases`` cases with its 95 % interval by Wilson (1927).

    >>> [round(bound, 2) for bound in (wilson(0.5, 10).low, wilson(0.5, 10).high)]
    [0.24, 0.76]
    """
    z = 1.959964
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z / (1 + z * z / cases) * np.sqrt(share * (1 - share) / cases + (z / (2 * cases)) ** 2)
    return Estimate(share, float(max(middle - half, 0.0)), float(min(middle + half, 1.0)))


@dataclass(frozen=True, slots=True)
class Reliability:
    """Posteriors against hits. ``error`` is the expected calibration error.

    The mean over cases of the difference between accuracy and mean posterior of their bin (Naeini,
    Cooper and Hauskrecht 2015), with ten bins of equal width. NaN without cases.
    """

    bins: tuple[Bin, ...]
    error: float
    cases: int

    def to_json(self) -> dict[str, Any]:
        """The error and every bin that holds cases."""
        return {
            "expected_calibration_error": _number(self.error),
            "cases": self.cases,
            "bins": [
                {
                    "low": b.low,
                    "high": b.high,
                    "cases": b.cases,
                    "mean_posterior": _number(b.posterior),
                    "accuracy": _number(b.accuracy),
                }
                for b in self.bins
                if b.cases
            ],
        }


def reliability(posteriors: Sequence[float], hits: Sequence[bool], bins: int = BINS) -> Reliability:
    """Compare the posterior of each first candidate with whether it was right.

    >>> reliability([0.95, 0.95, 0.05], [True, True, False]).error
    0.05
    """
    said, right = np.asarray(posteriors, np.float64), np.asarray(hits, np.float64)
    at = np.clip((said * bins).astype(np.int64), 0, bins - 1)
    count = np.bincount(at, minlength=bins)
    with np.errstate(invalid="ignore"):
        posterior = np.bincount(at, weights=said, minlength=bins) / count
        accuracy = np.bincount(at, weights=right, minlength=bins) / count
    gap = np.abs(accuracy - posterior)[count > 0]
    error = float(gap @ count[count > 0] / len(said)) if len(said) else float("nan")
    edges = np.round(np.linspace(0, 1, bins + 1), 10)
    found = zip(edges, edges[1:], count, posterior, accuracy, strict=False)
    return Reliability(
        tuple(Bin(float(a), float(b), int(n), float(p), float(h)) for a, b, n, p, h in found),
        round(error, 10),
        len(said),
    )


def reliability_of(outcomes: Sequence[Outcome]) -> Reliability:
    """Reliability over the cases that were ranked."""
    ranked = [(outcome.first, outcome.hit) for outcome in outcomes if outcome.first is not None]
    return reliability([first for first, _ in ranked], [hit for _, hit in ranked])


@dataclass(frozen=True, slots=True)
class Abstention:
    """Flagging the cases whose first posterior is below a threshold as "not in the graph".

    For each threshold, ascending: ``flagged`` is the share of the cases whose diagnosis was taken
    out of the candidates that are flagged, ``false_flags`` that of the same cases with it left in,
    ``absent_flagged`` that of ``absent`` other cases, whose diagnosis the graph never had. NaN
    without cases.
    """

    thresholds: NDArray[np.float64]
    flagged: NDArray[np.float64]
    false_flags: NDArray[np.float64]
    absent_flagged: NDArray[np.float64]
    cases: int
    absent: int

    @property
    def area(self) -> float:
        """Area under ``flagged`` over ``false_flags``: 0.5 for a coin, 1 for an oracle."""
        return float(np.trapz(self.flagged, self.false_flags)) if self.cases else float("nan")

    def at(self, false_flags: float = FALSE_FLAGS) -> WorkingPoint:
        """The highest threshold with at most this share of false flags."""
        if not self.cases:
            return WorkingPoint(*(float("nan"),) * 4)
        i = int(np.searchsorted(self.false_flags, false_flags, side="right")) - 1
        arrays = (self.thresholds, self.flagged, self.false_flags, self.absent_flagged)
        return WorkingPoint(*(float(array[i]) for array in arrays))

    def to_json(self, points: int = 101) -> dict[str, Any]:
        """The working point at 10 % false flags, the area, and the curve at ``points`` places."""
        every = np.linspace(0, max(len(self.thresholds) - 1, 0), points).round().astype(int)
        shown = np.unique(every) if self.cases else np.zeros(0, np.int64)
        point = {key: _number(value) for key, value in self.at()._asdict().items()}
        return {
            "cases": self.cases,
            "absent_cases": self.absent,
            "area": _number(self.area),
            **point,
            "curve": [
                [round(float(array[i]), 5) for array in (self.false_flags, self.flagged)]
                for i in shown.tolist()
            ],
        }


class WorkingPoint(NamedTuple):
    """One threshold of an `Abstention` and the shares it flags."""

    threshold: float
    flagged: float
    false_flags: float
    absent_flagged: float


def abstention(outcomes: Sequence[Outcome]) -> Abstention:
    """How well the first posterior tells cases without their diagnosis from the same with it.

    Cases that were not ranked are left out.
    """
    removed = np.sort([o.without for o in outcomes if o.without is not None])
    kept = np.sort([o.first for o in outcomes if o.without is not None and o.first is not None])
    absent = np.sort([o.first for o in outcomes if not o.in_graph and o.first is not None])
    thresholds = np.unique(np.concatenate([[0.0], removed, kept, absent, [np.inf]]))

    def below(posteriors: NDArray[np.float64]) -> NDArray[np.float64]:
        count: NDArray[np.int64] = np.searchsorted(posteriors, thresholds, side="left")
        return count / (len(posteriors) or float("nan"))

    return Abstention(
        thresholds, below(removed), below(kept), below(absent), len(kept), len(absent)
    )


def _number(value: float) -> float | None:
    """A finite number for JSON."""
    return round(value, 5) if np.isfinite(value) else None
