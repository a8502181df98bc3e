"""Gradient-boosted trees, read from LightGBM's text format and evaluated without LightGBM.

All conditions of all trees are looked at once. Each condition that fails rules out the leaves on
its left; the leaf a row falls into is the leftmost one that no failed condition rules out
(QuickScorer: Lucchese et al. 2015, doi:10.1145/2766462.2767733). Leaves are bits of 16, so a tree
may have 16 at most. Only numerical conditions ``value <= threshold`` without missing values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAX_LEAVES = 16
_ALL = np.uint16(0xFFFF)


@dataclass(frozen=True, slots=True)
class Trees:
    """c conditions of t trees, by tree, and l leaves.

    ``feature`` and ``threshold`` (c,) are the conditions; ``kept`` (c,) marks, for each, the
    leaves that are left when it fails; ``start`` (t,) is the first condition of each tree.
    ``leaves`` (t, 16) are the values that are added up, and ``names`` those of the features.
    """

    names: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    kept: NDArray[np.uint16]
    start: NDArray[np.intp]
    leaves: NDArray[np.float64]

    @classmethod
    def parse(cls, text: str) -> Trees:
        """The trees of a LightGBM model file; raises `ValueError` for what is none of that kind."""
        head, *blocks = text.split("\nTree=")
        names = tuple(_fields(head)["feature_names"].split())
        trees = [_Tree.of(_fields(block)) for block in blocks]
        kept = [tree for tree in trees if tree.feature.size]
        sizes = [tree.feature.size for tree in kept]
        return cls(
            names,
            np.concatenate([tree.feature for tree in kept]),
            np.concatenate([tree.threshold for tree in kept]),
            np.concatenate([tree.mask for tree in kept]),
            np.cumsum([0, *sizes[:-1]]),
            np.stack([tree.leaves for tree in kept]),
        )

    def __call__(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum over all trees for each row of ``matrix`` (k, f), (k,)."""
        failed = matrix.T[self.feature] > self.threshold[:, None]
        left = np.where(failed, self.kept[:, None], _ALL)
        reached = np.bitwise_and.reduceat(left, self.start, axis=0)
        leaf = _LOWEST_BIT[reached]
        values: NDArray[np.float64] = np.take_along_axis(self.leaves, leaf, axis=1).sum(axis=0)
        return values


@dataclass(frozen=True, slots=True)
class _Tree:
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    mask: NDArray[np.uint16]
    leaves: NDArray[np.float64]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> _Tree:
        leaves = _numbers(fields["leaf_value"])
        if len(leaves) > MAX_LEAVES or fields.get("num_cat", "0") != "0":
            raise ValueError(f"a tree of {len(leaves)} leaves, or with categories, is not read")
        padded = np.zeros(MAX_LEAVES)
        if len(leaves) == 1:
            nothing = np.zeros(0)
            return cls(
                nothing.astype(np.intp),
                nothing.astype(np.float32),
                nothing.astype(np.uint16),
                padded,
            )
        left, right = (_numbers(fields[side]).astype(int) for side in ("left_child", "right_child"))
        order = _in_order(left, right, 0)
        padded[: len(leaves)] = leaves[order]
        place = {leaf: at for at, leaf in enumerate(order)}
        masks = [_without(_in_order(left, right, node), place) for node in left.tolist()]
        return cls(
            _numbers(fields["split_feature"]).astype(np.intp),
            _below(_numbers(fields["threshold"])),
            np.array(masks, np.uint16),
            padded,
        )


def _in_order(left: NDArray[np.int_], right: NDArray[np.int_], node: int) -> list[int]:
    """Leaves under a node from left to right; a negative node -1 - i is leaf i."""
    if node < 0:
        return [-1 - node]
    return _in_order(left, right, int(left[node])) + _in_order(left, right, int(right[node]))


def _without(leaves: list[int], place: Mapping[int, int]) -> int:
    mask = int(_ALL)
    for leaf in leaves:
        mask &= ~(1 << place[leaf])
    return mask


def _below(thresholds: NDArray[np.float64]) -> NDArray[np.float32]:
    """The largest single-precision number that is not above each threshold."""
    near = thresholds.astype(np.float32)
    above = near.astype(np.float64) > thresholds
    near[above] = np.nextafter(near[above], np.float32(-np.inf))
    return near


def _fields(block: str) -> dict[str, str]:
    lines = (line.partition("=") for line in block.splitlines())
    return {name: value for name, sign, value in lines if sign}


def _numbers(text: str) -> NDArray[np.float64]:
    return np.array(text.split(), np.float64)


def _lowest_bits() -> NDArray[np.intp]:
    """Place of the lowest bit set in each number of 16 bits."""
    numbers = np.arange(1 << MAX_LEAVES)
    lowest = (numbers & -numbers).astype(np.float64)
    places: NDArray[np.intp] = np.log2(np.maximum(lowest, 1)).astype(np.intp)
    return places


_LOWEST_BIT = _lowest_bits()
