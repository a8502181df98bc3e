"""``rareseek load neo4j`` and what is served from there, on a real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.cli import load as load_command
from rareseek.cli.progress import BuildProgress
from rareseek.errors import QueryFailed, SnapshotError
from rareseek.graph import Neo4jStore, bolt_load, load_plan
from rareseek.ingest import SnapshotStore
from rareseek.pipeline import run
from rareseek.settings import Settings
from rareseek.tests.neo4j_server import Address, Neo4jServer

from .conftest import Outcome, Rareseek

NOTE = "A boy with tall stature, arachnodactyly and ectopia lentis. No seizures."
GENES = "MATCH (g:Gene)-[:ASSOCIATED_WITH]->(d:Disease {id: $id}) RETURN g.symbol AS gene"
MARFAN = '{"id": "OMIM:154700"}'


@pytest.fixture(scope="module")
def home(
    small_home: Path, small_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, str]:
    """A home of two snapshots, an older one with fewer annotations, and the ids of both."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(small_home, folder / "home")
    shutil.copytree(small_release, folder / "release")
    annotations = folder / "release" / "phenotype.hpoa"
    lines = annotations.read_text("utf-8").splitlines(keepends=True)
    annotations.write_text("".join(lines[:-12]), encoding="utf-8")
    settings = Settings(home=folder / "home", offline=True)
    new = SnapshotStore(settings).current().id
    old = run(settings, source_dir=folder / "release").snapshot.id
    SnapshotStore(settings).set_current(new)
    return folder / "home", old, new


def named(monkeypatch: pytest.MonkeyPatch, where: Address) -> None:
    """Let the environment name this server."""
    monkeypatch.setenv("NEO4J_URI", where.uri)
    for name, value in (("NEO4J_USER", where.user), ("NEO4J_PASSWORD", where.password)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)


@pytest.fixture
def server(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """The server that the environment names, emptied of all that Rareseek knows."""
    named(monkeypatch, neo4j_address)
    where = neo4j_address
    with Neo4jStore(where.uri, user=where.user, password=where.password) as store:
        store._bolt.execute("MATCH (n) DETACH DELETE n")
        yield store


@pytest.fixture
def loads(rareseek: Rareseek, home: tuple[Path, str, str]) -> Callable[..., Outcome]:
    """Run ``rareseek load neo4j`` with the home of two snapshots."""
    return lambda *arguments: rareseek("load", "neo4j", *arguments, home=home[0])


def test_a_snapshot_is_loaded_once(loads: Callable[..., Outcome], server: Neo4jStore) -> None:
    first = loads()
    assert first.code == 0, first.err
    assert "HAS_PHENOTYPE\t" in first.out
    assert "rareseek load neo4j: diseases" in first.err
    assert "loaded whole in" in first.err
    assert server.snapshot in first.err
    second = json.loads(loads("--json").out)
    assert (second["action"], second["written"]["nodes_created"]) == ("none", 0)
    anew = json.loads(loads("--json", "--full").out)
    assert anew["action"] == "load"
    assert anew["written"]["nodes_deleted"] == anew["written"]["nodes_created"] > 0
    assert anew["nodes"] == second["nodes"]


def test_another_snapshot_of_the_home_is_refreshed(
    loads: Callable[..., Outcome], server: Neo4jStore, home: tuple[Path, str, str]
) -> None:
    _, old, new = home
    before = json.loads(loads("--snapshot", old, "--json").out)
    done = json.loads(loads("--json").out)
    assert (done["action"], done["base"], done["snapshot"]) == ("refresh", old, new)
    written = done["written"]
    added = done["relationships"]["HAS_PHENOTYPE"] - before["relationships"]["HAS_PHENOTYPE"]
    assert 0 < added <= written["relationships_created"] < 30
    assert server.snapshot == new
    whole = json.loads(loads("--json", "--full").out)
    assert (whole["nodes"], whole["relationships"]) == (done["nodes"], done["relationships"])


def test_a_snapshot_that_is_gone_from_the_home_is_replaced(
    loads: Callable[..., Outcome],
    rareseek: Rareseek,
    server: Neo4jStore,
    home: tuple[Path, str, str],
) -> None:
    _, old, new = home
    assert loads("--snapshot", old).code == 0
    done = json.loads(rareseek("load", "neo4j", "--json").out)
    assert (done["action"], done["base"], done["snapshot"]) == ("load", None, new)


def test_nodes_of_others_are_not_deleted_unasked(
    loads: Callable[..., Outcome], server: Neo4jStore
) -> None:
    server._bolt.execute("CREATE (:Gene {id: 'mine'}), (:Note {id: 'mine'})")
    refused = loads()
    assert refused.code == 1
    assert "holds nodes that are of no snapshot (1 Gene)" in refused.err
    assert loads("--full").code == 0
    rows = server.query("MATCH (n) WHERE n.id = 'mine' RETURN labels(n) AS labels").rows
    assert rows == [(["Note"],)]


def test_a_cut_load_goes_on_with_the_next_run(
    rareseek: Rareseek,
    small_home: Path,
    own_neo4j: Neo4jServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killing(BuildProgress):
        """Progress that ends the server's process in the middle of the annotations."""

        name = ""

        def stage(self, name: str, total: int | None = None) -> None:
            super().stage(name, total)
            self.name = name

        def advance(self, steps: int = 1) -> None:
            super().advance(steps)
            if self.name == "has_phenotype" and steps:
                own_neo4j.kill()

    named(monkeypatch, own_neo4j.address)
    monkeypatch.setattr(load_plan, "BATCH", 50)
    monkeypatch.setattr(bolt_load, "PATIENCE", 0.5)
    with monkeypatch.context() as patched:
        patched.setattr(load_command, "BuildProgress", Killing)
        try:
            cut = rareseek("load", "neo4j", "--full")
            away = rareseek("load", "neo4j")
        finally:
            own_neo4j.start()
    assert cut.code == away.code == 1
    assert "cannot be reached" in cut.err
    assert "run it again and it goes on from there" in cut.err.splitlines()[-1]
    assert "cannot be reached" in away.err
    assert (
        "finish it with: rareseek load neo4j"
        in rareseek("query", "--store", "neo4j", GENES, "--params", MARFAN).err
    )
    assert "partly loaded" in rareseek("doctor").out
    rest = rareseek("load", "neo4j", "--json")
    assert "that was cut off goes on" in rest.err
    assert "rareseek load neo4j: diseases" not in rest.err
    found = json.loads(rest.out)
    rows = {
        t.name: t.rows for t in SnapshotStore(Settings(home=small_home)).current().manifest.tables
    }
    for name, table in (("Phenotype", "phenotypes"), ("Disease", "diseases"), ("Gene", "genes")):
        assert found["nodes"][name] == rows[table]
    assert found["relationships"]["HAS_PHENOTYPE"] == rows["has_phenotype"] > 50


def test_queries_go_to_the_server(rareseek: Rareseek, server: Neo4jStore, tmp_path: Path) -> None:
    asked = ("query", GENES, "--params", MARFAN, "--store", "neo4j")
    assert "holds no snapshot; load one with: rareseek load neo4j" in rareseek(*asked).err
    rareseek("load", "neo4j")
    done = rareseek(*asked)
    assert done.out == rareseek("query", GENES, "--params", MARFAN).out == "gene\nFBN1\n"
    assert done.err == f"the Neo4j at {server.uri} holds snapshot {server.snapshot}\n"
    # No snapshot need be on the machine that asks.
    assert rareseek(*asked, home=tmp_path).out == done.out
    assert (
        f"not hpo-1; use --snapshot {server.snapshot}"
        in rareseek(*asked, "--snapshot", "hpo-1").err
    )
    refused = rareseek("query", "MATCH (n) DETACH DELETE n", "--store", "neo4j")
    assert (refused.code, "DETACH" in refused.err) == (1, True)


def test_a_note_has_the_same_answer_from_both_stores(
    rareseek: Rareseek, server: Neo4jStore, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    rareseek("load", "neo4j")
    one = rareseek("diagnose", note, "--json")
    other = rareseek("diagnose", note, "--json", "--store", "neo4j")
    assert one.out == other.out
    assert json.loads(one.out)["diagnoses"][0]["evidence"]


def test_an_open_graph_notices_that_its_server_was_refreshed(
    loads: Callable[..., Outcome], server: Neo4jStore, home: tuple[Path, str, str]
) -> None:
    folder, old, new = home
    loads()
    with pytest.raises(SnapshotError, match=f"holds snapshot {new}, not {old}"):
        KnowledgeGraph.open(old, home=folder, store="neo4j")
    with KnowledgeGraph.open(home=folder, store="neo4j") as graph:
        assert graph.query("MATCH (d:Disease) RETURN count(d) AS n").rows[0][0] > 0
        loads("--snapshot", old)
        with pytest.raises(SnapshotError, match=f"holds snapshot {old}, not {new}"):
            graph.diagnose(NOTE)


def test_doctor_says_what_the_server_holds(
    loads: Callable[..., Outcome],
    rareseek: Rareseek,
    server: Neo4jStore,
    home: tuple[Path, str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def state() -> dict[str, str]:
        checks: list[dict[str, str]] = json.loads(rareseek("doctor", "--json", home=home[0]).out)
        return next(check for check in checks if check["check"] == "neo4j server")

    assert (state()["state"], state()["fix"]) == ("empty", "rareseek load neo4j")
    loads("--snapshot", home[1])
    assert state()["state"] == "other snapshot"
    loads()
    assert state()["state"] == "ok"
    assert home[2] in state()["detail"]
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert state()["state"] == "unusable"
    monkeypatch.delenv("NEO4J_URI")
    assert state()["state"] == "not configured"


def test_the_files_of_an_import_need_no_server(
    rareseek: Rareseek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    folder = tmp_path / "with a blank"
    done = rareseek("load", "neo4j", "--files", folder, "--database", "rare")
    assert done.code == 0
    assert done.out == f"cd '{folder}' && neo4j-admin @import.args\n"
    assert "rareseek load neo4j" in done.err
    arguments = (folder / "import.args").read_text("utf-8").splitlines()
    assert arguments[:4] == ["database", "import", "full", "rare"]
    for argument in arguments:
        if argument.startswith(("--nodes", "--relationships")):
            for name in argument.rpartition("=")[2].split(","):
                assert (folder / name).is_file()


def test_a_wrong_password_is_said_and_none_can_be_given_as_an_argument(
    rareseek: Rareseek, own_neo4j: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, own_neo4j.address)
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    done = rareseek("load", "neo4j")
    assert done.code == 1
    assert "does not accept the user neo4j; check NEO4J_USER and NEO4J_PASSWORD" in done.err
    assert rareseek("load", "neo4j", "--password", "wrong").code == 2
    assert rareseek("load", "neo4j", "--uri", "localhost").code == 1


def test_options_go_before_the_environment(
    rareseek: Rareseek, server: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert rareseek("load", "neo4j").code == 1
    routed = server.uri.replace("bolt://", "neo4j://")
    done = rareseek("load", "neo4j", "--uri", routed, "--database", "neo4j", "--json")
    assert json.loads(done.out)["uri"] == routed
    with pytest.raises(QueryFailed, match="cannot be reached"):
        KnowledgeGraph.open(store="neo4j")
