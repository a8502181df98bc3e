"""From located files to the record tables of a snapshot."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import read_ontology
from ..settings import SNAPSHOT_FORMAT
from . import genes, hpoa, phenotypes
from .diseases import disease_tables
from .manifest import Manifest, SourceRecord, TableRecord
from .progress import SILENT
from .quarantine import Quarantine
from .store import writing
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .locate import Located
    from .progress import Progress

_DATED: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_COMPRESSION: Final = "zstd"


def plan_id(located: Sequence[Located]) -> str:
    """The id of the snapshot that these files give: the same files, the same id.

    It holds the release of the annotations, and a hash over the format of snapshots, the columns
    of the tables and the release and bytes of every file.
    """
    schema = {
        name: {key: str(kind) for key, kind in table.items()} for name, table in TABLES.items()
    }
    files = sorted((one.source.name, one.version, one.sha256) for one in located)
    plan = json.dumps([SNAPSHOT_FORMAT, schema, files])
    release = next(one.version for one in located if one.source.name == hpoa.SOURCE)
    return f"hpo-{release}-{hashlib.sha256(plan.encode()).hexdigest()[:12]}"


def build_tables(located: Sequence[Located], folder: Path, progress: Progress = SILENT) -> Manifest:
    """Read the files, and write ``tables/`` and ``manifest.json`` into a snapshot's folder.

    Raises:
        SourceError: a file is damaged or something else than its name says.
        BuildError: the folder cannot be written.
    """
    files = {one.source.name: one for one in located}
    quarantine = Quarantine()
    tables, rows = _read(files, quarantine, progress)
    tables["quarantine"] = quarantine.frame()
    sources = [_source_record(one, rows[one.source.name], quarantine) for one in located]
    tables["releases"] = _releases(sources)
    with writing(folder):
        _write(tables, folder / "tables", progress)
        manifest = Manifest(
            format=SNAPSHOT_FORMAT,
            id=plan_id(located),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(sources),
            tables=tuple(TableRecord(name=name, rows=tables[name].height) for name in TABLES),
        ).with_files(folder)
        manifest.write(folder)
    return manifest


def _read(
    files: Mapping[str, Located], quarantine: Quarantine, progress: Progress
) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    """The record tables of all sources, and how many rows each source has."""
    progress.stage("read", len(files))
    ontology = read_ontology(files[phenotypes.SOURCE].path)
    progress.advance()
    annotations = hpoa.read_hpoa(files[hpoa.SOURCE].path, ontology, quarantine)
    progress.advance()
    rows = {phenotypes.SOURCE: len(ontology.terms), hpoa.SOURCE: annotations.rows}
    of_terms = phenotypes.phenotype_tables(ontology, annotations.has_phenotype)
    of_diseases = disease_tables(annotations.has_phenotype, annotations.names)
    pairs = []
    for name in genes.COLUMNS:
        if name in files:
            rows[name], found = genes.read_gene_pairs(
                files[name].path, name, of_diseases["diseases"]["id"], quarantine
            )
            pairs.append(found)
            progress.advance()
    names = pl.concat([of_terms["names"], of_diseases["names"]]).unique(maintain_order=True)
    tables = {**of_terms, **of_diseases, **genes.gene_tables(pairs)}
    return {**tables, "names": names, "has_phenotype": annotations.has_phenotype}, rows


def _source_record(located: Located, rows: int, quarantine: Quarantine) -> SourceRecord:
    quarantined = quarantine.count(located.source.name)
    return SourceRecord(
        source=located.source.name,
        version=located.version,
        date=located.version if _DATED.fullmatch(located.version) else None,
        sha256=located.sha256,
        licence=located.source.licence,
        attribution=located.source.attribution,
        origin=located.origin,
        file=located.path.name,
        rows=rows,
        kept=rows - quarantined,
        quarantined=quarantined,
    )


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
