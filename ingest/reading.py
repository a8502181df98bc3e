"""All located sources to the record tables, in the order in which they need each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from ..ontologies import read_ontology
from . import (
    clingen,
    genes,
    hgnc,
    hpoa,
    mim2gene,
    mondo,
    mondo_genes,
    mondo_terms,
    orphadata,
    orphapackets,
    phenotypes,
)
from .delimited import split_problems
from .diseases import descriptions, disease_tables, packet_names, ranked_names
from .hgnc import GeneSet
from .identity import Identity, join_identities
from .mondo_terms import MondoTerms
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ontologies import Ontology
    from .hpoa import Annotations
    from .locate import Located
    from .orphadata import Product1
    from .orphapackets import Packets
    from .progress import Progress
    from .quarantine import Quarantine

_MATCHES = dict.fromkeys(("mondo_id", "disease_id", "obsolete_id"), pl.String())
_MOVED = {"id": pl.String(), "replaced_by": pl.String()}


@dataclass
class Reading:
    """Reads the sources that are there.

    `rows` counts the rows of each source, and `kept` those that its tables are made of.
    """

    files: Mapping[str, Located]
    quarantine: Quarantine
    progress: Progress
    rows: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every record table but quarantine and releases."""
        ontology = read_ontology(self.files[phenotypes.SOURCE].path)
        self._done(phenotypes.SOURCE, len(ontology.terms), len(ontology.terms))
        annotations = hpoa.read_hpoa(self.files[hpoa.SOURCE].path, ontology, self.quarantine)
        self._done(hpoa.SOURCE, annotations.rows, annotations.has_phenotype.height)
        packets, product1 = self._orphanet(ontology)
        terms = self._mondo_terms()
        matches, moved = self._mondo(terms), _moved(product1)
        known = self._known(annotations, packets, matches, terms)
        identity = self._identity(known, packets, matches, moved)
        hgnc_genes = self._hgnc()
        has_phenotype = _with_packets(annotations.has_phenotype, packets)
        of_terms = phenotypes.phenotype_tables(ontology, has_phenotype)
        of_diseases = disease_tables(
            known,
            _names(annotations, packets, matches, terms),
            _described(packets, product1, terms),
            None if packets is None else packets.facts,
            identity.mondo_ids,
        )
        pairs = self._gene_pairs(known, packets, hgnc_genes, identity, terms)
        of_names = [of_terms["names"], of_diseases["names"], terms.names, hgnc_genes.names()]
        return {
            **of_terms,
            **of_diseases,
            **genes.gene_tables(pairs, hgnc_genes),
            "names": pl.concat(of_names).unique(maintain_order=True),
            "has_phenotype": has_phenotype,
            "retired": _retired(of_terms["retired"], moved, known, terms),
            "disease_is_a": pl.concat([_parents(packets), terms.parents]),
            "disease_facts": _facts(packets),
            "same_as": identity.same_as,
            "conflicts": pl.concat(
                [_conflicts(identity, hgnc_genes, annotations, packets), terms.conflicts]
            ),
        }

    def _done(self, source: str, rows: int, kept: int) -> None:
        """Account for a source that is read whole; what comes of its rows later adds to `kept`."""
        self.rows[source] = rows
        self.kept[source] = kept
        self.progress.advance()

    def _orphanet(self, ontology: Ontology) -> tuple[Packets | None, Product1 | None]:
        packets = product1 = None
        if file := self.files.get(orphapackets.SOURCE):
            packets = orphapackets.read_orphapackets(file.path, ontology, self.quarantine)
            stated = (packets.disorders, packets.parents, packets.phenotypes, packets.facts)
            self._done(orphapackets.SOURCE, packets.rows, sum(one.height for one in stated))
        if file := self.files.get(orphadata.SOURCE):
            product1 = orphadata.read_product1(file.path, self.quarantine)
            kept = product1.disorders.height + product1.moved.height
            self._done(orphadata.SOURCE, product1.rows, kept)
        return packets, product1

    def _hgnc(self) -> GeneSet:
        if not (file := self.files.get(hgnc.SOURCE)):
            return GeneSet.empty()
        found = hgnc.read_hgnc(file.path, self.quarantine)
        self._done(hgnc.SOURCE, found.rows, found.genes.height)
        return found

    def _mondo_terms(self) -> MondoTerms:
        if not (file := self.files.get(mondo_terms.SOURCE)):
            return MondoTerms.empty()
        found = mondo_terms.read_mondo(file.path, self.quarantine)
        self._done(mondo_terms.SOURCE, found.rows, found.kept)
        return found

    def _mondo(self, terms: MondoTerms) -> dict[str, pl.DataFrame]:
        """The exact matches of each SSSOM file that is there."""
        matches = {}
        for source in mondo.OBJECTS:
            if file := self.files.get(source):
                rows, found = mondo.read_exact_matches(
                    file.path, source, self.quarantine, terms.replaced
                )
                matches[source] = found
                self._done(source, rows, 0)
        return matches

    def _known(
        self,
        annotations: Annotations,
        packets: Packets | None,
        matches: dict[str, pl.DataFrame],
        terms: MondoTerms,
    ) -> pl.Series:
        """Ids of all disease nodes: annotated, of Orphanet, of Mondo, or OMIM's named by Mondo."""
        ids = [annotations.has_phenotype["disease_id"], terms.diseases["id"]]
        ids += [found["mondo_id"] for found in matches.values()]
        if packets is not None:
            ids += [packets.disorders["id"], packets.parents["parent"]]
        if "mondo_omim" in matches:
            ids.append(matches["mondo_omim"]["disease_id"])
        return pl.concat(ids).unique().sort().alias("id")

    def _identity(
        self,
        known: pl.Series,
        packets: Packets | None,
        matches: dict[str, pl.DataFrame],
        moved: pl.DataFrame,
    ) -> Identity:
        schema = dict.fromkeys(("disease_id", "other_id", "predicate"), pl.String())
        references = pl.DataFrame(schema=schema)
        if packets is not None:
            references = self._checked(
                packets.references, orphapackets.SOURCE, "other_id", known
            ).select(*schema)
        current = pl.concat([known, moved["id"]])
        every = [
            self._checked(found, source, "disease_id", current).select(*_MATCHES)
            for source, found in matches.items()
        ]
        exact = pl.concat([pl.DataFrame(schema=_MATCHES), *every])
        return join_identities(exact, references, moved, known)

    def _checked(
        self, rows: pl.DataFrame, source: str, column: str, known: pl.Series
    ) -> pl.DataFrame:
        """Rows whose disease is a node; the others go to quarantine."""
        reason = pl.format("names {}, a disease that no other source describes", column)
        absent = ~pl.col(column).is_in(known.implode())
        return self._split(rows.with_columns(problem=pl.when(absent).then(reason)), source)

    def _split(self, marked: pl.DataFrame, source: str) -> pl.DataFrame:
        kept = split_problems(marked, self.files[source].path, source, self.quarantine)
        self.kept[source] += kept.height
        return kept

    def _gene_pairs(
        self,
        known: pl.Series,
        packets: Packets | None,
        genes_known: GeneSet,
        identity: Identity,
        terms: MondoTerms,
    ) -> list[pl.DataFrame]:
        pairs = []
        for name in genes.COLUMNS:
            if file := self.files.get(name):
                rows, found = genes.read_gene_pairs(file.path, name, known, self.quarantine)
                pairs.append(found)
                self._done(name, rows, found.height)
        if file := self.files.get(mim2gene.SOURCE):
            rows, found = mim2gene.read_mim2gene(file.path, known, self.quarantine)
            pairs.append(found)
            self._done(mim2gene.SOURCE, rows, found.height)
        if file := self.files.get(mondo_genes.SOURCE):
            rows, found = mondo_genes.read_mondo_genes(file.path, known, self.quarantine)
            pairs.append(found)
            self._done(mondo_genes.SOURCE, rows, found.height)
        if packets is not None:
            pairs.append(self._packet_genes(packets, genes_known))
        if file := self.files.get(clingen.SOURCE):
            exact = _standing_for(identity, known)
            rows, found = clingen.read_clingen(file.path, exact, self.quarantine, terms.replaced)
            pairs.append(found)
            self._done(clingen.SOURCE, rows, found["line"].n_unique())
        return pairs

    def _packet_genes(self, packets: Packets, known: GeneSet) -> pl.DataFrame:
        """Orphanet's genes; one without an HGNC id is found by its symbol or not at all."""
        by_symbol = pl.col("symbol").replace_strict(known.by_symbol or {"": ""}, default=None)
        found = packets.genes.with_columns(gene_id=pl.coalesce("gene_id", by_symbol))
        reason = pl.format("names gene {} without an HGNC id", "symbol")
        marked = found.with_columns(problem=pl.when(pl.col("gene_id").is_null()).then(reason))
        source = orphapackets.SOURCE
        kept = self._split(marked, source)
        nothing = pl.lit(None, pl.String)
        stated = kept.with_columns(moi=nothing, confidence=nothing, source=pl.lit(source))
        return stated.select(genes.PAIRS)


def _moved(product1: Product1 | None) -> pl.DataFrame:
    if product1 is None:
        return pl.DataFrame(schema=_MOVED)
    return product1.moved.select(*_MOVED).unique(maintain_order=True)


def _standing_for(identity: Identity, known: pl.Series) -> pl.DataFrame:
    """Mondo's terms (mondo_id) and the diseases of each: its records, or itself without any."""
    schema = {"disease_id": pl.String(), "mondo_id": pl.String()}
    exact = pl.DataFrame(list(identity.mondo_ids.items()), schema=schema, orient="row")
    paired = known.is_in(exact["mondo_id"].implode())
    alone = known.filter(known.str.starts_with("MONDO:") & ~paired)
    return pl.concat([exact, pl.DataFrame({"disease_id": alone, "mondo_id": alone})])


def _described(
    packets: Packets | None, product1: Product1 | None, terms: MondoTerms
) -> pl.DataFrame:
    of_mondo = terms.diseases.select("id", "definition", type=pl.lit(None, pl.String))
    if packets is None:
        return of_mondo
    own = descriptions(packets, None if product1 is None else product1.disorders)
    return pl.concat([own, of_mondo])


def _names(
    annotations: Annotations,
    packets: Packets | None,
    matches: dict[str, pl.DataFrame],
    terms: MondoTerms,
) -> pl.DataFrame:
    """Orphanet calls its disorders as it likes; HPOA's names come next, then Mondo's."""
    sources = [annotations.names]
    if packets is not None:
        own, parents = packet_names(packets)
        sources = [own, annotations.names, parents]
    sources.append(terms.diseases.select("id", "name", rank=pl.lit(0)))
    for source, found in matches.items():
        named = found.drop_nulls("mondo_name")
        columns = ("mondo_id", "disease_id") if source == "mondo_omim" else ("mondo_id",)
        for column in columns:
            once = named.unique(column, keep="first", maintain_order=True)
            sources.append(once.select(id=column, name="mondo_name", rank=pl.lit(0)))
    return ranked_names(sources)


def _with_packets(has_phenotype: pl.DataFrame, packets: Packets | None) -> pl.DataFrame:
    """The annotations of HPOA, which carries Orphanet's, and those of packets that it lacks."""
    if packets is None:
        return has_phenotype
    pair = ["disease_id", "phenotype_id"]
    stated = packets.phenotypes.unique(pair, keep="first", maintain_order=True)
    added = stated.join(has_phenotype, on=pair, how="anti").select(has_phenotype.columns)
    return pl.concat([has_phenotype, added])


def _retired(
    retired: pl.DataFrame, moved: pl.DataFrame, known: pl.Series, terms: MondoTerms
) -> pl.DataFrame:
    """Retired terms, codes of Orphanet that have moved to one known code, Mondo's replaced ids."""
    of_mondo = pl.DataFrame(list(terms.replaced.items()), schema=_MOVED, orient="row")
    single = moved.filter(
        ~pl.col("id").is_duplicated(),
        ~pl.col("id").is_in(known.implode()),
        pl.col("replaced_by").is_in(known.implode()),
    )
    obsolete = pl.concat([single, of_mondo]).with_columns(reason=pl.lit("obsolete"))
    return pl.concat([retired, obsolete])


def _parents(packets: Packets | None) -> pl.DataFrame:
    schema = TABLES["disease_is_a"]
    if packets is None:
        return pl.DataFrame(schema=schema)
    return packets.parents.select(schema.names()).unique(maintain_order=True)


def _facts(packets: Packets | None) -> pl.DataFrame:
    schema = TABLES["disease_facts"]
    if packets is None:
        return pl.DataFrame(schema=schema)
    return packets.facts.select(schema.names()).unique(maintain_order=True)


def _conflicts(
    identity: Identity, known: GeneSet, annotations: Annotations, packets: Packets | None
) -> pl.DataFrame:
    parts = [identity.conflicts, known.conflicts()]
    if packets is not None:
        parts.append(_without_packet(annotations.has_phenotype, packets))
        parts.append(_denied(annotations.has_phenotype, packets))
    return pl.concat(parts).sort("kind", "subject", "object", maintain_order=True)


def _without_packet(has_phenotype: pl.DataFrame, packets: Packets) -> pl.DataFrame:
    known = packets.disorders["id"].implode()
    codes = (
        has_phenotype.select("disease_id")
        .unique()
        .filter(pl.col("disease_id").str.starts_with("ORPHA:"), ~pl.col("disease_id").is_in(known))
    )
    absent = pl.concat(
        [
            codes.select(subject="disease_id", source=pl.lit(hpoa.SOURCE)),
            packets.parents.filter(~pl.col("parent").is_in(known)).select(
                subject="parent", source=pl.lit(orphapackets.SOURCE)
            ),
        ]
    ).unique("subject", keep="first", maintain_order=True)
    return absent.select(
        kind=pl.lit("code_without_packet"),
        subject="subject",
        object=pl.lit(None, pl.String),
        detail=pl.lit("kept under the name that the source gives it"),
        source="source",
    )


def _denied(has_phenotype: pl.DataFrame, packets: Packets) -> pl.DataFrame:
    pair = ["disease_id", "phenotype_id"]
    older = has_phenotype.select(*pair, "negated").unique(pair, keep="first", maintain_order=True)
    both = packets.phenotypes.join(older, on=pair, suffix="_hpoa", maintain_order="left")
    return both.filter(pl.col("negated") != pl.col("negated_hpoa")).select(
        kind=pl.lit("presence_differs"),
        subject="disease_id",
        object="phenotype_id",
        detail=pl.when("negated")
        .then(pl.lit("excluded in the packet, present in HPOA, which is taken"))
        .otherwise(pl.lit("present in the packet, excluded in HPOA, which is taken")),
        source=pl.lit(f"{hpoa.SOURCE}|{orphapackets.SOURCE}"),
    )
