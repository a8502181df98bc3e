"""``rareseek query``: read-only Cypher on the graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InputError
from ..settings import Neo4jSettings, Settings
from .console import (
    AsOfOption,
    JsonFlag,
    SnapshotOption,
    Store,
    StoreOption,
    message,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from ..graph import QueryResult


def query(
    cypher: Annotated[
        str,
        typer.Argument(
            help="A reading query, for example: MATCH (d:Disease) RETURN d.name LIMIT 5"
        ),
    ],
    params: Annotated[
        str, typer.Option(help='Parameters as a JSON object: {"id": "HP:0001166"}')
    ] = "{}",
    store: StoreOption = Store.LADYBUG,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Run one reading query through the guard and print its rows.

    Writing, loading, calling and unbounded queries are refused; a query without LIMIT gets one.
    """
    ask = _ask_neo4j if store is Store.NEO4J else _ask_ladybug
    result = ask(cypher, _parameters(params), snapshot, as_of)
    if as_json:
        print_json(result.records())
    else:
        print_table(result.columns, result.rows)


def _ask_ladybug(
    cypher: str, params: dict[str, Any], snapshot: str | None, as_of: str | None
) -> QueryResult:
    from ..retrieval import KnowledgeGraph

    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        return graph.query(cypher, params)


def _ask_neo4j(
    cypher: str, params: dict[str, Any], snapshot: str | None, as_of: str | None
) -> QueryResult:
    """Ask the server whatever it holds: no snapshot need be here."""
    from ..graph import Neo4jStore, guard
    from ..ingest import SnapshotStore

    text = guard.check(cypher, params, "neo4j")
    settings = Settings()
    with Neo4jStore.from_settings(Neo4jSettings(), timeout=settings.query_timeout) as server:
        if snapshot is not None or as_of is not None:
            server.require(snapshot or SnapshotStore(settings).as_of(str(as_of)).id)
        message(f"the Neo4j at {server.uri} holds snapshot {server.snapshot}")
        return server.query(text, params)


def _parameters(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"--params is not valid JSON ({error.msg}); give a JSON object") from error
    if not isinstance(value, dict):
        raise InputError('--params must be a JSON object such as {"id": "OMIM:154700"}')
    return value
