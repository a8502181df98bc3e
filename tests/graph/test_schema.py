from __future__ import annotations

import dataclasses

import pytest

from rareseek.graph.dialect import LADYBUG
from rareseek.graph.schema import (
    NODES,
    RELATIONSHIPS,
    Endpoints,
    Label,
    PropertyType,
    Relation,
    ddl,
)
from rareseek.ingest.tables import TABLES


def test_ladybug_gets_a_table_per_label_and_type() -> None:
    statements = ddl("ladybug")
    assert statements[0] == (
        "CREATE NODE TABLE `Phenotype`(`id` STRING, `name` STRING, `definition` STRING, "
        "`ic` DOUBLE, PRIMARY KEY(`id`))"
    )
    assert (
        "CREATE REL TABLE `IS_A`(FROM `Phenotype` TO `Phenotype`, FROM `Disease` TO `Disease`)"
    ) in statements
    assert len(statements) == len(NODES) + len(RELATIONSHIPS)


def test_list_columns_become_lists_of_texts() -> None:
    has_phenotype = next(each for each in ddl("ladybug") if "HAS_PHENOTYPE" in each)
    assert "`references` STRING[]" in has_phenotype
    assert "`negated` BOOLEAN" in has_phenotype
    assert "disease_id" not in has_phenotype


def test_neo4j_gets_constraints_and_indexes() -> None:
    statements = ddl("neo4j")
    assert (
        "CREATE CONSTRAINT disease_id IF NOT EXISTS FOR (n:`Disease`) REQUIRE n.`id` IS UNIQUE"
    ) in statements
    assert "CREATE INDEX gene_symbol IF NOT EXISTS FOR (n:`Gene`) ON (n.`symbol`)" in statements
    assert sum("CONSTRAINT" in statement for statement in statements) == len(NODES)


def test_a_further_pair_of_endpoints_is_one_more_from_and_to() -> None:
    is_a = Relation.IS_A.value
    wider = dataclasses.replace(
        is_a,
        endpoints=(*is_a.endpoints, Endpoints(Label.GENE, Label.GENE, "phenotype_is_a")),
    )
    assert ddl("ladybug", nodes=(), relationships=(wider,)) == (
        (
            "CREATE REL TABLE `IS_A`(FROM `Phenotype` TO `Phenotype`, FROM `Disease` TO `Disease`, "
            "FROM `Gene` TO `Gene`)"
        ),
    )


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.name)
def test_a_node_is_known_by_a_column_of_its_table(node: object) -> None:
    assert node.key in TABLES[node.table]  # type: ignore[attr-defined]
    assert set(node.indexed) <= set(TABLES[node.table])  # type: ignore[attr-defined]


@pytest.mark.parametrize("relationship", Relation, ids=lambda relation: relation.name)
def test_all_tables_of_a_type_have_the_same_properties(relationship: Relation) -> None:
    spec = relationship.value
    for pair in spec.endpoints:
        assert list(TABLES[pair.table])[2:] == list(spec.properties)


def test_property_types_follow_the_tables() -> None:
    properties = Relation.HAS_PHENOTYPE.value.properties
    assert properties["n"] is PropertyType.INTEGER
    assert properties["frequency"] is PropertyType.DECIMAL
    assert properties["modifiers"] is PropertyType.TEXTS


def test_a_backtick_in_a_name_is_doubled() -> None:
    assert LADYBUG.quote("a`b") == "`a``b`"
