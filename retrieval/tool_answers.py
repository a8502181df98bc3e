"""Parts of the tools' answers, out of what ranking and evidence gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .differential import Findings, Options, finding_labels
from .knowledge_graph import KnowledgeGraph
from .ranking.ranker import Contribution, RankedDisease
from .rendering import statement_record, variants_of
from .statements import Statement
from .tool_results import ContributionItem, RankedItem, StatementItem, Term


def term_items(terms: Iterable[str], labels: Mapping[str, str]) -> list[Term]:
    """Terms with their labels."""
    return [Term(id=term, label=labels[term]) for term in terms]


def statement_items(said: Iterable[Statement]) -> list[StatementItem]:
    """Statements, typed."""
    return [StatementItem.model_validate(statement_record(each)) for each in said]


def ranked_item(disease: RankedDisease) -> RankedItem:
    """A candidate, typed."""
    return RankedItem(
        rank=disease.rank,
        disease_id=disease.id,
        disease_name=disease.name,
        equivalent_ids=list(disease.equivalent_ids),
        score=disease.score,
        posterior=disease.posterior,
        adjustment=disease.adjustment,
        genotype=disease.genotype,
    )


def contribution_item(contribution: Contribution, labels: Mapping[str, str]) -> ContributionItem:
    """What one finding adds, typed."""
    named = contribution._asdict() | {"label": labels[contribution.phenotype]}
    return ContributionItem.model_validate(named)


def basis(graph: KnowledgeGraph, findings: Findings, options: Options) -> dict[str, Any]:
    """What an answer rests on, by the fields of `Weighed`."""
    labels = finding_labels(graph.index, findings)
    return {
        "snapshot": graph.id,
        "present": term_items(findings.present, labels),
        "excluded": term_items(findings.excluded, labels),
        "genes": list(findings.patient_genes),
        "variants": variants_of(findings),
        "not_placed": not_placed(options),
    }


def not_placed(options: Options) -> list[str]:
    """Genes and variants of the patient that the graph does not know."""
    if options.genotype is None:
        return []
    genotype = options.genotype[1]
    return [*genotype.unknown, *genotype.unplaced]
