"""Which disease ids mean the same disease, by published exact mappings."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from ..errors import IdentifierError, SourceError
from ..ingest import Snapshot
from ..ontologies import canonical

#: Disease id -> every id that is exactly the same disease, itself among them.
Equivalence = dict[str, frozenset[str]]

_COLUMNS = {"subject_id", "object_id", "predicate_id"}


def exact_matches(snapshot: Snapshot) -> Equivalence:
    """Classes of ids that Mondo calls exactly the same, as the snapshot holds them.

    Empty where the snapshot was built without Mondo.
    """
    rows = snapshot.table("same_as").filter(
        (pl.col("source") == "Mondo")
        & pl.col("predicate").str.ends_with("exactMatch")
        & pl.col("other_id").str.starts_with("MONDO:")
    )
    members: defaultdict[str, set[str]] = defaultdict(set)
    for disease, mondo in rows.select("disease_id", "other_id").iter_rows():
        members[mondo].add(disease)
    return _classes(members)


def read_exact_matches(paths: Iterable[Path]) -> Equivalence:
    """Classes of ids that share a subject by ``skos:exactMatch`` (https://mapping-commons.github.io/sssom).

    Files may be gzipped. Ids of other namespaces than diseases are left out.
    Raises `SourceError` where a file is no SSSOM table.
    """
    objects: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        for row in _rows(path):
            if row["predicate_id"].endswith("exactMatch"):
                try:
                    objects[canonical(row["subject_id"])].add(canonical(row["object_id"]))
                except IdentifierError:
                    continue
    return _classes(objects)


def _classes(members: Mapping[str, set[str]]) -> Equivalence:
    """Every id with those of the classes it is in; a class is a subject and its members."""
    same: defaultdict[str, set[str]] = defaultdict(set)
    for subject, ids in members.items():
        for disease in (subject, *ids):
            same[disease] |= {subject, *ids}
    return {disease: frozenset(ids) for disease, ids in same.items()}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            reader = csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")
            if not set(reader.fieldnames or ()) >= _COLUMNS:
                message = f"not an SSSOM table; expected the columns {', '.join(sorted(_COLUMNS))}"
                raise SourceError(message, path=path)
            yield from reader
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise SourceError("cannot be read as an SSSOM table", path=path) from error
