"""Whatever is done to a good query, an accepted one reads the graph and nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rareseek.errors import GraphError, QueryRefused
from rareseek.graph import LadybugStore, guard
from rareseek.graph.lexer import Kind, tokenize
from rareseek.graph.vocabulary import FORBIDDEN

READING = [
    line
    for line in Path(__file__).with_name("reading.cypher").read_text("utf-8").splitlines()
    if not line.startswith("//")
]

WRITING = [
    "CREATE (x:Gene {id: 'x'})",
    "SET d.name = 'x'",
    "DETACH DELETE d",
    "DELETE d",
    "MERGE (x:Gene)",
    "REMOVE d.name",
    "LOAD FROM '/etc/passwd'",
    "COPY Disease FROM 'x'",
    "EXPORT DATABASE 'x'",
    "CALL show_tables()",
    "INSTALL x",
    "ATTACH 'x' AS y",
    "DROP TABLE Disease",
]

FRAGMENTS = [
    *WRITING, ";", "/*", "*/", "//", "/***/", "'", '"', "`", "\\", "\\u0027", "\r", "\n", "\u00a0",
    "\u2028", "$x", "(", ")", "[", "]", "{", "}", "*", "..", "|", "-", "->", "to_json($id)",
    "UNION", "RETURN 1", "WITH d",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good query with fragments put in, characters taken out, or a piece of another."""
    query = draw(st.sampled_from(READING))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(query)))
        action = draw(st.sampled_from(["fragment", "spaced", "text", "cut", "splice"]))
        if action == "fragment":
            query = query[:at] + draw(st.sampled_from(FRAGMENTS)) + query[at:]
        elif action == "spaced":
            query = f"{query[:at]} {draw(st.sampled_from(FRAGMENTS))} {query[at:]}"
        elif action == "text":
            query = query[:at] + draw(st.text(max_size=3)) + query[at:]
        elif action == "cut":
            query = query[:at] + query[at + draw(st.integers(1, 8)) :]
        else:
            query = query[:at] + draw(st.sampled_from(READING))[at:]
    return query


def outside_strings(accepted: str) -> list[str]:
    """Words of a text outside string literals, by a reading of its own: quotes and backslashes."""
    kept, quote, skip = [], "", False
    for character in accepted:
        if skip:
            skip = False
        elif quote:
            skip = character == "\\"
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
            kept.append(" ")
        else:
            kept.append(character)
    assert not quote, "an accepted query ends inside a string"
    return "".join(c if c.isalnum() or c == "_" else " " for c in "".join(kept)).upper().split()


@given(mutated())
@settings(max_examples=600, deadline=None)
@example("MATCH (d:Disease) RETURN 'a\\\\' DELETE d //'")
def test_accepted_text_has_no_forbidden_word_outside_strings(query: str) -> None:
    for dialect in ("ladybug", "neo4j"):
        try:
            accepted = guard.check(query, dialect=dialect)
        except QueryRefused:
            continue
        assert not FORBIDDEN.intersection(outside_strings(accepted))
        assert not {"//", "/*", ";"} & {
            token.text for token in tokenize(accepted) if token.kind is Kind.SYMBOL
        }


@given(st.sampled_from(READING), st.integers(0, 200), st.sampled_from(WRITING))
@settings(max_examples=400, deadline=None)
def test_a_writing_clause_between_any_two_tokens_is_refused(
    query: str, place: int, clause: str
) -> None:
    texts = [token.text for token in tokenize(query)]
    texts.insert(place % (len(texts) + 1), clause)
    with pytest.raises(QueryRefused):
        guard.check(" ".join(texts))


@given(mutated())
@settings(max_examples=150, deadline=None)
def test_checking_twice_changes_nothing(query: str) -> None:
    try:
        accepted = guard.check(query)
    except QueryRefused:
        return
    assert guard.check(accepted) == accepted


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_refused_or_accepted_but_never_breaks_the_guard(text: str) -> None:
    with suppress(QueryRefused):
        assert guard.check(text)


@given(query=mutated())
@settings(max_examples=150, deadline=None)
def test_accepted_mutant_runs_or_fails_with_an_error_of_ours(
    store: LadybugStore, query: str
) -> None:
    with suppress(GraphError):
        store.query(guard.check(query), timeout=2)
    assert store.query("MATCH (d:Disease) RETURN count(d)").rows == [(3,)]
