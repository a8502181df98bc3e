"""A small clinic: few terms, four diseases, known frequencies."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest.tables import TABLES
from rareseek.retrieval.ranking.index import RankingIndex, compile_index

#: child -> parent
IS_A = {
    "HP:0000118": "HP:0000001",
    "HP:0033127": "HP:0000118",  # Abnormality of the musculoskeletal system
    "HP:0001167": "HP:0033127",  # Abnormal finger morphology
    "HP:0001166": "HP:0001167",  # Arachnodactyly
    "HP:0001156": "HP:0001167",  # Brachydactyly
    "HP:0000478": "HP:0000118",  # Abnormality of the eye
    "HP:0001083": "HP:0000478",  # Ectopia lentis
    "HP:0000545": "HP:0000478",  # Myopia
    "HP:0012638": "HP:0000118",  # Abnormal nervous system physiology
    "HP:0001250": "HP:0012638",  # Seizure
    "HP:0001249": "HP:0012638",  # Intellectual disability
}

MARFAN, HOMOCYSTINURIA, RETT, BRACHYDACTYLY = (
    "OMIM:154700",
    "OMIM:236200",
    "OMIM:312750",
    "OMIM:112500",
)

# disease, phenotype, frequency, n, m, negated, references
ANNOTATIONS = [
    (MARFAN, "HP:0001166", 0.8, 8, 10, False, ["PMID:1", "PMID:2"]),
    (MARFAN, "HP:0001083", 0.6, 6, 10, False, ["PMID:1"]),
    (MARFAN, "HP:0000545", 0.545, None, None, False, ["PMID:3"]),
    (MARFAN, "HP:0001249", 0.0, 0, 10, True, ["PMID:1"]),
    (HOMOCYSTINURIA, "HP:0001083", 0.9, 9, 10, False, ["PMID:4"]),
    (HOMOCYSTINURIA, "HP:0001249", 0.5, 5, 10, False, ["PMID:4"]),
    (RETT, "HP:0001250", 0.8, 8, 10, False, ["PMID:5"]),
    (RETT, "HP:0001249", 1.0, 10, 10, False, ["PMID:5"]),
    (BRACHYDACTYLY, "HP:0001156", None, None, None, False, ["OMIM:112500"]),
]
NAMES = {
    MARFAN: "Marfan syndrome",
    HOMOCYSTINURIA: "Homocystinuria",
    RETT: "Rett syndrome",
    BRACHYDACTYLY: "Brachydactyly, type A1",
}
LABELS = {
    **NAMES,
    "HP:0001156": "Brachydactyly",
    "HP:0001166": "Arachnodactyly",
    "HP:0001167": "Abnormal finger morphology",
}


@pytest.fixture(scope="session")
def clinic_tables() -> dict[str, pl.DataFrame]:
    """The snapshot tables that the ranking index is compiled from."""
    terms = sorted({*IS_A, *IS_A.values()})
    columns = ("disease_id", "phenotype_id", "frequency", "n", "m", "negated", "references")
    annotations = [
        {**dict(zip(columns, row, strict=True)), "aspect": "P", "source": "HPOA"}
        for row in ANNOTATIONS
    ]
    # An inheritance row, which is not ranked on.
    annotations.append(
        {"disease_id": RETT, "phenotype_id": "HP:0000001", "aspect": "I", "negated": False}
    )
    return {
        "phenotypes": pl.DataFrame(
            {"id": terms, "name": terms, "definition": None, "ic": 0.0},
            schema=TABLES["phenotypes"],
        ),
        "phenotype_is_a": pl.DataFrame(
            {"child": list(IS_A), "parent": list(IS_A.values())}, schema=TABLES["phenotype_is_a"]
        ),
        "retired": pl.DataFrame(
            [("HP:0001505", "HP:0001166", "alternative"), ("HP:0009999", None, "obsolete")],
            schema=TABLES["retired"],
            orient="row",
        ),
        "diseases": pl.DataFrame(
            [{"id": i, "name": name, "source": "OMIM"} for i, name in NAMES.items()],
            schema=TABLES["diseases"],
        ),
        "same_as": pl.DataFrame(schema=TABLES["same_as"]),
        "names": pl.DataFrame(
            [{"id": i, "name": n, "scope": "LABEL", "language": "en"} for i, n in LABELS.items()],
            schema=TABLES["names"],
        ),
        "associated_with": pl.DataFrame(
            [("HGNC:3603", MARFAN, "MENDELIAN"), ("HGNC:3603", HOMOCYSTINURIA, "MENDELIAN")],
            schema=("gene_id", "disease_id", "type"),
            orient="row",
        ),
        "disease_is_a": pl.DataFrame(
            [(MARFAN, "MONDO:0023603"), (BRACHYDACTYLY, "MONDO:0023603")],
            schema=TABLES["disease_is_a"],
            orient="row",
        ),
        "has_phenotype": pl.DataFrame(annotations, schema=TABLES["has_phenotype"]),
    }


@pytest.fixture(scope="session")
def clinic(
    clinic_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory
) -> RankingIndex:
    """The ranking index of the small clinic."""
    folder: Path = tmp_path_factory.mktemp("clinic") / "index"
    compile_index(clinic_tables, folder)
    return RankingIndex.open(folder)
