"""Records of one disease are one candidate."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest.tables import TABLES
from rareseek.retrieval.ranking import ranker
from rareseek.retrieval.ranking.index import RankingIndex, compile_index
from rareseek.retrieval.ranking.pooling import candidates, pooled_groups

rank = partial(ranker.rank, ranker=ranker.RankerName.LR)

MARFAN, ORPHA_MARFAN, OTHER = "OMIM:154700", "ORPHA:558", "OMIM:999999"
EXACT, BROAD = "skos:exactMatch", "skos:broadMatch"


def same_as(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLES["same_as"], orient="row")


def test_an_undisputed_pair_is_pooled_under_its_omim_id() -> None:
    groups = pooled_groups(same_as((ORPHA_MARFAN, MARFAN, EXACT, "Mondo")))
    assert groups == dict.fromkeys((MARFAN, ORPHA_MARFAN), (MARFAN, ORPHA_MARFAN))


def test_a_disputed_pair_stays_apart() -> None:
    rows = [(ORPHA_MARFAN, MARFAN, EXACT, "Mondo"), (ORPHA_MARFAN, MARFAN, BROAD, "Orphanet")]
    assert pooled_groups(same_as(*rows)) == {}


def test_several_partners_stay_apart_unless_both_sources_settle_it() -> None:
    rows = [(ORPHA_MARFAN, MARFAN, EXACT, "Mondo"), (ORPHA_MARFAN, OTHER, EXACT, "Orphanet")]
    assert pooled_groups(same_as(*rows)) == {}
    agreed = (ORPHA_MARFAN, MARFAN, EXACT, "Orphanet")
    assert set(pooled_groups(same_as(*rows, agreed))) == {MARFAN, ORPHA_MARFAN}


def test_a_record_without_annotations_is_no_part_of_a_candidate() -> None:
    groups = pooled_groups(same_as((ORPHA_MARFAN, MARFAN, EXACT, "Mondo")))
    assert candidates(diseases(ORPHA_MARFAN), groups).rows() == [(ORPHA_MARFAN, "-", [])]


def diseases(*ids: str, mondo: str | None = None) -> pl.DataFrame:
    rows = [(one, "-", mondo) for one in ids]
    schema = dict.fromkeys(("id", "name", "mondo_id"), pl.String())
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_mondo_term_of_a_candidate_is_one_of_its_ids() -> None:
    rows = [
        (ORPHA_MARFAN, MARFAN, EXACT, "Mondo"),
        (ORPHA_MARFAN, "MONDO:0007947", EXACT, "Mondo"),
        (MARFAN, "MONDO:0007947", EXACT, "Mondo"),
    ]
    groups = pooled_groups(same_as(*rows))
    known = diseases(ORPHA_MARFAN, MARFAN, mondo="MONDO:0007947")
    assert candidates(known, groups).rows() == [(MARFAN, "-", [ORPHA_MARFAN, "MONDO:0007947"])]


def test_a_mondo_term_of_two_candidates_is_an_id_of_neither() -> None:
    known = diseases(ORPHA_MARFAN, MARFAN, mondo="MONDO:0007947")
    assert [row[2] for row in candidates(known, {}).rows()] == [[], []]


@pytest.fixture(scope="module")
def pooled(
    clinic_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory
) -> RankingIndex:
    """The small clinic, with Orphanet's record of Marfan syndrome and of a disease unannotated."""
    more = [
        {"id": ORPHA_MARFAN, "name": "Marfan", "source": "ORPHA"},
        {"id": "ORPHA:1", "name": "Nothing known", "source": "ORPHA"},
    ]
    rows = [
        {
            "disease_id": ORPHA_MARFAN,
            "phenotype_id": "HP:0001250",
            "frequency": 0.895,
            "negated": False,
            "references": [ORPHA_MARFAN],
            "aspect": "P",
        }
    ]
    tables = clinic_tables | {
        "diseases": pl.concat(
            [clinic_tables["diseases"], pl.DataFrame(more, schema=TABLES["diseases"])]
        ),
        "has_phenotype": pl.concat(
            [clinic_tables["has_phenotype"], pl.DataFrame(rows, schema=TABLES["has_phenotype"])]
        ),
        "same_as": same_as((ORPHA_MARFAN, MARFAN, EXACT, "Mondo")),
    }
    folder: Path = tmp_path_factory.mktemp("pooled") / "index"
    compile_index(tables, folder)
    return RankingIndex.open(folder)


def test_evidence_of_both_records_is_in_one_candidate(pooled: RankingIndex) -> None:
    both = rank(pooled, ["HP:0001166", "HP:0001250"])
    assert both[0].ids == (MARFAN, ORPHA_MARFAN)
    assert [c.matched for c in both[0].contributions] == ["HP:0001166", "HP:0001250"]
    assert ORPHA_MARFAN not in {disease.id for disease in both}
    assert pooled.disease_row[MARFAN] == pooled.disease_row[ORPHA_MARFAN]


def test_two_descriptions_do_not_make_a_disease_broader(
    pooled: RankingIndex, clinic: RankingIndex
) -> None:
    def expected(index: RankingIndex) -> float:
        return float(index.evidence.profiles.expected_terms[index.disease_row[MARFAN]])

    orpha_alone = 0.895 * 4  # seizure, physiology, abnormality, all
    assert expected(pooled) == pytest.approx((expected(clinic) + orpha_alone) / 2)


def test_the_expected_terms_are_those_of_the_records_that_are_left(pooled: RankingIndex) -> None:
    dropped = pooled.rows_citing([ORPHA_MARFAN], solely=False)
    affected, evidence = pooled.evidence_without(dropped)
    assert affected.tolist() == [pooled.disease_row[MARFAN]]
    whole = pooled.evidence.profiles.expected_terms[affected[0]]
    assert evidence.profiles.expected_terms[0] == pytest.approx(2 * whole - 0.895 * 4)


def test_a_disease_without_annotations_is_no_candidate(pooled: RankingIndex) -> None:
    assert "ORPHA:1" not in pooled.disease_row
