"""Mondo's exact matches to OMIM and Orphanet: SSSOM tables.

Format: https://mapping-commons.github.io/sssom; files: http://purl.obolibrary.org/obo/mondo/mappings
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import IdentifierError
from ..ontologies import canonical, prefix
from .delimited import parse_column, read_delimited, split_problems
from .source import CC0, DATE, PURL, Provider, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .delimited import CellParser
    from .quarantine import Quarantine

#: Sources of this form, and the namespace of their objects.
OBJECTS: Final = {"mondo_omim": "OMIM", "mondo_orphanet": "ORPHA"}
COLUMNS: Final = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label")

MONDO: Final = Provider(
    CC0,
    "Mondo Disease Ontology (https://mondo.monarchinitiative.org), Vasilevsky et al. 2022, "
    "doi:10.1101/2022.04.13.22273750",
)
ENTRIES: Final = tuple(
    table(
        source,
        f"mondo_exactmatch_{database}.sssom.tsv",
        COLUMNS,
        rf"mondo_exactmatch_{database}(?:[-_. ].*)?\.sssom\.tsv",
        url=f"{PURL}/mondo/mappings/mondo_exactmatch_{database}.sssom.tsv",
        provider=MONDO,
        version=re.compile(rf"^# *mapping_set_version:.*?({DATE})", re.MULTILINE),
    )
    for source, database in (("mondo_omim", "omim"), ("mondo_orphanet", "orphanet"))
)

_OBSOLETE: Final = "obsolete "
_TEXT: Final = pl.String()


def read_exact_matches(
    path: Path, source: str, quarantine: Quarantine, replaced: Mapping[str, str]
) -> tuple[int, pl.DataFrame]:
    """The number of rows, and the exact matches: mondo_id, mondo_name, disease_id, line, row.

    An obsolete Mondo term is followed to its replacement (`replaced`; its own id stays as
    ``obsolete_id``); rows of one without, or whose relation is not exact, go to quarantine.

    Raises:
        SourceError: unreadable, or without the columns of SSSOM.
    """
    file = read_delimited(path, COLUMNS, source, quarantine)
    obsolete = pl.col("subject_label").str.to_lowercase().str.starts_with(_OBSOLETE)
    known = pl.Series(list(replaced), dtype=_TEXT).implode()
    inexact = ~pl.col("predicate_id").str.ends_with("exactMatch")
    problem = (
        pl.when(inexact)
        .then(pl.format("relation {} is not exact", "predicate_id"))
        .when(obsolete & ~pl.col("stated_id").is_in(known))
        .then(pl.format("{} is obsolete in Mondo, and nothing known replaces it", "stated_id"))
    )
    rows = parse_column(file.rows, "subject_id", _mondo, {"stated_id": _TEXT})
    rows = rows.with_columns(
        problem=pl.coalesce("problem", problem),
        mondo_id=pl.col("stated_id").replace(replaced),
        mondo_name=pl.when(~obsolete).then("subject_label"),
    )
    rows = parse_column(rows, "object_id", _object_of(OBJECTS[source]), {"disease_id": _TEXT})
    kept = split_problems(rows, path, source, quarantine)
    moved = pl.when(pl.col("stated_id") != pl.col("mondo_id")).then("stated_id")
    columns = ("mondo_id", "disease_id", "mondo_name", "line", "row")
    return file.total, kept.select(*columns, obsolete_id=moved)


def _mondo(cell: str) -> dict[str, str]:
    return {"stated_id": _of("MONDO", cell)}


def _object_of(namespace: str) -> CellParser:
    return lambda cell: {"disease_id": _of(namespace, cell)}


def _of(namespace: str, cell: str) -> str:
    identifier = canonical(cell)
    if prefix(identifier) != namespace:
        raise IdentifierError(f"{cell!r} is no id of {namespace}", identifier=cell)
    return identifier
