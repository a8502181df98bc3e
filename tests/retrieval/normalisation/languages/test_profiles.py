"""The data of each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from rareseek.ingest.translations import LANGUAGES
from rareseek.ontologies import read_ontology
from rareseek.retrieval.normalisation.languages.profiles import PROFILES
from rareseek.retrieval.normalisation.languages.triggers import ASSERTIONS


def test_there_is_a_profile_for_every_language_that_is_ingested() -> None:
    assert set(PROFILES) == set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_triggers_say_one_of_the_assertions(code: str) -> None:
    triggers = PROFILES[code].triggers
    said = {
        *triggers.before.values(),
        *triggers.after.values(),
        *triggers.tight.values(),
        *triggers.headings.values(),
    }
    assert said <= set(ASSERTIONS)
    assert {"absent", "possible", "family", "historical", "hypothetical"} <= said


@pytest.mark.data
@pytest.mark.parametrize("code", LANGUAGES)
def test_paraphrases_stand_under_the_id_of_their_label(code: str, data_dir: Path) -> None:
    ontology = read_ontology(data_dir / "hpo" / "hp_2026-02-16.obo.gz")
    for line in filter(None, map(str.strip, PROFILES[code].paraphrases.splitlines())):
        identifier, label = line[:10], line[11:].partition(":")[0]
        term = ontology.terms[identifier]
        names = {term.name.lower(), *(synonym.text.lower() for synonym in term.synonyms)}
        assert label.lower() in names, line


def test_traditional_characters_come_in_pairs() -> None:
    characters = PROFILES["zh"].characters
    assert len(characters) % 2 == 0
    traditional = characters[::2]
    assert len(set(traditional)) == len(traditional)
