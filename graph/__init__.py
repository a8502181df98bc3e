"""Where facts live: the schema, the stores, the read-only guard, and typed evidence."""

from . import evidence, guard
from .evidence import Annotation, Disease, GeneAssociation, Phenotype
from .ladybug import LadybugStore
from .neo4j import Neo4jStore
from .schema import Label, NodeLabel, Relation, RelationshipType
from .store import Description, GraphStore, QueryResult

__all__ = [
    "Annotation",
    "Description",
    "Disease",
    "GeneAssociation",
    "GraphStore",
    "Label",
    "LadybugStore",
    "Neo4jStore",
    "NodeLabel",
    "Phenotype",
    "QueryResult",
    "Relation",
    "RelationshipType",
    "evidence",
    "guard",
]
