"""All located sources to the record tables, in the order in which they need each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from ..ontologies import read_ontology
from . import clingen, genes, hgnc, hpoa, mim2gene, mondo_genes, phenotypes, translations
from .delimited import split_problems
from .diseases import disease_tables, orphanet_names, ranked_names
from .hgnc import GeneSet
from .identity import ORPHANET, Identity, join_identities, single_moves
from .mondo_files import Mondo, read_mondo_files, standing_for
from .omim import NAME as OMIM
from .omim import Omim, read_omim
from .orphanet import Orphanet, fact_table, parent_table, read_orphanet, with_annotations
from .orphanet_conflicts import denied, undescribed
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ontologies import Ontology
    from .hpoa import Annotations
    from .locate import Located
    from .progress import Progress
    from .quarantine import Quarantine

_MATCHES = dict.fromkeys(("mondo_id", "disease_id", "obsolete_id"), pl.String())


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
        orphanet = read_orphanet(self.files, ontology, self.quarantine)
        hgnc_genes = self._hgnc()
        omim = read_omim(self.files, hgnc_genes, self.quarantine)
        mondo = read_mondo_files(self.files, self.quarantine)
        accounts = {**orphanet.accounts, **omim.accounts, **mondo.accounts}
        for source, (rows, kept) in accounts.items():
            self._done(source, rows, kept)
        moved = _moved(orphanet, omim)
        known = _known(annotations, orphanet, omim, mondo)
        identity = self._identity(known, orphanet, mondo, moved)
        has_phenotype = with_annotations(annotations.has_phenotype, orphanet)
        of_terms = phenotypes.phenotype_tables(ontology, has_phenotype)
        of_diseases = disease_tables(
            known,
            _names(annotations, orphanet, omim, mondo),
            _described(orphanet, mondo),
            orphanet.facts,
            identity.mondo_ids,
        )
        pairs = self._gene_pairs(known, orphanet, omim, hgnc_genes, mondo, identity)
        further = [omim.included, mondo.terms.names, hgnc_genes.names()]
        return {
            **of_terms,
            **of_diseases,
            **genes.gene_tables(pairs, hgnc_genes),
            "names": pl.concat([of_terms["names"], of_diseases["names"], *further]).unique(
                maintain_order=True
            ),
            "translations": self._translations(ontology),
            "has_phenotype": has_phenotype,
            "retired": pl.concat(
                [
                    of_terms["retired"],
                    _retired(moved, mondo, [orphanet.obsolete, omim.removed], known),
                ]
            ),
            "disease_is_a": pl.concat([parent_table(orphanet), mondo.terms.parents]),
            "disease_facts": fact_table(orphanet),
            "same_as": identity.same_as,
            "conflicts": pl.concat(
                [_conflicts(identity, hgnc_genes, annotations, orphanet), mondo.terms.conflicts]
            ),
        }

    def _done(self, source: str, rows: int, kept: int) -> None:
        """Account for a source that is read whole; what comes of its rows later adds to `kept`."""
        self.rows[source] = rows
        self.kept[source] = kept
        self.progress.advance()

    def _hgnc(self) -> GeneSet:
        if not (file := self.files.get(hgnc.SOURCE)):
            return GeneSet.empty()
        found = hgnc.read_hgnc(file.path, self.quarantine)
        self._done(hgnc.SOURCE, found.rows, found.genes.height)
        return found

    def _translations(self, ontology: Ontology) -> pl.DataFrame:
        found = [pl.DataFrame(schema=TABLES["translations"])]
        for language in translations.LANGUAGES:
            name = translations.source_name(language)
            if file := self.files.get(name):
                rows, kept = translations.read_translations(
                    file.path, language, ontology, self.quarantine
                )
                found.append(kept)
                self._done(name, rows, kept.height)
        return pl.concat(found).unique(maintain_order=True)

    def _identity(
        self,
        known: pl.Series,
        orphanet: Orphanet,
        mondo: Mondo,
        moved: pl.DataFrame,
    ) -> Identity:
        current = dict(single_moves(moved).select("id", "replaced_by").iter_rows())
        other = pl.col("other_id")
        followed = (
            pl.when(other.is_in(known.implode())).then(other).otherwise(other.replace(current))
        )
        references = orphanet.references.with_columns(other_id=followed)
        unused = pl.when(~pl.col("disease_id").is_in(known.implode())).then(
            pl.format("{} is no longer used", "disease_id")
        )
        marked = _marked(references.with_columns(problem=unused), "other_id", known)
        references = self._split_each(marked)
        ids = pl.concat([known, moved["id"]])
        every = [
            self._checked(found, source, "disease_id", ids).select(*_MATCHES)
            for source, found in mondo.matches.items()
        ]
        exact = pl.concat([pl.DataFrame(schema=_MATCHES), *every])
        return join_identities(exact, references, moved, known)

    def _checked(
        self, rows: pl.DataFrame, source: str, column: str, known: pl.Series
    ) -> pl.DataFrame:
        """Rows whose disease is a node; the others go to quarantine."""
        return self._split(_marked(rows, column, known), source)

    def _split(self, marked: pl.DataFrame, source: str) -> pl.DataFrame:
        kept = split_problems(marked, self.files[source].path, source, self.quarantine)
        self.kept[source] += kept.height
        return kept

    def _split_each(self, marked: pl.DataFrame) -> pl.DataFrame:
        """As `_split`, of rows of several sources, each with its name in the column ``source``."""
        parts = marked.partition_by("source", maintain_order=True)
        split = [self._split(part, part["source"][0]) for part in parts]
        return pl.concat([marked.clear().drop("problem"), *split])

    def _gene_pairs(
        self,
        known: pl.Series,
        orphanet: Orphanet,
        omim: Omim,
        genes_known: GeneSet,
        mondo: Mondo,
        identity: Identity,
    ) -> list[pl.DataFrame]:
        pairs = [omim.pairs]
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
        pairs.append(self._orphanet_genes(orphanet, genes_known))
        if file := self.files.get(clingen.SOURCE):
            exact = standing_for(identity, known)
            replaced = mondo.terms.replaced
            rows, found = clingen.read_clingen(file.path, exact, self.quarantine, replaced)
            pairs.append(found)
            self._done(clingen.SOURCE, rows, found["line"].n_unique())
        return pairs

    def _orphanet_genes(self, orphanet: Orphanet, known: GeneSet) -> pl.DataFrame:
        """Orphanet's genes; one without an HGNC id is found by its symbol or not at all."""
        by_symbol = pl.col("symbol").replace_strict(known.by_symbol or {"": ""}, default=None)
        found = orphanet.genes.with_columns(gene_id=pl.coalesce("gene_id", by_symbol))
        reason = pl.format("names gene {} without an HGNC id", "symbol")
        marked = found.with_columns(problem=pl.when(pl.col("gene_id").is_null()).then(reason))
        kept = self._split_each(marked)
        return kept.with_columns(moi=pl.lit(None, pl.String)).select(genes.PAIRS)


def _marked(rows: pl.DataFrame, column: str, known: pl.Series) -> pl.DataFrame:
    """The rows, with a ``problem`` where they have one or their disease is no node."""
    reason = pl.format("names {}, a disease that no other source describes", column)
    absent = pl.when(~pl.col(column).is_in(known.implode())).then(reason)
    earlier = [pl.col("problem")] if "problem" in rows.columns else []
    return rows.with_columns(problem=pl.coalesce(*earlier, absent))


def _moved(orphanet: Orphanet, omim: Omim) -> pl.DataFrame:
    """Ids that have moved, what replaces them, and who says so."""
    of_orphanet = orphanet.moved.with_columns(source=pl.lit(ORPHANET))
    return pl.concat([of_orphanet, omim.moved.with_columns(source=pl.lit(OMIM))])


def _known(annotations: Annotations, orphanet: Orphanet, omim: Omim, mondo: Mondo) -> pl.Series:
    """Ids of all disease nodes: annotated, or of Orphanet, OMIM or Mondo."""
    ids = [annotations.has_phenotype["disease_id"], orphanet.codes, omim.phenotypes, *mondo.ids]
    return pl.concat(ids).unique().sort().alias("id")


def _described(orphanet: Orphanet, mondo: Mondo) -> pl.DataFrame:
    own = orphanet.disorders.select("definition", "type", id="disease_id")
    of_mondo = mondo.terms.diseases.select("definition", "id", type=pl.lit(None, pl.String))
    return pl.concat([own, of_mondo.select(own.columns)])


def _names(annotations: Annotations, orphanet: Orphanet, omim: Omim, mondo: Mondo) -> pl.DataFrame:
    """Orphanet calls its disorders as it likes; HPOA's names come next, then OMIM's, then Mondo's.

    OMIM writes its titles in capitals: where HPOA has the same name its spelling is taken.
    """
    own, parents = orphanet_names(orphanet)
    lower = pl.col("name").str.to_lowercase().alias("lower")
    spelt = annotations.names.select("id", lower)
    titles = omim.names.with_columns(lower).join(spelt, on=["id", "lower"], how="anti")
    spelled = titles.drop("lower")
    return ranked_names([own, annotations.names, spelled, parents, *mondo.names()])


def _retired(
    moved: pl.DataFrame, mondo: Mondo, gone: list[pl.Series], known: pl.Series
) -> pl.DataFrame:
    """Ids of diseases that have moved to one known id, and those that are gone for good."""
    unused = ~pl.col("id").is_in(known.implode())
    single = single_moves(moved).filter(unused, pl.col("replaced_by").is_in(known.implode()))
    lost = pl.concat([one.alias("id") for one in gone]).to_frame().unique(maintain_order=True)
    unreplaced = lost.filter(unused, ~pl.col("id").is_in(moved["id"].implode()))
    further = pl.concat(
        [
            single.select("id", "replaced_by"),
            mondo.retired(),
            unreplaced.with_columns(replaced_by=pl.lit(None, pl.String)),
        ]
    )
    return further.with_columns(reason=pl.lit("obsolete"))


def _conflicts(
    identity: Identity, known: GeneSet, annotations: Annotations, orphanet: Orphanet
) -> pl.DataFrame:
    described = orphanet.disorders["disease_id"]
    parts = [identity.conflicts, known.conflicts(), orphanet.conflicts]
    if described.len():
        parts.append(undescribed(annotations.has_phenotype, described, orphanet.parents))
        parts.append(denied(annotations.has_phenotype, orphanet.phenotypes))
    return pl.concat(parts).sort("kind", "subject", "object", maintain_order=True)
