"""Patients simulated from the graph: phenotypes drawn by frequency, made imprecise and noisy."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np

from ..index import RankingIndex
from ..query import Query
from .examples import ExampleMaker

_MOST_TERMS = (3, 4, 5, 6, 8, 10, 15)
_NOISE = (0, 0, 1, 1, 2, 3)
_IMPRECISE = 0.25
#: Published patients show more of their disease's phenotypes than its frequencies say.
_LIFT, _SUREST = 1.3, 0.95


def simulated_patients(
    index: RankingIndex, maker: ExampleMaker, count: int, seed: int
) -> Iterator[tuple[int, Query]]:
    """``count`` diseases, drawn evenly, each with the phenotypes of one patient."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)  # noqa: S311
    direct = index.evidence.profiles.direct
    used = np.bincount(index.rows.term, minlength=len(index.term_ids)).astype(np.float64)
    used /= used.sum()
    while count:
        disease = chance.randrange(len(index.diseases))
        span = slice(direct.indptr[disease], direct.indptr[disease + 1])
        shown = numbers.random(span.stop - span.start) < np.minimum(
            direct.data[span] * _LIFT, _SUREST
        )
        terms = direct.indices[span][shown].tolist()
        if len(terms) < 2:
            continue
        chance.shuffle(terms)
        kept = terms[: chance.choice(_MOST_TERMS)]
        kept = [maker.parent(term) if chance.random() < _IMPRECISE else term for term in kept]
        kept += numbers.choice(len(used), chance.choice(_NOISE), p=used).tolist()
        yield disease, Query(tuple(dict.fromkeys(kept)), ())
        count -= 1
