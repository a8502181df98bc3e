"""A home whose snapshot this version cannot serve: every command says so, `ingest` mends it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import ladybug
import pytest

from rareseek.ingest import Snapshot, SnapshotStore
from rareseek.retrieval.knowledge_graph import GRAPH_FILE
from rareseek.settings import SNAPSHOT_FORMAT, Settings

from .conftest import Rareseek

OLD_ID = "hpo-2024-01-16-built-by-another-version"


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_home, tmp_path / "home"))


def current(home: Path) -> Path:
    return SnapshotStore(Settings(home=home)).current().path


def of_another_format(home: Path) -> str:
    old = current(home).rename(home / "snapshots" / OLD_ID)
    manifest = json.loads((old / "manifest.json").read_text())
    old_manifest = {"format": SNAPSHOT_FORMAT - 1, "id": OLD_ID, "files": manifest["files"]}
    (old / "manifest.json").write_text(json.dumps(old_manifest))
    (home / "snapshots" / "current").write_text(f"{OLD_ID}\n")
    return f"has snapshot format {SNAPSHOT_FORMAT - 1}"


def of_another_ladybug(home: Path) -> str:
    path = current(home)
    version = ladybug.Database.get_storage_version() - 1
    with (path / GRAPH_FILE).open("r+b") as file:
        file.seek(4)
        file.write(version.to_bytes(8, "little"))
    snapshot = Snapshot.open(path)
    snapshot.manifest.with_files(path).write(path)
    snapshot.open(path).verify()
    return f"has Ladybug storage version {version}"


def damaged(home: Path) -> str:
    path = current(home) / GRAPH_FILE
    os.truncate(path, path.stat().st_size // 2)
    return "is damaged"


def without_graph(home: Path) -> str:
    (current(home) / GRAPH_FILE).unlink()
    return "There is no graph at"


Spoil = Callable[[Path], str]
SPOILT: list[Spoil] = [of_another_format, of_another_ladybug, damaged, without_graph]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text('{"id": "x", "phenotypes": ["HP:0009737"], "diagnoses": ["OMIM:162200"]}')
    return path


@pytest.mark.parametrize("spoil", SPOILT)
def test_commands_name_what_is_wrong_and_ingest_mends_it(
    rareseek: Rareseek, home: Path, small_release: Path, case: Path, spoil: Spoil
) -> None:
    reason = spoil(home)
    for command in (("query", "MATCH (d:Disease) RETURN d.id"), ("diagnose", case)):
        done = rareseek(*command, home=home)
        assert (done.code, done.out) == (1, "")
        assert reason in done.err
        assert "rareseek ingest" in done.err
    assert rareseek("ingest", "--source-dir", small_release, home=home).code == 0
    assert rareseek("query", "MATCH (d:Disease) RETURN d.id", home=home).code == 0
    assert rareseek("snapshots", "verify", current(home).name, home=home).code == 0


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "CASE"),
        ("annotate", "CASE"),
        ("evaluate", "ranking", "CASE"),
        ("diff", OLD_ID, OLD_ID),
        ("query", "RETURN 1", "--snapshot", OLD_ID),
        ("snapshots", "use", OLD_ID),
        ("snapshots", "prune"),
    ],
    ids=" ".join,
)
def test_a_snapshot_of_another_format_is_refused_by_every_command(
    rareseek: Rareseek, home: Path, case: Path, command: tuple[str, ...]
) -> None:
    reason = of_another_format(home)
    done = rareseek(*(case if part == "CASE" else part for part in command), home=home)
    assert (done.code, done.out) == (1, "")
    assert reason in done.err
    assert "rareseek ingest" in done.err


@pytest.mark.parametrize("spoil", SPOILT)
def test_list_verify_and_doctor_show_it(rareseek: Rareseek, home: Path, spoil: Spoil) -> None:
    (healthy,) = json.loads(rareseek("snapshots", "list", "--json", home=home).out)
    assert (healthy["current"], healthy["state"]) == ("current", "ok")
    reason = spoil(home)
    (listed,) = json.loads(rareseek("snapshots", "list", "--json", home=home).out)
    assert listed["current"] == "current"
    assert reason in listed["state"]
    verified = rareseek("snapshots", "verify", home=home)
    assert verified.code == 1
    assert "rareseek ingest" in verified.err
    checks = {one["check"]: one for one in json.loads(rareseek("doctor", "--json", home=home).out)}
    assert checks["snapshot"]["state"] == "unusable"
    assert reason in checks["snapshot"]["detail"]
    assert checks["snapshot"]["fix"] == "rareseek ingest"


def test_verify_names_a_file_of_each_kind(rareseek: Rareseek, home: Path) -> None:
    folder = current(home)
    for name in ("tables/genes.parquet", "index/log_ratio.npy", GRAPH_FILE):
        path = folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        done = rareseek("snapshots", "verify", home=home)
        assert done.code == 1
        assert f"{path} was changed after it was built" in done.err
        path.write_bytes(whole)
    assert rareseek("snapshots", "verify", home=home).code == 0


def test_prune_deletes_what_another_version_built(
    rareseek: Rareseek, home: Path, small_release: Path
) -> None:
    of_another_format(home)
    assert rareseek("ingest", "--source-dir", small_release, home=home).code == 0
    doctor = rareseek("doctor", home=home).out
    assert "old snapshot\tunusable" in doctor
    assert OLD_ID in rareseek("snapshots", "list", home=home).out
    assert f"{OLD_ID} deleted" in rareseek("snapshots", "prune", home=home).err
    assert OLD_ID not in rareseek("snapshots", "list", home=home).out
    assert not (home / "snapshots" / OLD_ID).exists()


def test_a_pointer_to_nothing_names_ingest(rareseek: Rareseek, home: Path) -> None:
    shutil.rmtree(current(home))
    done = rareseek("query", "RETURN 1", home=home)
    assert done.code == 1
    assert "rareseek ingest" in done.err
