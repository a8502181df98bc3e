"""Rows that a source holds and the graph does not, each with its place and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from .tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path


class Quarantine:
    """Collects unused rows while a snapshot is built; the build goes on."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, source: str, path: Path, rows: pl.DataFrame) -> None:
        """Take the rows of a source; the frame has the columns line, reason and row."""
        if rows.height:
            place = {"source": pl.lit(source), "file": pl.lit(path.name)}
            columns = TABLES["quarantine"]
            self._parts.append(rows.with_columns(**place).select(columns.names()).cast(columns))

    def count(self, source: str) -> int:
        """How many rows of a source were taken."""
        return int((self.frame()["source"] == source).sum())

    def frame(self) -> pl.DataFrame:
        """The ``quarantine`` table, in order of source and line."""
        parts = [pl.DataFrame(schema=TABLES["quarantine"]), *self._parts]
        return pl.concat(parts).sort("source", "line", "reason", maintain_order=True)
