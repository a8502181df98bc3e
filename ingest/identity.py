"""Which records are the same disease: OMIM, ORPHA and Mondo ids joined with their relation.

Nothing is guessed: a Mondo term that is exact to two records of one database makes them close, not
exact, and every contradiction becomes a row of the table ``conflicts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

EXACT: Final = "skos:exactMatch"
CLOSE: Final = "skos:closeMatch"
MONDO: Final = "Mondo"
ORPHANET: Final = "Orphanet"

_PAIR: Final = ("disease_id", "other_id")
_CONFLICTS: Final = TABLES["conflicts"].names()


@dataclass(frozen=True)
class Identity:
    """``same_as`` and ``conflicts`` as the tables; ``mondo_id`` of each disease that has one."""

    same_as: pl.DataFrame
    conflicts: pl.DataFrame
    mondo_ids: Mapping[str, str]


def join_identities(
    matches: pl.DataFrame, references: pl.DataFrame, moved: pl.DataFrame, diseases: pl.Series
) -> Identity:
    """Join the records of the known `diseases`.

    Args:
        matches: mondo_id and disease_id, exact by Mondo, and obsolete_id where Mondo's id was
            replaced.
        references: disease_id (ORPHA), other_id (OMIM) and predicate, by Orphanet.
        moved: id and replaced_by of ids that are no longer used, and the source that says so.
    """
    followed, of_moves = _followed(matches.select("mondo_id", "disease_id"), moved)
    of_moves = pl.concat([_replaced(matches), of_moves])
    known = followed.filter(pl.col("disease_id").is_in(diseases.implode()))
    marked = _counted(known.unique(maintain_order=True))
    by_mondo = _mondo_pairs(marked)
    by_orphanet = references.select(*_PAIR, "predicate").with_columns(source=pl.lit(ORPHANET))
    pairs = pl.concat([_to_mondo(marked), by_mondo, by_orphanet, _moved_pairs(moved, diseases)])
    same_as = pairs.unique([*_PAIR, "source"], keep="first", maintain_order=True)
    conflicts = [of_moves, _ambiguous(marked), _contradicted(by_mondo, by_orphanet)]
    single = marked.filter(pl.col("terms") == 1)
    return Identity(
        same_as.sort(*_PAIR, "source").select(TABLES["same_as"].names()),
        pl.concat(conflicts),
        dict(single.select("disease_id", "mondo_id").iter_rows()),
    )


def _replaced(matches: pl.DataFrame) -> pl.DataFrame:
    return matches.drop_nulls("obsolete_id").select(
        kind=pl.lit("moved_id"),
        subject="disease_id",
        object="obsolete_id",
        detail=pl.format("has been replaced by {}, which is taken instead", "mondo_id"),
        source=pl.lit(MONDO),
    )


def _to_mondo(marked: pl.DataFrame) -> pl.DataFrame:
    """Each record and the Mondo term for it; close where either has another partner."""
    single = (pl.col("records") == 1) & (pl.col("terms") == 1)
    return marked.select(
        "disease_id",
        other_id="mondo_id",
        predicate=pl.when(single).then(pl.lit(EXACT)).otherwise(pl.lit(CLOSE)),
        source=pl.lit(MONDO),
    )


def single_moves(moved: pl.DataFrame) -> pl.DataFrame:
    """Ids that have moved to one id: those split over several are left alone."""
    return moved.filter(~pl.col("id").is_duplicated())


def _followed(matches: pl.DataFrame, moved: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The matches with moved codes replaced, and a conflict for each."""
    joined = matches.join(
        single_moves(moved).drop("source"),
        left_on="disease_id",
        right_on="id",
        how="left",
        maintain_order="left",
    )
    gone = joined.drop_nulls("replaced_by").select(
        kind=pl.lit("moved_id"),
        subject="mondo_id",
        object="disease_id",
        detail=pl.format("has moved to {}, which is taken instead", "replaced_by"),
        source=pl.lit(MONDO),
    )
    current = joined.select("mondo_id", disease_id=pl.coalesce("replaced_by", "disease_id"))
    return current, gone


def _counted(matches: pl.DataFrame) -> pl.DataFrame:
    """How many records of the same database each Mondo term has, and terms each record."""
    return matches.with_columns(
        namespace=pl.col("disease_id").str.split(":").list.first()
    ).with_columns(
        records=pl.len().over("mondo_id", "namespace"), terms=pl.len().over("disease_id")
    )


def _mondo_pairs(marked: pl.DataFrame) -> pl.DataFrame:
    """ORPHA and OMIM records of one Mondo term; exact where each side is the only one."""
    orpha = marked.filter(pl.col("namespace") == "ORPHA")
    omim = marked.filter(pl.col("namespace") == "OMIM").rename({"disease_id": "other_id"})
    single = pl.lit(True)
    for column in ("records", "terms", "records_right", "terms_right"):
        single = single & (pl.col(column) == 1)
    pairs = orpha.join(omim, on="mondo_id", maintain_order="left").select(
        *_PAIR,
        predicate=pl.when(single).then(pl.lit(EXACT)).otherwise(pl.lit(CLOSE)),
        source=pl.lit(MONDO),
    )
    return pairs.sort(pl.col("predicate") != EXACT, maintain_order=True)


def _moved_pairs(moved: pl.DataFrame, diseases: pl.Series) -> pl.DataFrame:
    """An obsolete code that annotations still use is the same disease as the one it moved to."""
    known = diseases.implode()
    return (
        single_moves(moved)
        .filter(pl.col("id").is_in(known), pl.col("replaced_by").is_in(known))
        .select("source", disease_id="id", other_id="replaced_by", predicate=pl.lit(EXACT))
        .select(*_PAIR, "predicate", "source")
    )


def _ambiguous(marked: pl.DataFrame) -> pl.DataFrame:
    several = marked.filter(pl.col("records") > 1).group_by(
        "mondo_id", "namespace", maintain_order=True
    )
    split = marked.filter(pl.col("terms") > 1).group_by("disease_id", maintain_order=True)
    return pl.concat(
        [
            several.agg(pl.col("disease_id").sort()).select(
                kind=pl.lit("mondo_exact_to_several"),
                subject="mondo_id",
                object=pl.col("disease_id").list.join("|"),
                detail=pl.format("exact to several records of {}", "namespace"),
                source=pl.lit(MONDO),
            ),
            split.agg(pl.col("mondo_id").sort()).select(
                kind=pl.lit("several_mondo_ids"),
                subject="disease_id",
                object=pl.col("mondo_id").list.join("|"),
                detail=pl.lit("several Mondo terms call it exact"),
                source=pl.lit(MONDO),
            ),
        ]
    ).select(_CONFLICTS)


def _contradicted(by_mondo: pl.DataFrame, by_orphanet: pl.DataFrame) -> pl.DataFrame:
    both = by_mondo.join(by_orphanet, on=_PAIR, suffix="_orphanet", maintain_order="left")
    return both.filter(pl.col("predicate") != pl.col("predicate_orphanet")).select(
        kind=pl.lit("relation_differs"),
        subject="disease_id",
        object="other_id",
        detail=pl.format("{} in Mondo, {} in Orphanet", "predicate", "predicate_orphanet"),
        source=pl.lit(f"{MONDO}|{ORPHANET}"),
    )
