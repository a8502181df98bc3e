"""The graph as a LlamaIndex property graph store, for reading.

>>> store = RareDiseaseGraphStore(KnowledgeGraph.open().store)  # doctest: +SKIP
>>> index = PropertyGraphIndex.from_existing(store, llm=llm, embed_kg_nodes=False)  # doctest: +SKIP
>>> index.as_retriever(include_properties=True)  # doctest: +SKIP
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final, NoReturn

from llama_index.core.graph_stores.types import (
    EntityNode,
    LabelledNode,
    PropertyGraphStore,
    Relation,
    Triplet,
)
from llama_index.core.prompts import PromptTemplate
from llama_index.core.vector_stores.types import VectorStoreQuery

from ..errors import QueryRefused
from ..graph import GraphStore, guard
from ..graph import neighbours as graph
from ..graph.schema import NODES, RELATIONSHIPS, PropertyType
from .quoting import quoted, reference

TEXT_TO_CYPHER: Final = PromptTemplate(
    "Write one Cypher query that answers the question, for this graph and nothing else.\n"
    "Only MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP and LIMIT are "
    "allowed; every path has a bound such as *1..3; no semicolon, no code fence, no comment.\n"
    "{schema}\n\nQuestion: {question}\nCypher: "
)


class GraphNode(EntityNode):
    """A node of the graph: ``id`` is its key (a CURIE), ``name`` its name or symbol."""

    key: str

    @property
    def id(self) -> str:
        """The node's key, for example OMIM:154700."""
        return self.key

    def __str__(self) -> str:
        """``"Marfan syndrome" (OMIM:154700)``: stored text in quotes."""
        return f"{quoted(self.name)} ({reference(self.key)})"


class GraphRelation(Relation):
    """A relationship of the graph with its own properties."""

    def __str__(self) -> str:
        """``HAS_PHENOTYPE {frequency: 0.6, source: "hpoa"}``: stored text in quotes."""
        said = ", ".join(f"{key}: {_shown(value)}" for key, value in self.properties.items())
        return f"{self.label} {{{said}}}" if said else self.label


class RareDiseaseGraphStore(PropertyGraphStore):
    """A Ladybug or Neo4j store of Rareseek as a `PropertyGraphStore` that only reads.

    Whatever writes raises `QueryRefused`. ``structured_query`` goes through the guard. Names are
    not unique, so nodes are identified by their keys; `get` takes names as well, for retrievers
    that look for words.
    """

    supports_structured_queries = True
    supports_vector_queries = False
    text_to_cypher_template = TEXT_TO_CYPHER

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    @property
    def client(self) -> GraphStore:
        """The store itself."""
        return self._store

    def get(
        self, properties: dict[str, Any] | None = None, ids: list[str] | None = None
    ) -> list[LabelledNode]:
        """Nodes by key or, whatever the case, by name; or nodes that have all of ``properties``.

        With neither there are none: LlamaIndex's own stores would give the whole graph.
        """
        return [_node(each) for each in self._found(ids, properties)]

    def get_triplets(
        self,
        entity_names: list[str] | None = None,
        relation_names: list[str] | None = None,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[Triplet]:
        """Triplets around nodes (by key, name or properties), of some types if they are named.

        At most `rareseek.graph.neighbours.MOST` of them; with no argument none.
        """
        if not (entity_names or relation_names or properties or ids):
            return []
        keys = None
        if entity_names or properties or ids:
            named = [*(ids or ()), *(entity_names or ())]
            keys = [each.key for each in self._found(named or None, properties)]
        found = islice(graph.edges(self._store, keys, relation_names or None), graph.MOST)
        return self._triplets(list(found))

    def get_rel_map(
        self,
        graph_nodes: list[LabelledNode],
        depth: int = 2,
        limit: int = 30,
        ignore_rels: list[str] | None = None,
    ) -> list[Triplet]:
        """Up to ``limit`` triplets within ``depth`` steps of nodes, the nearest first.

        They come from every node and type in turn.
        """
        types = {each.name for each in RELATIONSHIPS} - set(ignore_rels or ())
        frontier = list(dict.fromkeys(each.id for each in graph_nodes))
        known, found = set(frontier), list[graph.Edge]()
        for _ in range(depth):
            around = (e for e in graph.edges(self._store, frontier, types) if e not in found)
            step = list(islice(around, max(limit - len(found), 0)))
            found += step
            frontier = list(dict.fromkeys(key for e in step for key in (e.source, e.target)))
            frontier = [key for key in frontier if key not in known]
            known |= set(frontier)
            if not frontier or len(found) >= limit:
                break
        return self._triplets(found)

    def structured_query(
        self, query: str, param_map: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Run one reading query through the guard; one dict a row.

        Raises `QueryRefused` and `QueryFailed`.
        """
        given = dict(param_map or {})
        return self._store.query(guard.check(query, given, self._store.dialect), given).records()

    def get_schema(self, refresh: bool = False) -> dict[str, Any]:  # noqa: ARG002 - it is fixed
        """Labels and types with their properties, and which labels each type joins."""
        return {
            "dialect": self._store.dialect,
            "nodes": {each.name: _columns(each.properties) for each in NODES},
            "relationships": {
                each.name: {
                    "joins": [
                        f"(:{pair.source.value.name})-[:{each.name}]->(:{pair.target.value.name})"
                        for pair in each.endpoints
                    ],
                    "properties": _columns(each.properties),
                }
                for each in RELATIONSHIPS
            },
        }

    def get_schema_str(self, refresh: bool = False) -> str:
        """The schema as text for a prompt."""
        schema = self.get_schema(refresh)
        lines = [f"Dialect: {schema['dialect']}.", "Nodes:"]
        lines += [f"(:{name} {_braced(columns)})" for name, columns in schema["nodes"].items()]
        lines.append("Relationships:")
        for each in schema["relationships"].values():
            lines += [f"{join} {_braced(each['properties'])}" for join in each["joins"]]
        return "\n".join(lines)

    def upsert_nodes(self, nodes: Sequence[LabelledNode]) -> None:
        """Raises `QueryRefused` where there is anything to write."""
        if nodes:
            _refuse()

    def upsert_relations(self, relations: list[Relation]) -> None:
        """Raises `QueryRefused` where there is anything to write."""
        if relations:
            _refuse()

    def delete(
        self,
        entity_names: list[str] | None = None,  # noqa: ARG002 - LlamaIndex's signature
        relation_names: list[str] | None = None,  # noqa: ARG002
        properties: dict[str, Any] | None = None,  # noqa: ARG002
        ids: list[str] | None = None,  # noqa: ARG002
    ) -> None:
        """Raises `QueryRefused`."""
        _refuse()

    def vector_query(
        self,
        query: VectorStoreQuery,  # noqa: ARG002 - LlamaIndex's signature
        **kwargs: Any,  # noqa: ARG002
    ) -> tuple[list[LabelledNode], list[float]]:
        """Raises `QueryRefused`: the graph holds no embeddings."""
        raise QueryRefused(
            "The graph holds no embeddings; give PropertyGraphIndex a vector_store of your own, "
            "or use RareDiseaseRetriever."
        )

    async def aget(
        self, properties: dict[str, Any] | None = None, ids: list[str] | None = None
    ) -> list[LabelledNode]:
        """As `get`, without blocking the event loop."""
        return await asyncio.to_thread(self.get, properties, ids)

    async def aget_triplets(
        self,
        entity_names: list[str] | None = None,
        relation_names: list[str] | None = None,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[Triplet]:
        """As `get_triplets`, without blocking the event loop."""
        return await asyncio.to_thread(
            self.get_triplets, entity_names, relation_names, properties, ids
        )

    async def aget_rel_map(
        self,
        graph_nodes: list[LabelledNode],
        depth: int = 2,
        limit: int = 30,
        ignore_rels: list[str] | None = None,
    ) -> list[Triplet]:
        """As `get_rel_map`, without blocking the event loop."""
        return await asyncio.to_thread(self.get_rel_map, graph_nodes, depth, limit, ignore_rels)

    async def astructured_query(
        self, query: str, param_map: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """As `structured_query`, without blocking the event loop."""
        return await asyncio.to_thread(self.structured_query, query, param_map)

    async def aget_schema_str(self, refresh: bool = False) -> str:
        """As `get_schema_str`."""
        return self.get_schema_str(refresh)

    def _found(
        self, ids: Sequence[str] | None, properties: Mapping[str, Any] | None
    ) -> list[graph.Node]:
        if ids is None:
            return graph.matching(self._store, properties) if properties else []
        by_key = graph.nodes(self._store, ids)
        named = graph.named(self._store, [one for one in ids if one not in by_key])
        given = (properties or {}).items()
        return [each for each in (*by_key.values(), *named) if given <= each.properties.items()]

    def _triplets(self, found: Sequence[graph.Edge]) -> list[Triplet]:
        keys = (key for edge in found for key in (edge.source, edge.target))
        ends = {key: _node(each) for key, each in graph.nodes(self._store, keys).items()}
        return [
            (ends[edge.source], _relation(edge), ends[edge.target])
            for edge in found
            if edge.source in ends and edge.target in ends
        ]


def _node(node: graph.Node) -> GraphNode:
    return GraphNode(
        key=node.key, name=node.name, label=node.label, properties=dict(node.properties)
    )


def _relation(edge: graph.Edge) -> GraphRelation:
    return GraphRelation(
        label=edge.type,
        source_id=edge.source,
        target_id=edge.target,
        properties=dict(edge.properties),
    )


def _columns(properties: Mapping[str, PropertyType]) -> dict[str, str]:
    return {name: kind.value for name, kind in properties.items()}


def _braced(columns: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {kind}" for name, kind in columns.items()) + "}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def _refuse() -> NoReturn:
    raise QueryRefused(
        "This graph is only read; change it by building a new snapshot with rareseek ingest."
    )
