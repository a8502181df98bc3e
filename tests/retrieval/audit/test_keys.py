"""Which spellings are one literal, and what stands for a note."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.audit.keys import home_secret, note_hash, phrase_key, pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Low-set ears", "lowset  EAR"),
        ("low set ears", "low\u2010set ears"),
        ("Gowers' sign", "Gower's signs"),
        ("Ménière disease", "Meniere diseases"),
        ("café-au-lait spots", "cafe au lait spot"),
        ("biopsies", "Biopsy"),
        ("低 耳", "低耳"),
        ("ｗａｘ", "wax"),
    ],
)
def test_spellings_of_one_literal(one: str, other: str) -> None:
    assert phrase_key(one) == phrase_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("ID", "id"), ("short arm", "long arm"), ("type 1", "type 2"), ("a/b", "ab")],
)
def test_literals_that_differ(one: str, other: str) -> None:
    assert phrase_key(one) != phrase_key(other)


@pytest.mark.parametrize("text", ["", "  ", "...", "-", "\u200b", "((("])
def test_what_holds_no_letter_has_no_key(text: str) -> None:
    assert phrase_key(text) == ""


@given(st.text())
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert end <= piece.start < piece.end <= len(text)
        end = piece.end


@given(st.text())
def test_a_key_does_not_depend_on_case_or_blanks_around(text: str) -> None:
    assert phrase_key(f"  {text}\n") == phrase_key(text)


def test_the_hash_needs_the_secret_of_the_home(tmp_path: Path) -> None:
    one, other = home_secret(tmp_path / "a"), home_secret(tmp_path / "b")
    assert one != other
    assert home_secret(tmp_path / "a") == one
    assert note_hash("note", one) == note_hash("note", one) != note_hash("note", other)
    assert note_hash("note", one) != note_hash("notes", one)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
