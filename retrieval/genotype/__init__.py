"""Genes and variants of a case as evidence for and against every candidate."""

from __future__ import annotations

from .compile import compile_genotype
from .exomiser import ExomiserResult, read_exomiser
from .explain import GeneStatement, VariantStatement, explain
from .index import GenotypeIndex
from .patient import CaseVariant, Origin, Zygosity, read_variants
from .scoring import Genotype, GenotypeModel
from .uses import GenotypeUse, genotype_use

__all__ = [
    "CaseVariant",
    "ExomiserResult",
    "GeneStatement",
    "Genotype",
    "GenotypeIndex",
    "GenotypeModel",
    "GenotypeUse",
    "Origin",
    "VariantStatement",
    "Zygosity",
    "compile_genotype",
    "explain",
    "genotype_use",
    "read_exomiser",
    "read_variants",
]
