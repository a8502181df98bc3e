"""What a release changed: the newest snapshot against the one before it, or two that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import polars as pl

from ...graph import Label
from ...graph.questions import Answer
from ...ingest import Snapshot, SnapshotStore
from ...ingest.diff import TableDiff, diff
from ...ingest.reclassification import reclassified
from .building import NotCoveredError
from .cues import Topic
from .entities import Entity
from .phrases import Wording

#: Ids of snapshots as they stand in a question.
SNAPSHOT: Final = re.compile(r"\b[a-z]+-\d{4}-\d{2}-\d{2}-[0-9a-f]{12}\b")

_TABLES: Final = {
    Topic.GENE: ("genes", "associated_with"),
    Topic.DISEASE: ("diseases", "disease_is_a", "same_as"),
    Topic.PHENOTYPE: ("phenotypes", "has_phenotype", "phenotype_is_a"),
    Topic.VARIANT: ("variants", "classified_for"),
}
_KEYED: Final = ("phenotypes", "diseases", "genes", "variants")
#: Changes of single rows that are given.
_MOST_ROWS: Final = 1_000
_RECLASSIFIED: Final = re.compile(r"reclassif", re.IGNORECASE)


class Earlier:
    """Compares a snapshot with the newest one before it, or two that a question names.

    Raises `NotCoveredError` where there is nothing to compare with.
    """

    def __init__(self, snapshot: Snapshot, store: SnapshotStore) -> None:
        self._snapshot = snapshot
        self._store = store

    def __call__(self, text: str, wording: Wording, entities: Sequence[Entity]) -> Answer:
        """What the later of the two snapshots has that the earlier has not, and so on."""
        named = [self._store.get(each) for each in SNAPSHOT.findall(text)]
        if len(named) == 2:
            old, new = sorted(named, key=lambda one: (one.released or "", one.id))
            return changes(old, new, text, wording, entities)
        new = named[0] if named else self._snapshot
        before = [one for one in self._store.list() if (one.released or "") < (new.released or "")]
        if not before:
            raise NotCoveredError(
                f"There is no snapshot before {new.id} to compare with; name two of those that "
                "rareseek snapshots list shows."
            )
        old = max(before, key=lambda one: (one.released or "", one.id))
        return changes(old, new, text, wording, entities)


def changes(
    old: Snapshot, new: Snapshot, text: str, wording: Wording, entities: Sequence[Entity]
) -> Answer:
    """What is different in the newer of two snapshots, of the kind or the entity asked for.

    Raises `SnapshotError` where a table is damaged.
    """
    tables = _asked(diff(old, new), wording, entities)
    ids = {each for entity in entities for each in entity.ids}
    if _RECLASSIFIED.search(text):
        tables = [table for table in tables if table.table == "variants"]
        return _reclassified(tables, old, new)
    if ids:
        return _of_ids(tables, ids, old, new)
    rows = [{"table": table.table, **table.counts} for table in tables]
    single = [table for table in tables if table.table in _KEYED]
    found = _ids(single[0]) if len(single) == 1 and len(tables) < len(_KEYED) else []
    values = [f"{row['table']}: {row['added']} added, {row['removed']} removed, "
              f"{row['changed']} changed" for row in rows]  # fmt: skip
    return _answer(found, values, rows, old, new)


def _asked(
    tables: Iterable[TableDiff], wording: Wording, entities: Sequence[Entity]
) -> list[TableDiff]:
    wanted = {name for topic, names in _TABLES.items() if wording.has(topic) for name in names}
    if Label.VARIANT in {entity.label for entity in entities}:
        wanted |= set(_TABLES[Topic.VARIANT])
    return [table for table in tables if not wanted or table.table in wanted]


def _reclassified(tables: Sequence[TableDiff], old: Snapshot, new: Snapshot) -> Answer:
    moved = reclassified(tables[0])
    rows = [{"table": "variants", **row} for row in moved.iter_rows(named=True)]
    return _answer(moved["id"].to_list(), [len(rows)], rows[:_MOST_ROWS], old, new)


def _of_ids(tables: Iterable[TableDiff], ids: set[str], old: Snapshot, new: Snapshot) -> Answer:
    rows: list[dict[str, Any]] = []
    for table in tables:
        for change in ("added", "removed", "changed"):
            frame: pl.DataFrame = getattr(table, change)
            texts = [name for name, kind in frame.schema.items() if kind == pl.String()]
            keyed = [name for name in table.key if name in texts]
            if not keyed:
                continue
            about = frame.filter(pl.any_horizontal(pl.col(keyed).is_in(list(ids))))
            rows += [{"table": table.table, "change": change, **row} for row in about.to_dicts()]
    return _answer([], [len(rows)], rows[:_MOST_ROWS], old, new)


def _ids(table: TableDiff) -> list[str]:
    frames = (table.added, table.removed, table.changed)
    return [each for frame in frames for each in frame["id"].to_list()]


def _answer(
    ids: Sequence[str],
    values: Sequence[str | int],
    rows: Sequence[dict[str, Any]],
    old: Snapshot,
    new: Snapshot,
) -> Answer:
    given = {"old": old.id, "new": new.id}
    return Answer("changes", tuple(dict.fromkeys(ids)), tuple(values), tuple(rows), "", given)
