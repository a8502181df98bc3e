"""Folds in which no disease and no article stands on both sides."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .solved import SolvedCase


def folds_of(cases: Sequence[SolvedCase], count: int, seed: int = 0) -> NDArray[np.intp]:
    """The fold of each case, (c,), 0 to ``count`` - 1.

    Cases that share a disease (under any of its exact ids) or an article, directly or through other
    cases, are in one fold. Folds are filled with the largest groups first.
    """
    groups = _groups(cases)
    sizes = Counter(groups)
    order = sorted(sizes)
    random.Random(seed).shuffle(order)  # noqa: S311 - reproducible, nothing secret
    order.sort(key=lambda group: -sizes[group])
    filled = [0] * count
    fold_of: dict[str, int] = {}
    for group in order:
        fold = filled.index(min(filled))
        fold_of[group] = fold
        filled[fold] += sizes[group]
    return np.array([fold_of[group] for group in groups], np.intp)


def _groups(cases: Sequence[SolvedCase]) -> list[str]:
    """The group of each case, by the name of one of its members."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one in cases:
        first, *others = sorted({*one.accepted, *one.case.articles})
        for other in others:
            parent[root(other)] = root(first)
    return [root(min(one.accepted)) for one in cases]
