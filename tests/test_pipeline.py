"""`rareseek ingest` as a process: killed at every stage, two at once, on a full disk."""

from __future__ import annotations

import dataclasses
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from rareseek import KnowledgeGraph
from rareseek.errors import BuildError
from rareseek.ingest import SnapshotStore, hpoa
from rareseek.pipeline import run
from rareseek.settings import Settings

#: Stages as the command names them on standard error when it is piped.
STAGES = ("read", "write", "graph", "index", "publish")
INGEST = [sys.executable, "-c", "from rareseek.cli import run; run()", "ingest", "--source-dir"]


@pytest.fixture
def changed(small_release: Path, tmp_path: Path) -> Path:
    """The small release with one annotation less: another snapshot."""
    folder = tmp_path / "changed"
    folder.mkdir()
    for path in small_release.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    hpoa = folder / "phenotype.hpoa"
    lines = hpoa.read_text().splitlines(keepends=True)
    hpoa.write_text("".join(line for line in lines if "HP:0009732" not in line))
    return folder


def killed_at(stage: str, source: Path, home: Path) -> None:
    """Start an ingest and kill it as soon as it says that ``stage`` begins."""
    environment = {**os.environ, "RARESEEK_HOME": str(home), "RARESEEK_OFFLINE": "1"}
    with subprocess.Popen(
        [*INGEST, str(source)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.strip() == f"rareseek ingest: {stage}":
                process.send_signal(signal.SIGKILL)
                break
        else:
            pytest.fail(f"no stage {stage} was announced")
        process.wait()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_any_stage_the_previous_snapshot_serves(
    stage: str, small_release: Path, changed: Path, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    before = run(settings, source_dir=small_release).snapshot
    killed_at(stage, changed, settings.home)

    served = SnapshotStore(settings).current()
    assert served.id == before.id
    served.verify()
    with KnowledgeGraph.open(home=settings.home) as graph:
        assert graph.query("MATCH (d:Disease) RETURN count(*) AS n").rows[0][0] > 0

    after = run(settings, source_dir=changed)
    assert after.new
    assert after.snapshot.id != before.id
    assert SnapshotStore(settings).current().id == after.snapshot.id
    assert not [p for p in settings.snapshots.iterdir() if p.name.startswith(".building")]


def test_the_same_files_are_not_built_twice(small_release: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    first, second = (run(settings, source_dir=small_release) for _ in range(2))
    assert (first.new, second.new) == (True, False)
    assert first.snapshot.id == second.snapshot.id


def test_a_damaged_snapshot_is_built_again(small_release: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    first = run(settings, source_dir=small_release)
    (first.snapshot.path / "index" / "log_ratio.npy").write_bytes(b"damaged")
    again = run(settings, source_dir=small_release)
    assert again.new
    again.snapshot.verify()


def test_a_second_build_says_that_one_is_running(small_release: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    settings.snapshots.mkdir(parents=True)
    with (
        FileLock(settings.snapshots / ".lock"),
        pytest.raises(BuildError, match="another build is running"),
    ):
        run(settings, source_dir=small_release)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file of this process may grow beyond 40 kB, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    small_release: Path, tmp_path: Path, small_disk: None
) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    with pytest.raises(BuildError, match="cannot"):
        run(settings, source_dir=small_release)
    assert [p.name for p in settings.snapshots.iterdir() if p.name != ".lock"] == []


def test_a_row_that_gets_lost_stops_the_build(
    small_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(*given: Any) -> hpoa.Annotations:
        annotations = read_hpoa(*given)
        return dataclasses.replace(annotations, has_phenotype=annotations.has_phenotype[1:])

    read_hpoa = hpoa.read_hpoa
    monkeypatch.setattr(hpoa, "read_hpoa", losing)
    settings = Settings(home=tmp_path / "home", offline=True)
    with pytest.raises(BuildError, match=r"rows were read and \d+ are accounted for"):
        run(settings, source_dir=small_release)
    assert not list(settings.snapshots.glob("hpo-*"))
