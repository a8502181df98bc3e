"""OMIM's ``morbidmap.txt``: phenotypes, and the genes or loci that they are mapped to.

A phenotype is written ``Name, 123456 (3)``, with the number of its own entry, where it has one, and
the mapping key; an inheritance may follow. Braces mark susceptibilities to common diseases,
brackets variation that is no disease, a question mark what is provisional.
Format: https://www.omim.org/downloads (morbidmap.txt); https://www.omim.org/help/faq#1_6
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited
from .omim_entries import mim_number, omim_table

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "omim_morbidmap"
COLUMNS: Final = ("Phenotype", "MIM Number", "Cyto Location")

ENTRY: Final = omim_table(SOURCE, "morbidmap.txt", COLUMNS, "morbidmap")

#: Mapping keys: how the phenotype was placed on the map.
_KEYS: Final = {
    "1": "mapped by association, defect unknown",
    "2": "mapped by linkage",
    "3": "molecular basis known",
    "4": "contiguous gene deletion or duplication",
}
_PHENOTYPE: Final = re.compile(
    r"(?P<name>.*?)(?:,\s*(?P<number>\d{6}))?\s*\((?P<key>\d)\)\s*(?:[|,]\s*(?P<moi>(?:(?!\(\d\)).)+))?"
)
_MARKS: Final = re.compile(r"[{}\[\]]|^[{\[\s]*\?")
_TEXT: Final = pl.String()
_PARSED: Final = dict.fromkeys(("disease_id", "name", "type", "moi", "confidence"), _TEXT)


@dataclass(frozen=True)
class MorbidMap:
    """``phenotypes``: disease_id (null without a number of its own), name, type, moi, confidence,
    locus (a number of OMIM), symbol (the first of the locus), line, row and problem.
    """

    rows: int
    phenotypes: pl.DataFrame


def read_morbidmap(path: Path, quarantine: Quarantine) -> MorbidMap:
    """Read the phenotypes; what cannot be understood has a ``problem``.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    rows = parse_column(file.rows, "MIM Number", mim_number, {"id": _TEXT})
    rows = parse_column(rows.rename({"id": "locus"}), "Phenotype", _phenotype, _PARSED)
    # the column of the symbols has had several names, but it has always been the second
    symbols = pl.col("row").str.split("\t").list.get(1)
    symbol = symbols.str.split(",").list.first().str.strip_chars().replace("", None)
    return MorbidMap(file.total, rows.with_columns(symbol=symbol))


def _phenotype(cell: str) -> dict[str, str | None]:
    match = _PHENOTYPE.fullmatch(cell)
    if match is None or match["key"] not in _KEYS:
        raise ValueError(f"{cell!r} is no phenotype with a mapping key of {', '.join(_KEYS)}")
    confidence = _KEYS[match["key"]]
    provisional = "?" in cell[: len(cell) - len(cell.lstrip("{[? "))]
    return {
        "disease_id": canonical(f"OMIM:{match['number']}") if match["number"] else None,
        "name": _MARKS.sub("", match["name"]).strip(" ,"),
        "type": _type(match["name"]),
        "moi": match["moi"],
        "confidence": f"provisional, {confidence}" if provisional else confidence,
    }


def _type(name: str) -> str:
    if "{" in name:
        return "susceptibility"
    if "[" in name:
        return "nondisease"
    return "somatic" if name.endswith(", somatic") else "disease"
