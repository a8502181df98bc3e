"""Snapshots on disk: built aside, published whole, served until the next one is there."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rareseek.errors import BuildError, SnapshotError
from rareseek.ingest import (
    TABLES,
    Located,
    Snapshot,
    SnapshotStore,
    build_tables,
    locate,
)
from rareseek.settings import SNAPSHOT_FORMAT, Settings


@pytest.fixture
def store(settings: Settings) -> SnapshotStore:
    return SnapshotStore(settings)


@pytest.fixture
def located(settings: Settings, small_release: Path) -> tuple[Located, ...]:
    return locate(settings, source_dir=small_release)


@pytest.fixture
def published(store: SnapshotStore, located: tuple[Located, ...]) -> Snapshot:
    return publish(store, located)


def publish(store: SnapshotStore, located: tuple[Located, ...]) -> Snapshot:
    with store.staging() as folder:
        manifest = build_tables(located, folder)
        (folder / "index").mkdir()
        (folder / "index" / "weights.bin").write_bytes(b"\x01\x02")
        return store.publish(folder, manifest.id)


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: the system refuses to write as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_before_the_first_build_there_is_no_snapshot(store: SnapshotStore) -> None:
    with pytest.raises(SnapshotError, match="no snapshot yet; build one with: rareseek ingest"):
        store.current()
    assert store.list() == ()


def test_published_snapshot_is_current_and_whole(store: SnapshotStore, published: Snapshot) -> None:
    assert store.current() == published
    assert store.get(published.id) == published
    assert store.list() == (published,)
    assert published.path.name == published.id
    assert {file.path for file in published.manifest.files} == {
        "index/weights.bin",
        *(f"tables/{name}.parquet" for name in TABLES),
    }
    published.verify()
    assert [path.name for path in store.path.iterdir() if path.name.startswith(".b")] == []


def test_same_build_again_repairs_a_damaged_snapshot(
    store: SnapshotStore, published: Snapshot, located: tuple[Located, ...]
) -> None:
    (published.path / "index" / "weights.bin").write_bytes(b"\x01")
    with pytest.raises(SnapshotError, match=r"weights\.bin was changed after it was built"):
        published.verify()
    publish(store, located).verify()
    assert [one.id for one in store.list()] == [published.id]


def test_older_snapshot_can_be_served_again(
    store: SnapshotStore, published: Snapshot, located: tuple[Located, ...]
) -> None:
    newer = publish(store, located[:2])
    assert store.current().id == newer.id != published.id
    store.set_current(published.id)
    assert store.current().id == published.id
    assert {snapshot.id for snapshot in store.list()} == {newer.id, published.id}
    with pytest.raises(SnapshotError, match=r"there is no snapshot '\.\./etc'; there are: hpo-"):
        store.set_current("../etc")


def test_failed_build_leaves_nothing_and_the_previous_one_serves(
    store: SnapshotStore, published: Snapshot
) -> None:
    folders = []
    with contextlib.suppress(RuntimeError), store.staging() as folder:
        folders.append(folder)
        (folder / "tables").mkdir()
        raise RuntimeError("half way")
    assert [folder.exists() for folder in folders] == [False]
    assert store.current() == published


def test_killed_build_is_cleared_away_and_the_previous_one_serves(
    store: SnapshotStore, published: Snapshot, settings: Settings
) -> None:
    build = (
        "import sys, time; from pathlib import Path\n"
        "from rareseek.ingest import SnapshotStore; from rareseek.settings import Settings\n"
        "with SnapshotStore(Settings(home=Path(sys.argv[1]))).staging() as folder:\n"
        "    (folder / 'tables').mkdir(); print(folder, flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", build, str(settings.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        with pytest.raises(BuildError, match="another build is running"), store.staging():
            pass
        process.send_signal(signal.SIGKILL)
    assert left.is_dir()
    assert store.current() == published
    with store.staging() as folder:
        assert not left.exists()
        assert folder.is_dir()


def test_full_disk_is_one_sentence_and_the_previous_one_serves(
    store: SnapshotStore, published: Snapshot, located: tuple[Located, ...]
) -> None:
    with (
        pytest.raises(BuildError, match=r"^cannot write to .*: File too large$"),
        store.staging() as folder,
        disk_of(1000),
    ):
        build_tables(located, folder)
    assert store.current() == published


def test_disk_full_at_the_pointer_leaves_the_previous_one(
    store: SnapshotStore, published: Snapshot, located: tuple[Located, ...]
) -> None:
    with store.staging() as folder:
        manifest = build_tables(located[:2], folder)
        with pytest.raises(BuildError, match="cannot write to"), disk_of(0):
            store.publish(folder, manifest.id)
    assert store.current() == published


def test_home_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = SnapshotStore(Settings(home=tmp_path / "file" / "home"))
    with pytest.raises(BuildError, match=r"^cannot write to .*: Not a directory$"), store.staging():
        pass


def test_folder_that_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SnapshotError, match=r"is not a snapshot: it has no readable manifest\.json"
    ):
        Snapshot.open(tmp_path)


@pytest.mark.parametrize("text", ["", "{", f'{{"format": {SNAPSHOT_FORMAT}}}', "[]", "\xff"])
def test_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    with pytest.raises(SnapshotError, match="is damaged; build again"):
        Snapshot.open(tmp_path)


def test_other_format_version_is_refused_not_guessed_at(published: Snapshot) -> None:
    path = published.path / "manifest.json"
    path.write_text(json.dumps({"format": SNAPSHOT_FORMAT + 1, "unheard": "of"}))
    with pytest.raises(SnapshotError, match=r"has snapshot format \d, this version .* format \d"):
        Snapshot.open(published.path)


def test_damaged_table_is_refused(published: Snapshot) -> None:
    path = published.tables_path / "genes.parquet"
    os.truncate(path, 100)
    with pytest.raises(SnapshotError, match=r"genes\.parquet is missing or damaged"):
        published.table("genes")
    path.unlink()
    with pytest.raises(SnapshotError, match=r"genes\.parquet is missing or damaged"):
        published.table("genes")
    with pytest.raises(SnapshotError, match=r"genes\.parquet is missing;"):
        published.verify()


def test_table_of_other_columns_is_refused(published: Snapshot) -> None:
    published.table("retired").write_parquet(published.tables_path / "genes.parquet")
    with pytest.raises(SnapshotError, match="other columns than this version expects"):
        published.table("genes")
    with pytest.raises(SnapshotError, match="there is no table 'nothing'"):
        published.table("nothing")
