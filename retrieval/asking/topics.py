"""What the words of a question can be about."""

from __future__ import annotations

from enum import Enum, auto


class Topic(Enum):
    """What a phrase of a question asks for, or says of what is asked for."""

    # a kind of thing
    GENE = auto()
    DISEASE = auto()
    PHENOTYPE = auto()
    VARIANT = auto()
    # a statement about a thing
    FREQUENCY = auto()
    INHERITANCE = auto()
    ONSET = auto()
    PREVALENCE = auto()
    DEFINITION = auto()
    ABOUT = auto()
    SYNONYM = auto()
    OLD = auto()
    SYMBOL = auto()
    REFERENCE = auto()
    CLASSIFICATION = auto()
    VALIDITY = auto()
    PARENT = auto()
    CHILD = auto()
    # relations between things
    SHARED = auto()
    DIFFERENCE = auto()
    PATH = auto()
    CAUSE = auto()
    ASSOCIATION = auto()
    HAVING = auto()
    # about the graph
    RELEASE = auto()
    CHANGE = auto()
    # how many of them, and which
    COUNT = auto()
    NEGATION = auto()
    EXCLUDED = auto()
    PATHOGENIC = auto()
    CONFLICTING = auto()
    STARS = auto()
    ALL_LEVELS = auto()
    DIRECT = auto()
    EITHER = auto()
    COMMONNESS = auto()
    SOURCE = auto()
    POPULATION = auto()
    BEGINNING = auto()
    GRAPH = auto()
