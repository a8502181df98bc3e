"""Tools for agents: normalise, rank, explain, evidence, and ask where the graph can be asked.

The MCP server and the LlamaIndex tool spec offer these. No tool writes anything.
"""

from dataclasses import replace
from itertools import chain
from typing import Annotated, Final

import numpy as np
from pydantic import Field

from ..errors import IdentifierError, InputError
from ..graph import evidence as graph_evidence
from ..ontologies import canonical
from .answer import variant_record
from .context import INSTRUCTIONS, Budget, numbered, passages
from .differential import Findings, Options, candidates, diagnoses, finding_labels
from .filters import Filters
from .knowledge_graph import KnowledgeGraph
from .next_findings import LEADING
from .next_findings import next_findings as next_found
from .rendering import markdown, passage_record
from .statements import described
from .tool_answers import (
    basis,
    contribution_item,
    not_placed,
    ranked_item,
    statement_items,
    term_items,
)
from .tool_arguments import (
    Age,
    DiseaseId,
    Excluded,
    Genes,
    Inheritance,
    NextAsked,
    Note,
    Onset,
    PatientVariant,
    Phenotypes,
    Question,
    Sex,
    Sources,
    Top,
    Variants,
    case_variants,
    checked,
)
from .tool_results import (
    Asked,
    DiseaseFound,
    Evidence,
    Explanation,
    MentionFound,
    NextItem,
    Normalised,
    PassageItem,
    Patient,
    Ranking,
    Unmapped,
    VariantFound,
)

#: Characters of English text in a token, about; budgets of tools count so.
CHARACTERS_A_TOKEN = 3
#: Names of the tools, each a method of `Tools`.
TOOLS: Final = ("normalise", "rank", "explain", "evidence", "ask")


class Tools:
    """The tools over one open snapshot."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def normalise(
        self, note: Annotated[str, Field(description="A clinical note in plain words")]
    ) -> Normalised:
        """Find the HPO phenotypes, diseases, genes and variants that a clinical note names: where,
        how it was found, and whether the patient has them, lacks them or they are of the family;
        also age, sex and onset. Places that fit nothing are listed with what they may mean.
        """
        findings = self._graph.findings(note)
        labels = finding_labels(self._graph.index, findings)
        return Normalised(
            snapshot=self._graph.id,
            patient=Patient.model_validate(findings.patient),
            present=term_items(findings.present, labels),
            excluded=term_items(findings.excluded, labels),
            mentions=[MentionFound.model_validate(each) for each in findings.mentions],
            diseases=[DiseaseFound.model_validate(each) for each in findings.diseases],
            genes=[MentionFound.model_validate(each) for each in findings.genes],
            variants=[VariantFound(**variant_record(each)) for each in findings.variants],
            unmapped=[Unmapped.model_validate(each) for each in findings.unmapped],
        )

    def rank(
        self,
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
        genes: Genes = None,
        variants: Variants = None,
        sex: Sex = None,
        top: Top = 10,
        next_findings: NextAsked = 5,
        sources: Sources = None,
        inheritance: Inheritance = None,
        onset: Onset = None,
        age: Age = None,
    ) -> Ranking:
        """Rank the rare diseases that explain a note or a list of HPO ids, and genes and variants
        of the patient, best first. Says what to look for next, and whether any disease stands out:
        where stands_out is false, take none of them for the answer.
        """
        graph = self._graph
        findings = self._findings(note, phenotypes, excluded, genes, variants, sex)
        options = self._options(findings, _filters(sources, inheritance, onset, age))
        among = graph.listed(options.filters)
        least = LEADING if next_findings else 0
        ranked = candidates(
            graph.index, findings, options, top=max(checked(top), least), among=among, explain=False
        )
        known = (*findings.present, *findings.excluded)
        asked = next_found(graph.index, ranked, known, top=next_findings) if next_findings else ()
        return Ranking(
            **basis(graph, findings, options),
            absence=ranked.absence,
            stands_out=ranked.stands_out,
            diseases=[ranked_item(each) for each in ranked[:top]],
            next_findings=[NextItem.model_validate(each) for each in asked],
        )

    def evidence(
        self,
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
        genes: Genes = None,
        variants: Variants = None,
        sex: Sex = None,
        top: Top = 5,
        token_budget: Annotated[
            int, Field(description="Tokens that the passages may take, about", ge=100)
        ] = 3000,
        sources: Sources = None,
        inheritance: Inheritance = None,
        onset: Onset = None,
        age: Age = None,
    ) -> Evidence:
        """Cited evidence on the rare diseases that best explain a note or a list of HPO ids, and
        genes and variants of the patient: what matches, conflicts and is missing, with frequencies,
        genes and articles; what to look for next. Cite statements by their ids, such as [E1]. Where
        stands_out is false, say that no disease stands out.
        """
        graph = self._graph
        findings = self._findings(note, phenotypes, excluded, genes, variants, sex)
        options = self._options(findings, _filters(sources, inheritance, onset, age))
        found = graph.context(
            findings,
            top=checked(top),
            filters=options.filters,
            budget=Budget(token_budget, _tokens),
            genotype=options.genotype and options.genotype[1],
        )
        return Evidence(
            **basis(graph, findings, options),
            absence=found.absence,
            stands_out=found.stands_out,
            instructions=INSTRUCTIONS,
            passages=[PassageItem.model_validate(passage_record(p)) for p in found.passages],
            next_findings=[NextItem.model_validate(each) for each in found.next_findings],
            notices=list(found.notices),
        ).with_text(markdown(found))

    def explain(
        self,
        disease_id: DiseaseId,
        note: Note = None,
        phenotypes: Phenotypes = None,
        excluded: Excluded = None,
        genes: Genes = None,
        variants: Variants = None,
        sex: Sex = None,
    ) -> Explanation:
        """Say what speaks for and against one disease for a patient, and where it ranks: what each
        finding, the learned ranker (adjustment) and genes and variants (genotype) add to its score;
        or, without a patient, what the graph says of the disease.
        """
        wanted = canonical(disease_id)
        row = self._graph.index.disease_row.get(wanted)
        if note is None and not (phenotypes or genes or variants):
            ids = [wanted] if row is None else self._ids(row)
            return self._described(wanted, ids)
        if row is None:
            raise IdentifierError(
                f"{wanted} is no disease with phenotypes in this graph; check the id, or ask "
                "without a note for what the graph says of it",
                identifier=disease_id,
            )
        return self._explained(
            row, self._findings(note, phenotypes, excluded, genes, variants, sex)
        )

    def ask(self, question: Question) -> Asked:
        """Answer a question in words from the graph, for example which genes cause a disease, how
        often a phenotype occurs in it, or what separates two diseases. When unsure it answers
        nothing and names alternatives.
        """
        answer = self._graph.ask(question)
        return Asked.model_validate(answer, from_attributes=True)

    def _findings(
        self,
        note: str | None,
        phenotypes: list[str] | None,
        excluded: list[str] | None,
        genes: list[str] | None,
        variants: list[str | PatientVariant] | None,
        sex: str | None,
    ) -> Findings:
        if note is not None and phenotypes:
            raise InputError("give either a note or phenotypes (HPO ids), and not both")
        if note is None and not (phenotypes or genes or variants):
            raise InputError("give either a note or phenotypes (HPO ids), or genes or variants")
        if note is not None:
            if excluded:
                raise InputError("excluded goes with phenotypes; a note says itself what is absent")
            found = self._graph.findings(note)
        else:
            found = self._graph.findings_of_ids(phenotypes or (), excluded or ())
        return replace(
            found,
            given_genes=tuple(genes or ()),
            given_variants=case_variants(variants),
            patient=replace(found.patient, sex=found.patient.sex or sex),
        )

    def _options(self, findings: Findings, filters: Filters) -> Options:
        return Options(filters=filters, genotype=self._graph.weighed(findings))

    def _ids(self, row: int) -> list[str]:
        leading, others = self._graph.index.diseases.select("id", "equivalent_ids").row(row)
        return [leading, *others]

    def _explained(self, row: int, findings: Findings) -> Explanation:
        graph, options = self._graph, self._options(findings, Filters())
        graph.check_server()
        only = np.zeros(len(graph.index.diseases), np.bool_)
        only[row] = True
        everything = candidates(graph.index, findings, options, top=len(only), explain=False)
        alone = candidates(graph.index, findings, options, top=1, among=only)
        if not alone:
            raise InputError("nothing in the note maps to a phenotype; describe findings in words")
        placed = next(each for each in everything if each.id == alone[0].id)
        disease = replace(placed, contributions=alone[0].contributions)
        labels = finding_labels(graph.index, findings)
        diagnosed = diagnoses(graph.index, graph.store, [disease], options)
        (passage,) = passages(diagnosed, graph.id, labels, expected=1)
        return Explanation(
            **ranked_item(disease).model_dump(),
            snapshot=graph.id,
            contributions=[contribution_item(each, labels) for each in disease.contributions],
            not_placed=not_placed(options),
            absence=everything.absence,
            stands_out=everything.stands_out,
            statements=statement_items(passage.statements),
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
            statements=statement_items(numbered(said)),
        )


def _filters(
    sources: list[str] | None,
    inheritance: list[str] | None,
    onset: list[str] | None,
    age: float | None,
) -> Filters:
    return Filters(tuple(sources or ()), tuple(inheritance or ()), tuple(onset or ()), age)


def _tokens(text: str) -> int:
    return -(-len(text) // CHARACTERS_A_TOKEN)
