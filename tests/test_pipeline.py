"""`rareseek ingest` as a process: killed at every stage, two at once, on a full disk."""

from __future__ import annotations

import dataclasses
import gzip
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug
import pytest

from rareseek import KnowledgeGraph
from rareseek.errors import BuildError, SourceError
from rareseek.ingest import Snapshot, SnapshotStore, hpoa
from rareseek.pipeline import run
from rareseek.retrieval.knowledge_graph import GRAPH_FILE
from rareseek.settings import Settings

from .official_server import VCF, OfficialServer, write_clinvar

#: Stages as the command names them on standard error when it is piped.
STAGES = ("download", "read", "write", "graph", "index", "publish")
INGEST = [sys.executable, "-c", "from rareseek.cli import run; run()", "ingest"]
#: Bytes of a stalled file that come before it stalls.
STALL = 2 << 16


@pytest.fixture
def before(settings: Settings, small_release: Path) -> Snapshot:
    """The snapshot that serves while another one is built."""
    return run(settings, source_dir=small_release).snapshot


@contextmanager
def ingesting(server: OfficialServer, home: Path) -> Iterator[subprocess.Popen[str]]:
    """`rareseek ingest` as a process that downloads from the server; killed at the end."""
    with subprocess.Popen(
        [*INGEST, "--mirror", server.url],
        env={**os.environ, "RARESEEK_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def wait_for_line(process: subprocess.Popen[str], line: str) -> None:
    assert process.stderr is not None
    if not any(each.strip() == line for each in process.stderr):
        pytest.fail(f"never said: {line}")


def assert_serves(settings: Settings, snapshot: Snapshot) -> None:
    served = SnapshotStore(settings).current()
    assert served.id == snapshot.id
    served.verify()
    with KnowledgeGraph.open(home=settings.home) as graph:
        assert graph.query("MATCH (d:Disease) RETURN count(*) AS n").rows[0][0] > 0


def leftovers(settings: Settings) -> list[str]:
    found = [*settings.snapshots.iterdir(), *settings.downloads.iterdir()]
    return [p.name for p in found if p.name.startswith((".building", ".replaced", ".partial"))]


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_any_stage_the_previous_snapshot_serves(
    stage: str, settings: Settings, before: Snapshot, full_server: OfficialServer
) -> None:
    with ingesting(full_server, settings.home) as process:
        wait_for_line(process, f"rareseek ingest: {stage}")
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL
    assert_serves(settings, before)

    online = settings.model_copy(update={"offline": False})
    after = run(online, mirror=full_server.url)
    assert after.new
    assert after.snapshot.id != before.id
    assert after.snapshot.table("variants").height == 1
    assert_serves(settings, after.snapshot)
    assert leftovers(settings) == []


def large_clinvar(rows: int) -> str:
    """The miniature of ClinVar with so many more variants, too varied to be packed small."""
    *header, row = VCF.splitlines()
    bases = random.Random(0)
    more = (
        row.replace("48411226\t16444", f"{48_500_000 + 7 * n}\t{20_000_000 + n}").replace(
            "\tC\tT\t", f"\tC\tC{''.join(bases.choices('ACGT', k=60))}\t"
        )
        for n in range(rows)
    )
    return "\n".join((*header, row, *more)) + "\n"


@pytest.mark.slow
def test_killed_in_a_download_the_next_run_fetches_only_the_rest(
    settings: Settings, before: Snapshot, full_server: OfficialServer
) -> None:
    write_clinvar(full_server.folder, large_clinvar(15_000))
    size = (full_server.folder / "clinvar.vcf.gz").stat().st_size
    full_server.stalled["clinvar.vcf.gz"] = STALL
    with ingesting(full_server, settings.home) as process:
        wait_for_part(settings, STALL)
        process.send_signal(signal.SIGKILL)
    assert_serves(settings, before)

    full_server.stalled.clear()
    full_server.sent.clear()
    built = run(settings.model_copy(update={"offline": False}), mirror=full_server.url)
    assert ("clinvar.vcf.gz", STALL, size) in full_server.sent
    assert [name for name, *_ in full_server.sent] == ["clinvar.vcf.gz.md5", "clinvar.vcf.gz"]
    assert built.snapshot.table("variants").height == 15_001
    assert leftovers(settings) == []


def wait_for_part(settings: Settings, size: int) -> None:
    """Wait until a cut download has so many bytes on the disk."""
    deadline = time.monotonic() + 60
    while not any(p.stat().st_size >= size for p in settings.downloads.glob(".parts/*")):
        assert time.monotonic() < deadline, "nothing was downloaded"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_second_ingest_says_that_one_is_running_and_leaves_it_alone(
    settings: Settings, before: Snapshot, full_server: OfficialServer
) -> None:
    write_clinvar(full_server.folder, large_clinvar(15_000))
    full_server.stalled["clinvar.vcf.gz"] = STALL
    with ingesting(full_server, settings.home) as first:
        wait_for_part(settings, STALL)
        asked = len(full_server.asked)
        with ingesting(full_server, settings.home) as second:
            _, said = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "another build is running" in said
        assert len(full_server.asked) == asked, "the second one downloaded nothing"
        full_server.go_on.set()
        first.communicate(timeout=120)
    assert first.returncode == 0
    after = SnapshotStore(settings).current()
    assert after.id != before.id
    assert after.table("variants").height == 15_001


@pytest.mark.parametrize("name", ["phenotype.hpoa.gz", "clinvar.vcf.gz"])
def test_a_cut_gzip_file_is_named_and_the_previous_snapshot_serves(
    name: str, settings: Settings, before: Snapshot, full_server: OfficialServer
) -> None:
    write_clinvar(full_server.folder, large_clinvar(3_000))
    cut = full_server.folder / name
    if not cut.exists():
        plain = cut.with_suffix("")
        text = plain.read_text()
        cut.write_bytes(gzip.compress((text + 3_000 * text.splitlines(True)[-1]).encode()))
        plain.unlink()
    cut.write_bytes(cut.read_bytes()[:-100])
    with pytest.raises(SourceError, match=f"{name}: is cut short or damaged"):
        run(settings, source_dir=full_server.folder)
    assert_serves(settings, before)
    assert [p for p in settings.snapshots.iterdir() if p.name.startswith(".b")] == []


def test_the_same_files_are_not_built_twice(small_release: Path, settings: Settings) -> None:
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


def test_a_graph_of_another_version_is_built_again(small_release: Path, settings: Settings) -> None:
    first = run(settings, source_dir=small_release)
    version = ladybug.Database.get_storage_version()
    graph = first.snapshot.path / GRAPH_FILE
    with graph.open("r+b") as file:
        file.seek(4)
        file.write((version - 1).to_bytes(8, "little"))
    first.snapshot.manifest.with_files(first.snapshot.path).write(first.snapshot.path)
    Snapshot.open(first.snapshot.path).verify()  # as an older Ladybug built it
    again = run(settings, source_dir=small_release)
    assert again.new
    assert again.snapshot.id == first.snapshot.id
    assert_serves(settings, again.snapshot)


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
