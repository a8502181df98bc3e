"""The rows of ClinVar's two kinds of file, block by block, as the same columns."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT: Final = pl.String()
VCF_HEADER: Final = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"]
_VCF: Final = ("chrom", "pos", "id", "ref", "alt", "qual", "filter", "info")

#: Columns of ``variant_summary.txt`` by what they are called here.
_SUMMARY: Final = {
    "variation_id": "VariationID",
    "assembly": "Assembly",
    "chrom": "Chromosome",
    "pos": "PositionVCF",
    "ref": "ReferenceAlleleVCF",
    "alt": "AlternateAlleleVCF",
    "hgvs": "Name",
    "significance": "ClinicalSignificance",
    "review_status": "ReviewStatus",
    "rs": "RS# (dbSNP)",
    "symbol": "GeneSymbol",
    "gene": "GeneID",
    "conditions": "PhenotypeIDS",
}
SUMMARY_HEADER: Final = frozenset(_SUMMARY.values())


@dataclass(frozen=True)
class Rows:
    """The rows of one block as text columns, with expressions for the fields of INFO.

    ``frame`` has line, chrom, pos, ref, alt, variation_id, significance and whatever `fields`
    needs; these are evaluated once the selection is made.
    """

    frame: pl.DataFrame
    fields: dict[str, pl.Expr]
    """review_status, mc, rs, hgvs, genes and conditions."""
    total: int
    next_line: int


class VcfRows:
    """A VCF whose INFO has ClinVar's fields; each is found by name, in any order."""

    def read(self, body: bytes, line: int) -> Rows:
        """The rows of whole lines, the first of which is line number `line`."""
        rows = _table(body, _VCF).with_row_index("line", offset=line)
        stated = rows.filter(~_blank(_VCF), ~pl.col("chrom").str.starts_with("#"))
        frame = stated.with_columns(
            variation_id=_known("id", "."),
            info=pl.concat_str(pl.lit(";"), pl.col("info").fill_null("")),
        )
        fields = {
            "review_status": _info("CLNREVSTAT"),
            "mc": _info("MC"),
            "rs": _info("RS"),
            "hgvs": _info("CLNHGVS"),
            "genes": _info("GENEINFO"),
            "conditions": _info("CLNDISDB"),
        }
        frame = frame.with_columns(significance=_info("CLNSIG"), elsewhere=pl.lit(value=False))
        return Rows(frame.drop("id", "qual", "filter"), fields, stated.height, line + rows.height)


class SummaryRows:
    """``variant_summary.txt``: a row per variant and assembly, of which only GRCh38 is read."""

    def __init__(self, header: Sequence[str]) -> None:
        names = {official: ours for ours, official in _SUMMARY.items()}
        self._columns = tuple(names.get(name, f"_{n}") for n, name in enumerate(header))

    def read(self, body: bytes, line: int) -> Rows:
        """The rows of whole lines, the first of which is line number `line`."""
        rows = _table(body, self._columns).with_row_index("line", offset=line)
        stated = rows.filter(~_blank(self._columns))
        frame = stated.select(
            "line",
            *(_known(name, "-", "-1", "na") for name in _SUMMARY),
            elsewhere=pl.col("assembly").fill_null("") != "GRCh38",
        )
        # "subset of 66 genes: ..." and the like have -1 for their gene
        gene = pl.when(pl.col("gene").is_not_null()).then(
            pl.concat_str(pl.col("symbol").fill_null(""), pl.lit(":"), pl.col("gene"))
        )
        fields = {
            "review_status": pl.col("review_status"),
            "mc": pl.lit(None, _TEXT),
            "rs": pl.col("rs"),
            "hgvs": pl.when(pl.col("hgvs").str.contains(":", literal=True)).then(pl.col("hgvs")),
            "genes": gene,
            "conditions": pl.col("conditions"),
        }
        return Rows(frame, fields, stated.height, line + rows.height)


def _table(body: bytes, columns: Sequence[str]) -> pl.DataFrame:
    """Tab-separated lines as text; what is missing is null, further columns are dropped."""
    return pl.read_csv(
        io.BytesIO(body),
        has_header=False,
        separator="\t",
        quote_char=None,
        schema=dict.fromkeys(columns, _TEXT),
        truncate_ragged_lines=True,
    )


def _blank(columns: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(column).is_null() for column in columns)


def _info(name: str) -> pl.Expr:
    """A field of INFO, which has a semicolon put in front for this."""
    return pl.col("info").str.extract(f";{name}=([^;]*)")


def _known(column: str, *placeholders: str) -> pl.Expr:
    return pl.when(~pl.col(column).is_in(placeholders)).then(pl.col(column)).alias(column)
