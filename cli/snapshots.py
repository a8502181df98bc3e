"""``rareseek snapshots``: list, verify, choose and prune what was built."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import SnapshotError
from ..ingest import SnapshotStore
from ..settings import Settings
from .console import JsonFlag, message, print_json, print_table

app = typer.Typer(help="List, verify, choose and prune snapshots.", no_args_is_help=True)


@app.command("list")
def list_(as_json: JsonFlag = False) -> None:
    """List the snapshots, oldest first; the current one is marked."""
    snapshots = _store()
    current = _current_id()
    columns = ("snapshot", "current", "released", "built", "sources", "MB")
    rows = [
        [
            one.id,
            "current" if one.id == current else "",
            one.released or "",
            one.manifest.created,
            ", ".join(f"{s.source} {s.version}" for s in one.manifest.sources),
            round(sum(file.size for file in one.manifest.files) / 1e6),
        ]
        for one in snapshots.list()
    ]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print_table(columns, rows)


@app.command("verify")
def verify(
    snapshot: Annotated[
        str | None, typer.Argument(help="Id of a snapshot; by default all of them.")
    ] = None,
) -> None:
    """Compare every file of a snapshot with the hash in its manifest."""
    snapshots = _store()
    damaged = 0
    for one in snapshots.list() if snapshot is None else [snapshots.get(snapshot)]:
        try:
            one.verify()
            message(f"{one.id}: {len(one.manifest.files)} files as they were built")
        except SnapshotError as error:
            damaged += 1
            message(f"{one.id}: {error}")
    if damaged:
        raise typer.Exit(1)


@app.command("use")
def use(snapshot: Annotated[str, typer.Argument(help="Id of a snapshot.")]) -> None:
    """Make a snapshot the current one."""
    _store().set_current(snapshot)
    message(f"{snapshot} is the current snapshot")


@app.command("prune")
def prune(
    keep: Annotated[
        int, typer.Option(min=0, help="Newest snapshots to keep beside the current one.")
    ] = 1,
) -> None:
    """Delete old snapshots; the current one always stays."""
    snapshots = _store()
    current = snapshots.current().id
    others = [one.id for one in snapshots.list() if one.id != current]
    doomed = others[: max(len(others) - keep, 0)]
    for one in doomed:
        snapshots.remove(one)
        message(f"{one} deleted")
    message(f"{len(doomed)} deleted, {len(others) - len(doomed) + 1} kept")


def _store() -> SnapshotStore:
    return SnapshotStore(Settings())


def _current_id() -> str | None:
    try:
        return _store().current().id
    except SnapshotError:
        return None
