"""Typed evidence out of the graph, in batches: one query for any number of ids.

Every function takes ids as they stand in the graph (canonical CURIEs) and returns a dict in the
order they were asked for. All raise `QueryFailed` when the store cannot answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final, TypeVar, get_origin

from .cypher import (
    Label,
    NodeVariable,
    Parameter,
    PropertyOf,
    Query,
    Relation,
    RelationshipVariable,
)
from .dialect import DIALECTS
from .parameters import MAX_ITEMS
from .store import GraphStore

BATCH: Final = 200
"""Diseases in one query that goes along their edges: beyond, the list is searched row by row."""

#: Aspects of annotations in HPO's files: mode of inheritance, and course (onset among it).
INHERITANCE_ASPECT: Final = "I"
COURSE_ASPECT: Final = "C"


@dataclass(frozen=True, slots=True)
class Disease:
    """A disease record of one source; ``source`` is OMIM, ORPHA or DECIPHER.

    ``inheritance`` and ``onset`` are Orphanet's words.
    """

    id: str
    name: str
    source: str | None
    definition: str | None
    mondo_id: str | None
    type: str | None
    inheritance: tuple[str, ...]
    onset: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phenotype:
    """A phenotype term; ``ic`` is its information content in nats."""

    id: str
    name: str
    definition: str | None
    ic: float | None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation of a disease with a phenotype, as its source gives it.

    ``frequency`` is a fraction from 0 to 1; ``n`` of ``m`` patients stand behind it where they were
    counted; ``negated`` says that patients with the disease do not have the phenotype.
    """

    disease_id: str
    phenotype_id: str
    phenotype_name: str
    frequency: float | None
    n: int | None
    m: int | None
    frequency_label: str | None
    negated: bool
    onset: str | None
    onset_name: str | None
    sex: str | None
    modifiers: tuple[str, ...]
    aspect: str | None
    evidence: str | None
    references: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class GeneAssociation:
    """A gene that a source associates with a disease; ``moi`` is the mode of inheritance.

    ``symbol`` is None where the source gives none.
    """

    disease_id: str
    gene_id: str
    symbol: str | None
    type: str | None
    moi: str | None
    confidence: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """How a disease is inherited and when it begins, as its sources say.

    ``terms`` are HPO ids of inheritance and course; ``inheritance`` and ``onset`` Orphanet's words.
    """

    disease_id: str
    terms: tuple[str, ...]
    inheritance: tuple[str, ...]
    onset: tuple[str, ...]


_Record = TypeVar("_Record", Disease, Phenotype, Annotation, GeneAssociation)
_Node = TypeVar("_Node", Disease, Phenotype)
_Edge = TypeVar("_Edge", Annotation, GeneAssociation)


def diseases(store: GraphStore, ids: Iterable[str]) -> dict[str, Disease]:
    """Disease records by id; unknown ids are left out."""
    return _nodes(store, Label.DISEASE, Disease, ids)


def phenotypes(store: GraphStore, ids: Iterable[str]) -> dict[str, Phenotype]:
    """Phenotype terms by id; unknown ids are left out."""
    return _nodes(store, Label.PHENOTYPE, Phenotype, ids)


def annotations(store: GraphStore, disease_ids: Iterable[str]) -> dict[str, tuple[Annotation, ...]]:
    """All annotations of each disease, by phenotype id; empty for a disease without any."""
    disease, phenotype = NodeVariable("d", Label.DISEASE), NodeVariable("p", Label.PHENOTYPE)
    edge = RelationshipVariable("r", Relation.HAS_PHENOTYPE)
    onset = NodeVariable("o", Label.PHENOTYPE)
    query = (
        Query()
        .match(disease, edge, phenotype)
        .where(disease["id"].among("ids"))
        .match(onset, optional=True)
        .where(onset["id"].equals(edge["onset"]))
        .returns(
            **_items(
                edge,
                Annotation,
                disease_id=disease["id"],
                phenotype_id=phenotype["id"],
                phenotype_name=phenotype["name"],
                onset_name=onset["name"],
            )
        )
    )
    return _by_disease(store, query, Annotation, disease_ids)


def genes(store: GraphStore, disease_ids: Iterable[str]) -> dict[str, tuple[GeneAssociation, ...]]:
    """The genes of each disease, by gene id; empty for a disease without any."""
    gene, disease = NodeVariable("g", Label.GENE), NodeVariable("d", Label.DISEASE)
    edge = RelationshipVariable("r", Relation.ASSOCIATED_WITH)
    query = (
        Query()
        .match(gene, edge, disease)
        .where(disease["id"].among("ids"))
        .returns(
            **_items(
                edge,
                GeneAssociation,
                disease_id=disease["id"],
                gene_id=gene["id"],
                symbol=gene["symbol"],
            )
        )
    )
    return _by_disease(store, query, GeneAssociation, disease_ids)


def courses(store: GraphStore) -> dict[str, Course]:
    """Inheritance and course of every disease that a source says something of."""
    disease, term = NodeVariable("d", Label.DISEASE), NodeVariable("p", Label.PHENOTYPE)
    edge = RelationshipVariable("r", Relation.HAS_PHENOTYPE)
    annotated = (
        Query()
        .match(disease, edge, term)
        .where(edge["aspect"].among("aspects"), edge["negated"].equals("negated"))
        .returns(disease=disease["id"], term=term["id"])
    )
    stated = Query().match(disease).returns(*(disease[n] for n in ("id", "inheritance", "onset")))
    dialect = DIALECTS[store.dialect]
    terms: dict[str, list[str]] = defaultdict(list)
    given = {"aspects": [INHERITANCE_ASPECT, COURSE_ASPECT], "negated": False}
    for one, each in store.query(annotated.text(dialect), given):
        terms[one].append(each)
    return {
        one: Course(one, tuple(sorted(terms[one])), tuple(inherited or ()), tuple(begins or ()))
        for one, inherited, begins in store.query(stated.text(dialect))
        if one in terms or inherited or begins
    }


def _items(
    edge: RelationshipVariable, record: type[_Edge], **others: PropertyOf
) -> dict[str, PropertyOf]:
    """What fills the record's fields, in their order: others, or properties of the edge."""
    names = [each.name for each in fields(record)]
    return {name: others[name] if name in others else edge[name] for name in names}


def _nodes(
    store: GraphStore, label: Label, record: type[_Node], ids: Iterable[str]
) -> dict[str, _Node]:
    node = NodeVariable("n", label)
    query = (
        Query()
        .unwind("ids", "key")
        .match(node)
        .where(node["id"].equals(Parameter("key", unwound=True)))
        .returns(*(node[each.name] for each in fields(record)))
    )
    asked = _unique(ids)
    found = {each.id: each for each in _records(store, query, record, asked, MAX_ITEMS)}
    return {key: found[key] for key in asked if key in found}


def _by_disease(
    store: GraphStore, query: Query, record: type[_Edge], ids: Iterable[str]
) -> dict[str, tuple[_Edge, ...]]:
    asked = _unique(ids)
    found: dict[str, list[_Edge]] = {key: [] for key in asked}
    for each in _records(store, query, record, asked, BATCH):
        found[each.disease_id].append(each)
    return {key: tuple(sorted(records, key=_place)) for key, records in found.items()}


def _records(
    store: GraphStore, query: Query, record: type[_Record], ids: list[str], batch: int
) -> Iterator[_Record]:
    """Records made of rows whose columns are the record's fields in order."""
    text = query.text(DIALECTS[store.dialect])
    lists = [place for place, each in enumerate(fields(record)) if get_origin(each.type) is tuple]
    for start in range(0, len(ids), batch):
        for row in store.query(text, {"ids": ids[start : start + batch]}):
            values = list(row)
            for place in lists:
                values[place] = tuple(values[place] or ())
            yield record(*values)


def _place(record: _Edge) -> tuple[str, ...]:
    """Stores give rows in any order; this one is the same every time."""
    if isinstance(record, GeneAssociation):
        return (record.gene_id, record.source or "", record.type or "")
    return (record.phenotype_id, record.source or "", record.sex or "", *record.references)


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
