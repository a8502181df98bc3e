"""Fixtures that every folder's tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.pipeline import run
from rareseek.settings import Settings

from .neo4j_server import Address, Neo4jServer, NoServerError, classpath
from .official_server import (
    BABELON,
    TEXTS,
    OfficialServer,
    serving,
    write_clinvar,
    write_other_sources,
)

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


@pytest.fixture
def server(
    small_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OfficialServer]:
    """A server of the small release; what is in its folder can be changed."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving(Path(shutil.copytree(small_release, tmp_path / "official"))) as official:
        yield official


@pytest.fixture
def full_server(server: OfficialServer) -> OfficialServer:
    """The server with every other source, too."""
    write_other_sources(server.folder)
    return server


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


#: A pathogenic variant of FBN1 with two stars.
VARIANTS = """##fileformat=VCFv4.1
##fileDate=2025-06-01
##source=ClinVar
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
15\t48485430\t16613\tG\tA\t.\t.\tCLNDISDB=OMIM:154700;CLNHGVS=NC_000015.10:g.48485430G>A;\
CLNREVSTAT=criteria_provided,_multiple_submitters,_no_conflicts;CLNSIG=Pathogenic;\
GENEINFO=FBN1:2200;MC=SO:0001587|nonsense;RS=137854464
"""
CHINESE = {
    "HP:0001166": ("Arachnodactyly", "蜘蛛指"),
    "HP:0001083": ("Ectopia lentis", "晶状体异位"),
    "HP:0001250": ("Seizure", "癫痫发作"),
}


@pytest.fixture(scope="session")
def full_home(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the small release with a variant, gene ids and Chinese names; not to be changed."""
    sources = Path(shutil.copytree(small_release, tmp_path_factory.mktemp("full") / "official"))
    write_clinvar(sources, VARIANTS)
    (sources / "hgnc_complete_set.txt").write_text(TEXTS["hgnc_complete_set.txt"])
    rows = (
        f"en\tzh\t{term}\trdfs:label\t{name}\t{chinese}\tOFFICIAL\n"
        for term, (name, chinese) in CHINESE.items()
    )
    (sources / "hp-zh.babelon.tsv").write_text(BABELON + "".join(rows), encoding="utf-8")
    home = tmp_path_factory.mktemp("full-home")
    run(Settings(home=home, offline=True), source_dir=sources)
    return home


@pytest.fixture(scope="session")
def development_home(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose current snapshot is built from the development data; not to be changed."""
    home = tmp_path_factory.mktemp("development")
    run(Settings(home=home, offline=True), source_dir=data_dir / "hpo")
    return home


@pytest.fixture(scope="session")
def neo4j_jars() -> str:
    """Class path of a Neo4j server from Maven Central; skips where it cannot be had.

    With ``RARESEEK_REQUIRE_NEO4J`` in the environment it fails instead.
    """
    try:
        return classpath()
    except NoServerError as error:
        if os.environ.get("RARESEEK_REQUIRE_NEO4J"):
            pytest.fail(f"Neo4j is required: {error}")
        pytest.skip(f"no Neo4j to test with: {error}")


@pytest.fixture(scope="session")
def own_neo4j(neo4j_jars: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A running server that a test may kill and start again, and must leave running."""
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"), neo4j_jars)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def neo4j_address(request: pytest.FixtureRequest) -> Address:
    """The server of ``NEO4J_URI``, whose graph the tests replace, or else one of their own."""
    given = Address.from_environment()
    if given is not None:
        return given
    server: Neo4jServer = request.getfixturevalue("own_neo4j")
    return server.address
