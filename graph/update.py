"""Make a Neo4j server hold a snapshot with as little work as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..errors import InputError
from ..ingest.progress import SILENT
from .bolt_load import Written
from .load_state import import_of, refresh_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..ingest import Snapshot, SnapshotStore
    from ..ingest.progress import Progress
    from .load_state import Holding, Place
    from .neo4j import Neo4jStore


class Action(StrEnum):
    """What an update does."""

    NONE = "none"
    """The snapshot is loaded already."""
    REFRESH = "refresh"
    """What differs from another snapshot is written."""
    LOAD = "load"
    """The whole content is replaced."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was done to a server."""

    action: Action
    base: str | None
    """The snapshot that a refresh started from."""
    written: Written


def update(
    store: Neo4jStore,
    wanted: Snapshot,
    snapshots: SnapshotStore,
    *,
    full: bool = False,
    progress: Progress = SILENT,
) -> Update:
    """Make the server hold a snapshot; a load that was cut off goes on where it stopped.

    ``snapshots`` are those that a refresh may start from; with ``full`` everything is loaded anew.
    Raises `InputError` where the database holds nodes of these labels that are of no snapshot,
    unless ``full`` says to replace them, and `BuildError` as `Neo4jStore.load` does.
    """
    held = store.holding()
    action, base = choose(held, wanted.id, {one.id for one in snapshots.list()}, full=full)
    if held.place is not None:
        progress.note(_sequel(held.place, wanted.id, base, full=full))
    elif held.snapshot is None and not full:
        _refuse_others(store)
    if action is Action.NONE:
        return Update(action, None, Written())
    if base is not None:
        tables = snapshots.get(base).tables_path
        return Update(action, base, store.refresh(tables, wanted.tables_path, progress))
    return Update(action, None, store.load(wanted.tables_path, progress, again=full))


def choose(
    held: Holding, wanted: str, known: Collection[str], *, full: bool = False
) -> tuple[Action, str | None]:
    """The action, and the snapshot that a refresh starts from.

    >>> from .load_state import Holding
    >>> choose(Holding("hpo-1", None), "hpo-2", {"hpo-1", "hpo-2"})
    (<Action.REFRESH: 'refresh'>, 'hpo-1')
    """
    if held.place is None:
        base = held.snapshot
    else:
        base = held.place.base if held.place.snapshot == wanted else None
    if full:
        return Action.LOAD, None
    if held.snapshot == wanted:
        return Action.NONE, None
    return (Action.REFRESH, base) if base in known else (Action.LOAD, None)


def _sequel(place: Place, wanted: str, base: str | None, *, full: bool) -> str:
    """What becomes of a load that is under way, in one sentence."""
    if place.plan == import_of(wanted) and not full:
        return f"the import of {wanted} is being finished"
    plan = wanted if base is None else refresh_of(base, wanted)
    sequel = "goes on" if place.plan == plan else "is given up, all is loaded anew"
    return f"the load of {place.snapshot} that was cut off {sequel}"


def _refuse_others(store: Neo4jStore) -> None:
    found = {label: count for label, count in store.describe().nodes.items() if count}
    if found:
        listed = ", ".join(f"{count:,} {label}" for label, count in found.items())
        raise InputError(
            f"The database at {store.uri} holds nodes that are of no snapshot ({listed}); choose "
            "another one with --database, or replace them with --full."
        )
