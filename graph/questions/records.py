"""Questions about a record: definition, inheritance, onset, prevalence, ids; and totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..cypher import (
    Count,
    Label,
    NodeVariable,
    Query,
)
from ..store import GraphStore
from .phenotypes import HAS, NOT_ANNOTATED, PRESENT, UP, D, P, T
from .pooling import namespace, pooled
from .question import Question, Reading, Row, unique


@dataclass(frozen=True)
class Definition(Question):
    """What a disease or phenotype is, in the words of each source."""

    label: Label
    ids: tuple[str, ...]
    intent: ClassVar[str] = "definition"

    def query(self) -> Query:
        """The records themselves."""
        node = NodeVariable("n", self.label)
        return (
            Query()
            .match(node)
            .where(node["id"].among("ids"))
            .returns(node["id"], node["name"], node["definition"])
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The ids; those of a disease pooled."""
        is_disease = self.label is Label.DISEASE
        return {"ids": pooled(store, self.ids) if is_disease else list(self.ids)}

    def read(self, rows: list[Row]) -> Reading:
        """The definitions; ids of the records that have one."""
        stated = [row | {"source": namespace(row["id"])} for row in rows if row["definition"]]
        ids = [row["id"] for row in stated]
        return Reading(ids, [row["definition"] for row in stated], stated)


@dataclass(frozen=True)
class _Course(Question):
    """Labels of Orphanet at the record, and HPO terms below a root that are annotated."""

    diseases: tuple[str, ...]
    root: ClassVar[str]
    column: ClassVar[str]

    def query(self) -> Query:
        """Each record with its list, and its terms below the root."""
        return (
            Query()
            .match(D)
            .where(D["id"].among("ids"))
            .match(D, HAS, P, UP, T, optional=True)
            .where(T["id"].equals("root"))
            .returns_distinct(
                disease_id=D["id"],
                disease=D["name"],
                labels=D[self.column],
                id=P["id"],
                label=P["name"],
                references=HAS["references"],
                file=HAS["source"],
            )
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids and the root."""
        return {"ids": pooled(store, self.diseases), "root": self.root}

    def read(self, rows: list[Row]) -> Reading:
        """HPO ids and the labels of both."""
        stated: list[Row] = []
        for row in rows:
            about = {"disease_id": row["disease_id"], "source": namespace(row["disease_id"])}
            stated += [about | {"label": label} for label in row["labels"] or ()]
            if row["id"]:
                cited = {name: row[name] for name in ("id", "label", "references", "file")}
                stated.append(about | cited)
        distinct = [row for i, row in enumerate(stated) if row not in stated[:i]]
        ids = [row["id"] for row in distinct if "id" in row]
        return Reading(ids, [row["label"] for row in distinct], distinct)


class Inheritance(_Course):
    """Modes of inheritance of a disease, by Orphanet and by HPO's annotations."""

    intent: ClassVar[str] = "inheritance_of_disease"
    root: ClassVar[str] = "HP:0000005"
    column: ClassVar[str] = "inheritance"


@dataclass(frozen=True)
class InheritedAs(Inheritance):
    """Whether a disease has a mode of inheritance, given by HPO id and name."""

    modes: tuple[tuple[str, str], ...] = ()

    def read(self, rows: list[Row]) -> Reading:
        """Present or not annotated; the rows are those of `Inheritance`."""
        stated = super().read(rows).rows
        said = {text for row in stated for text in (row.get("id"), row["label"])}
        found = any(
            curie in said or any(text and name.startswith(text) for text in said)
            for curie, name in self.modes
        )
        return Reading([], [PRESENT if found else NOT_ANNOTATED], stated)


class Onset(_Course):
    """Ages at which a disease begins, by Orphanet and by HPO's annotations."""

    intent: ClassVar[str] = "onset_of_disease"
    root: ClassVar[str] = "HP:0003674"
    column: ClassVar[str] = "onset"


@dataclass(frozen=True)
class Prevalence(Question):
    """How many people have a disease, by kind of figure and region (Orphanet).

    Of ``regions``, where any are given, as they stand in brackets after a figure ("Europe").
    """

    diseases: tuple[str, ...]
    regions: tuple[str, ...] = ()
    intent: ClassVar[str] = "prevalence_of_disease"

    def query(self) -> Query:
        """Each record with its list."""
        return (
            Query()
            .match(D)
            .where(D["id"].among("ids"))
            .returns(disease_id=D["id"], disease=D["name"], labels=D["prevalence"])
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids."""
        return {"ids": pooled(store, self.diseases)}

    def read(self, rows: list[Row]) -> Reading:
        """The figures as Orphanet gives them."""
        stated = [
            {
                "disease_id": row["disease_id"],
                "disease": row["disease"],
                "label": label,
                "source": namespace(row["disease_id"]),
            }
            for row in rows
            for label in row["labels"] or ()
            if not self.regions or label.endswith(tuple(f"({each})" for each in self.regions))
        ]
        return Reading([], [row["label"] for row in stated], stated)


@dataclass(frozen=True)
class Totals(Question):
    """How many nodes of a label there are, or of those that come from one source."""

    label: Label
    source: str | None = None
    intent: ClassVar[str] = "totals"

    def query(self) -> Query:
        """A count."""
        node = NodeVariable("n", self.label)
        conditions = [] if self.source is None else [node["source"].equals("source")]
        return Query().match(node).where(*conditions).returns(count=Count(node["id"]))

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """The source."""
        return {} if self.source is None else {"source": self.source}

    def read(self, rows: list[Row]) -> Reading:
        """The number."""
        stated = [{"label": self.label.value.name, "source": self.source} | row for row in rows]
        return Reading([], [row["count"] for row in rows], stated)


@dataclass(frozen=True)
class Releases(Question):
    """Which release of each source the graph was built from."""

    intent: ClassVar[str] = "releases"

    def query(self) -> Query:
        """All releases."""
        release = NodeVariable("r", Label.RELEASE)
        names = ("source", "version", "date", "licence", "rows", "quarantined")
        return Query().match(release).returns(*(release[name] for name in names))

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """None."""
        return {}

    def read(self, rows: list[Row]) -> Reading:
        """Sources with their versions."""
        return Reading([], unique(f"{row['source']} {row['version']}" for row in rows), rows)
