"""HPO's names in other languages: one Babelon table for each.

Files: ``hp-zh.babelon.tsv`` and so on, of HPO's own translation project.
Format: https://monarch-initiative.github.io/babelon/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from ..ontologies import canonical
from .delimited import parse_column, read_delimited, split_problems
from .source import HPO, PURL, Source, table
from .tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from ..ontologies import Ontology
    from .quarantine import Quarantine

#: Codes (ISO 639-1) of the languages that are read.
LANGUAGES: Final = ("zh", "ja", "es", "fr", "pt", "nl", "it", "de")
COLUMNS: Final = (
    "subject_id",
    "predicate_id",
    "translation_language",
    "source_value",
    "translation_value",
    "translation_status",
)
#: What a row translates, by its predicate.
_PROPERTIES: Final = {
    "rdfs:label": "LABEL",
    "IAO:0000115": "DEFINITION",
    "oboInOwl:hasExactSynonym": "EXACT",
    "oboInOwl:hasNarrowSynonym": "NARROW",
    "oboInOwl:hasBroadSynonym": "BROAD",
    "oboInOwl:hasRelatedSynonym": "RELATED",
}
_OBSOLETE: Final = "obsolete "
_NOTHING: Final = ("", "NA")
_TEXT: Final = pl.String()


def source_name(language: str) -> str:
    """How options and messages call the translation into a language.

    >>> source_name("zh")
    'hp_zh'
    """
    return f"hp_{language}"


def _entry(language: str) -> Source:
    filename = f"hp-{language}.babelon.tsv"
    return table(
        source_name(language),
        filename,
        COLUMNS,
        rf"hp-{language}(?:[-_. ].*)?\.babelon\.tsv",
        url=f"{PURL}/hp/translations/{filename}",
        provider=HPO,
    )


ENTRIES: Final = tuple(map(_entry, LANGUAGES))


def read_translations(
    path: Path, language: str, ontology: Ontology, quarantine: Quarantine
) -> tuple[int, pl.DataFrame]:
    """The number of rows, and those that translate something (columns of `translations`).

    What translates a retired term is laid on its replacement, a label as another name of it
    (RELATED). Rows without a translation, of terms that are gone or of another language go to
    quarantine.

    Raises:
        SourceError: unreadable, or without the columns of this file.
    """
    source = source_name(language)
    file = read_delimited(path, COLUMNS, source, quarantine)

    def term(cell: str) -> dict[str, object]:
        stated = canonical(cell)
        current = ontology.resolve(stated)
        return {"id": current, "moved": current != stated}

    rows = parse_column(file.rows, "subject_id", term, {"id": _TEXT, "moved": pl.Boolean()})
    rows = rows.with_columns(
        problem=pl.coalesce(_problem(language), "problem"),
        property=pl.col("predicate_id").replace_strict(_PROPERTIES, default=None),
    )
    unread = pl.format("translates {}, which is not read", "predicate_id")
    marked = rows.with_columns(
        problem=pl.coalesce("problem", pl.when(pl.col("property").is_null()).then(unread))
    )
    kept = split_problems(marked, path, source, quarantine)
    of_retired = pl.col("moved") & (pl.col("property") == "LABEL")
    return file.total, kept.select(
        "id",
        pl.lit(language).alias("language"),
        pl.when(of_retired).then(pl.lit("RELATED")).otherwise("property").alias("property"),
        pl.col("translation_value").alias("text"),
        pl.col("translation_status").alias("status"),
        pl.col("source_value").alias("source_text"),
    ).cast(TABLES["translations"])


def _problem(language: str) -> pl.Expr:
    """What is wrong with a row apart from its term."""
    other = pl.col("translation_language") != language
    missing = pl.col("translation_value").is_in(_NOTHING)
    obsolete = pl.col("source_value").str.starts_with(_OBSOLETE)
    return (
        pl.when(other)
        .then(pl.format("is a translation into {}", "translation_language"))
        .when(missing)
        .then(pl.lit("has no translation"))
        .when(obsolete)
        .then(pl.lit("translates the name of an obsolete term"))
    )
