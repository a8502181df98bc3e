"""One block of a variant table: refused rows, rows left out, and the alleles of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from .classifications import most_severe, stars, tidy_review_status, tidy_significance
from .genome import chromosome, is_sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from .classifications import Selection
    from .clinvar_rows import Rows
    from .quarantine import Quarantine

_BASES: Final = "[ACGTNRYSWKMBDHV]+"  # with the codes of uncertain bases
#: How a row is quoted in quarantine.
ROW: Final = ("chrom", "pos", "variation_id", "ref", "alt")


@dataclass(frozen=True)
class Alleles:
    """What one block gives; ``rows`` counts the alleles' rows, left out and quarantined ones."""

    alleles: pl.DataFrame
    rows: int
    left_out: int


def separate(
    part: Rows, path: Path, source: str, selection: Selection, quarantine: Quarantine
) -> Alleles:
    """Quarantine what cannot be read, leave out what is not selected, read the rest."""
    here = part.frame.filter(~pl.col("elsewhere")).with_columns(chrom=chromosome("chrom"))
    checked = here.with_columns(problem=_problem(here))
    bad = checked.filter(pl.col("problem").is_not_null())
    row = pl.concat_str((pl.col(name).fill_null(".") for name in ROW), separator="\t")
    quarantine.add(source, path, part.misfits)
    quarantine.add(source, path, bad.select("line", reason="problem", row=row))
    sound = checked.filter(pl.col("problem").is_null())
    sound = mapped(sound, "significance", tidy_significance, pl.String())
    chosen = mapped(sound, "significance", selection.takes, pl.Boolean(), into="chosen")
    taken = chosen.filter(pl.col("chosen").fill_null(selection.takes(None)))
    left_out = part.total - part.misfits.height - bad.height - taken.height
    return Alleles(_meaning(_split(taken.with_columns(**part.fields))), part.total, left_out)


def mapped(
    frame: pl.DataFrame,
    column: str,
    meaning: Callable[[str], Hashable] | Callable[[str | None], Hashable],
    kind: pl.DataType,
    into: str | None = None,
) -> pl.DataFrame:
    """A text column by what its values mean, each distinct one looked at once."""
    values = frame[column].unique()
    stated = values.drop_nulls().to_list()
    meanings = pl.Series([meaning(value) for value in stated], dtype=kind)
    found = pl.col(column).replace_strict(
        pl.Series(stated, dtype=pl.String()), meanings, default=None, return_dtype=kind
    )
    return frame.with_columns(found.alias(into or column))


def _problem(rows: pl.DataFrame) -> pl.Expr:
    """Why a row cannot be a variant of GRCh38, or null."""
    known = [name for name in rows["chrom"].unique() if is_sequence(name)]
    position = pl.col("pos").str.contains(r"^[1-9]\d{0,9}$")
    bases = pl.col("ref").str.contains(f"^{_BASES}$")
    other = pl.col("alt").str.contains(rf"^(?:\.|{_BASES}(?:,{_BASES})*)$")
    return (
        pl.when(~pl.col("chrom").is_in(known).fill_null(value=False))
        .then(pl.lit("names no sequence of GRCh38"))
        .when(~position.fill_null(value=False))
        .then(pl.lit("has no position"))
        .when(~(bases & other).fill_null(value=False))
        .then(pl.lit("does not spell its alleles out"))
        .when(pl.col("variation_id").str.contains(r"\D"))
        .then(pl.lit("has an identifier that is no number"))
    )


def _split(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per alternative allele; ``.`` stands for the reference allele itself."""
    alt = pl.when(pl.col("alt") == ".").then(pl.col("ref")).otherwise(pl.col("alt"))
    single = rows.with_columns(alt=alt)
    if not rows["alt"].str.contains(",", literal=True).any():
        return single
    several = pl.col("alt").str.contains(",", literal=True)
    # the expression of one allele cannot be told from that of the other
    hgvs = pl.when(~several).then(pl.col("hgvs"))
    return single.with_columns(pl.col("alt").str.split(","), hgvs=hgvs).explode("alt")


def _meaning(rows: pl.DataFrame) -> pl.DataFrame:
    rows = mapped(rows, "review_status", tidy_review_status, pl.String())
    rows = mapped(rows, "review_status", stars, pl.Int64(), into="stars")
    rows = mapped(rows, "mc", most_severe, pl.String(), into="consequence")
    return rows.with_columns(
        pl.col("pos").cast(pl.Int64),
        pl.col("stars").fill_null(0),
        rsid=_rsid(pl.col("rs")),
        hgvs=pl.col("hgvs").str.replace("%3D", "=", literal=True),
    )


def _rsid(stated: pl.Expr) -> pl.Expr:
    """The rs id; of several, the lowest, which is the one that dbSNP keeps when it merges two."""
    several = stated.str.contains(r"\D")
    lowest = stated.str.extract_all(r"\d+").list.eval(pl.element().cast(pl.Int64)).list.min()
    number = pl.when(several).then(lowest.cast(pl.String)).when(stated != "").then(stated)
    return pl.concat_str(pl.lit("rs"), number)
