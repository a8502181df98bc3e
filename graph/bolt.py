"""A connection to a Neo4j server, without any of the driver's exceptions getting out.

Nothing is sent before the first query. A server that is away is noticed at once: the driver's own
managed transactions would try for half a minute.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from ..errors import GraphError, InputError, QueryFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neo4j import SummaryCounters, Transaction

NATIVE_ERRORS: Final = (DriverError, Neo4jError, OSError, ValueError, TypeError)
"""What the driver raises; the last three for addresses that do not resolve and odd values."""

_SCHEME: Final = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?")
_CONNECT_LIMIT: Final = 5.0  # seconds
_LOST: Final = (ServiceUnavailable, SessionExpired)


class ServerAwayError(QueryFailed):
    """The server cannot be reached, or went away during the query."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and the driver's own values, and what a writing statement changed."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    counters: SummaryCounters

    @property
    def created(self) -> int:
        """Number of nodes and relationships made."""
        return self.counters.nodes_created + self.counters.relationships_created


class Bolt:
    """A pool of connections to one database of a server or cluster.

    Raises `InputError` when ``uri`` is no address of a Neo4j server.
    """

    def __init__(
        self, uri: str, user: str | None, password: str | None, database: str | None, size: int
    ) -> None:
        self.uri: Final = uri
        self._user = user
        self._database = database
        self._closed = False
        try:
            _check_address(uri)
            self._driver = GraphDatabase.driver(
                uri,
                auth=(user, password or "") if user else None,
                connection_timeout=_CONNECT_LIMIT,
                connection_acquisition_timeout=2 * _CONNECT_LIMIT,
                max_connection_pool_size=size,
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            raise InputError(
                f"{uri!r} is no address of a Neo4j server; give one such as "
                "bolt://localhost:7687 or neo4j+s://<id>.databases.neo4j.io."
            ) from error

    def read(
        self, cypher: str, params: Mapping[str, Any], timeout: float, *, access: str = READ_ACCESS
    ) -> Answer:
        """Run one reading query; raises `QueryFailed`, `ServerAwayError` when it is no use to wait.

        In a cluster, a query in writing ``access`` goes to the leader, which knows all that is
        committed; others may go to a follower, which may lag. A pooled connection may be older than
        the server's last start, so a lost one is tried once more, at once.
        """
        if timeout <= 0:
            raise ValueError(f"a time limit of {timeout} s leaves no time")
        try:
            return self._read(cypher, params, timeout, access)
        except ServerAwayError:
            return self._read(cypher, params, timeout, access)

    def _read(self, cypher: str, params: Mapping[str, Any], timeout: float, access: str) -> Answer:
        with self.transaction(timeout=timeout, access=access) as transaction:
            return run(transaction, cypher, params)

    @contextmanager
    def transaction(
        self, *, timeout: float | None = None, access: str = WRITE_ACCESS
    ) -> Iterator[Transaction]:
        """A transaction that commits at the end of the block, and rolls back on any error."""
        if self._closed:
            raise QueryFailed("The graph store is closed.")
        try:
            with (
                self._driver.session(
                    default_access_mode=access, database=self._database
                ) as session,
                session.begin_transaction(timeout=timeout) as transaction,
            ):
                yield transaction
                transaction.commit()
        except NATIVE_ERRORS as error:
            raise self._failure(error, timeout) from error

    def execute(self, cypher: str) -> None:
        """Run one statement that changes the schema, and wait until it is done."""
        with self.transaction() as transaction:
            run(transaction, cypher, {})

    def version(self) -> str:
        """Version of the server's software, for example ``5.26.0``."""
        try:
            agent = self._driver.get_server_info().agent
        except NATIVE_ERRORS as error:
            raise self._failure(error, None) from error
        return str(agent).partition("/")[2]

    def close(self) -> None:
        """Close all connections."""
        self._closed = True
        self._driver.close()

    def _failure(self, error: BaseException, timeout: float | None) -> GraphError:
        """What an exception means, in one sentence."""
        if isinstance(error, AuthError) and not isinstance(error, Forbidden):
            return QueryFailed(
                f"The Neo4j at {self.uri} does not accept the user {self._user or '(none)'}; check "
                "NEO4J_USER and NEO4J_PASSWORD."
            )
        if isinstance(error, (*_LOST, OSError)) or "Cannot resolve address" in str(error):
            return ServerAwayError(
                f"The Neo4j at {self.uri} cannot be reached; check NEO4J_URI and that it runs."
            )
        code = str(getattr(error, "code", None))
        if "TransactionTimedOut" in code or "Terminated" in code:
            return QueryFailed(
                f"The query did not finish within {timeout or 0:.3g} s; narrow its patterns or add "
                "a LIMIT."
            )
        if "OutOfMemory" in code:
            return QueryFailed("The query needs more memory than the store may use; narrow it.")
        if "Transient" in code or "NotALeader" in code:
            return ServerAwayError(f"The Neo4j at {self.uri} is busy: {_reason(error)}.")
        return QueryFailed(f"The graph store could not run the query: {_reason(error)}.")


def _check_address(uri: str) -> None:
    """Raise `ValueError` for what the driver would take for an address, or for a web page."""
    parts = urlsplit(uri)
    if not (_SCHEME.fullmatch(parts.scheme) and parts.hostname) or parts.port == 0:
        raise ValueError(uri)


def run(transaction: Transaction, cypher: str, params: Mapping[str, Any]) -> Answer:
    """Run a statement within a transaction and fetch its rows."""
    result = transaction.run(cypher, dict(params))
    columns = tuple(result.keys())
    rows = [tuple(record.values()) for record in result]
    return Answer(columns, rows, result.consume().counters)


def _reason(error: BaseException) -> str:
    """The server's message in one line."""
    message = str(getattr(error, "message", None) or error).strip()
    return message.partition("\n")[0].rstrip(" .") or type(error).__name__
