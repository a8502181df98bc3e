"""One snapshot: an immutable folder of record tables, the graph and the index built from them.

::

    <id>/manifest.json  tables/<name>.parquet  graph.lbug  index/  entities/
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from ..errors import SnapshotError
from .manifest import Manifest, file_sha256
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Snapshot:
    """A snapshot whose manifest was read; tables are read when asked for."""

    path: Path
    manifest: Manifest = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> Snapshot:
        """Open the snapshot in a folder.

        Raises:
            SnapshotError: not a snapshot, damaged, or of another format version.
        """
        return cls(path, Manifest.read(path))

    @property
    def id(self) -> str:
        """The id that every answer carries."""
        return self.manifest.id

    @property
    def released(self) -> str | None:
        """The latest release date among the sources, None where no source is dated."""
        return max((s.date for s in self.manifest.sources if s.date), default=None)

    @property
    def tables_path(self) -> Path:
        """Folder of the record tables, one parquet file each."""
        return self.path / "tables"

    def table(self, name: str) -> pl.DataFrame:
        """A record table, with the columns that `TABLES` declares.

        Raises:
            SnapshotError: no such table, or its file is missing or damaged.
        """
        if name not in TABLES:
            raise SnapshotError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
        path = self.tables_path / f"{name}.parquet"
        try:
            frame = pl.read_parquet(path)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise SnapshotError(f"{path} is missing or damaged; {_REBUILD}") from error
        if frame.schema != TABLES[name]:
            raise SnapshotError(f"{path} has other columns than this version expects; {_REBUILD}")
        return frame

    def columns(self, name: str, columns: Sequence[str]) -> pl.DataFrame:
        """Some columns of a large record table.

        Raises:
            SnapshotError: its file is missing or damaged.
        """
        path = self.tables_path / f"{name}.parquet"
        try:
            return pl.read_parquet(path, columns=list(columns))
        except (OSError, pl.exceptions.PolarsError) as error:
            raise SnapshotError(f"{path} is missing or damaged; {_REBUILD}") from error

    def verify(self) -> None:
        """Compare every file with the hash in the manifest.

        Raises:
            SnapshotError: a file is missing or was changed.
        """
        for record in self.manifest.files:
            path = self.path / record.path
            try:
                found = file_sha256(path)
            except OSError as error:
                raise SnapshotError(f"{path} is missing; {_REBUILD}") from error
            if found != record.sha256:
                raise SnapshotError(f"{path} was changed after it was built; {_REBUILD}")


_REBUILD = "build the snapshot again with: rareseek ingest"
