"""Readers: OBO, OWL and OBO Graphs JSON of one release give one equal ontology."""

from __future__ import annotations

import gzip
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

from rareseek.errors import SourceError
from rareseek.ontologies import (
    Synonym,
    read_obo,
    read_obographs,
    read_ontology,
    read_owl,
)

if TYPE_CHECKING:
    from rareseek.ontologies import Ontology, Term

OBO = "http://purl.obolibrary.org/obo/"

#: Two terms as ROBOT writes them: the alternative id HP:0001505 stands once more, deprecated.
ROBOT_OWL = """<?xml version="1.0"?>
<rdf:RDF xmlns="http://purl.obolibrary.org/obo/hp.owl#"
     xmlns:obo="http://purl.obolibrary.org/obo/"
     xmlns:owl="http://www.w3.org/2002/07/owl#"
     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
     xmlns:oboInOwl="http://www.geneontology.org/formats/oboInOwl#">
  <owl:Ontology rdf:about="http://purl.obolibrary.org/obo/hp.owl">
    <owl:versionIRI rdf:resource="http://purl.obolibrary.org/obo/hp/releases/2025-01-16/hp.owl"/>
  </owl:Ontology>
  <owl:AnnotationProperty rdf:about="http://purl.obolibrary.org/obo/hp#layperson">
    <rdfs:label>layperson term</rdfs:label>
    <rdfs:subPropertyOf
      rdf:resource="http://www.geneontology.org/formats/oboInOwl#SynonymTypeProperty"/>
  </owl:AnnotationProperty>
  <owl:Class rdf:about="http://purl.obolibrary.org/obo/HP_0001238">
    <rdfs:label>Slender finger</rdfs:label>
  </owl:Class>
  <owl:Class rdf:about="http://purl.obolibrary.org/obo/HP_0001166">
    <rdfs:subClassOf rdf:resource="http://purl.obolibrary.org/obo/HP_0001238"/>
    <rdfs:subClassOf>
      <owl:Restriction>
        <owl:onProperty rdf:resource="http://purl.obolibrary.org/obo/BFO_0000051"/>
        <owl:someValuesFrom rdf:resource="http://purl.obolibrary.org/obo/PATO_0000592"/>
      </owl:Restriction>
    </rdfs:subClassOf>
    <obo:IAO_0000115>Abnormally long and slender fingers ("spider fingers").</obo:IAO_0000115>
    <oboInOwl:hasAlternativeId>HP:0001505</oboInOwl:hasAlternativeId>
    <oboInOwl:hasExactSynonym>Long slender fingers</oboInOwl:hasExactSynonym>
    <oboInOwl:hasExactSynonym>Spider fingers</oboInOwl:hasExactSynonym>
    <rdfs:label>Arachnodactyly</rdfs:label>
  </owl:Class>
  <owl:Axiom>
    <owl:annotatedSource rdf:resource="http://purl.obolibrary.org/obo/HP_0001166"/>
    <owl:annotatedProperty
      rdf:resource="http://www.geneontology.org/formats/oboInOwl#hasExactSynonym"/>
    <owl:annotatedTarget>Long slender fingers</owl:annotatedTarget>
    <oboInOwl:hasSynonymType rdf:resource="http://purl.obolibrary.org/obo/hp#layperson"/>
  </owl:Axiom>
  <owl:Class rdf:about="http://purl.obolibrary.org/obo/HP_0001505">
    <obo:IAO_0000231 rdf:resource="http://purl.obolibrary.org/obo/IAO_0000227"/>
    <obo:IAO_0100001 rdf:resource="http://purl.obolibrary.org/obo/HP_0001166"/>
    <owl:deprecated rdf:datatype="http://www.w3.org/2001/XMLSchema#boolean">true</owl:deprecated>
  </owl:Class>
  <owl:Class rdf:about="http://purl.obolibrary.org/obo/PATO_0000592">
    <rdfs:label>thin</rdfs:label>
  </owl:Class>
</rdf:RDF>
"""

SAME_IN_OBO = """format-version: 1.2
data-version: hp/releases/2025-01-16
synonymtypedef: layperson "layperson term"
ontology: hp

[Term]
id: HP:0001166
name: Arachnodactyly
alt_id: HP:0001505
def: "Abnormally long and slender fingers (\\"spider fingers\\")." [HPO:curator]
synonym: "Long slender fingers" EXACT layperson []
synonym: "Spider fingers" EXACT [ORCID:0000-0001-5208-3432]
is_a: HP:0001238 ! Slender finger

[Term]
id: HP:0001238
name: Slender finger

"""


def obographs(ontology: Ontology) -> dict[str, Any]:
    """The same release as OBO Graphs JSON, in the form ROBOT writes."""
    nodes = [node(term) for term in ontology.terms.values()]
    alias = {"basicPropertyValues": [{"pred": f"{OBO}IAO_0000231", "val": f"{OBO}IAO_0000227"}]}
    nodes.append({"id": iri("HP:0001505"), "type": "CLASS", "meta": {**alias, "deprecated": True}})
    nodes.append({"id": f"{OBO}BFO_0000050", "lbl": "part of", "type": "PROPERTY"})
    edges = [
        {"sub": iri(term.id), "pred": "is_a", "obj": iri(parent)}
        for term in ontology.terms.values()
        for parent in term.parents
    ]
    edges.append({"sub": iri("HP:0000118"), "pred": "is_a", "obj": f"{OBO}UPHENO_0001001"})
    meta = {"version": f"{OBO}hp/releases/{ontology.version}/hp.json"}
    return {"graphs": [{"id": f"{OBO}hp.json", "meta": meta, "nodes": nodes, "edges": edges}]}


def iri(curie: str) -> str:
    return OBO + curie.replace(":", "_")


def node(term: Term) -> dict[str, Any]:
    in_owl = "http://www.geneontology.org/formats/oboInOwl#"
    values = [{"pred": f"{in_owl}hasAlternativeId", "val": alias} for alias in term.alternative_ids]
    values += [{"pred": f"{in_owl}consider", "val": other} for other in term.consider]
    if term.replaced_by:
        values.append({"pred": f"{OBO}IAO_0100001", "val": iri(term.replaced_by)})
    meta: dict[str, Any] = {"basicPropertyValues": values}
    if term.definition:
        meta["definition"] = {"val": term.definition, "xrefs": ["ORCID:0000-0002-0736-9199"]}
    if term.obsolete:
        meta["deprecated"] = True
    meta["synonyms"] = [
        {"pred": f"has{synonym.scope.title()}Synonym", "val": synonym.text}
        | ({"synonymType": synonym_type(synonym.type)} if synonym.type else {})
        for synonym in term.synonyms
    ]
    return {"id": iri(term.id), "lbl": term.name, "type": "CLASS", "meta": meta}


def synonym_type(name: str) -> str:
    return iri(name) if name.startswith("HP:") else f"{OBO}hp#{name}"


@pytest.fixture(scope="module")
def obo(small_release: Path) -> Path:
    return small_release / "hp.obo"


def written(folder: Path, content: bytes | str, name: str = "hp.obo") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_obo_gives_names_definitions_and_scoped_synonyms(obo: Path) -> None:
    ontology = read_obo(obo)
    term = ontology.terms["HP:0001166"]
    assert ontology.version == "2025-01-16"
    assert term.name == "Arachnodactyly"
    assert term.definition == "What these tests call arachnodactyly."
    assert Synonym("Spider fingers", "EXACT", "layperson") in term.synonyms
    assert term.parents == ("HP:0001238",)
    assert term.alternative_ids == ("HP:0001505",)


def test_pronto_and_obonet_read_the_same_release_alike(obo: Path) -> None:
    assert read_owl(obo) == read_obo(obo)


def test_owl_equals_obo(obo: Path, tmp_path: Path) -> None:
    import pronto

    owl = tmp_path / "hp.owl"
    with warnings.catch_warnings(), owl.open("wb") as file:
        warnings.simplefilter("ignore")
        pronto.Ontology(str(obo)).dump(file, "rdf")
    assert read_ontology(owl) == read_obo(obo)


def test_owl_as_robot_writes_it_equals_obo(tmp_path: Path) -> None:
    owl, same = written(tmp_path, ROBOT_OWL, "hp.owl"), written(tmp_path, SAME_IN_OBO)
    assert read_ontology(owl) == read_ontology(same)


def test_json_equals_obo(obo: Path, tmp_path: Path) -> None:
    ontology = read_obo(obo)
    path = written(tmp_path, json.dumps(obographs(ontology)), "hp.json")
    assert read_obographs(path) == ontology
    assert read_ontology(path) == ontology


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_compression_is_seen_from_the_content(obo: Path, tmp_path: Path, pack: Any) -> None:
    packed = written(tmp_path, pack(obo.read_bytes()), "hp-of-today")
    assert read_ontology(packed) == read_obo(obo)


def test_only_the_namespace_asked_for_is_kept(tmp_path: Path) -> None:
    foreign = "[Term]\nid: UBERON:0002389\nname: manual digit\nis_a: BFO:0000001\n\n"
    path = written(tmp_path, SAME_IN_OBO + foreign)
    assert set(read_obo(path).terms) == {"HP:0001166", "HP:0001238"}
    with pytest.raises(SourceError, match="holds no MP terms"):
        read_obo(path, prefix="MP")


def test_quoted_text_keeps_exclamation_marks_and_escapes(tmp_path: Path) -> None:
    clause = 'synonym: "Look ! a \\"spider\\" {finger}" NARROW [] ! comment\nis_a'
    path = written(tmp_path, SAME_IN_OBO.replace("is_a", clause))
    wanted = Synonym('Look ! a "spider" {finger}', "NARROW")
    assert wanted in read_obo(path).terms["HP:0001166"].synonyms


WRONG_FILES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n\n \n", "is empty"),
    "binary": (b"\x00\x01\x02\x03" * 100, "is a binary file"),
    "not UTF-8": (b"format-version: 1.2\nremark: K\xf6hler\n[Term]\n", ":2: is not UTF-8"),
    "web page": (b"<!DOCTYPE html><html><body>404</body></html>", "is an HTML page"),
    "a table": (b"id\tname\nHP:0000001\tAll\n", "no \\[Term\\] stanza"),
    "cut gzip": (gzip.compress(SAME_IN_OBO.encode())[:-20], "cut short or damaged"),
    "cut zstd": (zstandard.compress(SAME_IN_OBO.encode() * 9)[:-9], "cut short or damaged"),
    "cut line": (SAME_IN_OBO.rstrip()[:-3].encode(), "last line does not end"),
    "no version": (SAME_IN_OBO.replace("data-version", "remark").encode(), "states no version"),
    "twice": ((SAME_IN_OBO * 2).encode(), "defines HP:0001166 2 times"),
    "cut at a stanza": (
        SAME_IN_OBO.partition("[Term]\nid: HP:0001238")[0].encode(),
        "HP:0001166 is_a HP:0001238, which it does not define",
    ),
    "cycle": (
        SAME_IN_OBO.replace("finger\n\n", "finger\nis_a: HP:0001166\n\n").encode(),
        "cycle of is_a through HP:0001166 and HP:0001238",
    ),
    "stanza without id": (b"data-version: 1\n\n[Term]\nname: All\n", "not a readable OBO"),
    "cut JSON": (b'{"graphs": [{"nodes": [', "is no OBO Graphs JSON, or is cut short"),
    "other JSON": (b'{"associations": []}', "is no OBO Graphs JSON"),
    "JSON without terms": (
        b'{"graphs": [{"meta": {"version": "2025-01-16"}, "nodes": []}]}',
        "holds no HP terms",
    ),
    "cut OWL": (ROBOT_OWL[:2000].encode(), "is not a readable ontology"),
    "other XML": (b'<?xml version="1.0"?><feed/>', "is not a readable ontology"),
}


@pytest.mark.parametrize("case", WRONG_FILES)
def test_wrong_file_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    content, reason = WRONG_FILES[case]
    path = written(tmp_path, content)
    with pytest.raises(SourceError, match=reason) as refusal:
        read_ontology(path)
    assert refusal.value.path == path
    assert "\n" not in str(refusal.value)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_ontology(tmp_path / "hp.obo")
    with pytest.raises(SourceError, match="cannot be read"):
        read_ontology(tmp_path)


def test_no_cut_of_a_release_passes_for_the_whole(obo: Path, tmp_path: Path) -> None:
    content = obo.read_bytes()
    terms_end = content.index(b"[Typedef]")
    for size in range(0, terms_end, 997):
        with pytest.raises(SourceError):
            read_obo(written(tmp_path, content[:size]))


@pytest.mark.data
@pytest.mark.parametrize("release", ["2025-01-16", "2026-02-16"])
def test_real_release_reads_alike_with_both_libraries(data_dir: Path, release: str) -> None:
    path = data_dir / "hpo" / f"hp_{release}.obo.gz"
    ontology = read_obo(path)
    assert ontology.version == release
    assert len(ontology.ids) > 19_000
    assert ontology == read_owl(path)
    assert ontology.ancestors("HP:0001166") >= {"HP:0001238", "HP:0000118", "HP:0000001"}
