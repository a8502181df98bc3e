"""How a question becomes evidence: normalisation, ranking, evidence, and the retriever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .answer import answer
from .cases import Case, read_cases
from .context import INSTRUCTIONS, Budget, Citations, Context, Passage
from .differential import Diagnosis, Differential, Findings
from .evidence import Evidence, Status
from .filters import Filters
from .knowledge_graph import KnowledgeGraph
from .normalisation.mentions import Candidate, Mention, NormalisedText, UnmappedMention
from .ranking.index import RankingIndex, compile_index
from .ranking.ranker import Contribution, RankedDisease, SourceExclusion, rank
from .statements import Statement

if TYPE_CHECKING:
    from .normalisation.normaliser import Normaliser
    from .retriever import RareDiseaseRetriever

__all__ = [
    "INSTRUCTIONS",
    "Budget",
    "Candidate",
    "Case",
    "Citations",
    "Context",
    "Contribution",
    "Diagnosis",
    "Differential",
    "Evidence",
    "Filters",
    "Findings",
    "KnowledgeGraph",
    "Mention",
    "NormalisedText",
    "Normaliser",
    "Passage",
    "RankedDisease",
    "RankingIndex",
    "RareDiseaseRetriever",
    "SourceExclusion",
    "Statement",
    "Status",
    "UnmappedMention",
    "answer",
    "compile_index",
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
