"""LangChain retriever, in the extra ``langchain``.

>>> from rareseek.retrieval.langchain import RareDiseaseRetriever
>>> RareDiseaseRetriever(top_k=5).invoke("Tall boy with ectopia lentis.")  # doctest: +SKIP

Where an app switches LangChain's tracing on (``LANGSMITH_TRACING``), LangChain itself sends what it
traces to that service, notes included: leave it off for clinical notes.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import Field

from ..errors import InputError, MissingExtraError
from .context import Budget
from .filters import Filters
from .knowledge_graph import KnowledgeGraph
from .rendering import passage_record

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ImportError as error:
    raise MissingExtraError("langchain-core", "langchain") from error


class RareDiseaseRetriever(BaseRetriever):
    """A note to one document per disease: a cited passage, and the same as metadata.

    The document's metadata has ``snapshot``, ``absence``, ``stands_out``, ``rank``,
    ``disease_id``, ``disease_name``, ``equivalent_ids``, ``score`` (of it ``adjustment`` and
    ``genotype``), ``posterior`` and the passage's ``statements``. With a
    ``token_budget``, ``count_tokens`` says how many tokens a text has, for example the chat
    model's ``get_num_tokens``.
    """

    graph: KnowledgeGraph = Field(default_factory=KnowledgeGraph.open)
    top_k: int = Field(default=10, ge=1)
    filters: Filters = Field(default_factory=Filters)
    token_budget: int | None = Field(default=None, ge=1)
    count_tokens: Callable[[str], int] | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[Document]:
        found = self.graph.context(
            query, top=self.top_k, filters=self.filters, budget=self._budget()
        )
        return [
            Document(
                id=f"{found.snapshot}/{passage.disease_id}",
                page_content=passage.text,
                metadata={
                    "snapshot": found.snapshot,
                    "absence": found.absence,
                    "stands_out": found.stands_out,
                    **passage_record(passage),
                },
            )
            for passage in found.passages
        ]

    def _budget(self) -> Budget | None:
        if self.token_budget is None:
            return None
        if self.count_tokens is None:
            raise InputError("a token_budget needs count_tokens, such as llm.get_num_tokens")
        return Budget(self.token_budget, self.count_tokens)
