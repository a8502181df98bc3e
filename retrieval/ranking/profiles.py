"""Phenotype profiles: how often each disease shows each phenotype, counted up the ontology.

A disease's annotation rows for one term are pooled into one frequency, shrunk towards a default
when few patients stand behind it, and propagated to every ancestor (an ancestor is at least as
frequent as its most frequent descendant).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

#: Frequency assumed where a source gives none. Case-report rows without one are common; 0.25 ranks
#: better than LIRICAL's 1.0 (docs/decisions/003-likelihood-ratio-ranker.md).
DEFAULT_FREQUENCY = 0.25
#: Weight, in patients, of the default against observed counts ``n`` of ``m``.
SHRINKAGE = 4.0


@dataclass(frozen=True, slots=True)
class AnnotationRows:
    """Annotation rows as parallel arrays of length r.

    ``disease`` and ``term`` are row numbers of the index; ``record`` numbers the records that are
    pooled into one disease, from 0; ``frequency`` is NaN where not stated; ``n`` and ``m`` are
    counts of patients, ``m`` 0 where not stated; ``negated`` marks rows that say the phenotype is
    absent.
    """

    disease: NDArray[np.int32]
    record: NDArray[np.int32]
    term: NDArray[np.int32]
    frequency: NDArray[np.float32]
    n: NDArray[np.int32]
    m: NDArray[np.int32]
    negated: NDArray[np.bool_]

    def take(self, rows: NDArray[np.intp]) -> AnnotationRows:
        """The same arrays, of these rows only."""
        return AnnotationRows(
            self.disease[rows],
            self.record[rows],
            self.term[rows],
            self.frequency[rows],
            self.n[rows],
            self.m[rows],
            self.negated[rows],
        )


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles of d diseases over t terms.

    ``frequency`` (d, t) holds propagated frequencies, 0 to 1, and ``direct`` (d, t) those of the
    annotated terms alone; ``excluded`` (d, t) marks terms that
    the sources say are absent; ``expected_terms`` (d,) is the sum of a disease's frequencies, the
    mean of its records' where several are pooled: two descriptions of a disease are longer than
    one, and the disease is no broader for it.
    """

    frequency: sp.csc_matrix
    direct: sp.csr_matrix
    excluded: sp.csc_matrix
    expected_terms: NDArray[np.float64]

    @property
    def size(self) -> int:
        """Number of diseases."""
        return int(self.frequency.shape[0])


def pooled_frequencies(
    rows: AnnotationRows,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """One frequency per (disease, term) pair of ``rows``: three arrays disease, term, frequency.

    Counts of several rows are added up and shrunk towards the mean of the rows that state a class
    or percentage, and towards `DEFAULT_FREQUENCY` where none does; pairs whose rows all say that
    the phenotype is absent get 0.
    """
    if rows.disease.size == 0:
        return rows.disease, rows.term, np.zeros(0)
    width = np.int64(rows.term.max()) + 1
    keys, group = np.unique(rows.disease.astype(np.int64) * width + rows.term, return_inverse=True)

    def total(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(group, weights=values, minlength=len(keys)).astype(np.float64)

    counted = rows.m > 0
    stated = ~counted & ~rows.negated
    classed = stated & ~np.isnan(rows.frequency)
    n_stated = total(stated.astype(np.float64))
    n_classed = total(classed.astype(np.float64))
    prior = np.where(
        n_classed > 0,
        total(np.where(classed, rows.frequency, 0.0)) / np.maximum(n_classed, 1),
        DEFAULT_FREQUENCY,
    )
    n = total(np.where(counted, rows.n, 0).astype(np.float64))
    m = total(np.where(counted, rows.m, 0).astype(np.float64))
    frequency = (n + SHRINKAGE * prior) / (m + SHRINKAGE)
    absent = (n == 0) & (n_stated == 0)
    frequency[absent] = 0.0
    return (
        (keys // width).astype(np.int32),
        (keys % width).astype(np.int32),
        frequency,
    )


def build_profiles(
    rows: AnnotationRows, diseases: Iterable[int], ancestors: sp.csr_matrix
) -> Profiles:
    """Profiles of ``diseases`` (index row numbers, in this order) from their annotation rows.

    ``ancestors`` (t, t) is the reflexive closure: row i marks term i and its ancestors.
    """
    position: Mapping[int, int] = {disease: i for i, disease in enumerate(diseases)}
    disease, term, frequency = pooled_frequencies(rows)
    at = np.fromiter((position[d] for d in disease.tolist()), np.int64, disease.size)
    shape = (len(position), ancestors.shape[0])
    present = frequency > 0
    direct = sp.csr_matrix((frequency[present], (at[present], term[present])), shape=shape)
    matrix = _propagate(direct, ancestors)
    excluded = sp.csc_matrix(
        (np.ones(int((~present).sum()), np.bool_), (at[~present], term[~present])), shape=shape
    )
    return Profiles(matrix, direct, excluded, _expected_terms(rows, matrix, position, ancestors))


def _expected_terms(
    rows: AnnotationRows,
    matrix: sp.csc_matrix,
    position: Mapping[int, int],
    ancestors: sp.csr_matrix,
) -> NDArray[np.float64]:
    """Expected number of terms of each disease, (d,); the mean over its records with any."""
    expected = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
    shared = np.isin(rows.disease, np.unique(rows.disease[rows.record > 0]))
    if not shared.any():
        return expected
    pooled = rows.take(np.flatnonzero(shared))
    pairs = np.stack([pooled.disease, pooled.record])
    records, at = np.unique(pairs, axis=1, return_inverse=True)
    apart = replace(pooled, disease=at.ravel().astype(np.int32))
    record, term, frequency = pooled_frequencies(apart)
    shape = (records.shape[1], ancestors.shape[0])
    direct = sp.csr_matrix((frequency, (record, term)), shape=shape)
    sums = np.asarray(_propagate(direct, ancestors).sum(axis=1), dtype=np.float64).ravel()
    disease = np.fromiter((position[d] for d in records[0].tolist()), np.int64, shape[0])
    total = np.bincount(disease, weights=sums, minlength=len(expected))
    count = np.bincount(disease[sums > 0], minlength=len(expected))
    return np.where(count > 0, total / np.maximum(count, 1), expected)


def _propagate(direct: sp.csr_matrix, ancestors: sp.csr_matrix) -> sp.csc_matrix:
    """Give every ancestor the maximum over its annotated descendants."""
    entries = direct.tocoo()
    lengths = np.diff(ancestors.indptr)[entries.col]
    starts = ancestors.indptr[entries.col]
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    terms = ancestors.indices[np.repeat(starts, lengths) + offsets]
    diseases = np.repeat(entries.row, lengths).astype(np.int64)
    values = np.repeat(entries.data, lengths)
    order = np.lexsort((-values, terms, diseases))
    keys = diseases[order] * direct.shape[1] + terms[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    kept = order[first]
    matrix = sp.csc_matrix(
        (values[kept].astype(np.float32), (diseases[kept], terms[kept])), shape=direct.shape
    )
    matrix.sort_indices()
    return matrix
