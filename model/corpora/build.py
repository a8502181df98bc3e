"""A corpus from a graph, solved cases and own texts: two files of records and a manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from ...retrieval import KnowledgeGraph
from ..inference.prompt import LATEST
from ..records import Record, write_records
from .cases import CaseSettings, CaseWriter
from .facts import Facts
from .graph_texts import graph_records
from .patients import read_patients
from .selection import Selection, divided, select
from .texts import own_texts

TRAIN: Final = "train.jsonl"
VALIDATION: Final = "validation.jsonl"
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a corpus is made of.

    Attributes:
        cases: Files of solved phenopackets, one a line.
        texts: Users' own texts, with the licence they stand under.
        each: Most instructions of each kind from the graph; None for all.
        evaluation: Files of phenopackets that will be asked: nothing of their articles may be in.
        validation: Fraction of diseases held out (0 to 1).
        case: How cases are written.
    """

    cases: tuple[Path, ...] = ()
    texts: tuple[tuple[Path, str], ...] = ()
    each: int | None = None
    evaluation: tuple[Path, ...] = ()
    validation: float = 0.1
    case: CaseSettings = field(default_factory=CaseSettings)


def build_corpus(graph: KnowledgeGraph, sources: Sources, folder: Path) -> dict[str, Any]:
    """Write ``train.jsonl``, ``validation.jsonl`` and ``manifest.json``; returns the manifest.

    Raises `InputError` where a file cannot be used.
    """
    asked = [patient for path in sources.evaluation for patient in read_patients(path)]
    articles = {article for patient in asked for article in patient.articles}
    chosen = select(_records(graph, sources), evaluation_articles=articles)
    train, validation = divided(chosen.kept, sources.validation)
    write_records(folder / TRAIN, train)
    write_records(folder / VALIDATION, validation)
    manifest = _manifest(graph, sources, chosen, train, validation)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def _records(graph: KnowledgeGraph, sources: Sources) -> Iterator[Record]:
    writer = CaseWriter(graph, sources.case)
    patients = [patient for path in sources.cases for patient in read_patients(path)]
    yield from chain(
        writer.reasonings(patients),
        writer.instructions(patients),
        *(own_texts(path, licence=licence) for path, licence in sources.texts),
        graph_records(Facts(graph.snapshot), sources.each),
    )


def _manifest(
    graph: KnowledgeGraph,
    sources: Sources,
    chosen: Selection,
    train: Sequence[Record],
    validation: Sequence[Record],
) -> dict[str, Any]:
    def counted(records: Sequence[Record]) -> dict[str, dict[str, int]]:
        return {
            "by_kind": dict(Counter(f"{r.stage}/{r.kind}" for r in records)),
            "by_language": dict(Counter(r.language for r in records)),
            "by_licence": dict(Counter(r.licence for r in records)),
        }

    return {
        "snapshot": graph.id,
        "template": LATEST,
        "cases": [path.name for path in sources.cases],
        "held_out_fraction": sources.validation,
        "near_duplicates_left_out": chosen.duplicates,
        "of_evaluation_articles_left_out": chosen.contaminated,
        "train": {"records": len(train), **counted(train)},
        "validation": {"records": len(validation), **counted(validation)},
    }
