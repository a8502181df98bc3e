"""Questions about genes: of diseases, of phenotypes, and how well a role is established."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from ..cypher import Condition, Label, NodeVariable, Query, Relation, RelationshipVariable
from ..store import GraphStore
from .hierarchy import narrower
from .phenotypes import HAS, NOT_ANNOTATED, D, P, specific
from .pooling import pooled
from .question import Answer, Question, Reading, Row, unique

CLINGEN: Final = "clingen"
#: What sources say of a gene that plays no role in a disease, or none that holds.
NO_ROLE: Final = frozenset(
    {"Refuted", "Disputed", "No Known Disease Relationship", "nondisease", "question"}
)

_UNTYPED: Final = "UNKNOWN"
_MODIFIES: Final = frozenset({"modifying germline mutation in", "susceptibility; modifier"})
_NO_CAUSE: Final = _MODIFIES | {_UNTYPED.lower()}

G: Final = NodeVariable("g", Label.GENE)
ROLE: Final = RelationshipVariable("a", Relation.ASSOCIATED_WITH)

_EVIDENCE: Final = {
    "gene_id": G["id"],
    "symbol": G["symbol"],
    "disease_id": D["id"],
    "disease": D["name"],
    "type": ROLE["type"],
    "moi": ROLE["moi"],
    "confidence": ROLE["confidence"],
    "source": ROLE["source"],
}


def supports(row: Row) -> bool:
    """Whether a row speaks for the gene's role, rather than against it."""
    return row["confidence"] not in NO_ROLE and row["type"] not in NO_ROLE


def _modifiers(rows: Iterable[Row]) -> set[str]:
    """Genes that a source says modify the disease, and none says more of than that."""
    found: dict[str, set[str]] = {}
    for row in filter(supports, rows):
        found.setdefault(row["gene_id"], set()).add((row["type"] or _UNTYPED).lower())
    return {gene for gene, types in found.items() if _MODIFIES & types and types <= _NO_CAUSE}


@dataclass(frozen=True)
class GenesOfDisease(Question):
    """Genes that a source associates with a disease.

    A group that has no genes of its own has those of its subtypes. With ``causal`` set, genes that
    only modify the disease are left out.
    """

    diseases: tuple[str, ...]
    causal: bool = False
    intent: ClassVar[str] = "genes_of_disease"

    def query(self) -> Query:
        """Associations of the pooled records."""
        return Query().match(G, ROLE, D).where(D["id"].among("ids")).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids."""
        return {"ids": pooled(store, self.diseases)}

    def read(self, rows: list[Row]) -> Reading:
        """Gene ids; rows that speak against a gene stay among the evidence only."""
        ordered = sorted(rows, key=lambda row: (row["symbol"] or "", row["source"] or ""))
        modifying = _modifiers(rows) if self.causal else set()
        kept = [row for row in ordered if supports(row) and row["gene_id"] not in modifying]
        return Reading([row["gene_id"] for row in kept], [], ordered)

    def answer(self, store: GraphStore) -> Answer:
        """Asked again of the subtypes where the records themselves name no gene."""
        given = super().answer(store)
        if given.ids or not (below := narrower(store, self.diseases)):
            return given
        found = _GenesOfRecords(tuple(below), self.causal).answer(store)
        return found if found.ids else given


class _GenesOfRecords(GenesOfDisease):
    """The same of a list of records, as they are."""

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        return {"ids": list(self.diseases)}

    def answer(self, store: GraphStore) -> Answer:
        return Question.answer(self, store)


@dataclass(frozen=True)
class DiseasesOfGene(Question):
    """Diseases that a source associates with a gene."""

    genes: tuple[str, ...]
    intent: ClassVar[str] = "diseases_of_gene"

    def query(self) -> Query:
        """Associations of the gene."""
        return Query().match(G, ROLE, D).where(G["id"].among("ids")).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The genes' ids."""
        return {"ids": list(self.genes)}

    def read(self, rows: list[Row]) -> Reading:
        """Disease ids; rows that speak against an association stay among the evidence only."""
        ordered = sorted(rows, key=lambda row: (row["disease_id"], row["source"] or ""))
        return Reading([row["disease_id"] for row in ordered if supports(row)], [], ordered)


@dataclass(frozen=True)
class PhenotypesOfGene(Question):
    """Phenotypes of the diseases of a gene."""

    genes: tuple[str, ...]
    intent: ClassVar[str] = "phenotypes_of_gene"

    def query(self) -> Query:
        """From the gene by its diseases to their phenotypes."""
        return (
            Query()
            .match(G, ROLE, D, HAS, P)
            .where(
                G["id"].among("ids"),
                HAS["negated"].equals("negated"),
                HAS["aspect"].equals("aspect"),
            )
            .returns_distinct(
                **_EVIDENCE, phenotype_id=P["id"], phenotype=P["name"], file=HAS["source"]
            )
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The genes' ids."""
        return {"ids": list(self.genes), "negated": False, "aspect": "P"}

    def read(self, rows: list[Row]) -> Reading:
        """Phenotype ids."""
        kept = sorted(filter(supports, rows), key=lambda row: row["phenotype_id"])
        return Reading([row["phenotype_id"] for row in kept], [], kept)


@dataclass(frozen=True)
class GenesOfPhenotype(Question):
    """Genes of the diseases that show a phenotype or a more specific one."""

    phenotypes: tuple[str, ...]
    intent: ClassVar[str] = "genes_of_phenotype"

    def query(self) -> Query:
        """From genes by diseases to the phenotype."""
        return (
            Query()
            .match(G, ROLE, D, HAS, P)
            .where(P["id"].among("terms"), HAS["negated"].equals("negated"))
            .returns_distinct(**_EVIDENCE, phenotype_id=P["id"], phenotype=P["name"])
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The terms with the more specific ones."""
        return {"terms": sorted(specific(store, self.phenotypes)), "negated": False}

    def read(self, rows: list[Row]) -> Reading:
        """Gene ids."""
        kept = sorted(filter(supports, rows), key=lambda row: row["symbol"] or "")
        return Reading([row["gene_id"] for row in kept], [], kept)


@dataclass(frozen=True)
class GeneDiseaseValidity(Question):
    """How well a gene's role in a disease is established, by ClinGen; and who else says so.

    Without ``genes`` or without ``diseases``, of all of them. With ``curated_only`` set, what other
    sources say of a pair is no answer.
    """

    genes: tuple[str, ...] = ()
    diseases: tuple[str, ...] = ()
    curated_only: bool = False
    intent: ClassVar[str] = "gene_disease_validity"

    def query(self) -> Query:
        """Associations between them."""
        conditions: list[Condition] = []
        if self.genes:
            conditions.append(G["id"].among("genes"))
        if self.diseases:
            conditions.append(D["id"].among("ids"))
        return Query().match(G, ROLE, D).where(*conditions).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The genes' ids and the pooled records."""
        genes = {"genes": list(self.genes)} if self.genes else {}
        return genes | ({"ids": pooled(store, self.diseases)} if self.diseases else {})

    def read(self, rows: list[Row]) -> Reading:
        """ClinGen's classes; without one, that others associate them, or that nobody does."""
        curated = [row for row in rows if row["source"] == CLINGEN]
        if self.genes and self.diseases:
            classes = unique(row["confidence"] for row in curated)
            known = not self.curated_only and any(map(supports, rows))
            others = ["associated"] if known else [NOT_ANNOTATED]
            return Reading([], classes or others, rows)
        wanted = "disease_id" if self.genes else "gene_id"
        return Reading(
            [row[wanted] for row in curated], [row["confidence"] for row in curated], curated
        )
