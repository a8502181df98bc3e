"""Words, their keys, and the sentences they stand in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.normalisation.morphology import fold, lemma, stem
from rareseek.retrieval.normalisation.sentences import heading, split_sentences
from rareseek.retrieval.normalisation.tokens import tokenise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tumours", "tumor"),
        ("haemorrhage", "hemorrhage"),
        ("phalanges", "phalanx"),
        ("feet", "foot"),
        ("Microcephalic", "microcephaly"),
        ("ﬁstulae", "fistula"),
        ("Ménière", "meniere"),
        ("diagnoses", "diagnosis"),
    ],
)
def test_spelling_and_inflection_share_a_lemma(one: str, other: str) -> None:
    assert lemma(one) == lemma(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hypertension", "hypotension"), ("pancreas", "pancrea"), ("depression", "depressed")],
)
def test_words_of_other_meaning_keep_their_lemma(one: str, other: str) -> None:
    assert lemma(one) != lemma(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("elevated", "high"),
        ("kidneys", "renal"),
        ("anomalies", "malformed"),
        ("dilated", "ectasia"),
    ],
)
def test_words_of_one_family_share_a_stem(one: str, other: str) -> None:
    assert stem(lemma(one)) == stem(lemma(other))


def test_accents_may_be_characters_of_their_own() -> None:
    assert fold("cafe\u0301") == fold("caf\u00e9") == "cafe"
    assert [t.surface for t in tokenise("cafe\u0301 spots")] == ["cafe\u0301", "spots"]


def test_a_hyphenated_prefix_joins_its_word_and_a_dash_does_not() -> None:
    assert [t.lemma for t in tokenise("pre-\nterm, late-onset - ataxia")] == [
        "preterm",
        ",",
        "late",
        "onset",
        "-",
        "ataxia",
    ]


@given(st.text())
def test_tokens_lie_in_order_where_they_say(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.surface and t.surface for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Who saw her at 2.8 kg.",
        "He was seen by Prof. A. Meyer for ataxia.",
        "Infection by C. difficile at approx. 3 wk. of age.",
        "She has a long face that was noted when she was examined at the age of\nthree years.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert len(sentences(text)) == 1


def test_sentences_end_at_stops_lines_items_and_headings() -> None:
    text = "Limits were normal.The ears are low-set. Findings:\n- ataxia\n- deafness\n\nPlan: MRI"
    assert sentences(text) == [
        "Limits were normal.",
        "The ears are low-set.",
        "Findings:",
        "- ataxia",
        "- deafness",
        "Plan: MRI",
    ]


def test_a_heading_is_what_stands_before_the_colon() -> None:
    assert heading("Family  History: epilepsy") == "family history"
    assert heading("He said so") is None


@given(st.text())
def test_sentences_cover_all_but_blanks(text: str) -> None:
    places = list(split_sentences(text))
    assert "".join("".join(text[start:end] for start, end in places).split()) == "".join(
        text.split()
    )
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_quotation_marks_part_no_words() -> None:
    assert [t.surface for t in tokenise('a "happy" child')] == ["a", "happy", "child"]


def test_a_run_of_one_sign_is_one_token() -> None:
    assert [t.surface for t in tokenise("-----....\u202e\u202e")] == ["-", ".", "\u202e"]
