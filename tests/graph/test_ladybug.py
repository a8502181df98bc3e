"""The Ladybug store on real files: building, opening, querying, and what goes wrong."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug
import polars as pl
import pytest

from rareseek.errors import BuildError, QueryFailed, QueryRefused, SnapshotError
from rareseek.graph import LadybugStore, bulk

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "MATCH (d:Disease) WHERE d.id = $id RETURN d.name AS name"
MARFAN = {"id": "OMIM:154700"}
SLOW = "MATCH " + ", ".join(f"({v}:Phenotype)" for v in "abcdefghij") + " RETURN max({}) AS most"
SLOW = SLOW.format(" + ".join(f"{v}.ic" for v in "abcdefghij"))


def test_a_built_graph_holds_every_row(store: LadybugStore) -> None:
    description = store.describe()
    assert description.nodes == {
        "Phenotype": 11,
        "Disease": 3,
        "Gene": 3,
        "Variant": 3,
        "Release": 1,
    }
    assert description.relationships == {
        "IS_A": 10,
        "HAS_PHENOTYPE": 8,
        "ASSOCIATED_WITH": 3,
        "SAME_AS": 1,
        "IN_GENE": 3,
        "CLASSIFIED_FOR": 3,
    }
    assert (description.dialect, description.version) == ("ladybug", ladybug.__version__)


def test_columns_are_read_by_name(write_tables: Callable[..., Path], tmp_path: Path) -> None:
    tables = write_tables(tmp_path / "tables")
    edges = pl.read_parquet(tables / "has_phenotype.parquet")
    edges.select(reversed(edges.columns)).write_parquet(tables / "has_phenotype.parquet")
    LadybugStore.build(tmp_path / "graph", tables)
    with LadybugStore(tmp_path / "graph") as store:
        rows = store.query(
            "MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p) WHERE r.n = 60 RETURN d.id, p.id"
        )
    assert rows.rows == [("OMIM:154700", "HP:0001083")]


@pytest.mark.parametrize("folder", ["it's here", "[2025] *?", "répertoire", "back\\slash"])
def test_folders_of_any_name_can_be_built_from(
    folder: str, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    tables = write_tables(tmp_path / folder)
    LadybugStore.build(tables / "graph.lbug", tables)
    with LadybugStore(tables / "graph.lbug") as store:
        assert store.query(NAME, MARFAN).rows == [("Marfan syndrome",)]


GENE = {"id": "NCBIGene:2200", "symbol": "FBN1"}


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"genes": [GENE, GENE]}, "genes.parquet: .*duplicated primary key value NCBIGene:2200"),
        ({"genes": [{"symbol": "FBN1"}]}, "genes.parquet: .*NULL"),
        (
            {"phenotype_is_a": [{"child": "HP:0001250", "parent": "HP:7777777"}]},
            "phenotype_is_a.parquet: .*HP:7777777",
        ),
    ],
)
def test_a_failed_build_says_why_and_leaves_nothing(
    changed: dict[str, Any], part: str, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    tables = write_tables(tmp_path / "tables", **changed)
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(BuildError, match=part):
        LadybugStore.build(target / "graph", tables)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "cut"])
def test_a_damaged_table_fails_the_build(
    damage: str, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    tables = write_tables(tmp_path / "tables")
    file = tables / "genes.parquet"
    content = file.read_bytes()
    file.unlink()
    if damage != "missing":
        file.write_bytes({"empty": b"", "text": b"no parquet", "cut": content[:200]}[damage])
    with pytest.raises(BuildError, match="genes"):
        LadybugStore.build(tmp_path / "graph", tables)
    assert not (tmp_path / "graph").exists()


def test_a_graph_is_built_into_a_new_file(graph_file: Path, tables: Path) -> None:
    with pytest.raises(BuildError, match="exists already"):
        LadybugStore.build(graph_file, tables)


def test_a_folder_that_is_not_there_fails_the_build(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="No such file"):
        LadybugStore.build(tmp_path / "none" / "graph", tables)


def test_a_disk_that_is_nearly_full_is_not_filled(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_SPARE", shutil.disk_usage(tmp_path).total)
    with pytest.raises(BuildError, match="MB are free"):
        LadybugStore.build(tmp_path / "graph", tables)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_of_every_table(tables: Path, tmp_path: Path) -> None:
    told: list[object] = []

    class Told:
        def stage(self, name: str, total: int | None = None) -> None:
            told.append((name, total))

        def advance(self, steps: int = 1) -> None:
            told.append(steps)

        def note(self, message: str) -> None:
            told.append(message)

    LadybugStore.build(tmp_path / "graph", tables, Told())
    assert told == [("graph", 12), *[1] * 12]


def damaged(graph: Path, how: str) -> bytes:
    content = bytearray(graph.read_bytes())
    if how == "version":
        content[4] += 1
    return {
        "empty": b"",
        "short": bytes(content[:10]),
        "text": b"not a graph at all, only text" * 9,
        "version": bytes(content),
        "cut": bytes(content[: len(content) // 2]),
    }[how]


@pytest.mark.parametrize(
    ("how", "part"),
    [
        ("empty", "no Ladybug file"),
        ("short", "no Ladybug file"),
        ("text", "no Ladybug file"),
        ("version", "storage version"),
        ("cut", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    how: str, part: str, graph_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "graph.lbug"
    file.write_bytes(damaged(graph_file, how))
    with pytest.raises(SnapshotError, match=part) as error:
        LadybugStore(file)
    assert str(file) in str(error.value)
    assert "rareseek ingest" in str(error.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="no graph at"):
        LadybugStore(tmp_path / "none.lbug")
    with pytest.raises(SnapshotError, match="cannot be read"):
        LadybugStore(tmp_path)


def test_a_graph_of_another_schema_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.lbug"
    with ladybug.Database(file) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Person(name STRING PRIMARY KEY)")
    with pytest.raises(SnapshotError, match="no table ASSOCIATED_WITH"):
        LadybugStore(file)


def test_nothing_changes_the_file(graph_file: Path, store: LadybugStore) -> None:
    before = hashlib.sha256(graph_file.read_bytes()).hexdigest()
    with pytest.raises(QueryRefused, match="CREATE"):
        store.query("CREATE (d:Disease {id: 'OMIM:1'})")
    for native in ("CREATE (d:Disease {id: 'OMIM:1'})", "DROP TABLE Disease"):
        with pytest.raises(QueryFailed, match="read-only"):
            store._connections.run(native, {}, 5)
    assert hashlib.sha256(graph_file.read_bytes()).hexdigest() == before
    assert list(graph_file.parent.iterdir()) == [graph_file]


@pytest.mark.parametrize(
    "text",
    [
        "LOAD FROM '/etc/passwd' RETURN *",
        "COPY (MATCH (d:Disease) RETURN d.id) TO '/tmp/never.csv'",
        "CALL show_tables() RETURN *",
        "RETURN 1; RETURN 2",
        'RETURN $id, "to_json($id)"',
    ],
)
def test_the_store_refuses_what_read_only_mode_would_run(text: str, store: LadybugStore) -> None:
    with pytest.raises(QueryRefused):
        store.query(text, MARFAN if "$" in text else None)


def test_parameters_must_match_the_text(store: LadybugStore) -> None:
    with pytest.raises(QueryFailed, match=r"\$id, but no such parameter"):
        store.query(NAME)
    with pytest.raises(QueryFailed, match="name is given, but the query does not use it"):
        store.query(NAME, MARFAN | {"name": "x"})
    assert store.query("RETURN '$id' AS text").rows == [("$id",)]


def test_a_time_limit_must_leave_time(store: LadybugStore) -> None:
    with pytest.raises(ValueError, match="leaves no time"):
        store.query(NAME, MARFAN, timeout=0)


@pytest.mark.parametrize("ids", [["OMIM:154700"], ("OMIM:154700",), ["OMIM:154700", None]])
def test_lists_of_parameters(ids: Any, store: LadybugStore) -> None:
    query = "MATCH (d:Disease) WHERE d.id IN $ids RETURN d.name"
    assert store.query(query, {"ids": ids}).rows == [("Marfan syndrome",)]
    assert store.query(query, {"ids": []}).rows == []


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (d:Nothing) RETURN d",
        "MATCH (d:Disease) RETURN d.nothing",
        "MATCH (d:Disease RETURN d",
        "RETURN nothing(1)",
        "RETURN cast('x' AS INT64)",
        "RETURN $a",
    ],
)
def test_native_errors_become_one_sentence(text: str, store: LadybugStore) -> None:
    params = {"a": [None]} if "$" in text else {}
    with pytest.raises(QueryFailed) as error:
        store.query(text, params)
    assert "\n" not in str(error.value)
    assert "exception" not in str(error.value)


def test_a_slow_query_is_stopped_and_the_store_goes_on(store: LadybugStore) -> None:
    with pytest.raises(QueryFailed, match=r"within 0.2 s"):
        store.query(SLOW, timeout=0.2)
    assert store.query(NAME, MARFAN, timeout=5).rows == [("Marfan syndrome",)]


def test_nodes_relationships_and_paths_are_plain(store: LadybugStore) -> None:
    pattern = "(g:Gene)-[r:ASSOCIATED_WITH]->(d:Disease)"
    text = f"MATCH p = {pattern} WHERE d.id = $id RETURN g, r, p, d.name"
    result = store.query(text, MARFAN)
    gene, edge, path, name = result.rows[0]
    assert gene == {
        "_label": "Gene",
        "id": "NCBIGene:2200",
        "symbol": "FBN1",
        "entrez_id": None,
        "ensembl_id": None,
    }
    assert (edge["_label"], edge["type"]) == ("ASSOCIATED_WITH", "MENDELIAN")
    assert "_ID" not in str(result.rows)
    assert [node["_label"] for node in path["_nodes"]] == ["Gene", "Disease"]
    assert path["_relationships"] == [edge]
    assert result.columns == ("g", "r", "p", "d.name")
    assert result.records()[0]["d.name"] == name == "Marfan syndrome"
    assert len(result) == len(list(result)) == 1


def test_threads_share_a_store(graph_file: Path) -> None:
    with LadybugStore(graph_file, connections=2) as store, ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda _: store.query(NAME, MARFAN).rows, range(200))
        assert list(answers) == [[("Marfan syndrome",)]] * 200


async def test_asynchronous_code_queries_through_threads(store: LadybugStore) -> None:
    slow = asyncio.create_task(asyncio.to_thread(store.query, SLOW, None, 0.3))
    for _ in range(10):
        quick = await asyncio.to_thread(store.query, NAME, MARFAN)
        assert quick.rows == [("Marfan syndrome",)]
    assert not slow.done()
    with pytest.raises(QueryFailed):
        await slow


def test_busy_connections_are_waited_for_only_so_long(graph_file: Path) -> None:
    with LadybugStore(graph_file, connections=1) as store, ThreadPoolExecutor(1) as threads:
        slow = threads.submit(store.query, SLOW, None, 0.6)
        while not store._connections._idle.empty():
            pass
        with pytest.raises(QueryFailed, match="All 1 connections were busy"):
            store.query(NAME, MARFAN, timeout=0.05)
        assert slow.exception() is not None


def test_many_texts_do_not_fill_the_buffer_pool(graph_file: Path) -> None:
    with LadybugStore(graph_file, buffer_pool=32 * 2**20, connections=1) as store:
        for number in range(400):
            text = f"MATCH (d:Disease) WHERE d.id = $id RETURN d.name AS name_{number}"
            assert store.query(text, MARFAN).rows == [("Marfan syndrome",)]


def test_a_closed_store_answers_nothing(graph_file: Path) -> None:
    store = LadybugStore(graph_file)
    store.close()
    store.close()
    with pytest.raises(QueryFailed, match="closed"):
        store.query(NAME, MARFAN)


def test_two_stores_read_one_file(graph_file: Path, store: LadybugStore) -> None:
    with LadybugStore(graph_file) as second:
        assert second.query(NAME, MARFAN).rows == store.query(NAME, MARFAN).rows


def test_load_replaces_the_graph_or_leaves_it(
    write_tables: Callable[..., Path], tables: Path, tmp_path: Path
) -> None:
    file = tmp_path / "graph.lbug"
    LadybugStore.build(file, tables)
    bad = write_tables(tmp_path / "bad", genes=[GENE, GENE])
    fewer = write_tables(tmp_path / "fewer", phenotype_is_a=[])
    with LadybugStore(file) as store:
        with pytest.raises(BuildError):
            store.load(bad)
        assert store.describe().relationships["IS_A"] == 10
        store.load(fewer)
        assert store.describe().relationships["IS_A"] == 0
