"""Genes and variants as log odds of diseases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rareseek.errors import CaseError
from rareseek.retrieval.genotype import Genotype, GenotypeModel, explain, read_variants
from rareseek.retrieval.genotype.associations import Mode
from rareseek.retrieval.genotype.parameters import shipped
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.ranker import rank

from .conftest import BRACHYDACTYLY, HOMOCYSTINURIA, MARFAN, RETT

NONSENSE = {"variant": "15-1000-C-T", "zygosity": "heterozygous"}
MISSENSE = {"variant": "21-5000-G-A", "zygosity": "heterozygous"}
SECOND = {"variant": "21-5100-C-T", "zygosity": "heterozygous"}


def weigh(model: GenotypeModel, *variants: object, sex: str | None = None) -> Genotype:
    return model.weigh(read_variants(variants), (), sex)


def odds(
    model: GenotypeModel,
    clinic: RankingIndex,
    disease: str,
    *variants: object,
    sex: str | None = None,
) -> float:
    return float(weigh(model, *variants, sex=sex).log_odds[clinic.disease_row[disease]])


def test_a_pathogenic_variant_speaks_for_the_disease_of_its_gene(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    found = weigh(model, NONSENSE)
    assert int(np.argmax(found.log_odds)) == clinic.disease_row[MARFAN]
    assert found.log_odds[clinic.disease_row[MARFAN]] > 3.0
    assert found.log_odds[clinic.disease_row[HOMOCYSTINURIA]] < 0.0


def test_a_disease_without_a_known_gene_is_left_as_it_is(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    assert odds(model, clinic, BRACHYDACTYLY, NONSENSE) == 0.0


def test_a_benign_variant_is_no_finding(model: GenotypeModel, clinic: RankingIndex) -> None:
    silent = {"variant": "15-1009-A-G", "zygosity": "heterozygous"}
    assert odds(model, clinic, MARFAN, silent) < -1.0


def test_a_recessive_disease_needs_two_copies(model: GenotypeModel, clinic: RankingIndex) -> None:
    carrier = odds(model, clinic, HOMOCYSTINURIA, MISSENSE)
    both = odds(model, clinic, HOMOCYSTINURIA, MISSENSE | {"zygosity": "homozygous"})
    assert both > carrier + 4.0
    compound = odds(model, clinic, HOMOCYSTINURIA, MISSENSE, SECOND)
    assert compound > carrier + 4.0


def test_two_variants_of_one_parent_are_on_one_copy(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    mother, father = {"origin": "maternal"}, {"origin": "paternal"}
    cis = odds(model, clinic, HOMOCYSTINURIA, MISSENSE | mother, SECOND | mother)
    trans = odds(model, clinic, HOMOCYSTINURIA, MISSENSE | mother, SECOND | father)
    unphased = odds(model, clinic, HOMOCYSTINURIA, MISSENSE, SECOND)
    assert cis < unphased < trans


def test_a_new_variant_weighs_more_than_an_inherited_one_for_a_dominant_disease(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    new = odds(model, clinic, MARFAN, NONSENSE | {"origin": "de novo"})
    inherited = odds(model, clinic, MARFAN, NONSENSE | {"origin": "inherited"})
    assert new > odds(model, clinic, MARFAN, NONSENSE) > inherited


def test_one_copy_on_the_x_is_all_that_a_boy_has(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    variant = {"variant": "X-700-C-T", "zygosity": "heterozygous"}
    row = clinic.disease_row[RETT]
    boy = weigh(model, variant, sex="male")
    assert boy.log_odds[row] > weigh(model, variant).log_odds[row]
    assert boy.pairs[row][0].mode is Mode.X_LINKED


def test_more_variants_make_each_one_weigh_less(model: GenotypeModel, clinic: RankingIndex) -> None:
    others = [f"19-{place}-C-A" for place in range(400, 500)]
    assert odds(model, clinic, MARFAN, NONSENSE, *others) < odds(model, clinic, MARFAN, NONSENSE)


def test_a_variant_given_twice_is_no_second_hit(model: GenotypeModel, clinic: RankingIndex) -> None:
    once = weigh(model, MISSENSE)
    twice = weigh(model, MISSENSE, MISSENSE)
    assert np.allclose(once.log_odds, twice.log_odds)


def test_listed_genes_share_what_a_list_says(model: GenotypeModel, clinic: RankingIndex) -> None:
    row = clinic.disease_row[MARFAN]
    alone = model.weigh((), ["FBN1"]).log_odds[row]
    among = model.weigh((), ["FBN1", "CBS", "MECP2"]).log_odds[row]
    heavy = model.weigh((), {"FBN1": 0.9, "CBS": 0.05, "MECP2": 0.05}).log_odds[row]
    assert alone > heavy > among > 0.0


def test_what_cannot_be_placed_is_told(model: GenotypeModel) -> None:
    found = model.weigh(read_variants(("nonsense", "1-5-A-G")), ["NOGENE"])
    assert found.unplaced == ("nonsense", "1-5-A-G")
    assert found.unknown == ("NOGENE",)


def test_an_explanation_names_variant_gene_and_mode(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    (told,) = explain(weigh(model, NONSENSE), model.index, clinic.disease_row[MARFAN])
    assert told.symbol == "FBN1"
    assert told.variants[0].id == "ClinVar:1"
    assert told.text.startswith(
        "variant 15-1000-C-T (ClinVar:1), pathogenic **, loss of function, heterozygous, "
        "autosomal dominant; gene FBN1; log odds +"
    )


def test_a_recessive_explanation_names_both_variants(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    found = weigh(model, MISSENSE, SECOND)
    (told,) = explain(found, model.index, clinic.disease_row[HOMOCYSTINURIA])
    assert [one.id for one in told.variants] == ["ClinVar:6", "ClinVar:7"]
    assert told.mode == "autosomal recessive"


def test_a_disease_with_no_matching_phenotype_enters_the_ranking(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    seizure = ["HP:0001250"]
    without = [one.id for one in rank(clinic, seizure)]
    log_odds = weigh(model, NONSENSE | {"origin": "de novo"}).log_odds
    ranked = rank(clinic, seizure, genotype=log_odds)
    assert without[0] == RETT
    assert ranked[0].id == MARFAN
    told = sum(one.log_ratio for one in ranked[0].contributions)
    added = ranked[0].genotype + ranked[0].adjustment
    assert told + added == pytest.approx(ranked[0].score)
    assert ranked.absence is not None
    assert sum(one.posterior for one in ranked) + ranked.absence == pytest.approx(1.0)


def test_a_genotype_alone_can_be_ranked_and_nothing_cannot(
    model: GenotypeModel, clinic: RankingIndex
) -> None:
    assert rank(clinic, [], genotype=weigh(model, NONSENSE).log_odds)[0].id == MARFAN
    with pytest.raises(CaseError):
        rank(clinic, [])


def test_shares_are_shares() -> None:
    parameters = shipped()
    assert sum(parameters.causal.values()) == pytest.approx(1.0, abs=0.01)
    assert sum(parameters.harmless.values()) == pytest.approx(1.0, abs=0.01)
    assert parameters.provenance["program"] == "benchmarks/genotype_fit.py"


def test_where_harmless_variants_are_not_held_absence_says_less() -> None:
    all_, some = (shipped().class_log_ratio(complete=complete) for complete in (True, False))
    novel_protein = 8
    assert some[novel_protein] < all_[novel_protein]
    assert np.array_equal(some[:3], all_[:3])


def test_a_source_against_an_association_weakens_it(model: GenotypeModel) -> None:
    strength = replace(shipped()).strength
    assert strength[16 + 64] < strength[16]
    assert strength[1 + 4] > max(strength[1], strength[4])
    assert strength[0] == 0.0
