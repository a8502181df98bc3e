"""Features of the candidates of one case for the learned ranker.

No feature names a disease: each compares a candidate with the case, or with the other candidates,
or says how much is written about it. Which groups there are: likelihood ratios; matches up the
ontology (information content); excluded terms; the way back, from the disease's phenotypes to the
case's; the disease's description; its relatives; the patient's age, sex and onset; size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import features_match as match
from . import features_mixture as mixture
from .index import RankingIndex
from .patient import PatientLike, scaled
from .pool import Pool
from .profile_rows import Gathered, gather
from .query import Query
from .views import View

Columns = dict[str, NDArray[np.float64]]

#: Features that are also given as the distance to the best candidate, and as a log rank.
_DISTANCES = (
    "ratio_sum",
    "mixed",
    "mixed_broad",
    "mixed_even",
    "mixed_best",
    "ratio_sum_narrow",
    "forward",
    "backward",
    "simgic",
    "cosine",
    "likeness",
    "described_forward",
    "gene_sum",
    "class_sum",
    "phenodigm",
    "coverage",
    "exact_log_ratio",
    "log_frequency",
)
_RANKS = ("ratio_sum", "mixed_broad", "mixed", "simgic", "likeness", "cosine", "backward")
#: Stands where something is not known: no such value is possible.
UNKNOWN_VALUE = -99.0
#: Larger counts of terms are as good as these.
_MOST_PRESENT, _MOST_EXCLUDED = 30, 40


@dataclass(frozen=True, slots=True)
class Question:
    """A case as the features see it: its terms, their log ratios (q, d), and who the patient is.

    ``closure`` are the observed terms with all their ancestors, ascending.
    """

    index: RankingIndex
    query: Query
    closure: NDArray[np.int32]
    views: Sequence[View]
    ratios: NDArray[np.float64]
    patient: PatientLike


def features(question: Question, pool: Pool) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Names of the f features, and their values for the k diseases of ``pool``, (k, f)."""
    held = gather(question.index.space, question.views, pool.diseases)
    columns: Columns = {}
    own = question.ratios[:, pool.diseases].T
    count = len(question.query.present)
    columns |= _likelihood(own[:, :count], pool, held)
    columns |= match.features(question, held, pool)
    columns |= mixture.features(question, pool, own[:, :count], held.breadth)
    columns |= _excluded_ratio(own[:, count:])
    columns |= _patient(question, pool)
    columns |= _size(question, held)
    columns |= _beside_the_others(columns)
    size = len(pool.diseases)
    matrix = np.empty((size, len(columns)), np.float32)
    for at, values in enumerate(columns.values()):
        matrix[:, at] = values
    return tuple(columns), matrix


def _likelihood(ratios: NDArray[np.float64], pool: Pool, held: Gathered) -> Columns:
    """Of the log ratios of the observed terms, with breadth and ("narrow") without."""
    count = ratios.shape[1]
    narrow = ratios + held.breadth[:, None]
    best_first = -np.sort(-narrow, axis=1)
    score = pool.score.astype(np.float64)
    return {
        "ratio_sum": score,
        "ratio_root": score / np.sqrt(count),
        "ratio_mean": score / count,
        "ratio_sum_narrow": narrow.sum(axis=1),
        "ratio_mean_narrow": narrow.mean(axis=1),
        "breadth": held.breadth,
        "ratio_largest": best_first[:, 0],
        "ratio_second": best_first[:, 1] if count > 1 else np.zeros(len(ratios)),
        "ratio_three": best_first[:, :3].sum(axis=1),
        "ratio_smallest": best_first[:, -1],
        "ratio_for": np.maximum(narrow, 0).sum(axis=1),
        "ratio_against": np.minimum(narrow, 0).sum(axis=1),
        "share_for": (narrow > 0).mean(axis=1),
        "share_strong": (narrow > 2).mean(axis=1),
    }


def _excluded_ratio(ratios: NDArray[np.float64]) -> Columns:
    return {"excluded_ratio": ratios.sum(axis=1)}


def _patient(question: Question, pool: Pool) -> Columns:
    """How far the onset lies outside the disease's span, and the age after its start."""
    earliest, latest = (span[pool.diseases] for span in question.index.space.onset_span)
    patient, unknown = question.patient, np.full(len(earliest), np.nan)
    onset = age = unknown
    if patient.onset_years is not None:
        began = scaled(patient.onset_years)
        onset = np.minimum(began - earliest, 0.0) + np.maximum(began - latest, 0.0)
    if patient.age_years is not None:
        age = scaled(patient.age_years) - earliest
    linked = question.index.facts.x_linked[pool.diseases].astype(np.float64)
    sign = {"male": 1.0, "female": -1.0}.get((patient.sex or "").lower(), 0.0)
    return {
        "onset_outside": np.nan_to_num(onset, nan=UNKNOWN_VALUE),
        "age_after_start": np.nan_to_num(age, nan=UNKNOWN_VALUE),
        "x_linked": sign * linked,
    }


def _size(question: Question, held: Gathered) -> Columns:
    """How much the sources and the case say; in steps, so that no disease has its own value."""
    query, size = question.query, held.direct.size
    annotated = np.log2(1 + held.direct.sum(np.ones(len(held.direct.term))))
    information = question.index.space.information[list(query.present)]
    case = {
        "present": min(len(query.present), _MOST_PRESENT),
        "excluded": min(len(query.excluded), _MOST_EXCLUDED),
        "information_mean": round(float(information.mean()), 1),
        "information_largest": round(float(information.max()), 1),
    }
    return {
        "annotated": np.round(annotated * 2) / 2,
        "expected": np.round(np.log2(1 + held.expected_terms) * 2) / 2,
    } | {name: np.full(size, float(value)) for name, value in case.items()}


def _beside_the_others(columns: Mapping[str, NDArray[np.float64]]) -> Columns:
    distances = {f"{name}.to_best": columns[name] - columns[name].max() for name in _DISTANCES}
    ranks = {f"{name}.rank": _log_rank(columns[name]) for name in _RANKS}
    return distances | ranks


def _log_rank(values: NDArray[np.float64]) -> NDArray[np.float64]:
    ranks = np.empty(len(values))
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return np.log1p(ranks)
