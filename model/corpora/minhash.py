"""MinHash signatures of sets, and the bands by which similar sets are found (Broder 1997; LSH)."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS: Final = 64
#: Rows of a band: 16 bands of 4. A pair that overlaps by 0.8 shares one with probability 0.9998.
BAND: Final = 4
_PRIME: Final = (1 << 31) - 1
_RANDOM: Final = np.random.default_rng(0)
#: As large as the prime, so that products wrap: else every permutation has the same minimum.
_FACTORS: Final = _RANDOM.integers(1, _PRIME, PERMUTATIONS)
_SHIFTS: Final = _RANDOM.integers(0, _PRIME, PERMUTATIONS)


def signature(members: Collection[str]) -> NDArray[np.int64]:
    """Minimum of each permutation, (`PERMUTATIONS`,); the share that agrees estimates Jaccard.

    An empty set has the signature of no other: -1 throughout.
    """
    if not members:
        return np.full(PERMUTATIONS, -1, np.int64)
    hashed = np.array([zlib.crc32(one.encode()) % _PRIME for one in members], np.int64)
    minima: NDArray[np.int64] = ((hashed[:, None] * _FACTORS + _SHIFTS) % _PRIME).min(axis=0)
    return minima


def bands(minima: NDArray[np.int64]) -> Iterator[tuple[int, bytes]]:
    """The bands of a signature, to be looked up by."""
    for start in range(0, PERMUTATIONS, BAND):
        yield start, minima[start : start + BAND].tobytes()
