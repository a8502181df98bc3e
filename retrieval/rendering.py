"""A context as Markdown and as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from .context import INSTRUCTIONS, Context, Passage
from .quoting import quoted
from .statements import Statement

#: How many places of the note that could not be mapped are shown.
UNMAPPED_SHOWN = 10
_STATEMENT = tuple(field.name for field in fields(Statement))


def markdown(context: Context) -> str:
    """The context as Markdown: instructions, findings, one section a disease.

    Its size comes on top of the passages' token budget.
    """
    findings = context.findings
    unmapped = list(dict.fromkeys(place.text for place in findings.unmapped))[:UNMAPPED_SHOWN]
    parts = [
        INSTRUCTIONS,
        f"Knowledge graph snapshot: {context.snapshot}",
        "# Findings",
        "\n".join(
            (
                f"- present: {_terms(findings.present, context.labels)}",
                f"- absent: {_terms(findings.excluded, context.labels)}",
                f"- not understood: {', '.join(map(quoted, unmapped)) or 'nothing'}",
            )
        ),
        "# Diseases",
        *map(_section, context.passages),
    ]
    if not context.passages:
        parts.append("None: nothing in the note maps to a phenotype of the graph, or none fits.")
    return "\n\n".join(parts) + "\n"


def record(context: Context) -> dict[str, Any]:
    """The context as JSON values; stored text stands there as it is."""
    findings = context.findings
    return {
        "snapshot": context.snapshot,
        "findings": {
            "present": _labelled(findings.present, context.labels),
            "excluded": _labelled(findings.excluded, context.labels),
            "unmapped": [
                {"start": place.start, "end": place.end, "text": place.text}
                for place in findings.unmapped
            ],
        },
        "passages": [passage_record(passage) for passage in context.passages],
    }


def passage_record(passage: Passage) -> dict[str, Any]:
    """One passage as JSON values."""
    return {
        "rank": passage.rank,
        "disease_id": passage.disease_id,
        "disease_name": passage.name,
        "equivalent_ids": list(passage.equivalent_ids),
        "score": passage.score,
        "posterior": passage.posterior,
        "statements": [statement_record(each) for each in passage.statements],
    }


def statement_record(statement: Statement) -> dict[str, Any]:
    """One statement as JSON values."""
    record = {name: getattr(statement, name) for name in _STATEMENT}
    return record | {"kind": str(statement.kind), "references": list(statement.references)}


def _section(passage: Passage) -> str:
    lines = "\n".join(f"- {each.line}" for each in passage.statements)
    return f"## {passage.heading}\n\n{lines}"


def _terms(terms: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"{quoted(labels[term])} ({term})" for term in terms) or "none"


def _labelled(terms: Iterable[str], labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": term, "label": labels[term]} for term in terms]
