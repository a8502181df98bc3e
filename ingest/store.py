"""The folder of snapshots: building one aside, publishing it, and the pointer to the current one.

A build is made in a folder of its own on the same disk, and renamed into place when all its files
are on disk; the pointer ``current`` moves last. Killed at any moment, what was served still is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from filelock import FileLock, Timeout

from ..errors import BuildError, SnapshotError
from .manifest import Manifest
from .snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..settings import Settings

_BUILDING: Final = ".building-"
_REPLACED: Final = ".replaced-"
_CURRENT: Final = "current"
_LOCK: Final = ".lock"
_NONE_YET: Final = "there is no snapshot yet; build one with: rareseek ingest"


class Unusable(NamedTuple):
    """A snapshot that this version cannot open: damaged, or built by another version."""

    id: str
    reason: str


class SnapshotStore:
    """The snapshots under one home."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.snapshots

    def current(self) -> Snapshot:
        """The snapshot that is served.

        Raises:
            SnapshotError: there is none yet, or it is damaged.
        """
        identifier = self.current_id()
        if identifier is None:
            raise SnapshotError(_NONE_YET)
        return self.get(identifier)

    def current_id(self) -> str | None:
        """The id that the pointer names, whether or not that snapshot can be opened."""
        try:
            return (self.path / _CURRENT).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def choose(self, identifier: str | None = None, as_of: str | None = None) -> Snapshot:
        """A snapshot by its id, else the newest one of a day or before, else the current one.

        Raises:
            SnapshotError: there is none of this id or day, or none at all.
        """
        if identifier is not None:
            return self.get(identifier)
        return self.current() if as_of is None else self.as_of(as_of)

    def list(self) -> tuple[Snapshot, ...]:
        """All snapshots that can be opened, the oldest first."""
        found = [one for one in self._opened() if isinstance(one, Snapshot)]
        return tuple(sorted(found, key=lambda one: (one.manifest.created, one.id)))

    def unusable(self) -> tuple[Unusable, ...]:
        """The snapshots that cannot be opened, and why."""
        return tuple(one for one in self._opened() if isinstance(one, Unusable))

    def get(self, identifier: str) -> Snapshot:
        """A snapshot by its id.

        Raises:
            SnapshotError: there is none of this id, or it is damaged.
        """
        known = {folder.name: folder for folder in self._folders()}
        if identifier not in known:
            raise SnapshotError(
                f"there is no snapshot {identifier!r}; there are: {', '.join(known) or 'none'} "
                "(rareseek ingest builds one)"
            )
        return Snapshot.open(known[identifier])

    def as_of(self, date: str) -> Snapshot:
        """The newest snapshot that knows nothing from after a day, ISO 8601 ("2025-01-31").

        Raises:
            SnapshotError: every snapshot holds a source of a later release.
        """
        known = [one for one in self.list() if one.released and one.released <= date]
        if not known:
            raise SnapshotError(f"there is no snapshot of {date} or before; see rareseek snapshots")
        return max(known, key=lambda one: (one.released or "", one.manifest.created))

    def remove(self, identifier: str) -> None:
        """Delete a snapshot, usable or not, that is not the current one.

        Raises:
            SnapshotError: it is the current one, or there is none of this id.
            BuildError: it cannot be deleted.
        """
        if identifier == self.current_id():
            raise SnapshotError(f"{identifier} is the current snapshot; use another one first")
        folder = self.path / identifier
        if folder not in self._folders():
            raise SnapshotError(f"there is no snapshot {identifier!r}; see rareseek snapshots list")
        with writing(folder):
            aside = folder.with_name(f"{_REPLACED}{identifier}")
            folder.rename(aside)
            shutil.rmtree(aside)

    def _folders(self) -> tuple[Path, ...]:
        try:
            entries = sorted(self.path.iterdir())
        except OSError:
            return ()
        return tuple(path for path in entries if path.is_dir() and not path.name.startswith("."))

    def _opened(self) -> Iterator[Snapshot | Unusable]:
        for folder in self._folders():
            try:
                yield Snapshot.open(folder)
            except SnapshotError as error:
                yield Unusable(folder.name, str(error))

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A fresh folder to build in, for one build at a time; removed unless published.

        Raises:
            BuildError: another build is running, or nothing can be written here.
        """
        with writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / _LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                raise BuildError(f"another build is running in {self.path}; try later") from error
        try:
            with writing(self.path):
                self._remove_leftovers()
                staged = Path(tempfile.mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=self.path))
            try:
                yield staged
            finally:
                shutil.rmtree(staged, ignore_errors=True)
        finally:
            lock.release()

    def _remove_leftovers(self) -> None:
        """Remove what killed builds left; the lock says that none is running."""
        for path in self.path.iterdir():
            if path.name.startswith((_BUILDING, _REPLACED)):
                shutil.rmtree(path, ignore_errors=True)

    def publish(self, staged: Path, identifier: str) -> Snapshot:
        """Move a finished build into place and make it the current snapshot.

        It takes the place of one of the same id; whoever has that open goes on reading it.

        Raises:
            BuildError: the disk is full or the folder is read-only; nothing has changed then.
        """
        with writing(self.path):
            Manifest.read(staged).with_files(staged).write(staged)
            _sync_tree(staged)
            target = self.path / identifier
            self._move_into_place(staged, target)
            self.set_current(identifier)
        return Snapshot.open(target)

    def _move_into_place(self, staged: Path, target: Path) -> None:
        if target.exists():
            aside = Path(tempfile.mkdtemp(prefix=_REPLACED, dir=self.path))
            target.rename(aside / target.name)
        staged.chmod(0o755)  # temporary folders are made private
        staged.rename(target)
        _sync(self.path)

    def set_current(self, identifier: str) -> None:
        """Point to a published snapshot; readers see the old or the new one, never neither.

        Raises:
            SnapshotError: there is no such snapshot.
            BuildError: nothing can be written here.
        """
        self.get(identifier)
        with writing(self.path):
            pointer = self.path / f"{_CURRENT}.{os.getpid()}"
            pointer.write_text(f"{identifier}\n", encoding="utf-8")
            _sync(pointer)
            pointer.replace(self.path / _CURRENT)
            _sync(self.path)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence.

    Raises:
        BuildError: an OSError came up within the block.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"cannot write to {error.filename or target}: {reason}") from error


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
