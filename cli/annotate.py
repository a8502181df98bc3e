"""``rareseek annotate``: phenotypes, diseases, genes and variants of texts, with their places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import NoteError
from .auditing import AuditFlag, KeepContext, say_unrecorded
from .console import AsOfOption, JsonFlag, OutputOption, SnapshotOption, message, writing
from .documents import read_documents
from .progress import track

if TYPE_CHECKING:
    from ..retrieval import Findings, KnowledgeGraph, Normaliser


def annotate(
    documents: Annotated[
        list[Path],
        typer.Argument(help='Text files, or JSON lines of {"doc_id", "text"}.'),
    ],
    output: OutputOption = None,
    snapshot: SnapshotOption = None,
    as_of: AsOfOption = None,
    dictionary_only: Annotated[
        bool, typer.Option("--dictionary-only", help="Find exact names only, to compare with.")
    ] = False,
    measurements: Annotated[
        bool,
        typer.Option("--measurements", help="Read measured values (height -3 SD) as findings too."),
    ] = False,
    audit: AuditFlag = True,
    keep_context: KeepContext = False,
    as_json: JsonFlag = False,  # noqa: ARG001 - the output is JSON lines either way
) -> None:
    """Find phenotypes, diseases, genes and variants in texts; one JSON line per document.

    A document that cannot be read gets {"doc_id", "error"} and the others go on.
    """
    from ..retrieval import Findings, KnowledgeGraph

    failed = done = 0
    opened = KnowledgeGraph.open(snapshot, as_of=as_of, audit=audit, keep_context=keep_context)
    with opened as graph, writing(output) as file:
        exact = exact_normaliser(graph) if dictionary_only else None
        for doc_id, text in track(_documents(documents, graph.settings.max_note_bytes), "reading"):
            if isinstance(text, NoteError):
                failed += 1
                message(f"refused: {text}")
                record: dict[str, Any] = {"doc_id": doc_id, "error": str(text)}
            else:
                done += 1
                found = graph.findings(text) if exact is None else Findings.of(exact(text))
                record = {"doc_id": doc_id, **annotation_record(found, measurements)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    say_unrecorded(graph)
    message(f"snapshot {graph.id}: {done} documents annotated, {failed} refused")
    if not done:
        raise typer.Exit(1)


def exact_normaliser(graph: KnowledgeGraph) -> Normaliser:
    """A normaliser that finds only the names of the ontology as they are."""
    from ..retrieval import Normaliser

    return Normaliser.of_snapshot(graph.snapshot.table, dictionary_only=True)


def _documents(paths: list[Path], max_bytes: int) -> Iterator[tuple[str, str | NoteError]]:
    for path in paths:
        yield from read_documents(path, max_bytes=max_bytes)


def annotation_record(found: Findings, measurements: bool) -> dict[str, Any]:
    """Mentions and unmapped places of one text as JSON values, in the order of the text.

    Measured values stand among them where ``measurements`` asks for them. A variant that the graph
    has no record of is unmapped, with what the text says of it.
    """
    from ..retrieval.answer import variant_record
    from ..retrieval.normalisation.mentions import MEASUREMENT

    said = (one for one in found.mentions if measurements or one.method != MEASUREMENT)
    mentions = [asdict(one) for one in said]
    mentions += [asdict(one) for one in found.diseases]
    mentions += [asdict(one) for one in found.genes]
    variants = [variant_record(one) for one in found.variants]
    mentions += [one for one in variants if one["id"]]
    unmapped = [asdict(place) for place in found.unmapped]
    unmapped += [one | {"candidates": []} for one in variants if not one["id"]]
    return {"annotations": sorted(mentions, key=_place), "unmapped": sorted(unmapped, key=_place)}


def _place(record: dict[str, Any]) -> tuple[int, int]:
    return record["start"], record["end"]
