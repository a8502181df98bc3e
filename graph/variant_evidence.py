"""Variants that are evidence for a disease or in a gene: classified pathogenic, or disputed.

CLASSIFIED_FOR edges hold whatever a variant's classification is, benign ones too. Who wants
evidence asks here: only (likely) pathogenic classifications come back, and apart from them those
that submitters disagree on. Benign and uncertain variants never do.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from .cypher import AnyOf, Label, NodeVariable, Query, Relation, RelationshipVariable
from .dialect import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .cypher import Expression, PropertyOf
    from .store import GraphStore

#: How the classifications begin, as `rareseek.ingest.classifications` spells them.
_BEGINNINGS: Final = {
    "pathogenic": "Pathogenic",
    "likely": "Likely pathogenic",
    "conflicting": "Conflicting",
}


@dataclass(frozen=True, slots=True)
class ClassifiedVariant:
    """A variant and one classification of it; ``stars`` are ClinVar's, 0 to 4.

    ``condition`` is the disease that it is classified for and ``source`` whose classification it
    is; both are None for a gene, where it is the one over all conditions.
    """

    id: str
    rsid: str | None
    hgvs: str | None
    chrom: str
    pos: int
    ref: str
    alt: str
    consequence: str | None
    significance: str
    review_status: str | None
    stars: int
    condition: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class PathogenicVariants:
    """Variants by stars, the most first: pathogenic or likely so, and apart the disputed ones."""

    pathogenic: tuple[ClassifiedVariant, ...] = ()
    conflicting: tuple[ClassifiedVariant, ...] = ()


def pathogenic_variants(
    store: GraphStore, disease_ids: Iterable[str]
) -> dict[str, PathogenicVariants]:
    """What is classified as pathogenic for each disease, by disease id in the order asked for.

    Raises `QueryFailed` when the store cannot answer.
    """
    variant, disease = NodeVariable("v", Label.VARIANT), NodeVariable("d", Label.DISEASE)
    edge = RelationshipVariable("r", Relation.CLASSIFIED_FOR)
    stated = ("significance", "review_status", "stars", "source")
    query = (
        Query()
        .match(variant, edge, disease)
        .where(disease["id"].equals("id"), _is_evidence(edge["significance"]))
        .returns(
            **_items(variant, condition=disease["name"], **{name: edge[name] for name in stated})
        )
    )
    return _answers(store, query, disease_ids)


def pathogenic_variants_in_genes(
    store: GraphStore, gene_ids: Iterable[str]
) -> dict[str, PathogenicVariants]:
    """What is classified as pathogenic in each gene, by gene id in the order asked for.

    Most variants of ClinVar name no condition by its id, so this finds more than the diseases' own.
    Raises `QueryFailed` when the store cannot answer.
    """
    variant, gene = NodeVariable("v", Label.VARIANT), NodeVariable("g", Label.GENE)
    edge = RelationshipVariable("r", Relation.IN_GENE)
    query = (
        Query()
        .match(variant, edge, gene)
        .where(gene["id"].equals("id"), _is_evidence(variant["significance"]))
        .returns(**_items(variant))
    )
    return _answers(store, query, gene_ids)


def _is_evidence(significance: PropertyOf) -> AnyOf:
    return AnyOf(tuple(significance.starts_with(name) for name in _BEGINNINGS))


def _items(variant: NodeVariable, **others: Expression) -> dict[str, Expression]:
    """What fills the record's fields, as far as it is there: others, or the variant's own."""
    own = Label.VARIANT.value.properties
    names = [each.name for each in fields(ClassifiedVariant)]
    return {
        name: others[name] if name in others else variant[name]
        for name in names
        if name in others or name in own
    }


def _answers(store: GraphStore, query: Query, ids: Iterable[str]) -> dict[str, PathogenicVariants]:
    """One query for each id: for a list of them, Ladybug would look at every variant there is."""
    text = query.text(DIALECTS[store.dialect])
    absent = {"condition": None, "source": None}
    found = {}
    for key in dict.fromkeys(ids):
        result = store.query(text, {"id": key, **_BEGINNINGS})
        rows = (dict(zip(result.columns, row, strict=True)) for row in result)
        found[key] = _apart([ClassifiedVariant(**(absent | row)) for row in rows])
    return found


def _apart(records: Sequence[ClassifiedVariant]) -> PathogenicVariants:
    ordered = sorted(records, key=lambda one: (-one.stars, one.id, one.source or ""))
    disputed = _BEGINNINGS["conflicting"]
    return PathogenicVariants(
        tuple(one for one in ordered if not one.significance.startswith(disputed)),
        tuple(one for one in ordered if one.significance.startswith(disputed)),
    )
