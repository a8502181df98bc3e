"""Typed questions to the graph: parameters -> Cypher -> typed answer.

Every question is a frozen dataclass; `Shared`, `Difference` and `Count` are made of others.

>>> from rareseek.graph.dialect import NEO4J
>>> GenesOfDisease(("OMIM:154700",)).query().text(NEO4J)[:60]
'MATCH (g:Gene)-[a:ASSOCIATED_WITH]->(d:Disease) WHERE d.id I'
"""

from .combinations import AnyQuestion, Count, Difference, OfSource, Shared
from .genes import (
    DiseasesOfGene,
    GeneDiseaseValidity,
    GenesOfDisease,
    GenesOfPhenotype,
    PhenotypesOfGene,
)
from .hierarchy import Classified, Subtypes
from .path import MOST_HOPS, Path
from .phenotypes import DiseasesOfPhenotypes, PhenotypeInDisease, PhenotypesOfDisease
from .pooling import pooled
from .question import Answer, Question, Row
from .records import Definition, Inheritance, InheritedAs, Onset, Prevalence, Releases, Totals
from .references import CrossReferences, GeneRecord, Record
from .variants import (
    ClassificationOfVariant,
    DiseasesOfVariant,
    FindVariants,
    GenesOfVariant,
    PathogenicVariants,
)

__all__ = [
    "MOST_HOPS",
    "Answer",
    "AnyQuestion",
    "ClassificationOfVariant",
    "Classified",
    "Count",
    "CrossReferences",
    "Definition",
    "Difference",
    "DiseasesOfGene",
    "DiseasesOfPhenotypes",
    "DiseasesOfVariant",
    "FindVariants",
    "GeneDiseaseValidity",
    "GeneRecord",
    "GenesOfDisease",
    "GenesOfPhenotype",
    "GenesOfVariant",
    "Inheritance",
    "InheritedAs",
    "OfSource",
    "Onset",
    "Path",
    "PathogenicVariants",
    "PhenotypeInDisease",
    "PhenotypesOfDisease",
    "PhenotypesOfGene",
    "Prevalence",
    "Question",
    "Record",
    "Releases",
    "Row",
    "Shared",
    "Subtypes",
    "Totals",
    "pooled",
]
