"""A differential whose reasoning a language model writes and whose every claim is checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ...errors import ModelError
from ...graph import Label
from ...retrieval import Budget, Context, Differential, Findings, KnowledgeGraph
from ...retrieval.asking.entities import label_of
from ...retrieval.context import context as context_of
from .answer import ModelAnswer, NamedDiagnosis, Step, answer_schema, parse_answer
from .faithfulness import Checker, Flag, FlagKind
from .models import ChatModel
from .prompt import LATEST, prompt

#: Diseases whose evidence a model is given.
EVIDENCE_ON: Final = 10


@dataclass(frozen=True, slots=True)
class GroundedDiagnosis:
    """One diagnosis of a model, bound to a graph id.

    ``id`` is None where no id of the graph is what the model named. ``cites`` are statement ids of
    the context. It is ``grounded`` only where no flag stands against it.
    """

    rank: int
    id: str | None
    name: str
    equivalent_ids: tuple[str, ...]
    cites: tuple[str, ...]
    grounded: bool


@dataclass(frozen=True, slots=True)
class GroundedAnswer:
    """What a model made of a note.

    Attributes:
        model: Name of the model.
        template: Version of the prompt.
        context: The evidence it was given.
        reasoning: Its steps, as it wrote them.
        diagnoses: The likeliest first; those of the ranker where ``fell_back``.
        flags: Everything that is wrong with the answer.
        fell_back: Why the ranker's answer stands, where it does.
    """

    model: str
    template: str
    context: Context
    reasoning: tuple[Step, ...]
    diagnoses: tuple[GroundedDiagnosis, ...]
    flags: tuple[Flag, ...]
    fell_back: str | None = None

    @property
    def grounded(self) -> bool:
        """Whether the answer rests on the graph's evidence and nothing in it is flagged."""
        return bool(self.context.passages) and not self.flags


class GroundedDiagnoser:
    """Asks a model for a differential over the graph's evidence, and checks what it says.

    Args:
        graph: An open knowledge graph.
        model: Any `ChatModel` (`open_model`).
        evidence_on: How many diseases the model is given evidence on.
        tokens: Token budget of the evidence, counted by the model's own tokeniser; None for all.
        template: Version of the prompt.

    >>> GroundedDiagnoser(graph, open_model("small"))("Tall boy with ...")  # doctest: +SKIP
    """

    def __init__(
        self,
        graph: KnowledgeGraph,
        model: ChatModel,
        *,
        evidence_on: int = EVIDENCE_ON,
        tokens: int | None = None,
        template: str = LATEST,
    ) -> None:
        self._graph = graph
        self._model = model
        self._top = evidence_on
        self._budget = None if tokens is None else Budget(tokens, model.count)
        self._template = template

    def __call__(self, note: str | Findings, **options: Any) -> GroundedAnswer:
        """The model's answer on a note (or findings), checked.

        ``options`` are those of `KnowledgeGraph.diagnose`. Where the model fails or answers
        something else than asked, the ranker's answer stands and ``fell_back`` says why.
        """
        options.setdefault("top", self._top)
        findings = self._graph.findings(note) if isinstance(note, str) else note
        context = self._graph.context(findings, budget=self._budget, **options)
        return self.over(context, note if isinstance(note, str) else None)

    def over_differential(self, found: Differential, note: str | None = None) -> GroundedAnswer:
        """The model's answer over the evidence on the first candidates of a differential."""
        first = replace(found, diagnoses=found.diagnoses[: self._top])
        return self.over(context_of(first, self._budget), note)

    def over(self, context: Context, note: str | None = None) -> GroundedAnswer:
        """The model's answer over a context that is already there."""
        diseases = [passage.disease_id for passage in context.passages]
        schema = answer_schema(diseases, list(context.statements), self._top)
        try:
            written = self._model.chat(prompt(context, note, self._template), schema)
            said = parse_answer(written)
        except ModelError as error:
            return self._ranked(context, str(error))
        return self._checked(context, said)

    def _checked(self, context: Context, said: ModelAnswer) -> GroundedAnswer:
        said = said.model_copy(update={"diagnoses": _once(said.diagnoses)})
        flags = self._flags(context, said)
        wrong = {flag.where for flag in flags}
        diagnoses = tuple(
            self._bound(
                context,
                named,
                rank,
                grounded=bool(context.passages) and f"diagnosis {rank}" not in wrong,
            )
            for rank, named in enumerate(said.diagnoses, 1)
        )
        return GroundedAnswer(
            self._model.name, self._template, context, said.reasoning, diagnoses, flags
        )

    def _flags(self, context: Context, said: ModelAnswer) -> tuple[Flag, ...]:
        if not context.passages:
            what = "nothing in the note maps to the graph; the model answered from memory"
            return (Flag(FlagKind.UNGROUNDED, "answer", what),)
        index = self._graph.index
        checker = Checker(context, self._graph.normaliser, index.ancestors_of, self._is_disease)
        return checker.flags(said)

    def _is_disease(self, curie: str) -> bool:
        if curie in self._graph.index.disease_row:
            return True
        named = self._graph.asker.label(curie) is not None
        return named and label_of(curie) is Label.DISEASE

    def _bound(
        self, context: Context, said: NamedDiagnosis, rank: int, *, grounded: bool
    ) -> GroundedDiagnosis:
        for passage in context.passages:
            ids = (passage.disease_id, *passage.equivalent_ids)
            if said.id in ids:
                return GroundedDiagnosis(rank, ids[0], passage.name, ids[1:], said.cites, grounded)
        known = said.id if self._is_disease(said.id) else None
        name = self._graph.asker.label(said.id) or said.id
        return GroundedDiagnosis(rank, known, name, (), said.cites, grounded)

    def _ranked(self, context: Context, why: str) -> GroundedAnswer:
        diagnoses = tuple(
            GroundedDiagnosis(
                passage.rank,
                passage.disease_id,
                passage.name,
                passage.equivalent_ids,
                tuple(each.id for each in passage.statements),
                grounded=True,
            )
            for passage in context.passages
        )
        return GroundedAnswer(
            self._model.name, self._template, context, (), diagnoses, (), fell_back=why
        )


def _once(diagnoses: Sequence[NamedDiagnosis]) -> tuple[NamedDiagnosis, ...]:
    """Each diagnosis where it was named first."""
    first = {each.id: each for each in reversed(diagnoses)}
    return tuple(first[one] for one in dict.fromkeys(each.id for each in diagnoses))
