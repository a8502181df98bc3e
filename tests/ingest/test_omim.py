"""OMIM's own files, as a licensed user has them: rows of their form, a handful of each.

Names and numbers are OMIM's where the small release has them; other rows are made up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.ingest.omim_morbidmap import read_morbidmap
from rareseek.ingest.quarantine import Quarantine
from rareseek.ingest.registry import REGISTRY
from rareseek.settings import Settings

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "omim"
FILES = ("omim_mim2gene", "omim_titles", "omim_morbidmap")
KNOWN = "molecular basis known"


def build(release: Path, folder: Path, *names: str) -> Snapshot:
    """A build of the small release and the named files of OMIM."""
    shutil.copytree(release, folder / "release")
    for name in names:
        shutil.copy(FIXTURES / name, folder / "release")
    located = locate(Settings(home=folder / "home"), source_dir=folder / "release")
    build_tables(located, folder)
    return Snapshot.open(folder)


@pytest.fixture(scope="module")
def built(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    names = ("mim2gene.txt", "mimTitles.txt", "morbidmap.txt")
    return build(small_release, tmp_path_factory.mktemp("omim"), *names)


def associations(snapshot: Snapshot) -> set[tuple[str, ...]]:
    columns = ("gene_id", "disease_id", "type", "moi", "confidence")
    edges = snapshot.table("associated_with").filter(source="omim_morbidmap")
    return set(edges.select(columns).rows())


def test_files_are_recognised_and_never_downloaded(built: Snapshot) -> None:
    records = {record.source: record for record in built.manifest.sources}
    for name in FILES:
        assert records[name].version == "2026-01-05"
        assert "licence" in records[name].licence
        assert REGISTRY[name].licensed


def test_every_row_is_accounted_for(built: Snapshot) -> None:
    records = {record.source: record for record in built.manifest.sources}
    assert [(records[name].rows, records[name].kept) for name in FILES] == [
        (11, 9),
        (13, 9),
        (13, 8),
    ]
    quarantine = built.table("quarantine").filter(pl.col("source").is_in(FILES))
    assert quarantine["reason"].to_list() == [
        "repeats OMIM:613113",
        (
            "entry type 'other' is not one of gene, gene/phenotype, phenotype, "
            "predominantly phenotypes, moved/removed"
        ),
        "names a phenotype without an entry of its own",
        "maps OMIM:602096 to no gene",
        "names OMIM:134797, an entry about a gene",
        "names OMIM:100640, which is no longer used",
        (
            "'17,20-lyase deficiency, isolated, 202110 (9)' is no phenotype with a mapping key "
            "of 1, 2, 3, 4"
        ),
        "OMIM:134797 is an entry about a gene",
        "does not say where OMIM:100690 has moved: NO LONGER HERE",
        "prefix 'Tilde' is not one of number sign, percent, null, plus, asterisk, caret",
        "repeats OMIM:154700",
    ]


def test_phenotypes_are_diseases_with_their_names(built: Snapshot) -> None:
    diseases = dict(built.table("diseases").select("id", "name").rows())
    assert diseases["OMIM:154700"] == "Marfan syndrome"  # as HPOA spells it
    assert diseases["OMIM:167800"] == "PANCREATITIS, HEREDITARY"
    assert diseases["OMIM:601816"] == "Bilirubin, serum level of, QTL1"  # has no title here
    assert "OMIM:134797" not in diseases
    names = built.table("names")
    marfan = set(names.filter(id="OMIM:154700")["name"])
    assert {"MFS", "MARFAN SYNDROME, TYPE I", "MFS1"} <= marfan
    assert "MARFAN SYNDROME" not in marfan
    included = names.filter(id="OMIM:167800", scope="NARROW")["name"].to_list()
    assert included == ["PANCREATITIS, IDIOPATHIC", "IP"]


def test_genes_have_type_inheritance_and_confidence(built: Snapshot) -> None:
    assert associations(built) == {
        ("NCBIGene:2200", "OMIM:154700", "disease", "Autosomal dominant", KNOWN),
        (
            "NCBIGene:2200",
            "OMIM:154700",
            "disease",
            None,
            "provisional, mapped by association, defect unknown",
        ),
        ("NCBIGene:1080", "OMIM:219700", "disease", None, KNOWN),
        ("NCBIGene:1080", "OMIM:167800", "susceptibility", "Autosomal dominant", KNOWN),
        ("NCBIGene:54658", "OMIM:601816", "nondisease", None, KNOWN),
        ("NCBIGene:6323", "OMIM:604403", "susceptibility", None, f"provisional, {KNOWN}"),
        ("NCBIGene:4763", "OMIM:162200", "somatic", None, KNOWN),
        ("NCBIGene:4763", "OMIM:613113", "disease", None, KNOWN),
    }


def test_pairs_of_omim_are_not_doubled_by_their_copies(built: Snapshot) -> None:
    edges = built.table("associated_with").filter(gene_id="NCBIGene:2200", disease_id="OMIM:154700")
    assert set(edges["source"]) == {"omim_morbidmap"}


def test_moved_and_removed_numbers_are_retired(built: Snapshot) -> None:
    retired = built.table("retired").filter(pl.col("id").str.starts_with("OMIM:"))
    assert set(retired.rows()) == {
        ("OMIM:100500", "OMIM:154700", "obsolete"),
        ("OMIM:100680", None, "obsolete"),
    }


def test_reference_to_a_moved_number_is_followed(small_release: Path, tmp_path: Path) -> None:
    product = FIXTURES.parent / "orphanet" / "en_product1.xml"
    moved = product.read_text("iso-8859-1").replace(
        "<Reference>154700</Reference>", "<Reference>100500</Reference>", 1
    )
    release = tmp_path / "small"
    shutil.copytree(small_release, release)
    (release / "en_product1.xml").write_text(moved, "iso-8859-1")
    found = build(release, tmp_path / "build", "mimTitles.txt").table("same_as")
    assert ("ORPHA:558", "OMIM:154700") in found.select("disease_id", "other_id").rows()


def test_without_mim2gene_genes_are_found_by_symbol(small_release: Path, tmp_path: Path) -> None:
    columns = ("hgnc_id", "symbol", "status", "alias_symbol", "prev_symbol", "entrez_id")
    header = "\t".join((*columns, "ensembl_gene_id"))
    release = tmp_path / "small"
    shutil.copytree(small_release, release)
    row = "HGNC:3603\tFBN1\tApproved\t\t\t2200\t"
    (release / "hgnc_complete_set.txt").write_text(f"{header}\n{row}\n")
    found = associations(build(release, tmp_path / "build", "morbidmap.txt"))
    assert ("HGNC:3603", "OMIM:154700", "disease", "Autosomal dominant", KNOWN) in found
    assert {gene for gene, *_ in found} == {"HGNC:3603"}


@given(
    name=st.text(st.sampled_from("ab ,;()-17"), min_size=1, max_size=20).map(lambda s: f"A{s}z"),
    number=st.none() | st.integers(100000, 999999),
    key=st.sampled_from("1234"),
    marks=st.sampled_from(["", "{}", "[]", "?"]),
)
@example(name="Aldosteronism (1), familial", number=103900, key="3", marks="")
def test_any_phenotype_comes_apart(
    name: str, number: int | None, key: str, marks: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    marked = f"?{name}" if marks == "?" else f"{marks[:1]}{name}{marks[1:]}"
    own = "" if number is None else f", {number}"
    path = tmp_path_factory.mktemp("map") / "morbidmap.txt"
    header = "# Phenotype\tGene Symbols\tMIM Number\tCyto Location\n"
    path.write_text(f"{header}{marked}{own} ({key})\tFBN1\t134797\t15q21\n")
    row = read_morbidmap(path, Quarantine()).phenotypes.row(0, named=True)
    assert row["problem"] is None
    assert row["name"] == name
    assert row["disease_id"] == (None if number is None else f"OMIM:{number}")
    assert row["confidence"].startswith("provisional") == (marks == "?")
    assert row["type"] == {"{}": "susceptibility", "[]": "nondisease"}.get(marks, "disease")
