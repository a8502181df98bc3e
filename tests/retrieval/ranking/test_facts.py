"""What the index knows of diseases beside their annotation rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from rareseek.ingest.tables import TABLES
from rareseek.retrieval.ranking.index import RankingIndex, compile_index

from ..conftest import BRACHYDACTYLY, HOMOCYSTINURIA, MARFAN, RETT


def test_a_phenotype_in_the_name_describes_the_disease(clinic: RankingIndex) -> None:
    row = clinic.disease_row[BRACHYDACTYLY]
    named = clinic.facts.described[row].indices.tolist()
    assert [clinic.term_ids[term] for term in named] == ["HP:0001156"]
    assert clinic.facts.described[clinic.disease_row[RETT]].nnz == 0


def test_diseases_of_one_gene_are_relatives(clinic: RankingIndex) -> None:
    row = clinic.disease_row[MARFAN]
    assert clinic.facts.same_gene[row].indices.tolist() == [clinic.disease_row[HOMOCYSTINURIA]]
    assert clinic.facts.same_class[row].indices.tolist() == [clinic.disease_row[BRACHYDACTYLY]]
    assert clinic.facts.same_gene[clinic.disease_row[RETT]].nnz == 0


def test_onset_and_inheritance_come_only_from_rows_without_an_article(
    clinic_tables: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    def course(term: str, aspect: str, reference: str) -> dict[str, object]:
        return {
            "disease_id": RETT,
            "phenotype_id": term,
            "aspect": aspect,
            "negated": False,
            "references": [reference],
        }

    rows = [
        course("HP:0003593", "C", "OMIM:312750"),
        course("HP:0003584", "C", "PMID:5"),
        course("HP:0001423", "I", "OMIM:312750"),
    ]
    more = pl.DataFrame(rows, schema=TABLES["has_phenotype"])
    known = clinic_tables["has_phenotype"]
    compile_index(clinic_tables | {"has_phenotype": pl.concat([known, more])}, tmp_path / "index")
    index = RankingIndex.open(tmp_path / "index")
    rett, marfan = index.disease_row[RETT], index.disease_row[MARFAN]
    assert (index.facts.earliest[rett], index.facts.latest[rett]) == (0.5, 0.5)
    assert index.facts.x_linked[rett]
    assert not index.facts.x_linked[marfan]
    assert np.isnan(index.facts.earliest[marfan])
