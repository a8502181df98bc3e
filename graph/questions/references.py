"""Questions about identifiers: cross-references of diseases, ids and symbols of genes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from ..cypher import Label, NodeVariable, Parameter, Query, Relation, RelationshipVariable
from ..store import GraphStore
from .genes import G
from .phenotypes import D
from .pooling import BROAD, EXACT, NARROW, namespace, pooled
from .question import Question, Reading, Row

_O: Final = NodeVariable("o", Label.DISEASE)
_SAME: Final = RelationshipVariable("s", Relation.SAME_AS)
_INVERSE: Final = {BROAD: NARROW, NARROW: BROAD}
_ITSELF: Final = "the record itself"


@dataclass(frozen=True)
class CrossReferences(Question):
    """Ids of other databases for a disease, with their relation and who says so.

    ``namespaces`` limits the answer ("OMIM", "ORPHA", "MONDO"): there, a record that was asked for
    itself and exact references come before broader and narrower ones, which answer alone only.
    """

    diseases: tuple[str, ...]
    namespaces: tuple[str, ...] = ()
    exact_only: bool = False
    intent: ClassVar[str] = "cross_references"

    def query(self) -> Query:
        """Relations from and to the records, and the Mondo term that each keeps."""
        to, others = {"of": D["id"], "name": D["name"]}, {"id": _O["id"], "other": _O["name"]}
        said = {"predicate": _SAME["predicate"], "source": _SAME["source"]}
        asked = D["id"].among("ids")
        right = Query().match(D, _SAME, _O).where(asked)
        left = Query().match(_O, _SAME, D).where(asked)
        kept = Query().match(D).where(asked)
        return (
            right.returns(**to, **others, **said, inverse=Parameter("no"))
            .union(left.returns(**to, **others, **said, inverse=Parameter("yes")))
            .union(
                kept.returns(
                    **to,
                    id=D["mondo_id"],
                    other=D["name"],
                    predicate=Parameter("exact"),
                    source=Parameter("mondo"),
                    inverse=Parameter("no"),
                )
            )
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The ids with the records of the same name; what the parts of the query are told by."""
        return {
            "ids": pooled(store, self.diseases),
            "no": False,
            "yes": True,
            "exact": EXACT,
            "mondo": "Mondo",
        }

    def read(self, rows: list[Row]) -> Reading:
        """Ids of the other records; the exact ones first."""
        itself = [_itself(row) for row in rows if self.namespaces and row["of"] in self.diseases]
        stated = [self._stated(row) for row in rows if row["id"]]
        fitting = [row for row in [*itself, *stated] if self._fits(row)]
        exact = [row for row in fitting if row["predicate"] in {EXACT, _ITSELF}]
        if self.exact_only or (self.namespaces and exact):
            fitting = exact
        fitting = sorted(fitting, key=lambda row: (row["predicate"] != EXACT, row["id"]))
        return Reading([row["id"] for row in fitting], [], fitting)

    def _stated(self, row: Row) -> Row:
        predicate = row["predicate"]
        relation = _INVERSE.get(predicate, predicate) if row["inverse"] else predicate
        shown = ("of", "name", "id", "other", "source")
        return {**{name: row[name] for name in shown}, "predicate": relation}

    def _fits(self, row: Row) -> bool:
        return not self.namespaces or namespace(row["id"]) in self.namespaces


def _itself(row: Row) -> Row:
    shown = {"of": row["of"], "name": row["name"], "id": row["of"], "other": row["name"]}
    return {**shown, "source": namespace(row["of"]), "predicate": _ITSELF}


@dataclass(frozen=True)
class GeneRecord(Question):
    """Symbol and identifiers of a gene."""

    genes: tuple[str, ...]
    intent: ClassVar[str] = "gene_lookup"

    def query(self) -> Query:
        """The genes themselves."""
        columns = (G["id"], G["symbol"], G["entrez_id"], G["ensembl_id"])
        return Query().match(G).where(G["id"].among("ids")).returns(*columns)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The genes' ids."""
        return {"ids": list(self.genes)}

    def read(self, rows: list[Row]) -> Reading:
        """HGNC ids and, as values, the approved symbols."""
        return Reading([row["id"] for row in rows], [row["symbol"] for row in rows], rows)


_NAMED_BY: Final = {Label.GENE: "symbol", Label.VARIANT: "rsid"}


@dataclass(frozen=True)
class Record(Question):
    """The id and name of a disease or phenotype, the symbol of a gene, the rsID of a variant."""

    label: Label
    ids: tuple[str, ...]
    intent: ClassVar[str] = "identifiers"

    def query(self) -> Query:
        """The records themselves."""
        node = NodeVariable("n", self.label)
        name = node[_NAMED_BY.get(self.label, "name")]
        key = Parameter("key", unwound=True)
        found = Query().unwind("ids", "key").match(node).where(node["id"].equals(key))
        return found.returns(node["id"], name=name)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The ids; those of a disease pooled."""
        is_disease = self.label is Label.DISEASE
        return {"ids": pooled(store, self.ids) if is_disease else list(self.ids)}

    def read(self, rows: list[Row]) -> Reading:
        """Ids; each row with its database."""
        stated = [row | {"source": namespace(row["id"])} for row in rows]
        return Reading([row["id"] for row in stated], [], stated)
