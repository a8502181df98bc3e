"""From located files to the record tables of a snapshot."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import BuildError
from ..settings import SNAPSHOT_FORMAT
from . import hpoa
from .classifications import Selection
from .manifest import Manifest, SourceRecord, TableRecord
from .progress import SILENT
from .quarantine import Quarantine
from .reading import Reading
from .store import writing
from .tables import TABLES
from .variants import read_variant_tables, without_unselected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .locate import Located
    from .progress import Progress

_DATED: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_COMPRESSION: Final = "zstd"


def plan_id(located: Sequence[Located], selection: Selection = Selection.DEFAULT) -> str:
    """The id of the snapshot that these files give: the same files, the same id.

    It holds the release of the annotations, and a hash over the format of snapshots, the columns
    of the tables, the release and bytes of every file, and which variants are selected.
    """
    located = without_unselected(located, selection)
    schema = {
        name: {key: str(kind) for key, kind in table.items()} for name, table in TABLES.items()
    }
    files = sorted((one.source.name, one.version, one.sha256) for one in located)
    chosen = [selection.value] if any(one.source.variants for one in located) else []
    plan = json.dumps([SNAPSHOT_FORMAT, schema, files, *chosen])
    release = next(one.version for one in located if one.source.name == hpoa.SOURCE)
    return f"hpo-{release}-{hashlib.sha256(plan.encode()).hexdigest()[:12]}"


def build_tables(
    located: Sequence[Located],
    folder: Path,
    progress: Progress = SILENT,
    selection: Selection = Selection.DEFAULT,
) -> Manifest:
    """Read the files, and write ``tables/`` and ``manifest.json`` into a snapshot's folder.

    Raises:
        SourceError: a file is damaged or something else than its name says.
        BuildError: the folder cannot be written.
    """
    located = without_unselected(located, selection)
    files = {one.source.name: one for one in located}
    quarantine = Quarantine()
    progress.stage("read", len(files))
    reading = Reading(files, quarantine, progress)
    tables = reading.tables()
    variants = read_variant_tables(
        [one for one in located if one.source.variants], selection, tables, quarantine, progress
    )
    tables |= variants.tables
    tables["quarantine"] = quarantine.frame()
    rows, kept = {**reading.rows, **variants.rows}, {**reading.kept, **variants.kept}
    sources = [
        _source_record(
            one,
            rows=rows[name],
            kept=kept[name],
            quarantined=quarantine.count(name),
            left_out=variants.left_out.get(name, 0),
        )
        for one in located
        for name in [one.source.name]
    ]
    tables["releases"] = _releases(sources)
    with writing(folder):
        _write(tables, folder / "tables", progress)
        manifest = Manifest(
            format=SNAPSHOT_FORMAT,
            id=plan_id(located, selection),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(sources),
            tables=tuple(TableRecord(name=name, rows=tables[name].height) for name in TABLES),
        ).with_files(folder)
        manifest.write(folder)
    return manifest


def _source_record(located: Located, **counts: int) -> SourceRecord:
    """The record of one source.

    Raises:
        BuildError: its rows are not each kept, left out or quarantined.
    """
    record = SourceRecord(
        source=located.source.name,
        version=located.version,
        date=located.version if _DATED.fullmatch(located.version) else None,
        sha256=located.sha256,
        licence=located.source.provider.licence,
        attribution=located.source.provider.attribution,
        origin=located.origin,
        file=located.path.name,
        **counts,
    )
    accounted = record.kept + record.left_out + record.quarantined
    if record.rows != accounted:
        raise BuildError(
            f"{located.path}: {record.rows} rows were read and {accounted} are accounted for; this "
            "is a defect of Rareseek, and nothing was published"
        )
    return record


def _releases(sources: Sequence[SourceRecord]) -> pl.DataFrame:
    columns = TABLES["releases"]
    return pl.DataFrame(
        [source.model_dump(include=set(columns)) for source in sources], schema=columns
    )


def _write(tables: Mapping[str, pl.DataFrame], folder: Path, progress: Progress) -> None:
    """Write every declared table, encoded in memory first: the same rows give the same bytes."""
    progress.stage("write", len(TABLES))
    folder.mkdir(exist_ok=True)
    for name, schema in TABLES.items():
        buffer = io.BytesIO()
        table = tables[name].select(schema.names()).cast(schema)
        table.write_parquet(buffer, compression=_COMPRESSION)
        (folder / f"{name}.parquet").write_bytes(buffer.getbuffer())
        progress.advance()
