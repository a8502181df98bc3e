"""What a refresh changed, on two editions of the small release."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rareseek.errors import SnapshotError
from rareseek.ingest import Snapshot, SnapshotStore, TableDiff, build_tables, diff, locate
from rareseek.ingest.classifications import Selection
from rareseek.ingest.diff import rows
from rareseek.ingest.reclassification import reclassified
from rareseek.pipeline import run
from rareseek.settings import Settings

from .variant_files import row, vcf


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


PLACE = "15-48485430-G-A"
PATHOGENIC = "CLNSIG=Pathogenic;GENEINFO=FBN1:2200;CLNDISDB=OMIM:154700"


def between(
    small_release: Path, folder: Path, before: list[str], after: list[str]
) -> dict[str, TableDiff]:
    """The differences between two builds of the small release with these rows of ClinVar."""
    snapshots = []
    for name, lines in (("before", before), ("after", after)):
        release, built = folder / name, folder / f"{name}-built"
        shutil.copytree(small_release, release)
        vcf(release / "clinvar.vcf.gz", *lines)
        built.mkdir()
        located = locate(Settings(home=folder / "home"), source_dir=release)
        build_tables(located, built, selection=Selection.ALL)
        snapshots.append(Snapshot.open(built))
    return {table.table: table for table in diff(*snapshots)}


@pytest.mark.parametrize("numbered", ["before", "after"])
def test_a_variant_whose_number_one_release_lacks_is_the_same(
    numbered: str, small_release: Path, tmp_path: Path
) -> None:
    uncertain = PATHOGENIC.replace("Pathogenic", "Uncertain_significance")
    ids = ("16613", ".") if numbered == "before" else (".", "16613")
    rows_of = [
        [row(PLACE, info, key)] for info, key in zip((uncertain, PATHOGENIC), ids, strict=True)
    ]
    found = between(small_release, tmp_path, *rows_of)
    for name in ("variants", "classified_for"):
        assert found[name].counts == {"added": 0, "removed": 0, "changed": 1}
    assert found["in_gene"].counts == {"added": 0, "removed": 0, "changed": 0}
    (again,) = reclassified(found["variants"]).rows()
    now = "NC_000015.10:48485429:G:A" if numbered == "before" else "ClinVar:16613"
    assert again == (now, "Uncertain significance", "Pathogenic", "towards pathogenic")


def test_a_number_that_moves_to_other_alleles_does_not_carry_their_facts(
    small_release: Path, tmp_path: Path
) -> None:
    other = row("15-48420751-C-T", "CLNSIG=Benign", "7")
    found = between(small_release, tmp_path, [row(PLACE, PATHOGENIC, "7")], [other])
    # nothing else stands at either place: ClinVar says that it is one variant
    assert found["variants"].counts == {"added": 0, "removed": 0, "changed": 1}
    both = [row("15-48420751-C-T", "CLNSIG=Benign"), row(PLACE, PATHOGENIC, "7")]
    found = between(small_release, tmp_path / "again", both, [other])
    assert found["variants"].counts == {"added": 0, "removed": 1, "changed": 1}
    assert found["variants"].removed["id"].to_list() == ["NC_000015.10:48485429:G:A"]
    assert reclassified(found["variants"]).is_empty()


def test_variants_added_and_removed(small_release: Path, tmp_path: Path) -> None:
    old, new = row(PLACE, PATHOGENIC, "1"), row("X-154031409-G-A", PATHOGENIC)
    found = between(small_release, tmp_path, [old], [new])
    for name in ("variants", "in_gene", "classified_for"):
        assert found[name].counts == {"added": 1, "removed": 1, "changed": 0}


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
