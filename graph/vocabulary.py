"""Words of Cypher that the guard knows: what it lets through, and what it names when it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused
from .lexer import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .dialect import DialectName
    from .lexer import Token

FORBIDDEN: Final = frozenset(
    {
        # change the graph
        "CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "INSERT", "FOREACH",
        # change the schema or the database
        "DROP", "ALTER", "RENAME", "COMMENT", "GRANT", "DENY", "REVOKE", "CHECKPOINT", "ANALYZE",
        # read or write outside the graph
        "LOAD", "COPY", "EXPORT", "IMPORT", "ATTACH", "INSTALL", "UNINSTALL", "USE",
        # run procedures, change settings, control the session
        "CALL", "YIELD", "SHOW", "TERMINATE", "KILL", "BEGIN", "COMMIT", "ROLLBACK",
        # ask for a plan, choose a planner
        "EXPLAIN", "PROFILE", "CYPHER",
        # rewritten in the text by Ladybug's Python layer
        "TO_JSON",
    }
)  # fmt: skip
"""Never allowed as a bare or backticked word, wherever it stands."""

RESERVED: Final = FORBIDDEN | {
    "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "UNION", "ORDER", "BY", "SKIP",
    "LIMIT", "DISTINCT", "AS", "ASC", "DESC", "ASCENDING", "DESCENDING", "AND", "OR", "XOR", "NOT",
    "IN", "IS", "NULL", "TRUE", "FALSE", "STARTS", "ENDS", "CONTAINS", "CASE", "WHEN", "THEN",
    "ELSE", "END", "EXISTS", "ON",
}  # fmt: skip
"""Cannot name a variable, an alias or a map key."""

_SHARED_FUNCTIONS: Final = frozenset(
    {
        "count", "sum", "avg", "min", "max", "collect", "percentilecont", "percentiledisc",
        "size", "length", "nodes", "relationships", "labels", "keys", "coalesce", "nullif",
        "tolower", "toupper", "lower", "upper", "trim", "ltrim", "rtrim", "left", "right",
        "substring", "reverse", "abs", "ceil", "floor", "round", "sign", "sqrt", "log", "log10",
    }
)  # fmt: skip

FUNCTIONS: Final[Mapping[DialectName, frozenset[str]]] = {
    "ladybug": _SHARED_FUNCTIONS
    | {
        "label", "properties", "rels", "ln", "string", "to_string", "to_int64", "to_double",
        "starts_with", "ends_with", "contains", "prefix", "suffix", "substr", "initcap", "lcase",
        "ucase", "list_contains", "list_has",
        "list_has_any", "list_has_all", "list_distinct", "list_unique", "list_sort",
        "list_min", "list_max", "list_position", "list_to_string",
        "list_extract", "list_slice", "ifnull", "greatest", "least", "start_node", "end_node",
        "concat", "id", "typeof", "pow",
    },
    "neo4j": _SHARED_FUNCTIONS
    | {
        "type", "properties", "head", "last", "tail", "startnode", "endnode", "tostring",
        "tointeger", "tofloat", "toboolean", "tointegerornull", "tofloatornull", "split", "stdev",
        "stdevp", "isempty", "exp", "id", "elementid", "rand", "isnan", "btrim", "char_length",
        "character_length", "tostringornull", "tobooleanornull", "tostringlist", "tointegerlist",
        "tofloatlist", "tobooleanlist", "valuetype",
    },
}  # fmt: skip
"""Functions by dialect, in small letters; neither dialect minds the case.

``replace`` is allowed beside, with literals that do not lengthen its text; in Neo4j ``exists`` of
a pattern. Left out: what makes large values (``range``, ``repeat``, ``lpad``, ``reduce``), what is
slow without end (``levenshtein``, ``regexp_*``), what reads settings or files, and what ends
Ladybug's process when given a null or a list (``list_sum``, ``list_reverse_sort``, ``split_part``,
``string_split``)."""

ENTITY_FUNCTIONS: Final = frozenset(
    {
        "label", "labels", "properties", "nodes", "relationships", "rels", "start_node", "end_node",
        "keys", "length",
    }
)  # fmt: skip
"""Ladybug functions whose first argument must be a matched variable, or another of these: given
a null or a number, several end the process."""

BUILDERS: Final = frozenset({"concat"})
"""Functions whose value is as long as all their arguments."""

QUANTIFIERS: Final = frozenset({"all", "any", "none", "single"})
"""``any(x IN list WHERE condition)``."""

CAST_TYPES: Final = frozenset({"STRING", "INT64", "DOUBLE", "BOOL", "BOOLEAN"})
"""Types that ``cast(value AS TYPE)`` may name (Ladybug)."""

SPELLED: Final[Mapping[DialectName, Mapping[str, str]]] = {
    "ladybug": {
        "type": "label(r)", "tostring": "string(x)", "tointeger": "to_int64(x)",
        "tofloat": "to_double(x)", "head": "list[1]", "last": "list[-1]", "startnode":
        "start_node(r)", "endnode": "end_node(r)", "shortestpath": "-[* SHORTEST 1..5]-",
        "split": "CONTAINS", "exists": "EXISTS { MATCH ... }",
    },
    "neo4j": {
        "label": "type(r) or labels(n)", "string": "toString(x)", "to_int64": "toInteger(x)",
        "to_double": "toFloat(x)", "cast": "toInteger(x) or toString(x)",
        "list_contains": "x IN list", "list_distinct": "collect(DISTINCT x)",
        "starts_with": "STARTS WITH", "ends_with": "ENDS WITH", "contains": "CONTAINS",
        "concat": "+", "rels": "relationships(p)",
    },
}  # fmt: skip
"""How a dialect spells what another dialect's function does."""

#: Ladybug's Python layer replaces ``to_json($name)`` by the value even inside a string literal,
#: where a quotation mark in the value then ends the literal.
_REWRITTEN: Final = re.compile(r"to_json", re.IGNORECASE)


def refuse_forbidden(tokens: Sequence[Token]) -> None:
    """Raise `QueryRefused` for what does more than read the graph, wherever it stands.

    ``CALL`` may begin a subquery (``CALL {``, ``CALL (d) {``), never a procedure. A name in
    backticks may hold such a word among others ("gene set"), but not be one.
    """
    for place, token in enumerate(tokens):
        if token.kind is Kind.STRING:
            if _REWRITTEN.search(token.text):
                raise QueryRefused(
                    f"The string at position {token.start} holds 'to_json'; pass it as a parameter."
                )
        elif token.kind is Kind.WORD:
            word = token.text.upper()
            if word in FORBIDDEN and not (word == "CALL" and _opens_subquery(tokens, place + 1)):
                raise QueryRefused(_forbidden(word, token))
        elif token.kind is Kind.QUOTED:
            words = token.name.upper().split()
            if FORBIDDEN.intersection(words) and RESERVED.issuperset(words):
                raise QueryRefused(_forbidden(token.name, token))


def _opens_subquery(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].is_symbol("{", "(")


def _forbidden(what: str, token: Token) -> str:
    return (
        f"{what} at position {token.start} is not allowed: "
        "only clauses that read the graph are (MATCH, UNWIND, WITH, RETURN)."
    )
