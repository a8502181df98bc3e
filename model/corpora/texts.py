"""Users' own texts: JSON lines or folders of plain text, each with its licence and provenance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...errors import InputError
from ..records import Message, Record, Role, Stage, record

#: Longest text of one record, in characters; a longer one is cut at paragraphs.
LONGEST = 8_000


def own_texts(path: Path, *, licence: str) -> Iterator[Record]:
    """Records of a JSON lines file or of the ``.txt`` and ``.md`` files of a folder.

    A line is ``{"messages": [...]}`` in the chat form, ``{"prompt", "answer"}``, or ``{"text"}``; a
    file is text to continue. ``licence`` holds where a line has no ``licence`` of its own. The
    texts must be free of what identifies a patient: this reads them as they are.

    Raises `InputError` with file and line where a record is unusable.
    """
    if path.is_dir():
        files = sorted(f for f in path.rglob("*") if f.suffix in {".txt", ".md"})
        if not files:
            raise InputError(f"{path}: no .txt or .md file in this folder")
        for file in files:
            yield from _pieces(file.read_text("utf-8"), str(file.relative_to(path)), licence)
        return
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _line(line, f"{path.name}:{number}", licence)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read; give JSON lines in UTF-8 or a folder") from error


def _line(line: str, where: str, licence: str) -> Iterator[Record]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not valid JSON ({error.msg})") from error
    if not isinstance(value, dict):
        raise InputError(
            f'{where}: not an object; give "messages", "prompt" and "answer", or "text"'
        )
    terms = str(value.get("licence", licence))
    group = str(value.get("disease", where))
    if isinstance(value.get("text"), str):
        yield from _pieces(value["text"], where, terms, group)
        return
    turns = [(m.role, m.content) for m in _messages(value, where)]
    yield record(
        Stage(value.get("stage", "instruct")),
        "text",
        turns,
        group=group,
        licence=terms,
        provenance=(where,),
        language=str(value.get("language", "en")),
    )


def _messages(value: dict[str, Any], where: str) -> list[Message]:
    try:
        if "messages" in value:
            found = [Message(Role(m["role"]), str(m["content"])) for m in value["messages"]]
        else:
            found = [
                Message(Role.USER, str(value["prompt"])),
                Message(Role.ASSISTANT, str(value["answer"])),
            ]
    except (KeyError, TypeError, ValueError) as error:
        wanted = '"messages" of role and content, "prompt" and "answer", nor "text"'
        message = f"{where}: has neither {wanted}"
        raise InputError(message) from error
    if not found or found[-1].role is not Role.ASSISTANT:
        raise InputError(f"{where}: the last message must be the assistant's")
    return found


def _pieces(text: str, where: str, licence: str, group: str | None = None) -> Iterator[Record]:
    """Paragraphs joined up to `LONGEST` characters."""
    piece = ""
    for paragraph in (*text.split("\n\n"), None):
        if piece and (paragraph is None or len(piece) + len(paragraph) > LONGEST):
            yield record(
                Stage.INSTRUCT,
                "text",
                [(Role.ASSISTANT, piece.strip())],
                group=group or where,
                licence=licence,
                provenance=(where,),
            )
            piece = ""
        if paragraph:
            piece = f"{piece}\n\n{paragraph[:LONGEST]}" if piece else paragraph[:LONGEST]
