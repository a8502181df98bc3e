"""Clinical notes as text: what is refused, and why. A note's text never enters a message."""

from __future__ import annotations

from pathlib import Path

from ..errors import NoteError

#: Control characters that no text file holds.
_BINARY = frozenset(range(9)) | frozenset({11, *range(14, 27), *range(28, 32)})


def read_note(path: Path, *, max_bytes: int) -> str:
    """The text of a note file, UTF-8. Raises `NoteError` where it cannot be used."""
    try:
        if path.stat().st_size > max_bytes:
            raise _too_large(str(path), path.stat().st_size, max_bytes)
        raw = path.read_bytes()
    except OSError as error:
        raise NoteError(f"{path}: the note cannot be read ({error.strerror})") from error
    return decode_note(raw, str(path), max_bytes=max_bytes)


def decode_note(raw: bytes, name: str, *, max_bytes: int) -> str:
    """The text of a note's bytes; ``name`` is what messages call it.

    >>> decode_note(b"Short stature.", "note", max_bytes=100)
    'Short stature.'
    """
    if len(raw) > max_bytes:
        raise _too_large(name, len(raw), max_bytes)
    if any(byte in _BINARY for byte in raw[:8192]):
        raise NoteError(f"{name}: this is a binary file, not a note; give plain text in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name}: the note is not UTF-8 text (byte {error.start}); convert it first"
        raise NoteError(message) from None
    return check_note(text, name, max_bytes=max_bytes)


def check_note(text: str, name: str, *, max_bytes: int) -> str:
    """``text`` itself, if it can be read as a note; raises `NoteError` otherwise."""
    if not text.strip():
        raise NoteError(f"{name}: the note is empty; give the text of a clinical note")
    size = len(text.encode("utf-8", errors="replace"))
    if size > max_bytes:
        raise _too_large(name, size, max_bytes)
    return text


def _too_large(name: str, size: int, limit: int) -> NoteError:
    return NoteError(
        f"{name}: the note has {size / 1e6:.1f} MB, more than the {limit / 1e6:.1f} MB that are "
        "read as one note; split it or raise RARESEEK_MAX_NOTE_BYTES"
    )
