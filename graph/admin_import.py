"""Files for ``neo4j-admin database import full``: the quickest way into an empty Neo4j.

Format: https://neo4j.com/docs/operations-manual/5/import/ (header files apart from the data, types
in the headers, one id space per label). The files go beside each other into one folder, in which
the command is run. What it leaves is a load that ``rareseek load neo4j`` finishes: constraints and
indexes, and lists without items, which the format cannot tell from no list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import BuildError
from ..ingest.progress import SILENT
from .load_plan import full_plan, node_rows, pair_rows
from .load_state import MEND, STATE, STATE_PROPERTIES, import_of, snapshot_id
from .schema import NODES, RELATIONSHIPS, PropertyType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..ingest.progress import Progress
    from .schema import Endpoints, NodeLabel, RelationshipType

ARGUMENTS: Final = "import.args"
"""File in the folder that holds all arguments: ``neo4j-admin @import.args``."""

EMPTY: Final = "\x1e"
"""The one item of a list that stands for a list without any: a control character no text has."""

_SEPARATOR: Final = "\x1f"  # ASCII's own unit separator: no text has it
_TYPES: Final[Mapping[PropertyType, str]] = {
    PropertyType.TEXT: "string",
    PropertyType.INTEGER: "long",
    PropertyType.DECIMAL: "double",
    PropertyType.BOOLEAN: "boolean",
    PropertyType.TEXTS: "string[]",
}


def export(
    tables: Path, folder: Path, database: str = "neo4j", progress: Progress = SILENT
) -> list[str]:
    """Write the files, and return the arguments of ``neo4j-admin`` (also in `ARGUMENTS`).

    Raises `BuildError` when the tables do not fit together or the folder cannot be written.
    """
    full_plan(tables)
    arguments = [
        *("database", "import", "full", database, "--overwrite-destination=true"),
        *("--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F"),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for node in NODES:
            progress.stage(node.table)
            arguments.append(_export_nodes(tables, folder, node))
        for relationship in RELATIONSHIPS:
            for pair in relationship.endpoints:
                progress.stage(pair.table)
                arguments.append(_export_pair(tables, folder, relationship, pair))
        arguments.append(_export_state(folder, snapshot_id(tables)))
        (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")
    except OSError as error:
        raise BuildError(f"{folder} cannot be written: {error.strerror}.") from error
    return arguments


def _export_nodes(tables: Path, folder: Path, node: NodeLabel) -> str:
    rows = node_rows(tables, node)
    header = [
        f"{name}:ID({node.name})" if name == node.key else f"{name}:{_TYPES[kind]}"
        for name, kind in node.properties.items()
    ]
    return f"--nodes={node.name}={_write(folder, node.table, header, rows)}"


def _export_state(folder: Path, snapshot: str) -> str:
    """The node that says what is left to do, as `rareseek.graph.load_state` reads it."""
    values = (1, import_of(snapshot), snapshot, MEND, 0)
    row = pl.LazyFrame(
        {name: [value] for name, value in zip(STATE_PROPERTIES, values, strict=True)}
    )
    header = [f"{name}:{kind}" for name, kind in STATE_PROPERTIES.items()]
    return f"--nodes={STATE}={_write(folder, 'load_state', header, row)}"


def _export_pair(
    tables: Path, folder: Path, relationship: RelationshipType, pair: Endpoints
) -> str:
    header = [
        f":START_ID({pair.source.value.name})",
        f":END_ID({pair.target.value.name})",
        *(f"{name}:{_TYPES[kind]}" for name, kind in relationship.properties.items()),
    ]
    files = _write(folder, pair.table, header, pair_rows(tables, relationship, pair))
    return f"--relationships={relationship.name}={files}"


def _write(folder: Path, name: str, header: list[str], rows: pl.LazyFrame) -> str:
    """Write one table and its header file; gives both names as ``neo4j-admin`` takes them."""
    (folder / f"{name}-header.csv").write_text(",".join(header) + "\n", encoding="utf-8")
    lists = [name for name, kind in rows.collect_schema().items() if kind == pl.List(pl.String)]
    joined = [
        pl.when(pl.col(name).list.len() == 0)
        .then(pl.lit(EMPTY))
        .otherwise(pl.col(name).list.join(_SEPARATOR))
        .alias(name)
        for name in lists
    ]
    rows.with_columns(joined).sink_csv(folder / f"{name}.csv", include_header=False)
    return f"{name}-header.csv,{name}.csv"
