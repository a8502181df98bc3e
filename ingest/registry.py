"""The official sources: how a file of each is recognised, where it comes from, whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from . import clingen, clinvar, genes, hgnc, hpoa, mim2gene, mondo, orphadata, orphapackets
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
    of_hpo: bool = True
    """Whether it is part of HPO's release: downloaded with it, and of its date where undated."""
    whole: re.Pattern[str] | None = None
    """Names of whole releases, where extracts go by similar ones; None where there are none."""
    variants: bool = False
    """Whether it is a table of variants, to which the selection applies."""

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
        columns=tuple(columns),
        **{"url": f"{_RELEASES}/latest/download/{filename}", **more},
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

_CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
_CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_ORPHANET: Final = (
    "Orphanet, INSERM US14 (https://www.orphadata.com): an online database of rare diseases and "
    "orphan drugs; available under CC BY 4.0"
)

_ORPHAPACKETS: Final = Source(
    name=orphapackets.SOURCE,
    filename="orphapackets.jsonl",
    names=_named(r"orphapackets?(?:[-_. ].*)?\.(?:jsonl|ndjson)"),
    recognises=lambda head: '"ORPHAcode"' in head,
    url="https://github.com/Orphanet/ORPHApackets",
    required=False,
    version=re.compile(rf'"creationDate":\s*"({_DATE})'),
    licence=_CC_BY,
    attribution=_ORPHANET,
    of_hpo=False,
)

_PRODUCT1: Final = Source(
    name=orphadata.SOURCE,
    filename="en_product1.json",
    names=_named(r"en_product1(?:[-_. ].*)?\.json"),
    recognises=lambda head: '"JDBOR"' in head,
    url="https://www.orphadata.com/data/json/en_product1.json",
    required=False,
    version=re.compile(rf'"date":\s*"({_DATE})'),
    licence=_CC_BY,
    attribution=_ORPHANET,
    of_hpo=False,
)

_MONDO: Final = tuple(
    _table(
        source,
        f"mondo_exactmatch_{database}.sssom.tsv",
        mondo.COLUMNS,
        rf"mondo_exactmatch_{database}(?:[-_. ].*)?\.sssom\.tsv",
        required=False,
        version=re.compile(rf"^# *mapping_set_version:.*?({_DATE})", re.MULTILINE),
        licence=_CC0,
        attribution="Mondo Disease Ontology (https://mondo.monarchinitiative.org), Vasilevsky et "
        "al. 2022, doi:10.1101/2022.04.13.22273750",
        url=f"{_PURL}/mondo/mappings/mondo_exactmatch_{database}.sssom.tsv",
        of_hpo=False,
    )
    for source, database in (("mondo_omim", "omim"), ("mondo_orphanet", "orphanet"))
)

_HGNC: Final = _table(
    hgnc.SOURCE,
    "hgnc_complete_set.txt",
    hgnc.COLUMNS,
    r"hgnc_complete_set(?:[-_. ].*)?\.(?:txt|tsv)",
    required=False,
    licence=_CC0,
    attribution="HUGO Gene Nomenclature Committee (https://www.genenames.org), Seal et al. 2023, "
    "doi:10.1093/nar/gkac888",
    url="https://storage.googleapis.com/public-download-files/hgnc/tsv/tsv/hgnc_complete_set.txt",
    of_hpo=False,
)

_CLINGEN: Final = Source(
    name=clingen.SOURCE,
    filename="clingen_gene_disease_validity.csv",
    names=_named(r"clingen[-_]gene[-_]disease(?:[-_. ].*)?\.csv"),
    recognises=clingen.header_in,
    url="https://search.clinicalgenome.org/kb/gene-validity/download",
    required=False,
    version=re.compile(rf"FILE CREATED: ({_DATE})"),
    columns=clingen.COLUMNS,
    licence=_CC0,
    attribution="Clinical Genome Resource (https://clinicalgenome.org), Rehm et al. 2015, "
    "doi:10.1056/NEJMsr1406261",
    of_hpo=False,
)

_MIM2GENE: Final = _table(
    mim2gene.SOURCE,
    "mim2gene_medgen",
    mim2gene.COLUMNS,
    r"mim2gene_medgen(?:[-_. ].*)?(?:\.tsv|\.txt)?",
    required=False,
    licence="public domain (https://www.ncbi.nlm.nih.gov/home/about/policies/)",
    attribution="National Center for Biotechnology Information, mim2gene_medgen",
    url="https://ftp.ncbi.nlm.nih.gov/gene/DATA/mim2gene_medgen",
    of_hpo=False,
)

_CLINVAR: Final = Source(
    name=clinvar.SOURCE,
    filename="clinvar.vcf.gz",
    names=clinvar.NAMES,
    recognises=clinvar.is_clinvar,
    url="https://ftp.ncbi.nlm.nih.gov/pub/clinvar/vcf_GRCh38/clinvar.vcf.gz",
    required=False,
    version=clinvar.VERSION,
    licence="public domain (https://www.ncbi.nlm.nih.gov/clinvar/docs/maintenance_use/)",
    attribution="ClinVar (https://www.ncbi.nlm.nih.gov/clinvar), Landrum et al. 2025, Nucleic "
    "Acids Research 53:D1313, doi:10.1093/nar/gkae1090",
    of_hpo=False,
    whole=clinvar.WHOLE,
    variants=True,
)

#: Every source by its name; the ontology stands first, for the others are read with it.
REGISTRY: Final[Mapping[str, Source]] = {
    one.name: one
    for one in (
        _HP,
        _HPOA,
        *_GENES,
        _ORPHAPACKETS,
        _PRODUCT1,
        *_MONDO,
        _HGNC,
        _CLINGEN,
        _MIM2GENE,
        _CLINVAR,
    )
}


def further_table(name: str, filename: str) -> Source:
    """A variant table that the user adds; its licence is the user's own."""
    return replace(
        _CLINVAR,
        name=name,
        filename=filename,
        url="",
        licence="as the user's own copy states",
        attribution=name,
        whole=None,
    )
