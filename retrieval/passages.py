"""Lines of evidence as people read them; `rareseek.retrieval.context` is what models read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..graph import Annotation
from .differential import Diagnosis
from .evidence import Evidence, Status, frequency_text
from .statements import REFERENCES_SHOWN


def describe(evidence: Evidence, labels: Mapping[str, str]) -> str:
    """One line of evidence: the finding, what the disease shows, how often, who says so."""
    annotation, finding = evidence.annotation, evidence.phenotype
    if finding is None:
        return annotated(annotation) if annotation else ""
    text = f"{labels.get(finding, finding)} ({finding})"
    if annotation is None:
        return text
    if annotation.phenotype_id == finding:
        return f"{text}, {source_of(annotation)}"
    if evidence.status is Status.RELATED:
        return f"{text}: the disease shows {annotated(annotation)}"
    return f"{text} as {annotated(annotation)}"


def gene_texts(diagnosis: Diagnosis) -> list[str]:
    """Each gene once: "FBN1 (NCBIGene:2200)"."""
    texts = (f"{gene.symbol or 'no symbol'} ({gene.gene_id})" for gene in diagnosis.genes)
    return list(dict.fromkeys(texts))


def references(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Every reference of the evidence, each once, in order."""
    cited = (r for e in evidence if e.annotation for r in e.annotation.references)
    return tuple(dict.fromkeys(cited))


def annotated(annotation: Annotation) -> str:
    """What a disease shows: the phenotype, how often, who says so."""
    return f"{annotation.phenotype_name} ({annotation.phenotype_id}), {source_of(annotation)}"


def source_of(annotation: Annotation) -> str:
    """How often a disease shows a phenotype, and who says so: "3/5 patients [PMID:1]"."""
    cited = " ".join(annotation.references[:REFERENCES_SHOWN])
    more = len(annotation.references) - REFERENCES_SHOWN
    return f"{_how_often(annotation)} [{cited}{f' and {more} more' if more > 0 else ''}]"


def _how_often(annotation: Annotation) -> str:
    if not annotation.negated:
        return frequency_text(annotation)
    return f"absent in all {annotation.m} patients" if annotation.m else "excluded"
