"""What a snapshot says of diseases, genes and variants, ready to be put into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import polars as pl

from ...ingest import Snapshot
from ...retrieval.ranking.pooling import pooled_groups

#: Aspect of phenotypic abnormalities in HPO annotations, and of inheritance.
_PHENOTYPE, _INHERITANCE = "P", "I"
#: Licence of what comes from each kind of record.
LICENCES: Final = {
    "ORPHA": "CC BY 4.0 (Orphanet)",
    "MONDO": "CC BY 4.0 (Mondo)",
    "OMIM": "HPO licence (annotations of OMIM diseases)",
    "DECIPHER": "HPO licence",
    "HGNC": "CC0 (HGNC)",
    "ClinVar": "public domain (ClinVar)",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A phenotype of a disease; ``frequency`` is the fraction of patients (0 to 1) or None."""

    id: str
    name: str
    frequency: float | None
    said: str
    excluded: bool


class Facts:
    """The tables of a snapshot by disease, gene and variant, read when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every disease, phenotype and gene."""
        tables = (self._table("diseases"), self._table("phenotypes"))
        named = {i: n for t in tables for i, n in t.select("id", "name").iter_rows() if n}
        return named | dict(self._table("genes").select("id", "symbol").drop_nulls().iter_rows())

    @cached_property
    def definitions(self) -> dict[str, str]:
        """Definition of each disease that has one."""
        return dict(self._table("diseases").select("id", "definition").drop_nulls().iter_rows())

    @cached_property
    def features(self) -> dict[str, tuple[Feature, ...]]:
        """Phenotypes of each disease, the most frequent first."""
        found: defaultdict[str, dict[str, Feature]] = defaultdict(dict)
        for row in self._annotations(_PHENOTYPE):
            feature = Feature(
                row["phenotype_id"],
                self.names[row["phenotype_id"]],
                row["frequency"],
                _how_often(row),
                row["negated"],
            )
            found[row["disease_id"]].setdefault(feature.id, feature)
        return {
            disease: tuple(sorted(those.values(), key=lambda f: (-(f.frequency or 0.0), f.id)))
            for disease, those in found.items()
        }

    @cached_property
    def inheritance(self) -> dict[str, tuple[str, ...]]:
        """Modes of inheritance of each disease, by HPO's annotations."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._annotations(_INHERITANCE):
            found[row["disease_id"]].append(self.names[row["phenotype_id"]])
        return {disease: tuple(dict.fromkeys(modes)) for disease, modes in found.items()}

    @cached_property
    def genes(self) -> dict[str, tuple[str, ...]]:
        """Gene ids of each disease."""
        return self._pairs("disease_id", "gene_id")

    @cached_property
    def diseases_of_gene(self) -> dict[str, tuple[str, ...]]:
        """Disease ids of each gene."""
        return self._pairs("gene_id", "disease_id")

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Leading id of the records that are one disease, by each of their ids."""
        return {one: group[0] for one, group in pooled_groups(self._table("same_as")).items()}

    def group(self, disease: str) -> str:
        """What must stay on one side of a split: all records of a disease."""
        return self.groups.get(disease, disease)

    def classified(self) -> Iterable[dict[str, Any]]:
        """Variants with a gene, an asserted disease and at least one star, by id.

        ``name`` is the HGVS expression, else the rsID, else the place on GRCh38.
        """
        place = pl.concat_str(["chrom", pl.col("pos").cast(pl.String), "ref", "alt"], separator="-")
        named = pl.coalesce("hgvs", "rsid", place).alias("name")
        variants = self._table("variants").filter(pl.col("stars") >= 1).with_columns(named)
        of = self._table("classified_for").select("variant_id", "disease_id")
        joined = variants.join(of, left_on="id", right_on="variant_id").join(
            self._table("in_gene"), left_on="id", right_on="variant_id"
        )
        columns = ("id", "name", "significance", "review_status", "gene_id", "disease_id")
        return joined.select(columns).unique("id").sort("id").iter_rows(named=True)

    def _table(self, name: str) -> pl.DataFrame:
        return self.snapshot.table(name)

    def _annotations(self, aspect: str) -> Iterable[dict[str, Any]]:
        table = self._table("has_phenotype").filter(pl.col("aspect") == aspect)
        known = table.filter(pl.col("phenotype_id").is_in(list(self.names)))
        return known.sort("disease_id", "phenotype_id").iter_rows(named=True)

    def _pairs(self, of: str, to: str) -> dict[str, tuple[str, ...]]:
        table = self._table("associated_with").select(of, to).unique().sort(of, to)
        return {key: tuple(ids) for key, ids in table.group_by(of).agg(to).iter_rows()}


def licence(curie: str) -> str:
    """Licence of what a record says."""
    return LICENCES.get(curie.partition(":")[0], "see docs/data-licences.md")


def _how_often(row: Mapping[str, Any]) -> str:
    if row["negated"]:
        return "excluded"
    if row["m"]:
        return f"{row['n']}/{row['m']} patients"
    if row["frequency"] is not None:
        return f"about {row['frequency']:.0%}"
    return "frequency not stated"
