"""What a Neo4j server holds, written in its graph: the snapshot, or how far a load of one is.

A node `LoadState` is there only while a load is under way; every transaction of the load writes its
rows and moves that node on, so both happen or neither does. At the end each Release node gets the
id of the snapshot as its property `snapshot`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from neo4j import READ_ACCESS

from ..errors import BuildError
from .bolt import run
from .schema import Label, ddl

if TYPE_CHECKING:
    from pathlib import Path

    from neo4j import Transaction

    from .bolt import Bolt

CLEAR: Final = -1
"""The step of a whole load in which what was there before is deleted."""
MEND: Final = -2
"""The step in which what an import cannot say is put right."""

STATE_PROPERTIES: Final = {"id": "long", "plan": "string", "snapshot": "string"} | {
    "step": "long",
    "offset": "long",
}
"""Properties of the node `LoadState` with their types in the files of an import."""

STATE: Final = "LoadState"
_RELEASE: Final = Label.RELEASE.value.name
_CONSTRAINT: Final = (
    f"CREATE CONSTRAINT loadstate_id IF NOT EXISTS FOR (s:{STATE}) REQUIRE s.id IS UNIQUE"
)
_READ: Final = (
    f"OPTIONAL MATCH (s:{STATE}) WITH head(collect(s)) AS s "
    f"OPTIONAL MATCH (r:{_RELEASE}) WHERE r.snapshot IS NOT NULL "
    "RETURN s.plan, s.snapshot, s.step, s.offset, collect(DISTINCT r.snapshot)"
)
_BEGIN: Final = (
    f"MERGE (s:{STATE} {{id: 1}}) "
    "SET s.plan = $plan, s.snapshot = $snapshot, s.step = $step, s.offset = 0"
)
_MOVE: Final = (
    f"MATCH (s:{STATE} {{plan: $plan, step: $step, offset: $offset}}) "
    "SET s.step = $next_step, s.offset = $next_offset RETURN 1"
)
_FINISH: Final = (
    f"MATCH (r:{_RELEASE}) SET r.snapshot = $snapshot "
    f"WITH count(r) AS releases MATCH (s:{STATE}) DELETE s RETURN releases"
)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a load is: the plan it follows, and the first row that is not written yet."""

    plan: str
    snapshot: str
    step: int
    offset: int

    @property
    def base(self) -> str | None:
        """The snapshot that a refresh starts from, None for a whole load.

        >>> Place(refresh_of("hpo-1", "hpo-2"), "hpo-2", 0, 0).base
        'hpo-1'
        """
        base = self.plan.removesuffix(refresh_of("", self.snapshot))
        return None if base == self.plan else base


@dataclass(frozen=True, slots=True)
class Holding:
    """What a server holds: a snapshot, or a part of one and the place its load is at."""

    snapshot: str | None
    place: Place | None


def refresh_of(base: str, wanted: str) -> str:
    """Name of the plan that turns the graph of one snapshot into another's."""
    return f"{base} to {wanted}"


def import_of(wanted: str) -> str:
    """Name of the plan that finishes what ``neo4j-admin database import`` began."""
    return f"import of {wanted}"


def snapshot_id(tables: Path) -> str:
    """The id of the snapshot that a folder of tables belongs to.

    Without a manifest beside it, an id made of the bytes of the tables. Raises `BuildError` when
    the folder holds no tables.
    """
    manifest = tables.parent / "manifest.json"
    if manifest.is_file():
        return str(json.loads(manifest.read_text("utf-8"))["id"])
    files = sorted(tables.glob("*.parquet"))
    if not files:
        raise BuildError(f"The graph cannot be built: there are no tables in {tables}.")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return f"tables-{digest.hexdigest()[:12]}"


def holding(bolt: Bolt, timeout: float = 30.0, *, access: str = READ_ACCESS) -> Holding:
    """What the server says it holds; in a cluster, the leader is asked in writing ``access``."""
    (row,) = bolt.read(_READ, {}, timeout, access=access).rows
    *place, snapshots = row
    if place[0] is not None:
        return Holding(None, Place(*place))
    return Holding(str(snapshots[0]) if len(snapshots) == 1 else None, None)


def prepare(bolt: Bolt) -> None:
    """Constraints and indexes, where they are not there yet."""
    for statement in (_CONSTRAINT, *ddl("neo4j")):
        bolt.execute(statement)


def begin(bolt: Bolt, place: Place) -> None:
    """Write down that a load begins, whatever load was under way."""
    values = {"plan": place.plan, "snapshot": place.snapshot, "step": place.step}
    with bolt.transaction() as transaction:
        run(transaction, _BEGIN, values)


def move(
    transaction: Transaction, plan: str, here: tuple[int, int], there: tuple[int, int]
) -> bool:
    """Move the state on (step, offset), which also keeps any other load away until the commit.

    False where the load of this plan is not at that place.
    """
    values = {"plan": plan, "step": here[0], "offset": here[1]}
    values |= {"next_step": there[0], "next_offset": there[1]}
    return bool(run(transaction, _MOVE, values).rows)


def finish(transaction: Transaction, snapshot: str) -> None:
    """Say which snapshot is loaded; no load is under way any more."""
    run(transaction, _FINISH, {"snapshot": snapshot})
