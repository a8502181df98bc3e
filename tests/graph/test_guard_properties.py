"""Whatever is done to a query, an accepted one reads the graph and nothing else."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rareseek.errors import GraphError, QueryRefused
from rareseek.graph import LadybugStore, Neo4jStore, guard
from rareseek.graph.lexer import tokenize

from .corpus import VALUES, reading
from .harmful import entries
from .independent import complaint

if TYPE_CHECKING:
    from rareseek.graph import GraphStore
    from rareseek.graph.dialect import DialectName

READING = {dialect: reading(dialect) for dialect in ("ladybug", "neo4j")}
HARMFUL = sorted({entry.query for entry in entries() if len(entry.query) < 500})
TIME_LIMIT = 2.0

WRITING = [
    "CREATE (x:Gene {id: 'x'})",
    "SET d.name = 'x'",
    "DETACH DELETE d",
    "DELETE d",
    "MERGE (x:Gene)",
    "REMOVE d.name",
    "LOAD FROM '/etc/passwd'",
    "LOAD CSV FROM 'file:///etc/passwd' AS x",
    "COPY Disease FROM 'x'",
    "EXPORT DATABASE 'x'",
    "CALL show_tables()",
    "CALL db.labels()",
    "INSTALL x",
    "ATTACH 'x' AS y",
    "DROP TABLE Disease",
]

FRAGMENTS = [
    *WRITING, ";", "/*", "*/", "//", "/***/", "'", '"', "`", "\\", "\\u0027", "\r", "\n", "\u00a0",
    "\u2028", "$x", "(", ")", "[", "]", "{", "}", "*", "..", "|", "-", "->", "to_json($id)", "NULL",
    "UNION", "RETURN 1", "WITH d", "WITH *", "CALL {", "EXISTS {", "NOT", "+", "*1..5", "CASE WHEN",
    "END", "MATCH (x)", "MATCH (x:Gene)", "collect(d)", "nodes(p)", "label(d)", "size(d)", "[1]",
    "OPTIONAL MATCH (d)--(x)", "=~ '.*a'", "IS NULL", "DISTINCT", "UNWIND [1, 2] AS u",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, dialect: DialectName) -> str:
    """A good or harmful query with fragments put in, pieces taken out, or another's piece."""
    sources = st.sampled_from(READING[dialect]) | st.sampled_from(HARMFUL)
    query = draw(sources)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(query)))
        action = draw(
            st.sampled_from(["fragment", "spaced", "text", "cut", "splice", "swap", "double"])
        )
        if action == "fragment":
            query = query[:at] + draw(st.sampled_from(FRAGMENTS)) + query[at:]
        elif action == "spaced":
            query = f"{query[:at]} {draw(st.sampled_from(FRAGMENTS))} {query[at:]}"
        elif action == "text":
            query = query[:at] + draw(st.text(max_size=3)) + query[at:]
        elif action == "cut":
            query = query[:at] + query[at + draw(st.integers(1, 8)) :]
        elif action == "splice":
            query = query[:at] + draw(sources)[at:]
        else:
            query = _words_moved(query, draw(st.integers(0, 60)), double=action == "double")
    return query


def _words_moved(query: str, place: int, *, double: bool) -> str:
    """The query with one word said twice, or two neighbours exchanged."""
    words = query.split(" ")
    place %= len(words)
    if double:
        words.insert(place, words[place])
    elif place:
        words[place - 1], words[place] = words[place], words[place - 1]
    return " ".join(words)


def accepted_or_none(query: str, dialect: DialectName) -> str | None:
    """What the guard lets through, after everything that must hold of the text."""
    try:
        accepted = guard.check(query, dialect=dialect)
    except QueryRefused:
        return None
    assert complaint(accepted, dialect) is None, accepted
    assert guard.check(accepted, dialect=dialect) == accepted
    return accepted


def run(store: GraphStore, accepted: str) -> None:
    """Run an accepted query: it ends in time, with an answer or an error of ours."""
    names = {token.name for token in tokenize(accepted) if token.text.startswith("$")}
    params = {name: VALUES.get(name) for name in names}
    start = time.monotonic()
    with suppress(GraphError):
        store.query(guard.check(accepted, params, store.dialect), params, timeout=TIME_LIMIT)
    assert time.monotonic() - start < 3 * TIME_LIMIT, accepted


def contents(store: GraphStore) -> list[tuple[object, ...]]:
    """All that the graph holds, in an order of its own."""
    query = "MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a, r, b"
    return sorted((tuple(map(str, row)) for row in store.query(query).rows), key=str)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (d:Disease) SET d.name = 'x' RETURN d LIMIT 1",
        "MATCH (d:Secret) RETURN d LIMIT 1",
        "MATCH (d:Disease) RETURN d.secret LIMIT 1",
        "MATCH (d:Disease) RETURN read_csv('x') LIMIT 1",
        "MATCH (d:Disease) /* x */ RETURN d LIMIT 1",
        "MATCH (d:Disease)-[:IS_A*1..99]->(e) RETURN d LIMIT 1",
        "MATCH (d:Disease)\u2003RETURN d LIMIT 1",
        "MATCH (d:Disease) RETURN d",
        "RETURN 1 LIMIT 1; RETURN 2 LIMIT 1",
    ],
)
def test_the_independent_reading_complains(text: str) -> None:
    assert complaint(text, "ladybug")
    assert complaint(text, "neo4j")


@given(mutated("ladybug"))
@settings(max_examples=600, deadline=None)
@example("MATCH (d:Disease) RETURN 'a\\\\' DELETE d //'")
def test_what_is_let_through_holds_only_what_is_allowed(query: str) -> None:
    accepted_or_none(query, "ladybug")
    accepted_or_none(query, "neo4j")


@given(st.sampled_from(READING["neo4j"]), st.integers(0, 200), st.sampled_from(WRITING))
@settings(max_examples=400, deadline=None)
def test_a_writing_clause_between_any_two_tokens_is_refused(
    query: str, place: int, clause: str
) -> None:
    texts = [token.text for token in tokenize(query)]
    texts.insert(place % (len(texts) + 1), clause)
    for dialect in ("ladybug", "neo4j"):
        with pytest.raises(QueryRefused):
            guard.check(" ".join(texts), dialect=dialect)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_refused_or_accepted_but_never_breaks_the_guard(text: str) -> None:
    accepted_or_none(text, "ladybug")
    accepted_or_none(text, "neo4j")


@given(query=mutated("ladybug"))
@settings(max_examples=400, deadline=None)
def test_what_is_let_through_runs_on_ladybug_and_changes_nothing(
    store: LadybugStore, query: str
) -> None:
    if accepted := accepted_or_none(query, "ladybug"):
        before = contents(store)
        run(store, accepted)
        assert contents(store) == before


@given(query=mutated("neo4j"))
@settings(max_examples=150, deadline=None)
def test_what_is_let_through_runs_on_neo4j_and_changes_nothing(
    neo4j_store: Neo4jStore, query: str
) -> None:
    if accepted := accepted_or_none(query, "neo4j"):
        before = contents(neo4j_store)
        run(neo4j_store, accepted)
        assert contents(neo4j_store) == before
