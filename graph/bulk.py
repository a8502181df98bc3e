"""Bulk load of a snapshot's tables into a new Ladybug file.

The file is written under another name in the same folder and renamed when it is complete and on
disk, so a build that fails or is killed leaves no graph behind.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import ladybug

from ..errors import BuildError
from .connections import MAX_FILE, NATIVE_ERRORS, reason
from .dialect import LADYBUG
from .schema import NODES, RELATIONSHIPS, Endpoints, NodeLabel, RelationshipType, ddl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..ingest.progress import Progress

#: Free bytes without which no build is tried, and the size of a graph file in sizes of its tables:
#: on a disk that is quite full, Ladybug ends the process instead of raising an error.
_SPARE: Final = 64 * 2**20
_GROWTH: Final = 4

#: Ladybug matches file names as patterns; a bracketed character stands for itself.
_PATTERN: Final = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})


def write_graph(
    path: Path, tables: Path, *, buffer_pool: int, progress: Progress | None = None
) -> None:
    """Write the graph of ``<tables>/<name>.parquet`` to ``path``, replacing what is there.

    Raises `BuildError` when a table is missing, repeats a key, refers to an unknown node, or when
    the disk is full or read-only; ``path`` is then untouched.
    """
    try:
        _check_space(path.parent, tables)
        with TemporaryDirectory(dir=path.parent, prefix=".graph-") as folder:
            draft = Path(folder) / "graph"
            _fill(draft, tables, buffer_pool, progress)
            _sync(draft)
            draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise BuildError(f"The graph {path} cannot be written: {error.strerror}.") from error


def _fill(draft: Path, tables: Path, buffer_pool: int, progress: Progress | None) -> None:
    steps = list(_steps(tables))
    if progress is not None:
        progress.stage("graph", len(steps))
    with (
        ladybug.Database(draft, buffer_pool_size=buffer_pool, max_db_size=MAX_FILE) as database,
        ladybug.Connection(database) as connection,
    ):
        for statement in ddl("ladybug"):
            _run(connection, statement, "the schema")
        for table, statement in steps:
            _run(connection, statement, table)
            if progress is not None:
                progress.advance()
        _run(connection, "CHECKPOINT", "the checkpoint")


def _check_space(folder: Path, tables: Path) -> None:
    size = sum(file.stat().st_size for file in tables.glob("*.parquet"))
    needed, free = _SPARE + _GROWTH * size, shutil.disk_usage(folder).free
    if free < needed:
        raise BuildError(
            f"The graph cannot be built in {folder}: {free >> 20} MB are free, "
            f"{needed >> 20} MB are needed."
        )


def _run(connection: Any, statement: str, what: str) -> None:
    try:
        connection.execute(statement)
    except NATIVE_ERRORS as error:
        cause = reason(error)
        if "Cannot write to file" in cause:
            cause = "its disk is full or cannot be written to"
        raise BuildError(f"The graph cannot be built from {what}: {cause}.") from error


def _steps(tables: Path) -> Iterator[tuple[str, str]]:
    """The file and the statement of every table: nodes first, then what joins them."""
    for node in NODES:
        yield _table(tables, node.table), _copy_nodes(tables, node)
    for relationship in RELATIONSHIPS:
        for pair in relationship.endpoints:
            yield _table(tables, pair.table), _copy_pair(tables, relationship, pair)


def _table(tables: Path, name: str) -> str:
    file = tables / f"{name}.parquet"
    if not file.is_file():
        raise BuildError(f"The graph cannot be built: there is no table {file}.")
    return str(file)


def _copy_nodes(tables: Path, node: NodeLabel) -> str:
    return f"COPY {LADYBUG.quote(node.name)} FROM {_load(tables, node.table, node.properties)}"


def _copy_pair(tables: Path, relationship: RelationshipType, pair: Endpoints) -> str:
    columns = (*pair.columns, *relationship.properties)
    source, target = pair.source.value.name, pair.target.value.name
    return (
        f"COPY {LADYBUG.quote(relationship.name)} FROM {_load(tables, pair.table, columns)} "
        f"(from='{source}', to='{target}')"
    )


def _load(tables: Path, table: str, columns: Any) -> str:
    """Read the columns by name: COPY itself goes by their order alone."""
    file = str((tables / f"{table}.parquet").absolute()).translate(_PATTERN)
    literal = file.replace("\\", "\\\\").replace("'", "\\'")
    return f"(LOAD FROM '{literal}' RETURN {', '.join(map(LADYBUG.quote, columns))})"


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
