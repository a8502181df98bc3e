"""Questions about variants. Only (likely) pathogenic ones are evidence for a disease."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from ..cypher import (
    AnyOf,
    Condition,
    Label,
    NodeVariable,
    Parameter,
    Query,
    Relation,
    RelationshipVariable,
)
from ..store import GraphStore
from .genes import ROLE, G, supports
from .phenotypes import D
from .pooling import pooled
from .question import Answer, Question, Reading, Row, among, among_value, fetch

#: How ClinVar's classifications begin (https://www.ncbi.nlm.nih.gov/clinvar/docs/clinsig/).
PATHOGENIC: Final = "Pathogenic"
LIKELY: Final = "Likely pathogenic"

V: Final = NodeVariable("v", Label.VARIANT)
IN: Final = RelationshipVariable("i", Relation.IN_GENE)
FOR: Final = RelationshipVariable("c", Relation.CLASSIFIED_FOR)

_EVIDENCE: Final = {
    "variant_id": V["id"],
    "rsid": V["rsid"],
    "hgvs": V["hgvs"],
    "chrom": V["chrom"],
    "pos": V["pos"],
    "ref": V["ref"],
    "alt": V["alt"],
    "consequence": V["consequence"],
    "significance": V["significance"],
    "review_status": V["review_status"],
    "stars": V["stars"],
}


#: Most variants that are asked for one by one: more are looked for among all.
_MOST: Final = 20


def _of_variants(variants: tuple[str, ...], asked: Callable[[Condition], Query]) -> Query:
    """What is asked of some variants, by the condition that says which.

    Ladybug finds a node by its key only for an equality; of a list it would look at every variant.
    """
    if not 0 < len(variants) <= _MOST:
        return asked(V["id"].among("ids"))
    first, *others = [asked(V["id"].equals(name)) for name in _names(variants)]
    for other in others:
        first = first.union(other)
    return first


def _names(variants: tuple[str, ...]) -> dict[str, str]:
    """The name of the parameter of each variant."""
    return {f"id{at}": one for at, one in enumerate(variants)}


def _ids(variants: tuple[str, ...]) -> dict[str, Any]:
    return _names(variants) if 0 < len(variants) <= _MOST else {"ids": list(variants)}


def is_pathogenic(significance: str | None) -> bool:
    """Whether a classification is (likely) pathogenic, by all submitters.

    >>> is_pathogenic("Pathogenic/Likely pathogenic"), is_pathogenic("Uncertain significance")
    (True, False)
    """
    return (significance or "").startswith((PATHOGENIC, LIKELY))


@dataclass(frozen=True)
class FindVariants(Question):
    """The variants of an rsID, of an HGVS expression, or of a place on GRCh38 with its alleles."""

    rsid: str | None = None
    hgvs: str | None = None
    locus: tuple[str, int, str, str] | None = None
    intent: ClassVar[str] = "find_variants"

    def query(self) -> Query:
        """A look-up by what is given."""
        if self.rsid is not None:
            conditions: list[Condition] = [V["rsid"].equals("rsid")]
        elif self.hgvs is not None:
            conditions = [V["hgvs"].equals("hgvs")]
        else:
            conditions = [V[name].equals(name) for name in ("chrom", "pos", "ref", "alt")]
        return Query().match(V).where(*conditions).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """What is given."""
        if self.rsid is not None:
            return {"rsid": self.rsid}
        if self.hgvs is not None:
            return {"hgvs": self.hgvs}
        return dict(zip(("chrom", "pos", "ref", "alt"), self.locus or (), strict=True))

    def read(self, rows: list[Row]) -> Reading:
        """Ids of the variants."""
        return Reading([row["variant_id"] for row in rows], [], rows)


@dataclass(frozen=True)
class PathogenicVariants(Question):
    """Variants in a gene, or asserted for a disease, of some classifications and stars.

    ``classes`` are how the classifications begin; by default pathogenic and likely pathogenic.
    """

    genes: tuple[str, ...] = ()
    diseases: tuple[str, ...] = ()
    fewest_stars: int = 0
    most_stars: int = 4
    classes: tuple[str, ...] = (PATHOGENIC, LIKELY)
    intent: ClassVar[str] = "pathogenic_variants"

    def query(self) -> Query:
        """Variants by their gene, by the disease they are classified for, or by both."""
        query, shown = Query(), dict(_EVIDENCE)
        conditions: list[Condition] = []
        if self.genes:
            query = query.match(V, IN, G)
            conditions.append(among(G["id"], "genes", self.genes))
            shown |= {"gene_id": G["id"], "symbol": G["symbol"]}
        if self.diseases:
            query = query.match(V, FOR, D)
            conditions.append(D["id"].among("ids"))
            shown |= {"disease_id": D["id"], "disease": D["name"], "source": FOR["source"]}
        said: NodeVariable | RelationshipVariable = FOR if self.diseases else V
        starts = [said["significance"].starts_with(f"class{i}") for i in range(len(self.classes))]
        bounds = [said["stars"].at_least("fewest"), said["stars"].at_most("most")]
        return query.where(*conditions, AnyOf(tuple(starts)), *bounds).returns(**shown)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The genes' ids, the pooled records, and the bounds."""
        found: dict[str, Any] = {"genes": among_value(self.genes)} if self.genes else {}
        if self.diseases:
            found["ids"] = pooled(store, self.diseases)
        classes = {f"class{i}": start for i, start in enumerate(self.classes)}
        return found | classes | {"fewest": self.fewest_stars, "most": self.most_stars}

    def read(self, rows: list[Row]) -> Reading:
        """Ids of variants, those with most stars first."""
        ordered = sorted(rows, key=lambda row: (-(row["stars"] or 0), row["variant_id"]))
        return Reading([row["variant_id"] for row in ordered], [], ordered)


@dataclass(frozen=True)
class ClassificationOfVariant(Question):
    """How a variant is classified, by whom it was reviewed, and in which gene it lies."""

    variants: tuple[str, ...]
    intent: ClassVar[str] = "variant_classification"

    def query(self) -> Query:
        """The variants themselves."""
        key = Parameter("key", unwound=True)
        return Query().unwind("ids", "key").match(V).where(V["id"].equals(key)).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The variants' ids."""
        return {"ids": list(self.variants)}

    def read(self, rows: list[Row]) -> Reading:
        """The classifications; several alleles of one rsID may differ."""
        ids = [row["variant_id"] for row in rows]
        return Reading(ids, [row["significance"] for row in rows], rows)


@dataclass(frozen=True)
class GenesOfVariant(Question):
    """Genes in which a variant lies."""

    variants: tuple[str, ...]
    intent: ClassVar[str] = "genes_of_variant"

    def query(self) -> Query:
        """Variants and their genes."""
        columns = {"variant_id": V["id"], "gene_id": G["id"], "symbol": G["symbol"]}
        return _of_variants(
            self.variants, lambda which: Query().match(V, IN, G).where(which).returns(**columns)
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The variants' ids."""
        return _ids(self.variants)

    def read(self, rows: list[Row]) -> Reading:
        """Gene ids and, as values, their symbols."""
        return Reading([r["gene_id"] for r in rows], [r["symbol"] for r in rows], rows)


@dataclass(frozen=True)
class DiseasesOfVariant(Question):
    """Diseases for which a variant is asserted to be (likely) pathogenic.

    Diseases of its gene are added to the rows as inferred. A benign, uncertain or disputed variant
    is no evidence for any: its conditions are rows, but no answers.
    """

    variants: tuple[str, ...]
    intent: ClassVar[str] = "diseases_of_variant"

    def query(self) -> Query:
        """Conditions that the variants were classified for."""
        columns = {
            "variant_id": V["id"],
            "disease_id": D["id"],
            "disease": D["name"],
            "significance": FOR["significance"],
            "review_status": FOR["review_status"],
            "stars": FOR["stars"],
            "source": FOR["source"],
        }
        return _of_variants(
            self.variants, lambda which: Query().match(V, FOR, D).where(which).returns(**columns)
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The variants' ids."""
        return _ids(self.variants)

    def read(self, rows: list[Row]) -> Reading:
        """Disease ids of the (likely) pathogenic assertions."""
        stated = [row | {"basis": _basis(row["significance"])} for row in rows]
        ids = [row["disease_id"] for row in rows if is_pathogenic(row["significance"])]
        return Reading(ids, [], stated)

    def answer(self, store: GraphStore) -> Answer:
        """As every question; diseases of the gene are added as inferred."""
        given = super().answer(store)
        of_gene = filter(supports, fetch(store, self._of_gene(), **given.params))
        return given.with_rows(
            {
                "variant_id": row["variant_id"],
                "disease_id": row["disease_id"],
                "disease": row["disease"],
                "source": row["source"],
                "basis": f"inferred through {row['symbol']}",
            }
            for row in of_gene
            if is_pathogenic(row["significance"]) and row["disease_id"] not in given.ids
        )

    def _of_gene(self) -> Query:
        columns = {
            "variant_id": V["id"],
            "significance": V["significance"],
            "symbol": G["symbol"],
            "disease_id": D["id"],
            "disease": D["name"],
            "type": ROLE["type"],
            "confidence": ROLE["confidence"],
            "source": ROLE["source"],
        }
        path = Query().match(V, IN, G, ROLE, D)
        return _of_variants(
            self.variants, lambda which: path.where(which).returns_distinct(**columns)
        )


def _basis(significance: str | None) -> str:
    return "asserted" if is_pathogenic(significance) else "classified, but no evidence"
