"""The tables variants, in_gene and classified_for, from the variant tables that a build reads.

A variant of ClinVar is known by its VariationID, any other by its SPDI on GRCh38. Where an
identifier stands on two rows, the first keeps it. A further table, such as a licensed one, adds
its classifications to variants that ClinVar has too, and brings its own others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from . import clinvar
from .classifications import Selection
from .clinvar_alleles import ROW
from .genome import LOCUS, spdi
from .progress import SILENT
from .tables import TABLES
from .variant_links import condition_links, gene_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .locate import Located
    from .progress import Progress
    from .quarantine import Quarantine

_TABLES: Final = ("variants", "in_gene", "classified_for")
#: How edges name ClinVar; another table is named as it is located.
_NAMES: Final = {clinvar.SOURCE: "ClinVar"}


@dataclass
class VariantTables:
    """What the variant tables of a build give."""

    tables: dict[str, pl.DataFrame]
    """variants, in_gene, classified_for, and genes with those that only a variant names."""
    rows: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def read_variant_tables(
    files: Sequence[Located],
    selection: Selection,
    tables: Mapping[str, pl.DataFrame],
    quarantine: Quarantine,
    progress: Progress = SILENT,
) -> VariantTables:
    """Read every variant table; `tables` holds genes, diseases and retired ids.

    Raises:
        SourceError: a file is damaged or no variant table.
    """
    found = VariantTables({name: _empty(name) for name in _TABLES} | {"genes": tables["genes"]})
    parts = []
    for file in files:
        name = file.source.name
        records = clinvar.read_variants(file.path, name, selection, quarantine)
        found.rows[name], found.left_out[name] = records.rows, records.left_out
        alleles = _identified(records.alleles, file, quarantine, progress)
        found.kept[name] = alleles["line"].n_unique()
        parts.append(alleles)
        progress.note(f"{name}: {records.left_out:,} rows are left out by the selection")
        progress.advance()
    if not parts:
        return found
    alleles = _joined(parts)
    variants = alleles.unique("id", keep="first", maintain_order=True) if parts[1:] else alleles
    genes, in_gene = gene_links(alleles, tables["genes"], progress)
    classified_for = condition_links(alleles, tables["diseases"], tables["retired"], progress)
    made = {"variants": variants, "in_gene": in_gene, "classified_for": classified_for}
    found.tables = {name: made[name].select(TABLES[name].names()) for name in _TABLES}
    found.tables["genes"] = genes
    return found


def without_unselected(located: Sequence[Located], selection: Selection) -> tuple[Located, ...]:
    """The files of a build: no variant table where no variant is selected."""
    none = selection is Selection.NONE
    return tuple(one for one in located if not (none and one.source.variants))


def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=TABLES[table])


def _identified(
    alleles: pl.DataFrame, file: Located, quarantine: Quarantine, progress: Progress
) -> pl.DataFrame:
    """The alleles with their id and source; a row that only repeats others goes to quarantine."""
    name = file.source.name
    if name != clinvar.SOURCE:  # only ClinVar's numbers are known everywhere
        alleles = alleles.with_columns(variation_id=pl.lit(None, pl.String))
    stated = pl.col("variation_id")
    first = stated.is_first_distinct() & stated.is_not_null()
    again = int((~alleles.select(first | stated.is_null()).to_series()).sum())
    if again:
        progress.note(f"{name}: {again} alleles have the id of an earlier one; keyed by SPDI")
    named = alleles.with_columns(
        id=pl.when(first).then(pl.concat_str(pl.lit("ClinVar:"), stated)).otherwise(spdi()),
        source=pl.lit(_NAMES.get(name, name)),
    )
    numbered = named.select(first).to_series()
    known = named.filter(numbered).select(spdi()).to_series()
    new = named["id"].is_first_distinct() & (numbered | ~named["id"].is_in(known.implode()))
    if new.all():
        return named
    kept = named.filter(new)
    lost = named.filter(~new).join(kept, on="line", how="anti").unique("line", maintain_order=True)
    reason = pl.format("repeats the variant {} of an earlier row", "id")
    columns = (pl.col(name).cast(pl.String).fill_null(".") for name in ROW)
    row = pl.concat_str(columns, separator="\t")
    quarantine.add(name, file.path, lost.select("line", reason=reason, row=row))
    return kept


def _joined(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All alleles, those of later tables under the id that the first gave to the same allele."""
    first, *others = parts
    if not others:
        return first
    known = first.select(*LOCUS, known="id").unique(LOCUS, keep="first", maintain_order=True)
    renamed = [
        part.join(known, on=LOCUS, how="left", maintain_order="left")
        .with_columns(id=pl.coalesce("known", "id"))
        .drop("known")
        for part in others
    ]
    return pl.concat([first, *renamed])
