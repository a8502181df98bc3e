"""What the guard lets through and what it refuses; what it lets through really runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from rareseek.errors import QueryRefused
from rareseek.graph import guard
from rareseek.graph.vocabulary import FUNCTIONS

if TYPE_CHECKING:
    from rareseek.graph import LadybugStore
    from rareseek.graph.dialect import DialectName

#: What one dialect reads is foreign to the other.
FOREIGN: tuple[tuple[str, DialectName], ...] = (
    ("MATCH (d:Disease) WHERE d:Disease RETURN d.id", "ladybug"),
    ("MATCH (a)-[r]->(b) RETURN type(r)", "ladybug"),
    ("MATCH p = shortestPath((a:Gene)-[*..4]-(b:Gene)) RETURN p", "ladybug"),
    ("MATCH p = (a:Gene)-[*1..2]->(b) RETURN [n IN nodes(p) | n.id]", "ladybug"),
    ("MATCH (d:Disease) WHERE EXISTS { (d)-[:HAS_PHENOTYPE]->() } RETURN d", "ladybug"),
    ("MATCH (d:Disease) RETURN d{.id, .name}", "ladybug"),
    ("MATCH (d:Disease) RETURN [(d)-[:HAS_PHENOTYPE]->(p) | p.id]", "ladybug"),
    ("MATCH (d:Disease) CALL { WITH d RETURN d.id AS i } RETURN i", "ladybug"),
    ("MATCH (d:Disease WHERE d.source = 'OMIM') RETURN d", "ladybug"),
    ("MATCH (d:Disease) RETURN COLLECT { MATCH (d)-->(p) RETURN p.id }", "ladybug"),
    ("MATCH (a)-[r]->(b) RETURN label(r)", "neo4j"),
    ("MATCH (a:Gene)-[* SHORTEST 1..4]-(b:Gene) RETURN b", "neo4j"),
    ("MATCH (d:Disease) RETURN cast(d.id AS STRING)", "neo4j"),
    ("MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() RETURN list_contains(r.references, 'a')", "neo4j"),
)

WRITES = (
    "CREATE (d:Disease {id: 'OMIM:1'})",
    "CREATE (d:Disease {id: 'OMIM:1'}) RETURN d.id",
    "MERGE (d:Disease {id: 'OMIM:1'}) RETURN d.id",
    "MATCH (d:Disease) SET d.name = 'x' RETURN d.name",
    "MATCH (d:Disease) REMOVE d.name RETURN d.id",
    "MATCH (d:Disease) DELETE d",
    "MATCH (d:Disease) DETACH DELETE d",
    "MATCH (d:Disease) detach\tdelete d RETURN 1",
    "MATCH (d:Disease) RETURN d.id UNION MATCH (g:Gene) DELETE g RETURN g.id",
    "MATCH (a:Gene), (b:Disease) CREATE (a)-[:ASSOCIATED_WITH]->(b) RETURN 1",
    "MATCH (d:Disease) FOREACH (x IN [1] | SET d.name = 'x') RETURN 1",
    "DROP TABLE Disease",
    "ALTER TABLE Disease ADD x STRING",
    "ALTER TABLE Disease RENAME TO Illness",
    "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "CREATE INDEX x FOR (n:Disease) ON (n.name)",
    "CREATE SEQUENCE s",
    "CREATE MACRO f(x) AS x + 1",
    "COMMENT ON TABLE Disease IS 'x'",
    "CHECKPOINT",
    "BEGIN TRANSACTION",
    "MATCH (d:Disease) CALL { WITH d DELETE d } RETURN 1",
    "RETURN nextval('s')",
    "INSERT (d:Disease)",
)

OUTSIDE = (
    "LOAD FROM '/etc/passwd' RETURN *",
    "LOAD WITH HEADERS (a STRING) FROM '/etc/passwd' RETURN a",
    "LOAD FROM frame RETURN *",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD EXTENSION httpfs",
    "MATCH (d:Disease) LOAD CSV FROM 'http://169.254.169.254/' AS line RETURN line",
    "COPY (MATCH (d:Disease) RETURN d.id) TO '/tmp/x.csv'",
    "COPY Disease FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "INSTALL httpfs",
    "UNINSTALL httpfs",
    "ATTACH '/tmp/x.db' AS x (dbtype duckdb)",
    "DETACH x",
    "USE x MATCH (n) RETURN n",
    "CALL show_tables() RETURN *",
    "CALL db.labels()",
    "CALL current_setting('threads') RETURN *",
    "CALL threads=1",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "MATCH (d:Disease) CALL apoc.cypher.run('CREATE (n)', {}) YIELD value RETURN value",
    "RETURN apoc.load.json('x')",
    "SHOW SETTINGS",
    "TERMINATE TRANSACTION 'x'",
    "EXPLAIN MATCH (d:Disease) RETURN d",
    "PROFILE MATCH (d:Disease) RETURN d",
    "CYPHER runtime=slotted MATCH (d:Disease) RETURN d",
    "RETURN read_csv('/etc/passwd')",
    "RETURN file_info('/etc/passwd')",
    "RETURN current_setting('home_directory')",
    "RETURN error('x')",
    'MATCH (d:Disease) WHERE d.name = $x RETURN "to_json($x)"',
    "RETURN to_json($x)",
)

HIDDEN = (
    "MATCH (d:Disease) RETURN d.id; DROP TABLE Disease",
    "MATCH (d:Disease) RETURN d.id;",
    "MATCH (d:Disease) RETURN d.id /* ; */; MATCH (d) DETACH DELETE d",
    "MATCH (d:Disease) /***/ DETACH DELETE d /* */ RETURN 1",
    "MATCH (d:Disease) /* **/ DETACH DELETE d /* */ RETURN 1",
    "MATCH (d:Disease) /*/ RETURN 1 /*/ DELETE d",
    "MATCH (d:Disease) /* /* */ DELETE d */ RETURN 1",
    "MATCH (d:Disease) // \r DELETE d \n RETURN 1",
    "MATCH (d:Disease) // \u2028 DELETE d \n RETURN 1",
    "MATCH (d:Disease) // \\u000a DELETE d \n RETURN 1",
    "MATCH (d:Disease) /* \\u002a/ DELETE d /* */ RETURN 1",
    "MATCH (d:Disease) /* never closed RETURN d.id",
    "MATCH (d:Disease) DE/**/LETE d",
    "MATCH (d:Disease) DEL\\u0045TE d",
    "MATCH (d:Disease) \\u0044ELETE d",
    "MATCH (d:Disease) WHERE d.name = 'x\\u0027 OR 1=1 SET d.name=\\u0027' RETURN d",
    "MATCH (d:Disease) WHERE d.name = 'x\\' RETURN d.id //' DELETE d",
    "MATCH (d:Disease) WHERE d.name = 'x RETURN d.id",
    "MATCH (d:Disease) WHERE d.name = 'x''; DELETE d RETURN ''",
    "MATCH (d:Disease)\u00a0DELETE d",
    "MATCH (d:Disease)\u3000RETURN\u3000d.id",
    "MATCH (d:Disease)\u200bRETURN d.id",
    "MATCH (d:Disease)\x00 RETURN d.id",
    "MATCH (d:Disease)\x0b RETURN d.id",
    "MATCH (d:Disease)\x1b[31m RETURN d.id",
    "MATCH (d:Disease)\u2013[r]\u2013>(p) RETURN p",
    "MATCH (d:Disease) RETURN d.id \ufeff",
    "MATCH (d:Disease) WHERE d.name = 'x\u2028y' RETURN d",
    "MATCH (d:Disease) WHERE d.name = 'x\u202ey' RETURN d",
    "M\u0391TCH (d:Disease) RETURN d",
    "MATCH (d:D\u0131sease) RETURN d",
    "MATCH (d:Disease) \uff24\uff25\uff2c\uff25\uff34\uff25 d",
    "MATCH (d:Disease) `DELETE` d",
    "MATCH (d:Disease) RETURN 1 AS `x` DELETE d",
    "MATCH (d:Disease) RETURN 1 AS `x``) DELETE d //`",
    "MATCH (`DETACH DELETE`:Disease) RETURN 1",
    "MATCH (d:Disease) RETURN 1 AS `\\u0060`",
)

COSTLY = (
    "MATCH (a:Gene), (b:Gene), (c:Gene) RETURN count(*)",
    "MATCH (a:Gene) MATCH (b:Gene) MATCH (c:Gene) RETURN count(*)",
    "MATCH (a:Gene), (b:Gene) WITH a.id AS x, b.id AS y MATCH (c:Gene) RETURN count(*)",
    "MATCH (a), (b) RETURN count(*)",
    "MATCH (a:Gene), (b:Gene), (c:Gene) WHERE a.id = a.id AND b.id = b.id RETURN count(*)",
    "MATCH (a:Gene), (b:Gene), (c:Gene) WHERE a.id = 'x' OR b.id = 'y' RETURN count(*)",
    "MATCH (a:Gene) WHERE EXISTS { MATCH (b:Gene), (c:Gene), (e:Gene) } RETURN a",
    "MATCH (a:Gene)-[*1..4]-(b)-[*1..4]-(c) RETURN count(*)",
    "MATCH (a)" + ", (a)-[:IS_A]->()" * 9 + " RETURN count(*)",
    "MATCH (d:Disease) WHERE d.id = 'x'" + " OR d.id = 'x'" * 401 + " RETURN d",
    "MATCH (d:Disease) WHERE d.id = 'x'" + " XOR d.id = 'x'" * 4 + " RETURN d",
    "RETURN [" + "1, " * 1_000 + "1]",
    "MATCH (d:Disease) RETURN [" + "d.name, " * 50 + "d.id]",
    "MATCH (d:Disease) RETURN " + "d.id, " * 60 + "d.name",
    "RETURN 'a'" + " + 'a'" * 61,
    "RETURN 1 AS a" + " UNION RETURN 1 AS a" * 21,
    "RETURN replace('aaaa', 'a', $x)",
    "RETURN replace('aaaa', '', '')",
    "MATCH (d:Disease) WHERE d.name =~ 'a?a?a?a?a?aaaaa' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ '(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)b' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ '(ab*)*c' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ '[a-z]*[a-z]*[a-z]*1' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ '" + "a" * 201 + "' RETURN d",
    "MATCH (a:Phenotype)-[:IS_A*]->(b) RETURN b",
    "MATCH (a:Phenotype)-[:IS_A*1..]->(b) RETURN b",
    "MATCH (a:Phenotype)-[:IS_A*..31]->(b) RETURN b",
    "MATCH (a:Phenotype)-[:IS_A*1..30]-(b) RETURN b",
    "MATCH (a)-[*1..6]-(b) RETURN b",
    "MATCH (a)-[*0..99999]->(b) RETURN b",
    "MATCH (a)-[* SHORTEST]->(b) RETURN b",
    "MATCH (a:Phenotype)-[:IS_A*1..$n]->(b) RETURN b",
    "RETURN range(1, 1000000000)",
    "UNWIND range(1, 1000000000) AS x RETURN count(x)",
    "RETURN lpad('x', 1000000000, 'y')",
    "RETURN repeat('x', 1000000000)",
    "RETURN replace('aaaa', 'a', 'aaaaaaaaaaaaaaaa')",
    "RETURN list_transform([1, 2], x -> x + 1)",
    "RETURN reduce(total = 0, n IN [1, 2] | total + n)",
    "WITH 'aa' AS a WITH a + a AS a WITH a + a AS a RETURN size(a)",
    "WITH [1] AS a WITH [a, a] AS a WITH [a, a] AS a RETURN a",
    "WITH {x: 1} AS a WITH {x: a, y: a} AS a RETURN a",
    "UNWIND $l AS a UNWIND $l AS b UNWIND $l AS c RETURN count(*)",
    "RETURN any(x IN $l WHERE any(y IN $l WHERE x = y))",
    "MATCH (d:Disease) WHERE d.name =~ '(a+)+$' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ '.*.*.*.*' RETURN d",
    "MATCH (d:Disease) WHERE d.name =~ $pattern RETURN d",
    "MATCH (d:Disease) WHERE NOT NOT NOT d.name = 'x' RETURN d",
    "RETURN - - - 1",
    "RETURN " + "(" * 20 + "1" + ")" * 20,
    "RETURN " + "CASE WHEN true THEN " * 5 + "1" + " END" * 5,
    "MATCH (d:Disease) RETURN d LIMIT 100001",
    "MATCH (d:Disease) RETURN d LIMIT 99999999999999999999",
    "RETURN '" + "x" * 3000 + "'",
    "RETURN 1 AS " + "x" * 65,
    "RETURN " + "1 + " * 5000 + "1",
)

#: Each of these ended the process when it reached Ladybug 0.22.0.
CRASHING = (
    "RETURN label(NULL)",
    "RETURN labels($x)",
    "RETURN nodes(NULL)",
    "RETURN relationships($x)",
    "RETURN start_node(NULL)",
    "RETURN properties(NULL)",
    "RETURN keys($x)",
    "MATCH (d:Disease) WITH NULL AS d RETURN label(d)",
    "MATCH p = (d:Disease)-[r]->(x) WITH NULL AS p RETURN nodes(p)",
    "RETURN list_sum(NULL)",
    "RETURN list_reverse_sort(NULL)",
    "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() RETURN split_part(d.name, r.references, 0)",
    "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() RETURN string_split(d.name, r.references)",
    "MATCH p = (a:Gene)-[* ALL SHORTEST 1..5]-(b:Gene {id: 'none'}) RETURN length(p)",
)

UNKNOWN = (
    "",
    "   \n ",
    "hello",
    "MATCH (d:Disease)",
    "MATCH (d:Person) RETURN d",
    "MATCH (d:disease) RETURN d",
    "MATCH (d:Disease)-[:TREATS]->(p) RETURN p",
    "MATCH (d:Disease {password: 'x'}) RETURN d",
    "MATCH (d:Disease) RETURN d.password",
    "MATCH (d:Disease) RETURN d.symbol",
    "MATCH (d:Disease)-[r:HAS_PHENOTYPE {moi: 'x'}]->(p) RETURN r",
    "MATCH (d:Disease) RETURN d['na' + 'me']",
    "MATCH (d:Disease) RETURN d[$key]",
    "MATCH (d:Disease) RETURN d.*",
    "MATCH (d:Disease) RETURN d.id d.name",
    "MATCH (d:Disease) RETURN (d.id",
    "MATCH (d:Disease) RETURN d.id)",
    "MATCH (d:Disease] RETURN d.id",
    "MATCH (d:Disease) RETURN 0x10",
    "MATCH (d:Disease) RETURN 1.",
    "MATCH (d:Disease) RETURN 01",
    "MATCH (d:Disease) WHERE RETURN d",
    "MATCH (d:Disease) RETURN d ORDER BY",
    "MATCH (d:Disease) RETURN d LIMIT 1 + 1",
    "MATCH (d:Disease) RETURN d LIMIT -1",
    "MATCH (d:Disease)<-[r]->(p) RETURN d",
    "MATCH (match:Disease) RETURN match",
    "MATCH (d:Disease) RETURN d UNION",
    "RETURN $",
    "RETURN $`id`",
    "RETURN @x",
    "RETURN 1 == 1",
)

HARMFUL = (*WRITES, *OUTSIDE, *HIDDEN, *COSTLY, *UNKNOWN)


@pytest.mark.parametrize("dialect", ["ladybug", "neo4j"])
@pytest.mark.parametrize("query", HARMFUL)
def test_harmful_query_is_refused_in_one_sentence(query: str, dialect: DialectName) -> None:
    with pytest.raises(QueryRefused) as refusal:
        guard.check(query, dialect=dialect)
    message = str(refusal.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 300


@pytest.mark.parametrize("query", CRASHING)
def test_what_ends_ladybugs_process_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        guard.check(query)


@pytest.mark.parametrize(("query", "dialect"), FOREIGN)
def test_what_only_the_other_dialect_reads_is_refused(query: str, dialect: DialectName) -> None:
    other: DialectName = "neo4j" if dialect == "ladybug" else "ladybug"
    assert guard.check(query, dialect=other)
    with pytest.raises(QueryRefused):
        guard.check(query, dialect=dialect)


def test_the_corpora_are_as_large_as_they_should_be() -> None:
    assert len(set(HARMFUL)) >= 60


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("MATCH (d:Disease) RETURN d.id", "MATCH (d:Disease) RETURN d.id LIMIT 1000"),
        ("MATCH (d:Disease) RETURN d.id LIMIT 5", "MATCH (d:Disease) RETURN d.id LIMIT 5"),
        ("RETURN 1 AS a ORDER BY a SKIP 2", "RETURN 1 AS a ORDER BY a SKIP 2 LIMIT 1000"),
        (
            "RETURN 1 AS a UNION ALL RETURN 2 AS a LIMIT 1",
            "RETURN 1 AS a LIMIT 1000 UNION ALL RETURN 2 AS a LIMIT 1",
        ),
        (
            "MATCH (d:Disease)\r\n\t// all of them\r\nRETURN/* id */d.id",
            "MATCH (d:Disease) RETURN d.id LIMIT 1000",
        ),
        ("RETURN 'a  // b' AS a", "RETURN 'a  // b' AS a LIMIT 1000"),
    ],
)
def test_accepted_query_is_written_anew_with_a_limit(query: str, expected: str) -> None:
    assert guard.check(query) == expected


@pytest.mark.parametrize(
    ("params", "part"),
    [
        ({}, r"\$ids"),
        ({"ids": ["a"], "n": 5, "more": 1}, "more"),
        ({"ids": ["a", 1], "n": 5}, "mixes types"),
        ({"ids": [["a"]], "n": 5}, "list"),
        ({"ids": "x" * 20_000, "n": 5}, "longer"),
        ({"ids": ["x"] * 30_000, "n": 5}, "values"),
        ({"ids": object(), "n": 5}, "object"),
        ({"ids": 2**63, "n": 5}, "64 bits"),
        ({"ids": float("nan"), "n": 5}, "nan"),
        ({"ids": "\ud800", "n": 5}, "surrogate"),
        ({"ids": ["a"], "n": 10**9}, "number of rows"),
        ({"ids": ["a"], "n": "5"}, "number of rows"),
        ({"ids": ["a"], "n": True}, "number of rows"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(params: dict[str, Any], part: str) -> None:
    query = "MATCH (d:Disease) WHERE d.id IN $ids RETURN d LIMIT $n"
    with pytest.raises(QueryRefused, match=part):
        guard.check(query, params)


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("MATCH (d:Disease) DETACH DELETE d", "DELETE|DETACH"),
        ("MATCH (d:Disease) RETURN d.password", "d.password|property of d"),
        ("MATCH (d:Illness) RETURN d", "no label in the schema; it has: Disease, Gene"),
        ("MATCH (a:Phenotype)-[:IS_A*]->(b) RETURN b", "upper bound"),
        ("MATCH (d:Disease) RETURN d;", "semicolon"),
        ("RETURN range(1, 5)", r"range\(\)"),
        ("MATCH (a)-[r]->(b) RETURN type(r)", r"use label\(r\)"),
        ("MATCH (a:Gene), (b:Gene), (c:Gene) RETURN a", "position 6.*join its parts"),
        ("MATCH (d:Disease) RETURN ((((((((((((((((((1", "position 41.*deeper"),
        ("MATCH (d:Disease) RETURN d LIMIT 999999", "at position 33 is too large"),
    ],
)
def test_refusal_names_the_part(query: str, part: str) -> None:
    with pytest.raises(QueryRefused, match=part):
        guard.check(query)


def test_unknown_dialect_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="sparql"):
        guard.check("RETURN 1", dialect="sparql")  # type: ignore[arg-type]


def test_every_listed_function_exists_in_ladybug(store: LadybugStore) -> None:
    known = {
        row[0].lower()
        for row in store._connections.run("CALL show_functions() RETURN *", {}, 5).rows
        if row[0]
    }
    assert FUNCTIONS["ladybug"] - known == set()


def test_no_listed_function_reads_or_writes_outside() -> None:
    dangerous = re.compile(
        r"load|read|scan|file|copy|export|setting|nextval|setseed|sleep|random|range|pad|repeat|"
        r"show|info|project|json|regexp"
    )
    listed = set().union(*FUNCTIONS.values())
    assert [name for name in sorted(listed) if dangerous.search(name)] == []
