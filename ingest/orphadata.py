"""Orphadata product 1 (``en_product1.json``): what the ORPHApackets have lost or lack.

It keeps the commas of the definitions, and says to which code an obsolete one has moved.
Format: https://www.orphadata.com/docs/OrphadataFreeAccessProductsDescription.pdf
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ..errors import SourceError
from ..ontologies import canonical
from ..ontologies.sourcefile import read_text
from .source import DATE, ORPHANET, Source, named
from .statements import Record, Statements, nested

if TYPE_CHECKING:
    from pathlib import Path

    from .quarantine import Quarantine

SOURCE: Final = "orphadata_product1"

ENTRY: Final = Source(
    name=SOURCE,
    filename="en_product1.json",
    names=named(r"en_product1(?:[-_. ].*)?\.json"),
    recognises=lambda head: '"JDBOR"' in head,
    url="https://www.orphadata.com/data/json/en_product1.json",
    provider=ORPHANET,
    version=re.compile(rf'"date":\s*"({DATE})'),
)

_TAGS: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_MOVED: Final = "Moved to"
_TEXT: Final = pl.String()
_NAME: Final = ("Name", "label")


@dataclass(frozen=True)
class Product1:
    """``disorders``: id, name, definition; ``moved``: id, replaced_by (one code moved to one)."""

    rows: int
    disorders: pl.DataFrame
    moved: pl.DataFrame


def read_product1(path: Path, quarantine: Quarantine) -> Product1:
    """Read definitions and moved codes; each disorder and each move is a row.

    Raises:
        SourceError: unreadable, or not this product.
    """
    try:
        product = json.loads(read_text(path))
    except ValueError as error:
        raise SourceError(f"is no JSON: {error}", path=path) from error
    if not isinstance(product, dict) or "JDBOR" not in product:
        raise SourceError("is not an Orphadata product: it has no JDBOR", path=path)
    statements = Statements()
    disorders = nested(product, "JDBOR", "DisorderList", "Disorder")
    for number, disorder in enumerate(disorders, 1):
        if statements.take("disorder", number, disorder, _disorder):
            for move in _moves(disorder):
                statements.take("moved", number, move, lambda pair: _move(*pair))
    statements.refused_to(quarantine, SOURCE, path)
    moved = statements.frame("moved", dict.fromkeys(("id", "replaced_by"), _TEXT))
    return Product1(
        statements.rows,
        statements.frame("disorder", dict.fromkeys(("id", "name", "definition"), _TEXT)),
        moved,
    )


def _disorder(disorder: Record) -> dict[str, str | None]:
    sections = nested(
        disorder, "SummaryInformationList", "SummaryInformation", "TextSectionList", "TextSection"
    )
    definition = next((one["Contents"] for one in sections if "Contents" in one), None)
    return {
        "id": canonical(f"ORPHA:{disorder['OrphaCode']}"),
        "name": next(nested(disorder, *_NAME)),
        "definition": plain_text(definition) if definition else None,
    }


def _moves(disorder: Record) -> list[tuple[Any, Any]]:
    """(old code, new code) of every move; the disorder itself stands for the side left out."""
    own = disorder["OrphaCode"]
    moves = []
    for one in nested(disorder, "DisorderDisorderAssociationList", "DisorderDisorderAssociation"):
        kinds = nested(one, "DisorderDisorderAssociationType", *_NAME)
        if _MOVED in kinds:
            old = next(nested(one, "RootDisorder", "OrphaCode"), own)
            new = next(nested(one, "TargetDisorder", "OrphaCode"), own)
            moves.append((old, new))
    return moves


def _move(old: Any, new: Any) -> dict[str, str]:
    return {"id": canonical(f"ORPHA:{old}"), "replaced_by": canonical(f"ORPHA:{new}")}


def plain_text(marked: str) -> str:
    """Text without HTML tags and entities."""
    return " ".join(html.unescape(_TAGS.sub("", marked)).split())


def same_words(left: str, right: str) -> bool:
    """Whether two texts differ in punctuation, case and blanks only."""
    return _words(left) == _words(right)


def _words(text: str) -> str:
    return re.sub(r"\W+", "", plain_text(text)).casefold()
