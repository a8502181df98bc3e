"""Misspelt words are corrected, words of other texts are not."""

from __future__ import annotations

import pytest

from rareseek.retrieval.normalisation.spelling import Spelling
from rareseek.retrieval.normalisation.tokens import tokenise

NAMES = ["Polydactyly", "Choreoathetosis", "Bleeding", "Decreased height", "Retinoschisis"]
VOCABULARY = {token.stem for name in NAMES for token in tokenise(name)}


def corrected(word: str) -> str:
    spelling = Spelling(NAMES, ["The pleading of a polydactyl cat."])
    (token,) = tokenise(word)
    return spelling(token, VOCABULARY).lemma


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("polydatyly", "polydactyly"),  # a letter too few
        ("polydactylly", "polydactyly"),  # one too many
        ("polydcatyly", "polydactyly"),  # two swapped
        ("polydacdyly", "polydactyly"),  # another one
        ("chroeoathetosis", "choreoathetosis"),  # two edits in a long word
        ("bleedign", "bleeding"),
    ],
)
def test_a_slip_is_corrected(written: str, meant: str) -> None:
    assert corrected(written) == meant


@pytest.mark.parametrize(
    "word",
    [
        "breeding",  # a short word with another letter is another word
        "polydactyl",  # known from a text
        "deceased",  # the finding's word is an everyday one
        "retinoschisin",  # a protein
        "bledin",  # too short
        "gleeding",  # another first letter
    ],
)
def test_another_word_is_left_alone(word: str) -> None:
    assert corrected(word) == tokenise(word)[0].lemma
