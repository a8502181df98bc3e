"""Downloads that go on where they were cut, by HTTP range requests (RFC 9110, section 14)."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from .progress import SILENT

if TYPE_CHECKING:
    import requests

    from .progress import DownloadProgress

_CHUNK: Final = 1 << 16
_PARTIAL_CONTENT: Final = 206
_RANGE_NOT_SATISFIABLE: Final = 416


@dataclass
class ResumingDownloader:
    """A downloader for `pooch.retrieve` that keeps what it got of a file that was cut.

    Args:
        parts: Folder of the parts; a part goes on only if the server's validator (``ETag`` or
            ``Last-Modified``) is the one that it began with.
        timeouts: Seconds to wait for a connection, and for the next bytes.
        attempts: How often one call goes on after a cut, as long as bytes keep coming.
        progress: Sees the bytes come.
        name: What the progress calls the file.

    """

    parts: Path
    timeouts: tuple[float, float]
    attempts: int = 3
    progress: DownloadProgress = SILENT
    name: str = ""
    etag: str = field(default="", init=False)
    """``ETag`` of the last file, empty where the server gave none."""
    last_modified: str = field(default="", init=False)
    """``Last-Modified`` of the last file, empty where the server gave none."""

    def __call__(self, url: str, output_file: Any, _pooch: Any, check_only: bool = False) -> None:
        """Download ``url`` into ``output_file``, a path or an open file.

        Raises `requests.RequestException` as `requests` does; the part stays for the next call.
        """
        import requests

        if check_only:
            return
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        part, validator = self.parts / name, self.parts / f"{name}.validator"
        self.parts.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, self.attempts + 1):
            before = _size(part)
            try:
                self._go_on(url, part, validator)
                break
            except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError):
                if not (validator.exists() and validator.read_text(encoding="utf-8")):
                    part.unlink(missing_ok=True)  # nothing says that the rest would belong to it
                if attempt == self.attempts or _size(part) <= before:
                    raise
        _deliver(part, output_file)
        validator.unlink(missing_ok=True)

    def _go_on(self, url: str, part: Path, validator: Path) -> None:
        import requests

        headers = {"Accept-Encoding": "identity"}
        known = validator.read_text(encoding="utf-8") if validator.exists() else ""
        if known and _size(part):
            headers |= {"Range": f"bytes={_size(part)}-", "If-Range": known}
        with requests.get(url, headers=headers, timeout=self.timeouts, stream=True) as response:
            if response.status_code == _RANGE_NOT_SATISFIABLE:
                validator.unlink()  # the part is longer than the file now is: begin again
                self._go_on(url, part, validator)
                return
            response.raise_for_status()
            resumed = response.status_code == _PARTIAL_CONTENT
            validator.write_text(_validator(response), encoding="utf-8")
            self.etag = response.headers.get("ETag", "")
            self.last_modified = response.headers.get("Last-Modified", "")
            self._write(response, part, _size(part) if resumed else 0)

    def _write(self, response: requests.Response, part: Path, done: int) -> None:
        """Write what comes after the `done` bytes that the part has already."""
        length = response.headers.get("Content-Length", "")
        total = done + int(length) if length.isdecimal() else None
        came = self.progress.transfer(self.name, total, done)
        with part.open("ab" if done else "wb") as file:
            for chunk in response.iter_content(_CHUNK):
                file.write(chunk)
                came(len(chunk))


def _validator(response: requests.Response) -> str:
    """What says that a file is still the same one; a weak ETag says too little."""
    etag = str(response.headers.get("ETag", ""))
    return etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _deliver(part: Path, output: str | Path | IO[bytes]) -> None:
    if isinstance(output, (str, Path)):
        shutil.move(part, output)
        return
    with part.open("rb") as file:
        shutil.copyfileobj(file, output)
    part.unlink()
