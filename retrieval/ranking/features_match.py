"""Features that compare the terms of the case with the phenotypes of each candidate.

Similarity after Resnik (information content of the best common ancestor), both ways, as
best-match averages; simGIC (Pesquita 2008); Phenodigm's geometric mean (Smedley 2013).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .pool import Pool
from .profile_rows import Gathered, ProfileRows
from .space import Space

if TYPE_CHECKING:
    from .features import Columns, Question

#: Frequency from which a phenotype is a hallmark; seldom below the next.
_HALLMARK = 0.6
_SELDOM = 0.3
#: Least frequency in logs, and most of an excluded phenotype.
_LEAST, _MOST = 0.02, 0.98
_TINY = 1e-6


def features(question: Question, held: Gathered, pool: Pool) -> Columns:
    """All features of this module for the k diseases of ``held``, (k,) each."""
    frame = _Frame(question)
    frequency = held.propagated.columns(frame.position, frame.width)
    best = frame.best(frequency > 0)
    columns = _forward(frame, frequency, best)
    columns |= _excluded(frame, frequency)
    columns |= _backward(frame, held.direct)
    columns |= _sets(frame, held.propagated, frequency)
    columns |= _described(question, frame, pool)
    return columns


class _Frame:
    """The terms that matter to a case, numbered: its observed terms' closure and excluded terms."""

    def __init__(self, question: Question) -> None:
        index, query = question.index, question.query
        self.space: Space = index.space
        self.closure = question.closure
        self.present = np.array(query.present)
        self.excluded = np.array(query.excluded, np.intp)
        used = np.union1d(self.closure, self.excluded)
        self.width = len(used)
        self.position = np.full(len(index.term_ids), -1, np.intp)
        self.position[used] = np.arange(self.width)
        self.information = self.space.information[used]
        self.of_present = self.space.information[self.present]
        above = index.ancestors
        self._above = [
            self.position[above.indices[above.indptr[t] : above.indptr[t + 1]]]
            for t in query.present
        ]

    def best(self, held: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Information of the best ancestor-or-self of each observed term that is held, (k, n)."""
        informative = held * self.information
        out = np.empty((len(held), len(self._above)), np.float32)
        for at, above in enumerate(self._above):
            out[:, at] = informative[:, above].max(axis=1)
        return out

    @cached_property
    def nearest(self) -> NDArray[np.float32]:
        """Information of the best common ancestor of each term and any observed one, (t,)."""
        below = self.space.descendants
        information = self.space.information
        out = np.zeros(len(self.position), np.float32)
        for term in self.closure[np.argsort(information[self.closure])].tolist():
            out[below.indices[below.indptr[term] : below.indptr[term + 1]]] = information[term]
        return out


def _forward(frame: _Frame, frequency: NDArray[np.float32], best: NDArray[np.float32]) -> Columns:
    """From the case to the disease."""
    exact = frequency[:, frame.position[frame.present]].astype(np.float64)
    own, total = frame.of_present, float(frame.of_present.sum()) + _TINY
    share = best / np.maximum(own, _TINY)
    held = exact > 0
    logs = np.log(np.maximum(exact, _TINY)) + own
    return {
        "exact_share": held.mean(axis=1),
        "exact_information": (held * own).sum(axis=1) / total,
        "frequency_sum": exact.sum(axis=1),
        "frequency_mean": exact.mean(axis=1),
        "exact_log_ratio": np.where(held, logs, 0).sum(axis=1),
        "log_frequency": np.log(np.maximum(exact, _LEAST)).mean(axis=1),
        "forward": best.sum(axis=1) / total,
        "forward_sum": best.sum(axis=1),
        "forward_least": share.min(axis=1),
        "forward_mean": share.mean(axis=1),
        "phenodigm": np.sqrt(share * best).sum(axis=1) / total,
    }


def _excluded(frame: _Frame, frequency: NDArray[np.float32]) -> Columns:
    """What the case excludes and the disease shows."""
    shown = frequency[:, frame.position[frame.excluded]].astype(np.float64)
    information = frame.space.information[frame.excluded]
    held, count = shown > 0, max(len(frame.excluded), 1)
    total = float(information.sum()) + _TINY
    return {
        "excluded_shown": held.sum(axis=1),
        "excluded_share": held.sum(axis=1) / count,
        "excluded_information": (held * information).sum(axis=1) / total,
        "excluded_frequency": shown.sum(axis=1),
        "excluded_penalty": np.log1p(-np.minimum(shown, _MOST)).sum(axis=1),
        "excluded_seldom": (held & (shown < _SELDOM)).sum(axis=1),
        "excluded_hallmark": (shown > _HALLMARK).sum(axis=1),
    }


def _backward(frame: _Frame, direct: ProfileRows) -> Columns:
    """From the disease's annotated phenotypes to the case."""
    information = frame.space.information[direct.term]
    near = np.minimum(frame.nearest[direct.term], information)
    seen = np.zeros(len(frame.position), np.bool_)
    seen[frame.closure] = True
    observed, often = seen[direct.term], direct.value
    hallmark = often > _HALLMARK
    weight = direct.sum(often * information) + _TINY
    return {
        "backward": direct.sum(often * near) / weight,
        "backward_even": direct.sum(near) / (direct.sum(information) + _TINY),
        "coverage": direct.sum(often * observed) / (direct.sum(often) + _TINY),
        "coverage_information": direct.sum(often * observed * information) / weight,
        "hallmarks_missing": direct.sum(hallmark & (near < 0.5 * information)),
        "hallmarks_seen": direct.sum(hallmark & observed),
        "hallmarks_near": direct.sum(hallmark * near)
        / (direct.sum(hallmark * information) + _TINY),
    }


def _sets(frame: _Frame, propagated: ProfileRows, frequency: NDArray[np.float32]) -> Columns:
    """Of the two sets of terms, closed upwards."""
    information = frame.space.information
    own = information[frame.closure]
    at = frequency[:, frame.position[frame.closure]]
    shared = ((at > 0) * own).sum(axis=1)
    of_disease = propagated.sum(information[propagated.term])
    length = propagated.sum((propagated.value * information[propagated.term]) ** 2)
    return {
        "simgic": shared / (of_disease + own.sum() - shared + _TINY),
        "shared": shared / (own.sum() + _TINY),
        "cosine": (at * own**2).sum(axis=1) / np.sqrt((length + 1) * ((own**2).sum() + 1)),
    }


def _described(question: Question, frame: _Frame, pool: Pool) -> Columns:
    """Of the phenotypes that the disease's names and definition speak of."""
    space, facts = frame.space, question.index.facts
    rows = pool.diseases.tolist()
    closure = ProfileRows.of([(space.described, row) for row in rows])
    best = frame.best(closure.columns(frame.position, frame.width) > 0)
    named = ProfileRows.of([(facts.described, row) for row in rows])
    information, near = space.information[named.term], frame.nearest[named.term]
    likeness = pool.likeness.astype(np.float64)
    return {
        "likeness": likeness,
        "likeness_share": likeness / np.sqrt((space.information[frame.closure] ** 2).sum() + _TINY),
        "described_forward": best.sum(axis=1) / (frame.of_present.sum() + _TINY),
        "described_largest": best.max(axis=1),
        "described_sum": best.sum(axis=1),
        "described_backward": named.sum(near) / (named.sum(information) + _TINY),
        "described_near": named.sum(near),
        "described_missing": named.sum(information - np.minimum(near, information)),
    }
