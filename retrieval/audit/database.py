"""The file of the audit store: SQLite with a write-ahead log, opened by any number of processes."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from filelock import FileLock

from ...errors import AuditError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Marks the file as Rareseek's ("RSAU").
APPLICATION: Final = 0x52534155
#: Seconds to wait for another process that writes.
PATIENCE: Final = 20.0

#: Name in ``meta`` of the number that every change of a decision raises.
DECISIONS: Final = "decisions"
#: Each script takes the file from the version of its place to the next one (``user_version``).
MIGRATIONS: Final = [
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE mention (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL,
        notes INTEGER NOT NULL DEFAULT 0,
        places INTEGER NOT NULL DEFAULT 0,
        snapshot TEXT,
        first_seen TEXT,
        last_seen TEXT
    );
    CREATE INDEX mention_status ON mention (status);
    CREATE TABLE sighting (
        mention INTEGER NOT NULL REFERENCES mention (id),
        note TEXT NOT NULL,
        places INTEGER NOT NULL,
        context TEXT,
        PRIMARY KEY (mention, note)
    ) WITHOUT ROWID;
    CREATE TABLE candidate (
        mention INTEGER NOT NULL REFERENCES mention (id),
        place INTEGER NOT NULL,
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        score REAL NOT NULL,
        from_best INTEGER,
        from_target INTEGER,
        PRIMARY KEY (mention, place)
    ) WITHOUT ROWID;
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY,
        mention INTEGER NOT NULL REFERENCES mention (id),
        literal TEXT NOT NULL,
        predicate TEXT NOT NULL,
        negated INTEGER NOT NULL,
        object TEXT NOT NULL,
        label TEXT,
        author TEXT NOT NULL,
        date TEXT NOT NULL,
        justification TEXT NOT NULL,
        comment TEXT,
        proposed_label TEXT,
        proposed_parent TEXT,
        slots TEXT NOT NULL,
        origin TEXT,
        missing INTEGER NOT NULL,
        replaced_by TEXT,
        recorded TEXT NOT NULL,
        withdrawn TEXT,
        withdrawn_by TEXT
    );
    CREATE INDEX decision_mention ON decision (mention) WHERE withdrawn IS NULL;
    INSERT INTO meta VALUES ('decisions', '0');
    CREATE TRIGGER decision_added AFTER INSERT ON decision BEGIN
        UPDATE meta SET value = value + 1 WHERE name = 'decisions';
    END;
    CREATE TRIGGER decision_changed AFTER UPDATE ON decision BEGIN
        UPDATE meta SET value = value + 1 WHERE name = 'decisions';
    END;
    CREATE TABLE quarantine (
        file TEXT NOT NULL,
        line INTEGER NOT NULL,
        reason TEXT NOT NULL,
        row TEXT NOT NULL,
        imported TEXT NOT NULL,
        PRIMARY KEY (file, line, row)
    ) WITHOUT ROWID;
    """,
]


class Database:
    """One connection to the file, shared by threads; transactions wait for one another.

    Where the folder may not be written to, the file is opened for reading alone.

    Raises:
        AuditError: damaged, not an audit store, written by a newer version, or out of reach.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._explained():
            self.writable = _writable(path)
            self._connection = self._open()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for queries that see one state of the file."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction, kept whole or not at all."""
        if not self.writable:
            raise AuditError(f"{self.path} cannot be written to; {_WITHOUT}")
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if not self.writable:
            return self._for_reading()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_name(f"{self.path.name}.lock"), timeout=PATIENCE):
            connection = self._connected(f"{self.path.absolute().as_uri()}?mode=rwc")
            try:
                self._check(connection, empty_is_new=True)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA foreign_keys = ON")
                _migrate(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _for_reading(self) -> sqlite3.Connection:
        log = self.path.with_name(f"{self.path.name}-wal")
        frozen = not log.exists() or log.stat().st_size == 0
        mode = "mode=ro&immutable=1" if frozen else "mode=ro"
        connection = self._connected(f"{self.path.absolute().as_uri()}?{mode}")
        self._check(connection, empty_is_new=False)
        return connection

    def _connected(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _check(self, connection: sqlite3.Connection, *, empty_is_new: bool) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application != APPLICATION and not (empty_is_new and not tables):
            raise AuditError(f"{self.path} is no audit store of Rareseek; {_ASIDE}")
        if version > len(MIGRATIONS):
            raise AuditError(
                f"{self.path} was written by a newer version of Rareseek (format {version}, this "
                f"one knows {len(MIGRATIONS)}); update Rareseek, or {_WITHOUT}"
            )
        if not empty_is_new and version < len(MIGRATIONS):
            raise AuditError(
                f"{self.path} has the older format {version} and cannot be written to, so it "
                f"cannot be brought up to date; make it writable, or {_WITHOUT}"
            )
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                message = f"{self.path} is being written to by another process; try again"
            else:
                message = f"{self.path} cannot be used ({error}); {_WITHOUT}"
            raise AuditError(message) from error
        except sqlite3.DatabaseError as error:
            raise AuditError(f"{self.path} is damaged ({error}); {_ASIDE}") from error
        except (OSError, TimeoutError) as error:
            reason = getattr(error, "strerror", None) or error
            raise AuditError(f"{self.path} cannot be used ({reason}); {_WITHOUT}") from error


_WITHOUT: Final = "go without it: --no-audit"
_ASIDE: Final = "move it aside, restore a copy of it, or go without it: --no-audit"


def _migrate(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for step, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; {script}; PRAGMA application_id = {APPLICATION}; "
            f"PRAGMA user_version = {step}; COMMIT;"
        )


def _writable(path: Path) -> bool:
    """Whether the file can be written to, or be made where there is none yet."""
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
