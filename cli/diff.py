"""``rareseek diff``: what changed between two snapshots, and how ranks move."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import JsonFlag, OutputOption, message, print_json, print_table, writing
from .progress import track

if TYPE_CHECKING:
    from polars import DataFrame

    from ..evaluation import RankChange
    from ..ingest import TableDiff
    from ..retrieval import Case


def diff(
    old: Annotated[str, typer.Argument(help="Id of a snapshot (see rareseek snapshots list).")],
    new: Annotated[str, typer.Argument(help="Id of another snapshot.")],
    cohort: Annotated[
        Path | None,
        typer.Option(help="Solved cases to rank in both; by default 200 diseases' own profiles."),
    ] = None,
    output: OutputOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Report terms, annotations, genes and variants that changed, and rank changes of a cohort.

    -o FILE gets every change as a tab-separated line: table, change, key, before, after. Where a
    selection of the variants is held, those that a new classification brings into it or takes out
    of it are added or removed.
    """
    from ..evaluation import profile_cohort, rank_changes
    from ..ingest.diff import diff as compare
    from ..ingest.reclassification import CLASSES, OTHER, matrix, transitions
    from ..retrieval import KnowledgeGraph

    with KnowledgeGraph.open(old) as before, KnowledgeGraph.open(new) as after:
        tables = compare(before.snapshot, after.snapshot)
        cases = _cases(cohort) if cohort else profile_cohort(before.snapshot)
        moved = rank_changes(track(cases, "ranking"), before.index, after.index)
    if output is not None:
        _write(tables, output)
    again = _reclassified(tables)
    if as_json:
        print_json(
            {
                "old": old,
                "new": new,
                "tables": {table.table: table.counts for table in tables},
                "reclassified": _directions(again),
                "reclassifications": transitions(again).to_dicts(),
                "cohort": len(cases),
                "rank_changes": [asdict(change) for change in moved],
            }
        )
        return
    print_table(
        ("table", "added", "removed", "changed"),
        [[table.table, *table.counts.values()] for table in tables],
    )
    if len(again):
        print_table(
            ("reclassified from", *CLASSES.values(), OTHER),
            [[before, *numbers] for before, numbers in matrix(again)],
        )
    for direction, number in _directions(again).items():
        message(f"variants reclassified {direction}: {number:,}")
    _say_moved(moved, len(cases))


def _cases(path: Path) -> tuple[Case, ...]:
    from ..retrieval import Case, read_cases

    return tuple(case for case in read_cases(path) if isinstance(case, Case))


def _write(tables: tuple[TableDiff, ...], output: Path) -> None:
    with writing(output) as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("table", "change", "key", "before", "after"))
        writer.writerows(_rows(tables))


def _rows(tables: tuple[TableDiff, ...]) -> Iterator[tuple[str, ...]]:
    from ..ingest.diff import rows

    for table in tables:
        yield from rows(table)


def _reclassified(tables: tuple[TableDiff, ...]) -> DataFrame:
    from ..ingest.reclassification import reclassified

    return next(reclassified(table) for table in tables if table.table == "variants")


def _directions(again: DataFrame) -> dict[str, int]:
    return dict(again["direction"].value_counts(sort=True).iter_rows())


def _say_moved(moved: tuple[RankChange, ...], cases: int) -> None:
    last = 51  # beyond the ranks that are looked at
    better = sum((c.after or last) < (c.before or last) for c in moved)
    message(f"cohort of {cases}: {better} rank better, {len(moved) - better} worse")
    for change in moved[:10]:
        before, after = change.before or "beyond 50", change.after or "beyond 50"
        message(f"  {change.case} ({change.diagnosis}): {before} -> {after}")
