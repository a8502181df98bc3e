"""Where facts live: the schema, the stores, the read-only guard, and typed evidence."""

from . import evidence, guard, variant_evidence
from .evidence import Annotation, Disease, GeneAssociation, Phenotype
from .ladybug import LadybugStore
from .neo4j import Neo4jStore
from .schema import Label, NodeLabel, Relation, RelationshipType
from .store import Description, GraphStore, QueryResult
from .variant_evidence import ClassifiedVariant, PathogenicVariants

__all__ = [
    "Annotation",
    "ClassifiedVariant",
    "Description",
    "Disease",
    "GeneAssociation",
    "GraphStore",
    "Label",
    "LadybugStore",
    "Neo4jStore",
    "NodeLabel",
    "PathogenicVariants",
    "Phenotype",
    "QueryResult",
    "Relation",
    "RelationshipType",
    "evidence",
    "guard",
    "variant_evidence",
]
