"""HPO's names in other languages: Babelon tables to the table `translations`."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.settings import Settings

HEADER = (
    "source_language",
    "subject_id",
    "predicate_id",
    "source_value",
    "translation_language",
    "translation_value",
    "translation_status",
)
LABEL, DEFINITION = "rdfs:label", "IAO:0000115"
ROWS = [
    ("en", "HP:0001250", LABEL, "Seizure", "es", "Convulsión", "OFFICIAL"),
    ("en", "HP:0001250", DEFINITION, "A seizure is ...", "es", "Una convulsión ...", "CANDIDATE"),
    ("en", "HP:0001505", LABEL, "Long fingers", "es", "Dedos largos", "OFFICIAL"),
    ("en", "HP:0000545", LABEL, "Myopia", "es", "NA", "NOT_TRANSLATED"),
    ("en", "HP:0000545", LABEL, "Myopia", "fr", "Myopie", "OFFICIAL"),
    ("en", "HP:0000545", LABEL, "obsolete Myopia", "es", "obsoleto Miopía", "CANDIDATE"),
    ("en", "HP:9999999", LABEL, "Nothing", "es", "Nada", "OFFICIAL"),
    ("en", "HP:0000545", "dc:date", "Myopia", "es", "2024", "OFFICIAL"),
]


@pytest.fixture
def snapshot(small_release: Path, tmp_path: Path) -> Snapshot:
    folder = Path(shutil.copytree(small_release, tmp_path / "release"))
    text = "\n".join("\t".join(row) for row in [HEADER, *ROWS]) + "\n"
    (folder / "hp-es.babelon.tsv").write_text(text, encoding="utf-8")
    built = tmp_path / "built"
    built.mkdir()
    build_tables(locate(Settings(home=tmp_path / "home"), source_dir=folder), built)
    return Snapshot.open(built)


def test_labels_and_definitions_keep_their_status_and_what_was_translated(
    snapshot: Snapshot,
) -> None:
    seizure = snapshot.table("translations").filter(pl.col("id") == "HP:0001250")
    assert seizure.rows() == [
        ("HP:0001250", "es", "LABEL", "Convulsión", "OFFICIAL", "Seizure"),
        ("HP:0001250", "es", "DEFINITION", "Una convulsión ...", "CANDIDATE", "A seizure is ..."),
    ]


def test_the_label_of_a_retired_term_is_another_name_of_its_replacement(
    snapshot: Snapshot,
) -> None:
    moved = snapshot.table("translations").filter(pl.col("text") == "Dedos largos")
    assert moved.select("id", "property").rows() == [("HP:0001166", "RELATED")]


def test_what_translates_nothing_is_kept_aside_with_its_reason(snapshot: Snapshot) -> None:
    aside = snapshot.table("quarantine").filter(pl.col("source") == "hp_es")
    reasons = dict(aside.select("line", "reason").iter_rows())
    assert reasons.keys() == {5, 6, 7, 8, 9}
    assert reasons[5] == "has no translation"
    assert reasons[6] == "is a translation into fr"
    assert reasons[7] == "translates the name of an obsolete term"
    assert "HP:9999999" in reasons[8]
    assert reasons[9] == "translates dc:date, which is not read"


def test_every_row_is_accounted_for(snapshot: Snapshot) -> None:
    record = next(one for one in snapshot.manifest.sources if one.source == "hp_es")
    assert (record.rows, record.kept, record.quarantined) == (8, 3, 5)


def test_a_build_without_translations_has_an_empty_table(small_snapshot: Snapshot) -> None:
    assert small_snapshot.table("translations").height == 0


@pytest.mark.data
def test_all_eight_languages_are_read(data_dir: Path, tmp_path: Path) -> None:
    build_tables(locate(Settings(home=tmp_path / "h"), source_dir=data_dir / "hpo"), tmp_path)
    table = Snapshot.open(tmp_path).table("translations")
    counts = dict(table.group_by("language").len().iter_rows())
    assert counts.keys() == {"zh", "ja", "es", "fr", "pt", "nl", "it", "de"}
    assert counts["zh"] > 18_000
    assert counts["de"] > 3_000
