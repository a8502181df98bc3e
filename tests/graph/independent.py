"""A second reading of Cypher, for tests only: it shares nothing with the guard's lexer or grammar.

It knows tokens by one expression, clauses by the words below, and takes every name for what stands
around it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rareseek.graph.schema import NODES, RELATIONSHIPS
from rareseek.graph.vocabulary import FUNCTIONS

if TYPE_CHECKING:
    from rareseek.graph.dialect import DialectName

_TOKEN = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\$?\w+| +|\.\.|.", re.DOTALL)
_WRITES = {
    "CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "INSERT", "FOREACH",
    "DROP", "ALTER", "RENAME", "COMMENT", "GRANT", "DENY", "REVOKE", "LOAD", "COPY", "EXPORT",
    "IMPORT", "ATTACH", "INSTALL", "UNINSTALL", "USE", "YIELD", "SHOW", "TERMINATE", "BEGIN",
    "COMMIT", "ROLLBACK", "EXPLAIN", "PROFILE", "CYPHER", "CHECKPOINT", "ANALYZE", "CSV", "FORCE",
    "TRANSACTIONS",
}  # fmt: skip
_BEFORE_PARENTHESIS = {
    "MATCH", "WHERE", "IN", "AND", "OR", "XOR", "NOT", "RETURN", "WITH", "BY", "THEN", "WHEN",
    "ELSE", "CASE", "AS", "ON", "DISTINCT", "UNWIND", "CALL", "CONTAINS", "SHORTESTPATH",
    "ALLSHORTESTPATHS", "ALL", "ANY", "NONE", "SINGLE", "CAST", "REPLACE", "EXISTS", "OPTIONAL",
    "UNION",
}  # fmt: skip
_LABELS = {each.name for each in NODES} | {each.name for each in RELATIONSHIPS}
_PROPERTIES = {
    *(name for each in NODES for name in each.properties),
    *(name for each in RELATIONSHIPS for name in each.properties),
}


def complaint(text: str, dialect: DialectName) -> str | None:
    """What an accepted query holds that it must not, or nothing."""
    tokens = [each for each in _TOKEN.findall(text) if each.strip(" ")]
    keys = {tokens[i] for i in range(len(tokens) - 1) if tokens[i + 1] == ":"}
    bare = [each for each in tokens if each[0] not in "'\""]
    if any(not each.isascii() for each in bare if each[0] != "`"):
        return "a character that is not ASCII"
    for left, right in pairwise(bare):
        if (left, right) in {("/", "/"), ("/", "*")}:
            return "a comment"
    if ";" in bare or "\\" in bare:
        return "a semicolon or a backslash"
    return _names(tokens, {key.strip("`") for key in keys}, dialect)


def _names(tokens: list[str], keys: set[str], dialect: DialectName) -> str | None:
    inside: list[str] = []
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if token in "([{":
            inside.append(token)
        elif token in ")]}":
            inside.pop()
        elif re.fullmatch(r"`.*`|[A-Za-z_]\w*", token):
            in_map = inside[-1:] == ["{"]
            if problem := _name(before, token, after, keys, dialect, in_map=in_map):
                return problem
    for low, high in pairwise(tokens):
        if low == ".." and high.isdigit() and int(high) > 30 and "*" in tokens:
            return f"a path of {high} hops"
    return None if "LIMIT" in map(str.upper, tokens) else "no LIMIT"


def _name(
    before: str, token: str, after: str, keys: set[str], dialect: DialectName, *, in_map: bool
) -> str | None:
    name = token.strip("`")
    if token.upper() in _WRITES:
        return token
    if after == "(" and token[0] != "`" and before not in {"(", "["}:
        known = token.upper() in _BEFORE_PARENTHESIS or token.lower() in FUNCTIONS[dialect]
        if not known:
            return f"a call of {token}"
    if before == "." and name not in _PROPERTIES | keys:
        return f"a property {name}"
    if before == ":" and not in_map and name not in _LABELS:
        return f"a label {name}"
    return None
