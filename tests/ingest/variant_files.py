"""Variant tables written by hand: ClinVar's VCF, its summary table, and a licensed user's VCF."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import polars as pl

from rareseek.ingest.classifications import Selection
from rareseek.ingest.clinvar import ENTRY, Records, read_variants
from rareseek.ingest.locate import Located, locate_variant_table
from rareseek.ingest.quarantine import Quarantine
from rareseek.ingest.tables import TABLES
from rareseek.ingest.variants import VariantTables, read_variant_tables

if TYPE_CHECKING:
    from pathlib import Path

VCF_HEAD = (
    "##fileformat=VCFv4.1",
    "##fileDate=2025-06-20",
    "##source=ClinVar",
    "##reference=GRCh38",
    '##ID=<Description="ClinVar Variation ID">',
)
COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"
SUMMARY_COLUMNS = (
    *("#AlleleID", "Type", "Name", "GeneID", "GeneSymbol", "HGNC_ID", "ClinicalSignificance"),
    *("ClinSigSimple", "LastEvaluated", "RS# (dbSNP)", "PhenotypeIDS", "PhenotypeList"),
    *("Assembly", "Chromosome", "ReviewStatus", "VariationID"),
    *("PositionVCF", "ReferenceAlleleVCF", "AlternateAlleleVCF"),
)
#: Lines before the first variant of `vcf`.
HEAD_LINES = len(VCF_HEAD) + 1

DISEASES = ("OMIM:154700", "ORPHA:558", "OMIM:604308", "OMIM:312750", "ORPHA:72", "MONDO:0018997")
GENES = (("HGNC:3603", "FBN1", "2200"), ("HGNC:6990", "MECP2", "4204"), ("HGNC:7", "MASS", None))


def row(place: str, info: str, identifier: str = ".") -> str:
    """A line of a VCF from ``15-48485430-G-A``."""
    chrom, pos, ref, alt = place.split("-")
    return "\t".join((chrom, pos, identifier, ref, alt, ".", ".", info))


def vcf(path: Path, *rows: str, head: tuple[str, ...] = VCF_HEAD, end: str = "\n") -> Path:
    """A VCF of these lines, gzipped where its name says so."""
    return _write(path, end.join((*head, COLUMNS, *rows)) + end)


def summary(path: Path, *rows: dict[str, str], end: str = "\n") -> Path:
    """A summary table; columns that a row leaves out hold a dash."""
    lines = ["\t".join(each.get(name, "-") for name in SUMMARY_COLUMNS) for each in rows]
    return _write(path, end.join(("\t".join(SUMMARY_COLUMNS), *lines)) + end)


def _write(path: Path, text: str) -> Path:
    content = text.encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def read(
    path: Path, selection: Selection = Selection.ALL, block: int = 1 << 20
) -> tuple[Records, pl.DataFrame]:
    """What a file holds, and its quarantine; every row is accounted for."""
    quarantine = Quarantine()
    records = read_variants(path, "clinvar", selection, quarantine, block)
    refused = quarantine.frame()
    kept = records.alleles["line"].n_unique()
    assert records.rows == kept + records.left_out + refused.height
    return records, refused


def located(path: Path) -> Located:
    """A whole release of ClinVar at a path."""
    return Located(ENTRY, path, "source-dir", "2025-06-20", "-")


def tables(
    *paths: Path, selection: Selection = Selection.ALL
) -> tuple[VariantTables, pl.DataFrame]:
    """The tables of ClinVar and of further files beside three genes and five diseases."""
    known = {
        "genes": pl.DataFrame(
            [{"id": key, "symbol": symbol, "entrez_id": entrez} for key, symbol, entrez in GENES],
            schema=TABLES["genes"],
        ),
        "diseases": pl.DataFrame([{"id": key} for key in DISEASES], schema=TABLES["diseases"]),
        "retired": pl.DataFrame(
            [("OMIM:888888", "OMIM:154700", "obsolete")], schema=TABLES["retired"], orient="row"
        ),
    }
    clinvar, *further = paths
    files = [located(clinvar), *map(locate_variant_table, further)]
    quarantine = Quarantine()
    found = read_variant_tables(files, selection, known, quarantine)
    for name, rows in found.rows.items():
        accounted = found.kept[name] + found.left_out[name] + quarantine.count(name)
        assert rows == accounted, name
    return found, quarantine.frame()
