"""What the tools for agents answer: typed, and readable as text (``str`` of each)."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr


class Result(BaseModel):
    """Base of all answers; as text they are JSON."""

    model_config = ConfigDict(from_attributes=True)

    def __str__(self) -> str:
        return self.model_dump_json()


class Term(Result):
    """A term of the Human Phenotype Ontology."""

    id: str = Field(description="HPO id, for example HP:0001250")
    label: str


class MentionFound(Result):
    """A place in the note that names a phenotype."""

    start: int = Field(description="First character of the place, from 0")
    end: int = Field(description="Character after its last")
    text: str
    id: str
    label: str
    assertion: str = Field(
        description="present, absent, possible, family, historical or hypothetical"
    )
    score: float = Field(description="How well the words fit a name of the term, 0 to 1")
    method: str


class Unmapped(Result):
    """A place that reads like a finding but fits no term well enough."""

    start: int
    end: int
    text: str
    candidates: list[Term] = Field(description="Terms it may mean, the likeliest first")


class Normalised(Result):
    """The phenotypes of a note."""

    snapshot: str
    present: list[Term]
    excluded: list[Term]
    mentions: list[MentionFound]
    unmapped: list[Unmapped]


class RankedItem(Result):
    """A candidate disease."""

    rank: int
    disease_id: str
    disease_name: str
    equivalent_ids: list[str] = Field(description="Further records of the same disease")
    score: float = Field(description="Sum of log likelihood ratios, in nats")
    posterior: float = Field(description="Probability among all diseases of the graph, 0 to 1")


class Ranking(Result):
    """Candidates, best first."""

    snapshot: str
    present: list[Term]
    excluded: list[Term]
    diseases: list[RankedItem]


class StatementItem(Result):
    """One fact, with what it stands on."""

    id: str = Field(description="Cite the statement by this id, for example [E1]")
    key: str = Field(description="Stands for the same fact in every answer of a snapshot")
    kind: str
    text: str
    disease_id: str
    finding: str | None = Field(description="The patient's HPO id")
    object_id: str | None = Field(description="The disease's HPO or gene id")
    frequency: str | None
    references: list[str]
    source: str | None
    worth: float = Field(description="How much it tells, in nats")


class PassageItem(RankedItem):
    """A candidate disease with its evidence."""

    statements: list[StatementItem]


class Evidence(Result):
    """Cited passages within a token budget."""

    snapshot: str
    instructions: str
    present: list[Term]
    excluded: list[Term]
    passages: list[PassageItem]
    _markdown: str = PrivateAttr("")

    def with_text(self, markdown: str) -> Self:
        """The same, with its Markdown as text."""
        self._markdown = markdown
        return self

    def __str__(self) -> str:
        return self._markdown


class Explanation(Result):
    """What the graph says of one disease, for and against it where there are findings."""

    snapshot: str
    disease_id: str
    disease_name: str
    equivalent_ids: list[str]
    rank: int | None = Field(description="Place among all diseases; null without findings")
    posterior: float | None
    statements: list[StatementItem]


class Asked(Result):
    """The graph's answer to a question in words."""

    question: str
    snapshot: str | None = None
    intent: str | None = None
    confidence: float | None = None
    unsure: bool = Field(False, description="True: nothing is answered, see the alternatives")
    reason: str | None = Field(None, description="Why nothing is answered")
    cypher: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    answer_ids: list[str] = Field(default_factory=list)
    answer_values: list[Any] = Field(default_factory=list)
    rows: list[Any] = Field(default_factory=list)
    alternatives: list[Any] = Field(default_factory=list)
