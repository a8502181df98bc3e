"""The LangChain retriever on the small snapshot."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from rareseek import KnowledgeGraph
from rareseek.errors import InputError, MissingExtraError, NoteError
from rareseek.retrieval import INSTRUCTIONS, Filters
from rareseek.retrieval.langchain import RareDiseaseRetriever

NOTE = "A boy with arachnodactyly, ectopia lentis and aortic root aneurysm, but no seizures."


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


def test_documents_are_the_passages(graph: KnowledgeGraph) -> None:
    documents = RareDiseaseRetriever(graph=graph, top_k=3).invoke(NOTE)
    passages = graph.context(NOTE, top=3).passages
    assert [each.page_content for each in documents] == [each.text for each in passages]
    assert documents[0].metadata["statements"][0]["id"] == "E1"
    assert documents[0].metadata["snapshot"] == graph.id
    assert documents[0].metadata["stands_out"] is True
    assert 0 < documents[0].metadata["absence"] < 1


async def test_asynchronous_and_batch(graph: KnowledgeGraph) -> None:
    retriever = RareDiseaseRetriever(graph=graph, top_k=2)
    first = retriever.invoke(NOTE)
    assert await retriever.ainvoke(NOTE) == first
    assert retriever.batch([NOTE, "HP:0001250"])[0] == first
    mixed: list[object] = [*retriever.batch([" "], return_exceptions=True)]
    assert isinstance(mixed[0], NoteError)


def test_filters_and_token_budget(graph: KnowledgeGraph) -> None:
    retriever = RareDiseaseRetriever(
        graph=graph,
        filters=Filters(sources=("OMIM",)),
        token_budget=60,
        count_tokens=lambda text: len(text.split()),
    )
    found = retriever.invoke(NOTE)
    assert found[0].metadata["disease_id"] == "OMIM:154700"
    assert sum(len(each.page_content.split()) for each in found) <= 60
    with pytest.raises(InputError, match="needs count_tokens"):
        RareDiseaseRetriever(graph=graph, token_budget=60).invoke(NOTE)


def test_a_chain(graph: KnowledgeGraph) -> None:
    prompt = ChatPromptTemplate.from_messages(
        [("system", INSTRUCTIONS + "\n\n{evidence}"), ("human", "{note}")]
    )
    asked = {
        "evidence": RareDiseaseRetriever(graph=graph, top_k=2)
        | (lambda found: "\n\n".join(each.page_content for each in found)),
        "note": RunnablePassthrough(),
    } | prompt
    assert '"Ectopia lentis" (HP:0001083)' in asked.invoke(NOTE).to_string()
    chain = asked | FakeListChatModel(responses=["Marfan syndrome [E1]"])
    assert chain.invoke(NOTE).content == "Marfan syndrome [E1]"


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_core.retrievers", None)
    monkeypatch.delitem(sys.modules, "rareseek.retrieval.langchain")
    with pytest.raises(MissingExtraError, match=r"pip install 'rareseek\[langchain\]'"):
        importlib.import_module("rareseek.retrieval.langchain")
