"""What is Neo4j's own: loads that are cut off, refreshes, imports, and a server that is away."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from rareseek.errors import BuildError, InputError, QueryFailed, SnapshotError
from rareseek.graph import Neo4jStore, bolt_load, load_plan
from rareseek.graph.admin_import import ARGUMENTS, export
from rareseek.graph.bolt_load import Written
from rareseek.graph.load_state import snapshot_id

from .conftest import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rareseek.tests.neo4j_server import Address, Neo4jServer

MARFAN, RETT = "OMIM:154700", "OMIM:312750"
EVERYTHING = (
    "MATCH (n) RETURN labels(n) AS what, properties(n) AS properties, null AS a, null AS b "
    "UNION ALL MATCH (a)-[r]->(b) RETURN [type(r)] AS what, properties(r) AS properties, "
    "coalesce(a.id, a.source) AS a, coalesce(b.id, b.source) AS b"
)


@pytest.fixture(scope="module")
def store(neo4j_address: Address) -> Iterator[Neo4jStore]:
    """A store whose content the tests change."""
    with opened(neo4j_address) as store:
        yield store


def opened(where: Address) -> Neo4jStore:
    return Neo4jStore(where.uri, user=where.user, password=where.password, timeout=15)


def content(store: Neo4jStore) -> list[str]:
    """Everything in the graph but the id of the snapshot."""
    rows = store.query(EVERYTHING).records()
    for row in rows:
        row["properties"].pop("snapshot", None)
        row["properties"] = sorted(row["properties"].items())
    return sorted(map(repr, rows))


def many(write_tables: Callable[..., Path], folder: Path, genes: int = 300) -> Path:
    """The tables of the three diseases, and so many genes that a load takes many batches."""
    rows = [{"id": f"NCBIGene:{number}", "symbol": f"G{number}"} for number in range(1, genes + 1)]
    edges = [{"gene_id": row["id"], "disease_id": MARFAN, "type": "UNKNOWN"} for row in rows]
    return write_tables(folder, genes=rows, associated_with=edges, in_gene=[])


class Stopping:
    """Progress that does something once, after a number of written rows of a table."""

    def __init__(self, table: str, rows: int, action: Callable[[], Any]) -> None:
        self._table, self._rows, self._action = table, rows, action
        self._stage = ""
        self.stages: list[str] = []

    def stage(self, name: str, total: int | None = None) -> None:
        self._stage = name
        self.stages.append(name)

    def advance(self, steps: int = 1) -> None:
        if self._stage == self._table:
            self._rows -= steps
            if self._rows <= 0:
                self._table = ""
                self._action()

    def note(self, message: str) -> None:
        pass


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_plan, "BATCH", 20)


def cut() -> None:
    raise KeyboardInterrupt


def test_the_loaded_snapshot_is_known_by_its_manifest_or_its_bytes(
    store: Neo4jStore, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    tables = write_tables(tmp_path / "snapshot" / "tables")
    store.load(tables)
    assert store.snapshot.startswith("tables-")
    (tmp_path / "snapshot" / "manifest.json").write_text(json.dumps({"id": "hpo-1"}), "utf-8")
    store.load(tables)
    assert store.snapshot == "hpo-1"


def test_a_load_replaces_what_was_there_and_nothing_of_others(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    store.load(tables)
    before = content(store)
    store.load(write_tables(tmp_path / "fewer", phenotype_is_a=[]))
    assert store.describe().relationships["IS_A"] == 0
    store.load(tables)
    assert content(store) == before


def test_loading_again_changes_nothing(store: Neo4jStore, tables: Path) -> None:
    store.load(tables)
    before = content(store)
    store.load(tables)
    assert content(store) == before


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"genes": [{"id": "G:1"}, {"id": "G:1"}]}, "genes has the id G:1 twice"),
        ({"genes": [{"id": None}]}, "a row of genes has no id"),
        ({"genes": [{"id": "G" * 9000}]}, "of genes is longer than the 8000 bytes"),
        ({"phenotype_is_a": [{"child": "HP:1", "parent": "HP:0000001"}]}, "refers to HP:1, which"),
    ],
)
def test_tables_that_do_not_fit_leave_the_graph_alone(
    changed: dict[str, Any],
    part: str,
    store: Neo4jStore,
    tables: Path,
    write_tables: Callable[..., Path],
    tmp_path: Path,
) -> None:
    store.load(tables)
    before = content(store)
    with pytest.raises(BuildError, match=part):
        store.load(write_tables(tmp_path, **changed))
    assert content(store) == before


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(("table", "rows"), [("genes", 60), ("associated_with", 100)])
def test_a_load_that_was_cut_off_goes_on_where_it_stopped(
    table: str,
    rows: int,
    store: Neo4jStore,
    write_tables: Callable[..., Path],
    tables: Path,
    tmp_path: Path,
) -> None:
    store.load(tables)
    wanted = many(write_tables, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        store.load(wanted, Stopping(table, rows, cut))
    with pytest.raises(SnapshotError, match="only a part of snapshot"):
        _ = store.snapshot
    place = store.holding().place
    assert place is not None
    written: list[int] = []
    rest = Stopping(table, 1, lambda: written.append(place.offset))
    store.load(wanted, rest)
    assert rest.stages[0] == table
    assert written == [rows]
    found = store.describe()
    assert (found.nodes["Gene"], found.relationships["ASSOCIATED_WITH"]) == (300, 300)
    assert store.query("MATCH (g:Gene)-[r]->() RETURN count(DISTINCT g)").rows == [(300,)]


@pytest.mark.usefixtures("small_batches")
def test_a_load_goes_on_when_the_server_comes_back(
    own_neo4j: Neo4jServer, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    def restart() -> None:
        own_neo4j.kill()
        own_neo4j.start()

    with opened(own_neo4j.address) as store:
        store.load(many(write_tables, tmp_path), Stopping("associated_with", 100, restart))
        assert store.describe().relationships["ASSOCIATED_WITH"] == 300
        assert store.snapshot


@pytest.mark.usefixtures("small_batches")
def test_a_server_that_stays_away_ends_the_load_and_the_next_one_goes_on(
    own_neo4j: Neo4jServer,
    write_tables: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bolt_load, "PATIENCE", 0.5)
    wanted = many(write_tables, tmp_path, genes=290)
    with opened(own_neo4j.address) as store:
        try:
            with pytest.raises(BuildError, match="run it again and it goes on from there"):
                store.load(wanted, Stopping("associated_with", 100, own_neo4j.kill))
            started = time.monotonic()
            with pytest.raises(QueryFailed, match="cannot be reached"):
                store.query("RETURN 1 AS one")
            assert time.monotonic() - started < 3
        finally:
            own_neo4j.start()
        store.load(wanted)
        assert store.describe().relationships["ASSOCIATED_WITH"] == 290


@pytest.mark.usefixtures("small_batches")
def test_two_loads_at_once_do_not_mix(
    store: Neo4jStore,
    write_tables: Callable[..., Path],
    tables: Path,
    tmp_path: Path,
) -> None:
    wanted = many(write_tables, tmp_path)
    with pytest.raises(BuildError, match="Another load is writing"):
        store.load(wanted, Stopping("genes", 60, lambda: store.load(tables)))
    store.load(tables)
    assert store.describe().nodes["Gene"] == 3


def test_a_refresh_gives_what_a_full_load_gives(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    new = write_tables(tmp_path, **CHANGED)
    store.load(new)
    wanted = content(store)
    store.load(tables)
    before = content(store)
    store.refresh(tables, new)
    assert content(store) == wanted != before
    assert store.snapshot == snapshot_id(new)


def test_a_refresh_touches_only_what_changed(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    text = (
        "MATCH (d:Disease)-[r:HAS_PHENOTYPE|ASSOCIATED_WITH|CLASSIFIED_FOR]-() "
        "RETURN elementId(d) AS d, elementId(r) AS r, d.id AS id"
    )
    store.load(tables)
    before = {row for row in store._bolt.read(text, {}, 5).rows if row[2] == RETT}
    store.refresh(tables, write_tables(tmp_path, **CHANGED))
    after = {row for row in store._bolt.read(text, {}, 5).rows if row[2] == RETT}
    assert before == after


@pytest.mark.usefixtures("small_batches")
def test_a_refresh_does_not_take_a_part_of_the_snapshot_for_all_of_it(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    wanted = many(write_tables, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        store.load(wanted, Stopping("genes", 60, cut))
    with pytest.raises(BuildError, match="cannot be refreshed"):
        store.refresh(tables, wanted)
    store.load(wanted)
    assert store.describe().nodes["Gene"] == 300


def test_a_refresh_says_what_the_server_changed(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    store.load(tables)
    new = write_tables(tmp_path, **CHANGED)
    written = store.refresh(tables, new)
    assert asdict(written) == {
        "nodes_created": 1,
        "nodes_changed": 1,
        "nodes_deleted": 1,
        "relationships_created": 4,
        "relationships_deleted": 9,
    }
    assert store.refresh(tables, new) == Written()


def test_a_refresh_needs_the_snapshot_it_starts_from(
    store: Neo4jStore, tables: Path, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    other = write_tables(tmp_path / "other", **CHANGED)
    store.load(tables)
    with pytest.raises(BuildError, match="cannot be refreshed"):
        store.refresh(
            other, write_tables(tmp_path / "third", genes=[], associated_with=[], in_gene=[])
        )


@pytest.mark.parametrize(
    "uri", ["http://localhost:7687", "localhost", "bolt://", "bolt://localhost:port"]
)
def test_an_address_that_is_none_is_refused(uri: str) -> None:
    with pytest.raises(InputError, match="no address of a Neo4j server"):
        Neo4jStore(uri)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://no.invalid"])
def test_a_server_that_is_away_is_noticed_at_once(uri: str, tables: Path) -> None:
    started = time.monotonic()
    with Neo4jStore(uri) as store:
        with pytest.raises(QueryFailed, match=f"{uri} cannot be reached; check NEO4J_URI"):
            store.query("RETURN 1 AS one")
        with pytest.raises(BuildError, match="cannot be reached"):
            store.load(tables)
    assert time.monotonic() - started < 10


def test_a_closed_store_answers_nothing(neo4j_address: Address) -> None:
    store = Neo4jStore(neo4j_address.uri)
    store.close()
    store.close()
    with pytest.raises(QueryFailed, match="closed"):
        store.query("RETURN 1 AS one")


def test_a_reading_session_writes_nothing(store: Neo4jStore, tables: Path) -> None:
    store.load(tables)
    with pytest.raises(QueryFailed, match="read access mode"):
        store._bolt.read("CREATE (d:Disease {id: 'OMIM:1'})", {}, 5)


def test_an_import_gives_what_a_load_gives(
    own_neo4j: Neo4jServer, write_tables: Callable[..., Path], tmp_path: Path
) -> None:
    tables = write_tables(tmp_path / "odd", diseases=[*ROWS["diseases"], *ODD])
    with opened(own_neo4j.address) as store:
        store.load(tables)
        wanted, snapshot = content(store), store.snapshot
        export(tables, tmp_path / "import")
        own_neo4j.stop()
        try:
            own_neo4j.admin(f"@{ARGUMENTS}", folder=tmp_path / "import")
        finally:
            own_neo4j.start()
        with pytest.raises(SnapshotError, match="finish it with: rareseek load neo4j"):
            _ = store.snapshot
        assert store.load(tables).nodes_created == 0
        assert store.snapshot == snapshot
        assert content(store) == wanted


#: Texts and lists that a file of comma-separated values could spoil.
ODD: list[dict[str, Any]] = [
    {"id": "ORPHA:1", "name": "", "definition": " blanks ", "inheritance": []},
    {"id": "ORPHA:2", "name": 'a "quoted", text', "definition": "two\nlines", "onset": ["one"]},
    {"id": "ORPHA:3", "name": "back\\slash\\", "onset": ["a,b", "c;d", 'e"f'], "prevalence": None},
    {"id": "ORPHA:4", "name": "\u9a6c\u51e1", "definition": "'", "onset": ["two\nlines", " x "]},
]
CHANGED: dict[str, list[dict[str, Any]]] = {
    "same_as": [],
    "diseases": [
        {"id": MARFAN, "name": "Marfan syndrome, type 1", "source": "OMIM"},
        {"id": RETT, "name": "Rett syndrome", "source": "OMIM", "mondo_id": "MONDO:0010726"},
        {"id": "OMIM:105830", "name": "Angelman syndrome", "source": "OMIM"},
    ],
    "has_phenotype": [
        {"disease_id": MARFAN, "phenotype_id": "HP:0001166", "n": 5, "m": 9, "negated": False},
        {"disease_id": MARFAN, "phenotype_id": "HP:0001166", "n": 5, "m": 9, "negated": False},
        {"disease_id": "OMIM:105830", "phenotype_id": "HP:0040082", "negated": False},
        {
            "disease_id": RETT,
            "phenotype_id": "HP:0001250",
            "onset": "HP:0003593",
            "sex": "female",
            "negated": False,
            "aspect": "P",
            "evidence": "PCS",
            "references": ["PMID:20591885"],
            "source": "OMIM",
        },
        {
            "disease_id": RETT,
            "phenotype_id": "HP:0000733",
            "frequency": 1.0,
            "n": 9,
            "m": 9,
            "negated": False,
            "aspect": "P",
            "evidence": "PCS",
            "references": ["PMID:20591885"],
            "source": "OMIM",
        },
    ],
    "associated_with": [
        {"gene_id": "NCBIGene:2200", "disease_id": MARFAN, "type": "MENDELIAN", "moi": "AD"},
        {
            "gene_id": "NCBIGene:4204",
            "disease_id": RETT,
            "type": "MENDELIAN",
            "source": "mim2gene",
        },
    ],
}
