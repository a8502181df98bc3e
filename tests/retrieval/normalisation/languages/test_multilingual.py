"""Notes in several languages at once."""

from __future__ import annotations

from typing import NoReturn

import pytest

from rareseek.retrieval.normalisation.languages.multilingual import MultilingualNormaliser
from rareseek.retrieval.normalisation.languages.normaliser import LanguageNormaliser
from rareseek.retrieval.normalisation.languages.profiles import PROFILES
from rareseek.retrieval.normalisation.mentions import NormalisedText
from rareseek.retrieval.normalisation.normaliser import Normaliser

LABELS = {"HP:1": "Seizure", "HP:2": "Ataxia", "HP:3": "Short stature"}
ENGLISH = [(term, name, "LABEL") for term, name in LABELS.items()]
NAMES = {
    "zh": [("HP:1", "癫痫发作", 1.0), ("HP:2", "共济失调", 1.0)],
    "es": [("HP:2", "Ataxia", 1.0), ("HP:3", "Talla baja", 1.0)],
}


@pytest.fixture
def built() -> list[str]:
    return []


@pytest.fixture
def normaliser(built: list[str]) -> MultilingualNormaliser:
    def english() -> Normaliser:
        built.append("en")
        return Normaliser(ENGLISH, LABELS, dict.fromkeys(LABELS, 1))

    def other(code: str) -> LanguageNormaliser:
        built.append(code)
        return LanguageNormaliser(PROFILES[code], NAMES[code], LABELS, {})

    return MultilingualNormaliser(english, other)


def read(normaliser: MultilingualNormaliser, text: str) -> list[tuple[str, str, str]]:
    found = normaliser(text).mentions
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.id, one.assertion) for one in found]


def test_an_english_note_gets_what_the_english_normaliser_gives(built: list[str]) -> None:
    given = NormalisedText((), ())

    def other(code: str) -> NoReturn:
        raise AssertionError(code)

    one = MultilingualNormaliser(lambda: lambda _: given, other)
    assert one("A boy with short stature and seizures, and no ataxia.") is given


def test_only_the_languages_of_a_note_are_built(
    normaliser: MultilingualNormaliser, built: list[str]
) -> None:
    assert read(normaliser, "患者无癫痫发作。") == [("癫痫发作", "HP:1", "absent")]
    assert built == ["zh"]


def test_english_terms_in_chinese_sentences_are_asserted_by_them(
    normaliser: MultilingualNormaliser,
) -> None:
    text = "患者有 short stature，无 ataxia 及癫痫发作。其母有 seizures。"
    assert read(normaliser, text) == [
        ("short stature", "HP:3", "present"),
        ("ataxia", "HP:2", "absent"),
        ("癫痫发作", "HP:1", "absent"),
        ("seizures", "HP:1", "family"),
    ]


def test_a_spanish_paragraph_in_an_english_note(normaliser: MultilingualNormaliser) -> None:
    text = (
        "The boy was seen with his mother, and this is the letter of the hospital.\n\n"
        "El paciente presenta talla baja. No presenta ataxia.\n\n"
        "He has had seizures since birth."
    )
    assert read(normaliser, text) == [
        ("talla baja", "HP:3", "present"),
        ("ataxia", "HP:2", "absent"),
        ("seizures", "HP:1", "present"),
    ]
