"""The graph's schema, declared once; DDL, allow-lists and closed enums follow from it.

A label is one line of `Label`, a relationship type one line of `Relation`, a further pair of
endpoints one more `Endpoints`. Property types come from `rareseek.ingest.tables.TABLES`.
The first two columns of a relationship's table hold the keys of its two ends.

>>> Relation.HAS_PHENOTYPE.value.properties["references"]
<PropertyType.TEXTS: 'list of texts'>
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from ..ingest.tables import TABLES
from .dialect import LADYBUG, NEO4J, DialectName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class PropertyType(Enum):
    """What a property holds; any property may be null."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    TEXTS = "list of texts"


_TYPES: Final[Mapping[pl.DataType, PropertyType]] = {
    pl.String(): PropertyType.TEXT,
    pl.Int64(): PropertyType.INTEGER,
    pl.Float64(): PropertyType.DECIMAL,
    pl.Boolean(): PropertyType.BOOLEAN,
    pl.List(pl.String()): PropertyType.TEXTS,
}

_LADYBUG_COLUMNS: Final[Mapping[PropertyType, str]] = {
    PropertyType.TEXT: "STRING",
    PropertyType.INTEGER: "INT64",
    PropertyType.DECIMAL: "DOUBLE",
    PropertyType.BOOLEAN: "BOOLEAN",
    PropertyType.TEXTS: "STRING[]",
}


def _properties(table: str, *, skip: int = 0) -> dict[str, PropertyType]:
    columns = list(TABLES[table].items())[skip:]
    return {column: _TYPES[dtype] for column, dtype in columns}


@dataclass(frozen=True)
class NodeLabel:
    """A label, the record table its nodes come from, and the property that identifies one."""

    name: str
    table: str
    key: str = "id"
    indexed: tuple[str, ...] = ()
    """Further properties that a dialect with secondary indexes should index."""
    long_texts: tuple[str, ...] = ()
    """The same of texts that may be longer than the 8 kB of Neo4j's range indexes."""

    @cached_property
    def properties(self) -> dict[str, PropertyType]:
        """Property name to type, in the order of the table's columns."""
        return _properties(self.table)


class Label(Enum):
    """Every node label of the graph."""

    PHENOTYPE = NodeLabel("Phenotype", "phenotypes", indexed=("name",))
    DISEASE = NodeLabel("Disease", "diseases", indexed=("name",))
    GENE = NodeLabel("Gene", "genes", indexed=("symbol",))
    VARIANT = NodeLabel("Variant", "variants", indexed=("rsid", "pos"), long_texts=("hgvs",))
    RELEASE = NodeLabel("Release", "releases", key="source")


@dataclass(frozen=True)
class Endpoints:
    """A pair of labels that a type joins, and the table those relationships come from."""

    source: Label
    target: Label
    table: str

    @property
    def columns(self) -> tuple[str, str]:
        """The table's columns that hold the keys of the source and of the target."""
        source, target = list(TABLES[self.table])[:2]
        return source, target


@dataclass(frozen=True)
class RelationshipType:
    """A relationship type; the tables of all its endpoint pairs have the same properties."""

    name: str
    endpoints: tuple[Endpoints, ...]

    @cached_property
    def properties(self) -> dict[str, PropertyType]:
        """Property name to type, in the order of the table's columns."""
        return _properties(self.endpoints[0].table, skip=2)


class Relation(Enum):
    """Every relationship type of the graph."""

    IS_A = RelationshipType(
        "IS_A",
        (
            Endpoints(Label.PHENOTYPE, Label.PHENOTYPE, "phenotype_is_a"),
            Endpoints(Label.DISEASE, Label.DISEASE, "disease_is_a"),
        ),
    )
    HAS_PHENOTYPE = RelationshipType(
        "HAS_PHENOTYPE",
        (Endpoints(Label.DISEASE, Label.PHENOTYPE, "has_phenotype"),),
    )
    ASSOCIATED_WITH = RelationshipType(
        "ASSOCIATED_WITH",
        (Endpoints(Label.GENE, Label.DISEASE, "associated_with"),),
    )
    SAME_AS = RelationshipType(
        "SAME_AS",
        (Endpoints(Label.DISEASE, Label.DISEASE, "same_as"),),
    )
    IN_GENE = RelationshipType("IN_GENE", (Endpoints(Label.VARIANT, Label.GENE, "in_gene"),))
    CLASSIFIED_FOR = RelationshipType(
        "CLASSIFIED_FOR", (Endpoints(Label.VARIANT, Label.DISEASE, "classified_for"),)
    )


NODES: Final[tuple[NodeLabel, ...]] = tuple(label.value for label in Label)
RELATIONSHIPS: Final[tuple[RelationshipType, ...]] = tuple(member.value for member in Relation)

#: Properties of each label and of each type: what the guard knows names by.
LABEL_PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    node.name: frozenset(node.properties) for node in NODES
}
TYPE_PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    relationship.name: frozenset(relationship.properties) for relationship in RELATIONSHIPS
}
ENTITY_PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = {
    **{node.name: tuple(node.properties) for node in NODES},
    **{each.name: tuple(each.properties) for each in RELATIONSHIPS},
}
"""Properties of each label and type in the order of their declaration."""
PROPERTIES: Final[frozenset[str]] = frozenset().union(
    *LABEL_PROPERTIES.values(), *TYPE_PROPERTIES.values()
)


def ddl(
    dialect: DialectName,
    nodes: Iterable[NodeLabel] = NODES,
    relationships: Iterable[RelationshipType] = RELATIONSHIPS,
) -> tuple[str, ...]:
    """Statements that prepare an empty store.

    Ladybug gets its tables; Neo4j 5, which has none, gets uniqueness constraints and indexes.
    """
    if dialect == LADYBUG.name:
        return (
            *(_node_table(node) for node in nodes),
            *(_relationship_table(relationship) for relationship in relationships),
        )
    return tuple(statement for node in nodes for statement in _neo4j_indexes(node))


def _columns(properties: Mapping[str, PropertyType]) -> str:
    return ", ".join(
        f"{LADYBUG.quote(name)} {_LADYBUG_COLUMNS[kind]}" for name, kind in properties.items()
    )


def _node_table(node: NodeLabel) -> str:
    return (
        f"CREATE NODE TABLE {LADYBUG.quote(node.name)}"
        f"({_columns(node.properties)}, PRIMARY KEY({LADYBUG.quote(node.key)}))"
    )


def _relationship_table(relationship: RelationshipType) -> str:
    pairs = ", ".join(
        f"FROM {LADYBUG.quote(pair.source.value.name)} TO {LADYBUG.quote(pair.target.value.name)}"
        for pair in relationship.endpoints
    )
    columns = _columns(relationship.properties)
    inside = f"{pairs}, {columns}" if columns else pairs
    return f"CREATE REL TABLE {LADYBUG.quote(relationship.name)}({inside})"


def _neo4j_indexes(node: NodeLabel) -> list[str]:
    name, label = node.name.lower(), NEO4J.quote(node.name)
    constraint = (
        f"CREATE CONSTRAINT {name}_{node.key} IF NOT EXISTS "
        f"FOR (n:{label}) REQUIRE n.{NEO4J.quote(node.key)} IS UNIQUE"
    )
    indexes = [
        f"CREATE {kind} {name}_{column} IF NOT EXISTS FOR (n:{label}) ON (n.{NEO4J.quote(column)})"
        for kind, columns in (("INDEX", node.indexed), ("TEXT INDEX", node.long_texts))
        for column in columns
    ]
    return [constraint, *indexes]
