"""What differs between the Cypher of the two stores, where Rareseek's own queries meet it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

DialectName = Literal["ladybug", "neo4j"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One store's spelling of what the two do not share."""

    name: DialectName
    type_function: str
    """Function that gives a relationship's type."""

    @staticmethod
    def quote(name: str) -> str:
        """An identifier in backticks.

        >>> LADYBUG.quote("references")
        '`references`'
        """
        escaped = name.replace("`", "``")
        return f"`{escaped}`"


LADYBUG: Final = Dialect("ladybug", type_function="label")
NEO4J: Final = Dialect("neo4j", type_function="type")
DIALECTS: Final[dict[DialectName, Dialect]] = {each.name: each for each in (LADYBUG, NEO4J)}
