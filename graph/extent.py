"""How many rows the patterns of a query may multiply to: cartesian products and long paths.

Patterns that share a variable, or are joined by an equality, are one part. A part that no known
value narrows (no property map, no comparison with a value) and that shares nothing with the rows so
far multiplies them by all its matches. One such product is allowed where its parts are labelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..errors import QueryRefused
from .lexer import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_PRODUCTS: Final = 1
"""Times that the rows of a query may be multiplied by a part that has nothing to do with them."""
MAX_RELATIONSHIPS: Final = 8
"""Relationships in the patterns between two WITH: planning time doubles with each one more."""
MAX_LOOSE_HOPS: Final = 6
"""Hops of all paths of a query together that go along any type or in any direction."""

_VALUES: Final = frozenset({Kind.STRING, Kind.INTEGER, Kind.DECIMAL, Kind.PARAMETER})
_DISJUNCTIONS: Final = frozenset({"OR", "XOR", "CASE"})


@dataclass(slots=True)
class Part:
    """Variables of a connected pattern, whether a value narrows it, and whether it has a label."""

    variables: set[str] = field(default_factory=set)
    narrowed: bool = False
    labelled: bool = False

    def absorb(self, other: Part) -> None:
        """Make the other part's patterns this part's."""
        self.variables |= other.variables
        self.narrowed |= other.narrowed
        self.labelled |= other.labelled


class Extent:
    """Counts what a query multiplies, clause by clause."""

    def __init__(self) -> None:
        self.rows: set[str] = set()
        """Variables that the rows so far are made of."""
        self._products = 0
        self._begun = False
        self._labelled = True
        self._relationships = 0
        self._loose_hops = 0

    def restart(self) -> None:
        """The rows so far are one row, or none yet."""
        self.rows.clear()
        self._products = 0
        self._begun = False
        self._labelled = True

    def plan_anew(self) -> int:
        """A clause begins that is planned on its own; returns what `resume` needs."""
        before, self._relationships = self._relationships, 0
        return before

    def resume(self, relationships: int) -> None:
        """Go on with the plan that a clause of its own interrupted."""
        self._relationships = relationships

    def relationship(self, loose_hops: int, token: Token) -> None:
        """Count a relationship of a pattern; ``loose_hops`` is 0 for one that is bounded well."""
        self._relationships += 1
        self._loose_hops += loose_hops
        if self._relationships > MAX_RELATIONSHIPS:
            raise QueryRefused(
                f"The relationship at position {token.start} is one too many: at most "
                f"{MAX_RELATIONSHIPS} can be planned at once; put a WITH between them."
            )
        if self._loose_hops > MAX_LOOSE_HOPS:
            raise QueryRefused(
                f"The path at position {token.start} makes {self._loose_hops} hops of all the "
                f"query's paths together; at most {MAX_LOOSE_HOPS} are allowed: shorten them."
            )

    def match(self, parts: Sequence[Part], condition: Sequence[Token], start: int) -> None:
        """Count the parts of one MATCH and its WHERE, at this position of the text."""
        joined = _joined(parts, condition)
        loose = [each for each in joined if not each.narrowed and not each.variables & self.rows]
        if self._begun:
            multiplied = len(loose)
        else:
            multiplied = max(len(loose) - 1, 0)
            self._labelled = True
        self._begun = True
        self._labelled &= all(each.labelled for each in loose)
        self._products += multiplied
        for part in joined:
            self.rows |= part.variables
        if self._products > MAX_PRODUCTS:
            raise QueryRefused(
                f"The pattern at position {start} multiplies rows that have nothing to do with "
                "each other; join its parts by a variable, or narrow them by an id."
            )
        if multiplied and not self._labelled:
            raise QueryRefused(
                f"The pattern at position {start} pairs all nodes of the graph; give its nodes "
                "labels."
            )


def _joined(parts: Iterable[Part], condition: Sequence[Token]) -> list[Part]:
    """Parts that share a variable or are compared for equality, put together."""
    joined: list[Part] = []
    links = list(_links(condition))
    for part in parts:
        for variable, other in links:
            if variable in part.variables:
                if other is None:
                    part.narrowed = True
                else:
                    part.variables.add(other)
        related = [each for each in joined if each.variables & part.variables]
        for each in related:
            part.absorb(each)
            joined.remove(each)
        joined.append(part)
    return joined


def _links(condition: Sequence[Token]) -> Iterable[tuple[str, str | None]]:
    """Variables that a condition narrows to a value (``d.id = $id``) or to another variable's.

    A condition with OR narrows nothing for certain.
    """
    if any(each.word in _DISJUNCTIONS for each in condition):
        return
    for place, token in enumerate(condition):
        if not (token.is_symbol("=") or token.word == "IN"):
            continue
        left = _property(condition, place - 3)
        right = _property(condition, place + 1)
        if left and right:
            if left != right:
                yield left, right
                yield right, left
        elif left and not _negated(condition, place - 4):
            yield left, None
        elif right and place and condition[place - 1].kind in _VALUES:
            yield right, None


def _property(tokens: Sequence[Token], place: int) -> str | None:
    """The variable of ``variable.property`` at this place."""
    if place < 0 or place + 2 >= len(tokens):
        return None
    owner, dot = tokens[place], tokens[place + 1]
    return owner.name if owner.kind is Kind.WORD and dot.is_symbol(".") else None


def _negated(tokens: Sequence[Token], place: int) -> bool:
    return place >= 0 and tokens[place].word == "NOT"
