"""Bulk load over Bolt: exactly once, whatever happens to the connection.

The graph itself keeps how far a load is (`rareseek.graph.load_state`). A load that was cut off goes
on where the graph says it is.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from neo4j import WRITE_ACCESS

from ..errors import BuildError, QueryFailed
from ..ingest.progress import SILENT
from . import load_state
from .admin_import import EMPTY
from .bolt import ServerAwayError, run
from .dialect import NEO4J
from .load_plan import BATCH, full_plan
from .load_state import CLEAR, MEND, Place, holding, import_of, refresh_of, snapshot_id
from .refresh_plan import refresh_plan
from .schema import NODES, RELATIONSHIPS, PropertyType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from neo4j import Transaction

    from ..ingest.progress import Progress
    from .bolt import Answer, Bolt
    from .load_plan import Step

PATIENCE: Final = 60.0
"""Seconds that a load waits for a server that went away after it had begun."""
_PAUSE: Final = 0.5
_MENDED: Final = 50_000
"""Lists emptied in one transaction."""
_PATTERNS: Final = {f"(x:{NEO4J.quote(node.name)})": node.properties for node in NODES} | {
    f"()-[x:{NEO4J.quote(each.name)}]->()": each.properties for each in RELATIONSHIPS
}
"""Patterns of all nodes of a label and all relationships of a type, and their properties."""


@dataclass(slots=True)
class Written:
    """What a load changed, by the server's own counts; of a load that goes on, the rest."""

    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0

    def add(self, answer: Answer, changed: int = 0) -> None:
        """Count one statement whose transaction is committed."""
        self.nodes_created += answer.counters.nodes_created
        self.nodes_changed += changed
        self.nodes_deleted += answer.counters.nodes_deleted
        self.relationships_created += answer.counters.relationships_created
        self.relationships_deleted += answer.counters.relationships_deleted


@contextmanager
def _building() -> Iterator[None]:
    try:
        yield
    except QueryFailed as error:
        raise BuildError(f"The graph cannot be loaded: {error}") from error


@_building()
def load(
    bolt: Bolt, tables: Path, progress: Progress | None = None, *, again: bool = False
) -> Written:
    """Make the graph that of these tables; see `Neo4jStore.load`."""
    wanted = snapshot_id(tables)
    steps = full_plan(tables)
    load_state.prepare(bolt)
    found = holding(bolt, access=WRITE_ACCESS)
    if found.snapshot == wanted and not again:
        return Written()
    if found.place is not None and found.place.plan == import_of(wanted) and not again:
        return _Load(bolt, (), import_of(wanted), wanted, progress or SILENT).run()
    if found.place is None or found.place.plan != wanted:
        load_state.begin(bolt, Place(wanted, wanted, CLEAR, 0))
    return _Load(bolt, steps, wanted, wanted, progress or SILENT).run()


@_building()
def refresh(bolt: Bolt, old: Path, new: Path, progress: Progress | None = None) -> Written:
    """Turn one snapshot's graph into another's; see `Neo4jStore.refresh`."""
    base, wanted = snapshot_id(old), snapshot_id(new)
    plan = refresh_of(base, wanted)
    load_state.prepare(bolt)
    place = (held := holding(bolt, access=WRITE_ACCESS)).place
    found = held.snapshot if place is None else place.plan
    if found == wanted and place is None:
        return Written()
    if found not in {base, plan}:
        raise BuildError(
            f"The Neo4j at {bolt.uri} holds {found or 'no snapshot'}, not {base}, so it cannot be "
            "refreshed; load the new snapshot whole with: rareseek load neo4j --full"
        )
    steps = refresh_plan(old, new)
    if place is None:
        load_state.begin(bolt, Place(plan, wanted, 0, 0))
    return _Load(bolt, steps, plan, wanted, progress or SILENT).run()


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
        self._written = Written()

    def run(self) -> Written:
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
                return self._written

    def _place(self) -> Place:
        place = holding(self._bolt, access=WRITE_ACCESS).place
        if place is None or place.plan != self._plan:
            raise self._disturbed()
        return place

    def _from(self, place: Place) -> None:
        if place.step in {CLEAR, MEND}:
            (self._clear if place.step == CLEAR else self._mend)()
            with self._bolt.transaction() as transaction:
                self._move(transaction, (place.step, 0), (0, 0))
            place = Place(self._plan, self._snapshot, 0, 0)
        for number, step in enumerate(self._steps[place.step :], start=place.step):
            offset = place.offset if number == place.step else 0
            self._write(number, step, offset)
        with self._bolt.transaction() as transaction:
            self._move(transaction, (len(self._steps), 0), (len(self._steps), 0))
            load_state.finish(transaction, self._snapshot)

    def _write(self, number: int, step: Step, offset: int) -> None:
        if step.total:
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
            self._written.add(answer, changed=len(rows) if step.changes else 0)
            self._progress.advance(len(rows))
        with self._bolt.transaction() as transaction:
            self._move(transaction, (number, offset), (number + 1, 0))

    def _clear(self) -> None:
        """Delete the nodes of all labels, those with many relationships when these are gone."""
        self._progress.stage("clear")
        for node in reversed(NODES):
            name = NEO4J.quote(node.name)
            self._repeat(CLEAR, f"MATCH (n:{name}) WITH n LIMIT {BATCH} DETACH DELETE n")

    def _mend(self) -> None:
        """Empty the lists that an import could only mark as empty."""
        self._progress.stage("empty lists")
        for pattern, kinds in _PATTERNS.items():
            for name in (name for name, kind in kinds.items() if kind is PropertyType.TEXTS):
                found = f"MATCH {pattern} WHERE x.{NEO4J.quote(name)} = ['{EMPTY}']"
                text = f"{found} WITH x LIMIT {_MENDED} SET x.{NEO4J.quote(name)} = []"
                self._repeat(MEND, text)

    def _repeat(self, step: int, statement: str) -> None:
        """Run a statement until it changes nothing more."""
        changed = True
        while changed:
            with self._bolt.transaction() as transaction:
                self._move(transaction, (step, 0), (step, 0))
                answer = run(transaction, statement, {})
            changed = answer.counters.nodes_deleted + answer.counters.properties_set > 0
            self._written.add(answer)

    def _move(
        self, transaction: Transaction, here: tuple[int, int], there: tuple[int, int]
    ) -> None:
        if not load_state.move(transaction, self._plan, here, there):
            raise self._disturbed()

    def _disturbed(self) -> BuildError:
        return BuildError(f"Another load is writing to the Neo4j at {self._bolt.uri}.")
