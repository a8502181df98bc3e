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


class Candidate(Term):
    """A term, disease or gene that an unmapped place may mean."""

    score: float = Field(description="How much alike they are, 0 to 1")


class MentionFound(Result):
    """A place in the note that names a phenotype, disease or gene."""

    start: int = Field(description="First character of the place, from 0")
    end: int = Field(description="Character after its last")
    text: str
    id: str
    label: str
    assertion: str = Field(
        description="present, absent, possible, family, historical or hypothetical; of a gene: "
        "whether a change in it is stated"
    )
    score: float = Field(description="How well the words fit a name of it, 0 to 1")
    method: str = Field(description="How it was found")


class DiseaseFound(MentionFound):
    """A place in the note that names a disease."""

    ids: list[str] = Field(description="All records of that name")


class VariantFound(Result):
    """A place in the note that names a variant, with what the note and the graph say of it."""

    start: int
    end: int
    text: str
    id: str | None = Field(description="Its id in the graph; null where the graph lacks it")
    label: str
    assertion: str
    score: float
    method: str
    chrom: str | None = Field(description="Chromosome, GRCh38")
    pos: int | None
    ref: str | None
    alt: str | None
    zygosity: str | None
    hgvs: str | None
    protein: str | None
    rsid: str | None
    gene: str | None = Field(description="HGNC id")
    consequence: str | None
    inheritance: str | None
    significance: str | None


class Patient(Result):
    """What the note clearly says of the patient; null where it does not."""

    age_years: float | None
    sex: str | None
    onset_years: float | None
    consanguineous: bool | None
    affected_relatives: bool | None


class NextItem(Result):
    """A phenotype worth looking for, because it tells the first candidates apart."""

    phenotype: str = Field(description="HPO id")
    name: str
    gain: float = Field(description="Expected information, in bits")
    speaks_for: list[str] = Field(description="Candidates that its presence would speak for")


class Unmapped(Result):
    """A place that reads like a finding but fits no term well enough."""

    start: int
    end: int
    text: str
    candidates: list[Candidate] = Field(description="What it may mean, the likeliest first")


class Normalised(Result):
    """The phenotypes, diseases, genes and variants of a note, and who it is about."""

    snapshot: str
    patient: Patient
    present: list[Term]
    excluded: list[Term]
    mentions: list[MentionFound] = Field(description="Phenotypes")
    diseases: list[DiseaseFound]
    genes: list[MentionFound]
    variants: list[VariantFound]
    unmapped: list[Unmapped]


class RankedItem(Result):
    """A candidate disease."""

    rank: int
    disease_id: str
    disease_name: str
    equivalent_ids: list[str] = Field(description="Further records of the same disease")
    score: float = Field(
        description="Sum of the phenotypes' log likelihood ratios, adjustment and genotype, in nats"
    )
    posterior: float = Field(description="Probability among all diseases of the graph, 0 to 1")
    adjustment: float = Field(description="What the learned ranker adds, in nats")
    genotype: float = Field(description="What the patient's genes and variants add, in nats")


class Weighed(Result):
    """What an answer rests on, and how far it is to be trusted."""

    snapshot: str
    present: list[Term]
    excluded: list[Term]
    genes: list[str] = Field(description="Genes of the patient that were weighed")
    variants: list[str] = Field(description="Variants of the patient that were weighed")
    not_placed: list[str] = Field(description="Genes and variants unknown to the graph")
    absence: float | None = Field(
        description="Probability that the patient's disease is not in the graph; null: not known"
    )
    stands_out: bool = Field(
        description="False: no disease of the list should be taken for the answer"
    )


class Ranking(Weighed):
    """Candidates, best first."""

    diseases: list[RankedItem]
    next_findings: list[NextItem] = Field(description="What to look for next, most telling first")


class StatementItem(Result):
    """One fact, with what it stands on."""

    id: str = Field(description="Cite the statement by this id, for example [E1]")
    key: str = Field(description="Stands for the same fact in every answer of a snapshot")
    kind: str
    text: str
    disease_id: str
    finding: str | None = Field(description="The patient's HPO id or variant")
    object_id: str | None = Field(description="The disease's HPO or gene id")
    frequency: str | None
    references: list[str]
    source: str | None
    worth: float = Field(description="How much it tells, in nats")


class PassageItem(RankedItem):
    """A candidate disease with its evidence."""

    statements: list[StatementItem]


class Evidence(Weighed):
    """Cited passages within a token budget."""

    instructions: str
    passages: list[PassageItem]
    next_findings: list[NextItem] = Field(description="What to look for next, most telling first")
    notices: list[str] = Field(
        default_factory=list, description="To be read first: none stands out, two together"
    )
    _markdown: str = PrivateAttr("")

    def with_text(self, markdown: str) -> Self:
        """The same, with its Markdown as text."""
        self._markdown = markdown
        return self

    def __str__(self) -> str:
        return self._markdown


class ContributionItem(Result):
    """What one finding adds to the score of a disease."""

    phenotype: str = Field(description="The patient's HPO id")
    label: str
    excluded: bool
    matched: str | None = Field(description="HPO id of the disease that it was compared with")
    log_ratio: float = Field(description="Nats")


class Explanation(Result):
    """What the graph says of one disease, for and against it where there are findings.

    The log ratios of the contributions, adjustment and genotype sum to the score.
    """

    snapshot: str
    disease_id: str
    disease_name: str
    equivalent_ids: list[str]
    rank: int | None = Field(description="Place among all diseases; null without findings")
    posterior: float | None
    score: float | None = Field(default=None, description="Nats")
    adjustment: float | None = Field(
        default=None, description="What the learned ranker adds, in nats"
    )
    genotype: float | None = Field(default=None, description="What genes and variants add, in nats")
    contributions: list[ContributionItem] = Field(default_factory=list)
    not_placed: list[str] = Field(
        default_factory=list, description="Genes and variants unknown to the graph"
    )
    absence: float | None = Field(
        default=None, description="Probability that the patient's disease is not in the graph"
    )
    stands_out: bool | None = Field(
        default=None, description="False: no disease should be taken for the answer"
    )
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
