"""The cache of official files: a folder for each release of what is released together.

::

    downloads/hpo-2026-02-16/hp.obo  phenotype.hpoa  ...  fetched.json
    downloads/clinvar-2026-11-20/clinvar.vcf.gz  fetched.json

An older release stays when a newer one comes, for a build that pins it.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from .candidates import Candidate, search, usable
from .manifest import file_sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .source import Source

#: What killed downloads leave begins so.
PARTIAL: Final = ".partial-"
UNDATED: Final = "undated"
_RECORD: Final = "fetched.json"


class Bundle(NamedTuple):
    """Sources of one release: HPO's files, or one file of another provider."""

    name: str
    sources: tuple[Source, ...]

    @property
    def needed(self) -> tuple[Source, ...]:
        """Those without which there is no such release."""
        return tuple(one for one in self.sources if one.required) or self.sources


def bundles(sources: Iterable[Source]) -> tuple[Bundle, ...]:
    """What is downloaded together, HPO first; what is not public is left out."""
    public = [one for one in sources if one.public]
    hpo = tuple(source for source in public if source.of_hpo)
    others = (Bundle(source.name, (source,)) for source in public if not source.of_hpo)
    return Bundle("hpo", hpo), *others


class Fetched(BaseModel):
    """Where a file of the cache came from, and what tells it from a newer or a damaged one."""

    model_config = ConfigDict(frozen=True)

    url: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


_RECORDS: Final = TypeAdapter(dict[str, Fetched])


@dataclass(frozen=True)
class Cache:
    """The releases under one folder."""

    path: Path

    def newest(self, bundle: Bundle, pins: Mapping[str, str]) -> Path | None:
        """The folder of the newest release that is whole and fits the pins."""
        for folder in self._folders(bundle):
            found = self.files(bundle, folder)
            if all(usable(found, one, pins) for one in bundle.needed) and _is_intact(folder):
                return folder
        return None

    def files(self, bundle: Bundle, folder: Path) -> list[Candidate]:
        """The files of a release; those that state no date are of the folder's."""
        release = release_of(bundle, folder)
        return [
            Candidate(one.source, one.path, one.version or release, one.problem)
            for one in search(folder, bundle.sources)
        ]

    def keep(self, staged: Path, bundle: Bundle, release: str, files: dict[str, Fetched]) -> Path:
        """Rename a complete download into the cache, in place of an earlier one of that release."""
        (staged / _RECORD).write_bytes(_RECORDS.dump_json(files, indent=2))
        folder = self.path / f"{bundle.name}-{release}"
        if folder.exists():
            aside = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=self.path))
            folder.rename(aside / folder.name)
            shutil.rmtree(aside, ignore_errors=True)
        staged.rename(folder)
        return folder

    def remove_leftovers(self) -> None:
        """Remove what killed downloads left; only where no other download is running."""
        for path in self.path.glob(f"{PARTIAL}*"):
            shutil.rmtree(path, ignore_errors=True)

    def _folders(self, bundle: Bundle) -> Iterator[Path]:
        """The folders of a bundle's releases, the newest first."""
        dated = {path: release_of(bundle, path) for path in self.path.glob(f"{bundle.name}-*")}
        yield from sorted(dated, key=lambda path: (dated[path] != UNDATED, dated[path]))[::-1]


def release_of(bundle: Bundle, folder: Path) -> str:
    """The release that a folder of the cache holds."""
    return folder.name.removeprefix(f"{bundle.name}-")


def fetched(folder: Path) -> dict[str, Fetched]:
    """Where the files of a release came from, by name; empty where that was not kept."""
    try:
        return _RECORDS.validate_json((folder / _RECORD).read_bytes())
    except (OSError, ValidationError):
        return {}


def _is_intact(folder: Path) -> bool:
    try:
        return all(
            file_sha256(folder / name) == one.sha256 for name, one in fetched(folder).items()
        )
    except OSError:
        return False
