"""One official file by download: whole and as its provider published it, or not at all."""

from __future__ import annotations

import os
import re
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import DownloadError, SourceError
from ..ontologies.sourcefile import looks_like_html, read_head, read_lines_in_blocks
from .archive import unpack
from .candidates import beginning
from .progress import SILENT
from .resume import ResumingDownloader
from .source import last_modified_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..settings import Settings
    from .cache import Fetched
    from .progress import DownloadProgress
    from .source import Source

PARTS: Final = ".parts"
_NOT_FOUND: Final = frozenset({403, 404, 410})
_NOT_MODIFIED: Final = 304
_BLOCK: Final = 1 << 22
_GZIP: Final = b"\x1f\x8b"
#: How text files end that are whole; a line of a table without its end was cut.
_ENDS: Final = (b"\n", b"}", b"]", b">", b'"')


class ConnectionFailedError(DownloadError):
    """The server cannot be reached; asking it for other files is no use."""


class ChecksumError(DownloadError):
    """A file is not the one that its provider published the checksum of."""


class Download(NamedTuple):
    """A file that was downloaded, and what its server said of it (empty where it did not)."""

    path: Path
    url: str
    etag: str
    last_modified: str


def fetch(
    url: str,
    folder: Path,
    settings: Settings,
    *,
    filename: str,
    checksum: str | None = None,
    progress: DownloadProgress = SILENT,
) -> Download:
    """Download one file whole, or leave nothing in ``folder``; the next call goes on after a cut.

    Args:
        checksum: ``algorithm:hexadecimal``; a file whose bytes have another is refused.

    Raises:
        ConnectionFailedError: no answer within the time-outs of the settings.
        ChecksumError: another checksum.
        DownloadError: the server refused, or the connection was cut.
    """
    import pooch  # brings requests, which takes a while to import
    import requests

    pooch.get_logger().setLevel("WARNING")
    timeouts = (settings.connect_timeout, settings.read_timeout)
    downloader = ResumingDownloader(
        settings.downloads / PARTS, timeouts, progress=progress, name=filename
    )
    with _translating(url):
        try:
            path = Path(
                pooch.retrieve(url, checksum, fname=filename, path=folder, downloader=downloader)
            )
        except ValueError as error:
            if checksum is None or isinstance(error, requests.exceptions.RequestException):
                raise
            algorithm = checksum.partition(":")[0].upper()
            raise ChecksumError(
                f"{url} has another {algorithm} than its provider states; the file is not kept",
                url=url,
            ) from error
    return Download(path, url, downloader.etag, downloader.last_modified)


def published_checksum(url: str, settings: Settings) -> str | None:
    """The checksum in a file such as ``clinvar.vcf.gz.md5``, as `fetch` takes it.

    None where there is no such file, as on a mirror that does not copy it.

    Raises:
        DownloadError: as `fetch`, or the file holds no checksum.
    """
    import requests

    algorithm = url.rpartition(".")[2]
    with _translating(url):
        response = requests.get(url, timeout=(settings.connect_timeout, settings.read_timeout))
        if response.status_code in _NOT_FOUND:
            return None
        response.raise_for_status()
    found = re.match(r"\s*([0-9a-fA-F]{32,128})\b", response.text)
    if found is None:
        raise DownloadError(f"{url} holds no checksum", url=url)
    return f"{algorithm}:{found[1].lower()}"


def has_changed(record: Fetched, settings: Settings) -> bool:
    """Whether the server has another file by now; its content is not fetched.

    True, too, where the server says nothing that a file could be told by.

    Raises:
        DownloadError: as `fetch`.
    """
    import requests

    known = {"If-None-Match": record.etag, "If-Modified-Since": record.last_modified}
    headers = {"Accept-Encoding": "identity"} | {key: one for key, one in known.items() if one}
    timeouts = (settings.connect_timeout, settings.read_timeout)
    with (
        _translating(record.url),
        requests.get(record.url, headers=headers, timeout=timeouts, stream=True) as response,
    ):
        if response.status_code == _NOT_MODIFIED:
            return False
        response.raise_for_status()
        # not every server answers a conditional request as one
        etag, changed = (response.headers.get(key, "") for key in ("ETag", "Last-Modified"))
    if etag and record.etag:
        return etag != record.etag
    return not changed or changed != record.last_modified


def release_of_download(download: Download, source: Source, *, compared: bool) -> str | None:
    """The release of a file just downloaded, once it is found to be that source, to its end.

    It is the one that the file states, else the day that the server last changed it. An archive is
    unpacked first. A compressed file that was `compared` with a checksum is not read through again.

    Raises:
        DownloadError: another file, or one that was cut.
    """
    path, url = download.path, download.url
    try:
        if looks_like_html(read_head(path, 512)):
            raise DownloadError(f"{url} gave a web page instead of {source.filename}", url=url)
        unpack(path)
        text = beginning(path)
        if not source.recognises(text):
            raise DownloadError(f"{url} gave something else than {source.filename}", url=url)
        if not (compared or _is_whole(path)):
            raise DownloadError(f"{url} broke off while it was downloaded", url=url)
    except SourceError as error:
        reason = str(error).removeprefix(f"{path}: ")
        raise DownloadError(f"{url} gave a file that {reason}", url=url) from error
    return source.release_in(text) or last_modified_date(download.last_modified)


def _is_whole(path: Path) -> bool:
    """Whether a text ends as texts do; a compressed file is read to the end of its data."""
    with path.open("rb") as file:
        if file.read(2) == _GZIP:
            deque(read_lines_in_blocks(path, _BLOCK), maxlen=0)
            return True
        file.seek(-min(2, path.stat().st_size), os.SEEK_END)
        return file.read().rstrip(b" ").endswith(_ENDS)


@contextmanager
def _translating(url: str) -> Iterator[None]:
    """What `requests` and `pooch` raise, as one sentence each."""
    import requests

    try:
        yield
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
