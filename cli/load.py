"""``rareseek load neo4j``: put a snapshot on a Neo4j server, or write the files to import there."""

from __future__ import annotations

import shlex
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from ..ingest import SnapshotStore
from ..settings import Neo4jSettings, Settings
from .console import (
    AsOfOption,
    JsonFlag,
    SnapshotOption,
    message,
    print_json,
    print_table,
)
from .progress import BuildProgress

if TYPE_CHECKING:
    from ..graph import Description
    from ..graph.update import Update
    from ..ingest import Snapshot

app = typer.Typer(help="Put a snapshot on a graph server.", no_args_is_help=True)


@app.callback()
def load() -> None:
    """Put a snapshot on a graph server."""


@app.command("neo4j")
def neo4j(
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    uri: Annotated[
        str | None,
        typer.Option(help="bolt://host:7687, neo4j://host (cluster), neo4j+s://host (Aura)."),
    ] = None,
    user: Annotated[str | None, typer.Option(help="Who to log in as.")] = None,
    database: Annotated[
        str | None, typer.Option(help="Database; by default the user's home database.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Load everything anew, whatever is there.")
    ] = False,
    files: Annotated[
        Path | None,
        typer.Option(help="Write the files of neo4j-admin database import here; no server needed."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a Neo4j server hold the current snapshot (or another one).

    Nothing is done where it is loaded already; where the server holds another snapshot that is
    still in RARESEEK_HOME, only what differs is written; otherwise everything is. Cut off at any
    moment, the next run goes on where the last one stopped. Options go before NEO4J_URI, NEO4J_USER
    and NEO4J_DATABASE; the password comes from NEO4J_PASSWORD or is asked for.
    """
    snapshots = SnapshotStore(Settings())
    wanted = snapshots.choose(snapshot, as_of)
    given = {"uri": uri, "user": user, "database": database}
    server = Neo4jSettings().model_copy(update={k: v for k, v in given.items() if v is not None})
    if files is not None:
        _export(wanted, files, server.database or "neo4j", as_json=as_json)
        return
    _load(_with_password(server), wanted, snapshots, full=full, as_json=as_json)


def _with_password(server: Neo4jSettings) -> Neo4jSettings:
    """The settings, with a password that is asked for where a user has none."""
    if server.user is None or server.password is not None or not sys.stdin.isatty():
        return server
    asked = typer.prompt(f"Password of {server.user} at {server.uri}", hide_input=True, err=True)
    return server.model_copy(update={"password": SecretStr(asked)})


def _load(
    server: Neo4jSettings,
    wanted: Snapshot,
    snapshots: SnapshotStore,
    *,
    full: bool,
    as_json: bool,
) -> None:
    from ..graph import Neo4jStore
    from ..graph.update import update

    start = time.perf_counter()
    with Neo4jStore.from_settings(server) as store:
        with BuildProgress("load neo4j") as progress:
            done = update(store, wanted, snapshots, full=full, progress=progress)
        seconds = time.perf_counter() - start
        found = store.describe()
    if as_json:
        print_json(_record(server, wanted, done, found, seconds))
        return
    print_table(
        ("what", "number"),
        [[name, number] for name, number in (*found.nodes.items(), *found.relationships.items())],
    )
    message(f"{_said(done, seconds)}; the Neo4j at {server.uri} holds snapshot {wanted.id}")


def _record(
    server: Neo4jSettings, wanted: Snapshot, done: Update, found: Description, seconds: float
) -> dict[str, object]:
    return {
        "uri": server.uri,
        "database": server.database,
        "version": found.version,
        "snapshot": wanted.id,
        "action": done.action.value,
        "base": done.base,
        "seconds": round(seconds, 2),
        "written": asdict(done.written),
        "nodes": dict(found.nodes),
        "relationships": dict(found.relationships),
    }


def _said(done: Update, seconds: float) -> str:
    from ..graph.update import Action

    if done.action is Action.NONE:
        return "nothing to do"
    written = done.written
    how = "loaded whole" if done.base is None else f"refreshed from {done.base}"
    return (
        f"{how} in {seconds:.0f} s: nodes {written.nodes_created:,} new, "
        f"{written.nodes_changed:,} changed, {written.nodes_deleted:,} deleted; relationships "
        f"{written.relationships_created:,} new, {written.relationships_deleted:,} deleted"
    )


def _export(wanted: Snapshot, folder: Path, database: str, *, as_json: bool) -> None:
    from ..graph.admin_import import ARGUMENTS, export

    with BuildProgress("load neo4j") as progress:
        arguments = export(wanted.tables_path, folder, database, progress)
    command = f"cd {shlex.quote(str(folder))} && neo4j-admin @{ARGUMENTS}"
    if as_json:
        print_json(
            {
                "snapshot": wanted.id,
                "folder": str(folder),
                "command": command,
                "arguments": arguments,
            }
        )
        return
    sys.stdout.write(f"{command}\n")
    message(
        f"snapshot {wanted.id} is in {folder}; with the server's database {database} stopped, run "
        "the command above as the user that Neo4j runs as, start the server, then run: rareseek "
        "load neo4j (which finishes the import: constraints, indexes, empty lists)"
    )
