"""Where the command line writes: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table


class Store(StrEnum):
    """Graph stores that a command can be told to use."""

    LADYBUG = "ladybug"
    NEO4J = "neo4j"


class RankerName(StrEnum):
    """Rankers that a command can be told to use."""

    LR = "lr"
    LEARNED = "learned"


JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
SnapshotOption = Annotated[
    str | None, typer.Option("--snapshot", help="Id of a snapshot; by default the current one.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="Newest snapshot of this day or before, for example 2025-01-31."),
]
StoreOption = Annotated[
    Store,
    typer.Option("--store", help="The embedded graph, or the Neo4j server of NEO4J_URI."),
]
RankerOption = Annotated[
    RankerName,
    typer.Option("--ranker", help="Likelihood ratios alone, or the trained model on top of them."),
]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this file, not standard output.")
]

_UNLIMITED = 100_000


def message(text: str) -> None:
    """One plain line to standard error."""
    sys.stderr.write(f"{text}\n")


def out() -> Console:
    """Console of standard output; when piped, lines are as long as they need to be."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _UNLIMITED)


def print_json(value: object, file: TextIO | None = None) -> None:
    """A value as indented JSON on standard output, or in ``file``."""
    (file or sys.stdout).write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A table on standard output: ruled on a terminal, tab-separated when piped."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(_cell(value) for value in row) + "\n")
        return
    table = Table(header_style="bold")
    for i, column in enumerate(columns):
        numbers = rows and all(isinstance(row[i], (int, float)) for row in rows)
        table.add_column(column, justify="right" if numbers else "left")
    for row in rows:
        table.add_row(*(f"{v:,}" if isinstance(v, int) else escape(_cell(v)) for v in row))
    out().print(table)


@contextmanager
def writing(path: Path | None) -> Iterator[TextIO]:
    """The file at ``path``, or standard output where there is none."""
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
