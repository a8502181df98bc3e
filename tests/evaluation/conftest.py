"""A ward: few terms, four diseases, figures that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest.tables import TABLES
from rareseek.retrieval.ranking.index import RankingIndex, compile_index

FINGERS, ARACHNODACTYLY, BRACHYDACTYLY = "HP:0001167", "HP:0001166", "HP:0001156"
EYE, LENS, SEIZURE = "HP:0000478", "HP:0001083", "HP:0001250"
SKELETON, NERVES = "HP:0033127", "HP:0000707"
#: child -> parent
IS_A = {
    "HP:0000118": "HP:0000001",
    SKELETON: "HP:0000118",
    FINGERS: SKELETON,
    ARACHNODACTYLY: FINGERS,
    BRACHYDACTYLY: FINGERS,
    EYE: "HP:0000118",
    LENS: EYE,
    NERVES: "HP:0000118",
    SEIZURE: NERVES,
    "HP:0003674": "HP:0000001",  # Onset
    "HP:0003581": "HP:0003674",  # Adult onset
    "HP:0011462": "HP:0003581",  # Young adult onset
    "HP:0003577": "HP:0003674",  # Congenital onset
}
INFORMATION = {ARACHNODACTYLY: 5.0, FINGERS: 1.0, LENS: 1.5, SEIZURE: 4.0, BRACHYDACTYLY: 6.0}
TALL, LENTIS, HANDS, FITS = "OMIM:100001", "OMIM:100002", "OMIM:100003", "OMIM:100004"
# disease, phenotype, frequency, n, m, negated, references
ANNOTATIONS = [
    (TALL, ARACHNODACTYLY, 0.8, 8, 10, False, ["PMID:1"]),
    (TALL, LENS, 0.6, 6, 10, False, ["PMID:1", "PMID:2"]),
    (LENTIS, LENS, 0.9, 9, 10, False, ["PMID:3"]),
    (HANDS, FINGERS, 0.5, None, None, False, ["PMID:4"]),
    (FITS, SEIZURE, None, None, None, False, ["PMID:5"]),
    (FITS, LENS, 0.0, 0, 10, True, ["PMID:5"]),
]


@pytest.fixture(scope="session")
def ward_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the index of the ward."""
    terms = sorted({*IS_A, *IS_A.values()})
    columns = ("disease_id", "phenotype_id", "frequency", "n", "m", "negated", "references")
    annotations = [
        {**dict(zip(columns, row, strict=True)), "aspect": "P", "source": "HPOA"}
        for row in ANNOTATIONS
    ]
    ic = [INFORMATION.get(term, 0.0) for term in terms]
    ids = [TALL, LENTIS, HANDS, FITS]
    folder: Path = tmp_path_factory.mktemp("ward") / "index"
    compile_index(
        {
            "phenotypes": pl.DataFrame(
                {"id": terms, "name": terms, "definition": None, "ic": ic},
                schema=TABLES["phenotypes"],
            ),
            "phenotype_is_a": pl.DataFrame(
                {"child": list(IS_A), "parent": list(IS_A.values())},
                schema=TABLES["phenotype_is_a"],
            ),
            "retired": pl.DataFrame(schema=TABLES["retired"]),
            "diseases": pl.DataFrame(
                [{"id": i, "name": i, "source": "OMIM"} for i in ids], schema=TABLES["diseases"]
            ),
            "same_as": pl.DataFrame(schema=TABLES["same_as"]),
            "names": pl.DataFrame(schema=TABLES["names"]),
            "associated_with": pl.DataFrame(schema=TABLES["associated_with"]),
            "disease_is_a": pl.DataFrame(schema=TABLES["disease_is_a"]),
            "has_phenotype": pl.DataFrame(annotations, schema=TABLES["has_phenotype"]),
        },
        folder,
    )
    return folder


@pytest.fixture(scope="session")
def ward(ward_folder: Path) -> RankingIndex:
    """The index of the ward."""
    return RankingIndex.open(ward_folder)
