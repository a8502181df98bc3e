"""Evidence passages: one compact, cited text per diagnosis, for people and for language models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..graph import Annotation
from .differential import Diagnosis, Differential
from .evidence import Evidence, Status, frequency_text

#: How many missing hallmarks a passage names, and how many references a line.
HALLMARKS_SHOWN = 5
REFERENCES_SHOWN = 3

_HEADINGS = {
    Status.MATCHED: "Matched",
    Status.RELATED: "Similar",
    Status.CONFLICTING: "Conflicting",
    Status.UNEXPLAINED: "Not explained",
    Status.ABSENT_AS_EXPECTED: "Absent in patient and disease",
    Status.MISSING: "Expected, not reported",
}


def passage(diagnosis: Diagnosis, differential: Differential) -> str:
    """The evidence on one diagnosis as text, every fact with its frequency and references."""
    disease = diagnosis.ranked
    lines = [f"{disease.name} ({', '.join((disease.id, *disease.equivalent_ids))})"]
    for status, heading in _HEADINGS.items():
        items = [e for e in diagnosis.evidence if e.status is status]
        if status is Status.MISSING:
            items = items[:HALLMARKS_SHOWN]
        if items:
            stated = "; ".join(describe(item, differential.labels) for item in items)
            lines.append(f"{heading}: {stated}.")
    if diagnosis.genes:
        lines.append(f"Genes: {', '.join(gene_texts(diagnosis))}.")
    lines.append(f"Source: knowledge graph snapshot {differential.snapshot}.")
    return "\n".join(lines)


def describe(evidence: Evidence, labels: Mapping[str, str]) -> str:
    """One line of evidence: the finding, what the disease shows, how often, who says so."""
    annotation, finding = evidence.annotation, evidence.phenotype
    if finding is None:
        return _annotated(annotation) if annotation else ""
    text = f"{labels.get(finding, finding)} ({finding})"
    if annotation is None:
        return text
    if annotation.phenotype_id == finding:
        return f"{text}, {_source(annotation)}"
    if evidence.status is Status.RELATED:
        return f"{text}: the disease shows {_annotated(annotation)}"
    return f"{text} as {_annotated(annotation)}"


def gene_texts(diagnosis: Diagnosis) -> list[str]:
    """Each gene once: "FBN1 (NCBIGene:2200)"."""
    return list(dict.fromkeys(f"{gene.symbol} ({gene.gene_id})" for gene in diagnosis.genes))


def references(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Every reference of the evidence, each once, in order."""
    cited = (r for e in evidence if e.annotation for r in e.annotation.references)
    return tuple(dict.fromkeys(cited))


def _annotated(annotation: Annotation) -> str:
    return f"{annotation.phenotype_name} ({annotation.phenotype_id}), {_source(annotation)}"


def _source(annotation: Annotation) -> str:
    cited = " ".join(annotation.references[:REFERENCES_SHOWN])
    more = len(annotation.references) - REFERENCES_SHOWN
    return f"{_how_often(annotation)} [{cited}{f' and {more} more' if more > 0 else ''}]"


def _how_often(annotation: Annotation) -> str:
    if not annotation.negated:
        return frequency_text(annotation)
    return f"absent in all {annotation.m} patients" if annotation.m else "excluded"
