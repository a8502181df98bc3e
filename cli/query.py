"""``rareseek query``: read-only Cypher on the graph."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ..errors import InputError
from .console import AsOfOption, JsonFlag, SnapshotOption, print_json, print_table


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
    store: Annotated[str, typer.Option(help="Graph store: ladybug.")] = "ladybug",
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Run one reading query through the guard and print its rows.

    Writing, loading, calling and unbounded queries are refused; a query without LIMIT gets one.
    """
    from ..retrieval import KnowledgeGraph

    if store != "ladybug":
        raise typer.BadParameter(f"unknown store {store!r}; use ladybug")
    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        result = graph.query(cypher, _parameters(params))
        if as_json:
            print_json(result.records())
        else:
            print_table(result.columns, result.rows)


def _parameters(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"--params is not valid JSON ({error.msg}); give a JSON object") from error
    if not isinstance(value, dict):
        raise InputError('--params must be a JSON object such as {"id": "OMIM:154700"}')
    return value
