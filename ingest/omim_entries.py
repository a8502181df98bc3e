"""OMIM's ``mim2gene.txt``: what each number is about, and the genes of those about genes.

Format: https://www.omim.org/downloads (mim2gene.txt); https://www.omim.org/help/faq#1_3
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .source import DATE, Provider, Source, table

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

OMIM: Final = Provider(
    "https://www.omim.org/help/agreement (a licence of the user's own)",
    "Online Mendelian Inheritance in Man, OMIM (https://omim.org), McKusick-Nathans Institute of "
    "Genetic Medicine, Johns Hopkins University; OMIM is a registered trademark",
)
SOURCE: Final = "omim_mim2gene"
_TYPE: Final = "MIM Entry Type (see FAQ 1.3 at https://omim.org/help/faq)"
COLUMNS: Final = (
    "MIM Number",
    _TYPE,
    "Entrez Gene ID (NCBI)",
    "Approved Gene Symbol (HGNC)",
)


def omim_table(name: str, filename: str, columns: tuple[str, ...], pattern: str) -> Source:
    """A file that users with a licence of OMIM download themselves."""
    return table(
        name,
        filename,
        columns,
        rf"{pattern}(?:[-_. ].*)?\.txt",
        url=f"https://www.omim.org/downloads#{filename}",
        provider=OMIM,
        version=re.compile(rf"^# *Generated: *({DATE})", re.MULTILINE),
        licensed=True,
    )


ENTRY: Final = omim_table(SOURCE, "mim2gene.txt", COLUMNS, "mim2gene(?!_medgen)")

#: Types of entries, and whether they are about a disease.
_TYPES: Final = {
    "gene": False,
    "gene/phenotype": True,
    "phenotype": True,
    "predominantly phenotypes": True,
    "moved/removed": False,
}
_TEXT: Final = pl.String()


@dataclass(frozen=True)
class Entries:
    """``entries``: id, of_disease, symbol and entrez_id (null where it is about no gene)."""

    rows: int
    entries: pl.DataFrame


def read_entries(path: Path, quarantine: Quarantine) -> Entries:
    """Read every entry of OMIM.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    rows = parse_column(file.rows, "MIM Number", mim_number, {"id": _TEXT})
    rows = parse_column(rows, _TYPE, _type, {"of_disease": pl.Boolean()})
    rows = parse_column(rows, "Entrez Gene ID (NCBI)", _gene, {"entrez_id": _TEXT})
    repeated = pl.when(~pl.col("id").is_first_distinct()).then(pl.format("repeats {}", "id"))
    marked = rows.with_columns(problem=pl.coalesce("problem", repeated))
    kept = split_problems(marked, path, SOURCE, quarantine)
    symbol = pl.col("Approved Gene Symbol (HGNC)").replace("", None)
    return Entries(file.total, kept.select("id", "of_disease", "entrez_id", symbol=symbol))


def mim_number(cell: str) -> dict[str, str]:
    """The CURIE of a number of OMIM, in the column ``id``."""
    return {"id": canonical(f"OMIM:{cell}")}


def _type(cell: str) -> dict[str, bool]:
    if cell not in _TYPES:
        raise ValueError(f"entry type {cell!r} is not one of {', '.join(_TYPES)}")
    return {"of_disease": _TYPES[cell]}


def _gene(cell: str) -> dict[str, str]:
    return {"entrez_id": canonical(f"NCBIGene:{cell}").partition(":")[2]} if cell else {}
