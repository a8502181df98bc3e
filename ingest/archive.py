"""A source that is published as an archive of JSON files, as ORPHApackets are, in one file."""

from __future__ import annotations

import json
import tarfile
import zlib
from typing import TYPE_CHECKING, Final

from ..errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MEMBER: Final = ".json"


def unpack(path: Path) -> None:
    """Replace a tar archive by the JSON files in it, one a line; leave any other file as it is.

    Raises:
        SourceError: the archive is damaged, or holds no JSON files.
    """
    unpacked = path.with_name(f"{path.name}.unpacked")
    try:
        if not tarfile.is_tarfile(path):
            return
        with tarfile.open(path) as archive, unpacked.open("wb") as output:
            output.writelines(_lines(archive))
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise SourceError("is a damaged archive", path=path) from error
    except ValueError as error:
        raise SourceError("is an archive with a file that is no JSON", path=path) from error
    if not unpacked.stat().st_size:
        raise SourceError("is an archive without JSON files", path=path)
    unpacked.replace(path)


def _lines(archive: tarfile.TarFile) -> Iterator[bytes]:
    """Each record on a line, in order of the files' names."""
    members = [one for one in archive if one.isfile() and one.name.endswith(_MEMBER)]
    for member in sorted(members, key=lambda one: one.name):
        file = archive.extractfile(member)
        record = json.loads(file.read() if file else b"")
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"
