"""Tools for agents: normalise, rank, explain, evidence, and ask where the graph can be asked.

The MCP server and the LlamaIndex tool spec offer these. No tool writes anything.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Annotated, Final

import numpy as np
from pydantic import Field

from ..errors import IdentifierError, InputError
from ..graph import evidence as graph_evidence
from ..ontologies import canonical
from .context import INSTRUCTIONS, Budget, context, numbered
from .differential import Findings, Options, candidates, differential, finding_labels
from .filters import Filters
from .knowledge_graph import KnowledgeGraph
from .rendering import markdown, passage_record, statement_record
from .statements import Statement, described
from .tool_results import (
    Asked,
    Evidence,
    Explanation,
    MentionFound,
    Normalised,
    PassageItem,
    RankedItem,
    Ranking,
    StatementItem,
    Term,
    Unmapped,
)

#: Characters of English text in a token, about; budgets of tools count so.
CHARACTERS_A_TOKEN = 3
MOST = 50

Note = Annotated[str | None, Field(description="A clinical note in plain words")]
Phenotypes = Annotated[
    list[str] | None, Field(description="HPO ids the patient has, in place of a note")
]
Excluded = Annotated[list[str] | None, Field(description="HPO ids the patient does not have")]
Top = Annotated[int, Field(description="How many diseases", ge=1, le=MOST)]
Sources = Annotated[
    list[str] | None, Field(description="Only diseases with a record of OMIM, ORPHA or DECIPHER")
]
Inheritance = Annotated[
    list[str] | None, Field(description="Only these modes, for example AD, AR, XL, MT")
]
Onset = Annotated[
    list[str] | None, Field(description="Only these onsets, for example neonatal, childhood, adult")
]
Age = Annotated[
    float | None, Field(description="Age in years: diseases that begin later are left out")
]


#: Names of the tools, each a method of `Tools`.
TOOLS: Final = ("normalise", "rank", "explain", "evidence", "ask")


class Tools:
    """The tools over one open snapshot."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def normalise(
        self, note: Annotated[str, Field(description="A clinical note in plain words")]
    ) -> Normalised:
        """Find the HPO phenotypes that a clinical note names: where, and whether the patient has
        them, lacks them or they are of the family. Places that fit no term are listed too.
        """
        findings = self._graph.findings(note)
        labels = finding_labels(self._graph.index, findings)
        return Normalised(
            snapshot=self._graph.id,
            present=_terms(findings.present, labels),
            excluded=_terms(findings.excluded, labels),
            mentions=[MentionFound.model_validate(each) for each in findings.mentions],
            unmapped=[Unmapped.model_validate(each) for each in findings.unmapped],
        )

    def rank(
        self,
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
        top: Top = 10,
        sources: Sources = None,
        inheritance: Inheritance = None,
        onset: Onset = None,
        age: Age = None,
    ) -> Ranking:
        """Rank the rare diseases that explain a note or a list of HPO ids, best first."""
        graph, findings = self._graph, self._findings(note, phenotypes, excluded)
        options = Options(filters=_filters(sources, inheritance, onset, age))
        among = graph.listed(options.filters)
        ranked = candidates(
            graph.index, findings, options, top=_checked(top), among=among, explain=False
        )
        labels = finding_labels(graph.index, findings)
        return Ranking(
            snapshot=graph.id,
            present=_terms(findings.present, labels),
            excluded=_terms(findings.excluded, labels),
            diseases=[
                RankedItem(
                    rank=each.rank,
                    disease_id=each.id,
                    disease_name=each.name,
                    equivalent_ids=list(each.equivalent_ids),
                    score=each.score,
                    posterior=each.posterior,
                )
                for each in ranked
            ],
        )

    def evidence(
        self,
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
        top: Top = 5,
        token_budget: Annotated[
            int, Field(description="Tokens that the passages may take, about", ge=100)
        ] = 3000,
        sources: Sources = None,
        inheritance: Inheritance = None,
        onset: Onset = None,
        age: Age = None,
    ) -> Evidence:
        """Cited evidence on the rare diseases that best explain a note or a list of HPO ids: what
        matches, conflicts and is missing, with frequencies, genes and articles. Cite statements by
        their ids, such as [E1].
        """
        found = self._graph.context(
            self._findings(note, phenotypes, excluded),
            top=_checked(top),
            filters=_filters(sources, inheritance, onset, age),
            budget=Budget(token_budget, _tokens),
        )
        return Evidence(
            snapshot=found.snapshot,
            instructions=INSTRUCTIONS,
            present=_terms(found.findings.present, found.labels),
            excluded=_terms(found.findings.excluded, found.labels),
            passages=[PassageItem.model_validate(passage_record(p)) for p in found.passages],
        ).with_text(markdown(found))

    def explain(
        self,
        disease_id: Annotated[str, Field(description="OMIM:, ORPHA: or DECIPHER: id")],
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
    ) -> Explanation:
        """Say what speaks for and against one disease for a patient, and where it ranks; or,
        without note and phenotypes, what the graph says of the disease.
        """
        wanted = canonical(disease_id)
        row = self._graph.index.disease_row.get(wanted)
        if note is None and not phenotypes:
            ids = [wanted] if row is None else self._ids(row)
            return self._described(wanted, ids)
        if row is None:
            raise IdentifierError(
                f"{wanted} is no disease with phenotypes in this graph; check the id, or ask "
                "without a note for what the graph says of it",
                identifier=disease_id,
            )
        return self._explained(row, self._findings(note, phenotypes, excluded))

    def ask(
        self,
        question: Annotated[str, Field(description="A question in words, in English")],
    ) -> Asked:
        """Answer a question in words from the graph, for example which genes cause a disease, how
        often a phenotype occurs in it, or what separates two diseases. When unsure it answers
        nothing and names alternatives.
        """
        answer = self._graph.ask(question)
        return Asked.model_validate(answer, from_attributes=True)

    def _findings(
        self, note: str | None, phenotypes: list[str] | None, excluded: list[str] | None
    ) -> Findings:
        if (note is None) == (not phenotypes):
            raise InputError("give either a note or phenotypes (HPO ids), and not both")
        if note is not None:
            if excluded:
                raise InputError("excluded goes with phenotypes; a note says itself what is absent")
            return self._graph.findings(note)
        return self._graph.findings_of_ids(phenotypes or (), excluded or ())

    def _ids(self, row: int) -> list[str]:
        leading, others = self._graph.index.diseases.select("id", "equivalent_ids").row(row)
        return [leading, *others]

    def _explained(self, row: int, findings: Findings) -> Explanation:
        graph, options = self._graph, Options()
        graph.check_server()
        only = np.zeros(len(graph.index.diseases), np.bool_)
        only[row] = True
        everything = candidates(graph.index, findings, options, top=len(only), explain=False)
        found = differential(
            graph.index, graph.store, graph.id, findings, options, top=1, among=only
        )
        if not found.diagnoses:
            raise InputError("nothing in the note maps to a phenotype; describe findings in words")
        (passage,) = context(found).passages
        place = next(each.rank for each in everything if each.id == passage.disease_id)
        return Explanation(
            snapshot=graph.id,
            disease_id=passage.disease_id,
            disease_name=passage.name,
            equivalent_ids=list(passage.equivalent_ids),
            rank=place,
            posterior=passage.posterior,
            statements=_items(passage.statements),
        )

    def _described(self, wanted: str, ids: list[str]) -> Explanation:
        self._graph.check_server()
        store = self._graph.store
        records = graph_evidence.diseases(store, ids)
        if not records:
            raise IdentifierError(
                f"{wanted} is no disease of this graph; check the id", identifier=wanted
            )
        genes = list(chain.from_iterable(graph_evidence.genes(store, ids).values()))
        annotations = list(chain.from_iterable(graph_evidence.annotations(store, ids).values()))
        said = described(tuple(records.values()), genes, annotations, self._graph.id)
        return Explanation(
            snapshot=self._graph.id,
            disease_id=ids[0],
            disease_name=next(iter(records.values())).name,
            equivalent_ids=ids[1:],
            rank=None,
            posterior=None,
            statements=_items(numbered(said)),
        )


def _terms(terms: Iterable[str], labels: Mapping[str, str]) -> list[Term]:
    return [Term(id=term, label=labels[term]) for term in terms]


def _items(said: Iterable[Statement]) -> list[StatementItem]:
    return [StatementItem.model_validate(statement_record(each)) for each in said]


def _filters(
    sources: list[str] | None,
    inheritance: list[str] | None,
    onset: list[str] | None,
    age: float | None,
) -> Filters:
    return Filters(tuple(sources or ()), tuple(inheritance or ()), tuple(onset or ()), age)


def _checked(top: int) -> int:
    if not 1 <= top <= MOST:
        raise InputError(f"top is {top}; ask for 1 to {MOST} diseases")
    return top


def _tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_A_TOKEN)
