"""A download that is cut goes on where it stopped, if the file is still the same one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests

from rareseek.ingest.resume import ResumingDownloader

from ..official_server import OfficialServer

CHUNK = 1 << 16
WHOLE = bytes(range(256)) * 4_000


@dataclass
class CuttingServer:
    """Sends at most ``at_once`` bytes of a body whose full length it states."""

    body: bytes
    at_once: int
    etag: str | None = '"one"'
    ranges: list[str | None] = field(default_factory=list)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if request.headers.get("If-Range") != self.etag:
            start = 0
        if start >= len(self.body):
            request.send_response(416)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(self.body) - start))
        if self.etag:
            request.send_header("ETag", self.etag)
        request.end_headers()
        request.wfile.write(self.body[start : start + self.at_once])


Download = Callable[[CuttingServer], bytes]


@pytest.fixture
def download(server: OfficialServer, tmp_path: Path) -> Download:
    """One call of the downloader; parts are shared by the calls of a test."""
    downloader = ResumingDownloader(tmp_path / "parts", (1.0, 1.0), attempts=2)

    def call(answer: CuttingServer) -> bytes:
        server.answers["file"] = answer
        output = tmp_path / "whole"
        downloader(f"{server.url}/file", output, None)
        return output.read_bytes()

    return call


def test_a_cut_is_mended_within_one_call(download: Download) -> None:
    cutting = CuttingServer(WHOLE, at_once=8 * CHUNK)
    assert download(cutting) == WHOLE
    assert cutting.ranges == [None, "bytes=524288-"]


def test_the_next_call_goes_on_where_the_last_one_stopped(download: Download) -> None:
    cutting = CuttingServer(WHOLE, at_once=4 * CHUNK)
    with pytest.raises(requests.exceptions.RequestException):
        download(cutting)
    assert download(cutting) == WHOLE
    assert cutting.ranges == [None, "bytes=262144-", "bytes=524288-", "bytes=786432-"]


def test_a_file_that_changed_meanwhile_is_taken_anew(download: Download) -> None:
    with pytest.raises(requests.exceptions.RequestException):
        download(CuttingServer(WHOLE, at_once=4 * CHUNK))
    newer = CuttingServer(WHOLE[::-1], at_once=len(WHOLE), etag='"two"')
    assert download(newer) == WHOLE[::-1]


def test_a_part_longer_than_the_file_is_thrown_away(download: Download) -> None:
    with pytest.raises(requests.exceptions.RequestException):
        download(CuttingServer(WHOLE, at_once=4 * CHUNK))
    shorter = CuttingServer(WHOLE[:1000], at_once=1000)
    assert download(shorter) == WHOLE[:1000]
    assert shorter.ranges == ["bytes=524288-", None]


def test_without_a_validator_it_begins_again(download: Download, tmp_path: Path) -> None:
    with pytest.raises(requests.exceptions.RequestException):
        download(CuttingServer(WHOLE, at_once=4 * CHUNK, etag=None))
    anew = CuttingServer(WHOLE, at_once=len(WHOLE), etag=None)
    assert download(anew) == WHOLE
    assert anew.ranges == [None]
    assert list((tmp_path / "parts").iterdir()) == []
