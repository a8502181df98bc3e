"""Notes that cannot be used are refused in one sentence that never repeats their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rareseek.errors import NoteError
from rareseek.retrieval.notes import check_note, decode_note, read_note


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00secret", "binary"),
        ("naïve secret".encode("latin-1"), "not UTF-8"),
        (b"secret " * 20, "more than the 0.0 MB"),
    ],
)
def test_unusable_notes(raw: bytes, sentence: str) -> None:
    with pytest.raises(NoteError, match=sentence) as caught:
        decode_note(raw, "letter.txt", max_bytes=100)
    assert "letter.txt" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_byte_order_mark_and_other_scripts_are_fine() -> None:
    assert decode_note("\ufeff患者 身材矮小".encode(), "n", max_bytes=100) == "患者 身材矮小"


def test_a_missing_note_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(NoteError, match=r"none\.txt: the note cannot be read"):
        read_note(tmp_path / "none.txt", max_bytes=100)
    with pytest.raises(NoteError, match="cannot be read"):
        read_note(tmp_path, max_bytes=10**6)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a " * 2_500_000)
    with pytest.raises(NoteError, match=r"5\.0 MB"):
        read_note(path, max_bytes=2_000_000)


def test_the_size_limit_counts_bytes() -> None:
    with pytest.raises(NoteError, match="more than"):
        check_note("矮" * 50, "n", max_bytes=100)
