"""A small release of ClinVar: a coding exon of FBN1 with its splice site, CBS, MECP2 and MT-TL1."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest.tables import TABLES
from rareseek.retrieval.genotype import GenotypeIndex, GenotypeModel
from rareseek.retrieval.genotype.compile import COLUMNS, compile_tables
from rareseek.retrieval.ranking.index import RankingIndex

MARFAN, HOMOCYSTINURIA, RETT, BRACHYDACTYLY = (
    "OMIM:154700",
    "OMIM:236200",
    "OMIM:312750",
    "OMIM:112500",
)
FBN1, CBS, MECP2, OTHER = "HGNC:3603", "HGNC:1550", "HGNC:6990", "HGNC:5"

GENES = [
    (FBN1, "FBN1", "2200", "ENSG00000166147"),
    (CBS, "CBS", "875", "ENSG00000160200"),
    (MECP2, "MECP2", "4204", "ENSG00000169057"),
    (OTHER, "A1BG", "1", None),
]
# gene, disease, type, moi, confidence, source
ASSOCIATIONS = [
    (FBN1, MARFAN, "MENDELIAN", None, None, "genes_to_disease"),
    (FBN1, MARFAN, "gene-disease validity", "AD", "Definitive", "clingen"),
    (CBS, HOMOCYSTINURIA, "MENDELIAN", None, None, "genes_to_disease"),
    (MECP2, RETT, "MENDELIAN", None, None, "genes_to_disease"),
]
# id, chrom, pos, ref, alt, consequence, significance, stars, rsid, hgvs, gene
VARIANTS = [
    ("ClinVar:1", "15", 1000, "C", "T", "nonsense", "Pathogenic", 2, "rs11", None, FBN1),
    ("ClinVar:2", "15", 1003, "G", "A", "missense_variant", "Uncertain significance", 1, None,
     "NC_000015.10:g.1003G>A", FBN1),
    ("ClinVar:3", "15", 1009, "A", "G", "synonymous_variant", "Likely benign", 1, None, None, FBN1),
    ("ClinVar:4", "15", 1020, "G", "C", "splice_donor_variant", "Likely pathogenic", 1, None, None,
     FBN1),
    ("ClinVar:5", "15", 1060, "T", "C", "intron_variant", "Benign", 2, None, None, FBN1),
    ("ClinVar:6", "21", 5000, "G", "A", "missense_variant", "Pathogenic/Likely pathogenic", 2,
     None, None, CBS),
    ("ClinVar:7", "21", 5100, "C", "T", "missense_variant", "Pathogenic", 2, None, None, CBS),
    ("ClinVar:8", "X", 700, "C", "T", "nonsense", "Pathogenic", 3, None, None, MECP2),
    ("ClinVar:9", "19", 300, "C", "T", "missense_variant", "Benign", 2, None, None, OTHER),
]  # fmt: skip


def clinvar_tables(clinic: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables that the genotype index is compiled from."""
    variants = pl.DataFrame(
        [
            {
                **dict(zip(("id", "chrom", "pos", "ref", "alt", "consequence"), row, strict=False)),
                "significance": row[6],
                "stars": row[7],
                "rsid": row[8],
                "hgvs": row[9],
                "variation_id": row[0].removeprefix("ClinVar:"),
                "review_status": None,
            }
            for row in VARIANTS
        ],
        schema=TABLES["variants"],
    )
    modes = [
        (MARFAN, "HP:0000006", "I"),
        (HOMOCYSTINURIA, "HP:0000007", "I"),
        (RETT, "HP:0001423", "I"),
    ]
    columns = ["gene_id", "disease_id", "type", "moi", "confidence", "source"]
    return {
        "variants": variants,
        "in_gene": pl.DataFrame(
            [(row[0], row[10]) for row in VARIANTS], TABLES["in_gene"], orient="row"
        ),
        "classified_for": pl.DataFrame(
            [("ClinVar:1", MARFAN, "Pathogenic", None, 2, "ClinVar")],
            TABLES["classified_for"],
            orient="row",
        ),
        "genes": pl.DataFrame(GENES, TABLES["genes"], orient="row"),
        "names": pl.DataFrame(
            [(FBN1, "FBN", "EXACT", "previous", "en")], TABLES["names"], orient="row"
        ),
        "associated_with": pl.DataFrame(
            ASSOCIATIONS, dict.fromkeys(columns, pl.String()), orient="row"
        ),
        "has_phenotype": pl.DataFrame(
            modes, ["disease_id", "phenotype_id", "aspect"], orient="row"
        ),
        "diseases": clinic["diseases"],
        "same_as": clinic["same_as"],
    }


def compiled(tables: dict[str, pl.DataFrame], index: RankingIndex, folder: Path) -> GenotypeIndex:
    """A genotype index of ``tables`` in a new ``folder``."""
    lazy = {name: tables[name].lazy().select(columns) for name, columns in COLUMNS.items()}
    compile_tables(lazy, index.diseases, folder)
    return GenotypeIndex(folder)


@pytest.fixture(scope="session")
def clinvar(
    clinic_tables: dict[str, pl.DataFrame],
    clinic: RankingIndex,
    tmp_path_factory: pytest.TempPathFactory,
) -> GenotypeIndex:
    """The compiled genotype index of the small release."""
    folder = tmp_path_factory.mktemp("genotype") / "index"
    return compiled(clinvar_tables(clinic_tables), clinic, folder)


@pytest.fixture(scope="session")
def model(clinvar: GenotypeIndex, clinic: RankingIndex) -> GenotypeModel:
    """The model over the small release with the shipped parameters."""
    return GenotypeModel(clinvar, len(clinic.diseases))
