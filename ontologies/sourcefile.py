"""Source files as bytes: plain, gzip or zstd by content, with one clear error for a wrong file."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

import zstandard

from ..errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_PAGE_STARTS: Final = (b"<!doctype html", b"<html", b"<head", b"<body")
_HTML: Final = "is an HTML page, not a data file; the download probably hit an error page"


def read_bytes(path: Path) -> bytes:
    """The whole content of a file, decompressed.

    Raises:
        SourceError: missing, unreadable, empty, cut short, or an HTML page.
    """
    content = _read(path, -1)
    if not content.strip():
        raise SourceError("is empty", path=path)
    if looks_like_html(content):
        raise SourceError(_HTML, path=path)
    return content


def read_head(path: Path, size: int = 8192) -> bytes:
    """The first `size` bytes of a file, decompressed; fewer where the file is shorter.

    Raises:
        SourceError: missing or unreadable, or cut short within those bytes.
    """
    return _read(path, size)


def read_text(path: Path) -> str:
    """The whole content of a UTF-8 text file, decompressed, without a byte order mark.

    Raises:
        SourceError: as `read_bytes`, or the content is no UTF-8 text.
    """
    content = read_bytes(path)
    if b"\0" in content[:8192]:
        raise SourceError("is a binary file, not text", path=path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError("is not UTF-8 text", path=path, line=line) from error


def read_lines_in_blocks(path: Path, size: int) -> Iterator[bytes]:
    """The content of a large file, decompressed, in blocks of whole lines of about `size` bytes.

    Every block ends with a line break, the last one too.

    Raises:
        SourceError: missing or unreadable, or cut short; the latter may come after some blocks.
    """
    rest = b""
    with _opened(path) as raw:
        for content in _blocks(raw, size):
            end = content.rfind(b"\n") + 1
            if end:
                yield rest + content[:end]
                rest = content[end:]
            else:
                rest += content
    if rest:
        yield rest + b"\n"


def looks_like_html(content: bytes) -> bool:
    """Whether bytes begin as a web page does, as what a proxy or a dead link answers."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_PAGE_STARTS)


def _read(path: Path, size: int) -> bytes:
    with _opened(path) as raw:
        magic = _magic(raw)
        if magic == _ZSTD:
            return _read_zstd(raw, size)
        return gzip.GzipFile(fileobj=raw).read(size) if magic[:2] == _GZIP else raw.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file, with what goes wrong while it is read as one sentence."""
    try:
        with path.open("rb") as raw:
            yield raw
    except FileNotFoundError as error:
        raise SourceError("no such file", path=path) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError) as error:
        raise SourceError(
            "is cut short or damaged; the compressed data do not end properly", path=path
        ) from error
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path=path) from error


def _magic(raw: BinaryIO) -> bytes:
    magic = raw.read(4)
    raw.seek(0)
    return magic


def _blocks(raw: BinaryIO, size: int) -> Iterator[bytes]:
    magic = _magic(raw)
    if magic == _ZSTD:
        yield from _zstd_blocks(raw, size)
        return
    file = gzip.GzipFile(fileobj=raw) if magic[:2] == _GZIP else raw
    while content := file.read(size):
        yield content


def _zstd_blocks(raw: BinaryIO, size: int) -> Iterator[bytes]:
    decompressor = zstandard.ZstdDecompressor()
    frame, packed, whole = decompressor.decompressobj(), b"", True
    while packed := packed or raw.read(max(size >> 4, 1)):
        content = frame.decompress(packed)
        packed, whole = frame.unused_data if frame.eof else b"", frame.eof
        if frame.eof:
            frame = decompressor.decompressobj()
        if content:
            yield content
    if not whole:
        raise EOFError


def _read_zstd(raw: BinaryIO, size: int) -> bytes:
    """Frames one after the other; the library's own reader takes a cut frame for its end."""
    decompressor = zstandard.ZstdDecompressor()
    if size >= 0:
        with decompressor.stream_reader(raw, read_across_frames=True) as reader:
            return reader.read(size)
    rest, parts = raw.read(), []
    while rest:
        frame = decompressor.decompressobj()
        parts.append(frame.decompress(rest))
        if not frame.eof:
            raise EOFError
        rest = frame.unused_data
    return b"".join(parts)
