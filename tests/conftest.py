"""Fixtures that every folder's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.pipeline import run
from rareseek.settings import Settings

# Busy machines are slow at times; that is no failure of the code.
hypothesis.settings.register_profile("rareseek", deadline=None)
hypothesis.settings.load_profile("rareseek")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The development data, from ``RARESEEK_DATA`` or beside the checkout; skips where absent."""
    folder = Path(os.environ.get("RARESEEK_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "hpo").is_dir():
        pytest.skip(f"no development data at {folder}; set RARESEEK_DATA to run this test")
    return folder


@pytest.fixture(scope="session")
def small_release() -> Path:
    """A folder of official files in miniature: ``hp.obo``, ``phenotype.hpoa``, two gene files."""
    return ROOT / "tests" / "fixtures" / "hpo"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an empty, private home that never downloads."""
    return Settings(home=tmp_path / "home", offline=True)


@pytest.fixture(scope="session")
def small_snapshot(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The record tables of the small release, without graph and index; not to be changed."""
    folder = tmp_path_factory.mktemp("snapshot")
    build_tables(locate(Settings(home=folder / "home"), source_dir=small_release), folder)
    return Snapshot.open(folder)


@pytest.fixture(scope="session")
def small_home(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose current snapshot is the small release, whole; not to be changed."""
    home = tmp_path_factory.mktemp("home")
    run(Settings(home=home, offline=True), source_dir=small_release)
    return home


@pytest.fixture(scope="session")
def development_home(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose current snapshot is built from the development data; not to be changed."""
    home = tmp_path_factory.mktemp("development")
    run(Settings(home=home, offline=True), source_dir=data_dir / "hpo")
    return home
