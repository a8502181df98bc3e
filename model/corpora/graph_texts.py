"""Instructions from the graph: definitions, phenotypes, genes, variants, differentials.

Every answer is made of what the snapshot holds, in the words of its sources; a record names the
database whose licence it stands under.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ..records import Record, Role, Stage, record
from .facts import Facts, Feature, licence
from .wordings import QUESTIONS, drawn, listed, order

#: Phenotypes an answer names at most.
FEATURES_TOLD: Final = 12
#: Features of each of two diseases that an answer on their difference names.
FEATURES_COMPARED: Final = 4
#: Phenotypes that two diseases must share to be worth telling apart.
SHARED: Final = 3


def graph_records(facts: Facts, each: int | None = None) -> Iterator[Record]:
    """Instructions of every kind, at most ``each`` of a kind; the same for the same snapshot."""
    for make in _KINDS:
        yield from islice(make(facts), each)


def _definitions(facts: Facts) -> Iterator[Record]:
    for disease in _mixed(facts.definitions):
        yield _about(facts, "definition", disease, facts.definitions[disease])


def _profiles(facts: Facts) -> Iterator[Record]:
    for disease in _mixed(facts.features):
        present = [f for f in facts.features[disease] if not f.excluded]
        excluded = [f.name for f in facts.features[disease] if f.excluded]
        if not present:
            continue
        answer = "\n".join(map(_told, present[:FEATURES_TOLD]))
        if excluded:
            answer += f"\nNot seen: {listed(excluded[:FEATURES_TOLD], 'or')}."
        yield _about(facts, "phenotypes", disease, answer)


def _genes(facts: Facts) -> Iterator[Record]:
    for disease in _mixed(facts.genes):
        known = [_named(facts, g) for g in facts.genes[disease] if g in facts.names]
        if known:
            answer = f"{facts.names[disease]} is associated with {listed(known)}."
            yield _about(facts, "genes", disease, answer)


def _diseases(facts: Facts) -> Iterator[Record]:
    for gene in _mixed(facts.diseases_of_gene):
        known = [_named(facts, d) for d in facts.diseases_of_gene[gene] if d in facts.names]
        if gene in facts.names and known:
            answer = f"{facts.names[gene]} is associated with {listed(known)}."
            yield _about(facts, "diseases", gene, answer)


def _inheritance(facts: Facts) -> Iterator[Record]:
    for disease in _mixed(facts.inheritance):
        yield _about(facts, "inheritance", disease, f"{listed(facts.inheritance[disease])}.")


def _variants(facts: Facts) -> Iterator[Record]:
    for row in sorted(facts.classified(), key=lambda row: order(row["id"])):
        gene = facts.names.get(row["gene_id"], row["gene_id"])
        disease = row["disease_id"]
        if disease not in facts.names:
            continue
        question = drawn(QUESTIONS["variant"], row["id"]).format(name=row["name"], gene=gene)
        answer = (
            f"ClinVar classifies {row['name']} ({row['id']}) in {gene} as {row['significance']} "
            f"for {_named(facts, disease)}; review status: {row['review_status']}."
        )
        yield _made(facts, "variant", row["id"], question, answer, facts.group(disease))


@dataclass(frozen=True, slots=True)
class _Pair:
    one: str
    other: str


def _differentials(facts: Facts) -> Iterator[Record]:
    for pair in _alike(facts):
        mine, theirs = facts.features[pair.one], facts.features[pair.other]
        told = (_only(pair.one, mine, theirs, facts), _only(pair.other, theirs, mine, facts))
        if not all(told):
            continue
        common = [f.name for f in mine if f.id in {g.id for g in theirs if not g.excluded}]
        answer = f"Both show {listed(common[:FEATURES_COMPARED])}. {' '.join(told)}"
        question = drawn(QUESTIONS["differential"], pair.one, pair.other).format(
            name=facts.names[pair.one], other=facts.names[pair.other]
        )
        yield _made(facts, "differential", pair.one, question, answer, facts.group(pair.one))


def _alike(facts: Facts) -> Iterator[_Pair]:
    """Each disease with the one of another group that shares most of its frequent phenotypes."""
    frequent = {d: _frequent(features) for d, features in facts.features.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for disease in _mixed(frequent):
        for term in frequent[disease]:
            having[term].append(disease)
    for disease in _mixed(frequent):
        shared: defaultdict[str, int] = defaultdict(int)
        for term in frequent[disease]:
            for other in having[term][:200]:
                if facts.group(other) != facts.group(disease):
                    shared[other] += 1
        if shared and max(shared.values()) >= SHARED:
            yield _Pair(disease, min(shared, key=lambda o: (-shared[o], order(disease + o))))


def _frequent(features: tuple[Feature, ...]) -> frozenset[str]:
    return frozenset(f.id for f in features if not f.excluded and (f.frequency or 0) >= 0.3)


def _only(
    disease: str, mine: tuple[Feature, ...], theirs: tuple[Feature, ...], facts: Facts
) -> str:
    other = {f.id for f in theirs if not f.excluded}
    own = [f for f in mine if not f.excluded and f.frequency and f.id not in other]
    if not own:
        return ""
    told = listed([f"{f.name} ({f.said})" for f in own[:FEATURES_COMPARED]])
    return f"For {_named(facts, disease)} speak {told}."


def _about(facts: Facts, kind: str, about: str, answer: str) -> Record:
    question = drawn(QUESTIONS[kind], about).format(name=facts.names[about], id=about)
    return _made(facts, kind, about, question, answer, facts.group(about))


def _made(facts: Facts, kind: str, about: str, question: str, answer: str, group: str) -> Record:
    return record(
        Stage.INSTRUCT,
        kind,
        [(Role.USER, question), (Role.ASSISTANT, answer)],
        group=group,
        licence=licence(about),
        provenance=(f"snapshot {facts.snapshot.id}", about),
    )


def _told(feature: Feature) -> str:
    return f"- {feature.name} ({feature.id}): {feature.said}"


def _named(facts: Facts, curie: str) -> str:
    return f"{facts.names[curie]} ({curie})"


def _mixed(table: Mapping[str, object]) -> list[str]:
    """The keys in an order that has nothing to do with their numbers."""
    return sorted(table, key=order)


_KINDS: Final[tuple[Callable[[Facts], Iterator[Record]], ...]] = (
    _definitions,
    _profiles,
    _genes,
    _diseases,
    _inheritance,
    _variants,
    _differentials,
)
