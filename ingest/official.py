"""Official releases: taken from the cache, or fetched into it, each provider by itself."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DownloadError
from .cache import PARTIAL, UNDATED, Bundle, Cache, Fetched, fetched
from .download import (
    ConnectionFailedError,
    fetch,
    has_changed,
    published_checksum,
    release_of_download,
)
from .hosts import host_of, unreachable
from .manifest import file_sha256
from .progress import SILENT
from .store import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..settings import Settings
    from .progress import DownloadProgress
    from .source import Source


class Official:
    """The servers that official files come from, asked by one build.

    A host that cannot be reached is not asked again; other hosts are. There must be no other
    download into the same cache: `rareseek.pipeline.run` holds the lock of the home.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        pins: Mapping[str, str],
        mirror: str | None = None,
        progress: DownloadProgress = SILENT,
    ) -> None:
        self._settings = settings
        self._pins = pins
        self._mirror = mirror
        self._progress = progress
        self._dead: set[str] = set()
        self._cache = Cache(settings.downloads)

    def prepare(self, wanted: Sequence[Bundle]) -> None:
        """Clear what killed downloads left, and find out which servers can be reached.

        Raises:
            BuildError: the cache cannot be written.
        """
        with writing(self._cache.path):
            self._cache.path.mkdir(parents=True, exist_ok=True)
            self._cache.remove_leftovers()
        sources = [source for bundle in wanted for source in bundle.sources]
        self._progress.stage("download", len(sources))
        self._dead |= unreachable(map(self._location, sources), self._settings.connect_timeout)

    def has_newer(self, bundle: Bundle, folder: Path) -> bool:
        """Whether the servers have another release than a folder of the cache.

        Raises:
            DownloadError: a server cannot say.
        """
        known = fetched(folder)
        for source in bundle.sources:
            record, url = known.get(source.filename), self._location(source)
            if record is None or record.url != url:
                return True
            with self._asking(url):
                if has_changed(record, self._settings):
                    return True
        return False

    def download(self, bundle: Bundle) -> Path:
        """Download the newest or pinned release into the cache, all or nothing; return its folder.

        Files that it can do without are left out where they cannot be had.

        Raises:
            DownloadError: a needed file cannot be had.
            BuildError: the cache cannot be written.
        """
        for source in bundle.needed:
            self._check_host(self._location(source))
        with writing(self._cache.path):
            staged = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=self._cache.path))
            try:
                release, files = self._fetch_all(bundle, staged)
                return self._cache.keep(staged, bundle, release, files)
            finally:
                shutil.rmtree(staged, ignore_errors=True)

    def _fetch_all(self, bundle: Bundle, staged: Path) -> tuple[str, dict[str, Fetched]]:
        """The release of the first source, and where each file that could be had came from."""
        releases: list[str] = []
        files: dict[str, Fetched] = {}
        for source in bundle.sources:
            try:
                release, record = self._fetch(source, staged)
            except DownloadError as error:
                if source in bundle.needed:
                    raise
                (staged / source.filename).unlink(missing_ok=True)
                self._progress.note(f"{error}; going on without {source.name}")
            else:
                releases.append(release or UNDATED)
                files[source.filename] = record
            self._progress.advance()
        return releases[0], files

    def _fetch(self, source: Source, staged: Path) -> tuple[str | None, Fetched]:
        url = self._location(source)
        with self._asking(url):
            checksum = self._checksum(source, url)
            download = fetch(
                url,
                staged,
                self._settings,
                filename=source.filename,
                checksum=checksum,
                progress=self._progress,
            )
        release = release_of_download(download, source, compared=checksum is not None)
        record = Fetched(
            url=url,
            sha256=file_sha256(download.path),
            etag=download.etag,
            last_modified=download.last_modified,
        )
        return release, record

    def _checksum(self, source: Source, url: str) -> str | None:
        if not source.checksum:
            return None
        checksum = published_checksum(url + source.checksum, self._settings)
        if checksum is None:
            self._progress.note(f"there is no {url}{source.checksum}; the file is not compared")
        return checksum

    @contextmanager
    def _asking(self, url: str) -> Iterator[None]:
        """Ask a server, unless it could not be reached before; remember when it cannot be now."""
        self._check_host(url)
        try:
            yield
        except ConnectionFailedError:
            self._dead.add(host_of(url))
            raise

    def _check_host(self, url: str) -> None:
        host = host_of(url)
        if host in self._dead:
            raise ConnectionFailedError(f"{host} cannot be reached", url=url)

    def _location(self, source: Source) -> str:
        return source.location(release=self._pins.get(source.name), mirror=self._mirror)
