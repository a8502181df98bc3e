"""The guard lets through what geneticists and language models ask, and the stores run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rareseek.graph import guard

from .corpus import reading, values_for

if TYPE_CHECKING:
    from rareseek.graph import LadybugStore, Neo4jStore
    from rareseek.graph.dialect import DialectName


@pytest.mark.parametrize("dialect", ["ladybug", "neo4j"])
def test_the_corpus_is_large(dialect: DialectName) -> None:
    assert len({" ".join(query.split()) for query in reading(dialect)}) >= 200


@pytest.mark.parametrize("query", reading("ladybug"))
def test_reading_query_runs_on_ladybug(query: str, store: LadybugStore) -> None:
    params = values_for(query)
    assert store.query(guard.check(query, params, "ladybug"), params).columns


@pytest.mark.parametrize("query", reading("neo4j"))
def test_reading_query_of_neo4j_is_let_through(query: str) -> None:
    assert guard.check(query, values_for(query), "neo4j")


def test_reading_queries_run_on_neo4j(neo4j_store: Neo4jStore) -> None:
    for query in reading("neo4j"):
        params = values_for(query)
        assert neo4j_store.query(guard.check(query, params, "neo4j"), params).columns, query


@pytest.mark.parametrize("dialect", ["ladybug", "neo4j"])
def test_what_is_let_through_is_let_through_again(dialect: DialectName) -> None:
    for query in reading(dialect):
        accepted = guard.check(query, dialect=dialect)
        assert guard.check(accepted, dialect=dialect) == accepted
        assert "LIMIT" in accepted.upper()
