"""Frequencies of a disease: pooled over rows, shrunk by counts, propagated to ancestors."""

from __future__ import annotations

import numpy as np
import pytest

from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.profiles import (
    DEFAULT_FREQUENCY,
    SHRINKAGE,
    AnnotationRows,
    pooled_frequencies,
)


def rows(*given: tuple[int, int, float | None, int, int, bool]) -> AnnotationRows:
    columns = list(zip(*given, strict=True))
    return AnnotationRows(
        disease=np.array(columns[0], np.int32),
        record=np.zeros(len(given), np.int32),
        term=np.array(columns[1], np.int32),
        frequency=np.array([np.nan if f is None else f for f in columns[2]], np.float32),
        n=np.array(columns[3], np.int32),
        m=np.array(columns[4], np.int32),
        negated=np.array(columns[5], np.bool_),
    )


def test_counts_of_several_rows_are_added_and_shrunk() -> None:
    _, _, frequency = pooled_frequencies(rows((0, 5, 1.0, 2, 2, False), (0, 5, 0.25, 2, 8, False)))
    assert frequency == pytest.approx([(4 + SHRINKAGE * DEFAULT_FREQUENCY) / (10 + SHRINKAGE)])


def test_one_patient_counts_less_than_ten() -> None:
    _, _, one = pooled_frequencies(rows((0, 5, 1.0, 1, 1, False)))
    _, _, ten = pooled_frequencies(rows((0, 5, 1.0, 10, 10, False)))
    assert one[0] < ten[0]


def test_a_class_without_counts_is_taken_as_stated() -> None:
    _, _, frequency = pooled_frequencies(rows((0, 5, 0.545, 0, 0, False)))
    assert frequency == pytest.approx([0.545])


def test_a_stated_class_is_not_diluted_by_rows_that_state_nothing() -> None:
    pooled = rows((0, 5, 0.895, 0, 0, False), (0, 5, None, 0, 0, False), (0, 5, 1.0, 1, 1, False))
    _, _, frequency = pooled_frequencies(pooled)
    assert frequency == pytest.approx([(1 + SHRINKAGE * 0.895) / (1 + SHRINKAGE)])


def test_unstated_frequency_is_the_default() -> None:
    _, _, frequency = pooled_frequencies(rows((0, 5, None, 0, 0, False)))
    assert frequency == pytest.approx([DEFAULT_FREQUENCY])


def test_zero_of_n_is_absent_and_not_shrunk_upwards() -> None:
    _, _, frequency = pooled_frequencies(rows((0, 5, 0.0, 0, 10, True)))
    assert frequency == pytest.approx([0.0])


def test_zero_of_n_beside_seen_patients_lowers_the_frequency() -> None:
    pooled = rows((0, 5, 0.0, 0, 10, True), (0, 5, 1.0, 2, 2, False))
    _, _, frequency = pooled_frequencies(pooled)
    assert frequency == pytest.approx([(2 + SHRINKAGE * DEFAULT_FREQUENCY) / (12 + SHRINKAGE)])


def test_a_negated_row_without_counts_is_absent() -> None:
    _, _, frequency = pooled_frequencies(rows((0, 5, None, 0, 0, True)))
    assert frequency == pytest.approx([0.0])


def test_no_rows_give_no_pairs() -> None:
    nothing = rows((0, 5, None, 0, 0, True)).take(np.array([], np.intp))
    assert [a.size for a in pooled_frequencies(nothing)] == [0, 0, 0]


def test_ancestors_take_the_most_frequent_descendant(clinic: RankingIndex) -> None:
    profiles = clinic.evidence.profiles
    marfan = clinic.disease_row["OMIM:154700"]

    def frequency(term: str) -> float:
        return float(profiles.frequency[marfan, clinic.term_row[term]])

    assert frequency("HP:0000478") == pytest.approx(
        max(frequency("HP:0001083"), frequency("HP:0000545"))
    )
    assert frequency("HP:0000118") == pytest.approx(frequency("HP:0001166"))


def test_absence_is_not_propagated(clinic: RankingIndex) -> None:
    excluded = clinic.evidence.profiles.excluded
    marfan = clinic.disease_row["OMIM:154700"]
    named = [clinic.term_ids[t] for t in excluded.tocsr()[marfan].indices]
    assert named == ["HP:0001249"]


def test_rows_of_other_aspects_are_not_ranked_on(clinic: RankingIndex) -> None:
    assert len(clinic.rows.disease) == 9
