"""Decisions as SSSOM/TSV (https://mapping-commons.github.io/sssom/spec-formats-tsv/).

A literal's mapping has ``subject_label`` and ``subject_type: rdfs literal``, and no ``subject_id``.
What SSSOM has no slot for stands in extension slots that the header defines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ...errors import IdentifierError, InputError
from ...ontologies import canonical
from .decisions import NO_TERM_FOUND, Decision, Predicate, author_of, clean
from .keys import phrase_key

VERSION: Final = "1.1"
LITERAL: Final = "rdfs literal"
NEGATED: Final = "Not"
UNSPECIFIED_LICENCE: Final = "https://w3id.org/sssom/license/unspecified"
PREFIXES: Final = {
    "DECIPHER": "https://www.deciphergenomics.org/syndrome/",
    "HGNC": "http://identifiers.org/hgnc/",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCBIGene": "http://identifiers.org/ncbigene/",
    "obo": "http://purl.obolibrary.org/obo/",
    "OMIM": "https://omim.org/entry/",
    "ORPHA": "http://www.orpha.net/ORDO/Orphanet_",
    "bioregistry": "https://bioregistry.io/",
    "orcid": "https://orcid.org/",
    "rareseek": "https://w3id.org/rareseek/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
}
_SOURCES: Final = {
    "HP": "obo:hp",
    "MONDO": "obo:mondo",
    "OMIM": "bioregistry:omim",
    "ORPHA": "bioregistry:orphanet",
    "HGNC": "bioregistry:hgnc",
    "NCBIGene": "bioregistry:ncbigene",
    "DECIPHER": "bioregistry:decipher",
}
EXTENSIONS: Final = {
    "ext_language": "language",
    "ext_proposed_label": "proposedLabel",
    "ext_proposed_parent": "proposedParent",
}
#: No literal stands first: one may begin with the # that marks metadata.
COLUMNS: Final = (
    "subject_type",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "author_label",
    "object_source",
    "mapping_date",
    "comment",
    *EXTENSIONS,
)
#: Slots of the set that hold for every row that has none of its own.
PROPAGATED: Final = (
    "mapping_date", "mapping_provider", "mapping_tool", "mapping_tool_version",
    "object_match_field", "object_preprocessing", "object_source", "object_source_version",
    "object_type", "subject_match_field", "subject_preprocessing", "subject_source",
    "subject_source_version", "subject_type", "predicate_type", "similarity_measure",
)  # fmt: skip
_DIALECT: Final[Mapping[str, Any]] = {"delimiter": "\t", "lineterminator": "\n"}
_SLOT: Final = re.compile(r"[a-z][a-z0-9_]{0,60}")
#: Most bytes of a file that is read.
LARGEST: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be used, as it stands in the file."""

    line: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A file's metadata, its decisions, and the rows that are none."""

    metadata: Mapping[str, Any]
    decisions: tuple[Decision, ...]
    bad: tuple[BadRow, ...]


def write(
    decisions: Iterable[Decision],
    *,
    set_id: str,
    licence: str = UNSPECIFIED_LICENCE,
    version: str,
    mapping_date: str,
) -> str:
    """The text of a mapping set. ``version`` is that of this package, ``mapping_date`` ISO 8601."""
    rows = [_row(decision) for decision in decisions]
    extra = sorted({name for row in rows for name in row} - set(COLUMNS))
    columns = [*COLUMNS, *extra]
    used = [name for name in columns if any(row.get(name) for row in rows) or name in _REQUIRED]
    file = io.StringIO()
    for line in _header(set_id, licence, version, mapping_date, used):
        file.write(f"#{line}\n")
    writer = csv.DictWriter(file, used, extrasaction="ignore", restval="", **_DIALECT)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


_REQUIRED: Final = ("subject_label", "subject_type", "predicate_id", "object_id",
                    "mapping_justification")  # fmt: skip


def _header(
    set_id: str, licence: str, version: str, mapping_date: str, columns: Sequence[str]
) -> Iterator[str]:
    yield f'sssom_version: "{VERSION}"'
    yield "curie_map:"
    yield from (f"  {prefix}: {uri}" for prefix, uri in PREFIXES.items())
    yield f"mapping_set_id: {set_id}"
    yield "mapping_set_title: Literals of clinical notes and the terms that curators read them as"
    yield f"license: {licence}"
    yield f'other: "written by rareseek {version}"'
    yield f'publication_date: "{mapping_date}"'
    defined = [name for name in columns if name.startswith("ext_")]
    if defined:
        yield "extension_definitions:"
    for name in defined:
        yield f"  - slot_name: {name}"
        yield f"    property: rareseek:{EXTENSIONS.get(name, name.removeprefix('ext_'))}"
        yield "    type_hint: xsd:string"


def _row(decision: Decision) -> dict[str, str]:
    by_id = decision.author.startswith("orcid:")
    prefix = decision.object.partition(":")[0]
    own = {
        "subject_label": decision.literal,
        "subject_type": LITERAL,
        "predicate_id": decision.predicate.value,
        "predicate_modifier": NEGATED if decision.negated else "",
        "object_id": decision.object,
        "object_label": decision.label or "",
        "mapping_justification": decision.justification,
        "author_id": decision.author if by_id else "",
        "author_label": "" if by_id else decision.author,
        "object_source": "obo:hp" if decision.rejects else _SOURCES.get(prefix, ""),
        "mapping_date": decision.date,
        "comment": decision.comment or "",
        "ext_proposed_label": decision.proposed_label or "",
        "ext_proposed_parent": decision.proposed_parent or "",
    }
    return {**decision.slots, **{name: value for name, value in own.items() if value}}


def read(text: str, name: str) -> MappingSet:
    """The decisions of an SSSOM/TSV text; rows that are none come with line and reason.

    Raises:
        InputError: no table of mappings, or metadata that cannot be read.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    head = 0
    while head < len(lines) and lines[head].startswith("#"):
        head += 1
    metadata = _metadata(lines[:head], name)
    if head == len(lines):
        raise InputError(f"{name}: there is no table in this file; give an SSSOM/TSV file")
    columns = lines[head].split("\t")
    lacking = [each for each in ("predicate_id", "object_id") if each not in columns]
    if lacking:
        raise InputError(f"{name}: the columns {', '.join(lacking)} are missing; give SSSOM/TSV")
    decisions: list[Decision] = []
    bad: list[BadRow] = []
    for number, line in enumerate(lines[head + 1 :], start=head + 2):
        if not line.strip():
            continue
        try:
            decisions.append(_decision(_cells(columns, line), metadata, name))
        except InputError as error:
            bad.append(BadRow(number, str(error), line))
    return MappingSet(metadata, tuple(decisions), tuple(bad))


def _metadata(lines: Sequence[str], name: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load("\n".join(line[1:] for line in lines)) or {}
    except yaml.YAMLError as error:
        message = f"{name}: the metadata before the table is no YAML; give an SSSOM/TSV file"
        raise InputError(message) from error
    if not isinstance(found, dict):
        raise InputError(f"{name}: the metadata before the table has no slots; give SSSOM/TSV")
    return found


def _cells(columns: Sequence[str], line: str) -> dict[str, str]:
    """The cells of a line by column; cells may be quoted as in CSV."""
    try:
        (cells,) = csv.reader([line], delimiter="\t", strict=True)
    except (csv.Error, ValueError) as error:
        raise InputError(f"the quotes of the row do not match ({error})") from error
    if len(cells) != len(columns):
        raise InputError(f"{len(cells)} cells for {len(columns)} columns")
    return dict(zip(columns, cells, strict=True))


def _decision(cells: Mapping[str, str], metadata: Mapping[str, Any], name: str) -> Decision:
    row = {slot: str(metadata[slot]) for slot in PROPAGATED if metadata.get(slot)}
    row |= {slot: value.strip() for slot, value in cells.items() if value.strip()}
    literal = _literal(row)
    modifier = row.get("predicate_modifier", "")
    if modifier not in ("", NEGATED):
        raise InputError(f"predicate_modifier {modifier!r} is not {NEGATED!r}")
    if not row.get("mapping_justification", "").startswith("semapv:"):
        raise InputError("mapping_justification is missing or no term of semapv")
    return Decision(
        literal=literal,
        predicate=_predicate(row.get("predicate_id", "")),
        object=_object(row.get("object_id", ""), metadata),
        author=_author(row, metadata, name),
        date=_date(row.get("mapping_date", "")),
        label=clean(row.get("object_label")),
        negated=bool(modifier),
        justification=row["mapping_justification"],
        comment=clean(row.get("comment")),
        proposed_label=clean(row.get("ext_proposed_label")),
        proposed_parent=clean(row.get("ext_proposed_parent")),
        slots={s: v for s, v in row.items() if s not in _OWN and _SLOT.fullmatch(s)},
        origin=str(metadata.get("mapping_set_id") or name),
    )


_OWN: Final = frozenset(COLUMNS) - {"ext_language"} | {"subject_id"}


def _literal(row: Mapping[str, str]) -> str:
    if row.get("subject_type", "") != LITERAL:
        kind = row.get("subject_type") or row.get("subject_id") or "nothing"
        raise InputError(f"the subject is no literal ({kind}); subject_type must be {LITERAL!r}")
    if row.get("subject_id"):
        raise InputError("a literal has no subject_id")
    literal = clean(row.get("subject_label"))
    if literal is None or not phrase_key(literal):
        raise InputError("subject_label is missing or holds no letter")
    return literal


def _predicate(text: str) -> Predicate:
    try:
        return Predicate(text)
    except ValueError:
        known = ", ".join(each.value for each in Predicate)
        raise InputError(f"predicate_id {text!r} is none of {known}") from None


def _object(text: str, metadata: Mapping[str, Any]) -> str:
    if text == NO_TERM_FOUND:
        return text
    prefix, _, local = text.partition(":")
    prefixes = metadata.get("curie_map")
    uri = prefixes.get(prefix) if isinstance(prefixes, dict) else None
    for spelling in (f"{uri}{local}" if uri else text, text):
        try:
            return canonical(spelling)
        except IdentifierError as error:
            reason = str(error)
    raise InputError(f"object_id: {reason}")


def _author(row: Mapping[str, str], metadata: Mapping[str, Any], name: str) -> str:
    """Who says so: the row's author, else the set's creator, else the set itself."""
    for slot in ("author_id", "author_label"):
        if row.get(slot):
            return author_of(row[slot].split("|")[0])
    creators = metadata.get("creator_id") or metadata.get("creator_label") or []
    first = creators[0] if isinstance(creators, list) and creators else creators
    return author_of(str(first or metadata.get("mapping_set_id") or name)[:100])


def _date(text: str) -> str:
    """A day; the empty text where the file gives none."""
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(f"mapping_date {text!r} is no day as in 2026-01-31") from None
