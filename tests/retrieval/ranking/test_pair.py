"""A pair is told where two unrelated diseases each explain findings that the other does not."""

from __future__ import annotations

import numpy as np
import pytest

from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.pair import MARGIN, find_pair
from rareseek.retrieval.ranking.ranker import RankerName, SourceExclusion

from ..conftest import HOMOCYSTINURIA, MARFAN, RETT

ARACHNODACTYLY, LENS, MYOPIA = "HP:0001166", "HP:0001083", "HP:0000545"
SEIZURE, DISABILITY = "HP:0001250", "HP:0001249"
BOTH = (ARACHNODACTYLY, LENS, SEIZURE, DISABILITY)
#: In a clinic of four diseases no finding is rare: the shipped margin is out of reach there.
LOW = 2.0


def test_each_finding_goes_to_the_disease_that_explains_it(clinic: RankingIndex) -> None:
    found = find_pair(clinic, BOTH, margin=LOW, ranker=RankerName.LR)
    assert found is not None
    explained = dict(zip([one.id for one in found.diseases], found.explained, strict=True))
    assert explained == {MARFAN: (ARACHNODACTYLY, LENS), RETT: (SEIZURE, DISABILITY)}
    assert found.unexplained == ()
    assert found.margin == pytest.approx(found.gain / 2)
    assert [one.rank for one in found.diseases] == [1, 2]


def test_the_gain_is_what_the_second_disease_adds(clinic: RankingIndex) -> None:
    found = find_pair(clinic, BOTH, margin=LOW, ranker=RankerName.LR)
    assert found is not None
    assert find_pair(clinic, BOTH, margin=found.margin - 0.01) is not None
    assert find_pair(clinic, BOTH, margin=found.margin + 0.01) is None
    assert found.margin < MARGIN
    assert find_pair(clinic, BOTH) is None


def test_one_stray_finding_makes_no_second_diagnosis(clinic: RankingIndex) -> None:
    assert find_pair(clinic, (ARACHNODACTYLY, LENS, MYOPIA, SEIZURE), margin=0.0) is None


def test_fewer_than_four_findings_are_never_two_diseases(clinic: RankingIndex) -> None:
    assert find_pair(clinic, (ARACHNODACTYLY, SEIZURE, DISABILITY), margin=-9.0) is None
    assert find_pair(clinic, (), margin=-9.0) is None


def test_diseases_of_one_gene_make_no_pair(clinic: RankingIndex) -> None:
    among = np.zeros(len(clinic.diseases), np.bool_)
    among[[clinic.disease_row[MARFAN], clinic.disease_row[HOMOCYSTINURIA]]] = True
    assert find_pair(clinic, BOTH, among=among, margin=-99.0) is None


def test_only_diseases_that_may_be_listed_make_a_pair(clinic: RankingIndex) -> None:
    among = np.ones(len(clinic.diseases), np.bool_)
    among[clinic.disease_row[RETT]] = False
    found = find_pair(clinic, BOTH, among=among, margin=LOW)
    assert found is None or RETT not in {one.id for one in found.diseases}


def test_rows_of_the_own_article_make_no_pair(clinic: RankingIndex) -> None:
    found = find_pair(
        clinic, BOTH, own_articles=["PMID:5"], exclusion=SourceExclusion.OWN, margin=LOW
    )
    assert found is None


def test_an_excluded_hallmark_counts_against_the_pair(clinic: RankingIndex) -> None:
    def margin(excluded: tuple[str, ...]) -> float:
        found = find_pair(clinic, BOTH, excluded, margin=0.0, ranker=RankerName.LR)
        assert found is not None
        return found.gain

    present = (ARACHNODACTYLY, LENS, SEIZURE, DISABILITY)
    assert margin(()) >= margin((MYOPIA,))
    assert set(present) == set(BOTH)


def test_variants_of_both_diseases_speak_for_the_pair(clinic: RankingIndex) -> None:
    def margin(*diseases: str) -> float:
        genotype = np.zeros(len(clinic.diseases))
        genotype[[clinic.disease_row[one] for one in diseases]] = 6.0
        found = find_pair(clinic, BOTH, genotype=genotype, margin=0.0, ranker=RankerName.LR)
        assert found is not None
        return found.margin

    assert margin(MARFAN, RETT) == pytest.approx(margin() + 6.0)
    assert margin(MARFAN, RETT) > MARGIN
    # A variant of one disease alone lifts the single disease as well as the pair.
    assert margin(MARFAN) < margin() + 1.0


def test_an_incidental_variant_explains_no_findings(clinic: RankingIndex) -> None:
    genotype = np.zeros(len(clinic.diseases))
    genotype[[clinic.disease_row[MARFAN], clinic.disease_row[RETT]]] = 9.0
    assert find_pair(clinic, (ARACHNODACTYLY, LENS, MYOPIA, SEIZURE), genotype=genotype) is None
