"""The phenotype that best splits the leading candidates is asked for first."""

from __future__ import annotations

import pytest

from rareseek.retrieval.next_findings import next_findings
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.ranker import RankedDisease

from .conftest import HOMOCYSTINURIA, MARFAN, RETT


def disease(rank: int, identifier: str, posterior: float) -> RankedDisease:
    return RankedDisease(rank, identifier, identifier, 0.0, posterior, (), ())


def test_what_one_shows_and_the_other_denies_is_most_telling(clinic: RankingIndex) -> None:
    leading = [disease(1, MARFAN, 0.5), disease(2, HOMOCYSTINURIA, 0.5)]
    found = next_findings(clinic, leading, ["HP:0001083"])
    assert found[0].phenotype == "HP:0001166"
    assert found[0].speaks_for == (MARFAN,)
    assert found[0].gain > found[1].gain > 0


def test_known_phenotypes_are_not_asked_for(clinic: RankingIndex) -> None:
    leading = [disease(1, MARFAN, 0.5), disease(2, HOMOCYSTINURIA, 0.5)]
    asked = {one.phenotype for one in next_findings(clinic, leading, ["HP:0001167"])}
    assert not asked & {"HP:0001166", "HP:0001167"}


def test_the_gain_is_largest_where_the_candidates_are_evenly_likely(clinic: RankingIndex) -> None:
    def gain(first: float) -> float:
        leading = [disease(1, RETT, first), disease(2, MARFAN, 1 - first)]
        return next_findings(clinic, leading, ["HP:0000545"], top=1)[0].gain

    assert gain(0.5) > gain(0.9)
    assert gain(0.5) <= 1


def test_one_candidate_needs_no_question(clinic: RankingIndex) -> None:
    assert next_findings(clinic, [disease(1, MARFAN, 0.9)], ["HP:0001083"]) == ()


def test_rows_of_the_own_article_do_not_ask(clinic: RankingIndex) -> None:
    leading = [disease(1, MARFAN, 0.5), disease(2, RETT, 0.5)]
    from rareseek.retrieval.ranking.ranker import SourceExclusion

    found = next_findings(
        clinic,
        leading,
        ["HP:0000545"],
        own_articles=["PMID:5"],
        exclusion=SourceExclusion.OWN,
    )
    assert "HP:0001250" not in {one.phenotype for one in found}
    with pytest.raises(StopIteration):
        next(one for one in found if RETT in one.speaks_for)
