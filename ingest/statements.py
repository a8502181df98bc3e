"""Sources that are nested records: each statement in a record is a row, kept or quarantined.

A record (one disorder, say) makes many statements: its own name, each cross-reference, each
phenotype. One that cannot be understood is set aside alone; the others of the record stay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from ..errors import IdentifierError

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

Record: TypeAlias = Mapping[str, Any]

#: What a statement that cannot be understood raises.
UNREADABLE = (AttributeError, IdentifierError, IndexError, KeyError, TypeError, ValueError)


def listed(value: Any) -> list[Any]:
    """A field as a list: sources write one value bare, several in a list, and none not at all."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def nested(record: Record, *path: str) -> Iterator[Any]:
    """Every element at the end of a path of fields, each of which may be a list or bare.

    What stands where an object should be is given as it is, for its parser to refuse.
    """
    elements: list[Any] = [record]
    for field in path:
        elements = [
            inner
            for outer in elements
            for inner in (listed(outer.get(field)) if isinstance(outer, Mapping) else [outer])
        ]
    return iter(elements)


class Statements:
    """Collects the statements of one source by kind, and those that cannot be understood."""

    def __init__(self) -> None:
        self.rows = 0
        self._kept: dict[str, list[dict[str, Any]]] = {}
        self._problems: list[tuple[int, str, str]] = []

    def take(
        self, kind: str, line: int, element: Any, parse: Callable[[Any], Mapping[str, Any]]
    ) -> bool:
        """Count a statement and keep what `parse` makes of it; False where it cannot be read."""
        self.rows += 1
        try:
            record = dict(parse(element))
        except KeyError as error:
            self._refuse(line, f"has no {error.args[0]}", element)
        except UNREADABLE as error:
            self._refuse(line, str(error), element)
        else:
            record |= {"line": line, "row": _text(element)}
            self._kept.setdefault(kind, []).append(record)
            return True
        return False

    def _refuse(self, line: int, reason: str, element: Any) -> None:
        self._problems.append((line, reason, _text(element)))

    def frame(self, kind: str, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
        """The kept statements of a kind, with the columns ``line`` and ``row`` besides."""
        columns = {**schema, "line": pl.Int64(), "row": pl.String()}
        return pl.DataFrame(self._kept.get(kind, []), schema=columns)

    def refused_to(self, quarantine: Quarantine, source: str, path: Path) -> None:
        """Hand the statements that could not be understood to quarantine."""
        schema = {"line": pl.Int64(), "reason": pl.String(), "row": pl.String()}
        quarantine.add(source, path, pl.DataFrame(self._problems, schema=schema, orient="row"))


def _text(element: Any) -> str:
    text = element if isinstance(element, str) else json.dumps(element, ensure_ascii=False)
    return text if len(text) <= 500 else f"{text[:500]}..."
