"""What all files of Orphanet say together: every kind of fact from one of them, none doubled.

The ORPHApackets and Orphadata's products repeat each other. Of each disorder, a kind of fact is
taken from the newest file that has the disorder and is for that kind, with two exceptions, for the
packets have lost both: the punctuation of definitions, where product 1 has the same words, and the
numbers of prevalences, where product 9 has the disorder. Where the files contradict each other is
reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from . import orphadata, orphapackets
from .orphanet_conflicts import contradictions
from .orphanet_statements import SCHEMAS
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..ontologies import Ontology
    from .locate import Located
    from .orphanet_statements import OrphanetFile
    from .quarantine import Quarantine

PACKETS: Final = orphapackets.SOURCE
SOURCES: Final = (PACKETS, *(entry.name for entry in orphadata.ENTRIES))

_DISORDERS: Final = (PACKETS, orphadata.PRODUCT1)
#: Which files are for which kind of fact.
_FILES_FOR: Final[Mapping[str, Sequence[str]]] = {
    "disorder": SOURCES,
    "reference": _DISORDERS,
    "parent": (PACKETS,),
    "gene": (PACKETS, orphadata.GENES),
    "phenotype": (PACKETS, orphadata.PHENOTYPES),
    "prevalence": (PACKETS, orphadata.PREVALENCES),
    "onset": (PACKETS, orphadata.AGES),
    "inheritance": (PACKETS, orphadata.AGES),
    "moved": (orphadata.PRODUCT1,),
}
#: Kinds whose statements are checked against other sources later on, and accounted for there.
CHECKED: Final = ("reference", "gene")
_FACTS: Final = ("prevalence", "onset", "inheritance")


@dataclass(frozen=True)
class Orphanet:
    """The facts taken; every frame has the columns ``source``, ``line`` and ``row`` besides those
    of its kind in `SCHEMAS`. Without any file of Orphanet all are empty.
    """

    disorders: pl.DataFrame
    """Active disorders."""
    references: pl.DataFrame
    parents: pl.DataFrame
    genes: pl.DataFrame
    phenotypes: pl.DataFrame
    facts: pl.DataFrame
    moved: pl.DataFrame
    """Columns id and replaced_by."""
    obsolete: pl.Series
    """Codes that no file calls active."""
    conflicts: pl.DataFrame
    accounts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Rows read of each source, and kept apart from those that are to be checked."""

    @property
    def codes(self) -> pl.Series:
        """Every disorder that is described or is a parent."""
        return pl.concat([self.disorders["disease_id"], self.parents["parent"]])


def read_orphanet(
    files: Mapping[str, Located], ontology: Ontology, quarantine: Quarantine
) -> Orphanet:
    """Read every file of Orphanet that is there, and take each fact from one of them.

    Raises:
        SourceError: one is unreadable or something else than its name says.
    """
    found = []
    for source in SOURCES:
        if located := files.get(source):
            release = "" if located.version == "undated" else located.version
            if source == PACKETS:
                packets = orphapackets.read_orphapackets(located.path, ontology, quarantine)
                found.append(replace(packets, release=release or packets.release))
            else:
                path = located.path
                product = orphadata.read_product(path, source, release, ontology, quarantine)
                found.append(product)
    found.sort(key=lambda one: one.release, reverse=True)
    return join_files(found)


def join_files(files: Sequence[OrphanetFile]) -> Orphanet:
    """The facts of several files, the newest of which stands first."""
    taken = {kind: _taken(kind, files) for kind in SCHEMAS}
    described = _described(files)
    active = described.filter(pl.col("status") == "active")
    obsolete = described.filter(pl.col("status") == "obsolete")["disease_id"]
    moved = taken["moved"].select("replaced_by", id="disease_id").unique(maintain_order=True)
    return Orphanet(
        disorders=_with_definitions(active, files),
        references=taken["reference"],
        parents=taken["parent"],
        genes=taken["gene"],
        phenotypes=taken["phenotype"],
        facts=pl.concat([taken[kind] for kind in _FACTS]),
        moved=moved.select("id", "replaced_by"),
        obsolete=obsolete,
        conflicts=contradictions({kind: _ordered(kind, files) for kind in SCHEMAS}),
        accounts={one.source: (one.rows, _kept(one, taken)) for one in files},
    )


def _ordered(kind: str, files: Sequence[OrphanetFile]) -> list[OrphanetFile]:
    """The files for a kind of fact, the one to be taken first."""
    fitting = [one for one in files if one.source in _FILES_FOR[kind]]
    if kind == "prevalence":
        return sorted(fitting, key=lambda one: one.source == PACKETS)
    if kind == "disorder":  # the products for other facts give a name and a type only
        return sorted(fitting, key=lambda one: one.source not in _DISORDERS)
    return fitting


def _taken(kind: str, files: Sequence[OrphanetFile]) -> pl.DataFrame:
    """Of each disorder what the first file for the kind states, though that be nothing."""
    columns = {**SCHEMAS[kind], "line": pl.Int64(), "row": pl.String(), "source": pl.String()}
    parts = [pl.DataFrame(schema=columns)]
    seen = pl.Series("disease_id", [], pl.String)
    for one in _ordered(kind, files):
        rows = one.statements[kind].select(columns.keys())
        parts.append(rows.filter(~pl.col("disease_id").is_in(seen.implode())))
        seen = pl.concat([seen, one.statements["disorder"]["disease_id"]])
    return pl.concat(parts)


def _described(files: Sequence[OrphanetFile]) -> pl.DataFrame:
    """One description of each disorder, preferably of a file that calls it active."""
    empty = _taken("disorder", ())
    parts = [
        one.statements["disorder"].select(empty.columns) for one in _ordered("disorder", files)
    ]
    by_status = pl.concat([empty, *parts]).sort(pl.col("status") != "active", maintain_order=True)
    return by_status.unique("disease_id", keep="first", maintain_order=True)


def _with_definitions(disorders: pl.DataFrame, files: Sequence[OrphanetFile]) -> pl.DataFrame:
    """Packets have lost the commas of definitions: where product 1 has the same words, its text is
    taken, and where it alone has a text; else the newer file is right.
    """
    product1 = [one for one in files if one.source == orphadata.PRODUCT1]
    if not product1:
        return disorders
    other = product1[0].statements["disorder"].select("disease_id", other="definition")
    joined = disorders.join(other, on="disease_id", how="left", maintain_order="left")
    texts = [
        text if text and (not own or orphadata.same_words(text, own)) else own
        for own, text in joined.select("definition", "other").iter_rows()
    ]
    definition = pl.Series("definition", texts, pl.String)
    return joined.drop("other").with_columns(definition)


def _kept(one: OrphanetFile, taken: Mapping[str, pl.DataFrame]) -> int:
    """Statements that were understood; one that a newer file repeats or replaces is no loss."""
    understood = sum(frame.height for frame in one.statements.values())
    later = sum(int((taken[kind]["source"] == one.source).sum()) for kind in CHECKED)
    return understood - later


def with_annotations(has_phenotype: pl.DataFrame, orphanet: Orphanet) -> pl.DataFrame:
    """The annotations of HPOA, which carries Orphanet's, and those of Orphanet that it lacks."""
    pair = ["disease_id", "phenotype_id"]
    stated = orphanet.phenotypes.unique(pair, keep="first", maintain_order=True)
    added = stated.join(has_phenotype, on=pair, how="anti").select(has_phenotype.columns)
    return pl.concat([has_phenotype, added])


def parent_table(orphanet: Orphanet) -> pl.DataFrame:
    """The table disease_is_a."""
    stated = orphanet.parents.select("parent", child="disease_id")
    return stated.select(TABLES["disease_is_a"].names()).unique(maintain_order=True)


def fact_table(orphanet: Orphanet) -> pl.DataFrame:
    """The table disease_facts."""
    columns = TABLES["disease_facts"].names()
    return orphanet.facts.select(columns).unique(maintain_order=True)
