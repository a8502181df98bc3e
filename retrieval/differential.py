"""From a note or HPO ids to a ranked differential with the graph's evidence for each disease."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..graph import GeneAssociation, GraphStore
from ..graph import evidence as graph_evidence
from .evidence import Evidence, weigh
from .normalisation.mentions import Mention, NormalisedText, UnmappedMention
from .ranking.index import RankingIndex
from .ranking.ranker import RankedDisease, SourceExclusion, rank


@dataclass(frozen=True, slots=True)
class Findings:
    """What a note says of the patient: HPO ids present and excluded, and where they were found.

    ``unmapped`` are the places that read like a finding and are like no term enough.
    """

    present: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unmapped: tuple[UnmappedMention, ...] = ()

    @classmethod
    def of(cls, text: NormalisedText) -> Findings:
        """The findings of a normalised note."""
        return cls(text.present(), text.excluded(), text.mentions, text.unmapped)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One candidate with everything the graph says, under any of its ids, for and against it."""

    ranked: RankedDisease
    definition: str | None
    genes: tuple[GeneAssociation, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Differential:
    """A ranked differential. ``snapshot`` is the id of the snapshot that all of it comes from."""

    snapshot: str
    findings: Findings
    diagnoses: tuple[Diagnosis, ...]
    labels: dict[str, str] = field(default_factory=dict)
    """Name of every HPO id of the findings."""


def differential(
    index: RankingIndex,
    store: GraphStore,
    snapshot: str,
    findings: Findings,
    *,
    top: int = 10,
    own_articles: Sequence[str] = (),
    exclusion: SourceExclusion = SourceExclusion.NONE,
) -> Differential:
    """Rank all diseases for ``findings`` and fetch the evidence of the ``top`` ones.

    Without any present phenotype there is nothing to rank on and the differential is empty.
    Where ``exclusion`` leaves out rows of the case's own articles, their evidence is left out too.
    """
    labels = {term: index.name(term) for term in (*findings.present, *findings.excluded)}
    if not findings.present:
        return Differential(snapshot, findings, (), labels)
    ranked = rank(
        index,
        findings.present,
        findings.excluded,
        top=top,
        own_articles=own_articles,
        exclusion=exclusion,
    )
    ids = [one for disease in ranked for one in disease.ids]
    records = graph_evidence.diseases(store, ids)
    genes = graph_evidence.genes(store, ids)
    annotations = graph_evidence.annotations(store, ids)
    diagnoses = tuple(
        Diagnosis(
            disease,
            next((d for one in disease.ids if (d := records[one].definition)), None),
            tuple(gene for one in disease.ids for gene in genes[one]),
            weigh(
                disease.contributions,
                [
                    annotation
                    for one in disease.ids
                    for annotation in annotations[one]
                    if exclusion.keeps(annotation.references, own_articles)
                ],
                index.ancestors_of,
                index.background_of,
            ),
        )
        for disease in ranked
    )
    return Differential(snapshot, findings, diagnoses, labels)
