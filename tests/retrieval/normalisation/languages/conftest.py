"""Normalisers over the development data's own names, without a graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.retrieval.normalisation.languages.multilingual import MultilingualNormaliser
from rareseek.retrieval.normalisation.languages.translated import TranslatedNames
from rareseek.retrieval.normalisation.normaliser import Normaliser
from rareseek.settings import Settings


@pytest.fixture(scope="session")
def translated_snapshot(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Record tables of HPO's files and their translations."""
    folder = tmp_path_factory.mktemp("translated")
    settings = Settings(home=folder / "home", offline=True)
    build_tables(locate(settings, source_dir=data_dir / "hpo"), folder)
    return Snapshot.open(folder)


@pytest.fixture(scope="session")
def normaliser(translated_snapshot: Snapshot) -> MultilingualNormaliser:
    """The normaliser of notes in any language."""
    tables = ("names", "phenotype_is_a", "phenotypes")

    def english() -> Normaliser:
        return Normaliser.from_tables(*(translated_snapshot.table(name) for name in tables))

    return MultilingualNormaliser(english, TranslatedNames(translated_snapshot.table).normaliser)
