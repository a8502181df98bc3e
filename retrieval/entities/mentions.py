"""Diseases, genes and variants that a note names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from ..normalisation.mentions import UnmappedMention
from ..normalisation.triggers import (
    ABSENT,
    FAMILY,
    HISTORICAL,
    HYPOTHETICAL,
    POSSIBLE,
    PRESENT,
)
from ..variant_calls import VariantCall

#: What is said of a record several times: the first of these that is said at all.
STRENGTH: Final = (PRESENT, HISTORICAL, POSSIBLE, ABSENT, FAMILY, HYPOTHETICAL)
_Record = TypeVar("_Record", bound=Hashable)


@dataclass(frozen=True, slots=True)
class DiseaseMention:
    """A place in a note that names a disease.

    ``id`` is its record of OMIM, else of Orphanet, Mondo or DECIPHER; ``ids`` are all the records
    of that name. ``assertion`` and ``score`` are as of a phenotype's `Mention`; ``method`` is
    dictionary, abbreviation or identifier.
    """

    start: int
    end: int
    text: str
    id: str
    label: str
    assertion: str
    score: float
    method: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GeneMention:
    """A place in a note that names a gene; ``id`` is HGNC's.

    ``assertion`` is of a change in the gene: present where one is stated, absent where the gene was
    found normal, hypothetical where it is merely named or tested. ``method`` is symbol, previous,
    alias or identifier.
    """

    start: int
    end: int
    text: str
    id: str
    label: str
    assertion: str
    score: float
    method: str


@dataclass(frozen=True, slots=True)
class VariantMention:
    """A place in a note that names a variant.

    ``id`` is that of the graph where it has the variant, otherwise None: then ``call`` holds what
    the text says of it. ``method`` is hgvs, protein, legacy, rsid, locus, exon, band or karyotype.
    """

    start: int
    end: int
    text: str
    id: str | None
    label: str
    assertion: str
    score: float
    method: str
    call: VariantCall = field(default_factory=VariantCall)


@dataclass(frozen=True, slots=True)
class EntityMentions:
    """Diseases, genes and variants of one note in the order of the text.

    ``unmapped`` are names that stand for several diseases or genes.
    """

    diseases: tuple[DiseaseMention, ...] = ()
    genes: tuple[GeneMention, ...] = ()
    variants: tuple[VariantMention, ...] = ()
    unmapped: tuple[UnmappedMention, ...] = ()


def settled(said: Iterable[tuple[_Record, str]]) -> tuple[_Record, ...]:
    """What is present, of records and what is asserted of each; in order, each once.

    >>> settled([("HGNC:1", "absent"), ("HGNC:2", "present"), ("HGNC:2", "family")])
    ('HGNC:2',)
    """
    return tuple(dict.fromkeys(one for one, assertion in said if assertion in STRENGTH[:2]))
