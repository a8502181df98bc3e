"""The retriever inside LlamaIndex: engines, postprocessors, batches, streams and events."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import PromptTemplate
from llama_index.core.base.response.schema import StreamingResponse
from llama_index.core.chat_engine import CondensePlusContextChatEngine, ContextChatEngine
from llama_index.core.instrumentation import get_dispatcher  # type: ignore[attr-defined]
from llama_index.core.instrumentation.event_handlers import BaseEventHandler
from llama_index.core.instrumentation.events import BaseEvent
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import LongContextReorder, SimilarityPostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle
from llama_index.core.tools import RetrieverTool

from rareseek import KnowledgeGraph, RareDiseaseRetriever
from rareseek.errors import InputError, NoteError
from rareseek.retrieval import INSTRUCTIONS, Filters
from rareseek.retrieval.events import EvidenceRetrievedEvent, NoteReadEvent
from rareseek.retrieval.nodes import cited

NOTE = "A boy with arachnodactyly, ectopia lentis and aortic root aneurysm, but no seizures."
MARFAN = {"OMIM:154700", "ORPHA:558"}
NOTES = [NOTE, "Seizures, ataxia and status epilepticus.", "Bronchiectasis and meconium ileus."]


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.fixture
def retriever(graph: KnowledgeGraph) -> RareDiseaseRetriever:
    return RareDiseaseRetriever(graph, top_k=3)


def content(nodes: list[NodeWithScore]) -> list[tuple[str, str, float | None, dict[str, Any]]]:
    return [(one.node_id, one.text, one.score, one.metadata) for one in nodes]


def test_filters_and_top_k(graph: KnowledgeGraph) -> None:
    retriever = RareDiseaseRetriever(graph, top_k=2, filters=Filters(inheritance=("AD",)))
    nodes = retriever.retrieve(NOTE)
    assert nodes[0].metadata["disease_id"] == "OMIM:154700"
    assert len(nodes) == 2
    assert all("HP:0000006" in one.metadata["inheritance"] for one in nodes)
    with pytest.raises(InputError, match="top_k is 0"):
        RareDiseaseRetriever(graph, top_k=0)


@pytest.mark.parametrize("budget", [120, 300, 1000])
def test_the_token_budget_holds_by_the_tokenizer_of_the_app(
    graph: KnowledgeGraph, budget: int
) -> None:
    from llama_index.core.utils import get_tokenizer

    nodes = RareDiseaseRetriever(graph, token_budget=budget).retrieve(NOTE)
    text = "\n\n".join(one.node.get_content(MetadataMode.LLM) for one in nodes)
    assert nodes
    assert len(get_tokenizer()(text)) <= budget
    by_words = RareDiseaseRetriever(graph, token_budget=budget, tokenizer=str.split)
    assert len(" ".join(one.text for one in by_words.retrieve(NOTE)).split()) <= budget


def test_node_postprocessors_filter_and_reorder(retriever: RareDiseaseRetriever) -> None:
    engine = RetrieverQueryEngine.from_args(
        retriever,
        llm=MockLLM(),
        node_postprocessors=[
            SimilarityPostprocessor(similarity_cutoff=0.2),
            LongContextReorder(),
        ],
    )
    sources = engine.query(NOTE).source_nodes
    assert {one.metadata["disease_id"] for one in sources} == MARFAN
    kept = [each["id"] for one in sources for each in one.metadata["statements"]]
    assert len(kept) == len(set(kept))


def test_an_answer_is_checked_against_what_it_cites(retriever: RareDiseaseRetriever) -> None:
    nodes = retriever.retrieve(NOTE)
    found = cited("Marfan syndrome, for ectopia lentis [E1]. Cured by tea [E77].", nodes)
    assert [each.id for each in found.statements] == ["E1"]
    assert found.unknown == ("E77",)


def test_a_prompt_with_instructions(retriever: RareDiseaseRetriever) -> None:
    template = PromptTemplate(INSTRUCTIONS + "\n\n{context_str}\n\nNote: {query_str}\nAnswer: ")
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(), text_qa_template=template)
    prompt = str(engine.query(NOTE))
    assert prompt.startswith(INSTRUCTIONS)
    assert '[E1] matched: "' in prompt


async def test_a_query_engine_streams_its_answer(retriever: RareDiseaseRetriever) -> None:
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(), streaming=True)
    streamed = engine.query(NOTE)
    assert isinstance(streamed, StreamingResponse)
    assert '"Ectopia lentis" (HP:0001083)' in str(streamed)
    assert '"Ectopia lentis"' in str(await engine.aquery(NOTE))


@pytest.mark.parametrize("kind", [ContextChatEngine, CondensePlusContextChatEngine])
def test_chat_engines_get_the_evidence(kind: Any, retriever: RareDiseaseRetriever) -> None:
    chat = kind.from_defaults(retriever=retriever, llm=MockLLM())
    answer = chat.chat(NOTE)
    assert {one.metadata["disease_id"] for one in answer.source_nodes} & MARFAN
    assert '"Ectopia lentis" (HP:0001083)' in str(answer.response)
    assert chat.chat("And what of its genes?").response


def test_it_composes_with_other_retrievers_and_tools(retriever: RareDiseaseRetriever) -> None:
    fused = QueryFusionRetriever(
        [retriever], llm=MockLLM(), num_queries=1, similarity_top_k=2, use_async=False
    )
    assert fused.retrieve(NOTE)[0].metadata["disease_id"] in MARFAN
    tool = RetrieverTool.from_defaults(retriever)
    assert "Marfan syndrome" in str(tool.call(NOTE))


def test_a_batch_keeps_order_and_may_return_errors(retriever: RareDiseaseRetriever) -> None:
    found = retriever.retrieve_batch(NOTES)
    assert [content(one) for one in found] == [content(retriever.retrieve(n)) for n in NOTES]
    mixed = retriever.retrieve_batch([NOTE, " "], return_errors=True)
    assert isinstance(mixed[1], NoteError)
    with pytest.raises(NoteError):
        retriever.retrieve_batch([NOTE, " "])


async def test_an_asynchronous_batch_does_not_block_the_loop(
    retriever: RareDiseaseRetriever,
) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    found = await retriever.aretrieve_batch(NOTES * 8)
    ticking.cancel()
    assert ticks > 3
    assert [content(one) for one in found] == [content(retriever.retrieve(n)) for n in NOTES] * 8
    mixed = await retriever.aretrieve_batch([" ", NOTE], return_errors=True)
    assert isinstance(mixed[0], NoteError)


@pytest.mark.parametrize("budget", [None, 300])
async def test_streams_give_the_nodes_of_retrieve(
    graph: KnowledgeGraph, budget: int | None
) -> None:
    retriever = RareDiseaseRetriever(graph, top_k=6, token_budget=budget)
    whole = content(retriever.retrieve(NOTE))
    assert content(list(retriever.stream(NOTE))) == whole
    assert content([one async for one in retriever.astream(NOTE)]) == whole


def test_a_stream_fetches_evidence_only_as_it_is_taken(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = 0
    query = graph.store.query

    def counted(*given: Any, **more: Any) -> Any:
        nonlocal queries
        queries += 1
        return query(*given, **more)

    monkeypatch.setattr(graph.store, "query", counted)
    stream = RareDiseaseRetriever(graph, top_k=6).stream(NOTE)
    first = next(stream)
    assert first.metadata["rank"] == 1
    after_first = queries
    assert len(list(stream)) == 5
    assert queries > after_first > 0


class Recorder(BaseEventHandler):
    """Keeps the events it is given."""

    events: list[BaseEvent] = []  # noqa: RUF012 - a pydantic field

    @classmethod
    def class_name(cls) -> str:
        return "Recorder"

    def handle(self, event: BaseEvent, **kwargs: Any) -> None:
        self.events.append(event)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    handler, root = Recorder(), get_dispatcher()
    root.add_event_handler(handler)
    yield handler
    root.event_handlers.remove(handler)


async def test_events_tell_of_findings_and_evidence_and_never_of_the_note(
    retriever: RareDiseaseRetriever, recorder: Recorder
) -> None:
    nodes = await retriever.aretrieve(QueryBundle(NOTE))
    names = [type(event).__name__ for event in recorder.events]
    assert names == [
        "RetrievalStartEvent",
        "NoteReadEvent",
        "EvidenceRetrievedEvent",
        "RetrievalEndEvent",
    ]
    read, retrieved = recorder.events[1:3]
    assert isinstance(read, NoteReadEvent)
    assert isinstance(retrieved, EvidenceRetrievedEvent)
    assert "HP:0001083" in read.present
    assert read.excluded == ["HP:0001250"]
    assert retrieved.diseases == [one.metadata["disease_id"] for one in nodes]
    assert retrieved.statements == sum(len(one.metadata["statements"]) for one in nodes)
    assert "boy" not in read.model_dump_json() + retrieved.model_dump_json()
    for event in recorder.events:
        assert (event.span_id or "").startswith("RareDiseaseRetriever.")
