"""Which language each part of a note is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.normalisation.languages.identification import languages

CASES = {
    "en": "A 4-year-old boy with short stature and hypotonia. There was no ataxia.",
    "zh": "患者男，5岁，表现为癫痫发作，无共济失调。",
    "ja": "5歳男児。けいれんを認めるが、難聴はない。",
    "es": "El paciente presenta talla baja y microcefalia, sin convulsiones.",
    "fr": "Le patient présente une petite taille et une microcéphalie, sans convulsions.",
    "pt": "O paciente apresenta baixa estatura e microcefalia, sem convulsões.",
    "nl": "De patiënt heeft een kleine gestalte en microcefalie, geen epilepsie.",
    "it": "Il paziente presenta bassa statura e microcefalia, senza convulsioni.",
    "de": "Der Patient zeigt einen Kleinwuchs und eine Mikrozephalie, keine Anfälle.",
}


def found(text: str) -> list[tuple[str, str]]:
    return [(part.language, text[part.start : part.end]) for part in languages(text)]


@pytest.mark.parametrize("language", CASES)
def test_a_note_in_one_language_is_one_part(language: str) -> None:
    assert found(CASES[language]) == [(language, CASES[language])]


def test_a_foreign_paragraph_of_an_english_note_is_a_part() -> None:
    english = "The boy was seen by Dr. García in Madrid with his mother. Her letter says:\n\n"
    spanish = "Antecedentes familiares: madre con migraña. El paciente presenta talla baja.\n\n"
    rest = "On examination he had hypotonia."
    parts = found(english + spanish + rest)
    assert [language for language, _ in parts] == ["en", "es", "en"]
    assert parts[1][1].strip() == spanish.strip()


def test_english_words_in_a_chinese_sentence_stay_in_it() -> None:
    assert [one for one, _ in found("患者有 hypertelorism、short stature，无 ataxia。")] == ["zh"]


@pytest.mark.parametrize(
    "note",
    [
        "Hypertension.",
        "Microcephaly, short stature, seizures. Scoliosis.\nAbsent speech\nStrabismus",
        "Tall boy of the de la Cruz family; Möbius sequence and café au lait spots were excluded.",
        "Bull's eye maculopathy, ovarian fibrosis",
    ],
)
def test_english_is_taken_for_nothing_else(note: str) -> None:
    assert found(note) == [("en", note)]


@pytest.mark.data
def test_notes_and_abstracts_in_english_are_english(data_dir: Path) -> None:
    notes = []
    for name in ("gsc_plus_dev", "id68_dev"):
        lines = (data_dir / "corpora" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        notes += [json.loads(line)["text"] for line in lines]
    assert [note for note in notes if [p.language for p in languages(note)] != ["en"]] == []


@given(st.text(alphabet=st.sampled_from("aé ñ.\n无患あ,;:!的 the con und"), max_size=60))
def test_parts_cover_every_note(text: str) -> None:
    parts = languages(text)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert [part.start for part in parts][1:] == [part.end for part in parts][:-1]
