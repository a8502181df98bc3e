"""LlamaIndex's own routes from a note to the graph, as far as they run without a network.

Both go over the same store, by ``PropertyGraphIndex.from_existing``, and give triplets.

- ``LLMSynonymRetriever`` asks a language model for key words and looks them up. Here the model
  answers at once with the names of the phenotypes that Rareseek's own normaliser finds in the note:
  the best key words it could give, for no time at all. Up to 10 words, as is its default.
- ``VectorContextRetriever`` embeds the note and takes the triplets around the nearest names of
  diseases and phenotypes. Here the embedding hashes character trigrams into 128 dimensions, in
  LlamaIndex's default vector store; a neural one would know synonyms better and take longer.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core import PropertyGraphIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.indices.property_graph import LLMSynonymRetriever, VectorContextRetriever
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.simple import SimpleVectorStore

from rareseek import KnowledgeGraph
from rareseek.retrieval.property_graph import RareDiseaseGraphStore

DIMENSIONS = 128
WORDS = 10


class Prompted(CustomLLM):
    """A language model that answers at once with key words set beforehand."""

    keywords: str = ""

    @property
    def metadata(self) -> LLMMetadata:
        """Its name."""
        return LLMMetadata(model_name="prompted")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:  # noqa: ARG002
        """The key words."""
        return CompletionResponse(text=self.keywords)

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        """Not used."""
        raise NotImplementedError


class Trigrams(BaseEmbedding):
    """Character trigrams hashed into `DIMENSIONS` counts, of length 1."""

    def _embed(self, text: str) -> list[float]:
        counts = np.zeros(DIMENSIONS)
        padded = f" {text.lower()} ".encode()
        for i in range(len(padded) - 2):
            counts[zlib.crc32(padded[i : i + 3]) % DIMENSIONS] += 1
        return list((counts / (np.linalg.norm(counts) or 1.0)).tolist())

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embed(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._embed(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._embed(text)


def peer_routes(graph: KnowledgeGraph, texts: Sequence[str]) -> dict[str, Any]:
    """Routes by name, for these notes: their key words are found before any clock runs."""
    store, llm = RareDiseaseGraphStore(graph.store), Prompted()
    embedding, vectors = Trigrams(), SimpleVectorStore()
    names = graph.query("MATCH (n:Disease) RETURN n.id, n.name LIMIT 50000").rows
    names += graph.query("MATCH (n:Phenotype) RETURN n.id, n.name LIMIT 50000").rows
    vectors.add(
        [
            TextNode(id_=key, text=name, embedding=embedding.get_text_embedding(name))
            for key, name in names
        ]
    )
    index = PropertyGraphIndex.from_existing(
        store, vector_store=vectors, llm=llm, embed_model=embedding, use_async=False
    )
    by_words = index.as_retriever([LLMSynonymRetriever(store, llm=llm)], use_async=False)
    by_vectors = index.as_retriever(
        [VectorContextRetriever(store, vector_store=vectors, embed_model=embedding)],
        use_async=False,
    )
    keywords = {
        text: "^".join(map(graph.index.name, graph.findings(text).present[:WORDS]))
        for text in texts
    }

    def with_words(text: str) -> list[str]:
        llm.keywords = keywords[text]
        return diseases(by_words, text)

    return {
        "LlamaIndex LLMSynonymRetriever": with_words,
        "LlamaIndex VectorContextRetriever": lambda text: diseases(by_vectors, text),
    }


def diseases(retriever: BaseRetriever, text: str) -> list[str]:
    """The first ten diseases that the triplets name."""
    found: dict[str, None] = {}
    for node in retriever.retrieve(text):
        ends: Sequence[str] = node.text.split(" -> ")
        found |= dict.fromkeys(end for end in ends if end.startswith(("OMIM:", "ORPHA:")))
    return list(found)[:10]
