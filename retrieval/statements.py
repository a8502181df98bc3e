"""Statements: the evidence on a diagnosis as single facts, each with its ids, source and worth."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from ..graph import Annotation, GeneAssociation
from ..graph.evidence import INHERITANCE_ASPECT, Disease
from .courses import modes_stated, onset_stated
from .differential import Diagnosis
from .evidence import Evidence, Status, frequency_text
from .genotype import GeneStatement, VariantStatement
from .quoting import quoted, reference
from .ranking.index import PHENOTYPE_ASPECT

#: What a context shows of each at most; the metadata of a node names every gene.
HALLMARKS_SHOWN: Final = 5
GENES_SHOWN: Final = 10
REFERENCES_SHOWN: Final = 3
DEFINITION_CHARACTERS: Final = 300
VARIANT_CHARACTERS: Final = 120
#: Worth in nats of what is no finding, so that it stands below findings that tell diseases apart.
GENE_WORTH, INHERITANCE_WORTH, ONSET_WORTH, DEFINITION_WORTH = 1.0, 0.8, 0.7, 0.6
#: Classes of ClinGen that speak against a gene.
_AGAINST: Final = frozenset({"Refuted", "Disputed", "No Known Disease Relationship"})
_SOURCES: Final = re.compile(r"[\w-]{1,30}(, [\w-]{1,30}){0,5}")
_PLAIN_FREQUENCY: Final = re.compile(
    r"\d+/\d+ patients|[\d.,]+ ?%|frequency not stated|[a-z ]+ \([\d-]+%\)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact for or against one disease.

    ``id`` is what a model cites (``E1``), unique within one context; ``key`` stands for the same
    fact in every context of a snapshot. ``kind`` is a `Status`, or gene, inheritance, onset or
    definition; or, of the patient's genotype, variant or named gene. ``disease_id`` is the record
    that says it, ``finding`` the patient's HPO id or variant, ``object_id`` the HPO or gene id of
    the disease. ``text`` is one line in which all stored text stands in double quotes. ``worth``
    (nats) is how much it tells: what a finding adds to or takes from the score, the log ratio of
    genes and variants, half of what a missing hallmark would take if it were excluded.
    """

    id: str
    key: str
    kind: str
    text: str
    disease_id: str
    finding: str | None
    object_id: str | None
    frequency: str | None
    references: tuple[str, ...]
    source: str | None
    worth: float

    @property
    def line(self) -> str:
        """``[E1] matched: ...``."""
        return f"[{self.id}] {self.text}"


def statements(diagnosis: Diagnosis, snapshot: str, labels: Mapping[str, str]) -> list[Statement]:
    """All statements on one diagnosis, the most worth first; their ``id`` is still empty.

    ``labels`` names the patient's findings.
    """
    facts = [
        *_findings(diagnosis, labels),
        *map(partial(_genotype, diagnosis.ranked.id), diagnosis.genotype),
        *_genes(diagnosis.genes),
        *_courses(diagnosis.course, diagnosis.records),
        *_definitions(diagnosis.records),
    ]
    facts.sort(key=lambda fact: -fact.worth)
    return [fact.statement(snapshot) for fact in facts]


def described(
    records: Sequence[Disease],
    genes: Iterable[GeneAssociation],
    annotations: Sequence[Annotation],
    snapshot: str,
) -> list[Statement]:
    """All that the graph says of a disease by itself; their ``id`` is still empty.

    Phenotypes come by frequency, after definition, genes, inheritance and onset.
    """
    held = [each for each in annotations if each.aspect == PHENOTYPE_ASPECT]
    held.sort(key=lambda each: -(each.frequency or 0.0))
    course = [each for each in annotations if each.aspect != PHENOTYPE_ASPECT]
    facts = [
        *_definitions(records),
        *_genes(genes),
        *_courses(course, records),
        *map(_annotation, held),
    ]
    return [fact.statement(snapshot) for fact in facts]


@dataclass(frozen=True, slots=True)
class _Fact:
    kind: str
    said: str
    disease_id: str
    worth: float
    finding: str | None = None
    object_id: str | None = None
    frequency: str | None = None
    references: tuple[str, ...] = ()
    source: str | None = None

    def statement(self, snapshot: str) -> Statement:
        identity = [
            *(snapshot, self.kind, self.disease_id, self.finding, self.object_id),
            *(self.frequency, self.source, *self.references),
        ]
        return Statement(
            id="",
            key=hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:12],
            kind=self.kind,
            text=f"{self.kind}: {self.said}{self._sourced()}",
            disease_id=self.disease_id,
            finding=self.finding,
            object_id=self.object_id,
            frequency=self.frequency,
            references=self.references,
            source=self.source,
            worth=round(self.worth, 4),
        )

    def _sourced(self) -> str:
        """Who says so: record, source and the first references."""
        if self.source is None:
            return ""
        cited = [one for one in self.references if one != self.disease_id]
        more = len(cited) - REFERENCES_SHOWN
        shown = [self.disease_id, self.source, *cited[:REFERENCES_SHOWN]]
        tail = f" and {more} more" if more > 0 else ""
        return f" ({', '.join(map(_plain, shown))}{tail})"


def _findings(diagnosis: Diagnosis, labels: Mapping[str, str]) -> Iterator[_Fact]:
    hallmarks = 0
    for evidence in diagnosis.evidence:
        if evidence.status is Status.NEUTRAL:
            continue
        if evidence.status is Status.MISSING:
            hallmarks += 1
            if hallmarks > HALLMARKS_SHOWN:
                continue
        yield _finding(evidence, diagnosis.ranked.id, labels)


def _finding(evidence: Evidence, disease_id: str, labels: Mapping[str, str]) -> _Fact:
    annotation, finding = evidence.annotation, evidence.phenotype
    mine = "" if finding is None else f"{quoted(labels.get(finding, finding))} ({finding})"
    if annotation is None:
        said = f"{mine}; the disease shows nothing like it"
        return _Fact(evidence.status, said, disease_id, abs(evidence.log_ratio), finding)
    return _Fact(
        kind=evidence.status,
        said=_compared(evidence, mine, annotation),
        disease_id=annotation.disease_id,
        worth=_worth(evidence, annotation),
        finding=finding,
        object_id=annotation.phenotype_id,
        frequency=_how_often(annotation),
        references=annotation.references,
        source=annotation.source,
    )


def _compared(evidence: Evidence, mine: str, annotation: Annotation) -> str:
    """What the patient has or lacks, and what the disease shows."""
    same = annotation.phenotype_id == evidence.phenotype
    theirs = f"{quoted(annotation.phenotype_name)} ({annotation.phenotype_id})"
    often = _how_often(annotation)
    if evidence.status is Status.MISSING:
        return f"{theirs}, {often}"
    if evidence.status is Status.MATCHED:
        return f"{mine}, {often}" if same else f"{mine} as {theirs}, {often}"
    if evidence.status is Status.RELATED:
        return f"{mine}; the disease shows {theirs}, {often}"
    other = "it" if same else theirs
    if annotation.negated:
        has = "has" if evidence.status is Status.CONFLICTING else "lacks"
        return f"the patient {has} {mine}; the disease excludes {other}, {often}"
    return f"the patient lacks {mine}; the disease shows {other}, {often}"


def _annotation(annotation: Annotation) -> _Fact:
    often = _how_often(annotation)
    return _Fact(
        kind="excludes" if annotation.negated else "shows",
        said=f"{quoted(annotation.phenotype_name)} ({annotation.phenotype_id}), {often}",
        disease_id=annotation.disease_id,
        worth=annotation.frequency or 0.0,
        object_id=annotation.phenotype_id,
        frequency=often,
        references=annotation.references,
        source=annotation.source,
    )


def _worth(evidence: Evidence, annotation: Annotation) -> float:
    if evidence.status is not Status.MISSING:
        return abs(evidence.log_ratio)
    return -math.log(1 - min(annotation.frequency or 0.0, 0.99)) / 2


def _how_often(annotation: Annotation) -> str:
    if annotation.negated:
        return f"absent in all {annotation.m} patients" if annotation.m else "excluded"
    text = frequency_text(annotation)
    return text if _PLAIN_FREQUENCY.fullmatch(text) else quoted(text, 40)


def _genotype(disease_id: str, statement: GeneStatement) -> _Fact:
    """What the patient's variants in one gene, or the gene that is named, say for a disease."""
    gene = f"{quoted(statement.symbol or 'no symbol')} ({_plain(statement.gene_id)})"
    if statement.mode is None:
        said = f"{gene} is named for the patient and is a gene of the disease"
        return _Fact(
            "named gene", said, disease_id, statement.log_ratio, object_id=statement.gene_id
        )
    variants = statement.variants
    known = tuple(dict.fromkeys(one.id for one in variants if one.id))
    return _Fact(
        kind="variant",
        said=f"{' and '.join(map(_variant, variants))}; gene {gene}, {statement.mode}",
        disease_id=disease_id,
        worth=statement.log_ratio,
        finding=next((one.id or one.given for one in variants), None),
        object_id=statement.gene_id,
        references=known,
        source="ClinVar" if known else None,
    )


def _variant(variant: VariantStatement) -> str:
    named = quoted(variant.given, VARIANT_CHARACTERS)
    named += f" ({_plain(variant.id)})" if variant.id else ""
    stars = f"{variant.stars} star{'s' * (variant.stars != 1)}" if variant.id else None
    parts = (named, variant.significance, stars, variant.consequence)
    return ", ".join(filter(None, (*parts, variant.zygosity, variant.origin)))


def _genes(associations: Iterable[GeneAssociation]) -> Iterator[_Fact]:
    """One fact for each gene, which says what each source holds of it."""
    by_gene = groupby(sorted(associations, key=lambda a: a.gene_id), key=lambda a: a.gene_id)
    found = [(gene, list(said)) for gene, said in by_gene]
    found.sort(key=lambda item: -len({each.source for each in item[1]}))
    for gene, said in found[:GENES_SHOWN]:
        against = all(each.confidence in _AGAINST for each in said)
        what = "; ".join(dict.fromkeys(map(_association, said)))
        name = f"{quoted(said[0].symbol or 'no symbol')} ({_plain(gene)})"
        yield _Fact(
            kind="gene",
            said=f"{name}: {what}",
            disease_id=said[0].disease_id,
            worth=GENE_WORTH / 2 if against else GENE_WORTH,
            object_id=gene,
            source=", ".join(dict.fromkeys(each.source for each in said if each.source)) or None,
        )


def _association(association: GeneAssociation) -> str:
    parts = (association.confidence, association.moi, association.type)
    return ", ".join(quoted(part, 80) for part in parts if part) or "associated"


def _courses(course: Iterable[Annotation], records: Iterable[Disease]) -> Iterator[_Fact]:
    """Inheritance and onset: HPO's annotations, then what Orphanet says of its record."""
    for annotation in course:
        is_mode = annotation.aspect == INHERITANCE_ASPECT
        if annotation.negated or not (is_mode or onset_stated(annotation.phenotype_id)):
            continue
        often = "" if annotation.frequency is None else f", {_how_often(annotation)}"
        yield _Fact(
            kind="inheritance" if is_mode else "onset",
            said=f"{quoted(annotation.phenotype_name)} ({annotation.phenotype_id}){often}",
            disease_id=annotation.disease_id,
            worth=INHERITANCE_WORTH if is_mode else ONSET_WORTH,
            object_id=annotation.phenotype_id,
            references=annotation.references,
            source=annotation.source,
        )
    for record in records:
        modes = [each for each in record.inheritance if modes_stated(each)]
        for kind, words, worth in (
            ("inheritance", modes, INHERITANCE_WORTH),
            ("onset", record.onset, ONSET_WORTH),
        ):
            if words:
                said = ", ".join(map(quoted, words))
                yield _Fact(kind, said, record.id, worth, source=record.source)


def _definitions(records: Iterable[Disease]) -> Iterator[_Fact]:
    for record in records:
        if record.definition:
            said = quoted(record.definition, DEFINITION_CHARACTERS)
            yield _Fact("definition", said, record.id, DEFINITION_WORTH, source=record.source)
            return


def _plain(text: str) -> str:
    """An id, a reference or the name of a source as it is; anything else quoted."""
    return text if _SOURCES.fullmatch(text) else reference(text)
