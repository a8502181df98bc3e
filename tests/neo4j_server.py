"""A real Neo4j for the tests: the one that ``NEO4J_URI`` names, or one started from Maven Central.

Maven keeps the jars in its own repository, so only the first run downloads (some 120 MB). The
server listens on a free port of 127.0.0.1, with a user and a password, in a folder of the tests.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).parent / "neo4j" / "pom.xml"
_FETCH_LIMIT = 600  # seconds
_START_LIMIT = 120  # seconds
_OPENED = (
    *("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED"),
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
_USER, _PASSWORD = "neo4j", "rareseek-tests"
_CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
server.directories.data={home}/data
"""


class NoServerError(Exception):
    """No Neo4j can be used here; the message says why."""


@dataclass(frozen=True)
class Address:
    """What the environment says: where a server is, and as whom to log in."""

    uri: str
    user: str | None = None
    password: str | None = None

    @classmethod
    def from_environment(cls) -> Self | None:
        """``NEO4J_URI``, ``NEO4J_USER`` (or ``NEO4J_USERNAME``) and ``NEO4J_PASSWORD``."""
        uri = os.environ.get("NEO4J_URI")
        user = os.environ.get("NEO4J_USER") or os.environ.get("NEO4J_USERNAME")
        return cls(uri, user, os.environ.get("NEO4J_PASSWORD")) if uri else None


def classpath() -> str:
    """The server's jars in Maven's repository, fetched where they are not there yet."""
    missing = [tool for tool in ("java", "mvn") if shutil.which(tool) is None]
    if missing:
        raise NoServerError(f"NEO4J_URI is not set and there is no {' and no '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "classpath"
        command = [
            *("mvn", "--quiet", "--batch-mode", "--file", str(POM)),
            *("dependency:build-classpath", f"-Dmdep.outputFile={written}"),
        ]
        # Without a look at the network first: Maven's repository usually has everything.
        for offline in (["--offline"], []):
            done = subprocess.run(
                [*command, *offline],
                capture_output=True,
                text=True,
                timeout=_FETCH_LIMIT,
                check=False,
            )
            if done.returncode == 0:
                return written.read_text("utf-8").strip()
    raise NoServerError(f"Maven could not fetch the Neo4j server: {done.stdout.strip()[:300]}")


class Neo4jServer:
    """A community server in a folder of its own; it can be killed and started again.

    ``extra`` are further lines of its configuration.
    """

    def __init__(self, home: Path, jars: str, extra: str = "") -> None:
        self.home = home
        self.address = Address(f"bolt://127.0.0.1:{_free_port()}", _USER, _PASSWORD)
        self._jars = jars
        self._process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir(parents=True)
        port = self.address.uri.rpartition(":")[2]
        (home / "conf" / "neo4j.conf").write_text(
            _CONFIGURATION.format(port=port, home=home) + extra, encoding="utf-8"
        )
        self.admin("dbms", "set-initial-password", _PASSWORD, folder=home)

    def start(self) -> None:
        """Start the process and wait until it answers queries."""
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *("java", "-Xmx1g", "-cp", self._jars, *_OPENED),
                    "org.neo4j.server.CommunityEntryPoint",
                    *(f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"),
                ],
                stdout=log,
                stderr=log,
            )
        self._wait()

    def admin(self, *arguments: str, folder: Path) -> None:
        """Run ``neo4j-admin`` in a folder, on the stopped server's files."""
        environment = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        subprocess.run(
            ["java", "-Xmx2g", "-cp", self._jars, *_OPENED, "org.neo4j.cli.AdminTool", *arguments],
            cwd=folder,
            env=os.environ | environment,
            check=True,
            capture_output=True,
        )

    def kill(self) -> None:
        """End the process without giving it time for anything, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End the process properly."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_LIMIT
        with neo4j.GraphDatabase.driver(self.address.uri, auth=(_USER, _PASSWORD)) as driver:
            while time.monotonic() < deadline and self._alive():
                with contextlib.suppress(DriverError, Neo4jError), driver.session() as session:
                    session.run("RETURN 1").consume()
                    return
                time.sleep(0.2)
        self.kill()
        log = (self.home / "server.log").read_text("utf-8", "replace")
        raise NoServerError(f"the Neo4j server did not start: {log[-500:]}")

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
