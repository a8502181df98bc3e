"""``rareseek snapshots``: list, verify, choose and prune what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import SnapshotError
from ..ingest import SnapshotStore
from ..settings import Settings
from .console import JsonFlag, message, print_json, print_table

if TYPE_CHECKING:
    from ..ingest import Snapshot

app = typer.Typer(help="List, verify, choose and prune snapshots.", no_args_is_help=True)


@app.command("list")
def list_(as_json: JsonFlag = False) -> None:
    """List the snapshots, oldest first; the current one is marked, and those that cannot serve."""
    snapshots = _store()
    current = snapshots.current_id()
    columns = ("snapshot", "current", "released", "built", "sources", "MB", "state")
    unusable = [[one.id, None, None, None, None, one.reason] for one in snapshots.unusable()]
    rows: list[list[Any]] = [
        [
            one.id,
            one.released or "",
            one.manifest.created,
            ", ".join(f"{s.source} {s.version}" for s in one.manifest.sources),
            round(sum(file.size for file in one.manifest.files) / 1e6),
            _problem(one) or "ok",
        ]
        for one in snapshots.list()
    ]
    rows = [[row[0], "current" if row[0] == current else "", *row[1:]] for row in unusable + rows]
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
    """Compare every file of a snapshot with the hash in its manifest, and open its graph."""
    snapshots = _store()
    found = snapshots.list() if snapshot is None else (snapshots.get(snapshot),)
    problems = {one.id: _problem(one, hashes=True) for one in found}
    if snapshot is None:
        problems |= dict(snapshots.unusable())
    for identifier, problem in problems.items():
        message(f"{identifier}: {problem or 'every file is as it was built'}")
    if any(problems.values()):
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
    """Delete old snapshots and unusable ones; the current one always stays."""
    snapshots = _store()
    current = snapshots.current().id
    others = [one.id for one in snapshots.list() if one.id != current]
    doomed = [one.id for one in snapshots.unusable()] + others[: max(len(others) - keep, 0)]
    for one in doomed:
        snapshots.remove(one)
        message(f"{one} deleted")
    message(f"{len(doomed)} deleted, {len(snapshots.list())} kept")


def _store() -> SnapshotStore:
    return SnapshotStore(Settings())


def _problem(snapshot: Snapshot, *, hashes: bool = False) -> str | None:
    """Why a snapshot cannot serve, None where it can."""
    from ..retrieval import KnowledgeGraph

    try:
        if hashes:
            snapshot.verify()
        with KnowledgeGraph(snapshot) as graph:
            graph.check()
    except SnapshotError as error:
        return str(error)
    return None
