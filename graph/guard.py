"""The guard: what text written by a person or a model may reach a graph store.

`check` reads the text with a lexer and a grammar of its own and accepts only what it understands:
reading clauses, functions on a list, labels, types and properties of the schema, bounded paths,
bounded sizes. It asks no store: planning a hostile query is already running it. What it returns is
written anew from the accepted tokens, so comments and odd blanks never reach a store.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ..errors import QueryRefused
from .clauses import MAX_ROWS, Clauses
from .dialect import DIALECTS, DialectName
from .lexer import Kind, Token, render, tokenize
from .parameters import check_row_counts, mismatch, plain
from .vocabulary import refuse_forbidden

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT_ROWS: Final = 1_000
"""LIMIT of a query that sets none."""


def check(
    cypher: str,
    params: Mapping[str, Any] | None = None,
    dialect: DialectName = "ladybug",
) -> str:
    """The query to run, or `QueryRefused` with one sentence that says which part and why.

    Without ``params`` only the text is checked; with them they must be plain data, every
    ``$name`` of the text and nothing else. A RETURN without LIMIT gets ``LIMIT 1000``. A
    semicolon is refused even at the end: one query at a time.

    >>> check("MATCH (d:Disease {id: $id}) RETURN d.name", {"id": "OMIM:154700"})
    'MATCH (d:Disease {id: $id}) RETURN d.name LIMIT 1000'
    >>> check("MATCH (d:Disease) DETACH DELETE d")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    QueryRefused: DETACH at position 18 is not allowed: ...
    """
    if dialect not in DIALECTS:
        raise ValueError(f"unknown dialect {dialect!r}; use one of: {', '.join(DIALECTS)}")
    tokens = tokenize(cypher)
    refuse_forbidden(tokens)
    reader = Clauses(tokens, dialect)
    reader.query()
    if params is not None:
        _check_parameters(reader, params)
    return render(_limited(tokens, reader.unlimited))


def _check_parameters(reader: Clauses, params: Mapping[str, Any]) -> None:
    values = plain(params)
    if problem := mismatch(reader.parameters, values):
        raise QueryRefused(problem)
    check_row_counts(reader.row_counts, values, MAX_ROWS)


def _limited(tokens: Sequence[Token], ends: Sequence[int]) -> list[Token]:
    """The tokens with ``LIMIT`` put in at each of these positions."""
    limit = [
        Token(Kind.WORD, "LIMIT", -1, spaced=True),
        Token(Kind.INTEGER, str(DEFAULT_ROWS), -1, spaced=True),
    ]
    result: list[Token] = []
    for position, token in enumerate(tokens):
        if position in ends:
            result += [*limit, replace(token, spaced=True)]
        else:
            result.append(token)
    return [*result, *limit] if len(tokens) in ends else result
