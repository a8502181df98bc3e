"""Bulk load over Bolt: exactly once, whatever happens to the connection.

The graph itself keeps how far a load is, in a node `LoadState`; every transaction writes its rows
and moves that node on, so both happen or neither does. A load that was cut off goes on where the
graph says it is. The node is there only while a load is under way; at the end each Release node
gets the id of the snapshot as its property `snapshot`.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import BuildError, QueryFailed, SnapshotError
from ..ingest.progress import SILENT
from .bolt import ServerAwayError, run
from .dialect import NEO4J
from .load_plan import BATCH, full_plan
from .refresh_plan import refresh_plan
from .schema import NODES, Label, ddl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from neo4j import Transaction

    from ..ingest.progress import Progress
    from .bolt import Bolt
    from .load_plan import Step

PATIENCE: Final = 60.0
"""Seconds that a load waits for a server that went away after it had begun."""
_PAUSE: Final = 0.5

_STATE: Final = "LoadState"
_CONSTRAINT: Final = (
    f"CREATE CONSTRAINT loadstate_id IF NOT EXISTS FOR (s:{_STATE}) REQUIRE s.id IS UNIQUE"
)
_READ_STATE: Final = f"MATCH (s:{_STATE}) RETURN s.plan, s.snapshot, s.step, s.offset"
_BEGIN: Final = (
    f"MERGE (s:{_STATE} {{id: 1}}) "
    "SET s.plan = $plan, s.snapshot = $snapshot, s.step = $step, s.offset = 0"
)
_MOVE: Final = (
    f"MATCH (s:{_STATE} {{plan: $plan, step: $step, offset: $offset}}) "
    "SET s.step = $next_step, s.offset = $next_offset RETURN 1"
)
_FINISH: Final = (
    f"MATCH (r:{Label.RELEASE.value.name}) SET r.snapshot = $snapshot "
    f"WITH count(r) AS releases MATCH (s:{_STATE}) DELETE s RETURN releases"
)
_LOADED: Final = (
    f"MATCH (r:{Label.RELEASE.value.name}) WHERE r.snapshot IS NOT NULL RETURN DISTINCT r.snapshot"
)
_CLEAR: Final = -1  # the step in which what was there before is deleted


@dataclass(frozen=True, slots=True)
class Place:
    """How far a load is: the plan it follows, and the first row that is not written yet."""

    plan: str
    snapshot: str
    step: int
    offset: int


def snapshot_id(tables: Path) -> str:
    """The id of the snapshot that a folder of tables belongs to.

    Without a manifest beside it, an id made of the bytes of the tables. Raises `BuildError` when
    the folder holds no tables.
    """
    manifest = tables.parent / "manifest.json"
    if manifest.is_file():
        return str(json.loads(manifest.read_text("utf-8"))["id"])
    digest = hashlib.sha256()
    for file in sorted(tables.glob("*.parquet")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return f"tables-{digest.hexdigest()[:12]}"


def loaded_snapshot(bolt: Bolt, timeout: float) -> str:
    """The snapshot that is loaded whole, or `SnapshotError` when none is."""
    if (place := _place(bolt, timeout)) is not None:
        raise SnapshotError(
            f"The Neo4j at {bolt.uri} holds only a part of snapshot {place.snapshot}; finish it "
            "with: rareseek load neo4j"
        )
    rows = bolt.read(_LOADED, {}, timeout).rows
    if len(rows) != 1:
        raise SnapshotError(
            f"The Neo4j at {bolt.uri} holds no snapshot; load one with: rareseek load neo4j"
        )
    return str(rows[0][0])


@contextmanager
def _building() -> Iterator[None]:
    try:
        yield
    except QueryFailed as error:
        raise BuildError(f"The graph cannot be loaded: {error}") from error


@_building()
def load(bolt: Bolt, tables: Path, progress: Progress | None = None) -> None:
    """Make the graph that of these tables; see `Neo4jStore.load`."""
    wanted = snapshot_id(tables)
    steps = full_plan(tables)
    _prepare(bolt)
    place = _place(bolt)
    if place is None and _loaded(bolt) == wanted:
        return
    if place is None or place.plan != wanted:
        _begin(bolt, Place(wanted, wanted, _CLEAR, 0))
    _Load(bolt, steps, wanted, wanted, progress or SILENT).run()


@_building()
def refresh(bolt: Bolt, old: Path, new: Path, progress: Progress | None = None) -> None:
    """Turn one snapshot's graph into another's; see `Neo4jStore.refresh`."""
    base, wanted = snapshot_id(old), snapshot_id(new)
    plan = f"{base} to {wanted}"
    _prepare(bolt)
    place = _place(bolt)
    found = _loaded(bolt) if place is None else place.plan
    if found == wanted:
        return
    if found not in {base, plan}:
        raise BuildError(
            f"The Neo4j at {bolt.uri} holds {found or 'no snapshot'}, not {base}, so it cannot be "
            "refreshed; load the new snapshot whole with: rareseek load neo4j --full"
        )
    steps = refresh_plan(old, new)
    if place is None:
        _begin(bolt, Place(plan, wanted, 0, 0))
    _Load(bolt, steps, plan, wanted, progress or SILENT).run()


class _Load:
    """A plan being carried out from the place that the graph says it is at."""

    def __init__(
        self, bolt: Bolt, steps: Sequence[Step], plan: str, snapshot: str, progress: Progress
    ) -> None:
        self._bolt = bolt
        self._steps = steps
        self._plan = plan
        self._snapshot = snapshot
        self._progress = progress

    def run(self) -> None:
        """Go on until the plan is done, waiting for a server that goes away in between."""
        since: float | None = None
        last: Place | None = None
        while True:
            try:
                place = self._place()
                if place != last:
                    since, last = None, place
                self._from(place)
            except ServerAwayError as error:
                since = since or time.monotonic()
                if time.monotonic() - since > PATIENCE:
                    raise BuildError(
                        f"{error} The load stopped; run it again and it goes on from there."
                    ) from error
                time.sleep(_PAUSE)
            else:
                return

    def _place(self) -> Place:
        place = _place(self._bolt)
        if place is None or place.plan != self._plan:
            raise BuildError(f"Another load is writing to the Neo4j at {self._bolt.uri}.")
        return place

    def _from(self, place: Place) -> None:
        if place.step == _CLEAR:
            self._progress.stage("clear")
            self._clear()
            place = Place(self._plan, self._snapshot, 0, 0)
        for number, step in enumerate(self._steps[place.step :], start=place.step):
            offset = place.offset if number == place.step else 0
            self._write(number, step, offset)
        with self._bolt.transaction() as transaction:
            self._move(transaction, (len(self._steps), 0), (len(self._steps), 0))
            run(transaction, _FINISH, {"snapshot": self._snapshot})

    def _write(self, number: int, step: Step, offset: int) -> None:
        self._progress.stage(step.name, step.total)
        self._progress.advance(offset)
        for rows in step.batches(offset):
            with self._bolt.transaction() as transaction:
                self._move(transaction, (number, offset), (number, offset + len(rows)))
                answer = run(transaction, step.statement, {"rows": rows})
                if step.creates and answer.created != len(rows):
                    raise BuildError(
                        f"The graph cannot be loaded: {answer.created} of {len(rows)} rows of "
                        f"{step.name} found the nodes they join."
                    )
            offset += len(rows)
            self._progress.advance(len(rows))
        with self._bolt.transaction() as transaction:
            self._move(transaction, (number, offset), (number + 1, 0))

    def _move(
        self, transaction: Transaction, here: tuple[int, int], there: tuple[int, int]
    ) -> None:
        """Move the state on, which also keeps any other load away until the commit."""
        values = {"plan": self._plan, "step": here[0], "offset": here[1]}
        values |= {"next_step": there[0], "next_offset": there[1]}
        if not run(transaction, _MOVE, values).rows:
            raise BuildError(f"Another load is writing to the Neo4j at {self._bolt.uri}.")

    def _clear(self) -> None:
        for node in NODES:
            statement = (
                f"MATCH (n:{NEO4J.quote(node.name)}) WITH n LIMIT {BATCH} DETACH DELETE n "
                "RETURN count(n)"
            )
            deleted = 1
            while deleted:
                with self._bolt.transaction() as transaction:
                    self._move(transaction, (_CLEAR, 0), (_CLEAR, 0))
                    deleted = run(transaction, statement, {}).rows[0][0]
        with self._bolt.transaction() as transaction:
            self._move(transaction, (_CLEAR, 0), (0, 0))


def _prepare(bolt: Bolt) -> None:
    for statement in (_CONSTRAINT, *ddl("neo4j")):
        bolt.execute(statement)


def _begin(bolt: Bolt, place: Place) -> None:
    values = {"plan": place.plan, "snapshot": place.snapshot, "step": place.step}
    with bolt.transaction() as transaction:
        run(transaction, _BEGIN, values)


def _place(bolt: Bolt, timeout: float = 30.0) -> Place | None:
    rows = bolt.read(_READ_STATE, {}, timeout).rows
    return Place(*rows[0]) if rows else None


def _loaded(bolt: Bolt) -> str | None:
    rows = bolt.read(_LOADED, {}, 30.0).rows
    return str(rows[0][0]) if len(rows) == 1 else None
