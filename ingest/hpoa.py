"""Disease annotations: ``phenotype.hpoa``.

Format: https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from ..errors import IdentifierError, SourceError
from ..ontologies import canonical, prefix
from .delimited import parse_column, read_delimited, split_problems
from .source import DATE, hpo_table
from .tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..ontologies import Ontology
    from .delimited import CellParser
    from .quarantine import Quarantine

SOURCE: Final = "hpoa"

COLUMNS: Final = (
    "database_id",
    "disease_name",
    "qualifier",
    "hpo_id",
    "reference",
    "evidence",
    "onset",
    "frequency",
    "sex",
    "modifier",
    "aspect",
    "biocuration",
)

ENTRY: Final = hpo_table(
    SOURCE,
    "phenotype.hpoa",
    COLUMNS,
    r"phenotype(?:[-_. ].*)?\.hpoa",
    required=True,
    version=re.compile(rf"^#(?:version|date|hpo-version):.*?({DATE})", re.MULTILINE),
)

#: Midpoints of HPO's frequency classes: 100 %, 80-99 %, 30-79 %, 5-29 %, 1-4 %, 0 %.
FREQUENCY_CLASSES: Final[Mapping[str, float]] = {
    "HP:0040280": 1.0,
    "HP:0040281": 0.895,
    "HP:0040282": 0.545,
    "HP:0040283": 0.17,
    "HP:0040284": 0.025,
    "HP:0040285": 0.0,
}

_DISEASE_PREFIXES: Final = ("OMIM", "ORPHA", "DECIPHER")
_QUALIFIERS: Final = {"": False, "NOT": True}
_SEXES: Final = {"": None, "MALE": "male", "FEMALE": "female"}
_ASPECTS: Final = ("P", "I", "C", "M", "H")
_COUNTS: Final = re.compile(r"(\d+)\s*/\s*(\d+)", re.ASCII)
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*%", re.ASCII)
_DATES: Final = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True)
class Annotations:
    """What the file says: the ``has_phenotype`` table, and the names of the diseases.

    ``names`` has the columns id, name and rank; rank 0 is the name to show (see `_ranked_names`).
    """

    rows: int
    has_phenotype: pl.DataFrame
    names: pl.DataFrame


def read_hpoa(path: Path, ontology: Ontology, quarantine: Quarantine) -> Annotations:
    """Read the annotations, with retired terms replaced by those of `ontology`.

    Rows that cannot be understood, or that name unknown terms, go to quarantine.

    Raises:
        SourceError: unreadable, the header is not that of ``phenotype.hpoa``, or no row is usable.
    """
    source = read_delimited(path, COLUMNS, SOURCE, quarantine)
    parsed = split_problems(_meanings(source.rows, ontology), path, SOURCE, quarantine)
    if parsed.is_empty():
        raise SourceError(_nothing_usable(quarantine), path=path)
    return Annotations(source.total, _has_phenotype(parsed), _ranked_names(parsed))


def _nothing_usable(quarantine: Quarantine) -> str:
    first = quarantine.frame().filter(pl.col("source") == SOURCE).head(1)
    reasons = [f"; line {line} {reason}" for line, reason in first.select("line", "reason").rows()]
    return "holds no annotation that can be used" + "".join(reasons)


def _meanings(rows: pl.DataFrame, ontology: Ontology) -> pl.DataFrame:
    text, texts = pl.String(), pl.List(pl.String())
    counts = {"frequency": pl.Float64(), "n": pl.Int64(), "m": pl.Int64(), "frequency_label": text}
    columns: list[tuple[str, CellParser, Mapping[str, pl.DataType]]] = [
        ("database_id", lambda cell: {"disease_id": disease_id(cell)}, {"disease_id": text}),
        ("qualifier", _qualifier, {"negated": pl.Boolean()}),
        (
            "hpo_id",
            lambda cell: _phenotype(cell, ontology),
            {"phenotype_id": text, "original_id": text},
        ),
        ("raw_frequency", lambda cell: parse_frequency(cell, ontology), counts),
        ("raw_onset", lambda cell: {"onset": _term(cell, ontology)}, {"onset": text}),
        ("raw_sex", _sex, {"sex": text}),
        ("modifier", lambda cell: {"modifiers": _terms(cell, ontology)}, {"modifiers": texts}),
        ("raw_aspect", _aspect, {"aspect": text}),
        ("reference", lambda cell: {"references": _split(cell)}, {"references": texts}),
    ]
    same_name = ("frequency", "onset", "sex", "aspect")
    rows = _without_repeats(rows.rename({column: f"raw_{column}" for column in same_name}))
    for column, parse, schema in columns:
        rows = parse_column(rows, column, parse, schema)
    return rows


def _without_repeats(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark rows that repeat an earlier one word for word: they are no further evidence."""
    repeat = pl.lit("repeats an earlier row word for word")
    return rows.with_columns(problem=pl.when(~pl.col("row").is_first_distinct()).then(repeat))


def disease_id(cell: str) -> str:
    """The canonical id of a disease.

    Raises:
        IdentifierError: malformed, or of a namespace that holds no diseases here.
    """
    identifier = canonical(cell)
    if prefix(identifier) not in _DISEASE_PREFIXES:
        raise IdentifierError(f"{cell!r} is no id of OMIM, ORPHA or DECIPHER", identifier=cell)
    return identifier


def parse_frequency(cell: str, ontology: Ontology) -> dict[str, float | int | str | None]:
    """A frequency as fraction, with counts where stated: ``3/7``, ``25%`` or a class of HPO.

    Raises:
        ValueError: of no such form, more affected than examined, or nobody examined.
    """
    if not cell:
        return {}
    if counts := _COUNTS.fullmatch(cell):
        n, m = int(counts[1]), int(counts[2])
        if m == 0 or n > m or m >= 2**63:
            raise ValueError(f"frequency {cell!r} is no share of examined patients")
        return {"frequency": n / m, "n": n, "m": m, "frequency_label": cell}
    if percent := _PERCENT.fullmatch(cell):
        if float(percent[1]) > 100:
            raise ValueError(f"frequency {cell!r} is more than 100 %")
        return {"frequency": float(percent[1]) / 100, "frequency_label": cell}
    return {"frequency": _frequency_class(cell, ontology), "frequency_label": cell}


def _frequency_class(cell: str, ontology: Ontology) -> float:
    try:
        return FREQUENCY_CLASSES[_term(cell, ontology) or ""]
    except (KeyError, IdentifierError) as error:
        raise ValueError(f"frequency {cell!r} is no n/m, percentage or HPO class") from error


def _qualifier(cell: str) -> dict[str, bool]:
    if cell.upper() not in _QUALIFIERS:
        raise ValueError(f"qualifier {cell!r} is not NOT")
    return {"negated": _QUALIFIERS[cell.upper()]}


def _sex(cell: str) -> dict[str, str | None]:
    if cell.upper() not in _SEXES:
        raise ValueError(f"sex {cell!r} is not MALE or FEMALE")
    return {"sex": _SEXES[cell.upper()]}


def _aspect(cell: str) -> dict[str, str]:
    if cell not in _ASPECTS:
        raise ValueError(f"aspect {cell!r} is not one of {', '.join(_ASPECTS)}")
    return {"aspect": cell}


def _phenotype(cell: str, ontology: Ontology) -> dict[str, str | None]:
    stated = canonical(cell)
    current = ontology.resolve(stated)
    return {"phenotype_id": current, "original_id": stated if stated != current else None}


def _term(cell: str, ontology: Ontology) -> str | None:
    return ontology.resolve(canonical(cell)) if cell else None


def _terms(cell: str, ontology: Ontology) -> list[str]:
    return list(dict.fromkeys(ontology.resolve(canonical(part)) for part in _split(cell)))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _has_phenotype(parsed: pl.DataFrame) -> pl.DataFrame:
    columns = TABLES["has_phenotype"]
    absent = pl.col("frequency").fill_null(1.0) == 0.0
    return parsed.with_columns(
        pl.col("negated") | absent,
        *(pl.col(column).replace("", None) for column in ("evidence", "biocuration")),
        source=pl.lit(SOURCE),
    ).select(pl.col(name).cast(dtype) for name, dtype in columns.items())


def _ranked_names(parsed: pl.DataFrame) -> pl.DataFrame:
    """Every name of each disease, the most used first, then the most recently curated."""
    dates = pl.col("biocuration").str.extract_all(_DATES).list.max()
    counted = (
        parsed.filter(pl.col("disease_name") != "")
        .group_by(id="disease_id", name="disease_name")
        .agg(rows=pl.len(), newest=dates.max().fill_null(""))
        .sort("id", "rows", "newest", "name", descending=[False, True, True, False])
    )
    return counted.select("id", "name", rank=pl.int_range(pl.len()).over("id"))
