"""Likelihood ratios of phenotypes for every disease at once.

After LIRICAL (Robinson et al. 2020, doi:10.1016/j.ajhg.2020.06.021), with four differences, each
measured (docs/decisions/003-likelihood-ratio-ranker.md):

- fall-back: a disease without the observed term is judged by the ancestor of the term that speaks
  for it most, ``MISMATCH * (f(ancestor) / background(ancestor)) ** GENERALITY``;
- frequencies are shrunk (`rareseek.retrieval.ranking.profiles`);
- a disease that lists many phenotypes explains any of them with less surprise: every observed term
  is divided by the root of the disease's expected number of terms relative to the mean disease;
- an excluded term counts against a disease only where the disease nearly always shows it, and never
  for one: clinicians (and papers) report the absence of what they had reason to expect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from .profiles import Profiles

MISMATCH = 0.1
GENERALITY = 0.5
#: An ancestor that more than this share of diseases shows says nothing of likeness.
GENERIC = 0.3
#: A disease says that the observed term is absent from its patients.
CONTRADICTED = 0.1
#: Pseudo-count of the expected number of terms.
EXPECTED_TERMS_PSEUDO = 10.0
#: Share of the breadth that counts. All of it ranks phenopackets best, none of it RAMEDIS, whose
#: diseases have long annotation lists.
BREADTH_WEIGHT = 0.5
#: Nats that an excluded term must weigh before it counts: the odds that its absence was looked for
#: because the disease was suspected.
EXCLUSION_BIAS = 1.0
#: No disease shows a phenotype more surely than this.
MAX_FREQUENCY = 0.98


@dataclass(frozen=True, slots=True)
class Evidence:
    """Profiles with what each entry of ``profiles.frequency`` says for its disease.

    ``background`` (t,) is the mean frequency of each term over all diseases. ``log_ratio`` holds,
    for each stored frequency in storage order, the log of its ratio to the background frequency
    of the term, in nats.
    """

    profiles: Profiles
    background: NDArray[np.float64]
    log_ratio: NDArray[np.float32]

    @classmethod
    def of(cls, profiles: Profiles, background: NDArray[np.float64]) -> Evidence:
        """Compare ``profiles`` with the ``background`` frequency of each term, (t,)."""
        matrix = profiles.frequency
        spread = np.repeat(np.log(background), np.diff(matrix.indptr))
        return cls(profiles, background, (np.log(matrix.data) - spread).astype(np.float32))


def background_frequencies(profiles: Profiles) -> NDArray[np.float64]:
    """Mean frequency of each term over all diseases, (t,), at least half of one disease's worth."""
    mean = np.asarray(profiles.frequency.sum(axis=0), dtype=np.float64).ravel() / profiles.size
    floored: NDArray[np.float64] = np.maximum(mean, 0.5 / profiles.size)
    return floored


def breadth(profiles: Profiles, mean_expected_terms: float) -> NDArray[np.float64]:
    """What a disease's expected number of terms takes from each observed term, (d,), nats."""
    expected = profiles.expected_terms + EXPECTED_TERMS_PSEUDO
    mean = mean_expected_terms + EXPECTED_TERMS_PSEUDO
    relative: NDArray[np.float64] = BREADTH_WEIGHT * np.log(expected / mean)
    return relative


def observed_log_ratios(
    evidence: Evidence, ancestors: sp.csr_matrix, term: int
) -> NDArray[np.float32]:
    """Log likelihood ratio of an observed term for every disease, (d,), nats, without breadth."""
    frequency, excluded = evidence.profiles.frequency, evidence.profiles.excluded
    best = np.zeros(evidence.profiles.size, np.float32)
    above = ancestors.indices[ancestors.indptr[term] : ancestors.indptr[term + 1]]
    for ancestor in above[evidence.background[above] < GENERIC].tolist():
        span = slice(frequency.indptr[ancestor], frequency.indptr[ancestor + 1])
        diseases = frequency.indices[span]
        best[diseases] = np.maximum(best[diseases], evidence.log_ratio[span])
    best *= GENERALITY
    best += math.log(MISMATCH)
    span = slice(frequency.indptr[term], frequency.indptr[term + 1])
    diseases = frequency.indices[span]
    best[diseases] = np.maximum(best[diseases], evidence.log_ratio[span])
    denied = excluded.indices[excluded.indptr[term] : excluded.indptr[term + 1]]
    best[denied] = np.minimum(best[denied], math.log(CONTRADICTED))
    return best


def excluded_log_ratios(profiles: Profiles, term: int) -> NDArray[np.float64]:
    """Log likelihood ratio of an excluded term for every disease, (d,), nats, never above 0."""
    out = np.zeros(profiles.size)
    matrix = profiles.frequency
    span = slice(matrix.indptr[term], matrix.indptr[term + 1])
    frequency = np.minimum(matrix.data[span], MAX_FREQUENCY)
    out[matrix.indices[span]] = np.minimum(np.log1p(-frequency) + EXCLUSION_BIAS, 0.0)
    return out
