"""What a source is: how a file of it is recognised, where it comes from, whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .delimited import header_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: How many bytes of a file its recognisers see.
HEAD_SIZE: Final = 1 << 16
#: A release date as sources write it.
DATE: Final = r"\d{4}-\d{2}(?:-\d{2})?"
PURL: Final = "https://purl.obolibrary.org/obo"

_PACKED: Final = r"(?:\.gz|\.zst|\.zstd)?"
_HPO_RELEASES: Final = "https://github.com/obophenotype/human-phenotype-ontology/releases"


class Provider(NamedTuple):
    """Whose files they are: terms of use, and how to name the source where its data is shown."""

    licence: str
    attribution: str


CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
HPO: Final = Provider(
    "https://hpo.jax.org/license",
    "Human Phenotype Ontology (https://hpo.jax.org), Gargano et al. 2024, "
    "Nucleic Acids Research 52:D1333, doi:10.1093/nar/gkad1005",
)
ORPHANET: Final = Provider(
    CC_BY,
    "Orphanet, INSERM US14 (https://www.orphadata.com): an online database of rare diseases and "
    "orphan drugs; available under CC BY 4.0",
)


@dataclass(frozen=True)
class Source:
    """An official file that snapshots are built from."""

    name: str
    """How options, tables and messages call it."""
    filename: str
    """Name of the official file."""
    names: re.Pattern[str]
    """Names, with release dates and compression, under which the file is recognised."""
    recognises: Callable[[str], bool]
    """Whether the beginning of a file is that of this source."""
    url: str
    """Official location; empty where there is none that holds this file."""
    provider: Provider
    required: bool = False
    version: re.Pattern[str] | None = None
    """Finds the release in the text of a file; None where files do not state it."""
    columns: tuple[str, ...] = ()
    """What its header names, for a table."""
    of_hpo: bool = False
    """Whether it is part of HPO's release: downloaded with it, and of its date where undated."""
    whole: re.Pattern[str] | None = None
    """Names of whole releases, where extracts go by similar ones; None where there are none."""
    variants: bool = False
    """Whether it is a table of variants, to which the selection applies."""
    licensed: bool = False
    """Whether each user needs a licence: read from the user's own files, never downloaded."""
    checksum: str = ""
    """Ending of the address of its published checksum, which names the algorithm: ``.md5``."""

    @property
    def public(self) -> bool:
        """Whether anybody may download it, and from where is known."""
        return bool(self.url) and not self.licensed

    def release_in(self, text: str) -> str | None:
        """The release that a file states: its date, where there is one."""
        stated = self.version.search(text) if self.version else None
        if stated is None:
            return None
        date = re.search(DATE, stated[1])
        return date[0] if date else stated[1]

    def location(self, *, release: str | None = None, mirror: str | None = None) -> str:
        """Where the newest release is, or a named one; a mirror holds the files as they are."""
        if mirror:
            return f"{mirror.rstrip('/')}/{self.filename}"
        if release and self.of_hpo:
            return f"{_HPO_RELEASES}/download/v{release}/{self.filename}"
        return self.url


def release_in_name(name: str) -> str | None:
    """The release date in a file's name, as in ``hp_2025-01-16.obo.gz``."""
    date = re.search(DATE, name)
    return date[0] if date else None


def last_modified_date(header: str) -> str | None:
    """The day of an HTTP ``Last-Modified`` header, ISO 8601.

    >>> last_modified_date("Tue, 01 Oct 2024 03:15:00 GMT")
    '2024-10-01'
    """
    try:
        return parsedate_to_datetime(header).date().isoformat()
    except ValueError:
        return None


def named(pattern: str) -> re.Pattern[str]:
    """Names of a file, packed or not."""
    return re.compile(pattern + _PACKED, re.IGNORECASE)


def table(name: str, filename: str, columns: Sequence[str], names: str, **more: Any) -> Source:
    """A tab-separated file, recognised by its header line."""
    return Source(
        name=name,
        filename=filename,
        names=named(names),
        recognises=lambda head: any(header_matches(line, columns) for line in head.split("\n")),
        columns=tuple(columns),
        **more,
    )


def hpo_table(name: str, filename: str, columns: Sequence[str], names: str, **more: Any) -> Source:
    """A table that is part of HPO's release."""
    url = f"{_HPO_RELEASES}/latest/download/{filename}"
    return table(name, filename, columns, names, url=url, provider=HPO, of_hpo=True, **more)
