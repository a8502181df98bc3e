"""What makes two spellings one literal, and the hash that stands for a note.

Keys are kept in files that outlive versions of this package, so they depend on nothing that a
better normaliser would change.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Chinese and Japanese characters, each a word of its own; else words with apostrophes inside;
#: else one sign.
_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}])[^\W_]|['’](?=[^\W_]))+|\S")
_SILENT: Final = frozenset("-‐‑‒–−'’\u00ad\u200b")
#: Short forms that mean something only as they are written: "ID" is no "id".
_ABBREVIATION: Final = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z0-9]{2,5}")
_AS_WRITTEN: Final = "="
#: Bytes of a home's secret, and hexadecimal digits of a note's hash.
_SECRET: Final = 32
_DIGITS: Final = 32


class Piece(NamedTuple):
    """A word or sign of a text, ``text[start:end]``, and its key."""

    start: int
    end: int
    key: str


def pieces(text: str) -> Iterator[Piece]:
    """Words and signs in order; blanks, hyphens and apostrophes are left out."""
    for match in _WORD.finditer(text):
        if match.group() not in _SILENT and (key := _word_key(match.group())):
            yield Piece(match.start(), match.end(), key)


def phrase_key(text: str) -> str:
    """The key of a literal: the same whatever its case, accents, blanks, hyphens and plurals.

    Empty where the text holds no letter or digit. A short form in capitals keeps them.

    >>> phrase_key("Low-set  ears") == phrase_key("lowset ear")
    True
    >>> phrase_key("ID"), phrase_key("id")
    ('=ID', 'id')
    """
    if is_abbreviation(stripped := text.strip()):
        return as_written(stripped)
    key = "".join(piece.key for piece in pieces(text))
    return key if any(character.isalnum() for character in key) else ""


def is_abbreviation(text: str) -> bool:
    """Whether a word is a short form that is compared as it is written."""
    return _ABBREVIATION.fullmatch(text) is not None


def as_written(text: str) -> str:
    """The key of a short form."""
    return _AS_WRITTEN + text


def _word_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", storable(word)).casefold()
    kept = (c for c in decomposed if not unicodedata.combining(c) and c not in _SILENT)
    return _singular("".join(kept))


def storable(text: str) -> str:
    """A text without halves of characters, which broken input holds and no file can."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def note_hash(note: str, secret: bytes) -> str:
    """What stands for a note: HMAC-SHA-256 under the home's secret, cut to 128 bits.

    Without the secret nobody can test whether a note they have in mind was read here.
    """
    data = note.encode("utf-8", errors="replace")
    return hmac.new(secret, data, hashlib.sha256).hexdigest()[:_DIGITS]


def home_secret(path: Path) -> bytes:
    """The secret in a file that only its owner may read; made at random where there is none."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SECRET))
        try:
            os.link(fresh, path)  # fails where another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
