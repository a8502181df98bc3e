"""Mondo: its terms as diseases of the graph, whatever form they come in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from rareseek.errors import SourceError
from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.ingest.mondo_terms import read_mondo
from rareseek.ingest.quarantine import Quarantine
from rareseek.settings import Settings

MARFAN, CARDIOMYOPATHY, NEW = "MONDO:0007947", "MONDO:0000911", "MONDO:0014297"
OBO = """\
format-version: 1.2
data-version: http://purl.obolibrary.org/obo/mondo/releases/2026-05-05/mondo.owl
ontology: mondo

[Term]
id: MONDO:0000001
name: disease

[Term]
id: MONDO:0700096
name: human disease
is_a: MONDO:0000001

[Term]
id: MONDO:0005583
name: non-human animal disease
is_a: MONDO:0000001

[Term]
id: MONDO:1010021
name: Marfan syndrome, cattle
is_a: MONDO:0005583

[Term]
id: MONDO:0021125
name: disease characteristic

[Term]
id: MONDO:0007947
name: Marfan syndrome
def: "A disorder of the connective tissue." [MONDO:patterns]
synonym: "MFS" EXACT ABBREVIATION [OMIM:154700]
synonym: "dilated cardiomyopathy 1T" RELATED []
is_a: MONDO:0700096

[Term]
id: MONDO:0014297
name: dilated cardiomyopathy 1T
is_a: MONDO:0700096

[Term]
id: MONDO:0000911
name: obsolete dilated cardiomyopathy type T
is_obsolete: true
replaced_by: MONDO:0014297

[Term]
id: MONDO:0000912
name: obsolete gone without a trace
is_obsolete: true
"""
#: The same terms as cellxgene-ontology-guide packs them.
PACKAGED: dict[str, dict[str, Any]] = {
    "MONDO:0000001": {"label": "disease"},
    "MONDO:0700096": {"label": "human disease", "ancestors": {"MONDO:0000001": 1}},
    "MONDO:0005583": {"label": "non-human animal disease", "ancestors": {"MONDO:0000001": 1}},
    "MONDO:1010021": {
        "label": "Marfan syndrome, cattle",
        "ancestors": {"MONDO:0005583": 1, "MONDO:0000001": 2},
    },
    "MONDO:0021125": {"label": "disease characteristic"},
    MARFAN: {
        "label": "Marfan syndrome",
        "description": "A disorder of the connective tissue.",
        "synonyms": ["MFS", "Marfan syndrome", "dilated cardiomyopathy 1T"],
        "ancestors": {"MONDO:0700096": 1, "MONDO:0000001": 2},
    },
    NEW: {
        "label": "dilated cardiomyopathy 1T",
        "ancestors": {"MONDO:0700096": 1, "MONDO:0000001": 2},
    },
    CARDIOMYOPATHY: {
        "label": "obsolete dilated cardiomyopathy type T",
        "deprecated": True,
        "replaced_by": NEW,
    },
    "MONDO:0000912": {"label": "obsolete gone without a trace", "deprecated": True},
}


def written(folder: Path, form: str) -> Path:
    if form == "obo":
        path = folder / "mondo.obo"
        path.write_text(OBO)
        return path
    path = folder / "MONDO-ontology-v2026-05-05.json"
    default = {"ancestors": {}, "deprecated": False}
    path.write_text(json.dumps({one: default | data for one, data in PACKAGED.items()}))
    return path


@pytest.mark.parametrize("form", ["obo", "packaged"])
def test_terms_are_the_same_in_every_form(form: str, tmp_path: Path) -> None:
    quarantine = Quarantine()
    terms = read_mondo(written(tmp_path, form), quarantine)
    assert set(terms.diseases["id"]) == {"MONDO:0000001", "MONDO:0700096", MARFAN, NEW}
    assert ("MONDO:0007947", "MONDO:0700096") in terms.parents.rows()
    assert terms.replaced == {CARDIOMYOPATHY: NEW}
    assert terms.diseases.filter(id=MARFAN)["definition"].item().startswith("A disorder")
    scope = "EXACT" if form == "obo" else "RELATED"
    assert [row[:3] for row in terms.names.rows()] == [(MARFAN, "MFS", scope)]
    assert (terms.rows, terms.kept, quarantine.count("mondo")) == (9, 6, 3)


def test_a_synonym_that_is_another_disease_is_a_conflict(tmp_path: Path) -> None:
    terms = read_mondo(written(tmp_path, "obo"), Quarantine())
    assert terms.conflicts.select("kind", "subject", "object").rows() == [
        ("synonym_is_label", MARFAN, NEW)
    ]


def test_diseases_of_animals_go_to_quarantine(tmp_path: Path) -> None:
    quarantine = Quarantine()
    read_mondo(written(tmp_path, "obo"), quarantine)
    found = quarantine.frame().select("reason", "row").rows()
    assert ("is a disease of animals", "MONDO:1010021 Marfan syndrome, cattle") in found


def test_a_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "packaged")
    path.write_text(path.read_text()[:-200])
    with pytest.raises(SourceError, match="no ontology in JSON, or is cut short"):
        read_mondo(path, Quarantine())


@pytest.fixture(scope="module")
def built(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small release with Mondo's terms, matches and genes."""
    folder = tmp_path_factory.mktemp("mondo")
    sources = folder / "release"
    shutil.copytree(small_release, sources)
    written(sources, "obo")
    (sources / "mondo_exactmatch_omim.sssom.tsv").write_text(
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\n"
        f"{MARFAN}\tMarfan syndrome\tskos:exactMatch\tOMIM:154700\t-\n"
        f"{CARDIOMYOPATHY}\tobsolete cardiomyopathy\tskos:exactMatch\tOMIM:613740\t-\n"
    )
    (sources / "processed-mondo-omim-genes.robot.tsv").write_text(
        "mondo_id\thgnc_id\tomim_disease_xref\tomim_gene\n"
        "ID\tSC 'has material basis in germline mutation in' some %\t>A oboInOwl:source\t\n"
        "http://purl.obolibrary.org/obo/MONDO_0007947\thttp://identifiers.org/hgnc/3603"
        "\tOMIM:154700\thttps://omim.org/entry/134797\n"
        "http://purl.obolibrary.org/obo/MONDO_0000001\tnone\tOMIM:154700\t-\n"
    )
    build_tables(locate(Settings(home=folder / "home"), source_dir=sources), folder)
    return Snapshot.open(folder)


def test_mondo_terms_are_diseases_joined_to_their_records(built: Snapshot) -> None:
    diseases = {row["id"]: row for row in built.table("diseases").iter_rows(named=True)}
    assert (diseases[MARFAN]["source"], diseases[MARFAN]["name"]) == ("MONDO", "Marfan syndrome")
    assert diseases["OMIM:154700"]["mondo_id"] == MARFAN
    same_as = built.table("same_as").select("disease_id", "other_id", "predicate").rows()
    assert ("OMIM:154700", MARFAN, "skos:exactMatch") in same_as


def test_a_match_of_an_obsolete_term_is_followed_and_reported(built: Snapshot) -> None:
    assert ("OMIM:613740", NEW) in built.table("same_as").select("disease_id", "other_id").rows()
    assert (CARDIOMYOPATHY, NEW, "obsolete") in built.table("retired").rows()
    found = built.table("conflicts").filter(kind="moved_id").select("subject", "object").rows()
    assert ("OMIM:613740", CARDIOMYOPATHY) in found


def test_causal_genes_join_omim_diseases(built: Snapshot) -> None:
    pairs = built.table("associated_with").filter(pl.col("source") == "mondo_genes")
    assert pairs.select("gene_id", "disease_id").rows() == [("HGNC:3603", "OMIM:154700")]
    [record] = [one for one in built.manifest.sources if one.source == "mondo_genes"]
    assert (record.rows, record.kept, record.quarantined) == (2, 1, 1)
