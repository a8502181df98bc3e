"""Top-k accuracy and mean reciprocal rank, with intervals by bootstrap over diseases.

Cases of one disease resemble each other, so diseases are resampled and all cases of a drawn one
come with it (cluster bootstrap; Davison and Hinkley 1997, chapter 2). Macro figures give every
disease the same weight, whatever its number of cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

CUTOFFS: Final = (1, 3, 5, 10, 50)
#: Resamples behind an interval, and the seed they are drawn with.
DRAWS: Final = 1000
SEED: Final = 0
_INTERVAL: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its 95 % interval; 0 to 1. NaN where there is no case."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float | None]:
        """Three numbers; None for NaN, which JSON does not know."""
        values = {"value": self.value, "low": self.low, "high": self.high}
        return {k: None if np.isnan(v) else round(v, 5) for k, v in values.items()}


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures over ``cases`` cases of ``diseases`` diseases; ``top`` is by k."""

    cases: int
    diseases: int
    top: Mapping[int, Estimate]
    mean_reciprocal_rank: Estimate
    macro_top: Mapping[int, Estimate]
    macro_mean_reciprocal_rank: Estimate

    def to_json(self) -> dict[str, Any]:
        """Numbers only, k as text."""
        return {
            "cases": self.cases,
            "diseases": self.diseases,
            "top": {str(k): one.to_json() for k, one in self.top.items()},
            "mrr": self.mean_reciprocal_rank.to_json(),
            "macro_top": {str(k): one.to_json() for k, one in self.macro_top.items()},
            "macro_mrr": self.macro_mean_reciprocal_rank.to_json(),
        }


def metrics(
    ranks: Sequence[int | None],
    diseases: Sequence[str],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Metrics:
    """Figures of ``ranks`` (from 1, None where the diagnosis was not listed) of as many cases.

    ``diseases`` names the disease of each case. The order of cases does not matter.

    >>> metrics([1, 2, None], ["a", "a", "b"]).top[1].value
    0.3333333333333333
    """
    gains = _gains(ranks)
    names, at = np.unique(np.asarray(diseases, np.str_), return_inverse=True)
    count = np.bincount(at, minlength=len(names)).astype(np.float64)
    sums = np.stack(
        [np.bincount(at, weights=gain, minlength=len(names)).astype(np.float64) for gain in gains]
    )
    micro = _estimates(sums, count, draws, seed)
    macro = _estimates(sums / np.maximum(count, 1), np.ones_like(count), draws, seed)
    return Metrics(
        cases=len(ranks),
        diseases=len(names),
        top=dict(zip(CUTOFFS, micro, strict=False)),
        mean_reciprocal_rank=micro[-1],
        macro_top=dict(zip(CUTOFFS, macro, strict=False)),
        macro_mean_reciprocal_rank=macro[-1],
    )


def _gains(ranks: Sequence[int | None]) -> NDArray[np.float64]:
    """What each case adds to each figure, (figures, cases): hits by k, then reciprocal ranks."""
    position = np.array([np.inf if rank is None else rank for rank in ranks], np.float64)
    gains: NDArray[np.float64] = np.stack([*(position <= k for k in CUTOFFS), 1 / position])
    return gains


def _estimates(
    sums: NDArray[np.float64], count: NDArray[Any], draws: int, seed: int
) -> list[Estimate]:
    """Ratios of sums over diseases, (figures, diseases) to (diseases,), with their intervals."""
    if not count.size:
        return [Estimate(np.nan, np.nan, np.nan) for _ in sums]
    size = len(count)
    weights = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), draws)
    drawn = (weights @ sums.T) / (weights @ count)[:, None]
    low, high = np.percentile(drawn, _INTERVAL, axis=0)
    values = sums.sum(axis=1) / count.sum()
    return [Estimate(*map(float, one)) for one in zip(values, low, high, strict=True)]
