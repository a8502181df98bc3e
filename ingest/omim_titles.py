"""OMIM's ``mimTitles.txt``: the names of its phenotypes, and the numbers that have moved.

Titles are written ``TITLE; SYMBOL;; FURTHER TITLE``. The prefix says what an entry is about.
Format: https://www.omim.org/downloads (mimTitles.txt); https://www.omim.org/help/faq#1_3
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from .delimited import parse_column, read_delimited, split_problems
from .omim_entries import mim_number, omim_table

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "omim_titles"
_PREFERRED: Final = "Preferred Title; symbol"
_ALTERNATIVE: Final = "Alternative Title(s); symbol(s)"
_INCLUDED: Final = "Included Title(s); symbols"
COLUMNS: Final = ("Prefix", "MIM Number", _PREFERRED, _ALTERNATIVE, _INCLUDED)

ENTRY: Final = omim_table(SOURCE, "mimTitles.txt", COLUMNS, "mimTitles")

#: Prefixes and what the entry is: number sign, percent and none stand for phenotypes, plus for a
#: gene with one, the asterisk for a gene, the caret for a number that is no longer used.
_KINDS: Final = {
    "number sign": "phenotype",
    "percent": "phenotype",
    "null": "phenotype",
    "": "phenotype",
    "plus": "phenotype",
    "asterisk": "gene",
    "caret": "gone",
}
_MOVED: Final = r"^MOVED TO \d{6}"
_REMOVED: Final = r"^REMOVED FROM"
_TEXT: Final = pl.String()
_TEXTS: Final = pl.List(pl.String())


@dataclass(frozen=True)
class Titles:
    """``names``: id, name and rank (0 for the preferred title) of phenotypes; ``included``: id and
    name of what an entry treats besides; ``moved``: id and replaced_by; ``removed`` and ``genes``:
    numbers.
    """

    rows: int
    kept: int
    names: pl.DataFrame
    included: pl.DataFrame
    moved: pl.DataFrame
    removed: pl.Series
    genes: pl.Series


def read_titles(path: Path, quarantine: Quarantine) -> Titles:
    """Read the titles; entries about a gene alone go to quarantine.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    file = read_delimited(path, COLUMNS, SOURCE, quarantine)
    rows = file.rows.with_columns(title=pl.col(_PREFERRED))
    rows = parse_column(rows, "MIM Number", mim_number, {"id": _TEXT})
    rows = parse_column(rows, "Prefix", _kind, {"kind": _TEXT})
    for column, name in ((_PREFERRED, "own"), (_ALTERNATIVE, "others"), (_INCLUDED, "besides")):
        rows = parse_column(rows, column, partial(_titles, name), {name: _TEXTS})
    rows = rows.with_columns(problem=pl.coalesce("problem", _problem()))
    genes = rows.filter(pl.col("kind") == "gene")["id"].drop_nulls()
    kept = split_problems(rows, path, SOURCE, quarantine)
    named = kept.filter(pl.col("kind") == "phenotype")
    gone = kept.filter(pl.col("kind") == "gone")
    moves = gone.select("id", replaced_by=pl.col("title").str.extract_all(r"\d{6}")).explode(
        "replaced_by"
    )
    return Titles(
        file.total,
        kept.height,
        _names(named),
        named.select("id", name="besides").explode("name").drop_nulls(),
        moves.drop_nulls().with_columns(pl.format("OMIM:{}", "replaced_by").alias("replaced_by")),
        gone.filter(pl.col("title").str.contains(_REMOVED))["id"],
        genes,
    )


def _problem() -> pl.Expr:
    """Why a row cannot be used, or null."""
    gone = pl.col("title").str.contains(_MOVED) | pl.col("title").str.contains(_REMOVED)
    return (
        pl.when(pl.col("kind") == "gene")
        .then(pl.format("{} is an entry about a gene", "id"))
        .when(~pl.col("id").is_first_distinct())
        .then(pl.format("repeats {}", "id"))
        .when((pl.col("kind") == "gone") & ~gone)
        .then(pl.format("does not say where {} has moved: {}", "id", "title"))
        .when((pl.col("kind") == "phenotype") & (pl.col("own").list.len() == 0))
        .then(pl.format("gives {} no title", "id"))
    )


def _names(phenotypes: pl.DataFrame) -> pl.DataFrame:
    every = phenotypes.select("id", name=pl.concat_list("own", "others")).explode("name")
    return every.with_columns(rank=pl.int_range(pl.len()).over("id"))


def _kind(cell: str) -> dict[str, str]:
    if cell.lower() not in _KINDS:
        raise ValueError(f"prefix {cell!r} is not one of {', '.join(filter(None, _KINDS))}")
    return {"kind": _KINDS[cell.lower()]}


def _titles(column: str, cell: str) -> dict[str, list[str]]:
    """The titles and symbols of a cell, without the mark of those that are included."""
    parts = (re.sub(r",? INCLUDED$", "", part.strip()) for part in cell.split(";"))
    return {column: [part for part in parts if part]}
