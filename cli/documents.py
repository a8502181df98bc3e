"""Texts that the commands read: plain files, standard input, or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ..errors import NoteError
from ..retrieval.notes import check_note, decode_note, read_note

#: Keys that may hold the id and the text of a JSON line.
_IDS = ("doc_id", "id")


def read_documents(path: Path, *, max_bytes: int) -> Iterator[tuple[str, str | NoteError]]:
    """(id, text) of each document; one that cannot be used comes with its `NoteError`.

    ``-`` is standard input. A ``.jsonl`` file holds one ``{"doc_id" or "id", "text"}`` a line.
    """
    if path.suffix == ".jsonl":
        yield from _lines(path, max_bytes)
        return
    try:
        if str(path) == "-":
            raw = sys.stdin.buffer.read(max_bytes + 1)
            yield "-", decode_note(raw, "standard input", max_bytes=max_bytes)
        else:
            yield path.name, read_note(path, max_bytes=max_bytes)
    except NoteError as error:
        yield path.name, error


def _lines(path: Path, max_bytes: int) -> Iterator[tuple[str, str | NoteError]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _line(line, f"{path}:{number}", max_bytes)
    except UnicodeDecodeError:
        yield path.name, NoteError(f"{path}: not UTF-8 text; give JSON lines in UTF-8")
    except OSError as error:
        yield path.name, NoteError(f"{path}: cannot be read ({error.strerror})")


def _line(line: str, where: str, max_bytes: int) -> tuple[str, str | NoteError]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return where, NoteError(f"{where}: not valid JSON ({error.msg})")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return where, NoteError(f'{where}: no "text"; give {{"doc_id", "text"}}')
    doc_id = str(next((record[key] for key in _IDS if key in record), where))
    try:
        return doc_id, check_note(record["text"], f"document {doc_id}", max_bytes=max_bytes)
    except NoteError as error:
        return doc_id, error
