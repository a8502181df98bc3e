"""Every source that a snapshot can be built from; each module of a source declares its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from . import (
    clingen,
    clinvar,
    genes,
    hgnc,
    hpoa,
    mim2gene,
    mondo,
    mondo_genes,
    mondo_terms,
    omim,
    orphadata,
    orphapackets,
    phenotypes,
    translations,
)
from .source import Provider, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Every source by its name; the ontology stands first, for the others are read with it.
REGISTRY: Final[Mapping[str, Source]] = {
    one.name: one
    for one in (
        phenotypes.ENTRY,
        hpoa.ENTRY,
        *genes.ENTRIES,
        orphapackets.ENTRY,
        mondo_terms.ENTRY,
        *orphadata.ENTRIES,
        *mondo.ENTRIES,
        mondo_genes.ENTRY,
        hgnc.ENTRY,
        clingen.ENTRY,
        mim2gene.ENTRY,
        *omim.ENTRIES,
        *translations.ENTRIES,
        clinvar.ENTRY,
    )
}


def further_table(name: str, filename: str) -> Source:
    """A variant table that the user adds; its licence is the user's own."""
    owner = Provider("as the user's own copy states", name)
    return replace(clinvar.ENTRY, name=name, filename=filename, url="", provider=owner, whole=None)
