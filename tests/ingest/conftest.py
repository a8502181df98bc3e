"""What a small release becomes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest import Snapshot
from rareseek.ontologies import Ontology, read_obo


@pytest.fixture(scope="session")
def hpo(small_release: Path) -> Ontology:
    return read_obo(small_release / "hp.obo")


@pytest.fixture(scope="session")
def has_phenotype(small_snapshot: Snapshot) -> pl.DataFrame:
    return small_snapshot.table("has_phenotype")
