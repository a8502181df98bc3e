"""What every store promises: Ladybug and Neo4j hold the same graph and give the same answers."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from rareseek.errors import QueryFailed, QueryRefused
from rareseek.graph import evidence, guard
from rareseek.graph.cypher import (
    Label,
    NodeVariable,
    Parameter,
    Query,
    Relation,
    RelationshipVariable,
    TypeOf,
)
from rareseek.graph.dialect import DIALECTS

from .corpus import queries, values_for

if TYPE_CHECKING:
    from rareseek.graph import GraphStore, LadybugStore, Neo4jStore, QueryResult

MARFAN = {"id": "OMIM:154700"}
NAME = "MATCH (d:Disease) WHERE d.id = $id RETURN d.name"
SLOW = "MATCH " + ", ".join(f"({v}:Phenotype)" for v in "abcdefghij") + " RETURN max({}) AS most"
SLOW = SLOW.format(" + ".join(f"{v}.ic" for v in "abcdefghij"))
SEIZURE = "(a:Phenotype {id: 'HP:0001250'})"
#: The corpus is written for Ladybug; what Neo4j spells otherwise, longest first.
NEO4J_SPELLING = (
    (
        "(a:Phenotype {id: 'HP:0001250'})-[:IS_A* SHORTEST 1..20]-(b:Phenotype {id: 'HP:0001166'})",
        f"shortestPath({SEIZURE}-[:IS_A*1..20]-(b:Phenotype {{id: 'HP:0001166'}}))",
    ),
    ("list_contains(r.references, $name)", "$name IN r.references"),
    ("properties(nodes(path), 'id')", "[n IN nodes(path) | n.id]"),
    ("properties(nodes(path), 'name')", "[n IN nodes(path) | n.name]"),
    ("r.references[1..1]", "r.references[0..1]"),
    ("r.references[1]", "r.references[0]"),
    ("cast(d.id AS STRING)", "toString(d.id)"),
    ("(n:Disease:Gene)", "(n:Disease|Gene)"),
    ("label(r)", "type(r)"),
    ("label(a)", "head(labels(a))"),
    ("label(b)", "head(labels(b))"),
    ("label(n)", "head(labels(n))"),
    ("label(x)", "head(labels(x))"),
)


def in_neo4j(text: str) -> str:
    for ladybug, neo4j in NEO4J_SPELLING:
        text = text.replace(ladybug, neo4j)
    return text


READING = queries("reading.cypher") + tuple(
    query for query in queries("reading.ladybug.cypher") if in_neo4j(query) != query
)

#: A limit without an order leaves open which rows it keeps.
OPEN = re.compile(r"d\.name, g\.symbol LIMIT 4|LIMIT 1 UNION ALL|r\.frequency DESC LIMIT 2")
#: The order is complete, so it must be the same.
ORDERED = re.compile(r"ORDER BY (n DESC, )?d\.name( ASC| DESC)?( |$)")

D = NodeVariable("d", Label.DISEASE)
P = NodeVariable("p", Label.PHENOTYPE)
G = NodeVariable("g", Label.GENE)
A = NodeVariable("a", Label.PHENOTYPE)
R = RelationshipVariable("r", Relation.HAS_PHENOTYPE)
E = RelationshipVariable("e", Relation.ASSOCIATED_WITH)
UP = RelationshipVariable("up", Relation.IS_A, hops=(0, 30))
BUILT = {
    "a record": Query().match(D).where(D["id"].equals("id")).returns(D["name"], D["definition"]),
    "keys": Query()
    .unwind("ids", "key")
    .match(D)
    .where(D["id"].equals(Parameter("key", unwound=True)))
    .returns(D["id"], D["source"]),
    "annotations": Query()
    .match(D, R, P)
    .where(D["id"].among("ids"), P["id"].equals("phenotype"))
    .returns(R["references"], R["n"], type=TypeOf(R), phenotype_name=P["name"]),
    "ancestors": Query().match(P, UP, A).where(P["id"].equals("phenotype")).returns(A["id"]),
    "genes": Query().match(G, E, D).match(D, R, P).returns(G["symbol"], P["name"]),
    "optional": Query()
    .match(D)
    .match(P, optional=True)
    .where(P["id"].equals(D["mondo_id"]))
    .returns(D["id"], phenotype=P["id"]),
}


@pytest.fixture(scope="module", params=["ladybug", "neo4j"])
def each(request: pytest.FixtureRequest) -> GraphStore:
    name = "store" if request.param == "ladybug" else "neo4j_store"
    found: GraphStore = request.getfixturevalue(name)
    return found


def comparable(value: Any, *, collected: bool) -> Any:
    """Equal for answers that differ in nothing that was asked for."""
    if isinstance(value, float):
        return round(value, 12)
    if isinstance(value, dict):
        return {key: comparable(value[key], collected=collected) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        items = [comparable(item, collected=collected) for item in value]
        return sorted(items, key=repr) if collected else items
    return value


def rows(result: QueryResult, text: str) -> list[Any]:
    plain = [
        [comparable(value, collected="collect(" in text) for value in row] for row in result.rows
    ]
    return plain if ORDERED.search(text) else sorted(plain, key=repr)


@pytest.mark.parametrize("text", READING)
def test_a_reading_query_has_one_answer(
    text: str, store: LadybugStore, neo4j_store: Neo4jStore
) -> None:
    params = values_for(text)
    one = store.query(guard.check(text, params, "ladybug"), params)
    spelled = in_neo4j(text)
    other = neo4j_store.query(
        guard.check(spelled, values_for(spelled), "neo4j"), values_for(spelled)
    )
    assert len(one) == len(other)
    if not OPEN.search(text):
        assert rows(one, text) == rows(other, text)
    for mine, theirs in zip(one.columns, other.columns, strict=True):
        # A column without AS is called by its expression, which each store writes in its way.
        assert mine == theirs or not (mine + theirs).replace(".", "").isidentifier()


@pytest.mark.parametrize("name", BUILT)
def test_a_built_query_has_one_answer(
    name: str, store: LadybugStore, neo4j_store: Neo4jStore
) -> None:
    answers = []
    for each_store in (store, neo4j_store):
        text = BUILT[name].text(DIALECTS[each_store.dialect])
        result = each_store.query(text, values_for(text))
        answers.append((result.columns, rows(result, text)))
    assert answers[0] == answers[1]
    assert answers[0][1]


@pytest.mark.parametrize(
    "ask", [evidence.diseases, evidence.annotations, evidence.genes, evidence.phenotypes]
)
def test_evidence_is_the_same(ask: Any, store: LadybugStore, neo4j_store: Neo4jStore) -> None:
    ids = ["ORPHA:72", "OMIM:154700", "OMIM:999999", "OMIM:312750", "HP:0001250"]
    found = ask(store, ids)
    assert any(found.values())
    assert ask(neo4j_store, ids) == found


def test_nodes_and_relationships_have_all_their_properties(each: GraphStore) -> None:
    text = "MATCH p = (g:Gene)-[r:ASSOCIATED_WITH]->(d:Disease) WHERE d.id = $id RETURN g, r, p"
    gene, edge, path = each.query(text, MARFAN).rows[0]
    assert gene == {
        "_label": "Gene",
        "id": "NCBIGene:2200",
        "symbol": "FBN1",
        "entrez_id": None,
        "ensembl_id": None,
    }
    assert edge == {
        "_label": "ASSOCIATED_WITH",
        "type": "MENDELIAN",
        "moi": None,
        "confidence": None,
        "source": "mim2gene",
    }
    assert [node["_label"] for node in path["_nodes"]] == ["Gene", "Disease"]
    assert path["_relationships"] == [edge]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) WHERE n.id = 'NCBIGene:2200' RETURN n",
        "MATCH (p:Phenotype {id: 'HP:0001250'})-[up:IS_A*1..3]->(a) RETURN up, a",
        "MATCH path = (p:Phenotype {id: 'HP:0001250'})-[:IS_A*0..2]->(a) RETURN path",
        "MATCH (d:Disease)-[r]-(x) RETURN r, x",
        "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() RETURN sum(r.n) AS n, sum(r.frequency) AS f",
    ],
)
def test_whatever_a_pattern_could_match_an_entity_is_the_same(
    text: str, store: LadybugStore, neo4j_store: Neo4jStore
) -> None:
    assert rows(store.query(text), text) == rows(neo4j_store.query(text), text)


def test_counts(each: GraphStore) -> None:
    found = each.describe()
    assert found.dialect == each.dialect
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", found.version)
    assert found.nodes == {
        "Phenotype": 11,
        "Disease": 3,
        "Gene": 3,
        "Variant": 3,
        "Release": 1,
    }
    assert found.relationships == {
        "IS_A": 10,
        "HAS_PHENOTYPE": 8,
        "ASSOCIATED_WITH": 3,
        "SAME_AS": 1,
        "IN_GENE": 3,
        "CLASSIFIED_FOR": 3,
    }


def test_parameters_must_match_the_text(each: GraphStore) -> None:
    with pytest.raises(QueryFailed, match=r"\$id, but no such parameter"):
        each.query(NAME)
    with pytest.raises(QueryFailed, match="name is given, but the query does not use it"):
        each.query(NAME, MARFAN | {"name": "x"})
    with pytest.raises(QueryRefused, match="holds a object"):
        each.query(NAME, {"id": object()})
    assert each.query("RETURN '$id' AS text").rows == [("$id",)]


@pytest.mark.parametrize("ids", [["OMIM:154700"], ("OMIM:154700",), ["OMIM:154700", None]])
def test_lists_of_parameters(ids: Any, each: GraphStore) -> None:
    query = "MATCH (d:Disease) WHERE d.id IN $ids RETURN d.name"
    assert each.query(query, {"ids": ids}).rows == [("Marfan syndrome",)]
    assert each.query(query, {"ids": []}).rows == []


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (d:Disease {id: 'OMIM:1'})",
        "MATCH (d:Disease) DETACH DELETE d",
        "CALL db.labels()",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "RETURN 1; RETURN 2",
    ],
)
def test_what_no_reading_query_needs_is_refvalues_for(text: str, each: GraphStore) -> None:
    with pytest.raises(QueryRefused):
        each.query(text)


@pytest.mark.parametrize("text", ["MATCH (d:Disease RETURN d", "RETURN nothing(1)", "RETURN $a.b"])
def test_native_errors_become_one_sentence(text: str, each: GraphStore) -> None:
    with pytest.raises(QueryFailed) as error:
        each.query(text, {"a": "x"} if "$" in text else {})
    assert str(error.value).startswith("The graph store could not run the query: ")
    assert "\n" not in str(error.value)


def test_a_slow_query_is_stopped_and_the_store_goes_on(each: GraphStore) -> None:
    with pytest.raises(QueryFailed, match=r"within 0.3 s"):
        each.query(SLOW, timeout=0.3)
    assert each.query(NAME, MARFAN, timeout=5).rows == [("Marfan syndrome",)]


def test_a_time_limit_must_leave_time(each: GraphStore) -> None:
    with pytest.raises(ValueError, match="leaves no time"):
        each.query(NAME, MARFAN, timeout=0)


def test_threads_share_a_store(each: GraphStore) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda _: each.query(NAME, MARFAN).rows, range(100))
        assert list(answers) == [[("Marfan syndrome",)]] * 100
