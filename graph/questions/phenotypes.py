"""Questions about what patients with a disease show, and which diseases show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from ..cypher import (
    Condition,
    Label,
    NodeVariable,
    Query,
    Relation,
    RelationshipVariable,
)
from ..store import GraphStore
from .pooling import partners, pool_of, pooled
from .question import Answer, Question, Reading, Row, fetch, unique

#: Hops within which every ancestor of a term lies.
DEEPEST: Final = 30
#: HPO's frequency classes (https://hpo.jax.org, subontology Frequency) and their names.
FREQUENCY_CLASSES: Final = {
    "HP:0040280": "Obligate",
    "HP:0040281": "Very frequent",
    "HP:0040282": "Frequent",
    "HP:0040283": "Occasional",
    "HP:0040284": "Very rare",
    "HP:0040285": "Excluded",
}
PRESENT, EXCLUDED, NOT_ANNOTATED = "present", "excluded", "not annotated"

D: Final = NodeVariable("d", Label.DISEASE)
P: Final = NodeVariable("p", Label.PHENOTYPE)
T: Final = NodeVariable("t", Label.PHENOTYPE)
HAS: Final = RelationshipVariable("r", Relation.HAS_PHENOTYPE)
UP: Final = RelationshipVariable("up", Relation.IS_A, hops=(0, DEEPEST))
_SPECIFIC: Final = (
    Query()
    .match(P, UP, T)
    .where(T["id"].among("terms"))
    .returns_distinct(asked=T["id"], id=P["id"])
)


def specific(store: GraphStore, terms: Iterable[str]) -> dict[str, set[str]]:
    """Each of these terms and every more specific one, with the asked terms that it falls under."""
    found: dict[str, set[str]] = {}
    for row in fetch(store, _SPECIFIC, terms=list(terms)):
        found.setdefault(row["id"], set()).add(row["asked"])
    return found


_EVIDENCE: Final = {
    "disease_id": D["id"],
    "disease": D["name"],
    "phenotype_id": P["id"],
    "phenotype": P["name"],
    "frequency": HAS["frequency_label"],
    "fraction": HAS["frequency"],
    "negated": HAS["negated"],
    "onset": HAS["onset"],
    "sex": HAS["sex"],
    "evidence": HAS["evidence"],
    "references": HAS["references"],
    "source": D["source"],
    "file": HAS["source"],
}


def frequency(row: Row) -> str | None:
    """A row's frequency in words: "12/15", "80%" or the name of HPO's class."""
    label = row["frequency"]
    return FREQUENCY_CLASSES.get(label, label)


def _tidy(row: Row) -> Row:
    return row | {"frequency": frequency(row)}


@dataclass(frozen=True)
class PhenotypesOfDisease(Question):
    """Phenotypes of a disease with frequency and source, or those that are excluded in it.

    ``least`` and ``most`` bound the frequency (0 to 1) of the annotations that count.
    """

    diseases: tuple[str, ...]
    excluded: bool = False
    least: float | None = None
    most: float | None = None
    intent: ClassVar[str] = "phenotypes_of_disease"

    def query(self) -> Query:
        """Annotations of the pooled records that speak of phenotypes."""
        conditions: list[Condition] = [
            D["id"].among("ids"),
            HAS["aspect"].equals("aspect"),
            HAS["negated"].equals("negated"),
        ]
        if self.least is not None:
            conditions.append(HAS["frequency"].at_least("least"))
        if self.most is not None:
            conditions.append(HAS["frequency"].at_most("most"))
        return Query().match(D, HAS, P).where(*conditions).returns(**_EVIDENCE)

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids, and the bounds that are set."""
        bounds = {"least": self.least, "most": self.most}
        return {
            "ids": pooled(store, self.diseases),
            "aspect": "P",
            "negated": self.excluded,
            **{name: bound for name, bound in bounds.items() if bound is not None},
        }

    def read(self, rows: list[Row]) -> Reading:
        """Phenotype ids, the most frequent first."""
        ordered = sorted(rows, key=lambda row: (-(row["fraction"] or 0.0), row["phenotype_id"]))
        return Reading([row["phenotype_id"] for row in ordered], [], [_tidy(r) for r in ordered])


@dataclass(frozen=True)
class PhenotypeInDisease(Question):
    """How often a phenotype occurs in a disease, or whether it is excluded.

    An annotation with a more specific term says that the phenotype is present; an excluded more
    general one says that it is excluded. ``status_only`` leaves the frequencies to the rows.
    """

    diseases: tuple[str, ...]
    phenotypes: tuple[str, ...]
    status_only: bool = False
    intent: ClassVar[str] = "phenotype_in_disease"

    def query(self) -> Query:
        """Annotations of the pooled records with the terms or with more specific ones."""
        return (
            Query()
            .match(D, HAS, P, UP, T)
            .where(D["id"].among("ids"), T["id"].among("terms"))
            .returns_distinct(**_EVIDENCE)
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """Pooled ids and the terms."""
        return {"ids": pooled(store, self.diseases), "terms": list(self.phenotypes)}

    def read(self, rows: list[Row]) -> Reading:
        """Frequencies, or the status; and the frequency classes among them as ids."""
        direct = [row for row in rows if row["phenotype_id"] in self.phenotypes]
        implied = [row for row in rows if row not in direct and not row["negated"]]
        shown = [_tidy(row) for row in direct or implied]
        labels = [row["frequency"] for row in direct if row["frequency"] and not row["negated"]]
        status = list(_status(direct or implied))
        if self.status_only or not labels:
            return Reading([], status, shown)
        classes = [label for label in labels if label in FREQUENCY_CLASSES]
        excluded = [each for each in status if each == EXCLUDED]
        return Reading(classes, [*(FREQUENCY_CLASSES.get(x, x) for x in labels), *excluded], shown)

    def answer(self, store: GraphStore) -> Answer:
        """As every question; what a more general excluded term excludes is looked up last."""
        given = super().answer(store)
        if given.rows:
            return given
        excluded = fetch(store, _EXCLUDED_ABOVE, **given.params, negated=True)
        if not excluded:
            return given
        return Answer(
            given.intent, (), (EXCLUDED,), tuple(map(_tidy, excluded)), given.cypher, given.params
        )


_EXCLUDED_ABOVE: Final = (
    Query()
    .match(T, UP, P)
    .match(D, HAS, P)
    .where(D["id"].among("ids"), T["id"].among("terms"), HAS["negated"].equals("negated"))
    .returns_distinct(**_EVIDENCE)
)


def _status(rows: Sequence[Row]) -> tuple[str, ...]:
    said = unique(EXCLUDED if row["negated"] else PRESENT for row in rows)
    return tuple(sorted(said, reverse=True)) or (NOT_ANNOTATED,)


@dataclass(frozen=True)
class DiseasesOfPhenotypes(Question):
    """Diseases that show a phenotype, all of several, or any of them.

    Each item of ``phenotypes`` holds the ids that one phenotype of the question goes by. A disease
    annotated with a more specific term shows the phenotype, unless ``directly`` is set. Of several
    phenotypes one may stand at one record of a disease and another at its exact equivalent.
    """

    phenotypes: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...] = ()
    every: bool = True
    directly: bool = False
    intent: ClassVar[str] = "diseases_of_phenotypes"

    def query(self) -> Query:
        """Annotations with the terms."""
        return (
            Query()
            .match(D, HAS, P)
            .where(P["id"].among("terms"), HAS["negated"].equals("negated"))
            .returns(**_EVIDENCE)
        )

    def parameters(self, store: GraphStore) -> dict[str, Any]:
        """All terms together, with the more specific ones."""
        return {"terms": sorted(self._meant(store)), "negated": False}

    def read(self, rows: list[Row]) -> Reading:
        """Disease ids; those annotated with a term of the question itself come first."""
        asked = {term for ids in self.phenotypes for term in ids}
        ordered = sorted(
            rows, key=lambda row: (row["phenotype_id"] not in asked, row["disease_id"])
        )
        return Reading([row["disease_id"] for row in ordered], [], [_tidy(r) for r in ordered])

    def answer(self, store: GraphStore) -> Answer:
        """Several phenotypes are brought together disease by disease."""
        given = super().answer(store)
        if len(self.phenotypes) == 1 and not self.without:
            return given
        ids = _Profiles(given.rows, self._meant(store), partners(store)).matching(self)
        kept = [row for row in given.rows if row["disease_id"] in ids]
        return replace(given, ids=tuple(sorted(ids)), rows=tuple(kept))

    def _meant(self, store: GraphStore) -> dict[str, set[str]]:
        terms = unique(term for ids in (*self.phenotypes, *self.without) for term in ids)
        return {term: {term} for term in terms} if self.directly else specific(store, terms)


class _Profiles:
    """Which of the asked terms each disease shows, its exact equivalents' evidence included."""

    def __init__(
        self, rows: Iterable[Row], meant: Mapping[str, set[str]], exact: Mapping[str, set[str]]
    ) -> None:
        self._exact = exact
        self._pools: dict[str, set[str]] = {}
        self._own: dict[str, set[str]] = {}
        for row in rows:
            self._own.setdefault(row["disease_id"], set()).update(meant[row["phenotype_id"]])

    def matching(self, question: DiseasesOfPhenotypes) -> set[str]:
        """The diseases that show what the question wants, and nothing that it does not want."""
        quantity = all if question.every else any
        return {
            disease
            for disease in self._own
            if quantity(not self._shown(disease).isdisjoint(ids) for ids in question.phenotypes)
            and all(self._shown(disease).isdisjoint(ids) for ids in question.without)
        }

    def _shown(self, disease: str) -> set[str]:
        if disease not in self._pools:
            records = pool_of(disease, self._exact)
            self._pools[disease] = {term for one in records for term in self._own.get(one, ())}
        return self._pools[disease]
