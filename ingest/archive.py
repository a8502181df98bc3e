"""Sources that are published as an archive of JSON records, as ORPHApackets are: JSON lines."""

from __future__ import annotations

import json
import tarfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from ..errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

_MEMBER: Final = ".json"
_LINES: Final = (".jsonl", ".ndjson")


def unpack(path: Path) -> None:
    """Replace a tar archive of JSON files by lines, in order of their names.

    A file that is no archive, or whose name is not that of JSON lines, is left as it is.

    Raises:
        SourceError: the archive is damaged, or holds no such files.
    """
    try:
        if path.suffix not in _LINES or not tarfile.is_tarfile(path):
            return
        unpacked = path.with_name(f"{path.name}.unpacked")
        with tarfile.open(path) as archive, unpacked.open("wb") as output:
            _join(archive, output, path)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise SourceError("is a damaged archive", path=path) from error
    except ValueError as error:
        raise SourceError("holds a file that is no JSON", path=path) from error
    unpacked.replace(path)


def _join(archive: tarfile.TarFile, output: IO[bytes], path: Path) -> None:
    members = [one for one in archive if one.isfile() and one.name.endswith(_MEMBER)]
    if not members:
        raise SourceError("is an archive without JSON files", path=path)
    for member in sorted(members, key=lambda one: one.name):
        file = archive.extractfile(member)
        output.write(_line(file.read() if file else b""))


def _line(content: bytes) -> bytes:
    """One record on a line, without the name of its kind around it."""
    record = json.loads(content)
    if isinstance(record, dict) and len(record) == 1:
        inner = next(iter(record.values()))
        record = inner if isinstance(inner, dict) else record
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"
