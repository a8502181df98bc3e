"""Texts that nobody should send: no crash, and work that grows with their length."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest

from rareseek.retrieval import Normaliser
from rareseek.retrieval.normalisation.normaliser import LONGEST_SENTENCE
from rareseek.retrieval.normalisation.sentences import split_sentences
from rareseek.retrieval.normalisation.tokens import LONGEST_WORD, tokenise

TERMS = {
    "HP:0001250": ["Seizure", "Seizures"],
    "HP:0001251": ["Ataxia"],
    "HP:0009381": ["Short finger"],
    "HP:0001500": ["Broad finger"],
    "HP:0001631": ["Atrial septal defect"],
}


@pytest.fixture(scope="module")
def normaliser(normaliser_of: Callable[..., Normaliser]) -> Normaliser:
    built = normaliser_of(TERMS)
    built.prepare()
    return built


def calls(normaliser: Normaliser, note: str) -> int:
    """Python functions that reading a note calls: work, whatever else the machine does."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        normaliser(note)
    finally:
        sys.setprofile(None)
    return count


PIECES = [
    "seizures and ataxia, ",
    "short, broad, ",
    "seizure ",
    ", ",
    "(AB) ",
    "atrial septal defect (ASD) ",
    "short and broad fingers and ",
    "A. B. ",
    '."',
    "no ",
    "mother ",
    "\u202e\u05d0\u202c ",
    "\x00\x01 ",
    "\U0001f600\u200d\U0001f600 ",
    "<script>alert('seizure')</script>\n",
    "\n- ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_length_and_no_faster(normaliser: Normaliser, piece: str) -> None:
    counts = [calls(normaliser, piece * times) for times in (200, 400, 800)]
    assert all(after < 3 * before for before, after in pairwise(counts))


def test_ten_thousand_repeats_are_ten_thousand_mentions(normaliser: Normaliser) -> None:
    found = normaliser("seizure " * 10_000).mentions
    assert len(found) == 10_000
    assert {(m.label, m.assertion) for m in found} == {("Seizure", "present")}


@pytest.mark.parametrize("sign", [",", "\u202e", "\U0001f600", "\x00", "(", ".", "-", "'"])
def test_ten_thousand_signs_hide_no_finding(normaliser: Normaliser, sign: str) -> None:
    (found,) = normaliser(f"{sign * 10_000} Seizures {sign * 10_000}").mentions
    assert found.text == "Seizures"


def test_a_word_of_five_megabytes_has_short_keys() -> None:
    (token,) = tokenise("a" * 5_000_000)
    assert (token.start, token.end) == (0, 5_000_000)
    assert len(token.lemma) <= LONGEST_WORD


def test_a_sentence_without_end_is_read_in_pieces(normaliser: Normaliser) -> None:
    note = "word " * LONGEST_SENTENCE + "seizures"
    assert len(list(split_sentences(note))) == 1
    assert [m.text for m in normaliser(note).mentions] == ["seizures"]


_FIVE_MEGABYTES = """
import resource, sys
sys.modules["torch"] = None  # spaCy imports it where it is installed; it maps gigabytes
import polars as pl
from rareseek.ingest.tables import TABLES
from rareseek.retrieval import Normaliser
term, root = "HP:0001250", "HP:0000118"
normaliser = Normaliser.from_tables(
    pl.DataFrame([(term, "Seizure", "LABEL", None, "en")], schema=TABLES["names"], orient="row"),
    pl.DataFrame([(term, root)], schema=TABLES["phenotype_is_a"], orient="row"),
    pl.DataFrame([(term, "Seizure", None, 0.0)], schema=TABLES["phenotypes"], orient="row"),
)
cap = 3_000_000_000
resource.setrlimit(resource.RLIMIT_AS, (cap, cap))
marked = "\\u05d0\\u202e" * 100_000 + "y" * 4_800_000
for text in ("x" * 5_000_000, "." * 5_000_000, " " * 5_000_000, marked):
    assert normaliser(text).mentions == ()
assert len(normaliser("x" * 5_000_000 + " seizure").mentions) == 1
"""


def test_five_megabytes_without_a_space_take_bounded_time_and_memory() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    assert soft == resource.RLIM_INFINITY or soft >= 3_000_000_000, (soft, hard)
    subprocess.run([sys.executable, "-c", _FIVE_MEGABYTES], check=True, timeout=300)
