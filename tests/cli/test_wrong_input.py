"""Wrong input: one clear sentence on standard error, exit code 1, no traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rareseek.ingest import SnapshotStore
from rareseek.settings import SNAPSHOT_FORMAT, Settings

from .conftest import Outcome, Rareseek


def refused(done: Outcome, *said: str) -> None:
    """The command ended with one sentence that says all of ``said``."""
    assert done.code == 1, done
    *_, last = done.err.splitlines()
    for text in said:
        assert text in last
    assert "Traceback" not in done.err


@pytest.fixture
def release(small_release: Path, tmp_path: Path) -> Path:
    """A copy of the small release that a test may spoil."""
    return Path(shutil.copytree(small_release, tmp_path / "release"))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda p: p.unlink(), "hp"),
        (lambda p: p.write_bytes(b""), "empty"),
        (lambda p: p.write_bytes(p.read_bytes()[:9_000]), "hp.obo"),
        (lambda p: p.write_text("<!DOCTYPE html><html>Not found</html>"), "hp.obo"),
    ],
    ids=["missing", "empty", "truncated", "a web page"],
)
def test_an_unusable_obo(
    rareseek: Rareseek, release: Path, tmp_path: Path, spoil: object, sentence: str
) -> None:
    assert callable(spoil)
    spoil(release / "hp.obo")
    refused(rareseek("ingest", "--source-dir", release, home=tmp_path / "home"), sentence)


def test_a_broken_annotation_header(rareseek: Rareseek, release: Path, tmp_path: Path) -> None:
    path = release / "phenotype.hpoa"
    path.write_text(path.read_text().replace("database_id\tdisease_name", "id\tname"))
    done = rareseek("ingest", "--source-dir", release, home=tmp_path / "home")
    refused(done, "phenotype.hpoa", "database_id")


def test_bad_annotation_rows_are_quarantined_and_the_build_goes_on(
    rareseek: Rareseek, release: Path, tmp_path: Path
) -> None:
    with (release / "phenotype.hpoa").open("a") as file:
        file.write("this row is cut\n")
    done = rareseek("ingest", "--source-dir", release, "--json", home=tmp_path / "home")
    assert done.code == 0
    built = SnapshotStore(Settings(home=tmp_path / "home")).current()
    rows = built.table("quarantine")
    assert "this row is cut" in rows["row"].to_list()
    (hpoa,) = [s for s in json.loads(done.out)["sources"] if s["source"] == "hpoa"]
    assert hpoa["rows"] == hpoa["kept"] + hpoa["quarantined"]


def test_an_unknown_hpo_id_in_a_case(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"id": "x", "phenotypes": ["HP:0001166", "HP:7777777"]}')
    refused(rareseek("rank", path), "case x", "HP:7777777", "unknown")
    refused(rareseek("diagnose", path), "HP:7777777", "unknown")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
        (b"seizures " * 600_000, "5.4 MB"),
    ],
    ids=["empty", "binary", "5 MB"],
)
@pytest.mark.parametrize("command", ["diagnose", "annotate"])
def test_an_unusable_note(
    rareseek: Rareseek, tmp_path: Path, content: bytes, sentence: str, command: str
) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    done = rareseek(command, path)
    assert done.code == 1
    assert sentence in done.err
    assert "Traceback" not in done.err


def test_a_missing_note(rareseek: Rareseek, tmp_path: Path) -> None:
    refused(rareseek("diagnose", tmp_path / "none.txt"), "none.txt", "cannot be read")


def test_no_snapshot_yet(rareseek: Rareseek, tmp_path: Path) -> None:
    done = rareseek("query", "MATCH (d:Disease) RETURN d.id", home=tmp_path)
    refused(done, "no snapshot yet", "rareseek ingest")


def test_a_snapshot_of_another_version(
    rareseek: Rareseek, small_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(small_home, tmp_path / "home"))
    manifest = SnapshotStore(Settings(home=home)).current().path / "manifest.json"
    manifest.write_text(
        manifest.read_text().replace(f'"format": {SNAPSHOT_FORMAT}', '"format": 99')
    )
    refused(rareseek("query", "MATCH (d:Disease) RETURN d.id", home=home), "format 99", "ingest")


def test_a_graph_file_that_is_none(rareseek: Rareseek, small_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(small_home, tmp_path / "home"))
    graph = SnapshotStore(Settings(home=home)).current().path / "graph.lbug"
    graph.write_bytes(b"not a graph")
    refused(rareseek("query", "MATCH (d:Disease) RETURN d.id", home=home), "graph.lbug")


def test_a_home_that_cannot_be_written(
    rareseek: Rareseek, small_release: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    done = rareseek("ingest", "--source-dir", small_release, home=tmp_path / "file" / "home")
    refused(done, "cannot write")


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (d:Disease) DETACH DELETE d",
        "CREATE (:Disease {id: 'OMIM:1'})",
        "LOAD FROM '/etc/passwd' RETURN *",
        "MATCH (d:Disease) RETURN d.id;",
        "which genes cause Marfan syndrome?",
    ],
)
def test_cypher_that_does_not_only_read(rareseek: Rareseek, cypher: str) -> None:
    refused(rareseek("query", cypher), "rareseek: ")


def test_parameters_that_are_no_object(rareseek: Rareseek) -> None:
    cypher = "MATCH (d:Disease {id: $id}) RETURN d.name"
    refused(rareseek("query", cypher, "--params", "[1]"), "JSON object")
    refused(rareseek("query", cypher, "--params", "{id:"), "not valid JSON")
    refused(rareseek("query", cypher), "$id")


def test_an_output_that_cannot_be_written(rareseek: Rareseek, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"id": "x", "phenotypes": ["HP:0001166"]}')
    refused(rareseek("rank", path, "-o", tmp_path / "no" / "out.tsv"), "out.tsv")


def test_a_pin_without_a_version(rareseek: Rareseek, small_release: Path) -> None:
    refused(rareseek("ingest", "--source-dir", small_release, "--pin", "hp"), "source=version")


def test_usage_errors_have_their_own_exit_code(rareseek: Rareseek, tmp_path: Path) -> None:
    assert rareseek("rank").code == 2
    both = ("--exclude-own-source", "--exclude-sole-source")
    assert rareseek("rank", tmp_path / "c.json", *both).code == 2
    assert rareseek("nonsense").code == 2
