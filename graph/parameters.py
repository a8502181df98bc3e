"""Checks of a query's parameters, before any store sees them.

Ladybug takes a parameter that was not given for NULL, and reads Python objects such as data
frames where it finds them; so names must match exactly and values must be plain.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ..errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MAX_ITEMS: Final = 20_000
"""Values in all parameters together."""
MAX_TEXT: Final = 10_000
"""Characters of one text."""

_INT64: Final = range(-(2**63), 2**63)
_SCALARS: Final = (str, int, float, bool, type(None))


def mismatch(used: Collection[str], given: Collection[str]) -> str | None:
    """What is wrong unless exactly the parameters that the text uses are given."""
    if missing := sorted(set(used) - set(given)):
        return f"The query uses ${missing[0]}, but no such parameter is given."
    if unused := sorted(set(given) - set(used)):
        return f"The parameter {unused[0]} is given, but the query does not use it."
    return None


def plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """A copy with tuples as lists, or `QueryRefused` for a value that is no plain data.

    Plain are texts, 64-bit integers, finite numbers, booleans, ``None``, and lists of one such
    type. The copy keeps a caller's later changes away from a running query.

    >>> plain({"ids": ("OMIM:154700", "ORPHA:72")})
    {'ids': ['OMIM:154700', 'ORPHA:72']}
    """
    checked = {name: _value(name, value) for name, value in params.items()}
    items = sum(len(value) if isinstance(value, list) else 1 for value in checked.values())
    if items > MAX_ITEMS:
        raise QueryRefused(f"The parameters hold {items:,} values; at most {MAX_ITEMS:,} fit.")
    return checked


def check_row_counts(names: Collection[str], params: Mapping[str, Any], most: int) -> None:
    """Raise `QueryRefused` unless these parameters are whole numbers of rows."""
    for name in sorted(names):
        value = params[name]
        if type(value) is not int or not 0 <= value <= most:
            raise QueryRefused(f"${name} must be a number of rows from 0 to {most:,}.")


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        return _scalar(name, value)
    values = [_scalar(name, item) for item in value]
    if len({type(item) for item in values if item is not None}) > 1:
        raise QueryRefused(f"The list ${name} mixes types; give texts only, or numbers only.")
    return values


def _scalar(name: str, value: Any) -> Any:
    if type(value) not in _SCALARS:
        raise QueryRefused(
            f"${name} holds a {type(value).__name__}; use text, numbers, booleans, None or lists."
        )
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise QueryRefused(f"${name} holds a text longer than {MAX_TEXT:,} characters.")
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise QueryRefused(f"${name} holds half a character (a lone surrogate).")
    elif isinstance(value, float) and not math.isfinite(value):
        raise QueryRefused(f"${name} is {value}; only finite numbers can be compared.")
    elif isinstance(value, int) and value not in _INT64:
        raise QueryRefused(f"${name} does not fit into 64 bits.")
    return value
