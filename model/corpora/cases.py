"""Solved cases as training records: the note, its evidence, the answer the evidence supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from ...retrieval import Budget, Findings, KnowledgeGraph, SourceExclusion
from ..inference.prompt import LATEST, QUESTION, prompt
from ..records import Record, Role, Stage, record
from .notes import Namer, Noise, noisy, note
from .patients import Patient
from .reasoning import Terms, organ_systems, reasoned
from .wordings import drawn

_ABNORMALITY: Final = "HP:0000118"
LICENCE: Final = "BSD-3 (phenopacket-store); see the case's article"
ENGLISH_STYLES: Final = ("narrative", "terse", "bullets", "letter")


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """How cases become records.

    Attributes:
        evidence_on: Diseases whose evidence stands in the prompt.
        budget: Token budget of the evidence, or None.
        exclusion: Which rows that cite the case's own article are left out of the evidence.
        noise: What is done to the findings.
        languages: Languages of the notes: ``en``, and ``zh`` where the snapshot has Chinese names.
        template: Version of the prompt.
    """

    evidence_on: int = 5
    budget: Budget | None = None
    exclusion: SourceExclusion = SourceExclusion.SOLE
    noise: Noise = field(default_factory=Noise)
    languages: tuple[str, ...] = ("en",)
    template: str = LATEST


class CaseWriter:
    """Writes records of solved cases from one graph."""

    def __init__(self, graph: KnowledgeGraph, settings: CaseSettings | None = None) -> None:
        self._graph = graph
        self._settings = settings or CaseSettings()
        self._names = _names(graph, self._settings.languages)
        self._terms = Terms(
            graph.index.name, organ_systems(graph.index.ancestors_of, _systems(graph))
        )

    def instructions(self, patients: Iterable[Patient]) -> Iterator[Record]:
        """The note alone and the name of its diagnosis, as the paper asks."""
        for patient in self._usable(patients):
            text, language = self._note(patient)
            if text is None:
                continue
            group, name, _ = self._disease(patient)
            turns = [
                (Role.USER, f"{text}\n\n{QUESTION}"),
                (Role.ASSISTANT, f"{name} ({patient.diagnosis})."),
            ]
            yield self._record(patient, Stage.INSTRUCT, turns, group, language)

    def reasonings(self, patients: Iterable[Patient]) -> Iterator[Record]:
        """The note with evidence, and a chain of thought that the evidence supports."""
        for patient in self._usable(patients):
            text, language = self._note(patient)
            if text is None:
                continue
            context = self._graph.context(
                self._findings(patient),
                budget=self._settings.budget,
                top=self._settings.evidence_on,
                own_articles=patient.articles,
                exclusion=self._settings.exclusion,
            )
            group, _, others = self._disease(patient)
            answer = reasoned(context, (group, *others), self._terms)
            if answer is None:
                continue
            asked = prompt(context, text, self._settings.template)
            turns = [*((m.role, m.content) for m in asked), (Role.ASSISTANT, answer.text())]
            yield self._record(patient, Stage.REASON, turns, group, language)

    def _usable(self, patients: Iterable[Patient]) -> Iterator[Patient]:
        """Patients whose disease is in the graph, with the findings that its HPO release knows."""
        index = self._graph.index
        current = index.term_row.keys() | {old for old, new in index.retired.items() if new}
        for patient in patients:
            present = tuple(term for term in patient.present if term in current)
            excluded = tuple(term for term in patient.excluded if term in current)
            if present and patient.diagnosis in index.disease_row:
                yield replace(patient, present=present, excluded=excluded)

    def _record(
        self,
        patient: Patient,
        stage: Stage,
        turns: Sequence[tuple[Role, str]],
        group: str,
        language: str,
    ) -> Record:
        return record(
            stage,
            "case",
            turns,
            group=group,
            licence=LICENCE,
            provenance=(f"snapshot {self._graph.id}", f"case {patient.id}"),
            language=language,
            articles=patient.articles,
        )

    def _note(self, patient: Patient) -> tuple[str | None, str]:
        language = drawn(self._settings.languages, patient.id, "language")
        present = noisy(patient, self._settings.noise)
        style = "chinese" if language == "zh" else drawn(ENGLISH_STYLES, patient.id, "style")
        try:
            return note(patient, present, style, self._namer(patient, language)), language
        except KeyError:  # a term that has no name in this language
            return None, language

    def _namer(self, patient: Patient, language: str) -> Namer:
        known = self._names[language]

        def name(term: str, key: str) -> str:
            current = self._graph.index.resolve(term)
            if language == "en" and current not in known:
                return patient.labels.get(term, self._graph.index.name(current)).lower()
            return drawn(known[current], key, term)

        return name

    def _findings(self, patient: Patient) -> Findings:
        return self._graph.findings_of_ids(noisy(patient, self._settings.noise), patient.excluded)

    def _disease(self, patient: Patient) -> tuple[str, str, tuple[str, ...]]:
        """Leading id, name and equivalent ids of the diagnosis."""
        return self._graph.index.records[self._graph.index.disease_row[patient.diagnosis]]


def _names(graph: KnowledgeGraph, languages: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Label and exact synonyms of each term by language; English ones in lower case."""
    table = graph.snapshot.table("names").filter(
        pl.col("id").str.starts_with("HP:") & pl.col("scope").is_in(["LABEL", "EXACT"])
    )
    found: dict[str, dict[str, list[str]]] = {language: {} for language in languages}
    for term, name, language in (
        table.select("id", "name", "language").sort("id", "name").iter_rows()
    ):
        if language in found:
            said = name.lower() if language == "en" and not name.isupper() else name
            found[language].setdefault(term, []).append(said)
    return found


def _systems(graph: KnowledgeGraph) -> list[tuple[str, str]]:
    """The organ systems: children of Phenotypic abnormality, "Abnormality of" left out."""
    is_a = graph.snapshot.table("phenotype_is_a").filter(pl.col("parent") == _ABNORMALITY)
    return [(term, _shortened(graph.index.name(term))) for term in sorted(is_a["child"])]


def _shortened(name: str) -> str:
    short = name.removeprefix("Abnormality of ").removeprefix("Abnormal ")
    return short.removeprefix("the ").lower()
