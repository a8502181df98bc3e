"""What the two stores read differently from each other, or from what a reader would think.

Each case was seen on the real stores (`harmful.jsonl` has the whole queries and their harm): here
the guard's answer to the difference itself, in a query that would do no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from rareseek.errors import QueryRefused
from rareseek.graph import guard
from rareseek.graph.dialect import DialectName

if TYPE_CHECKING:
    from rareseek.graph import LadybugStore

DIALECTS: tuple[DialectName, ...] = get_args(DialectName)
BEFORE, AFTER = "MATCH (d:Disease) ", " RETURN d.id"


def refusal(query: str, dialect: DialectName) -> str:
    with pytest.raises(QueryRefused) as refused:
        guard.check(query, dialect=dialect)
    return str(refused.value)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("comment", ["/***/", "/* **/", "/*/ */", "/* ** */", "/* a **/", "/****/"])
def test_a_comment_that_ladybug_does_not_end_there_is_refused(
    comment: str, dialect: DialectName
) -> None:
    assert "comment at position 18" in refusal(BEFORE + comment + AFTER, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "comment",
    ["/**/", "/* a * b */", "/** a */", "/* a\n\tb */", "// a\n", "// ' \" ` ; \\ é 马\n"],
)
def test_a_comment_that_all_end_alike_is_left_out(comment: str, dialect: DialectName) -> None:
    assert guard.check(BEFORE + comment + AFTER, dialect=dialect).endswith("RETURN d.id LIMIT 1000")
    assert "/" not in guard.check(BEFORE + comment + AFTER, dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_lone_carriage_return_ends_a_comment_in_neo4j_only(dialect: DialectName) -> None:
    assert "comment at position 18" in refusal(BEFORE + "// a\r" + AFTER, dialect)
    assert guard.check(BEFORE + "// a\r\n" + AFTER, dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "query",
    [
        "MATCH (d:Disease) RETURN '\\u0041'",
        "MATCH (d:Disease) // \\u000a\nRETURN d.id",
        "MATCH (d:Disease) RETURN d.id AS `\\u0041`",
        "MATCH (d:Dis\\u0065ase) RETURN d.id",
        "MATCH (d:Disease) RETURN '\\\\u0041'",
        "MATCH (d:Disease) RETURN '\\U0041'",
    ],
)
def test_an_escape_that_neo4j_decodes_before_it_reads_is_refused(
    query: str, dialect: DialectName
) -> None:
    assert "\\u escape at position" in refusal(query, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("blank", [*map(chr, range(0x1C, 0x20)), "\x0b", "\x0c", *"\u00a0\u1680\u180e\u2003\u2028\u202f\u3000\ufeff\u200b"])  # fmt: skip # noqa: E501
def test_an_odd_blank_is_refused(blank: str, dialect: DialectName) -> None:
    assert f"U+{ord(blank):04X}" in refusal(f"MATCH (d:Disease){blank}RETURN d.id", dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("dash", list("\u2010\u2013\u2014\u2212\uff0d\u00ad"))
def test_an_odd_dash_is_refused(dash: str, dialect: DialectName) -> None:
    assert "not allowed" in refusal(f"MATCH (d:Disease){dash}[r]-(p) RETURN d.id", dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_odd_blanks_and_dashes_may_stand_in_strings_where_they_print(dialect: DialectName) -> None:
    assert guard.check("MATCH (d:Disease) WHERE d.name = 'a – b — c' RETURN d.id", dialect=dialect)
    assert "does not print" in refusal("RETURN 'a\u2028b'", dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("label", ["disease", "DISEASE", "`disease`", "Disease "])
def test_ladybugs_labels_in_any_case_are_refused(label: str, dialect: DialectName) -> None:
    query = f"MATCH (d:{label}) RETURN d.id"
    if label == "Disease ":
        assert guard.check(query, dialect=dialect)
    else:
        assert "no label in the schema" in refusal(query, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_keyword_in_backticks_is_refused(dialect: DialectName) -> None:
    """Neo4j's pre-parser and its parser disagree about those."""
    assert "DELETE at position" in refusal("MATCH (d:Disease) `DELETE` d", dialect)
    assert "not allowed" in refusal("`EXPLAIN` MATCH (d:Disease) RETURN d", dialect)
    assert guard.check("MATCH (d:Disease) RETURN d.id AS `gene set`", dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", ["a`b", "a``b", "a\\b", "a\nb", "a$b", "a;b", "a\u2028b"])
def test_a_name_in_backticks_ends_where_it_seems_to(name: str, dialect: DialectName) -> None:
    assert refusal(f"MATCH (d:Disease) RETURN d.id AS `{name}`", dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_string_that_ladybugs_python_layer_rewrites_is_refused(dialect: DialectName) -> None:
    assert "to_json" in refusal("MATCH (d:Disease) RETURN 'to_json($x)'", dialect)


def test_a_missing_parameter_is_null_in_ladybug_and_so_refused() -> None:
    with pytest.raises(QueryRefused, match=r"uses \$id, but no such parameter"):
        guard.check("MATCH (d:Disease {id: $id}) RETURN d", {})


def test_a_caller_s_variable_cannot_be_scanned(store: LadybugStore) -> None:
    patients = [{"name": "nobody's business"}]
    for query in ("LOAD FROM patients RETURN *", "MATCH (d:Disease) LOAD FROM patients RETURN *"):
        assert "LOAD at position" in refusal(query, "ladybug")
        with pytest.raises(QueryRefused):  # the store's own check, too
            store.query(query)
    assert patients


@pytest.mark.parametrize("value", [b"x", {"a": 1}, [["a"]], {1}, 1j, object()])
def test_only_plain_parameters_reach_a_store(value: object) -> None:
    with pytest.raises(QueryRefused):
        guard.check("MATCH (d:Disease) WHERE d.id = $x RETURN d", {"x": value})


@pytest.mark.parametrize(
    ("query", "dialect", "advice"),
    [
        ("MATCH (a)-[r]->(b) RETURN type(r)", "ladybug", "use label(r)"),
        ("MATCH (a)-[r]->(b) RETURN label(r)", "neo4j", "use type(r) or labels(n)"),
        ("MATCH (d:Disease) RETURN toString(1)", "ladybug", "use string(x)"),
        ("MATCH p = shortestPath((a:Gene)-[*..4]-(b:Gene)) RETURN p", "ladybug", "expected"),
        ("MATCH (a:Gene)-[* SHORTEST 1..4]-(b:Gene) RETURN b", "neo4j", "upper bound"),
        ("MATCH (d:Disease) RETURN [x IN [1] | x]", "ladybug", "not allowed here"),
        ("MATCH (d:Disease) RETURN d {.id}", "ladybug", "not allowed here"),
        ("CALL { MATCH (d:Disease) RETURN d } RETURN d.id", "ladybug", "expected MATCH"),
        ("MATCH (d:Disease) WHERE d:Disease RETURN d.id", "ladybug", "not allowed here"),
        ("MATCH (d:Disease) RETURN collect(d.id)[0:2]", "neo4j", "not allowed here"),
    ],
)
def test_the_other_dialect_s_words_are_refused_with_advice(
    query: str, dialect: DialectName, advice: str
) -> None:
    assert advice in refusal(query, dialect)
