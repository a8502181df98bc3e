"""Nodes and what is around them, of any label: the graph as nodes and edges, without questions.

All functions raise `QueryFailed` when the store cannot answer, and give the same order every time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from .cypher import Lower, NodeVariable, Parameter, PropertyOf, Query, RelationshipVariable
from .dialect import DIALECTS
from .schema import Endpoints, Label, Relation
from .store import GraphStore

MOST: Final = 1_000
"""Rows of one query; what has more neighbours is not shown whole."""

#: The property that names a node, and the labels that words are looked up in.
_NAMES: Final[Mapping[Label, str]] = {
    Label.DISEASE: "name",
    Label.PHENOTYPE: "name",
    Label.GENE: "symbol",
}
_LABELS: Final = (*_NAMES, Label.VARIANT)


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label, key, a name to show, and all properties that have a value."""

    label: str
    key: str
    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship between the nodes of two keys, with its properties that have a value."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Any]


def nodes(store: GraphStore, keys: Iterable[str]) -> dict[str, Node]:
    """Nodes by key, in the order asked for; unknown keys are left out."""
    asked = list(dict.fromkeys(keys))
    found: dict[str, Node] = {}
    for label in _LABELS:
        node = NodeVariable("n", label)
        query = (
            Query()
            .unwind("keys", "key")
            .match(node)
            .where(node[label.value.key].equals(Parameter("key", unwound=True)))
            .returns(*_properties(node, label))
        )
        rest = [key for key in asked if key not in found]
        found |= {each.key: each for each in _nodes(store, label, query, {"keys": rest})}
    return {key: found[key] for key in asked if key in found}


def named(store: GraphStore, names: Iterable[str]) -> list[Node]:
    """Diseases, phenotypes and genes of these names or symbols, whatever their case."""
    asked = sorted({name.lower() for name in names})
    found: list[Node] = []
    for label, name in _NAMES.items():
        node = NodeVariable("n", label)
        query = (
            Query()
            .match(node)
            .where(Lower(node[name]).among("names"))
            .returns(*_properties(node, label))
        )
        found += _nodes(store, label, query.limit(MOST), {"names": asked}) if asked else []
    return sorted(found, key=lambda each: (each.name.lower(), each.key))


def matching(store: GraphStore, properties: Mapping[str, Any]) -> list[Node]:
    """Up to `MOST` nodes that have all of these properties."""
    found: list[Node] = []
    for label in _LABELS:
        if not properties or not properties.keys() <= label.value.properties.keys():
            continue
        node = NodeVariable("n", label)
        query = (
            Query()
            .match(node)
            .where(*(node[name].equals(name) for name in properties))
            .returns(*_properties(node, label))
            .order_by(node[label.value.key])
            .limit(MOST)
        )
        found += _nodes(store, label, query, properties)
    return found[:MOST]


def edges(
    store: GraphStore, keys: Collection[str] | None, types: Collection[str] | None = None
) -> Iterator[Edge]:
    """Relationships of these types (all without any) that begin or end at one of ``keys``.

    They come in turn: one of each type, direction and key, then the next of each. Without
    ``keys`` they are those of the whole graph, up to `MOST` of each type.
    """
    turns: list[list[Edge]] = []
    for relation in Relation:
        if types is not None and relation.value.name not in types:
            continue
        for pair in relation.value.endpoints:
            for at_source in (True, False) if keys is not None else (True,):
                found = _edges(store, relation, pair, keys, at_source=at_source)
                turns += _by_start(found, at_source=at_source) if keys else [found]
    seen: set[tuple[str, str, str, str]] = set()
    for turn in zip_longest(*turns):
        for edge in turn:
            if edge is None:
                continue
            identity = (edge.type, edge.source, edge.target, str(edge.properties))
            if identity not in seen:
                seen.add(identity)
                yield edge


def _edges(
    store: GraphStore,
    relation: Relation,
    pair: Endpoints,
    keys: Collection[str] | None,
    *,
    at_source: bool,
) -> list[Edge]:
    if keys is not None and not keys:
        return []
    source, target = NodeVariable("a", pair.source), NodeVariable("b", pair.target)
    edge = RelationshipVariable("r", relation)
    ends = source[pair.source.value.key], target[pair.target.value.key]
    query = Query().match(source, edge, target)
    if keys is not None:
        query = query.where(ends[0 if at_source else 1].among("keys"))
    properties = list(relation.value.properties)
    query = query.returns(
        *(edge[name] for name in properties), source_key=ends[0], target_key=ends[1]
    )
    query = query.order_by(*ends).limit(MOST)
    params = {} if keys is None else {"keys": sorted(set(keys))}
    return [
        Edge(relation.value.name, row[-2], row[-1], _valued(properties, row[:-2]))
        for row in store.query(query.text(DIALECTS[store.dialect]), params)
    ]


def _by_start(found: Iterable[Edge], *, at_source: bool) -> list[list[Edge]]:
    starts: dict[str, list[Edge]] = {}
    for edge in found:
        starts.setdefault(edge.source if at_source else edge.target, []).append(edge)
    return list(starts.values())


def _nodes(store: GraphStore, label: Label, query: Query, params: Mapping[str, Any]) -> list[Node]:
    if any(value == [] for value in params.values()):
        return []
    names = list(label.value.properties)
    found = []
    for row in store.query(query.text(DIALECTS[store.dialect]), params):
        properties = _valued(names, row)
        key = properties[label.value.key]
        name = properties.get(_NAMES.get(label, "hgvs"), key)
        found.append(Node(label.value.name, key, name, properties))
    return found


def _properties(node: NodeVariable, label: Label) -> list[PropertyOf]:
    return [node[name] for name in label.value.properties]


def _valued(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Properties that have a value; Neo4j keeps no others."""
    pairs = zip(names, values, strict=True)
    return {name: value for name, value in pairs if value not in (None, [])}
