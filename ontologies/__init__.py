"""What things are called: identifiers, and ontologies read from OBO, OWL or OBO Graphs JSON."""

from __future__ import annotations

from .identifiers import canonical, converter, prefix
from .obo import read_obo
from .obographs import read_obographs
from .ontology import Ontology, Scope, Synonym, Term
from .owl import read_owl
from .reader import read_ontology

__all__ = [
    "Ontology",
    "Scope",
    "Synonym",
    "Term",
    "canonical",
    "converter",
    "prefix",
    "read_obo",
    "read_obographs",
    "read_ontology",
    "read_owl",
]
