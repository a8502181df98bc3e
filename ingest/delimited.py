"""Tab-separated official files, line by line.

Every row keeps its physical line number and its text, so that whatever is refused can be shown as
it stands in the file. Quotes have no meaning in these files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import polars as pl

from ..errors import IdentifierError, SourceError
from ..ontologies.sourcefile import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .quarantine import Quarantine

_HEADER_WITHIN: Final = 100  # lines of comment that may stand before the header

#: Reads one cell into the columns it becomes; raises ValueError or IdentifierError.
CellParser: TypeAlias = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True)
class Delimited:
    """Rows of one file: ``line`` (from 1), ``row`` (the text) and one text column per name."""

    comments: tuple[str, ...]
    rows: pl.DataFrame
    total: int
    """Rows of the file, those with a wrong number of columns too."""


def read_delimited(
    path: Path, columns: Sequence[str], source: str, quarantine: Quarantine
) -> Delimited:
    """Read the named columns of a file; rows of another width go to quarantine.

    Raises:
        SourceError: unreadable, or no header line holds these columns.
    """
    lines = read_text(path).split("\n")
    number, header = _find_header(lines, columns, path)
    rows = _body(lines, number)
    width = pl.col("cells").list.len()
    wrong = rows.filter(width != len(header)).select(
        "line",
        "row",
        reason=pl.format("has {} columns instead of {}", width, pl.lit(len(header))),
    )
    quarantine.add(source, path, wrong)
    cells = rows.filter(width == len(header)).with_columns(
        pl.col("cells").list.to_struct(fields=header)
    )
    text = pl.col("cells").struct
    named = cells.select(
        "line", "row", *(text.field(column).str.strip_chars() for column in columns)
    )
    return Delimited(tuple(lines[:number]), named, rows.height)


def header_matches(line: str, columns: Sequence[str]) -> bool:
    """Whether a line names all the columns, in any order and in older spellings too."""
    return {_plain(column) for column in columns} <= {_plain(name) for name in line.split("\t")}


def _plain(name: str) -> str:
    """A column name without case and marks: older releases write ``#DatabaseID`` or ``HPO_ID``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _find_header(lines: list[str], columns: Sequence[str], path: Path) -> tuple[int, list[str]]:
    """Index of the header line, and its names: those asked for as asked, others by position."""
    wanted = {_plain(column): column for column in columns}
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        names = [wanted.get(_plain(name), f"_{n}") for n, name in enumerate(line.split("\t"))]
        if header_matches(line, columns) and len(set(names)) == len(names):
            return number, names
    expected = ", ".join(columns)
    raise SourceError(f"has no header line with the columns {expected}", path=path)


def _body(lines: list[str], header: int) -> pl.DataFrame:
    frame = pl.DataFrame({"row": lines[header + 1 :]}, schema={"row": pl.String})
    text = pl.col("row").str.strip_chars_end("\r")
    return (
        frame.with_row_index("line", offset=header + 2)
        .with_columns(pl.col("line").cast(pl.Int64), text)
        .filter(pl.col("row").str.strip_chars() != "", ~pl.col("row").str.starts_with("#"))
        .with_columns(cells=pl.col("row").str.split("\t"))
    )


def parse_column(
    rows: pl.DataFrame,
    column: str,
    parse: CellParser,
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """Replace a text column by what its cells mean, each distinct cell parsed once.

    Cells that cannot be parsed leave nulls, and the reason in the column ``problem``, unless an
    earlier column left one there already.
    """
    cells = rows[column].unique().to_list()
    meaning = pl.DataFrame(
        [_attempt(parse, cell) | {column: cell} for cell in cells],
        schema={column: pl.String(), "_problem": pl.String(), **schema},
    )
    known = (
        rows if "problem" in rows.columns else rows.with_columns(problem=pl.lit(None, pl.String))
    )
    joined = known.join(meaning, on=column, how="left", maintain_order="left")
    kept = joined.drop(column) if column not in schema else joined
    return kept.with_columns(problem=pl.coalesce("problem", "_problem")).drop("_problem")


def _attempt(parse: CellParser, cell: str) -> dict[str, Any]:
    try:
        return dict(parse(cell))
    except (ValueError, IdentifierError) as error:
        return {"_problem": str(error)}


def split_problems(
    rows: pl.DataFrame, path: Path, source: str, quarantine: Quarantine
) -> pl.DataFrame:
    """Move the rows that have a ``problem`` to quarantine; return the others without it."""
    bad = pl.col("problem").is_not_null()
    quarantine.add(source, path, rows.filter(bad).select("line", "row", reason="problem"))
    return rows.filter(~bad).drop("problem")
