"""Which records a name of a question means, by kind; several where it is ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...graph import GraphStore, Label
from ...graph.cypher import NodeVariable, Query, Relation, RelationshipVariable
from ...graph.questions import ClassificationOfVariant
from ...graph.questions.question import fetch
from ..entities.entity_index import EntityIndex, Name
from ..entities.identifiers import Identifier, ids_of_variant
from ..entities.words import Key
from .mentions import Mention

_LABELS: Final = {
    "HP": Label.PHENOTYPE,
    "HGNC": Label.GENE,
    "NCBIGene": Label.GENE,
    "OMIM": Label.DISEASE,
    "ORPHA": Label.DISEASE,
    "MONDO": Label.DISEASE,
    "DECIPHER": Label.DISEASE,
}
_SCOPES: Final = {"LABEL": 0, "EXACT": 1, "NARROW": 2, "RELATED": 3, "BROAD": 3}
_GENE_TYPES: Final = {"symbol": 0, "previous": 1, "alias": 1}
#: How sure a name found by each kind of key is (0 to 1).
_SURE: Final = {Key.EXACT: 1.0, Key.NORMAL: 0.97, Key.SHORT: 0.92, Key.BAG: 0.9}
_MISSPELT: Final = 0.9


@dataclass(frozen=True, slots=True)
class Entity:
    """Records of one kind that a name means; ``ids`` of several databases are one disease.

    ``others`` are what the same name means as well: where there are any, it is ambiguous. ``tier``
    orders the kinds of one mention: the lower, the more the name is that kind's own. ``problem``
    says why there is no record.
    """

    label: Label
    ids: tuple[str, ...]
    name: str
    sure: float
    tier: tuple[int, int] = (0, 0)
    others: tuple[str, ...] = ()
    problem: str | None = None


def label_of(curie: str) -> Label:
    """The label of the node that an id belongs to."""
    return _LABELS.get(curie.partition(":")[0], Label.VARIANT)


class Resolver:
    """Records of mentions, in the index and, for variants, in the store."""

    def __init__(self, index: EntityIndex, store: GraphStore) -> None:
        self._index = index
        self._store = store

    def __call__(self, mention: Mention) -> dict[Label, Entity]:
        """The entity that a mention is, by each kind that it can be."""
        if mention.identifier is not None:
            entity = self._identified(mention.identifier)
            return {entity.label: entity}
        by_label: dict[Label, list[Name]] = {}
        for name in mention.names:
            by_label.setdefault(label_of(name.id), []).append(name)
        return {
            label: self._named(label, names, mention.corrected) for label, names in by_label.items()
        }

    def _named(self, label: Label, names: Sequence[Name], corrected: bool) -> Entity:
        tier = min(map(_tier, names))
        best = [name for name in names if _tier(name) == tier]
        ids = tuple(sorted({name.id for name in best}))
        sure = _SURE[min(name.key for name in best)] * (_MISSPELT if corrected else 1.0)
        groups = self._groups(label, ids)
        shown = self._index.label(ids[0]) or ids[0]
        if len(groups) > 1:
            return Entity(label, (), best[0].name, sure, tier, others=ids)
        return Entity(label, groups[0], shown, sure, tier)

    def _groups(self, label: Label, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Ids that are one entity: records of different databases, as long as each has one."""
        if len(ids) == 1:
            return [ids]
        namespaces = [each.partition(":")[0] for each in ids]
        if label is not Label.DISEASE:
            return [(each,) for each in ids]
        if len(set(namespaces)) == len(ids):
            return [ids]
        joined = _joined(self._store, ids)
        return joined if len(joined) == 1 else [(each,) for each in ids]

    def _identified(self, found: Identifier) -> Entity:
        if found.kind == "id":
            return self._of_id(found.value)
        if found.kind == "partial":
            problem = (
                f"{found.value} names no single variant without its reference sequence; give an "
                "rsID, a ClinVar id, a full HGVS expression or chrom-pos-ref-alt."
            )
            return Entity(Label.VARIANT, (), found.value, 1.0, problem=problem)
        return self._variant(found)

    def _of_id(self, curie: str) -> Entity:
        label = label_of(curie)
        if label is Label.VARIANT:
            known = bool(ClassificationOfVariant((curie,)).answer(self._store).ids)
        elif curie.startswith("NCBIGene:"):
            return self._entrez(curie)
        else:
            known = self._index.has(curie)
        if known:
            return Entity(label, (curie,), self._index.label(curie) or curie, 1.0)
        moved = self._index.replaced(curie)
        if moved and self._index.has(moved):
            return Entity(label, (moved,), self._index.label(moved) or moved, 0.97)
        problem = f"{curie} is not in this snapshot."
        if moved is not None:
            instead = f" and was replaced by {moved}" if moved else " without a replacement"
            problem = f"{curie} is retired{instead}."
        return Entity(label, (), curie, 1.0, problem=problem)

    def _entrez(self, curie: str) -> Entity:
        gene = NodeVariable("g", Label.GENE)
        query = Query().match(gene).where(gene["entrez_id"].equals("entrez"))
        rows = fetch(
            self._store,
            query.returns(gene["id"], gene["symbol"]),
            entrez=curie.partition(":")[2],
        )
        if len(rows) == 1:
            return Entity(Label.GENE, (rows[0]["id"],), rows[0]["symbol"] or curie, 1.0)
        problem = f"{curie} is not in this snapshot."
        return Entity(Label.GENE, (), curie, 1.0, problem=problem)

    def _variant(self, found: Identifier) -> Entity:
        ids = ids_of_variant(self._index.variants, found)
        if ids:
            return Entity(Label.VARIANT, ids, found.value, 1.0)
        problem = (
            f"{found.value} is not among the variants of this snapshot, which by default holds "
            "pathogenic, likely pathogenic and conflicting ones only."
        )
        return Entity(Label.VARIANT, (), found.value, 1.0, problem=problem)


def _tier(name: Name) -> tuple[int, int]:
    if label_of(name.id) is Label.GENE:
        return int(name.key), _GENE_TYPES.get(name.type or "", 1)
    return int(name.key), _SCOPES.get(name.scope, 3)


_A: Final = NodeVariable("a", Label.DISEASE)
_B: Final = NodeVariable("b", Label.DISEASE)
_SAME: Final = RelationshipVariable("s", Relation.SAME_AS)
_AMONG: Final = (
    Query()
    .match(_A, _SAME, _B)
    .where(_A["id"].among("ids"), _B["id"].among("ids"), _SAME["predicate"].equals("exact"))
    .returns(a=_A["id"], b=_B["id"])
)


def _joined(store: GraphStore, ids: Iterable[str]) -> list[tuple[str, ...]]:
    """The ids in groups that exact relations join."""
    groups: Mapping[str, set[str]] = {each: {each} for each in ids}
    group = dict(groups)
    for row in fetch(store, _AMONG, ids=list(group), exact="skos:exactMatch"):
        merged = group[row["a"]] | group[row["b"]]
        for each in merged:
            group[each] = merged
    return sorted({tuple(sorted(each)) for each in group.values()})
