"""Build, load, compile and publish a snapshot: what ``rareseek ingest`` runs, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import SnapshotError
from .graph import LadybugStore
from .ingest import Snapshot, SnapshotStore, build_tables, locate, plan_id
from .ingest.classifications import Selection
from .ingest.locate import locate_variant_table
from .ingest.progress import SILENT, DownloadProgress
from .ingest.store import writing
from .retrieval.entities import entity_index, variant_keys
from .retrieval.genotype import compile_genotype
from .retrieval.knowledge_graph import (
    ENTITY_FOLDER,
    GRAPH_FILE,
    INDEX_FOLDER,
    KnowledgeGraph,
)
from .retrieval.ranking.index import INDEXED, compile_index
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Built:
    """The snapshot that now serves, and whether this run built it."""

    snapshot: Snapshot
    new: bool


def run(
    settings: Settings,
    *,
    source_dir: Path | None = None,
    pins: Mapping[str, str] | None = None,
    mirror: str | None = None,
    refresh: bool = False,
    selection: Selection = Selection.DEFAULT,
    variant_tables: Sequence[Path] = (),
    progress: DownloadProgress = SILENT,
) -> Built:
    """Make the snapshot of the newest (or pinned) sources the current one, building it if needed.

    Files come from `source_dir`, else the cache and the official servers (or their `mirror`), which
    `refresh` asks for newer releases than the cache has. `selection` says which variants it holds;
    `variant_tables` are VCF files to read beside ClinVar. Only one run at a time has a home.
    Nothing is published before all of it is on the disk; killed at any moment, the previous
    snapshot still serves. Raises `SourceError` for an unusable source file and `BuildError` where
    the snapshot cannot be written.
    """
    snapshots = SnapshotStore(settings)
    with snapshots.staging() as folder:
        located = locate(
            settings,
            source_dir=source_dir,
            pins=pins,
            mirror=mirror,
            refresh=refresh,
            variants=selection is not Selection.NONE,
            progress=progress,
        )
        located = (*located, *map(locate_variant_table, variant_tables))
        snapshot_id = plan_id(located, selection)
        if (existing := _intact(snapshots, snapshot_id)) is not None:
            snapshots.set_current(snapshot_id)
            return Built(existing, new=False)
        build_tables(located, folder, progress, selection)
        LadybugStore.build(folder / GRAPH_FILE, folder / "tables", progress)
        progress.stage("index", 1)
        with writing(folder):
            staged = Snapshot.open(folder)
            compile_index({name: staged.table(name) for name in INDEXED}, folder / INDEX_FOLDER)
            compile_genotype(staged, folder / INDEX_FOLDER)
            named = {name: staged.table(name) for name in entity_index.TABLES}
            entity_index.compile_entities(named, folder / ENTITY_FOLDER)
            variants = staged.columns("variants", variant_keys.COLUMNS)
            variant_keys.compile_variants(variants, folder / ENTITY_FOLDER / variant_keys.FOLDER)
        progress.advance()
        progress.stage("publish", 1)
        published = snapshots.publish(folder, snapshot_id)
        progress.advance()
        return Built(published, new=True)


def _intact(snapshots: SnapshotStore, snapshot_id: str) -> Snapshot | None:
    """The published snapshot of this id, if its files are as they were built and can be opened."""
    try:
        snapshot = snapshots.get(snapshot_id)
        snapshot.verify()
        with KnowledgeGraph(snapshot) as graph:
            graph.check()
    except SnapshotError:
        return None
    return snapshot
