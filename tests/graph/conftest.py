"""A graph of three diseases, small enough to read: Marfan, Rett and Angelman syndrome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from rareseek.graph import LadybugStore, Neo4jStore
from rareseek.ingest.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rareseek.tests.neo4j_server import Address

MARFAN, RETT, ANGELMAN = "OMIM:154700", "OMIM:312750", "ORPHA:72"
SEIZURE = "HP:0001250"

PHENOTYPES = [
    ("HP:0000001", "All", 0.0),
    ("HP:0000118", "Phenotypic abnormality", 0.0),
    ("HP:0000707", "Abnormality of the nervous system", 0.4),
    ("HP:0012638", "Abnormal nervous system physiology", 0.4),
    (SEIZURE, "Seizure", 0.4),
    ("HP:0000733", "Motor stereotypy", 1.1),
    ("HP:0040082", "Happy demeanor", 1.1),
    ("HP:0001166", "Arachnodactyly", 1.1),
    ("HP:0001083", "Ectopia lentis", 1.1),
    ("HP:0002616", "Aortic root aneurysm", 1.1),
    ("HP:0003593", "Infantile onset", 1.1),
]

IS_A = [
    ("HP:0000118", "HP:0000001"),
    ("HP:0000707", "HP:0000118"),
    ("HP:0012638", "HP:0000707"),
    (SEIZURE, "HP:0012638"),
    ("HP:0000733", "HP:0012638"),
    ("HP:0040082", "HP:0012638"),
    ("HP:0001166", "HP:0000118"),
    ("HP:0001083", "HP:0000118"),
    ("HP:0002616", "HP:0000118"),
    ("HP:0003593", "HP:0000001"),
]

DISEASES = [
    (MARFAN, "Marfan syndrome", "OMIM", "A disorder of connective tissue.", "MONDO:0007947"),
    (RETT, "Rett syndrome", "OMIM", None, "MONDO:0010726"),
    (ANGELMAN, "Angelman syndrome", "ORPHA", 'Also "happy puppet", it\'s said.', "MONDO:0007113"),
]

ANNOTATIONS: list[dict[str, Any]] = [
    {"disease_id": MARFAN, "phenotype_id": "HP:0001166", "frequency_label": "HP:0040281"},
    {
        "disease_id": MARFAN,
        "phenotype_id": "HP:0001083",
        "frequency": 0.6,
        "n": 60,
        "m": 100,
        "frequency_label": "60/100",
        "references": ["PMID:20591885", "PMID:8723076"],
    },
    {
        "disease_id": MARFAN,
        "phenotype_id": "HP:0002616",
        "sex": "male",
        "modifiers": ["HP:0012828"],
    },
    {"disease_id": RETT, "phenotype_id": SEIZURE, "onset": "HP:0003593", "sex": "female"},
    {"disease_id": RETT, "phenotype_id": "HP:0000733", "frequency": 1.0, "n": 9, "m": 9},
    {"disease_id": ANGELMAN, "phenotype_id": SEIZURE, "frequency": 0.895, "source": "ORPHA"},
    {"disease_id": ANGELMAN, "phenotype_id": "HP:0040082", "frequency": 0.895, "source": "ORPHA"},
    {
        "disease_id": ANGELMAN,
        "phenotype_id": "HP:0001166",
        "frequency": 0.0,
        "negated": True,
        "source": "ORPHA",
    },
]
ANNOTATION: dict[str, Any] = {
    "negated": False,
    "aspect": "P",
    "evidence": "PCS",
    "references": ["PMID:20591885"],
    "source": "OMIM",
}

GENES = [("NCBIGene:2200", "FBN1"), ("NCBIGene:4204", "MECP2"), ("NCBIGene:7337", "UBE3A")]
GENE_OF = [("NCBIGene:2200", MARFAN), ("NCBIGene:4204", RETT), ("NCBIGene:7337", ANGELMAN)]

VARIANTS: list[dict[str, Any]] = [
    {
        "id": "ClinVar:16613",
        "variation_id": "16613",
        "rsid": "rs137854456",
        "hgvs": "NC_000015.10:g.48485430G>A",
        "chrom": "15",
        "pos": 48485430,
        "ref": "G",
        "alt": "A",
        "consequence": "nonsense",
        "significance": "Pathogenic",
        "review_status": "reviewed by expert panel",
        "stars": 3,
    },
    {
        "id": "NC_000015.10:48420750:C:T",
        "chrom": "15",
        "pos": 48420751,
        "ref": "C",
        "alt": "T",
        "consequence": "intron_variant",
        "significance": "Benign",
        "stars": 2,
    },
    {
        "id": "ClinVar:11811",
        "variation_id": "11811",
        "rsid": "rs28934907",
        "chrom": "X",
        "pos": 154031409,
        "ref": "G",
        "alt": "A",
        "consequence": "missense_variant",
        "significance": "Pathogenic/Likely pathogenic",
        "stars": 2,
    },
]
VARIANT_OF = [
    ("ClinVar:16613", "NCBIGene:2200", MARFAN),
    ("NC_000015.10:48420750:C:T", "NCBIGene:2200", MARFAN),
    ("ClinVar:11811", "NCBIGene:4204", RETT),
]

ROWS: dict[str, list[dict[str, Any]]] = {
    "phenotypes": [{"id": key, "name": name, "ic": ic} for key, name, ic in PHENOTYPES],
    "phenotype_is_a": [{"child": child, "parent": parent} for child, parent in IS_A],
    "diseases": [
        {"id": key, "name": name, "source": source, "definition": definition, "mondo_id": mondo}
        for key, name, source, definition, mondo in DISEASES
    ],
    "has_phenotype": [ANNOTATION | row for row in ANNOTATIONS],
    "genes": [{"id": key, "symbol": symbol} for key, symbol in GENES],
    "associated_with": [
        {"gene_id": gene, "disease_id": disease, "type": "MENDELIAN", "source": "mim2gene"}
        for gene, disease in GENE_OF
    ],
    "variants": VARIANTS,
    "in_gene": [{"variant_id": variant, "gene_id": gene} for variant, gene, _ in VARIANT_OF],
    "classified_for": [
        {
            "variant_id": variant["id"],
            "disease_id": disease,
            "significance": variant["significance"],
            "stars": variant["stars"],
            "source": "ClinVar",
        }
        for variant, (_, _, disease) in zip(VARIANTS, VARIANT_OF, strict=True)
    ],
    "same_as": [
        {
            "disease_id": ANGELMAN,
            "other_id": RETT,
            "predicate": "skos:closeMatch",
            "source": "Orphanet",
        }
    ],
    "releases": [{"source": "hpoa", "version": "2025-01-16", "rows": 8, "quarantined": 0}],
}


@pytest.fixture(scope="session")
def write_tables() -> Callable[..., Path]:
    """A function that writes the tables of the three diseases, some of them changed."""

    def write(folder: Path, **changed: list[dict[str, Any]]) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in TABLES.items():
            rows = changed.get(name, ROWS.get(name, []))
            pl.DataFrame(rows, schema=schema).write_parquet(folder / f"{name}.parquet")
        return folder

    return write


@pytest.fixture(scope="session")
def tables(write_tables: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="session")
def graph_file(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.lbug"
    LadybugStore.build(path, tables)
    return path


@pytest.fixture(scope="session")
def store(graph_file: Path) -> Iterator[LadybugStore]:
    with LadybugStore(graph_file, timeout=5) as opened:
        yield opened


@pytest.fixture(scope="module")
def neo4j_store(neo4j_address: Address, tables: Path) -> Iterator[Neo4jStore]:
    """The graph of the three diseases on a Neo4j server; not to be changed."""
    where = neo4j_address
    with Neo4jStore(where.uri, user=where.user, password=where.password, timeout=15) as opened:
        opened.load(tables)
        yield opened
