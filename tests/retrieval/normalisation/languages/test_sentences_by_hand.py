"""Sentences written by hand: which term a place names, and what is asserted of it.

The Chinese sentences of part "worked on" were looked at while the code was written, those "held
out" only when it was done; those "written later" were written after that. A sentence of the other
languages is of one of the first two parts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from rareseek.ontologies import read_ontology
from rareseek.retrieval.normalisation.languages.multilingual import MultilingualNormaliser

FOLDER: Final = Path(__file__).parent
LANGUAGES: Final = ("zh", "ja", "es", "fr", "pt", "nl", "it", "de")
pytestmark = pytest.mark.data


def sentences(language: str) -> dict[str, list[dict[str, str]]]:
    """Mentions by part."""
    parts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (FOLDER / f"assertions_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts[row["part"]].append(row)
    return parts


def is_right(normaliser: MultilingualNormaliser, row: dict[str, str]) -> bool:
    start = row["text"].index(row["mention"])
    end = start + len(row["mention"])
    return any(
        mention.id == row["id"] and mention.assertion == row["assertion"]
        for mention in normaliser(row["text"]).mentions
        if mention.start < end and start < mention.end
    )


def share(normaliser: MultilingualNormaliser, rows: Sequence[dict[str, str]]) -> float:
    return sum(is_right(normaliser, row) for row in rows) / len(rows)


@pytest.mark.parametrize("part", ["worked on", "held out", "written later"])
def test_chinese_sentences_are_read_as_they_are_meant(
    normaliser: MultilingualNormaliser, part: str
) -> None:
    rows = sentences("zh")[part]
    assert len(rows) > 40
    assert share(normaliser, rows) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("part", ["worked on", "held out"])
def test_sentences_of_other_languages_are_read_as_they_are_meant(
    normaliser: MultilingualNormaliser, language: str, part: str
) -> None:
    rows = sentences(language)[part]
    assert len(rows) >= 12
    assert share(normaliser, rows) >= 0.9


def test_there_are_as_many_sentences_as_are_told_of() -> None:
    texts = {one: [row["text"] for r in sentences(one).values() for row in r] for one in LANGUAGES}
    assert len(set(texts["zh"])) >= 110
    assert all(len(set(texts[language])) >= 20 for language in LANGUAGES)


def test_expected_ids_are_terms_of_that_name(data_dir: Path) -> None:
    ontology = read_ontology(data_dir / "hpo" / "hp_2026-02-16.obo.gz")
    wrong: list[Any] = []
    for language in LANGUAGES:
        for row in (row for rows in sentences(language).values() for row in rows):
            term = ontology.terms[row["id"]]
            known = {term.name.lower(), *(synonym.text.lower() for synonym in term.synonyms)}
            if row["label"].lower() not in known:
                wrong.append(row)
    assert wrong == []
