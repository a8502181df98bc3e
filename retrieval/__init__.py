"""How a question becomes evidence: normalisation, ranking, evidence, and the retriever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .answer import answer
from .cases import Case, read_cases
from .differential import Diagnosis, Differential, Findings
from .evidence import Evidence, Status
from .knowledge_graph import KnowledgeGraph
from .normalisation.mentions import Candidate, Mention, NormalisedText, UnmappedMention
from .passages import passage
from .ranking.index import RankingIndex, compile_index
from .ranking.ranker import Contribution, RankedDisease, SourceExclusion, rank

if TYPE_CHECKING:
    from .normalisation.normaliser import Normaliser
    from .retriever import RareDiseaseRetriever

__all__ = [
    "Candidate",
    "Case",
    "Contribution",
    "Diagnosis",
    "Differential",
    "Evidence",
    "Findings",
    "KnowledgeGraph",
    "Mention",
    "NormalisedText",
    "Normaliser",
    "RankedDisease",
    "RankingIndex",
    "RareDiseaseRetriever",
    "SourceExclusion",
    "Status",
    "UnmappedMention",
    "answer",
    "compile_index",
    "passage",
    "rank",
    "read_cases",
]


def __getattr__(name: str) -> Any:
    """Import what needs spaCy or LlamaIndex (seconds) on first use."""
    if name == "Normaliser":
        from .normalisation.normaliser import Normaliser

        return Normaliser
    if name == "RareDiseaseRetriever":
        from .retriever import RareDiseaseRetriever

        return RareDiseaseRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
