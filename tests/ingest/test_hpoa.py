"""Annotations: every column of ``phenotype.hpoa``, and what goes to quarantine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.errors import SourceError
from rareseek.ingest import Snapshot
from rareseek.ingest.hpoa import COLUMNS, FREQUENCY_CLASSES, parse_frequency, read_hpoa
from rareseek.ingest.quarantine import Quarantine
from rareseek.ontologies import Ontology

MARFAN, MARFAN_ORPHA, CYSTIC_FIBROSIS = "OMIM:154700", "ORPHA:558", "OMIM:219700"
HEADER = "\t".join(COLUMNS)
ROW = "OMIM:154700\tMarfan syndrome\t\tHP:0001166\tPMID:1\tPCS\t\t3/7\t\t\tP\tHPO:x[2021-04-01]"


def only(has_phenotype: pl.DataFrame, disease: str, phenotype: str, **more: Any) -> dict[str, Any]:
    found = has_phenotype.filter(disease_id=disease, phenotype_id=phenotype, **more)
    return found.row(0, named=True) if found.height == 1 else pytest.fail(str(found))


def test_counts_become_a_fraction_and_keep_their_evidence(has_phenotype: pl.DataFrame) -> None:
    row = only(has_phenotype, MARFAN, "HP:0002650")
    assert row == {
        "disease_id": MARFAN,
        "phenotype_id": "HP:0002650",
        "frequency": 18 / 58,
        "n": 18,
        "m": 58,
        "frequency_label": "18/58",
        "negated": False,
        "onset": None,
        "sex": None,
        "modifiers": [],
        "aspect": "P",
        "evidence": "PCS",
        "references": ["PMID:90000005"],
        "biocuration": "HPO:curator[2020-02-20]",
        "original_id": None,
        "source": "hpoa",
    }


def test_references_onset_and_modifiers_are_lists_and_ids(has_phenotype: pl.DataFrame) -> None:
    row = only(has_phenotype, MARFAN, "HP:0002616", frequency_label="25.5%")
    assert row["references"] == ["PMID:90000002", "PMID:90000007"]
    assert row["onset"] == "HP:0003581"
    assert row["modifiers"] == ["HP:0003676", "HP:0012828"]
    assert row["frequency"] == pytest.approx(0.255)
    assert row["n"] is row["m"] is None


def test_retired_term_is_replaced_and_remembered(has_phenotype: pl.DataFrame) -> None:
    alternative = only(has_phenotype, MARFAN, "HP:0001166", n=9)
    obsolete = only(has_phenotype, MARFAN, "HP:0002616", frequency_label="25.5%")
    assert alternative["original_id"] == "HP:0001505"
    assert obsolete["original_id"] == "HP:0002631"


def test_not_means_absent(has_phenotype: pl.DataFrame) -> None:
    row = only(has_phenotype, MARFAN_ORPHA, "HP:0000252")
    assert row["negated"]
    assert row["frequency"] is None


def test_nobody_of_the_examined_means_absent(has_phenotype: pl.DataFrame) -> None:
    row = only(has_phenotype, MARFAN, "HP:0001249")
    assert (row["negated"], row["frequency"], row["n"], row["m"]) == (True, 0.0, 0, 60)


def test_excluded_class_means_absent(has_phenotype: pl.DataFrame) -> None:
    row = only(has_phenotype, MARFAN_ORPHA, "HP:0001250")
    assert (row["negated"], row["frequency"], row["n"]) == (True, 0.0, None)


def test_sex_of_the_patients(has_phenotype: pl.DataFrame) -> None:
    assert only(has_phenotype, CYSTIC_FIBROSIS, "HP:0003251")["sex"] == "male"
    assert only(has_phenotype, CYSTIC_FIBROSIS, "HP:0000789")["sex"] == "female"


def test_every_aspect_is_kept(has_phenotype: pl.DataFrame) -> None:
    assert set(has_phenotype["aspect"]) == {"P", "I", "C", "H"}


@pytest.mark.parametrize(("identifier", "midpoint"), FREQUENCY_CLASSES.items())
def test_frequency_classes_are_midpoints(hpo: Ontology, identifier: str, midpoint: float) -> None:
    parsed = parse_frequency(identifier, hpo)
    assert parsed == {"frequency": midpoint, "frequency_label": identifier}


@given(m=st.integers(1, 10_000), share=st.floats(0, 1))
def test_counts_are_read_back(hpo: Ontology, m: int, share: float) -> None:
    n = round(m * share)
    parsed = parse_frequency(f"{n}/{m}", hpo)
    assert (parsed["n"], parsed["m"], parsed["frequency"]) == (n, m, n / m)


@given(text=st.text(min_size=1, max_size=12))
def test_frequency_is_a_fraction_or_refused(hpo: Ontology, text: str) -> None:
    try:
        frequency = parse_frequency(text, hpo)["frequency"]
    except ValueError:
        return
    assert isinstance(frequency, float)
    assert 0 <= frequency <= 1


QUARANTINED = [
    (34, "repeats an earlier row"),
    (69, "frequency '5/0' is no share"),
    (70, "frequency '7/3' is no share"),
    (71, "frequency 'often' is no n/m"),
    (72, "frequency '101%' is more than 100"),
    (73, "HP:9999999 is not a term of release 2025-01-16"),
    (74, "HP:0007654 was retired"),
    (75, "HP:0500014 was retired and release 2025-01-16 names no replacement; consider"),
    (76, "HP:8888888 is not a term"),
    (77, "'OMIM:15470' is not a well-formed"),
    (78, "'MONDO:0007947' is no id of OMIM, ORPHA or DECIPHER"),
    (79, "qualifier 'MAYBE'"),
    (80, "sex 'BOTH'"),
    (81, "aspect 'X'"),
    (82, "has 5 columns instead of 12"),
    (83, "has 13 columns instead of 12"),
]


def test_unusable_rows_are_quarantined_with_place_reason_and_text(
    small_snapshot: Snapshot, small_release: Path
) -> None:
    rows = small_snapshot.table("quarantine").filter(source="hpoa").rows(named=True)
    lines = (small_release / "phenotype.hpoa").read_text().split("\n")
    assert [row["line"] for row in rows] == [line for line, _ in QUARANTINED]
    for row, (line, reason) in zip(rows, QUARANTINED, strict=True):
        assert reason in row["reason"]
        assert row["row"] == lines[line - 1]
        assert row["file"] == "phenotype.hpoa"


def read(folder: Path, text: str, ontology: Ontology) -> tuple[pl.DataFrame, pl.DataFrame]:
    path = folder / "phenotype.hpoa"
    path.write_text(text, encoding="utf-8", newline="")
    quarantine = Quarantine()
    return read_hpoa(path, ontology, quarantine).has_phenotype, quarantine.frame()


def test_windows_line_ends_blank_lines_and_quotes_do_no_harm(hpo: Ontology, tmp_path: Path) -> None:
    quoted = ROW.replace("Marfan", '"Marfan')
    kept, refused = read(tmp_path, f"{HEADER}\r\n{ROW}\r\n\r\n{quoted}\r\nbad\r\n", hpo)
    assert kept.height == 2
    assert refused.select("line", "row").rows() == [(5, "bad")]


def test_header_of_older_releases_is_understood(hpo: Ontology, tmp_path: Path) -> None:
    older = (
        "#DatabaseID\tDiseaseName\tQualifier\tHPO_ID\tReference\tEvidence\tOnset\t"
        "Frequency\tSex\tModifier\tAspect\tBiocuration"
    )
    kept, _ = read(tmp_path, f"#date: 2022-06-11\n{older}\n{ROW}\n", hpo)
    assert kept["n"].to_list() == [3]


@pytest.mark.parametrize(
    "header", ["", ROW, HEADER.replace("hpo_id", "phenotype"), f"{HEADER}\thpo_id"]
)
def test_wrong_header_names_the_columns_expected(
    hpo: Ontology, tmp_path: Path, header: str
) -> None:
    with pytest.raises(SourceError, match="no header line with the columns database_id, disease"):
        read(tmp_path, f"{header}\n{ROW}\n", hpo)


def test_file_without_a_usable_row_is_refused(hpo: Ontology, tmp_path: Path) -> None:
    unknown = ROW.replace("HP:0001166", "HP:9999999")
    with pytest.raises(SourceError, match="line 2 HP:9999999 is not a term"):
        read(tmp_path, f"{HEADER}\n{unknown}\n", hpo)


@given(
    lines=st.lists(
        st.one_of(
            st.just(ROW),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30),
            st.lists(st.text(alphabet="aP:1/% ", max_size=4), min_size=12, max_size=12).map(
                "\t".join
            ),
        ),
        max_size=20,
    )
)
def test_every_row_is_kept_or_quarantined(
    hpo: Ontology, tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join([HEADER, ROW.replace("PMID:1", "PMID:2"), *lines])
    kept, refused = read(tmp_path_factory.mktemp("any"), text, hpo)
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    assert kept.height + refused.height == 1 + len(rows)
    physical = text.split("\n")
    assert all(
        row == physical[line - 1].rstrip("\r") for line, row in refused["line", "row"].rows()
    )
