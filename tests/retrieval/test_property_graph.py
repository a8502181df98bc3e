"""The graph as a LlamaIndex property graph store, on both stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import PropertyGraphIndex
from llama_index.core.bridge.pydantic import BaseModel
from llama_index.core.graph_stores.types import EntityNode, LabelledNode, Relation
from llama_index.core.indices.property_graph import (
    CypherTemplateRetriever,
    LLMSynonymRetriever,
    TextToCypherRetriever,
)
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata, MockLLM
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery

from rareseek.errors import QueryRefused
from rareseek.graph import GraphStore, LadybugStore
from rareseek.ingest import SnapshotStore
from rareseek.retrieval.property_graph import RareDiseaseGraphStore
from rareseek.settings import Settings

MARFAN, FBN1, LENS = "OMIM:154700", "NCBIGene:2200", "HP:0001083"


class Scripted(CustomLLM):
    """A language model that always says the same."""

    says: str

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        return CompletionResponse(text=self.says)

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:
        raise NotImplementedError


@pytest.fixture(scope="module", params=["ladybug", "neo4j"])
def graph(request: pytest.FixtureRequest, small_home: Path) -> Any:
    """The small release in a store of each kind."""
    from rareseek.graph import Neo4jStore

    snapshot = SnapshotStore(Settings(home=small_home)).current()
    if request.param == "ladybug":
        with LadybugStore(snapshot.path / "graph.lbug") as opened:
            yield opened
        return
    where = request.getfixturevalue("neo4j_address")
    with Neo4jStore(where.uri, user=where.user, password=where.password, timeout=30) as served:
        served.load(snapshot.path / "tables")
        yield served


@pytest.fixture
def store(graph: GraphStore) -> RareDiseaseGraphStore:
    return RareDiseaseGraphStore(graph)


def keys(nodes: list[LabelledNode]) -> list[str]:
    return [each.id for each in nodes]


def test_nodes_by_key_name_symbol_and_property(store: RareDiseaseGraphStore) -> None:
    (marfan,) = store.get(ids=[MARFAN])
    assert (marfan.id, marfan.label) == (MARFAN, "Disease")
    assert isinstance(marfan, EntityNode)
    assert marfan.name == "Marfan syndrome"
    assert str(marfan) == '"Marfan syndrome" (OMIM:154700)'
    assert marfan.properties["source"] == "OMIM"
    assert keys(store.get(ids=["marfan syndrome"])) == [MARFAN, "ORPHA:558"]
    assert keys(store.get(ids=[LENS, "Fbn1", "nothing"])) == [LENS, FBN1]
    assert keys(store.get(properties={"symbol": "FBN1"})) == [FBN1]
    assert keys(store.get(properties={"source": "OMIM"}, ids=["Marfan syndrome"])) == [MARFAN]
    assert store.get() == store.get(ids=[]) == store.get(properties={"unheard": 1}) == []


def test_triplets(store: RareDiseaseGraphStore) -> None:
    found = store.get_triplets(entity_names=["Ectopia lentis"], relation_names=["HAS_PHENOTYPE"])
    assert {(a.id, r.label, b.id) for a, r, b in found} == {
        (MARFAN, "HAS_PHENOTYPE", LENS),
        ("ORPHA:558", "HAS_PHENOTYPE", LENS),
    }
    (counted,) = (r for a, r, _ in found if a.id == MARFAN)
    assert (counted.properties["n"], counted.properties["m"]) == (121, 256)
    assert 'references: ["PMID:90000004"' in str(counted)
    assert store.get_triplets() == []
    assert store.get_triplets(ids=["nothing"]) == []
    everything = store.get_triplets(relation_names=["ASSOCIATED_WITH"])
    assert (FBN1, MARFAN) in {(a.id, b.id) for a, _, b in everything}


def test_a_map_of_what_is_around_nodes(store: RareDiseaseGraphStore) -> None:
    (marfan,) = store.get(ids=[MARFAN])
    near = store.get_rel_map([marfan], depth=1, limit=1000)
    assert {MARFAN} <= {end for a, _, b in near for end in (a.id, b.id)}
    assert all(MARFAN in (a.id, b.id) for a, _, b in near)
    assert "ASSOCIATED_WITH" in {r.label for _, r, _ in near}
    far = store.get_rel_map([marfan], depth=2, limit=1000)
    assert {(a.id, r.label, b.id) for a, r, b in near} < {(a.id, r.label, b.id) for a, r, b in far}
    assert len(store.get_rel_map([marfan], depth=2, limit=7)) == 7
    genes = store.get_rel_map([marfan], depth=1, ignore_rels=["HAS_PHENOTYPE", "SAME_AS"])
    assert {r.label for _, r, _ in genes} == {"ASSOCIATED_WITH"}
    assert store.get_rel_map([]) == []
    assert store.get_rel_map([marfan], depth=1, limit=5) == near[:5]


def test_queries_go_through_the_guard(store: RareDiseaseGraphStore) -> None:
    rows = store.structured_query(
        "MATCH (d:Disease {id: $id}) RETURN d.name AS name", {"id": MARFAN}
    )
    assert rows == [{"name": "Marfan syndrome"}]
    with pytest.raises(QueryRefused, match="DETACH at position"):
        store.structured_query("MATCH (d:Disease) DETACH DELETE d")


def test_the_schema_for_prompts(store: RareDiseaseGraphStore, graph: GraphStore) -> None:
    text = store.get_schema_str()
    assert text.startswith(f"Dialect: {graph.dialect}.")
    assert "(:Disease)-[:HAS_PHENOTYPE]->(:Phenotype) {frequency: decimal" in text
    assert store.get_schema()["nodes"]["Gene"]["symbol"] == "text"


def test_whatever_writes_is_refused_in_one_sentence(store: RareDiseaseGraphStore) -> None:
    relation = Relation(label="HAS_PHENOTYPE", source_id=MARFAN, target_id=LENS)
    writes: tuple[Callable[[], object], ...] = (
        lambda: store.upsert_nodes([EntityNode(name="x")]),
        lambda: store.upsert_relations([relation]),
        lambda: store.upsert_llama_nodes([TextNode(text="x")]),
        lambda: store.delete(ids=[MARFAN]),
        lambda: store.delete_llama_nodes(node_ids=[MARFAN]),
    )
    for write in writes:
        with pytest.raises(QueryRefused, match="only read; change it by building a new snapshot"):
            write()
    with pytest.raises(QueryRefused, match="holds no embeddings"):
        store.vector_query(VectorStoreQuery())
    assert keys(store.get(ids=[MARFAN])) == [MARFAN]


async def test_a_property_graph_index_points_at_the_graph(store: RareDiseaseGraphStore) -> None:
    llm = Scripted(says="Marfan syndrome^fbn1")
    index = PropertyGraphIndex.from_existing(store, llm=llm, embed_kg_nodes=False)
    retriever = index.as_retriever(include_properties=True, limit=200)
    texts = [each.text for each in await retriever.aretrieve("Which gene?")]
    assert any(
        text.startswith('"FBN1" (NCBIGene:2200) -> ASSOCIATED_WITH')
        and text.endswith('-> "Marfan syndrome" (OMIM:154700)')
        for text in texts
    )
    plain = LLMSynonymRetriever(store, llm=llm)
    assert f"{FBN1} -> ASSOCIATED_WITH -> {MARFAN}" in {
        each.text for each in plain.retrieve("Which gene?")
    }
    answer = index.as_query_engine(llm=MockLLM(), sub_retrievers=[plain]).query("Which gene?")
    assert MARFAN in str(answer)


def test_cypher_retrievers_of_llamaindex(store: RareDiseaseGraphStore) -> None:
    cypher = "MATCH (d:Disease {id: 'OMIM:154700'}) RETURN d.name AS name"
    written = TextToCypherRetriever(store, llm=Scripted(says=cypher)).retrieve("Its name?")
    assert "Marfan syndrome" in written[0].text
    hostile = TextToCypherRetriever(store, llm=Scripted(says="MATCH (d) DETACH DELETE d"))
    with pytest.raises(QueryRefused):
        hostile.retrieve("Its name?")

    class Params(BaseModel):
        id: str

    template = CypherTemplateRetriever(
        store,
        output_cls=Params,
        cypher_query="MATCH (d:Disease {id: $id}) RETURN d.name AS name",
        llm=Scripted(says='{"id": "OMIM:154700"}'),
    )
    assert "Marfan syndrome" in template.retrieve("Its name?")[0].text
