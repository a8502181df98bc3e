"""The official sources: how a file of each is recognised, where it comes from, whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from . import genes, hpoa
from .delimited import header_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: How many bytes of a file its recognisers see.
HEAD_SIZE: Final = 1 << 16

_PURL: Final = "https://purl.obolibrary.org/obo"
_RELEASES: Final = "https://github.com/obophenotype/human-phenotype-ontology/releases"
_HPO_LICENCE: Final = "https://hpo.jax.org/license"
_HPO_ATTRIBUTION: Final = (
    "Human Phenotype Ontology (https://hpo.jax.org), Gargano et al. 2024, "
    "Nucleic Acids Research 52:D1333, doi:10.1093/nar/gkad1005"
)
_DATE: Final = r"\d{4}-\d{2}(?:-\d{2})?"
#: Files of HPO's repository that hold no terms of their own.
_DERIVED: Final = "babelon|synonym|profile|import|idrange"
_PACKED: Final = r"(?:\.gz|\.zst|\.zstd)?"


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
    required: bool
    version: re.Pattern[str] | None = None
    """Finds the release in the text of a file; None where files do not state it."""
    columns: tuple[str, ...] = ()
    """What its header names, for a table."""
    licence: str = _HPO_LICENCE
    attribution: str = _HPO_ATTRIBUTION

    def release_in(self, text: str) -> str | None:
        """The release that a file states: its date, where there is one."""
        stated = self.version.search(text) if self.version else None
        if stated is None:
            return None
        date = re.search(_DATE, stated[1])
        return date[0] if date else stated[1]

    def location(self, *, release: str | None = None, mirror: str | None = None) -> str:
        """Where the newest release is, or a named one; a mirror holds the files as they are."""
        if mirror:
            return f"{mirror.rstrip('/')}/{self.filename}"
        return f"{_RELEASES}/download/v{release}/{self.filename}" if release else self.url


def release_in_name(name: str) -> str | None:
    """The release date in a file's name, as in ``hp_2025-01-16.obo.gz``."""
    date = re.search(_DATE, name)
    return date[0] if date else None


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + _PACKED, re.IGNORECASE)


def _is_hp(head: str) -> bool:
    if head.startswith(("<", "{")):
        return "obo/HP_" in head or "obo/hp" in head
    return "format-version:" in head and "HP:" in head


def _table(name: str, filename: str, columns: Sequence[str], names: str, **more: Any) -> Source:
    """A tab-separated file, recognised by its header line."""
    return Source(
        name=name,
        filename=filename,
        names=_named(names),
        recognises=lambda head: any(header_matches(line, columns) for line in head.split("\n")),
        url=f"{_RELEASES}/latest/download/{filename}",
        columns=tuple(columns),
        **more,
    )


_HP: Final = Source(
    name="hp",
    filename="hp.obo",
    names=_named(rf"hp(?!.*(?:{_DERIVED}))(?:[-_. ].*)?\.(?:obo|json|owl)"),
    recognises=_is_hp,
    url=f"{_PURL}/hp.obo",
    required=True,
    version=re.compile(r"(?:^data-version:[ \t]*|obo/hp/releases/)(\S+)", re.MULTILINE),
)

_HPOA: Final = _table(
    hpoa.SOURCE,
    "phenotype.hpoa",
    hpoa.COLUMNS,
    r"phenotype(?:[-_. ].*)?\.hpoa",
    required=True,
    version=re.compile(rf"^#(?:version|date|hpo-version):.*?({_DATE})", re.MULTILINE),
)

_GENES: Final = tuple(
    _table(name, f"{name}.txt", columns, rf"{name}(?:[-_. ].*)?\.(?:txt|tsv)", required=False)
    for name, columns in genes.COLUMNS.items()
)

#: Every source by its name; the ontology stands first, for the others are read with it.
REGISTRY: Final[Mapping[str, Source]] = {one.name: one for one in (_HP, _HPOA, *_GENES)}
