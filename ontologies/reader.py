"""The reader that fits a file, chosen by what the file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .obo import read_obo
from .obographs import read_obographs
from .owl import read_owl
from .sourcefile import read_head

if TYPE_CHECKING:
    from pathlib import Path

    from .ontology import Ontology


def read_ontology(path: Path, *, prefix: str = "HP") -> Ontology:
    """Read an ontology from OBO, OWL (RDF/XML) or OBO Graphs JSON; the name does not matter.

    Raises:
        SourceError: the file is missing, empty, cut short, inconsistent or no ontology.
    """
    match read_head(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]:
        case b"{":
            return read_obographs(path, prefix=prefix)
        case b"<":
            return read_owl(path, prefix=prefix)
        case _:
            return read_obo(path, prefix=prefix)
