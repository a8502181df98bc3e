"""How facts come in: official files become the record tables of an immutable snapshot."""

from __future__ import annotations

from .build import build_tables, plan_id
from .diff import TableDiff, diff
from .locate import Located, locate
from .manifest import FileRecord, Manifest, SourceRecord, TableRecord
from .progress import SILENT, Progress, Silent
from .registry import REGISTRY
from .snapshot import Snapshot
from .source import Source
from .store import SnapshotStore, Unusable
from .tables import TABLES

__all__ = [
    "REGISTRY",
    "SILENT",
    "TABLES",
    "FileRecord",
    "Located",
    "Manifest",
    "Progress",
    "Silent",
    "Snapshot",
    "SnapshotStore",
    "Source",
    "SourceRecord",
    "TableDiff",
    "TableRecord",
    "Unusable",
    "build_tables",
    "diff",
    "locate",
    "plan_id",
]
