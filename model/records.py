"""Training records: one conversation each, with where it comes from and on what terms.

A corpus is JSON lines of records, one a line, in the chat form that every tool of the field reads
(``messages`` of ``role`` and ``content``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ..errors import InputError


class Stage(StrEnum):
    """Of which stage of training a record is: instructions first, reasoning after."""

    INSTRUCT = "instruct"
    REASON = "reason"


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Record:
    """One conversation to learn from.

    Attributes:
        id: Unique within a corpus; follows from the content.
        stage: Instruction or reasoning.
        kind: What it teaches: definition, phenotypes, genes, case, text, ...
        messages: Turns, an assistant's last.
        group: What must not be divided between training and validation: the disease, or the file.
        language: ISO 639-1 code.
        licence: On what terms the text may be used.
        provenance: Snapshot, files, case and articles it was made from.
        articles: ``PMID:...`` of the case, for the check against evaluation cases.
    """

    id: str
    stage: Stage
    kind: str
    messages: tuple[Message, ...]
    group: str
    language: str
    licence: str
    provenance: tuple[str, ...]
    articles: tuple[str, ...] = ()

    def line(self) -> str:
        """The record as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def record(
    stage: Stage,
    kind: str,
    turns: Iterable[tuple[Role, str]],
    *,
    group: str,
    licence: str,
    provenance: Iterable[str],
    language: str = "en",
    articles: Iterable[str] = (),
) -> Record:
    """A record whose id follows from its stage, kind and messages."""
    messages = tuple(Message(role, content) for role, content in turns)
    said = json.dumps([stage, kind, *(each.content for each in messages)])
    return Record(
        id=f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:16]}",
        stage=stage,
        kind=kind,
        messages=messages,
        group=group,
        language=language,
        licence=licence,
        provenance=tuple(provenance),
        articles=tuple(articles),
    )


def write_records(path: Path, records: Iterable[Record]) -> int:
    """Write a corpus; returns how many records it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for each in records:
            file.write(each.line() + "\n")
            number += 1
    return number


def read_records(path: Path) -> Iterator[Record]:
    """The records of a corpus. Raises `InputError` with file and line where one is unusable."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _parsed(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a corpus; give JSON lines") from error


def _parsed(line: str, where: str) -> Record:
    try:
        value: Mapping[str, Any] = json.loads(line)
        messages = tuple(Message(Role(m["role"]), str(m["content"])) for m in value["messages"])
        if not messages or messages[-1].role is not Role.ASSISTANT:
            raise InputError(f"{where}: the last message of a record must be the assistant's")
        return Record(
            id=str(value["id"]),
            stage=Stage(value["stage"]),
            kind=str(value["kind"]),
            messages=messages,
            group=str(value["group"]),
            language=str(value["language"]),
            licence=str(value["licence"]),
            provenance=tuple(value["provenance"]),
            articles=tuple(value.get("articles", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        message = f"{where}: not a record of a corpus; make one with rareseek train corpus"
        raise InputError(message) from error
