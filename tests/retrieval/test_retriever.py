"""The LlamaIndex retriever on the small snapshot: alone, asynchronous, and in a query engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode
from llama_index.core.schema import MetadataMode

from rareseek import KnowledgeGraph, RareDiseaseRetriever
from rareseek.errors import IdentifierError, NoteError

NOTE = "A boy with arachnodactyly, ectopia lentis and aortic root aneurysm, but no seizures."
MARFAN = {"OMIM:154700", "ORPHA:558"}


class EchoModel(CustomLLM):
    """A language model that answers with the prompt it was given."""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="echo")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        return CompletionResponse(text=prompt)

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.fixture
def retriever(graph: KnowledgeGraph) -> RareDiseaseRetriever:
    return RareDiseaseRetriever(graph, top_k=3)


def test_a_note_gives_cited_passages_best_first(retriever: RareDiseaseRetriever) -> None:
    nodes = retriever.retrieve(NOTE)
    assert len(nodes) == 3
    assert nodes[0].metadata["disease_id"] in MARFAN
    assert [node.metadata["rank"] for node in nodes] == [1, 2, 3]
    scores = [node.score or 0.0 for node in nodes]
    assert scores == sorted(scores, reverse=True)
    omim = next(node for node in nodes if node.metadata["disease_id"] == "OMIM:154700")
    assert '] matched: "Ectopia lentis" (HP:0001083), 121/256 patients (' in omim.text
    assert '] gene: "FBN1" (NCBIGene:2200): ' in omim.text


def test_metadata_is_for_programs_and_hidden_from_the_model(
    retriever: RareDiseaseRetriever, graph: KnowledgeGraph
) -> None:
    node = retriever.retrieve(NOTE)[0]
    assert node.metadata["snapshot"] == graph.id
    assert "HP:0001083" in node.metadata["findings"]["matched"]
    assert node.node.get_content(MetadataMode.LLM) == node.text


def test_excluded_findings_are_no_matches(retriever: RareDiseaseRetriever) -> None:
    for node in retriever.retrieve(NOTE):
        assert "HP:0001250" not in node.metadata["findings"]["matched"]


def test_ids_in_place_of_words(retriever: RareDiseaseRetriever) -> None:
    by_text = retriever.retrieve("HP:0001166, HP:0001083 -HP:0001250")
    by_ids = retriever.retrieve_findings(["HP:0001166", "HP:0001083"], ["HP:0001250"])
    assert [n.node_id for n in by_text] == [n.node_id for n in by_ids]
    assert [n.score for n in by_text] == [n.score for n in by_ids]


def test_alternative_ids_give_the_evidence_of_the_current_one(
    retriever: RareDiseaseRetriever,
) -> None:
    old, new = (retriever.retrieve_findings([term]) for term in ("HP:0001505", "HP:0001166"))
    assert [n.text for n in old] == [n.text for n in new]


def test_an_unknown_id_is_named(retriever: RareDiseaseRetriever) -> None:
    with pytest.raises(IdentifierError, match="HP:7777777 is unknown"):
        retriever.retrieve("HP:7777777")


def test_a_note_that_names_nothing_gives_no_nodes(retriever: RareDiseaseRetriever) -> None:
    assert retriever.retrieve("The weather was fine.") == []


def test_an_empty_note_is_refused(retriever: RareDiseaseRetriever) -> None:
    with pytest.raises(NoteError, match="empty"):
        retriever.retrieve("   ")


async def test_asynchronous_retrieval_gives_the_same(retriever: RareDiseaseRetriever) -> None:
    nodes = await retriever.aretrieve(NOTE)
    assert [n.node_id for n in nodes] == [n.node_id for n in retriever.retrieve(NOTE)]


def test_a_query_engine_hands_the_evidence_to_any_model(retriever: RareDiseaseRetriever) -> None:
    engine = RetrieverQueryEngine.from_args(
        retriever, llm=EchoModel(), response_mode=ResponseMode.COMPACT
    )
    response = engine.query(NOTE)
    assert '"Ectopia lentis" (HP:0001083)' in str(response)
    assert {n.metadata["disease_id"] for n in response.source_nodes} & MARFAN


def test_a_case_without_its_own_article_is_not_shown_its_rows(graph: KnowledgeGraph) -> None:
    from rareseek.retrieval import Findings, SourceExclusion

    findings = Findings(("HP:0001083", "HP:0002650"))
    own = graph.diagnose(
        findings, own_articles=["PMID:90000005"], exclusion=SourceExclusion.OWN, top=50
    )
    cited = {
        reference
        for diagnosis in own.diagnoses
        for evidence in diagnosis.evidence
        if evidence.annotation
        for reference in evidence.annotation.references
    }
    assert cited
    assert "PMID:90000005" not in cited
