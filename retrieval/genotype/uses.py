"""What became of each gene and variant of a case: which of the listed diseases it speaks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .explain import GeneStatement, VariantStatement, told
from .index import GenotypeIndex
from .scoring import Genotype


@dataclass(frozen=True, slots=True)
class VariantUse:
    """One variant: ``genes`` are symbols of those it lies in, none where it could not be placed.

    ``speaks_for`` are the leading ids of listed diseases, the best first.
    """

    variant: VariantStatement
    genes: tuple[str, ...]
    speaks_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeneUse:
    """One gene that the case lists; ``id`` is None where the snapshot does not know it."""

    id: str | None
    symbol: str
    speaks_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GenotypeUse:
    """Genes and variants of a case, those that speak for a listed disease first."""

    variants: tuple[VariantUse, ...] = ()
    genes: tuple[GeneUse, ...] = ()


def genotype_use(
    genotype: Genotype, index: GenotypeIndex, statements: Mapping[str, Sequence[GeneStatement]]
) -> GenotypeUse:
    """What each gene and variant contributes; ``statements`` are those on each listed disease."""
    variants, genes = [], []
    for facts in genotype.variants:
        given = facts.variant.given
        speaks_for = tuple(
            disease
            for disease, said in statements.items()
            if any(given == one.given for each in said for one in each.variants)
        )
        symbols = tuple(index.symbol(gene) for gene in facts.genes)
        variants.append(VariantUse(told(facts), symbols, speaks_for))
    for row in genotype.listed:
        gene = str(index.genes["id"][row])
        speaks_for = tuple(
            disease
            for disease, said in statements.items()
            if any(gene == each.gene_id and each.mode is None for each in said)
        )
        genes.append(GeneUse(gene, index.symbol(row), speaks_for))
    genes += [GeneUse(None, name, ()) for name in genotype.unknown]
    variants.sort(key=lambda one: not one.speaks_for)
    genes.sort(key=lambda one: not one.speaks_for)
    return GenotypeUse(tuple(variants), tuple(genes))
