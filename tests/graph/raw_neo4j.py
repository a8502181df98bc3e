"""One query after the other on a real Neo4j with APOC and no guard before it.

A query that outlasts its time limit takes the server with it: it is killed and started again.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from rareseek.graph import Neo4jStore
from rareseek.tests.neo4j_server import Neo4jServer, classpath

from .raw_ladybug import SECRET, TIME_LIMIT
from .raw_stores import OUTLASTED, Listener, Observation, placed, seen_in

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

PLUGINS = (
    "org.neo4j.procedure:apoc-core:5.26.5:jar:core",
    # What APOC expects of the server beside.
    "org.apache.commons:commons-collections4:4.4",
    "org.apache.hadoop.thirdparty:hadoop-shaded-guava:1.1.1",
    "com.fasterxml.woodstox:woodstox-core:7.1.0",
    "org.codehaus.woodstox:stax2-api:4.2.2",
)
_APOC = "-Dapoc.import.file.enabled=true -Dapoc.export.file.enabled=true"
_EXTRA = "dbms.security.procedures.unrestricted=apoc.*\n"
_STATE = {
    "graph": (
        "MATCH (n) RETURN labels(n), properties(n)",
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id",
        "SHOW CONSTRAINTS YIELD name RETURN name",
        "SHOW INDEXES YIELD name RETURN name",
        "SHOW USERS YIELD user, suspended RETURN user, suspended",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
    ),
    "settings": ("SHOW SETTINGS YIELD name, value RETURN name, value",),
}


class RawNeo4j:
    """A server in a folder, and the graph of the three diseases on it."""

    def __init__(self, home: Path, tables: Path) -> None:
        self.home = home
        self._tables = tables
        (home / "plugins").mkdir(parents=True)
        for artifact in PLUGINS:
            subprocess.run(
                ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}",
                 f"-DoutputDirectory={home / 'plugins'}"],
                check=True, stdout=subprocess.DEVNULL, timeout=300,
            )  # fmt: skip
        os.environ["JAVA_TOOL_OPTIONS"] = _APOC
        # Neo4j's own start script puts plugins on the class path too.
        plugins = map(str, (home / "plugins").iterdir())
        self.server = Neo4jServer(home, ":".join((classpath(), *plugins)), _EXTRA)
        (home / "import").mkdir()
        for folder in (home, home / "import"):
            (folder / "secret.csv").write_text(f"{SECRET}\n", encoding="utf-8")
            (folder / "secret.json").write_text(f'{{"a": "{SECRET}"}}\n', encoding="utf-8")
            (folder / "secret.xml").write_text(f"<a>{SECRET}</a>\n", encoding="utf-8")
        self._driver: neo4j.Driver | None = None
        self._start()
        self._load()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def observe(
        self, query: str, params: dict[str, Any], *, shows: str | None = None
    ) -> Observation:
        """Run a query and say what it did."""
        listener = Listener()
        files = self._files()
        answer: dict[str, Any] = {}
        thread = threading.Thread(
            target=self._run,
            args=(placed(query, self.home, listener), self._placed(params), answer),
        )
        thread.daemon = True
        start = time.monotonic()
        thread.start()
        thread.join(OUTLASTED)
        if thread.is_alive():
            self._stop()
            thread.join(10)
            self._start()
            answer = {}
            effects = {"outlasted its time limit"}
        else:
            effects = set()
        answer["seconds"] = time.monotonic() - start
        answer["changed"] = [name for name in _STATE if self._state(name) != self._before[name]]
        effects |= seen_in(answer, shows)
        if listener.visits and "{port}" in query:
            effects.add("address opened")
        listener.close()
        if written := self._files() - files:
            effects.add("file written")
            for each in written:
                each.unlink()
        if answer["changed"]:
            self._load()
        return Observation(frozenset(effects), answer)

    def _run(self, query: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
        assert self._driver is not None
        try:
            with self._driver.session() as session:
                result = session.run(neo4j.Query(query, timeout=TIME_LIMIT), params)
                answer["rows"] = str([record.values() for record in result.fetch(50)])[:100_000]
                summary = result.consume()
                if summary.plan or summary.profile:
                    answer["rows"] += str(summary.plan or summary.profile)[:1000]
        except Neo4jError as error:
            answer["error"] = f"{error.code} {error.message}"
        except DriverError as error:
            answer["error"] = str(error)

    def _placed(self, params: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value.replace("{home}", str(self.home)) if isinstance(value, str) else value
            for name, value in params.items()
        }

    def _state(self, name: str) -> list[str]:
        assert self._driver is not None
        rows: list[str] = []
        for query in _STATE[name]:
            try:
                rows += sorted(map(str, self._driver.execute_query(query).records))
            except Neo4jError as error:
                rows.append(str(error.code))
        return rows

    def _files(self) -> set[Path]:
        folders = (self.home, self.home / "import")
        return {each for folder in folders for each in folder.iterdir() if each.is_file()}

    def _start(self) -> None:
        self.server.start()
        self._driver = neo4j.GraphDatabase.driver(
            self.server.address.uri, notifications_min_severity="OFF", max_transaction_retry_time=1
        )

    def _stop(self) -> None:
        if self._driver is not None:
            self._driver.close()
        self.server.kill()

    def _load(self) -> None:
        """An empty database, then the graph."""
        assert self._driver is not None
        run = self._driver.execute_query
        run("MATCH (n) DETACH DELETE n")
        for kind, plural in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            for record in run(f"SHOW {plural} YIELD name RETURN name").records:
                run(f"DROP {kind} `{record['name']}` IF EXISTS")
        with Neo4jStore(self.server.address.uri, timeout=30) as store:
            store.load(self._tables)
        run("CALL db.awaitIndexes(30)")
        self._before = {name: self._state(name) for name in _STATE}
