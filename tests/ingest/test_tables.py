"""The record tables that a release becomes."""

from __future__ import annotations

import math
import shutil
import time
from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest import TABLES, Snapshot, build_tables, locate, plan_id
from rareseek.ingest.phenotypes import present_phenotypes
from rareseek.ontologies import Ontology
from rareseek.settings import Settings

KEYS = {"phenotypes": "id", "diseases": "id", "genes": "id", "releases": "source", "retired": "id"}
EDGES = {
    "phenotype_is_a": {"child": "phenotypes", "parent": "phenotypes"},
    "has_phenotype": {"disease_id": "diseases", "phenotype_id": "phenotypes"},
    "associated_with": {"gene_id": "genes", "disease_id": "diseases"},
}


def assert_sound(snapshot: Snapshot) -> None:
    """Declared columns, no key twice, no edge into the void."""
    for table in TABLES:
        assert snapshot.table(table).schema == TABLES[table]
    for table, key in KEYS.items():
        keys = snapshot.table(table)[key]
        assert keys.is_unique().all()
        assert keys.null_count() == 0
    for table, ends in EDGES.items():
        edges = snapshot.table(table)
        for column, target in ends.items():
            assert edges[column].is_in(snapshot.table(target)["id"].implode()).all()


def test_keys_are_unique_and_edges_end_at_nodes(small_snapshot: Snapshot) -> None:
    assert_sound(small_snapshot)


def test_phenotypes_are_the_current_terms(small_snapshot: Snapshot, hpo: Ontology) -> None:
    table = small_snapshot.table("phenotypes")
    assert tuple(table["id"]) == hpo.ids
    assert table.filter(id="HP:0001166")["name"].item() == "Arachnodactyly"


def test_information_content_counts_present_abnormalities_only(
    small_snapshot: Snapshot, has_phenotype: pl.DataFrame
) -> None:
    content = dict(small_snapshot.table("phenotypes").select("id", "ic").iter_rows())
    assert len(present_phenotypes(has_phenotype)) == 8
    assert content["HP:0000118"] == 0
    assert content["HP:0001166"] == pytest.approx(-math.log(2 / 8))  # both Marfan records
    # seizures: Dravet twice (a subtype), neurofibromatosis, Wolf-Hirschhorn; not Marfan (excluded)
    assert content["HP:0001250"] == pytest.approx(-math.log(4 / 8))
    # inheritance is no abnormality: as if one disease had it
    assert content["HP:0000006"] == pytest.approx(math.log(8))


def test_names_hold_labels_and_scoped_synonyms(small_snapshot: Snapshot) -> None:
    names = small_snapshot.table("names")
    labels = names.filter(scope="LABEL")
    nodes = small_snapshot.table("phenotypes").height + small_snapshot.table("diseases").height
    assert labels.height == nodes
    assert ("HP:0001166", "Spider fingers", "EXACT", "layperson", "en") in names.rows()
    assert ("ORPHA:558", "Marfan syndrome", "LABEL", None, "en") in names.rows()
    assert names.is_unique().all()


def test_disease_is_called_by_its_most_used_name(small_snapshot: Snapshot) -> None:
    rows = small_snapshot.table("names").filter(id="OMIM:162200").select("name", "scope").rows()
    assert rows == [
        ("Neurofibromatosis, type 1", "LABEL"),
        ("NEUROFIBROMATOSIS, TYPE I", "EXACT"),
    ]


def test_diseases_know_their_source(small_snapshot: Snapshot) -> None:
    sources = dict(small_snapshot.table("diseases").select("id", "source").iter_rows())
    assert sources["OMIM:154700"] == "OMIM"
    assert sources["ORPHA:558"] == "ORPHA"
    assert sources["DECIPHER:1"] == "DECIPHER"


def test_retired_ids_say_why_and_what_replaces_them(small_snapshot: Snapshot) -> None:
    rows = {row[0]: row[1:] for row in small_snapshot.table("retired").rows()}
    assert rows["HP:0001505"] == ("HP:0001166", "alternative")
    assert rows["HP:0002631"] == ("HP:0002616", "obsolete")
    assert rows["HP:0007654"] == (None, "obsolete")


def test_gene_pairs_come_with_their_type_from_the_better_file(small_snapshot: Snapshot) -> None:
    rows = small_snapshot.table("associated_with")["gene_id", "disease_id", "type", "source"].rows()
    assert ("NCBIGene:2200", "OMIM:154700", "MENDELIAN", "genes_to_disease") in rows
    assert ("NCBIGene:7040", "OMIM:219700", "POLYGENIC", "genes_to_disease") in rows
    # only the phenotype file knows this pair, and no type
    assert ("NCBIGene:1756", "OMIM:310200", None, "genes_to_phenotype") in rows
    assert len({row[:2] for row in rows}) == len(rows) == 10


def test_gene_without_a_symbol_has_none(small_snapshot: Snapshot) -> None:
    genes = small_snapshot.table("genes")
    assert genes.filter(id="NCBIGene:7467").rows() == [("NCBIGene:7467", None, "7467", None)]
    assert genes.filter(id="NCBIGene:2200")["symbol"].item() == "FBN1"


def test_gene_rows_that_lead_nowhere_are_quarantined(small_snapshot: Snapshot) -> None:
    rows = small_snapshot.table("quarantine").filter(pl.col("source").str.starts_with("genes"))
    assert rows["source", "line"].rows() == [
        ("genes_to_disease", 11),
        ("genes_to_disease", 12),
        ("genes_to_disease", 13),
        ("genes_to_phenotype", 7),
    ]
    assert rows["reason"][0] == "names OMIM:604308, a disease without annotations"
    assert "'NCBIGene:x' is not a well-formed" in rows["reason"][1]
    assert "'OMIM:-' is not a well-formed" in rows["reason"][2]


def test_releases_account_for_every_row(small_snapshot: Snapshot) -> None:
    releases = {row["source"]: row for row in small_snapshot.table("releases").rows(named=True)}
    assert set(releases) == {"hp", "hpoa", "genes_to_disease", "genes_to_phenotype"}
    assert {row["version"] for row in releases.values()} == {"2025-01-16"}
    assert (releases["hpoa"]["rows"], releases["hpoa"]["quarantined"]) == (86, 16)
    for record in small_snapshot.manifest.sources:
        assert record.rows == record.kept + record.quarantined
        assert record.licence


def test_build_goes_on_without_gene_files(
    small_release: Path, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    for name in ("hp.obo", "phenotype.hpoa"):
        shutil.copy(small_release / name, folder)
    located = locate(settings, source_dir=folder)
    target = tmp_path / "snapshot"
    target.mkdir()
    build_tables(located, target)
    snapshot = Snapshot.open(target)
    assert_sound(snapshot)
    assert snapshot.table("genes").is_empty()
    assert snapshot.table("has_phenotype").height == 70


def test_same_files_give_the_same_id_and_the_same_bytes(
    small_snapshot: Snapshot, small_release: Path, settings: Settings, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(small_release, copy / "deeper")
    located = locate(settings, source_dir=copy)
    again = build_tables(located, copy)
    assert again.id == small_snapshot.id == plan_id(located)
    assert again.id.startswith("hpo-2025-01-16-")
    ours = {file.path: file.sha256 for file in again.files if file.path.startswith("tables/")}
    theirs = {file.path: file.sha256 for file in small_snapshot.manifest.files}
    assert {path: theirs[path] for path in ours} == ours
    assert len(ours) == len(TABLES)


def test_another_byte_gives_another_id(
    small_snapshot: Snapshot, small_release: Path, settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(small_release, tmp_path / "changed")
    hpoa = tmp_path / "changed" / "phenotype.hpoa"
    hpoa.write_text(hpoa.read_text().replace("18/58", "19/58"))
    assert plan_id(locate(settings, source_dir=tmp_path / "changed")) != small_snapshot.id


@pytest.mark.data
@pytest.mark.slow
def test_real_release_is_built_in_seconds_and_sound(
    data_dir: Path, settings: Settings, tmp_path: Path
) -> None:
    started = time.monotonic()
    manifest = build_tables(locate(settings, source_dir=data_dir / "hpo"), tmp_path)
    assert time.monotonic() - started < 60
    snapshot = Snapshot.open(tmp_path)
    assert_sound(snapshot)
    annotations = snapshot.table("has_phenotype")
    hpoa = next(source for source in manifest.sources if source.source == "hpoa")
    assert hpoa.rows == 271_702
    assert annotations.height == hpoa.kept > 271_000
    assert annotations["original_id"].drop_nulls().n_unique() == 45  # and one has no replacement
    assert annotations["negated"].sum() > 2_700
    assert snapshot.table("diseases").height == 12_687
