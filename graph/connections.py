"""An opened Ladybug file and its connections, without any native exception getting out."""

from __future__ import annotations

import queue
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import ladybug

from ..errors import QueryFailed, SnapshotError
from .schema import NODES, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NATIVE_ERRORS: Final = (RuntimeError, ValueError, TypeError, IndexError, MemoryError, OSError)
"""What Ladybug and its binding raise."""
MAX_FILE: Final = 1 << 36
"""Bytes of address space set aside for the file; the default of 8 TB is too much for some hosts."""

_INTERRUPTED: Final = "Interrupted"
_CHUNK: Final = 1_000
_MAGIC: Final = b"LBUG"
_STATEMENTS: Final = 64
"""Texts a connection plans before it is replaced: it keeps every plan in the buffer pool (about
0.2 MB each) and frees them only when it is closed."""


def reason(error: BaseException) -> str:
    """The native message in one line, without its prefix.

    >>> reason(RuntimeError("Binder exception: Cannot find property x for d.\\n more"))
    'Cannot find property x for d'
    """
    line = str(error).strip().partition("\n")[0]
    kind, separator, rest = line.partition(" exception: ")
    return (rest if separator and kind.isalpha() else line).rstrip(" .") or type(error).__name__


def open_database(path: Path, buffer_pool: int) -> Any:
    """Open a file for reading, or raise `SnapshotError` in one sentence."""
    _check_header(path, ladybug.Database.get_storage_version())
    try:
        return ladybug.Database(
            path, read_only=True, buffer_pool_size=buffer_pool, max_db_size=MAX_FILE
        )
    except NATIVE_ERRORS as error:
        raise SnapshotError(
            f"{path} is damaged ({reason(error)}); rebuild it with: rareseek ingest"
        ) from error


def _check_header(path: Path, version: int) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(12)
    except FileNotFoundError as error:
        raise SnapshotError(
            f"There is no graph at {path}; build it with: rareseek ingest"
        ) from error
    except OSError as error:
        raise SnapshotError(f"The graph {path} cannot be read: {error.strerror}") from error
    if header[:4] != _MAGIC or len(header) < 12:
        raise SnapshotError(f"{path} is no Ladybug file; rebuild it with: rareseek ingest")
    found = int.from_bytes(header[4:], "little")
    if found != version:
        raise SnapshotError(
            f"{path} has Ladybug storage version {found}, but the installed Ladybug reads "
            f"{version}; rebuild it with: rareseek ingest"
        )


class Answer(NamedTuple):
    """Columns with Ladybug's names of their types, and the rows."""

    columns: list[str]
    types: list[str]
    rows: list[list[Any]]


class Session:
    """One connection, replaced before its plans fill the buffer pool."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._texts: set[str] = set()
        self._connection = self._connect()

    def _connect(self) -> Any:
        try:
            return ladybug.Connection(self._database)
        except NATIVE_ERRORS as error:
            raise QueryFailed(f"The graph store gives no connection: {reason(error)}.") from error

    def run(self, cypher: str, params: Mapping[str, Any], timeout: float) -> Answer:
        """The answer to a query; raises `QueryFailed`."""
        if cypher not in self._texts and len(self._texts) >= _STATEMENTS:
            self.close()
            self._texts.clear()
            self._connection = self._connect()
        self._texts.add(cypher)
        deadline = time.monotonic() + timeout
        try:
            self._connection.set_query_timeout(max(1, round(timeout * 1000)))
            with self._connection.execute(cypher, dict(params)) as result:
                return Answer(
                    result.get_column_names(),
                    result.get_column_data_types(),
                    _fetch(result, deadline),
                )
        except NATIVE_ERRORS as error:
            raise _failure(error, timeout) from error

    def close(self) -> None:
        """Close the connection and free its plans."""
        self._connection.close()


class Connections:
    """A database opened for reading, and up to ``size`` sessions on it for as many threads."""

    def __init__(self, path: Path, *, buffer_pool: int, size: int) -> None:
        self._database = open_database(path, buffer_pool)
        self._size = size
        self._closed = False
        self._idle: queue.LifoQueue[Session | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)
        try:
            self._check_schema(path)
        except SnapshotError:
            self.close()
            raise

    def run(self, cypher: str, params: Mapping[str, Any], timeout: float) -> Answer:
        """Run a query on a free session, waiting for one within the time limit in seconds."""
        if timeout <= 0:
            raise ValueError(f"a time limit of {timeout} s leaves no time")
        deadline = time.monotonic() + timeout
        with self._session(timeout) as session:
            return session.run(cypher, params, max(deadline - time.monotonic(), 0.001))

    def close(self) -> None:
        """Wait for running queries, then close everything."""
        if self._closed:
            return
        self._closed = True
        for _ in range(self._size):
            if session := self._idle.get():
                session.close()
        self._idle.put(None)  # wakes whoever still waits for a session
        self._database.close()

    @contextmanager
    def _session(self, timeout: float) -> Iterator[Session]:
        if self._closed:
            raise QueryFailed("The graph store is closed.")
        try:
            session = self._idle.get(timeout=timeout)
        except queue.Empty:
            raise QueryFailed(
                f"All {self._size} connections were busy for {timeout:.3g} s; try again."
            ) from None
        try:
            if self._closed:
                raise QueryFailed("The graph store is closed.")
            session = session or Session(self._database)
            yield session
        finally:
            self._idle.put(session)

    def _check_schema(self, path: Path) -> None:
        try:
            answer = self.run("CALL show_tables() RETURN name", {}, timeout=30)
        except QueryFailed as error:
            raise SnapshotError(f"{path} is damaged: {error}") from error
        tables = {node.name for node in NODES} | {each.name for each in RELATIONSHIPS}
        missing = tables - {row[0] for row in answer.rows}
        if missing:
            raise SnapshotError(
                f"{path} has no table {min(missing)}: another version of Rareseek wrote it; "
                "rebuild it with: rareseek ingest"
            )


def _fetch(result: Any, deadline: float) -> list[list[Any]]:
    """All rows; turning them into Python values is slower than finding them, and has no limit."""
    rows: list[list[Any]] = []
    while result.has_next():
        if time.monotonic() > deadline:
            raise RuntimeError(_INTERRUPTED)
        rows += result.get_n(_CHUNK)
    return rows


def _failure(error: BaseException, timeout: float) -> QueryFailed:
    message = str(error)
    if message.startswith(_INTERRUPTED):
        return QueryFailed(
            f"The query did not finish within {timeout:.3g} s; narrow its patterns or add a LIMIT."
        )
    if "buffer pool is full" in message:
        return QueryFailed("The query needs more memory than the store may use; narrow it.")
    return QueryFailed(f"The graph store could not run the query: {reason(error)}.")
