"""Answers of trees on cases they were not trained on, as the ranker would give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..calibration import SIGNS_OF, Calibration
from ..features import Question, features
from ..index import RankingIndex
from ..likelihood import MISMATCH
from ..pool import pool
from ..query import Query
from ..ranker import question_of
from ..trees import Trees
from ..views import SourceExclusion, views_of
from .solved import SolvedCase

CUTOFFS: Final = (1, 3, 5, 10, 50)
#: Protocol name of cases whose diagnosis is taken out of the graph.
REMOVED: Final = "removed"
#: Protocol name of degraded cases: few phenotypes and nothing else.
SPARSE: Final = "sparse"
SPARSE_TERMS: Final = 4
#: Of how many cases one is tested under the two protocols above too.
EVERY: Final = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One case under one protocol.

    ``diseases`` (k,) are rows of the index, best first, ``scores`` (k,) theirs, ``prevalence`` (k,)
    and ``similarities`` (the features `SIGNS_OF`) in the same order. ``position`` is where the
    right one stands, from 0; None where it is no candidate.
    """

    case: str
    protocol: str
    count: int
    diseases: NDArray[np.int32]
    scores: NDArray[np.float64]
    prevalence: NDArray[np.float64]
    similarities: tuple[NDArray[np.float32], ...]
    position: int | None


def answers(index: RankingIndex, trees: Trees, cases: Iterable[SolvedCase]) -> Iterable[Answer]:
    """The answers on each case by protocol, with few terms, and with its diagnosis gone."""
    for number, solved in enumerate(cases):
        articles, patient = solved.case.articles, solved.case.patient
        for rule in SourceExclusion:
            views = views_of(index, articles, rule)
            question = question_of(index, solved.query, views, patient)
            yield answer(trees, question, solved, rule.value)
        if number % EVERY:
            continue
        few = Query(solved.query.present[:SPARSE_TERMS], ())
        views = views_of(index, articles, SourceExclusion.SOLE)
        yield answer(trees, question_of(index, few, views), solved, SPARSE)
        question = question_of(index, solved.query, (index.whole,), patient)
        yield answer(trees, without(question, solved.right), solved, REMOVED)


def without(question: Question, diseases: frozenset[int]) -> Question:
    """The question where ``diseases`` show nothing of the case."""
    ratios = question.ratios.copy()
    ratios[:, list(diseases)] = np.log(MISMATCH)
    return replace(question, ratios=ratios)


def answer(trees: Trees, question: Question, solved: SolvedCase, protocol: str) -> Answer:
    """The answer of ``trees``; under the protocol `REMOVED` the diagnosis is no candidate."""
    chosen = pool(question.index, question.closure, question.ratios.sum(axis=0))
    if protocol == REMOVED:
        chosen = chosen.take(~np.isin(chosen.diseases, list(solved.right)))
    names, matrix = features(question, chosen)
    scores = trees(matrix)
    order = np.argsort(-scores, kind="stable")
    diseases = chosen.diseases[order]
    found = np.flatnonzero(np.isin(diseases, list(solved.right)))
    return Answer(
        solved.case.id,
        protocol,
        len(question.query.present),
        diseases,
        scores[order],
        question.index.facts.prevalence[diseases],
        tuple(matrix[order, names.index(name)] for name in SIGNS_OF),
        int(found[0]) if found.size else None,
    )


def scaled(calibration: Calibration, given: Answer) -> Answer:
    """The answer with its scores calibrated and the prior in them, in their order."""
    scores = calibration.scaled(given.scores, given.prevalence)
    order = np.argsort(-scores, kind="stable")
    position = None if given.position is None else int(np.flatnonzero(order == given.position)[0])
    return replace(
        given,
        diseases=given.diseases[order],
        scores=scores[order],
        prevalence=given.prevalence[order],
        similarities=tuple(one[order] for one in given.similarities),
        position=position,
    )


def figures(given: Sequence[Answer]) -> dict[str, float]:
    """Top-k, mean reciprocal rank and number of the answers."""
    positions = [one.position for one in given if one.position is not None]
    of = max(len(given), 1)
    shares = {f"top_{k}": sum(at < k for at in positions) / of for k in CUTOFFS}
    reciprocal = sum(1 / (at + 1) for at in positions) / of
    rounded = {name: round(value, 4) for name, value in (shares | {"mrr": reciprocal}).items()}
    return rounded | {"cases": len(given)}
