"""A context as Markdown and as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from .context import INSTRUCTIONS, Context, Passage
from .differential import Findings
from .genotype import read_variants
from .quoting import quoted, reference
from .statements import Statement

#: How many places of the note that could not be mapped are shown.
UNMAPPED_SHOWN = 10
#: How many genes and variants of the patient are, and how many diseases that a finding speaks for.
NAMED_SHOWN = 20
SPEAKS_FOR_SHOWN = 3
_STATEMENT = tuple(field.name for field in fields(Statement))


def markdown(context: Context) -> str:
    """The context as Markdown: instructions, findings, notices, diseases, what to look for.

    Its size comes on top of the passages' token budget.
    """
    parts = [
        INSTRUCTIONS,
        f"Knowledge graph snapshot: {context.snapshot}",
        "# Findings",
        "\n".join(_findings(context)),
        *_notices(context.notices),
        "# Diseases",
        *map(_section, context.passages),
        *_asked(context),
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
            "genes": list(findings.patient_genes),
            "variants": variants_of(findings),
        },
        "absence": context.absence,
        "stands_out": context.stands_out,
        "notices": list(context.notices),
        "passages": [passage_record(passage) for passage in context.passages],
        "next_findings": [asdict(each) for each in context.next_findings],
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
        "adjustment": passage.adjustment,
        "genotype": passage.genotype,
        "statements": [statement_record(each) for each in passage.statements],
    }


def statement_record(statement: Statement) -> dict[str, Any]:
    """One statement as JSON values."""
    record = {name: getattr(statement, name) for name in _STATEMENT}
    return record | {"kind": str(statement.kind), "references": list(statement.references)}


def _findings(context: Context) -> Iterator[str]:
    findings = context.findings
    yield f"- present: {_terms(findings.present, context.labels)}"
    yield f"- absent: {_terms(findings.excluded, context.labels)}"
    variants = variants_of(findings)
    for heading, named in (("genes", findings.patient_genes), ("variants", variants)):
        if named:
            more = f" and {len(named) - NAMED_SHOWN} more" * (len(named) > NAMED_SHOWN)
            yield f"- {heading}: {', '.join(map(reference, named[:NAMED_SHOWN]))}{more}"
    unmapped = list(dict.fromkeys(place.text for place in findings.unmapped))[:UNMAPPED_SHOWN]
    yield f"- not understood: {', '.join(map(quoted, unmapped)) or 'nothing'}"


def variants_of(findings: Findings) -> list[str]:
    """Every variant of the patient in one expression."""
    written = (call.id or call.expression for call in findings.patient_variants)
    given = (one.given for one in read_variants(findings.given_variants))
    return list(dict.fromkeys(filter(None, (*written, *given))))


def _notices(said: Sequence[str]) -> Iterator[str]:
    if said:
        yield "# Read first"
        yield "\n".join(f"- {one}" for one in said)


def _asked(context: Context) -> Iterator[str]:
    """What would tell the candidates apart."""
    if context.next_findings:
        yield "# Worth looking for"
        yield "\n".join(
            f"- {quoted(each.name)} ({each.phenotype}): speaks for "
            f"{', '.join(map(reference, each.speaks_for[:SPEAKS_FOR_SHOWN]))}"
            for each in context.next_findings
        )


def _section(passage: Passage) -> str:
    lines = "\n".join(f"- {each.line}" for each in passage.statements)
    return f"## {passage.heading}\n\n{lines}"


def _terms(terms: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"{quoted(labels[term])} ({term})" for term in terms) or "none"


def _labelled(terms: Iterable[str], labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": term, "label": labels[term]} for term in terms]
