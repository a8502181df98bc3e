"""The corpus of reading queries, and values for their parameters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rareseek.graph.lexer import Kind, tokenize

if TYPE_CHECKING:
    from rareseek.graph.dialect import DialectName

VALUES: dict[str, Any] = {
    "id": "OMIM:154700",
    "ids": ["OMIM:154700", "OMIM:312750"],
    "phenotype": "HP:0001250",
    "phenotypes": ["HP:0001250", "HP:0001166"],
    "name": "FBN1",
    "names": ["Seizure"],
    "text": "marfan syndrome",
    "n": 1,
}

_END = re.compile(r";[ ]*\n")


def queries(name: str) -> tuple[str, ...]:
    """The queries of a file beside this one, without what stands before its first."""
    text = Path(__file__).with_name(name).read_text("utf-8")
    return tuple(each.strip() for each in _END.split(text) if each.strip())[1:]


def reading(dialect: DialectName) -> tuple[str, ...]:
    """Queries that the guard must let through and the dialect's store must run."""
    return queries("reading.cypher") + queries(f"reading.{dialect}.cypher")


def values_for(query: str) -> dict[str, Any]:
    """The parameters of a query of the corpus."""
    names = {token.name for token in tokenize(query) if token.kind is Kind.PARAMETER}
    return {name: VALUES[name] for name in names}
