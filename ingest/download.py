"""Official files by download: checked, and in the cache only when a whole release is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import DownloadError
from ..ontologies.sourcefile import looks_like_html
from .progress import SILENT
from .registry import REGISTRY
from .resume import ResumingDownloader
from .source import HEAD_SIZE
from .store import writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..settings import Settings
    from .progress import Progress
    from .source import Source

_PARTIAL: Final = ".partial-"
_PARTS: Final = ".parts"
RELEASE_FOLDER: Final = "hpo-"


class ConnectionFailedError(DownloadError):
    """The server cannot be reached; asking it for other files is no use."""


def fetch(
    url: str, folder: Path, settings: Settings, *, filename: str, sha256: str | None = None
) -> Path:
    """Download one file whole, or leave nothing in ``folder``; the next call goes on after a cut.

    Args:
        sha256: refuse a file whose bytes have another hash.

    Raises:
        ConnectionFailedError: no answer within the time-outs of the settings.
        DownloadError: the server refused, the connection was cut, or the hash differs.
    """
    import pooch  # brings requests, which takes a while to import
    import requests

    pooch.get_logger().setLevel("WARNING")
    timeouts = (settings.connect_timeout, settings.read_timeout)
    downloader = ResumingDownloader(settings.downloads / _PARTS, timeouts)
    known_hash = f"sha256:{sha256}" if sha256 else None
    try:
        found = pooch.retrieve(url, known_hash, fname=filename, path=folder, downloader=downloader)
    except requests.exceptions.HTTPError as error:
        status = getattr(error.response, "status_code", "no status")
        raise DownloadError(f"{url} cannot be downloaded: HTTP {status}", url=url) from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise DownloadError(f"{url} broke off while it was downloaded", url=url) from error
    except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as error:
        raise ConnectionFailedError(
            f"{url} cannot be reached or does not answer", url=url
        ) from error
    except (requests.exceptions.RequestException, ValueError) as error:
        reason = " ".join(str(error).split())
        raise DownloadError(f"{url} cannot be downloaded: {reason}", url=url) from error
    return Path(found)


def download_release(
    settings: Settings,
    *,
    pins: Mapping[str, str],
    mirror: str | None = None,
    progress: Progress = SILENT,
) -> Path:
    """Download the files of one release of HPO into a folder of the cache, all or nothing.

    Optional files that cannot be had are left out; after a failed connection none is tried.

    Raises:
        DownloadError: a required file cannot be had.
        BuildError: the cache cannot be written.
    """
    with writing(settings.downloads):
        settings.downloads.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=settings.downloads))
        try:
            release = _fetch_all(settings, staged, pins, mirror, progress)
            return _keep(staged, settings.downloads / f"{RELEASE_FOLDER}{release}")
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _fetch_all(
    settings: Settings,
    staged: Path,
    pins: Mapping[str, str],
    mirror: str | None,
    progress: Progress,
) -> str:
    """Fetch every source, the ontology first; return the ontology's release."""
    sources = [source for source in REGISTRY.values() if source.of_hpo]
    progress.stage("download", len(sources))
    releases: dict[str, str] = {}
    for source in sources:
        url = source.location(release=pins.get(source.name), mirror=mirror)
        try:
            path = fetch(url, staged, settings, filename=source.filename)
            releases[source.name] = _checked(path, source, url) or "undated"
        except DownloadError as error:
            if source.required:
                raise
            (staged / source.filename).unlink(missing_ok=True)
            progress.note(f"{error}; going on without {source.name}")
            if isinstance(error, ConnectionFailedError):
                break
        progress.advance()
    return releases["hp"]


def _checked(path: Path, source: Source, url: str) -> str | None:
    """The release a downloaded file states, once it is found to be that file, to its end."""
    with path.open("rb") as file:
        head = file.read(HEAD_SIZE)
        file.seek(-min(2, path.stat().st_size), os.SEEK_END)
        ended = file.read().endswith(b"\n")
    if looks_like_html(head):
        raise DownloadError(f"{url} gave a web page instead of {source.filename}", url=url)
    text = head.decode("utf-8", errors="replace")
    if not source.recognises(text):
        raise DownloadError(f"{url} gave something else than {source.filename}", url=url)
    if not ended:
        raise DownloadError(f"{url} broke off while it was downloaded", url=url)
    return source.release_in(text)


def _keep(staged: Path, folder: Path) -> Path:
    """Rename a complete release into the cache, in place of an earlier download of the same."""
    if folder.exists():
        aside = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=folder.parent))
        folder.rename(aside / folder.name)
        shutil.rmtree(aside, ignore_errors=True)
    staged.rename(folder)
    return folder
