"""Variants, genes and the kinship of diseases: both stores give the same answer to every query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rareseek.graph import LadybugStore, Neo4jStore, guard
from rareseek.graph.cypher import (
    Label,
    NodeVariable,
    Query,
    Relation,
    RelationshipVariable,
    TypeOf,
)
from rareseek.graph.dialect import DIALECTS
from rareseek.ingest.genome import SPELLED, sequence_digest

from .conftest import ANGELMAN, MARFAN, RETT, ROWS, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rareseek.tests.neo4j_server import Address

LONG = "ACGT" * 2_400
HGVS = f"NC_000015.10:g.48437850_48437851ins{LONG}"
INSERTION = f"NC_000015.10:48437849:A:{sequence_digest('A' + LONG)}"
IMPRINTING, PSYCHIATRIC = "ORPHA:641343", "ORPHA:98033"
CHANGED: dict[str, list[dict[str, Any]]] = {
    "diseases": [
        *ROWS["diseases"],
        {
            "id": IMPRINTING,
            "name": "Imprinting disorders",
            "source": "ORPHA",
            "type": "Clinical group",
            "inheritance": ["Multigenic/multifactorial"],
        },
        {
            "id": PSYCHIATRIC,
            "name": "Rare neurologic disease with psychiatric involvement",
            "source": "ORPHA",
            "type": "Category",
            "inheritance": [],
        },
    ],
    "disease_is_a": [
        {"child": ANGELMAN, "parent": IMPRINTING},
        {"child": ANGELMAN, "parent": PSYCHIATRIC},
    ],
    "same_as": [
        *ROWS["same_as"],
        {"disease_id": ANGELMAN, "other_id": RETT, "predicate": "skos:narrowMatch"},
        {"disease_id": MARFAN, "other_id": ANGELMAN, "source": "Mondo"},
    ],
    "variants": [
        *VARIANTS,
        {
            "id": INSERTION,
            "hgvs": HGVS,
            "chrom": "15",
            "pos": 48437850,
            "ref": "A",
            "alt": f"A{LONG}",
            "significance": "Likely pathogenic",
            "stars": 0,
        },
    ],
    "in_gene": [
        *ROWS["in_gene"],
        {"variant_id": INSERTION, "gene_id": "NCBIGene:2200"},
        {"variant_id": "ClinVar:11811", "gene_id": "NCBIGene:7337"},
    ],
    "classified_for": [
        *ROWS["classified_for"],
        {"variant_id": "ClinVar:11811", "disease_id": ANGELMAN, "significance": "Benign"},
        {"variant_id": "ClinVar:11811", "disease_id": ANGELMAN, "source": "HGMD"},
    ],
}

V = NodeVariable("v", Label.VARIANT)
G = NodeVariable("g", Label.GENE)
D = NodeVariable("d", Label.DISEASE)
OTHER = NodeVariable("o", Label.DISEASE)
IN = RelationshipVariable("i", Relation.IN_GENE)
FOR = RelationshipVariable("c", Relation.CLASSIFIED_FOR)
SAME = RelationshipVariable("s", Relation.SAME_AS)
OF = RelationshipVariable("a", Relation.ASSOCIATED_WITH)
UP = RelationshipVariable("up", Relation.IS_A)
FAR = RelationshipVariable("up", Relation.IS_A, hops=(0, 30))

#: name: query, its parameters
BUILT: dict[str, tuple[Query, dict[str, Any]]] = {
    "genes of a variant": (
        Query().match(V, IN, G).where(V["id"].equals("id")).returns(G["id"], G["symbol"]),
        {"id": "ClinVar:11811"},
    ),
    "variants of a gene": (
        Query()
        .match(V, IN, G)
        .where(G["symbol"].equals("symbol"))
        .returns(V["id"], V["hgvs"], V["pos"], V["alt"], V["stars"]),
        {"symbol": "FBN1"},
    ),
    "a variant by its place": (
        Query()
        .match(V)
        .where(V["chrom"].equals("chrom"), V["pos"].equals("pos"))
        .returns(V["id"], V["significance"]),
        {"chrom": "X", "pos": 154031409},
    ),
    "a variant by a long name": (
        Query().match(V).where(V["hgvs"].equals("hgvs")).returns(V["id"]),
        {"hgvs": HGVS},
    ),
    "variants by number": (
        Query().match(V).where(V["rsid"].among("rsids")).returns(V["id"], V["consequence"]),
        {"rsids": ["rs28934907", "rs137854456"]},
    ),
    "what a variant is classified for": (
        Query()
        .match(V, FOR, D)
        .where(V["id"].equals("id"))
        .returns(D["id"], FOR["significance"], FOR["stars"], FOR["source"], type=TypeOf(FOR)),
        {"id": "ClinVar:11811"},
    ),
    "diseases of a gene by its variants": (
        Query()
        .match(V, IN, G)
        .match(V, FOR, D)
        .match(G, OF, OTHER)
        .returns(V["id"], G["symbol"], D["name"], other=OTHER["name"]),
        {},
    ),
    "the same disease elsewhere": (
        Query()
        .match(D, SAME, OTHER)
        .where(D["id"].equals("id"))
        .returns(OTHER["id"], SAME["predicate"], SAME["source"]),
        {"id": ANGELMAN},
    ),
    "kinds of a disease": (
        Query()
        .match(D, UP, OTHER)
        .where(D["id"].equals("id"))
        .returns(OTHER["id"], OTHER["name"], OTHER["type"], OTHER["inheritance"], OTHER["onset"]),
        {"id": ANGELMAN},
    ),
    "all above a disease": (
        Query()
        .match(D, FAR, OTHER)
        .where(D["id"].equals("id"))
        .returns(OTHER["id"], OTHER["prevalence"]),
        {"id": ANGELMAN},
    ),
}
#: Cypher that a person or a model may write, in words that both stores know.
WRITTEN = (
    "MATCH (v:Variant)-[:IN_GENE]->(g:Gene {symbol: 'FBN1'}) RETURN count(v) AS n",
    "MATCH (v:Variant)-[c:CLASSIFIED_FOR]->(d:Disease) WHERE c.stars >= 2 RETURN v.id, d.id",
    "MATCH (v:Variant)-[c:CLASSIFIED_FOR]->(d:Disease) RETURN c.significance AS s, count(*) AS n",
    "MATCH (v:Variant)-[c:CLASSIFIED_FOR]->(d:Disease) WHERE c.source IS NULL RETURN v, c, d",
    "MATCH (v:Variant) WHERE v.consequence CONTAINS 'missense' RETURN v",
    "MATCH (v:Variant) WHERE v.alt STARTS WITH 'AACGT' RETURN v.id, size(v.alt) AS bases",
    "MATCH (v:Variant) WHERE NOT EXISTS { MATCH (v)-[:CLASSIFIED_FOR]->(:Disease) } RETURN v.id",
    "MATCH (d:Disease)-[s:SAME_AS]-(o:Disease) RETURN d.id, o.id, s.predicate",
    "MATCH (d:Disease)-[s:SAME_AS]->(o:Disease) WHERE s.predicate ENDS WITH 'Match' RETURN s",
    "MATCH (d:Disease)-[:IS_A*1..3]->(k:Disease) RETURN d.name, k.name",
    "MATCH (k:Disease)<-[:IS_A]-(d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) RETURN k.id, p.id",
    "MATCH (n)-[:IS_A]->(k) RETURN n.id, k.id",
    "MATCH p = (v:Variant)-[:IN_GENE]->(:Gene)-[:ASSOCIATED_WITH]->(:Disease) RETURN p",
    "MATCH (d:Disease) RETURN d.id, d.inheritance, size(d.inheritance) AS n",
    "MATCH (d:Disease) WHERE 'Multigenic/multifactorial' IN d.inheritance RETURN d",
)


@pytest.fixture(scope="module")
def kin(write_tables: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(tmp_path_factory.mktemp("kin"), **CHANGED)


@pytest.fixture(scope="module")
def ladybug(kin: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LadybugStore]:
    path = tmp_path_factory.mktemp("graph") / "kin.lbug"
    LadybugStore.build(path, kin)
    with LadybugStore(path) as store:
        yield store


@pytest.fixture(scope="module")
def neo4j(kin: Path, neo4j_address: Address) -> Iterator[Neo4jStore]:
    where = neo4j_address
    with Neo4jStore(where.uri, user=where.user, password=where.password) as store:
        store.load(kin)
        yield store


def test_the_insertion_is_longer_than_any_index_of_neo4j_takes() -> None:
    assert SPELLED < 8_000 < len(LONG)
    assert len(INSERTION) < 100


@pytest.mark.parametrize("name", BUILT)
def test_a_built_query_has_one_answer(name: str, ladybug: LadybugStore, neo4j: Neo4jStore) -> None:
    query, params = BUILT[name]
    answers = [
        (found.columns, sorted(found.rows, key=repr))
        for store in (ladybug, neo4j)
        for found in [store.query(query.text(DIALECTS[store.dialect]), params)]
    ]
    assert answers[0] == answers[1]
    assert answers[0][1]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_query_has_one_answer(
    text: str, ladybug: LadybugStore, neo4j: Neo4jStore
) -> None:
    answers = [
        sorted(map(repr, store.query(guard.check(text, {}, store.dialect)).rows))
        for store in (ladybug, neo4j)
    ]
    assert answers[0] == answers[1]
    assert answers[0]


def test_every_kind_of_node_and_relationship_is_there(
    ladybug: LadybugStore, neo4j: Neo4jStore
) -> None:
    one, other = ladybug.describe(), neo4j.describe()
    assert (one.nodes, one.relationships) == (other.nodes, other.relationships)
    assert all(one.nodes.values())
    assert all(one.relationships.values())
