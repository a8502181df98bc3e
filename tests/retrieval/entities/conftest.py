"""The names of the development data and of the small release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.ingest.classifications import Selection
from rareseek.pipeline import run
from rareseek.settings import Settings


@pytest.fixture(scope="session")
def named(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The development data without variants: all names of diseases and genes."""
    home = tmp_path_factory.mktemp("named")
    run(Settings(home=home, offline=True), source_dir=data_dir, selection=Selection.NONE)
    with KnowledgeGraph.open(home=home) as opened:
        yield opened
