"""Orphadata's products as XML and JSON, and how files of Orphanet go together.

The fixtures have the published structure and name real disorders; what they say of them is made up
in part, such as the mapping that is marked as wrong.
"""

from __future__ import annotations

import json
import shutil
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from rareseek.errors import SourceError
from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.ingest.jdbor import read_disorders
from rareseek.ingest.orphadata import read_product
from rareseek.ingest.quarantine import Quarantine
from rareseek.ontologies import Ontology
from rareseek.settings import Settings

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "orphanet"
PRODUCTS = ("en_product1", "en_product4", "en_product6", "en_product9_prev", "en_product9_ages")
CAUSAL = "Disease-causing germline mutation(s) in"
MARFAN = {
    "ORPHAcode": "558",
    "creationDate": "2025-12-09 10:00:00",
    "Label": "Marfan's syndrome",
    "DisorderType": {"value": "Disease"},
    "Synonyms": [{"Synonym": "MFS"}],
    "TextSection": {
        "Contents": "Marfan syndrome is a systemic disease of connective tissue of the FBN1 gene."
    },
    "ExternalReferences": {
        "Source": "OMIM",
        "Reference": "154700",
        "DisorderMappingRelation": "E (Exact mapping: the two concepts are equivalent)",
    },
    "Genes": [
        {
            "Gene": {
                "Symbol": "FBN1",
                "ExternalReferences": {"Source": "HGNC", "Reference": "3603"},
                "DisorderGeneAssociationType": "Candidate gene tested in",
            }
        }
    ],
    "Phenotypes": [
        {"Phenotype": {"HPOId": "HP:0001132", "HPOFrequency": "Frequent (79-30%)"}},
    ],
    "Prevalences": {
        "Prevalence": {
            "Source": "11389160[PMID]",
            "PrevalenceType": "Prevalence at birth",
            "PrevalenceClass": "1-9 / 1 000 000",
            "ValMoy": "no data",
            "PrevalenceGeographic": "Denmark",
        }
    },
    "AverageAgeOfOnsets": [{"AverageAgeOfOnset": {"value": "Infancy"}}],
    "TypeOfInheritances": {"TypeOfInheritance": [{"value": "Autosomal dominant"}]},
}


def as_json(element: ET.Element, *, bare: bool) -> Any:
    """An element as Orphadata's JSON has it; with `bare` a list of one is that one."""
    if len(element) == 0:
        text = (element.text or "").strip()
        if not element.attrib:
            return text
        return {**element.attrib, "label": text} if text else dict(element.attrib)
    fields: dict[str, Any] = dict(element.attrib)
    for child in element:
        value = as_json(child, bare=bare)
        if isinstance(value, str):
            fields[child.tag] = value
        else:
            fields.setdefault(child.tag, []).append(value)
    if bare:
        single = {key: value for key, value in fields.items() if isinstance(value, list)}
        fields |= {key: value[0] for key, value in single.items() if len(value) == 1}
    return fields


def write_json(folder: Path, *, bare: bool) -> None:
    for product in PRODUCTS:
        root = ET.parse(FIXTURES / f"{product}.xml").getroot()
        value = as_json(root, bare=bare)
        text = json.dumps({"JDBOR": value if bare else [value]})
        (folder / f"{product}.json").write_text(text)


def build(folder: Path, home: Path) -> Snapshot:
    home.mkdir(parents=True)
    build_tables(locate(Settings(home=home / "home"), source_dir=folder), home)
    return Snapshot.open(home)


@pytest.fixture(scope="module")
def products(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small release of HPO with the five products as XML."""
    folder = tmp_path_factory.mktemp("products") / "release"
    shutil.copytree(small_release, folder)
    shutil.copytree(FIXTURES, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def built(products: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(products, tmp_path_factory.mktemp("snapshot") / "one")


@pytest.fixture(scope="module")
def joined(products: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What the products become beside a newer ORPHApacket."""
    folder = tmp_path_factory.mktemp("joined") / "release"
    shutil.copytree(products, folder)
    (folder / "orphapackets.jsonl").write_text(json.dumps(MARFAN) + "\n")
    return build(folder, tmp_path_factory.mktemp("snapshot") / "two")


def reasons(snapshot: Snapshot, source: str) -> list[str]:
    return list(snapshot.table("quarantine").filter(pl.col("source") == source)["reason"])


def test_products_alone_give_the_disorders(built: Snapshot) -> None:
    diseases = {row["id"]: row for row in built.table("diseases").iter_rows(named=True)}
    marfan = diseases["ORPHA:558"]
    assert marfan["name"] == "Marfan syndrome"
    assert marfan["definition"].endswith("of connective tissue, of the FBN1 gene.")
    assert marfan["type"] == "Disease"
    assert marfan["onset"] == ["Childhood", "All ages"]
    assert marfan["inheritance"] == ["Autosomal dominant"]
    assert marfan["prevalence"] == [
        "Point prevalence: 1-5 / 10 000 (Europe)",
        "Prevalence at birth: 1-9 / 100 000 (Denmark)",
    ]
    assert diseases["ORPHA:816"]["name"] == "Sj\u00f6gren-Larsson syndrome"
    assert diseases["ORPHA:816"]["prevalence"] == ["Cases/families: 30 case(s) (Worldwide)"]
    names = set(built.table("names").filter(id="ORPHA:586").select("name", "scope").rows())
    assert {("CF", "EXACT"), ("Mucoviscidosis", "EXACT")} <= names


def test_mean_and_reference_of_a_prevalence_are_kept(built: Snapshot) -> None:
    facts = built.table("disease_facts").filter(disease_id="ORPHA:558", region="Denmark")
    row = facts.row(0, named=True)
    assert (row["mean"], row["qualification"]) == ("6.5", "Value and class")
    assert (row["reference"], row["source"]) == ("11389160[PMID]", "orphadata_product9_prev")


def test_codes_that_are_no_longer_used_are_retired(built: Snapshot) -> None:
    retired = built.table("retired").filter(pl.col("id").str.starts_with("ORPHA:"))
    assert set(retired.rows()) == {
        ("ORPHA:166068", "ORPHA:586", "obsolete"),
        ("ORPHA:166457", None, "obsolete"),
    }
    assert not {"ORPHA:166068", "ORPHA:166457"} & set(built.table("diseases")["id"])


def test_references_have_their_relation(built: Snapshot) -> None:
    same = built.table("same_as").select("disease_id", "other_id", "predicate").rows()
    assert set(same) == {
        ("ORPHA:558", "OMIM:154700", "skos:narrowMatch"),
        ("ORPHA:586", "OMIM:219700", "skos:exactMatch"),
        ("ORPHA:33069", "OMIM:607208", "skos:closeMatch"),
    }


def test_phenotypes_that_hpoa_lacks_are_added(built: Snapshot) -> None:
    added = built.table("has_phenotype").filter(source="orphadata_product4")
    found = {row["phenotype_id"]: row for row in added.iter_rows(named=True)}
    excluded = found["HP:0001249"]
    assert (excluded["disease_id"], excluded["negated"]) == ("ORPHA:558", True)
    assert found["HP:0001738"]["frequency_label"] == "HP:0040282"
    pairs = built.table("has_phenotype").select("disease_id", "phenotype_id")
    both = pairs.join(added, on=["disease_id", "phenotype_id"], how="semi")
    assert both.height == added.height


def test_genes_have_their_association(built: Snapshot) -> None:
    edges = built.table("associated_with").filter(source="orphadata_product6")
    assert ("HGNC:3603", "ORPHA:558", CAUSAL, None, "Assessed", "orphadata_product6") in (
        edges.rows()
    )
    assert edges.height == 2


def test_every_statement_is_accounted_for(built: Snapshot) -> None:
    records = {record.source: record for record in built.manifest.sources}
    counted = {name: records[f"orphadata_{name.removeprefix('en_')}"].rows for name in PRODUCTS}
    # disorders and statements: 6 + 7 references + 1 move, 2 + 6, 2 + 3, 2 + 4, 2 + 5
    assert list(counted.values()) == [14, 8, 5, 6, 7]
    assert {record.version for record in records.values() if "orpha" in record.source} == {
        "2024-12-03"
    }
    assert reasons(built, "orphadata_product1") == [
        "names OMIM:610168, a disease that no other source describes",
        "OMIM:154700 is no match of ORPHA:33069: Orphanet marks it as wrong",
        "'OMIM:27020' is not a well-formed OMIM identifier",
        "ORPHA:166068 is no longer used",
    ]
    assert reasons(built, "orphadata_product4") == [
        "HP:9999999 is not a term of release 2025-01-16",
        (
            "frequency 'Now and then' is not one of Obligate (100%), Very frequent (99-80%), "
            "Frequent (79-30%), Occasional (29-5%), Very rare (<4-1%), Excluded (0%)"
        ),
    ]
    assert reasons(built, "orphadata_product6") == ["names gene NOSUCH without an HGNC id"]
    assert reasons(built, "orphadata_product9_prev") == ["states no prevalence"]
    assert reasons(built, "orphadata_product9_ages") == ["states no onset"]


def test_quarantined_row_of_xml_has_its_line(built: Snapshot) -> None:
    row = built.table("quarantine").filter(source="orphadata_product4").row(0, named=True)
    line = (FIXTURES / "en_product4.xml").read_text().split("\n")[row["line"] - 1]
    assert "<Disorder " in line


@pytest.mark.parametrize("bare", [False, True])
def test_json_says_the_same_as_xml(
    bare: bool, small_release: Path, built: Snapshot, tmp_path: Path
) -> None:
    shutil.copytree(small_release, tmp_path / "release")
    write_json(tmp_path / "release", bare=bare)
    of_json = build(tmp_path / "release", tmp_path / "snapshot")
    for name in ("diseases", "names", "same_as", "has_phenotype", "associated_with", "retired"):
        assert of_json.table(name).equals(built.table(name)), name
    assert of_json.table("disease_facts").equals(built.table("disease_facts"))
    columns = ["source", "reason"]
    assert (
        of_json.table("quarantine")
        .select(columns)
        .equals(built.table("quarantine").select(columns))
    )


def test_newer_packet_is_taken_and_what_differs_is_reported(joined: Snapshot) -> None:
    diseases = {row["id"]: row for row in joined.table("diseases").iter_rows(named=True)}
    assert diseases["ORPHA:558"]["name"] == "Marfan's syndrome"
    assert diseases["ORPHA:558"]["onset"] == ["Infancy"]
    assert diseases["ORPHA:586"]["inheritance"] == ["Autosomal recessive"]  # has no packet
    same = joined.table("same_as").filter(disease_id="ORPHA:558")
    assert same["predicate"].to_list() == ["skos:exactMatch"]
    edges = joined.table("associated_with").filter(disease_id="ORPHA:558", gene_id="HGNC:3603")
    assert "Candidate gene tested in" in edges["type"]
    assert CAUSAL not in edges["type"]
    conflicts = joined.table("conflicts").select("kind", "subject", "object")
    assert {
        ("name_differs", "ORPHA:558", None),
        ("relation_differs", "ORPHA:558", "OMIM:154700"),
        ("association_differs", "ORPHA:558", "HGNC:3603"),
        ("frequency_differs", "ORPHA:558", "HP:0001132"),
        ("prevalence_differs", "ORPHA:558", "Denmark"),
        ("onset_differs", "ORPHA:558", None),
    } <= set(conflicts.rows())
    assert "inheritance_differs" not in conflicts["kind"]


def test_nothing_is_doubled_beside_packets(joined: Snapshot) -> None:
    facts = joined.table("disease_facts").filter(disease_id="ORPHA:558")
    assert facts.filter(kind="inheritance").height == 1
    for record in joined.manifest.sources:
        assert record.rows == record.kept + record.quarantined


def test_packets_do_not_replace_what_they_have_lost(joined: Snapshot) -> None:
    facts = joined.table("disease_facts").filter(disease_id="ORPHA:558", kind="prevalence")
    assert set(facts["source"]) == {"orphadata_product9_prev"}
    definition = joined.table("diseases").filter(id="ORPHA:558")["definition"].item()
    assert "connective tissue, of the FBN1" in definition


def test_newer_product_is_taken_before_an_older_packet(products: Path, tmp_path: Path) -> None:
    shutil.copytree(products, tmp_path / "release")
    older = MARFAN | {"creationDate": "2023-06-01 10:00:00"}
    (tmp_path / "release" / "orphapackets.jsonl").write_text(json.dumps(older) + "\n")
    found = build(tmp_path / "release", tmp_path / "snapshot")
    row = found.table("diseases").filter(id="ORPHA:558").row(0, named=True)
    assert (row["name"], row["onset"]) == ("Marfan syndrome", ["Childhood", "All ages"])


def test_packets_are_read_from_an_archive_of_files(small_release: Path, tmp_path: Path) -> None:
    shutil.copytree(small_release, tmp_path / "release")
    with zipfile.ZipFile(tmp_path / "release" / "ORPHApackets-master.zip", "w") as archive:
        archive.writestr("ORPHApackets-master/README.md", "Packets")
        archive.writestr("ORPHApackets-master/558.json", json.dumps(MARFAN))
        archive.writestr("ORPHApackets-master/586.json", json.dumps({"Packet": {"Label": "-"}}))
    found = build(tmp_path / "release", tmp_path / "snapshot")
    assert found.table("diseases").filter(id="ORPHA:558")["onset"].to_list() == [["Infancy"]]
    assert reasons(found, "orphapackets") == ["has no ORPHAcode"]


def test_damaged_archive_is_refused(tmp_path: Path, small_release: Path) -> None:
    shutil.copytree(small_release, tmp_path / "release")
    (tmp_path / "release" / "orphapackets.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(SourceError, match="no archive of ORPHApackets"):
        build(tmp_path / "release", tmp_path / "snapshot")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<!DOCTYPE JDBOR [<!ENTITY a "b">]>\n<JDBOR>&a;</JDBOR>', "document type JDBOR"),
        ("<JDBOR><DisorderList><Disorder>", "no whole XML"),
        ("<rdf/>", "no Orphadata product|not an Orphadata product"),
        ("<JDBOR>" + "<Disorder>" * 100, "nests more than"),
        ("<JDBOR>&undeclared;</JDBOR>", "no whole XML"),
        ('{"JDBOR": ', "is no JSON"),
        ('{"other": []}', "not an Orphadata product"),
    ],
)
def test_file_that_is_no_product_is_refused(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "product").write_text(text)
    with pytest.raises(SourceError, match=problem):
        list(read_disorders(tmp_path / "product"))


def test_product_under_the_name_of_another_is_refused(tmp_path: Path, hpo: Ontology) -> None:
    shutil.copy(FIXTURES / "en_product6.xml", tmp_path / "en_product4.xml")
    with pytest.raises(SourceError, match="states no phenotype"):
        read_product(
            tmp_path / "en_product4.xml", "orphadata_product4", "2024-12-03", hpo, Quarantine()
        )


def test_xml_is_read_in_bounded_memory(tmp_path: Path) -> None:
    disorder = "<Disorder><OrphaCode>{}</OrphaCode><Name lang='en'>" + "x" * 1000 + "</Name>"
    body = "\n".join(disorder.format(n) + "</Disorder>" for n in range(20_000))
    path = tmp_path / "en_product1.xml"
    path.write_text(f"<JDBOR><DisorderList>{body}</DisorderList></JDBOR>")
    del body
    tracemalloc.start()
    assert sum(1 for _ in read_disorders(path)) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 2
