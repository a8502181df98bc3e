"""Rareseek: from a clinical note to a ranked, cited differential of rare diseases.

>>> from rareseek import KnowledgeGraph, RareDiseaseRetriever
>>> retriever = RareDiseaseRetriever(KnowledgeGraph.open())  # doctest: +SKIP
>>> retriever.retrieve("Tall boy with ectopia lentis and aortic dilatation.")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .retrieval import KnowledgeGraph, RareDiseaseRetriever

__all__ = ["KnowledgeGraph", "RareDiseaseRetriever"]


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``import rareseek`` costs nothing."""
    if name in __all__:
        from . import retrieval

        return getattr(retrieval, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
