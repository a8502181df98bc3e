"""What a refresh changed, on two editions of the small release."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from rareseek.errors import SnapshotError
from rareseek.ingest import Snapshot, SnapshotStore, TableDiff, build_tables, diff, locate
from rareseek.ingest.diff import reclassified, rows
from rareseek.pipeline import run
from rareseek.settings import Settings


@pytest.fixture
def newer(small_release: Path, tmp_path: Path) -> Path:
    """An edition in which one annotation went, one came, one was counted anew; a term renamed."""
    folder = Path(shutil.copytree(small_release, tmp_path / "newer"))
    hpoa = folder / "phenotype.hpoa"
    lines = hpoa.read_text().replace("#version: 2025-01-16", "#version: 2025-06-01").splitlines()
    kept = [line for line in lines if "HP:0009732" not in line]
    counted = [line.replace("126/202", "130/210") for line in kept]
    assert counted != kept
    came = next(line for line in kept if "HP:0001083" in line).replace("HP:0001083", "HP:0001132")
    hpoa.write_text("\n".join([*counted, came]) + "\n")
    obo = folder / "hp.obo"
    obo.write_text(obo.read_text().replace("name: Slender finger", "name: Thin finger"))
    return folder


@pytest.fixture
def changes(newer: Path, small_snapshot: Snapshot, tmp_path: Path) -> dict[str, TableDiff]:
    folder = tmp_path / "built"
    folder.mkdir()
    build_tables(locate(Settings(home=tmp_path / "home"), source_dir=newer), folder)
    return {table.table: table for table in diff(small_snapshot, Snapshot.open(folder))}


def test_annotations_added_removed_and_changed(changes: dict[str, TableDiff]) -> None:
    annotations = changes["has_phenotype"]
    assert annotations.counts == {"added": 1, "removed": 1, "changed": 1}
    assert annotations.added["phenotype_id"].to_list() == ["HP:0001132"]
    assert annotations.removed["phenotype_id"].to_list() == ["HP:0009732"]
    (changed,) = annotations.changed.iter_rows(named=True)
    assert (changed["frequency_label"], changed["frequency_label_new"]) == ("126/202", "130/210")


def test_a_renamed_term_is_a_change_of_the_term(changes: dict[str, TableDiff]) -> None:
    (renamed,) = changes["phenotypes"].changed.iter_rows(named=True)
    assert (renamed["name"], renamed["name_new"]) == ("Slender finger", "Thin finger")


def test_information_content_is_no_change(changes: dict[str, TableDiff]) -> None:
    assert changes["phenotypes"].counts == {"added": 0, "removed": 0, "changed": 1}


def test_the_rows_say_what_was_and_what_is(changes: dict[str, TableDiff]) -> None:
    stated = list(rows(changes["has_phenotype"]))
    assert [row[1] for row in stated] == ["removed", "added", "changed"]
    table, _, key, before, after = stated[2]
    assert table == "has_phenotype"
    assert "disease_id=OMIM:154700; phenotype_id=HP:0001166" in key
    assert "frequency_label=126/202" in before
    assert "frequency_label=130/210" in after
    assert "aspect" not in before


def test_a_snapshot_does_not_differ_from_itself(small_snapshot: Snapshot) -> None:
    for table in diff(small_snapshot, small_snapshot):
        assert table.counts == {"added": 0, "removed": 0, "changed": 0}


def variants(**significance: tuple[str | None, str | None]) -> TableDiff:
    changed = pl.DataFrame(
        {
            "id": list(significance),
            "significance": [before for before, _ in significance.values()],
            "significance_new": [after for _, after in significance.values()],
        }
    )
    return TableDiff("variants", ("id",), pl.DataFrame(), pl.DataFrame(), changed)


def test_reclassifications_have_a_direction() -> None:
    found = reclassified(
        variants(
            up=("Uncertain_significance", "Likely_pathogenic"),
            down=("Pathogenic", "Conflicting_classifications_of_pathogenicity"),
            beside=("Uncertain significance", "Conflicting classifications of pathogenicity"),
            same=("Benign", "Benign"),
            other=("Pathogenic", "risk factor"),
        )
    )
    assert dict(found.select("id", "direction").iter_rows()) == {
        "up": "towards pathogenic",
        "down": "towards benign",
        "beside": "sideways",
        "other": "sideways",
    }


def test_only_variants_are_reclassified(changes: dict[str, TableDiff]) -> None:
    with pytest.raises(SnapshotError, match="of variants"):
        reclassified(changes["genes"])


@pytest.fixture
def two(small_release: Path, newer: Path, tmp_path: Path) -> tuple[SnapshotStore, str, str]:
    """A home with the older and the newer snapshot; the newer one is current."""
    settings = Settings(home=tmp_path / "home", offline=True)
    old, new = (run(settings, source_dir=folder).snapshot.id for folder in (small_release, newer))
    return SnapshotStore(settings), old, new


def test_as_of_serves_what_was_known_on_a_day(two: tuple[SnapshotStore, str, str]) -> None:
    store, old, new = two
    assert store.as_of("2025-05-31").id == old
    assert store.as_of("2025-06-01").id == new
    with pytest.raises(SnapshotError, match="no snapshot of 2020-01-01 or before"):
        store.as_of("2020-01-01")


def test_the_current_snapshot_cannot_be_removed(two: tuple[SnapshotStore, str, str]) -> None:
    store, old, new = two
    with pytest.raises(SnapshotError, match="is the current snapshot"):
        store.remove(new)
    store.remove(old)
    assert [one.id for one in store.list()] == [new]
