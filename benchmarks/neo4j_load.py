"""Time loads, imports and refreshes of a Neo4j server; JSON on standard output.

usage: python benchmarks/neo4j_load.py --source-dir DIR [--home DIR] [--pin clinvar=2024-06-15]
       [--repeat N] [--only bolt import import-all refresh]

Builds three snapshots into --home, where they are not there yet: the default selection of variants,
the same with the pinned older ClinVar, and all variants. Each run gets a server of its own from
Maven Central, as the tests do (tests/neo4j_server.py); where NEO4J_URI is set, `bolt` and
`refresh` replace what that server holds. A refresh and the load that it is compared with both begin
on a server that was started a moment ago. (Not called neo4j.py: a script's folder comes first when
it imports the driver.)
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from rareseek import pipeline
from rareseek.graph import Neo4jStore
from rareseek.graph.admin_import import export
from rareseek.ingest import Snapshot
from rareseek.ingest.classifications import Selection
from rareseek.settings import Neo4jSettings, Settings
from rareseek.tests.neo4j_server import Neo4jServer, classpath

STAGES = ("bolt", "import", "import-all", "refresh")


def main() -> None:
    """Run what was asked for and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source-dir", type=Path, required=True)
    parser.add_argument("--home", type=Path, default=Path("benchmark-home"))
    parser.add_argument("--pin", default="clinvar=2024-06-15", help="release to refresh from")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=STAGES, default=STAGES)
    given = parser.parse_args()
    build = Builder(given.home, given.source_dir)
    new = build()
    results: dict[str, object] = {"machine": machine(), "snapshot": rows(new)}
    full: float | None = None
    if "bolt" in given.only:
        loads = [bolt(new) for _ in range(given.repeat)]
        results["bolt"] = summary(loads)
        full = statistics.median(run["seconds"] for run in loads)
    if "import" in given.only:
        results["import"] = summary([imported(new) for _ in range(given.repeat)])
    if "import-all" in given.only:
        everything = build(Selection.ALL)
        results["import-all"] = {"snapshot": rows(everything)} | summary(
            [imported(everything) for _ in range(given.repeat)]
        )
    if "refresh" in given.only:
        source, _, version = given.pin.partition("=")
        old = build(pins={source: version})
        refreshes = [refresh(old, new) for _ in range(given.repeat)]
        results["refresh"] = {"from": rows(old)} | summary(refreshes)
        if full is not None:
            times = full / statistics.median(run["seconds"] for run in refreshes)
            results["refresh_times_faster_than_bolt"] = round(times, 1)
    print(json.dumps(results, indent=2))


class Builder:
    """Makes snapshots of one folder of source files; those that are there are not built again."""

    def __init__(self, home: Path, source_dir: Path) -> None:
        self._settings = Settings(home=home, offline=True)
        self._source_dir = source_dir

    def __call__(
        self, selection: Selection = Selection.DEFAULT, pins: dict[str, str] | None = None
    ) -> Snapshot:
        """The snapshot of this selection and these releases."""
        return pipeline.run(
            self._settings, source_dir=self._source_dir, selection=selection, pins=pins
        ).snapshot


class Clock:
    """Progress that measures how long each stage takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._start = "before", time.perf_counter()

    def stage(self, name: str, total: int | None = None) -> None:  # noqa: ARG002
        """End one stage and begin another."""
        now = time.perf_counter()
        self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._start
        self._name, self._start = name, now

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""

    def note(self, message: str) -> None:
        """Do nothing."""


def bolt(snapshot: Snapshot) -> dict[str, float]:
    """Load a snapshot whole into a server that is empty, or that NEO4J_URI names."""
    with serving() as (_, store):
        clock = Clock()
        store.load(snapshot.tables_path, clock, again=True)
        clock.stage("")
        return {"seconds": sum(clock.seconds.values()), **clock.seconds}


def refresh(old: Snapshot, new: Snapshot) -> dict[str, float]:
    """Load one snapshot, start the server again, and turn its graph into another's."""
    with serving() as (server, store):
        store.load(old.tables_path)
        if server is not None:
            server.stop()
            server.start()
        clock = Clock()
        written = store.refresh(old.tables_path, new.tables_path, clock)
        clock.stage("")
        return {"seconds": sum(clock.seconds.values()), **clock.seconds, **asdict(written)}


def imported(snapshot: Snapshot) -> dict[str, float]:
    """Write the files, import them into a stopped server, start it, make the indexes."""
    with tempfile.TemporaryDirectory() as folder:
        server = Neo4jServer(Path(folder) / "server", classpath())
        files = Path(folder) / "files"
        taken: dict[str, float] = {}
        arguments: list[str] = []
        taken["export"] = timed(lambda: arguments.extend(export(snapshot.tables_path, files)))
        taken["import"] = timed(lambda: server.admin(*arguments, folder=files))
        taken["start"] = timed(server.start)
        try:
            with opened(server) as store:
                taken["indexes"] = timed(lambda: store.load(snapshot.tables_path))
                store.require(snapshot.id)
        finally:
            server.kill()
    return {"seconds": taken["export"] + taken["import"], **taken}


@contextmanager
def serving() -> Iterator[tuple[Neo4jServer | None, Neo4jStore]]:
    """A store on the server of NEO4J_URI, or on a new one, which is given too."""
    settings = Neo4jSettings()
    if settings.configured:
        with Neo4jStore.from_settings(settings) as store:
            yield None, store
        return
    with tempfile.TemporaryDirectory() as folder:
        server = Neo4jServer(Path(folder) / "server", classpath())
        server.start()
        try:
            with opened(server) as store:
                yield server, store
        finally:
            server.kill()


def opened(server: Neo4jServer) -> Neo4jStore:
    """A store on a server that was started."""
    where = server.address
    return Neo4jStore(where.uri, user=where.user, password=where.password)


def machine() -> dict[str, object]:
    """What the figures were measured on, and how busy it was."""
    try:
        extension = metadata.version("neo4j-rust-ext")
    except metadata.PackageNotFoundError:
        extension = "not installed"
    return {
        "cpu": f"{platform.machine()}, {os.cpu_count()} cores",
        "load_average": os.getloadavg(),
        "python": platform.python_version(),
        "neo4j_driver": metadata.version("neo4j"),
        "neo4j_rust_ext": extension,
        "server": os.environ.get("NEO4J_URI")
        or "tests/neo4j/pom.xml, 1 GB heap, 256 MB page cache",
    }


def rows(snapshot: Snapshot) -> dict[str, object]:
    """A snapshot's id and the rows of its tables."""
    return {"id": snapshot.id} | {table.name: table.rows for table in snapshot.manifest.tables}


def timed(once: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    once()
    return time.perf_counter() - start


def summary(runs: Sequence[dict[str, float]]) -> dict[str, object]:
    """All totals, and the median of each figure."""
    return {
        "all_seconds": [round(run["seconds"], 1) for run in runs],
        "load_average_after": os.getloadavg(),
        "median": {name: round(statistics.median(r[name] for r in runs), 2) for name in runs[0]},
    }


if __name__ == "__main__":
    main()
