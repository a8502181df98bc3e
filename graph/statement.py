"""What every store does to a query before it sends it: check the text and its parameters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import QueryFailed
from .lexer import Kind, render, tokenize
from .parameters import mismatch, plain
from .vocabulary import refuse_forbidden

if TYPE_CHECKING:
    from collections.abc import Mapping


def checked(cypher: str, params: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """The text to send and its parameters, which are exactly those that the text uses.

    Raises `QueryFailed` when a parameter is missing or unused, `QueryRefused` for a value that is
    no plain data and for text that no reading query needs: write clauses, ``LOAD``, ``COPY``,
    ``CALL``, several statements.
    """
    text, names = _prepared(cypher)
    values = plain(params or {})
    if problem := mismatch(names, values):
        raise QueryFailed(problem)
    return text, values


@lru_cache(maxsize=256)
def _prepared(cypher: str) -> tuple[str, frozenset[str]]:
    tokens = tokenize(cypher)
    refuse_forbidden(tokens)
    names = frozenset(token.name for token in tokens if token.kind is Kind.PARAMETER)
    return render(tokens), names
