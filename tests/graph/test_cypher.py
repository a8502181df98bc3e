"""Golden texts of the builder; every one of them passes the guard."""

from __future__ import annotations

import pytest

from rareseek.graph import guard
from rareseek.graph.cypher import (
    Label,
    NodeVariable,
    Parameter,
    Query,
    Relation,
    RelationshipVariable,
    TypeOf,
)
from rareseek.graph.dialect import LADYBUG, NEO4J

D = NodeVariable("d", Label.DISEASE)
P = NodeVariable("p", Label.PHENOTYPE)
R = RelationshipVariable("r", Relation.HAS_PHENOTYPE)
UP = RelationshipVariable("up", Relation.IS_A, hops=(1, 30))
A = NodeVariable("a", Label.PHENOTYPE)

GOLDEN = {
    "MATCH (d:Disease) WHERE d.id = $id RETURN d.name AS name": (
        Query().match(D).where(D["id"].equals("id")).returns(D["name"])
    ),
    "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE d.id IN $ids AND p.id = $term "
    "RETURN r.references AS references, p.name AS phenotype_name ORDER BY p.id LIMIT 5": (
        Query()
        .match(D, R, P)
        .where(D["id"].among("ids"), P["id"].equals("term"))
        .returns(R["references"], phenotype_name=P["name"])
        .order_by(P["id"])
        .limit(5)
    ),
    "UNWIND $ids AS key MATCH (d:Disease) WHERE d.id = key RETURN d.id AS id": (
        Query()
        .unwind("ids", "key")
        .match(D)
        .where(D["id"].equals(Parameter("key", unwound=True)))
        .returns(D["id"])
    ),
    "MATCH (p:Phenotype)-[up:IS_A*1..30]->(a:Phenotype) WHERE p.id = $id RETURN a.id AS id": (
        Query().match(P, UP, A).where(P["id"].equals("id")).returns(A["id"])
    ),
    "MATCH (d:Disease) OPTIONAL MATCH (p:Phenotype) WHERE p.id = d.mondo_id RETURN p.id AS id": (
        Query()
        .match(D)
        .match(P, optional=True)
        .where(P["id"].equals(D["mondo_id"]))
        .returns(P["id"])
    ),
}


@pytest.mark.parametrize("text", GOLDEN)
def test_text_is_the_same_in_both_dialects_and_passes_the_guard(text: str) -> None:
    for dialect in (LADYBUG, NEO4J):
        assert GOLDEN[text].text(dialect) == text
        assert guard.check(text, dialect=dialect.name).startswith(text)


def test_the_type_of_a_relationship_is_each_dialects_own() -> None:
    query = Query().match(D, R, P).returns(type=TypeOf(R))
    match = "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN "
    assert query.text(LADYBUG) == f"{match}label(r) AS type"
    assert query.text(NEO4J) == f"{match}type(r) AS type"


def test_a_query_is_not_changed_by_what_is_added_to_it() -> None:
    start = Query().match(D)
    start.where(D["id"].equals("id"))
    assert start.text(LADYBUG) == "MATCH (d:Disease)"


@pytest.mark.parametrize("name", ["d) DETACH DELETE (d", "return", "D", "", "ids`", "a b", "ä"])
def test_no_name_brings_text_into_a_query(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        Query().match(NodeVariable(name, Label.DISEASE)).text(LADYBUG)
    with pytest.raises(ValueError, match="cannot be a name"):
        Query().unwind("ids", name)
    with pytest.raises(ValueError, match="cannot be a name"):
        Query().match(D).where(D["id"].among(name)).text(LADYBUG)


def test_a_property_that_the_schema_lacks_is_refused() -> None:
    with pytest.raises(KeyError, match="symbol"):
        D["symbol"]
    with pytest.raises(KeyError, match="moi"):
        R["moi"]


@pytest.mark.parametrize("hops", [(1, 31), (3, 2), (-1, 2)])
def test_a_path_has_bounds(hops: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="hops"):
        RelationshipVariable("r", Relation.IS_A, hops=hops).pattern()
