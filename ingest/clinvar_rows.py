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
_MORE: Final = "_more"

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
    needs; these are evaluated once the selection is made. ``misfits`` are the rows of another
    width than the header: line, reason and row.
    """

    frame: pl.DataFrame
    misfits: pl.DataFrame
    fields: dict[str, pl.Expr]
    """review_status, mc, rs, hgvs, genes and conditions."""
    total: int
    next_line: int


class VcfRows:
    """A VCF whose INFO has ClinVar's fields; each is found by name, in any order."""

    def __init__(self, header: Sequence[str]) -> None:
        self._columns = (*_VCF, *(f"_{n}" for n in range(len(_VCF), len(header))))

    def read(self, body: bytes, line: int) -> Rows:
        """The rows of whole lines, the first of which is line number `line`."""
        rows = _table(body, self._columns).with_row_index("line", offset=line)
        comment = pl.col("chrom").str.starts_with("#").fill_null(value=False)
        stated = rows.filter(~_blank(self._columns), ~comment)
        misfits = _misfits(stated, self._columns, body, line)
        fitting = _without(stated, misfits).select("line", *_VCF)
        frame = fitting.with_columns(
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
        frame = frame.drop("id", "qual", "filter")
        return Rows(frame, misfits, fields, stated.height, line + rows.height)


class SummaryRows:
    """``variant_summary.txt``: a row per variant and assembly, of which only GRCh38 is read."""

    def __init__(self, header: Sequence[str]) -> None:
        names = {official: ours for ours, official in _SUMMARY.items()}
        self._columns = tuple(names.get(name, f"_{n}") for n, name in enumerate(header))

    def read(self, body: bytes, line: int) -> Rows:
        """The rows of whole lines, the first of which is line number `line`."""
        rows = _table(body, self._columns).with_row_index("line", offset=line)
        stated = rows.filter(~_blank(self._columns))
        misfits = _misfits(stated, self._columns, body, line)
        frame = _without(stated, misfits).select(
            "line",
            *(_known(name, "-", "-1", "na") for name in _SUMMARY),
            elsewhere=pl.col("assembly").fill_null("") != "GRCh38",
        )
        # several genes have -1 for their number, and so has "subset of 66 genes: ..."
        symbols = pl.when(pl.col("symbol").str.contains(r"^[^\s:]+$")).then(pl.col("symbol"))
        gene = (
            pl.when(pl.col("gene").is_not_null())
            .then(pl.concat_str(pl.col("symbol").fill_null(""), pl.lit(":"), pl.col("gene")))
            .otherwise(symbols.str.replace_all(";", "|", literal=True))
        )
        fields = {
            "review_status": pl.col("review_status"),
            "mc": pl.lit(None, _TEXT),
            "rs": pl.col("rs"),
            "hgvs": pl.when(pl.col("hgvs").str.contains(":", literal=True)).then(pl.col("hgvs")),
            "genes": gene,
            "conditions": pl.col("conditions"),
        }
        return Rows(frame, misfits, fields, stated.height, line + rows.height)


def _table(body: bytes, columns: Sequence[str]) -> pl.DataFrame:
    """Tab-separated lines as text; what is missing is null, one column further is `_MORE`.

    The width is that of the header put in front: a first line of another width changes nothing.
    """
    header = "\t".join((*columns, _MORE)).encode() + b"\n"
    return pl.read_csv(
        io.BytesIO(header + body),
        separator="\t",
        quote_char=None,
        infer_schema=False,
        truncate_ragged_lines=True,
    )


def _misfits(stated: pl.DataFrame, columns: Sequence[str], body: bytes, line: int) -> pl.DataFrame:
    """Rows with more or fewer columns than the header: line, reason and row."""
    unlike = pl.col(columns[-1]).is_null() | pl.col(_MORE).is_not_null()
    numbers = stated.filter(unlike)["line"].to_list()
    lines = body.split(b"\n") if numbers else []
    texts = [lines[number - line].decode("utf-8", "replace").rstrip("\r") for number in numbers]
    found = [
        (number, f"has {width} columns instead of {len(columns)}", text)
        for number, text in zip(numbers, texts, strict=True)
        if (width := text.count("\t") + 1) != len(columns)
    ]
    schema = {"line": stated.schema["line"], "reason": _TEXT, "row": _TEXT}
    return pl.DataFrame(found, schema=schema, orient="row")


def _without(stated: pl.DataFrame, misfits: pl.DataFrame) -> pl.DataFrame:
    return stated.join(misfits, on="line", how="anti") if misfits.height else stated


def _blank(columns: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(column).is_null() for column in columns)


def _info(name: str) -> pl.Expr:
    """A field of INFO, which has a semicolon put in front for this."""
    return pl.col("info").str.extract(f";{name}=([^;]*)")


def _known(column: str, *placeholders: str) -> pl.Expr:
    return pl.when(~pl.col(column).is_in(placeholders)).then(pl.col(column)).alias(column)
