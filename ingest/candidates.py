"""Files that may be a source: which one they are, of which release, or what is wrong with them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import SourceError
from ..ontologies.sourcefile import looks_like_html, read_bytes, read_head
from .source import HEAD_SIZE, release_in_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .source import Source

#: Where one release is there in several forms, the one that is read fastest.
_PREFERRED: Final = (".obo", ".json", ".owl", ".xml")


@dataclass(frozen=True)
class Candidate:
    """A file that has the name of a source."""

    source: Source
    path: Path
    version: str | None = None
    """The release that it states, else that of its name; None where neither says."""
    problem: str | None = None
    """Why it cannot be this source."""


def search(folder: Path, sources: Iterable[Source]) -> list[Candidate]:
    """Every file under a folder that has the name of one of the sources, in a fixed order.

    Raises:
        SourceError: there is no such folder.
    """
    if not folder.is_dir():
        raise SourceError("no such folder", path=folder)
    known = tuple(sources)
    return [
        examine(source, path)
        for path in _files(folder)
        for source in known
        if source.names.fullmatch(path.name)
    ]


def examine(source: Source, path: Path) -> Candidate:
    """What a file is, by its name and beginning; that it cannot be read is its problem."""
    if source.whole and not source.whole.fullmatch(path.name):
        extract = f"has the name of an extract, not of a whole release such as {source.filename}"
        return Candidate(source, path, problem=extract)
    try:
        text = beginning(path)
        problem = _problem(source, text)
        if problem:
            return Candidate(source, path, problem=problem)
        stated = source.release_in(text)
        # OBO Graphs JSON may say it at its very end; other files are not read for it
        if stated is None and source.version and ".json" in path.name:
            stated = source.release_in(_decoded(read_bytes(path)))
    except SourceError as error:
        return Candidate(source, path, problem=str(error).removeprefix(f"{path}: "))
    return Candidate(source, path, stated or release_in_name(path.name))


def beginning(path: Path) -> str:
    """The text that a file begins with, as much as recognisers see.

    Raises:
        SourceError: missing, unreadable, or damaged within that text.
    """
    return _decoded(read_head(path, HEAD_SIZE))


def usable(found: Sequence[Candidate], source: Source, pins: Mapping[str, str]) -> list[Candidate]:
    """The files that can be this source, the best first."""
    pin = pins.get(source.name)
    fitting = [
        one
        for one in found
        if one.source is source and one.problem is None and pin in {None, one.version}
    ]
    fitting.sort(key=_preference)
    return sorted(fitting, key=lambda one: one.version or "", reverse=True)


def missing(
    source: Source, found: Sequence[Candidate], folder: Path, pins: Mapping[str, str]
) -> SourceError:
    """Why none of the files can be this source, in one sentence."""
    own = [one for one in found if one.source is source]
    releases = sorted({one.version or "undated" for one in own if one.problem is None})
    if releases:
        return SourceError(
            f"holds no release {pins[source.name]} of {source.name}, only {', '.join(releases)}",
            path=folder,
        )
    for one in own:
        return SourceError(one.problem or "", path=one.path)
    return SourceError(
        f"holds no {source.filename} (nor {source.filename}.gz or .zst), which is needed",
        path=folder,
    )


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        paths = (Path(parent, name) for name in sorted(files))
        yield from (path for path in paths if path.is_file())


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace").lstrip()


def _problem(source: Source, text: str) -> str | None:
    if not text:
        return "is empty"
    if looks_like_html(text[:512].encode()):
        return "is an HTML page, not a data file"
    return None if source.recognises(text) else _unlike(source)


def _unlike(source: Source) -> str:
    expected = f"; expected the columns {', '.join(source.columns)}" if source.columns else ""
    return f"does not begin as {source.filename} does{expected}"


def _preference(candidate: Candidate) -> tuple[int, int, str]:
    suffixes = [suffix.lower() for suffix in candidate.path.suffixes]
    form = next((n for n, suffix in enumerate(_PREFERRED) if suffix in suffixes), 0)
    return form, len(candidate.path.name), str(candidate.path)
