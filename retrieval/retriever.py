"""LlamaIndex retriever: a note, or HPO ids, to cited evidence passages, one per disease."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from itertools import tee
from typing import Any, Literal, overload

from llama_index.core.callbacks import CallbackManager
from llama_index.core.instrumentation import get_dispatcher  # type: ignore[attr-defined]
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle
from llama_index.core.utils import get_tokenizer

from ..errors import InputError, RareseekError
from .context import Budget, passages
from .differential import Findings, Options, candidates, diagnoses, finding_labels
from .events import EvidenceRetrievedEvent, NoteReadEvent
from .filters import Filters
from .knowledge_graph import KnowledgeGraph
from .nodes import node
from .notices import none_stands_out

_dispatcher = get_dispatcher(__name__)


class RareDiseaseRetriever(BaseRetriever):
    """Retrieves evidence on the rare diseases that best explain a clinical note.

    A query is a note in plain words, or HPO ids apart by commas or blanks (``-HP:0001250`` for an
    excluded one). Each node is one disease: its text a compact passage of what matches, conflicts
    and is missing, every line with an id to cite, frequencies and references; its ``score`` the
    posterior (0 to 1) among all diseases of the snapshot; its metadata the same as data, by the
    schema in `rareseek.retrieval.nodes`. Genes and variants that the note states of the patient are
    weighed, too, and cited. Where nothing in the note maps to the graph, or no disease fulfils the
    filters, there are no nodes. A note may be in any language that ``graph.languages`` names.

    Args:
        graph: An open snapshot; by default the current one.
        top_k: Number of diseases to retrieve.
        filters: What a disease must fulfil to be retrieved.
        token_budget: Tokens of all passages together; without one, every statement is there.
        tokenizer: Splits a text into tokens; by default LlamaIndex's global one.

    >>> engine = RetrieverQueryEngine.from_args(RareDiseaseRetriever(), llm=llm)  # doctest: +SKIP
    """

    def __init__(
        self,
        graph: KnowledgeGraph | None = None,
        *,
        top_k: int = 10,
        filters: Filters | None = None,
        token_budget: int | None = None,
        tokenizer: Callable[[str], Sequence[Any]] | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager=callback_manager)
        if top_k < 1:
            raise InputError(f"top_k is {top_k}; retrieve at least 1 disease")
        self.graph = graph or KnowledgeGraph.open()
        self.top_k = top_k
        self.filters = filters or Filters()
        self.budget = None if token_budget is None else Budget(token_budget, _counting(tokenizer))

    def retrieve_findings(
        self,
        phenotypes: Sequence[str],
        excluded: Sequence[str] = (),
        *,
        genes: Sequence[str] = (),
        variants: Sequence[Any] = (),
    ) -> list[NodeWithScore]:
        """Evidence for HPO ids instead of words, with genes and variants of the patient.

        A gene is a symbol or HGNC id, a variant ``chrom-pos-ref-alt`` (GRCh38), HGVS or an rs id,
        alone or as ``{"variant": ..., "zygosity": ...}``. Raises `IdentifierError` for an unknown
        HPO id.
        """
        found = self.graph.findings_of_ids(phenotypes, excluded, genes=genes, variants=variants)
        return list(self._nodes(found))

    def stream(self, note: str) -> Iterator[NodeWithScore]:
        """The nodes of `retrieve`, each as soon as its evidence is there, best first."""
        return self._nodes(self._findings(note), stream=True)

    async def astream(self, note: str) -> AsyncIterator[NodeWithScore]:
        """The nodes of `stream`, without blocking the event loop."""
        nodes = await self.graph.in_thread(self.stream, note)
        while (found := await self.graph.in_thread(next, nodes, None)) is not None:
            yield found

    @overload
    def retrieve_batch(self, notes: Sequence[str]) -> list[list[NodeWithScore]]: ...

    @overload
    def retrieve_batch(
        self, notes: Sequence[str], *, return_errors: Literal[True]
    ) -> list[list[NodeWithScore] | RareseekError]: ...

    def retrieve_batch(self, notes: Sequence[str], *, return_errors: bool = False) -> Any:
        """The nodes of several notes, in their order.

        With ``return_errors`` a note that cannot be used has its error in its place; without, the
        first such error is raised.
        """
        found: list[list[NodeWithScore] | RareseekError] = []
        for note in notes:
            try:
                found.append(self.retrieve(note))
            except RareseekError as error:
                if not return_errors:
                    raise
                found.append(error)
        return found

    @overload
    async def aretrieve_batch(self, notes: Sequence[str]) -> list[list[NodeWithScore]]: ...

    @overload
    async def aretrieve_batch(
        self, notes: Sequence[str], *, return_errors: Literal[True]
    ) -> list[list[NodeWithScore] | RareseekError]: ...

    async def aretrieve_batch(self, notes: Sequence[str], *, return_errors: bool = False) -> Any:
        """As `retrieve_batch`, without blocking the event loop."""

        async def one(note: str) -> list[NodeWithScore] | RareseekError:
            try:
                return await self.aretrieve(note)
            except RareseekError as error:
                if not return_errors:
                    raise
                return error

        return list(await asyncio.gather(*map(one, notes)))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return list(self._nodes(self._findings(query_bundle.query_str)))

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await self.graph.in_thread(self._retrieve, query_bundle)

    def _findings(self, text: str) -> Findings:
        start = time.perf_counter()
        findings = self.graph.findings(text)
        _dispatcher.event(
            NoteReadEvent(
                snapshot=self.graph.id,
                present=list(findings.present),
                excluded=list(findings.excluded),
                genes=len(findings.genes),
                variants=len(findings.variants),
                unmapped=len(findings.unmapped),
                seconds=time.perf_counter() - start,
            )
        )
        return findings

    def _nodes(self, findings: Findings, *, stream: bool = False) -> Iterator[NodeWithScore]:
        """One node per passage; evidence is fetched at once, or with ``stream`` as it is needed."""
        start, graph = time.perf_counter(), self.graph
        graph.check_server()
        options = Options(filters=self.filters, genotype=graph.weighed(findings))
        among = graph.listed(self.filters)
        ranked = candidates(graph.index, findings, options, top=self.top_k, among=among)
        fetched = diagnoses(graph.index, graph.store, ranked, options, stream=stream)
        first, second = tee(fetched)
        labels = finding_labels(graph.index, findings)
        found = passages(
            first,
            graph.id,
            labels,
            expected=len(ranked),
            budget=self.budget,
            notice="" if ranked.stands_out else none_stands_out(ranked.absence),
        )
        diseases, statements = [], 0
        for passage, diagnosis in zip(found, second, strict=False):
            diseases.append(passage.disease_id)
            statements += len(passage.statements)
            yield node(passage, diagnosis, graph.id, ranked)
        _dispatcher.event(
            EvidenceRetrievedEvent(
                snapshot=graph.id,
                diseases=diseases,
                statements=statements,
                seconds=time.perf_counter() - start,
            )
        )


def _counting(tokenizer: Callable[[str], Sequence[Any]] | None) -> Callable[[str], int]:
    def count(text: str) -> int:
        return len((tokenizer or get_tokenizer())(text))

    return count
