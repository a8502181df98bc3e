"""Questions in words, answered by typed questions to the graph, or not at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Final

from ...graph import GraphStore, Label
from ...graph.questions import Answer, Count
from ..entities.entity_index import EntityIndex
from ..entities.words import GENERIC
from .building import Asked, NotCoveredError, build
from .cues import Topic
from .entities import Entity, Resolver
from .forms import FORMS, Form
from .mentions import Reader, Reading
from .naming import names_answer
from .phrases import Wording, wording
from .reply import Alternative, Reply
from .scope import refusal

#: Difference of scores below which two readings of a question are equally near.
_MARGIN: Final = 0.35
#: What it costs a reading that an entity's name is not the name of a record of that kind.
_TIER_COST: Final = (1.0, 0.15)
_MOST_ALTERNATIVES: Final = 5
#: Readings of one question that are compared.
_MOST_READINGS: Final = 64

Changes = Callable[[str, Wording, Sequence[Entity]], Answer]
"""Says what a release changed: the question, its wording and its entities."""


@dataclass(frozen=True, slots=True)
class _Choice:
    form: Form
    entities: tuple[Entity, ...]
    wording: Wording
    score: float


class Asker:
    """Answers questions in words from one snapshot's graph.

    ``changes`` answers what a release changed; without it such a question stays unanswered.
    """

    def __init__(
        self, index: EntityIndex, store: GraphStore, snapshot: str, changes: Changes | None = None
    ) -> None:
        self._index = index
        self._store = store
        self._snapshot = snapshot
        self._changes = changes
        self._read = Reader(index)
        self._resolve = Resolver(index, store)

    def __call__(self, question: str) -> Reply:
        """Answer a question, or say why not and what it may have meant.

        Raises `QueryFailed` where the store cannot answer.
        """
        if reason := refusal(question):
            return self._unsure(question, reason)
        reading = self._read(question)
        found = [self._resolve(mention) for mention in reading.mentions]
        kinds = [frozenset(each) for each in found]
        said = wording(reading, kinds)
        choices = sorted(_choices(said, found), key=lambda choice: -choice.score)
        if not choices:
            return self._not_understood(question, reading, said, found)
        best = choices[0]
        near = [choice for choice in choices if choice.score > best.score - _MARGIN]
        if len({(c.form.intent, tuple(e.ids for e in c.entities)) for c in near}) > 1:
            return self._several(question, near)
        return self._settled(question, best)

    def label(self, curie: str) -> str | None:
        """The name of a disease or phenotype, or the symbol of a gene."""
        return self._index.label(curie)

    def _settled(self, question: str, choice: _Choice) -> Reply:
        """The answer of the one reading that is left, unless one of its entities is not clear."""
        for entity in choice.entities:
            if entity.problem is not None:
                return self._unsure(question, entity.problem, choice.form.intent)
            if entity.others:
                return self._ambiguous(question, choice.form.intent, entity)
        try:
            answer = self._answer(question, choice)
        except NotCoveredError as error:
            return self._unsure(question, str(error), choice.form.intent)
        sure = math.prod(entity.sure for entity in choice.entities)
        return Reply(
            question,
            self._snapshot,
            answer.intent,
            sure,
            cypher=answer.cypher,
            params=answer.params,
            answer_ids=answer.ids,
            answer_values=answer.values,
            rows=answer.rows,
        )

    def _answer(self, question: str, choice: _Choice) -> Answer:
        intent = choice.form.intent
        if intent == "changes":
            if self._changes is None:
                raise NotCoveredError("There is no other snapshot to compare with.")
            return self._changes(question, choice.wording, choice.entities)
        asked = Asked(question, choice.wording, choice.entities, self._store)
        typed = build(intent, asked, counted=choice.form.counts(choice.wording))
        if intent == "synonyms":
            inner = typed.of if isinstance(typed, Count) else typed
            named = names_answer(inner.answer(self._store), self._index, choice.wording)
            count = (len(named.values),)
            return replace(named, values=count) if isinstance(typed, Count) else named
        return typed.answer(self._store)

    def _not_understood(
        self,
        question: str,
        reading: Reading,
        said: Wording,
        found: Sequence[dict[Label, Entity]],
    ) -> Reply:
        """Why no form fits: an unknown name, a retired id, something else than the graph knows."""
        problems = [e.problem for each in found for e in each.values() if e.problem is not None]
        if problems:
            return self._unsure(question, problems[0])
        left = _unexplained(said)
        if left or not reading.mentions:
            names = self._like(reading, left)
            if left:
                what = " ".join(left)
                reason = f"I do not know what {what!r} means here."
            else:
                reason = "No disease, phenotype, gene or variant of this snapshot is named."
            return self._unsure(question, reason, alternatives=(*names, *_nearest(said, found)))
        reason = "The question fits none of the questions that are answered about these entities."
        return self._unsure(question, reason, alternatives=_nearest(said, found))

    def _like(self, reading: Reading, left: Sequence[str]) -> tuple[Alternative, ...]:
        """Names like what was not understood, with the words of the entities beside it."""
        named = {at for each in reading.mentions for at in range(each.first, each.last)}
        words = [
            word
            for at, word in enumerate(reading.words)
            if at in named or word.folded in left or word.folded in GENERIC
        ]
        if not words:
            return ()
        found = self._index.similar(words, _MOST_ALTERNATIVES)
        return tuple(Alternative(name.id, name.name) for name in found)

    def _several(self, question: str, near: Sequence[_Choice]) -> Reply:
        alternatives = [
            Alternative(
                " ".join(each for entity in choice.entities for each in entity.ids) or None,
                ", ".join(f"{e.name} ({e.label.value.name})" for e in choice.entities),
                choice.form.intent,
            )
            for choice in near
        ]
        reason = "The question can be read in several ways; say which is meant."
        return self._unsure(question, reason, alternatives=tuple(dict.fromkeys(alternatives)))

    def _ambiguous(self, question: str, intent: str, entity: Entity) -> Reply:
        candidates = tuple(
            Alternative(each, self._index.label(each) or each, intent) for each in entity.others
        )
        kind = entity.label.value.name.lower()
        reason = f"{entity.name!r} names several {kind}s; say which is meant."
        return self._unsure(question, reason, intent, candidates)

    def _unsure(
        self,
        question: str,
        reason: str,
        intent: str | None = None,
        alternatives: tuple[Alternative, ...] = (),
    ) -> Reply:
        return Reply(
            question, self._snapshot, intent, reason=reason, alternatives=alternatives[:10]
        )


def _choices(said: Wording, found: Sequence[dict[Label, Entity]]) -> Iterator[_Choice]:
    """Every form that fits, with the entities in the kinds that it takes them for."""
    if said.asks_for_kind:
        return
    narrowed = said.narrowed()
    places = sorted(narrowed)
    options = [sorted(narrowed[at], key=lambda label: label.name) for at in places]
    for number, labels in enumerate(product(*options)):
        if number == _MOST_READINGS:
            return
        entities = tuple(each[label] for each, label in zip(found, labels, strict=True))
        cost = sum(map(_cost, found, entities)) + _disagreement(said, labels)
        for form in FORMS:
            if form.takes(labels) and (score := form.score(said)) is not None:
                worth = score + form.favour - cost - _misplaced(form, entities, said)
                worth -= _rather_a_disease(form, found)
                yield _Choice(form, entities, said, worth)


def _cost(kinds: dict[Label, Entity], chosen: Entity) -> float:
    best = min(entity.tier for entity in kinds.values())
    return sum(
        weight * (mine - least)
        for weight, mine, least in zip(_TIER_COST, chosen.tier, best, strict=True)
    )


def _disagreement(said: Wording, labels: Sequence[Label]) -> float:
    """What it costs to take things that an "and" or "or" joins for different kinds."""
    places = sorted(said.kinds)
    joined = [
        (one, two)
        for at, (one, two) in enumerate(pairwise(labels))
        if said.tokens[places[at] + 1 : places[at + 1]] in {(), ("and",), ("or",), ("plus",)}
    ]
    return 1.0 * sum(one is not two for one, two in joined)


def _misplaced(form: Form, entities: Sequence[Entity], said: Wording) -> float:
    """What it costs to ask for the old symbols of a gene that is named by an old symbol itself."""
    if not said.has(Topic.OLD) or len(entities) != 1:
        return 0.0
    named_by_old = entities[0].tier[1] > 0
    wrong = "synonyms" if named_by_old else "gene_lookup"
    return 2.0 if form.intent == wrong else 0.0


def _rather_a_disease(form: Form, found: Sequence[dict[Label, Entity]]) -> float:
    """What it costs to take for a phenotype what is rather the name of a disease.

    Who asks for the genes of "retinitis pigmentosa" means the disease, not all that show it.
    """
    if form.intent != "genes_of_phenotype" or len(found) != 1:
        return 0.0
    disease, phenotype = found[0].get(Label.DISEASE), found[0][Label.PHENOTYPE]
    return 1.0 if disease is not None and disease.tier < phenotype.tier else 0.0


def _unexplained(said: Wording) -> list[str]:
    """Words that no topic at all explains, or the fewest that any form leaves."""
    everything = said.unexplained(frozenset(Topic))
    return [said.tokens[at] for at in everything]


def _nearest(said: Wording, found: Sequence[dict[Label, Entity]]) -> tuple[Alternative, ...]:
    """Forms that take these entities, or have some of the topics, with an example of each."""
    options = [set(each) for each in found]
    ranked = []
    for form in FORMS:
        if not form.example:
            continue
        fits = any(form.takes(labels) for labels in product(*options)) if options else False
        topics = sum(any(said.has(topic) for topic in group) for group in form.needs)
        if fits or topics:
            ranked.append((-(2 * fits + topics), form.intent, form.example))
    return tuple(
        Alternative(None, example, intent)
        for _, intent, example in sorted(ranked)[:_MOST_ALTERNATIVES]
    )
