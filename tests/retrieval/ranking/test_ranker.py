"""The likelihood-ratio ranker on the small clinic."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from rareseek.errors import CaseError, IdentifierError, SnapshotError
from rareseek.retrieval.ranking import ranker
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.ranker import RankedDisease, RankerName, SourceExclusion

rank = partial(ranker.rank, ranker=RankerName.LR)

MARFAN, HOMOCYSTINURIA, RETT = "OMIM:154700", "OMIM:236200", "OMIM:312750"


def by_id(ranked: tuple[RankedDisease, ...]) -> dict[str, RankedDisease]:
    return {disease.id: disease for disease in ranked}


def test_the_disease_with_all_phenotypes_comes_first(clinic: RankingIndex) -> None:
    ranked = rank(clinic, ["HP:0001166", "HP:0001083"])
    assert [d.id for d in ranked][:2] == [MARFAN, HOMOCYSTINURIA]
    assert [d.rank for d in ranked] == [1, 2, 3, 4]


def test_contributions_add_up_to_the_score(clinic: RankingIndex) -> None:
    for disease in rank(clinic, ["HP:0001166", "HP:0001250"], ["HP:0001249"]):
        total = sum(c.log_ratio for c in disease.contributions)
        assert disease.score == pytest.approx(total)


def test_posteriors_of_all_diseases_sum_to_one(clinic: RankingIndex) -> None:
    ranked = rank(clinic, ["HP:0001083"], top=100)
    assert math.isclose(sum(d.posterior for d in ranked), 1.0)
    assert ranked[0].posterior == max(d.posterior for d in ranked)


def test_a_sibling_phenotype_counts_by_its_common_ancestor(clinic: RankingIndex) -> None:
    found = by_id(rank(clinic, ["HP:0001156"], top=100))
    marfan, rett = found[MARFAN].contributions[0], found[RETT].contributions[0]
    assert marfan.matched == "HP:0001167"
    assert marfan.log_ratio > rett.log_ratio
    assert rett.matched == "HP:0000118"


def test_a_general_query_matches_a_specific_annotation(clinic: RankingIndex) -> None:
    assert rank(clinic, ["HP:0001167"])[0].id == MARFAN


def test_a_finding_that_the_disease_excludes_counts_against_it(clinic: RankingIndex) -> None:
    found = by_id(rank(clinic, ["HP:0001249"], top=100))
    assert found[MARFAN].contributions[0].log_ratio < 0
    assert found[RETT].contributions[0].log_ratio > 0


def test_an_excluded_hallmark_counts_against_a_disease(clinic: RankingIndex) -> None:
    with_it = by_id(rank(clinic, ["HP:0001250"], top=100))
    without = by_id(rank(clinic, ["HP:0001250"], ["HP:0001249"], top=100))
    assert without[RETT].score < with_it[RETT].score
    assert without[MARFAN].score == pytest.approx(with_it[MARFAN].score)


def test_excluded_terms_never_raise_a_score(clinic: RankingIndex) -> None:
    for disease in rank(clinic, ["HP:0001083"], ["HP:0001249", "HP:0001250"], top=100):
        assert all(c.log_ratio <= 0 for c in disease.contributions if c.excluded)


def test_a_term_both_observed_and_excluded_counts_as_observed(clinic: RankingIndex) -> None:
    both = rank(clinic, ["HP:0001083"], ["HP:0001083"])
    assert [d.score for d in both] == [d.score for d in rank(clinic, ["HP:0001083"])]


def test_alternative_ids_are_followed(clinic: RankingIndex) -> None:
    assert [d.score for d in rank(clinic, ["HP:0001505"])] == [
        d.score for d in rank(clinic, ["HP:0001166"])
    ]


def test_repeated_ids_count_once(clinic: RankingIndex) -> None:
    twice = rank(clinic, ["HP:0001166", "HP:0001505", "hp_0001166"])
    assert twice[0].score == rank(clinic, ["HP:0001166"])[0].score


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("HP:0009999", "was retired without a replacement"),
        ("HP:7777777", "is unknown"),
        ("seizure", "not an identifier"),
    ],
)
def test_unusable_ids_are_named(clinic: RankingIndex, term: str, sentence: str) -> None:
    with pytest.raises(IdentifierError, match=sentence):
        rank(clinic, [term])


def test_without_an_observed_phenotype_there_is_nothing_to_rank(clinic: RankingIndex) -> None:
    with pytest.raises(CaseError, match="no observed phenotype"):
        rank(clinic, [], ["HP:0001250"])


def test_own_source_drops_every_row_that_cites_the_article(clinic: RankingIndex) -> None:
    found = by_id(
        rank(
            clinic,
            ["HP:0001166", "HP:0001083"],
            top=100,
            own_articles=["PMID:1"],
            exclusion=SourceExclusion.OWN,
        )
    )
    matched = [c.matched for c in found[MARFAN].contributions]
    assert matched == ["HP:0000118", "HP:0000478"]  # only myopia is left


def test_sole_source_keeps_rows_that_another_article_supports(clinic: RankingIndex) -> None:
    found = by_id(
        rank(
            clinic,
            ["HP:0001166", "HP:0001083"],
            top=100,
            own_articles=["PMID:1"],
            exclusion=SourceExclusion.SOLE,
        )
    )
    matched = [c.matched for c in found[MARFAN].contributions]
    assert matched == ["HP:0001166", "HP:0000478"]


def test_a_disease_without_rows_left_stays_a_candidate(clinic: RankingIndex) -> None:
    ranked = rank(
        clinic,
        ["HP:0001250"],
        top=100,
        own_articles=["PMID:5"],
        exclusion=SourceExclusion.OWN,
    )
    assert len(ranked) == 4
    assert by_id(ranked)[RETT].contributions[0].matched is None


def test_an_uncited_article_changes_nothing(clinic: RankingIndex) -> None:
    plain = rank(clinic, ["HP:0001166"])
    excluding = rank(
        clinic, ["HP:0001166"], own_articles=["PMID:99"], exclusion=SourceExclusion.OWN
    )
    assert plain == excluding


@pytest.mark.parametrize(
    ("rule", "references", "kept"),
    [
        (SourceExclusion.NONE, ["PMID:1"], True),
        (SourceExclusion.OWN, ["PMID:1", "PMID:2"], False),
        (SourceExclusion.SOLE, ["PMID:1", "PMID:2"], True),
        (SourceExclusion.SOLE, ["PMID:1"], False),
        (SourceExclusion.SOLE, ["PMID:2"], True),
    ],
)
def test_the_rules_keep_rows(rule: SourceExclusion, references: list[str], kept: bool) -> None:
    assert rule.keeps(references, ["PMID:1"]) is kept


def test_top_limits_the_list_and_ties_follow_ids(clinic: RankingIndex) -> None:
    assert [d.id for d in rank(clinic, ["HP:0000118"], top=2)] == [
        d.id for d in rank(clinic, ["HP:0000118"], top=100)
    ][:2]


def test_explanations_can_be_left_out(clinic: RankingIndex) -> None:
    assert rank(clinic, ["HP:0001166"], explain=False)[0].contributions == ()


def test_a_damaged_index_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="rebuild with rareseek ingest"):
        RankingIndex.open(tmp_path)


def test_only_the_marked_diseases_are_listed_with_posteriors_among_all(
    clinic: RankingIndex,
) -> None:
    everything = rank(clinic, ["HP:0001083"])
    marked = np.isin(clinic.diseases["id"].to_numpy(), [each.id for each in everything[1:3]])
    listed = rank(clinic, ["HP:0001083"], among=marked)
    assert [each.id for each in listed] == [each.id for each in everything[1:3]]
    assert [each.rank for each in listed] == [1, 2]
    assert [each.posterior for each in listed] == [each.posterior for each in everything[1:3]]
    assert rank(clinic, ["HP:0001083"], among=np.zeros(len(marked), np.bool_)) == ()
