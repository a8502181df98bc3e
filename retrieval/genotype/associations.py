"""Which candidates a gene stands behind: who says so, and how the disease is inherited there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntFlag
from typing import Final

import polars as pl

from ..courses import modes_stated
from ..ranking.pooling import EXACT

_MONDO: Final = "MONDO:"


class Source(IntFlag):
    """Who associates a gene with a disease, and as what; one bit each."""

    HPO_MENDELIAN = 1
    HPO_UNKNOWN = 2
    MONDO = 4
    ORPHANET = 8
    """A disease-causing germline mutation."""
    CLINGEN = 16
    """Definitive, strong or moderate."""
    CLINGEN_LIMITED = 32
    CLINGEN_AGAINST = 64
    """Disputed, refuted, or no known relationship."""
    MINOR = 128
    """Susceptibility, modifier, role in the phenotype, somatic or a part of a fusion gene."""
    OTHER = 256


class Mode(IntFlag):
    """Modes of inheritance that zygosity can agree with; one bit each."""

    DOMINANT = 1
    RECESSIVE = 2
    X_LINKED = 4
    MITOCHONDRIAL = 8


_CLINGEN: Final = {
    "Definitive": Source.CLINGEN,
    "Strong": Source.CLINGEN,
    "Moderate": Source.CLINGEN,
    "Limited": Source.CLINGEN_LIMITED,
}
_MOI: Final = {
    "AD": Mode.DOMINANT,
    "AR": Mode.RECESSIVE,
    "SD": Mode.DOMINANT | Mode.RECESSIVE,
    "XL": Mode.X_LINKED,
    "MT": Mode.MITOCHONDRIAL,
}
_MODE_OF: Final = {
    "HP:0000006": Mode.DOMINANT,
    "HP:0000007": Mode.RECESSIVE,
    "HP:0001417": Mode.X_LINKED,
    "HP:0001427": Mode.MITOCHONDRIAL,
    "HP:0032113": Mode.DOMINANT | Mode.RECESSIVE,
    "HP:0001442": Mode.DOMINANT,
    "HP:0003745": Mode.DOMINANT,
}


def source_of(source: str | None, kind: str | None, confidence: str | None) -> Source:
    """The bit of one row of the table associated_with.

    >>> source_of("clingen", "gene-disease validity", "Refuted").name
    'CLINGEN_AGAINST'
    """
    words = (kind or "").lower()
    if source == "clingen":
        return _CLINGEN.get(confidence or "", Source.CLINGEN_AGAINST)
    if source == "mondo_genes":
        return Source.MONDO
    if words.startswith("disease-causing germline"):
        return Source.ORPHANET
    if words == "mendelian":
        return Source.HPO_MENDELIAN
    if words == "unknown":
        return Source.HPO_UNKNOWN
    minor = ("suscept", "role in", "modif", "somatic", "fusion", "polygenic", "nondisease")
    return Source.MINOR if any(word in words for word in minor) else Source.OTHER


def modes_of(terms: Iterable[str]) -> Mode:
    """The modes that HPO ids, words of Orphanet or ClinGen's short forms state.

    >>> modes_of(["X-linked recessive", "AR"])
    <Mode.RECESSIVE|X_LINKED: 6>
    """
    found = Mode(0)
    for term in terms:
        found |= _MOI.get(term, Mode(0))
        for stated in (term, *modes_stated(term)):
            found |= _MODE_OF.get(stated, Mode(0))
    return found


def candidates_of(diseases: pl.DataFrame, same_as: pl.DataFrame) -> dict[str, tuple[int, ...]]:
    """Rows of the candidates that an id stands for: its own, or those it is exactly the same as."""
    own: dict[str, int] = {}
    for row, (leading, others) in enumerate(diseases.select("id", "equivalent_ids").iter_rows()):
        own |= dict.fromkeys((leading, *others), row)
    found: dict[str, set[int]] = defaultdict(set)
    exact = same_as.filter(
        (pl.col("predicate") == EXACT) & pl.col("other_id").str.starts_with(_MONDO)
    )
    for record, term in exact.select("disease_id", "other_id").iter_rows():
        if record in own and term not in own:
            found[term].add(own[record])
    return {**{term: tuple(sorted(rows)) for term, rows in found.items()}} | {
        one: (row,) for one, row in own.items()
    }


def inheritance(
    annotations: pl.DataFrame, diseases: pl.DataFrame, candidates: Mapping[str, tuple[int, ...]]
) -> dict[int, Mode]:
    """The modes that any source states for each candidate, by row."""
    stated = annotations.filter(pl.col("aspect") == "I").select("disease_id", "phenotype_id")
    words = diseases.select("id", "inheritance").explode("inheritance").drop_nulls()
    found: dict[int, Mode] = defaultdict(lambda: Mode(0))
    for one, term in (*stated.iter_rows(), *words.iter_rows()):
        for row in candidates.get(one, ()):
            found[row] |= modes_of([term])
    return found


def associations(
    table: pl.DataFrame,
    genes: Mapping[str, int],
    candidates: Mapping[str, tuple[int, ...]],
    modes: Mapping[int, Mode],
) -> pl.DataFrame:
    """Pairs of gene and candidate, by gene: gene, candidate, sources and modes as numbers.

    The mode that a source states for the pair itself goes before those of the disease.
    """
    said: dict[tuple[int, int], tuple[Source, Mode]] = {}
    columns = ("gene_id", "disease_id", "source", "type", "confidence", "moi")
    for gene, disease, source, kind, confidence, moi in table.select(columns).iter_rows():
        bit, mode = source_of(source, kind, confidence), _MOI.get(moi or "", Mode(0))
        if bit is Source.CLINGEN_AGAINST:
            mode = Mode(0)
        for row in candidates.get(disease, ()) if gene in genes else ():
            sources, stated = said.get((genes[gene], row), (Source(0), Mode(0)))
            said[genes[gene], row] = (sources | bit, stated | mode)
    rows = [
        (gene, row, int(sources), int(stated or modes.get(row, Mode(0))))
        for (gene, row), (sources, stated) in sorted(said.items())
    ]
    schema = {
        "gene": pl.Int32(),
        "candidate": pl.Int32(),
        "sources": pl.UInt16(),
        "modes": pl.UInt8(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
