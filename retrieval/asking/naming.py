"""Synonyms, which stand in the snapshot's table of names and not in the graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...graph.questions import Answer
from ...graph.questions.pooling import namespace
from ..entities.entity_index import EntityIndex, Name
from .cues import Topic
from .phrases import Wording


def names_answer(records: Answer, index: EntityIndex, wording: Wording) -> Answer:
    """The names of these records but for their labels; each row with whose and of what kind.

    Of a gene, the previous symbols or the aliases alone where the question says so.
    """
    rows = [_row(name) for curie in records.ids for name in index.names_of(curie)]
    labels = {row["name"] for row in rows if row["scope"] == "LABEL" or row["type"] == "symbol"}
    kept = [row for row in rows if row["name"] not in labels and _asked(row, wording)]
    values = dict.fromkeys(row["name"] for row in kept)
    return replace(records, intent="synonyms", values=tuple(values), rows=tuple(kept))


def _row(name: Name) -> dict[str, Any]:
    return {
        "id": name.id,
        "name": name.name,
        "scope": name.scope,
        "type": name.type,
        "source": namespace(name.id),
    }


def _asked(row: dict[str, Any], wording: Wording) -> bool:
    said = set(wording.tokens)
    if wording.has(Topic.OLD) and not wording.has(Topic.SYNONYM):
        return row["type"] in {"previous", None}
    if said & {"alias", "aliases"} and row["source"] in {"HGNC", "NCBIGene"}:
        return bool(row["type"] == "alias")
    return True
