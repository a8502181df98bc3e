"""From a note or HPO ids to a ranked differential with the graph's evidence for each disease."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..graph import Annotation, Disease, GeneAssociation, GraphStore
from ..graph import evidence as graph_evidence
from ..graph.evidence import COURSE_ASPECT, INHERITANCE_ASPECT
from .entities.mentions import (
    DiseaseMention,
    EntityMentions,
    GeneMention,
    VariantMention,
    settled,
)
from .entities.overlaps import apart
from .evidence import Evidence, weigh
from .filters import Filters
from .genotype import GeneStatement, Genotype, GenotypeModel, GenotypeUse, genotype_use
from .genotype import explain as explained
from .mimics import AMONG, Mimic, cited_mimics
from .named_diseases import named_log_odds
from .next_findings import NextFinding, next_findings
from .normalisation.mentions import Mention, NormalisedText, UnmappedMention
from .patient import NOTHING_KNOWN, PatientFacts
from .ranking.index import PHENOTYPE_ASPECT, RankingIndex
from .ranking.learned import LearnedRanker
from .ranking.pair import Pair, find_pair
from .ranking.ranker import RankedDisease, RankerName, Ranking, SourceExclusion, rank
from .variant_calls import VariantCall

#: Diseases whose evidence is fetched at once where it is wanted one after another: few at first.
_STREAMED: Final = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a note says of the patient: HPO ids present and excluded, and where they were found.

    ``unmapped`` are the places that read like a finding and are like no term enough. ``diseases``,
    ``genes`` and ``variants`` are the places that name one, whatever is said of it; ``calls`` are
    the variants of a VCF; ``patient`` is what is known beside phenotypes. ``given_genes`` (symbols,
    HGNC ids) and ``given_variants`` (as `retrieval.genotype.read_variants` reads them) were given
    beside a note or HPO ids.
    """

    present: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unmapped: tuple[UnmappedMention, ...] = ()
    diseases: tuple[DiseaseMention, ...] = ()
    genes: tuple[GeneMention, ...] = ()
    variants: tuple[VariantMention, ...] = ()
    calls: tuple[VariantCall, ...] = ()
    patient: PatientFacts = NOTHING_KNOWN
    given_genes: tuple[str, ...] = ()
    given_variants: tuple[Any, ...] = ()

    @classmethod
    def of(
        cls,
        text: NormalisedText,
        entities: EntityMentions | None = None,
        patient: PatientFacts = NOTHING_KNOWN,
    ) -> Findings:
        """The findings of a normalised note: phenotypes, other entities, facts on the patient."""
        found = entities or EntityMentions()
        mentions, diseases = apart(text, found)
        kept = replace(text, mentions=mentions)
        return cls(
            kept.present(),
            kept.excluded(),
            mentions,
            tuple(sorted((*text.unmapped, *found.unmapped), key=lambda place: place.start)),
            diseases,
            found.genes,
            found.variants,
            patient=patient,
        )

    @property
    def patient_genes(self) -> tuple[str, ...]:
        """Genes in which the note states a change of the patient's, and those given; each once."""
        stated = settled((gene.id, gene.assertion) for gene in self.genes)
        return tuple(dict.fromkeys((*stated, *self.given_genes)))

    @property
    def patient_variants(self) -> tuple[VariantCall, ...]:
        """The variants that the patient has, of the note and of the VCF, each once."""
        said = [(one.call, one.assertion) for one in self.variants]
        return tuple(dict.fromkeys((*settled(said), *self.calls)))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One candidate with everything the graph says, under any of its ids, for and against it.

    ``records`` are its disease records, ``course`` the annotations of inheritance and course;
    ``genotype`` is what genes and variants of the patient say for it; ``phenotypes`` are all the
    annotations of phenotypes behind ``evidence``.
    """

    ranked: RankedDisease
    records: tuple[Disease, ...]
    genes: tuple[GeneAssociation, ...]
    evidence: tuple[Evidence, ...]
    course: tuple[Annotation, ...]
    genotype: tuple[GeneStatement, ...] = ()
    phenotypes: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class TwoDiagnoses:
    """Two diseases that explain the findings only together, and the evidence on each.

    Each is judged on the findings that it explains better than the other (`pair`).
    """

    pair: Pair
    diagnoses: tuple[Diagnosis, Diagnosis]


@dataclass(frozen=True, slots=True)
class Differential:
    """A ranked differential. ``snapshot`` is the id of the snapshot that all of it comes from.

    ``absence`` is the probability that the patient's disease is not in the graph, where the ranker
    can tell; ``stands_out`` is false where no disease of the list should be taken for the answer.
    """

    snapshot: str
    findings: Findings
    diagnoses: tuple[Diagnosis, ...]
    labels: dict[str, str] = field(default_factory=dict)
    """Name of every HPO id of the findings."""
    absence: float | None = None
    stands_out: bool = True
    next_findings: tuple[NextFinding, ...] = ()
    """What would best tell the first candidates apart."""
    pair: TwoDiagnoses | None = None
    """Two diseases that together explain clearly more than any single one."""
    mimics: tuple[Mimic, ...] = ()
    """What the first candidates are most easily taken for."""
    genotype: GenotypeUse | None = None
    """What became of the genes and variants of the case; None where it has none."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a differential is made.

    Attributes:
        own_articles: Articles the case was published in (``PMID:...``).
        exclusion: Which annotation rows that cite them are left out, and their evidence with them.
        filters: What a listed disease must fulfil.
        genotype: Genes and variants of the patient, weighed (`KnowledgeGraph.genotype_of`).
        ranker: How candidates are ordered.
    """

    own_articles: Sequence[str] = ()
    exclusion: SourceExclusion = SourceExclusion.NONE
    filters: Filters = field(default_factory=Filters)
    genotype: tuple[GenotypeModel, Genotype] | None = None
    ranker: RankerName = RankerName.LEARNED


def candidates(
    index: RankingIndex,
    findings: Findings,
    options: Options,
    *,
    top: int = 10,
    among: NDArray[np.bool_] | None = None,
    explain: bool = True,
) -> Ranking:
    """The ``top`` diseases for ``findings``, none where no phenotype, gene, variant or disease is.

    What was found in a note is ranked by the learned ranker for notes.

    A gene or variant that speaks for no disease is none. ``among`` (d,) marks the candidates that
    the filters let through; evidence needs ``explain``.
    """
    named = named_log_odds(index, findings.diseases)
    weighed = options.genotype and options.genotype[1].pairs
    if not findings.present and not weighed and named is None:
        return Ranking()
    from_note = options.ranker is RankerName.LEARNED and bool(findings.mentions)
    return rank(
        index,
        findings.present,
        findings.excluded,
        top=top,
        own_articles=options.own_articles,
        exclusion=options.exclusion,
        among=among,
        explain=explain,
        genotype=options.genotype[1].log_odds if options.genotype else None,
        named=named,
        ranker=LearnedRanker.for_notes() if from_note else options.ranker,
        patient=findings.patient,
    )


def diagnoses(
    index: RankingIndex,
    store: GraphStore,
    ranked: Sequence[RankedDisease],
    options: Options,
    *,
    stream: bool = False,
) -> Iterator[Diagnosis]:
    """The evidence on each of ``ranked``, in their order.

    It is fetched for all of them at once; with ``stream`` for the first one first.
    """
    rest = iter(ranked)
    sizes = _STREAMED if stream else (len(ranked),)
    for size in (*sizes, len(ranked)):
        if batch := list(islice(rest, size)):
            yield from _diagnoses(index, store, batch, options)


def _diagnoses(
    index: RankingIndex, store: GraphStore, ranked: Sequence[RankedDisease], options: Options
) -> Iterator[Diagnosis]:
    kept = {d.id: [one for one in d.ids if options.filters.keeps_record(one)] for d in ranked}
    ids = [one for records in kept.values() for one in records]
    records = graph_evidence.diseases(store, ids)
    genes = graph_evidence.genes(store, ids)
    annotations = graph_evidence.annotations(store, ids)
    for disease in ranked:
        held = [
            annotation
            for one in kept[disease.id]
            for annotation in annotations[one]
            if options.exclusion.keeps(annotation.references, options.own_articles)
        ]
        evidence = weigh(disease.contributions, held, index.ancestors_of, index.background_of)
        yield Diagnosis(
            disease,
            tuple(records[one] for one in kept[disease.id] if one in records),
            tuple(gene for one in kept[disease.id] for gene in genes[one]),
            evidence,
            tuple(a for a in held if a.aspect in {INHERITANCE_ASPECT, COURSE_ASPECT}),
            _genotype(options, index.disease_row[disease.id]),
            tuple(a for a in held if a.aspect == PHENOTYPE_ASPECT),
        )


def _genotype(options: Options, candidate: int) -> tuple[GeneStatement, ...]:
    if options.genotype is None:
        return ()
    model, genotype = options.genotype
    return explained(genotype, model.index, candidate)


def differential(
    index: RankingIndex,
    store: GraphStore,
    snapshot: str,
    findings: Findings,
    options: Options,
    *,
    top: int = 10,
    among: NDArray[np.bool_] | None = None,
) -> Differential:
    """Rank all diseases for ``findings`` and fetch the evidence of the ``top`` ones.

    Without anything that speaks for a disease the differential is empty.
    """
    ranked = candidates(index, findings, options, top=max(top, AMONG), among=among)
    asked = next_findings(
        index,
        ranked[:top],
        (*findings.present, *findings.excluded),
        own_articles=options.own_articles,
        exclusion=options.exclusion,
        sex=findings.patient.sex,
    )
    found = tuple(diagnoses(index, store, ranked[:top], options))
    return Differential(
        snapshot=snapshot,
        findings=findings,
        diagnoses=found,
        labels=finding_labels(index, findings),
        absence=ranked.absence,
        stands_out=ranked.stands_out,
        next_findings=asked,
        pair=_pair(index, store, findings, options, among),
        mimics=cited_mimics(index, store, ranked, found, findings, options),
        genotype=_genotype_use(options, found),
    )


def _genotype_use(options: Options, found: Sequence[Diagnosis]) -> GenotypeUse | None:
    if options.genotype is None:
        return None
    model, genotype = options.genotype
    return genotype_use(genotype, model.index, {one.ranked.id: one.genotype for one in found})


def _pair(
    index: RankingIndex,
    store: GraphStore,
    findings: Findings,
    options: Options,
    among: NDArray[np.bool_] | None,
) -> TwoDiagnoses | None:
    pair = find_pair(
        index,
        findings.present,
        findings.excluded,
        own_articles=options.own_articles,
        exclusion=options.exclusion,
        among=among,
        ranker=options.ranker,
        patient=findings.patient,
        genotype=options.genotype[1].log_odds if options.genotype else None,
    )
    if pair is None:
        return None
    first, second = diagnoses(index, store, pair.diseases, options)
    return TwoDiagnoses(pair, (first, second))


def finding_labels(index: RankingIndex, findings: Findings) -> dict[str, str]:
    """Name of every HPO id of the findings."""
    return {term: index.name(term) for term in (*findings.present, *findings.excluded)}
