"""``rareseek evaluate annotation``: how well phenotypes are found in annotated texts."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import AsOfOption, JsonFlag, SnapshotOption, message, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..evaluation.annotation import AnnotationReport, Terms
    from ..ingest.snapshot import Snapshot
    from ..retrieval.normalisation.normaliser import Normaliser


def annotation(
    corpora: Annotated[
        list[Path],
        typer.Argument(help='JSON lines of {"doc_id", "text", "spans": [{"hpo", "assert"}]}.'),
    ],
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Precision, recall and F1 over documents, and speed, in full and by dictionary alone."""
    from ..retrieval import KnowledgeGraph

    with KnowledgeGraph.open(snapshot, as_of=as_of) as graph:
        reports = evaluate_corpora(corpora, graph.snapshot)
    message(f"snapshot {graph.id}: affirmed terms below Phenotypic abnormality, by document")
    if as_json:
        print_json({"snapshot": graph.id, "annotation": [asdict(report) for report in reports]})
        return
    print_annotation(reports)


def evaluate_corpora(corpora: Sequence[Path], snapshot: Snapshot) -> list[AnnotationReport]:
    """Reports of both settings over every corpus. Raises `InputError` for an unusable one."""
    from ..evaluation.annotation import evaluate_annotator, read_corpus

    read = [(path.stem, read_corpus(path)) for path in corpora]
    terms = snapshot_terms(snapshot)
    reports = []
    for setting, normaliser in _settings(snapshot):
        normaliser.prepare()
        annotate = partial(_affirmed, normaliser)
        reports += [
            evaluate_annotator(name, setting, documents, annotate, terms)
            for name, documents in read
        ]
    return sorted(reports, key=lambda report: report.corpus)


def snapshot_terms(snapshot: Snapshot) -> Terms:
    """The phenotypic abnormalities of a snapshot and its retired ids."""
    from ..evaluation.annotation import Terms
    from ..retrieval.normalisation.lexicon import PHENOTYPIC_ABNORMALITY, depths

    retired = snapshot.table("retired").drop_nulls("replaced_by")
    replaced = dict(retired.select("id", "replaced_by").iter_rows())
    counted = depths(snapshot.table("phenotype_is_a"))
    return Terms({PHENOTYPIC_ABNORMALITY, *counted}, replaced)


def _settings(snapshot: Snapshot) -> list[tuple[str, Normaliser]]:
    from ..retrieval.normalisation.normaliser import Normaliser

    return [
        ("full", Normaliser.of_snapshot(snapshot.table)),
        ("dictionary only", Normaliser.of_snapshot(snapshot.table, dictionary_only=True)),
    ]


def _affirmed(normaliser: Normaliser, text: str) -> list[str]:
    from ..retrieval.normalisation.mentions import MEASUREMENT
    from ..retrieval.normalisation.triggers import PRESENT

    mentions = normaliser(text).mentions
    return [m.id for m in mentions if m.assertion == PRESENT and m.method != MEASUREMENT]


def print_annotation(reports: Sequence[AnnotationReport]) -> None:
    """The table of reports, one row each."""
    print_table(
        ["corpus", "setting", "documents", "precision", "recall", "F1", "kB/s"],
        [
            [
                *(r.corpus, r.setting, r.documents, str(r.precision), str(r.recall), str(r.f1)),
                round(r.kilobytes_per_second),
            ]
            for r in reports
        ],
    )
