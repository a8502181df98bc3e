"""Values that would grow with every clause of a query.

``WITH a + a AS a`` doubles a text each time it stands there, and the stores fold such constants
before any time-out starts. So a value that is built may hold one that was built before only once,
and none once for each element of a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .lexer import Token


def refuse_growth(
    tokens: Sequence[Token],
    start: int,
    end: int,
    built: Collection[str],
    elements: Collection[str],
) -> None:
    """Raise `QueryRefused` if the expression between these places holds a built value twice.

    Different properties of one value are its parts, not the value twice.
    """
    uses: list[tuple[str, str | None]] = []
    repeated = False
    for place in range(start, end):
        token = tokens[place]
        if token.is_symbol("|"):
            repeated, uses = True, []
        if not token.is_name(built) or _is_key(tokens, place):
            continue
        if token.name in elements and not repeated:
            continue
        use = (token.name, _property(tokens, place))
        if (repeated and token.name not in elements) or any(_overlap(use, each) for each in uses):
            raise QueryRefused(
                f"{token.text} at position {token.start} was itself built with '+', a list or a "
                "map; a further value can hold such a value only once."
            )
        uses.append(use)


def _overlap(use: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    return use[0] != other[0] or use[1] is None or other[1] is None or use[1] == other[1]


def _is_key(tokens: Sequence[Token], place: int) -> bool:
    """Whether the name at this place is a key or a property, and no variable."""
    return tokens[place - 1].is_symbol(".") or (
        place + 1 < len(tokens) and tokens[place + 1].is_symbol(":")
    )


def _property(tokens: Sequence[Token], place: int) -> str | None:
    """The property that is taken of the variable at this place."""
    if place + 2 < len(tokens) and tokens[place + 1].is_symbol("."):
        return tokens[place + 2].name
    return None
