"""LlamaIndex retriever: a note, or HPO ids, to cited evidence passages, one per disease."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from .differential import Diagnosis, Differential, Findings
from .evidence import Status
from .knowledge_graph import KnowledgeGraph
from .passages import passage, references

_ONLY_IDS = re.compile(r"\s*-?HP[:_]\d{7}(?:[\s,;]+-?HP[:_]\d{7})*[\s,;]*", re.IGNORECASE)


class RareDiseaseRetriever(BaseRetriever):
    """Retrieves evidence on the rare diseases that best explain a clinical note.

    A query is a note in plain words, or HPO ids apart by commas or blanks (``-HP:0001250`` for an
    excluded one). Each node is one disease: its text a compact passage of what matches, conflicts
    and is missing, with frequencies and references; its ``score`` the posterior (0 to 1) among all
    diseases of the snapshot; its metadata the same as data. Where nothing in the note maps to the
    graph there are no nodes.

    Args:
        graph: An open snapshot; by default the current one.
        top_k: Number of diseases to retrieve.

    >>> engine = RetrieverQueryEngine.from_args(RareDiseaseRetriever(), llm=llm)  # doctest: +SKIP
    """

    def __init__(
        self,
        graph: KnowledgeGraph | None = None,
        *,
        top_k: int = 10,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        self.graph = graph or KnowledgeGraph.open()
        self.top_k = top_k

    def retrieve_findings(
        self, phenotypes: Sequence[str], excluded: Sequence[str] = ()
    ) -> list[NodeWithScore]:
        """Evidence for HPO ids instead of words. Raises `IdentifierError` for an unknown id."""
        resolve = self.graph.index.resolve
        findings = Findings(
            tuple(resolve(term) for term in phenotypes), tuple(resolve(term) for term in excluded)
        )
        return nodes(self.graph.diagnose(findings, top=self.top_k))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        text = query_bundle.query_str
        if _ONLY_IDS.fullmatch(text):
            ids = re.split(r"[\s,;]+", text.strip(" \t\r\n,;"))
            excluded = [i.removeprefix("-") for i in ids if i.startswith("-")]
            return self.retrieve_findings([i for i in ids if not i.startswith("-")], excluded)
        return nodes(self.graph.diagnose(text, top=self.top_k))

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def nodes(differential: Differential) -> list[NodeWithScore]:
    """One node per diagnosis, best first. The metadata is for programs, not for the model."""
    return [
        NodeWithScore(
            node=TextNode(
                id_=f"{differential.snapshot}/{diagnosis.ranked.id}",
                text=passage(diagnosis, differential),
                metadata=(metadata := _metadata(diagnosis, differential)),
                excluded_llm_metadata_keys=list(metadata),
                excluded_embed_metadata_keys=list(metadata),
            ),
            score=diagnosis.ranked.posterior,
        )
        for diagnosis in differential.diagnoses
    ]


def _metadata(diagnosis: Diagnosis, differential: Differential) -> dict[str, Any]:
    disease = diagnosis.ranked
    findings: dict[str, list[str]] = {status.value: [] for status in Status}
    for evidence in diagnosis.evidence:
        annotation = evidence.annotation
        term = evidence.phenotype or (annotation.phenotype_id if annotation else None)
        if term is not None:
            findings[evidence.status].append(term)
    return {
        "snapshot": differential.snapshot,
        "rank": disease.rank,
        "disease_id": disease.id,
        "disease_name": disease.name,
        "equivalent_ids": list(disease.equivalent_ids),
        "score": disease.score,
        "posterior": disease.posterior,
        "findings": findings,
        "genes": [{"id": gene.gene_id, "symbol": gene.symbol} for gene in diagnosis.genes],
        "references": list(references(diagnosis.evidence)),
    }
