"""What the sources beside HPO become: Orphanet, Mondo, HGNC, ClinGen, mim2gene_medgen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from rareseek.errors import SourceError
from rareseek.ingest import Snapshot, build_tables, locate
from rareseek.ingest.orphapackets import read_orphapackets
from rareseek.ingest.quarantine import Quarantine
from rareseek.ontologies import Ontology
from rareseek.settings import Settings

EXACT = "E (Exact mapping: the two concepts are equivalent)"
NARROWER = "NTBT (ORPHAcode is narrower than the targeted code used to represent it)"


def phenotype(term: str, frequency: str) -> dict[str, Any]:
    return {"Phenotype": {"HPOId": term, "HPOTerm": "-", "HPOFrequency": frequency}}


MARFAN = {
    "ORPHAcode": "558",
    "creationDate": "2025-12-09 10:00:00",
    "Label": "Marfan syndrome",
    "DisorderType": {"value": "Disease"},
    "Synonyms": [{"Synonym": "MFS"}],
    "TextSection": {"TextSectionType": "Definition", "Contents": "Tall stature lens and aorta."},
    "ExternalReferences": [
        {
            "ExternalReference": {
                "Source": "OMIM",
                "Reference": "154700",
                "DisorderMappingRelation": EXACT,
            }
        },
        {"Source": "OMIM", "Reference": "999999", "DisorderMappingRelation": NARROWER},
    ],
    "Genes": [
        {
            "Gene": {
                "Symbol": "FBN1",
                "ExternalReferences": [{"Source": "HGNC", "Reference": "3603"}],
                "DisorderGeneAssociationType": "Disease-causing germline mutation(s) in",
            }
        },
        {"Gene": {"Symbol": "NOSUCH", "ExternalReferences": []}},
    ],
    "Parents": {"Parent": [{"ORPHAcode": "284993", "Label": "Marfan-related disorders"}]},
    "Phenotypes": [
        phenotype("HP:0000545", "Very frequent (99-80%)"),  # HPOA says frequent
        phenotype("HP:0001505", "Occasional (29-5%)"),  # retired, now HP:0001166
        phenotype("HP:0001249", "Excluded (0%)"),
        phenotype("HP:0001250", "Now and then"),
    ],
    "Prevalences": {
        "Prevalence": [
            {
                "Source": "ORPHANET",
                "PrevalenceType": "Point prevalence",
                "PrevalenceClass": "1-5 / 10 000",
                "ValMoy": "no data",
                "PrevalenceGeographic": "Europe",
                "PrevalenceQualification": "Class only",
            }
        ]
    },
    "AverageAgeOfOnsets": [{"AverageAgeOfOnset": {"value": "Childhood"}}],
    "TypeOfInheritances": {"TypeOfInheritance": [{"value": "Autosomal dominant"}]},
}
PRODUCT1 = {
    "JDBOR": [
        {
            "date": "2024-12-03 07:03:37",
            "DisorderList": [
                {
                    "Disorder": [
                        {
                            "OrphaCode": "558",
                            "Name": [{"lang": "en", "label": "Marfan syndrome"}],
                            "SummaryInformationList": [
                                {
                                    "SummaryInformation": [
                                        {
                                            "TextSectionList": [
                                                {
                                                    "TextSection": [
                                                        {
                                                            "Contents": "Tall stature, "
                                                            "<i>lens</i>, and aorta."
                                                        }
                                                    ]
                                                }
                                            ]
                                        }
                                    ]
                                }
                            ],
                            "DisorderDisorderAssociationList": [
                                {
                                    "DisorderDisorderAssociation": [
                                        {
                                            "RootDisorder": [{"OrphaCode": "1"}],
                                            "TargetDisorder": [{"cycle": "true"}],
                                            "DisorderDisorderAssociationType": [
                                                {"Name": [{"lang": "en", "label": "Moved to"}]}
                                            ],
                                        }
                                    ]
                                }
                            ],
                        }
                    ]
                }
            ],
        }
    ]
}
SSSOM = "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\n"
OMIM = [
    "MONDO:0007947\tMarfan syndrome\tskos:exactMatch\tOMIM:154700\tmarfan syndrome",
    "MONDO:0011424\tstiff skin syndrome, type 2\tskos:exactMatch\tOMIM:604308\t-",
    "MONDO:0000911\tobsolete cardiomyopathy\tskos:exactMatch\tOMIM:613740\t-",
    "MONDO:0018214\tDravet spectrum\tskos:exactMatch\tOMIM:607208\t-",
]
ORPHANET = [
    "MONDO:0007947\tMarfan syndrome\tskos:exactMatch\tOrphanet:1\tmoved",
    "MONDO:0018214\tDravet spectrum\tskos:exactMatch\tOrphanet:33069\t-",
    "MONDO:0018214\tDravet spectrum\tskos:exactMatch\tOrphanet:284993\t-",
    "MONDO:0000001\tdisease\tskos:exactMatch\tOrphanet:377788\tdisease",
]
HGNC_COLUMNS = (
    "hgnc_id",
    "symbol",
    "status",
    "alias_symbol",
    "prev_symbol",
    "entrez_id",
    "ensembl_gene_id",
)
HGNC = [
    ("HGNC:3603", "FBN1", "Approved", '"SGS|FBN1|MASS"', "FBN", "2200", "ENSG00000166147"),
    ("HGNC:10585", "SCN1A", "Approved", '"NAV1.1|HBSCI"', "SCN1", "6323", ""),
    ("HGNC:10597", "SCN9A", "Approved", '"HBSCI|SCN1A"', "", "6335", ""),
    ("HGNC:9999", "GONE1", "Entry Withdrawn", "", "", "", ""),
]
CLINGEN = [
    ("FBN1", "HGNC:3603", "Marfan syndrome", "MONDO:0007947", "AD", "Definitive"),
    ("SCN1A", "HGNC:10585", "epilepsy", "MONDO:0005027", "AD", "Moderate"),
]
MIM2GENE = [
    "154700\t2200\tphenotype\t GeneMap\tC0024796\t-",
    "604308\t4763\tphenotype\t GeneMap\tC1\tsusceptibility",
    "134797\t2200\tgene\t-\t-\t-",
    "100050\t-\tphenotype\t-\tC3149220\t-",
]


@pytest.fixture(scope="module")
def sources(small_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small release of HPO with every other source in miniature."""
    folder = tmp_path_factory.mktemp("sources") / "release"
    shutil.copytree(small_release, folder)
    packets = [json.dumps(MARFAN), json.dumps({"ORPHAcode": "558", "Label": "again"}), "[]"]
    texts = {
        "orphapackets_en_2025-12-09.jsonl": "\n".join(packets) + "\n",
        "en_product1_2024-12-03.json": json.dumps(PRODUCT1),
        "mondo_exactmatch_omim.sssom.tsv": SSSOM + "\n".join(OMIM) + "\n",
        "mondo_exactmatch_orphanet.sssom.tsv": SSSOM + "\n".join(ORPHANET) + "\n",
        "hgnc_complete_set_2024-11.txt": "\n".join("\t".join(r) for r in (HGNC_COLUMNS, *HGNC)),
        "clingen_gene_disease_validity_2025-10-09.csv": _clingen(),
        "mim2gene_medgen.tsv": "#MIM number\tGeneID\ttype\tSource\tMedGenCUI\tComment\n"
        + "\n".join(MIM2GENE),
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


def _clingen() -> str:
    header = (
        "GENE SYMBOL",
        "GENE ID (HGNC)",
        "DISEASE LABEL",
        "DISEASE ID (MONDO)",
        "MOI",
        "CLASSIFICATION",
    )
    rows = [("FILE CREATED: 2025-10-09",), header, ("+++",) * len(header), *CLINGEN]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("snapshot")
    build_tables(locate(Settings(home=folder / "home"), source_dir=sources), folder)
    return Snapshot.open(folder)


def reasons(snapshot: Snapshot, source: str) -> list[str]:
    return list(snapshot.table("quarantine").filter(pl.col("source") == source)["reason"])


def test_every_source_accounts_for_its_rows(built: Snapshot) -> None:
    records = {record.source: record for record in built.manifest.sources}
    assert len(records) == 11
    for record in records.values():
        assert record.rows == record.kept + record.quarantined
        assert record.licence
        assert record.attribution
    # the packet, two more lines, 2 references, a parent, 2 genes, 4 phenotypes, 3 facts
    assert records["orphapackets"].rows == 15
    assert records["orphapackets"].version == "2025-12-09"
    assert records["clingen"].version == "2025-10-09"
    assert records["mim2gene_medgen"].version == "undated"


def test_what_packets_say_and_cannot_mean_is_quarantined(built: Snapshot) -> None:
    assert reasons(built, "orphapackets") == [
        (
            "frequency 'Now and then' is not one of Obligate (100%), Very frequent (99-80%), "
            "Frequent (79-30%), Occasional (29-5%), Very rare (<4-1%), Excluded (0%)"
        ),
        "names OMIM:999999, a disease that no other source describes",
        "names gene NOSUCH without an HGNC id",
        "repeats ORPHA:558",
        "is no JSON object",
    ]


def test_disease_has_its_definition_with_commas_and_its_facts(built: Snapshot) -> None:
    row = built.table("diseases").filter(id="ORPHA:558").row(0, named=True)
    assert row["definition"] == "Tall stature, lens, and aorta."
    assert (row["type"], row["mondo_id"]) == ("Disease", "MONDO:0007947")
    assert row["inheritance"] == ["Autosomal dominant"]
    assert row["onset"] == ["Childhood"]
    assert row["prevalence"] == ["Point prevalence: 1-5 / 10 000 (Europe)"]


def test_other_words_in_the_older_product_do_not_replace_a_definition(
    sources: Path, settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(sources, tmp_path / "release")
    product = tmp_path / "release" / "en_product1_2024-12-03.json"
    product.write_text(product.read_text().replace("Tall", "Remarkably tall"))
    build_tables(locate(settings, source_dir=tmp_path / "release"), tmp_path)
    diseases = Snapshot.open(tmp_path).table("diseases")
    assert diseases.filter(id="ORPHA:558")["definition"].item() == "Tall stature lens and aorta."


def test_parent_without_a_packet_is_a_named_node(built: Snapshot) -> None:
    assert ("ORPHA:558", "ORPHA:284993") in built.table("disease_is_a").rows()
    parent = built.table("diseases").filter(id="ORPHA:284993")
    assert parent["name"].item() == "Marfan-related disorders"
    absent = built.table("conflicts").filter(kind="code_without_packet")["subject"]
    assert "ORPHA:284993" in absent


def test_annotations_that_hpoa_has_are_not_doubled(
    built: Snapshot, small_snapshot: Snapshot
) -> None:
    added = built.table("has_phenotype").filter(source="orphapackets")
    before = small_snapshot.table("has_phenotype")
    pairs = set(before.select("disease_id", "phenotype_id").rows())
    assert added.height
    assert not pairs & set(added.select("disease_id", "phenotype_id").rows())
    excluded = added.filter(phenotype_id="HP:0001249").row(0, named=True)
    assert (excluded["negated"], excluded["frequency_label"]) == (True, "HP:0040285")
    assert excluded["references"] == ["ORPHA:558"]
    assert built.table("has_phenotype").height == before.height + added.height


def test_retired_terms_are_followed(sources: Path, hpo: Ontology) -> None:
    packets = read_orphapackets(sources / "orphapackets_en_2025-12-09.jsonl", hpo, Quarantine())
    row = packets.statements["phenotype"].filter(original_id="HP:0001505").row(0, named=True)
    assert row["phenotype_id"] == "HP:0001166"


def test_file_without_any_packet_is_refused(tmp_path: Path, hpo: Ontology) -> None:
    (tmp_path / "orphapackets.jsonl").write_text('{"Label": "no code"}\n')
    with pytest.raises(SourceError, match="no ORPHApacket"):
        read_orphapackets(tmp_path / "orphapackets.jsonl", hpo, Quarantine())


def test_records_are_joined_with_their_relation(built: Snapshot) -> None:
    rows = set(built.table("same_as").rows())
    to_mondo = {row[:3] for row in rows if row[1].startswith("MONDO:")}
    assert {
        ("OMIM:154700", "MONDO:0007947", "skos:exactMatch"),
        ("ORPHA:558", "MONDO:0007947", "skos:exactMatch"),
        ("OMIM:607208", "MONDO:0018214", "skos:exactMatch"),
        ("ORPHA:33069", "MONDO:0018214", "skos:closeMatch"),  # one of two: not exact
    } <= to_mondo
    assert {row for row in rows if not row[1].startswith("MONDO:")} == {
        ("ORPHA:558", "OMIM:154700", "skos:exactMatch", "Mondo"),  # through a moved code
        ("ORPHA:558", "OMIM:154700", "skos:exactMatch", "Orphanet"),
        ("ORPHA:33069", "OMIM:607208", "skos:closeMatch", "Mondo"),  # one of two: not exact
        ("ORPHA:284993", "OMIM:607208", "skos:closeMatch", "Mondo"),
    }


def test_conflicts_are_reported(built: Snapshot) -> None:
    conflicts = built.table("conflicts")
    found = set(conflicts.select("kind", "subject", "object").rows())
    assert ("moved_id", "MONDO:0007947", "ORPHA:1") in found
    assert ("mondo_exact_to_several", "MONDO:0018214", "ORPHA:284993|ORPHA:33069") in found
    assert ("alias_is_symbol", "SCN1A", "HGNC:10597") in found
    assert ("alias_of_several_genes", "HBSCI", "HGNC:10585|HGNC:10597") in found


def test_genes_have_hgnc_ids_and_names_that_mean_one_gene(built: Snapshot) -> None:
    genes = built.table("genes")
    fbn1 = ("HGNC:3603", "FBN1", "2200", "ENSG00000166147")
    assert genes.filter(symbol="FBN1").rows() == [fbn1]
    assert genes.filter(id="NCBIGene:4763")["symbol"].item() == "NF1"  # HGNC does not know it here
    names = set(built.table("names").select("id", "name", "type").rows())
    assert ("HGNC:3603", "MASS", "alias") in names
    assert ("HGNC:3603", "FBN", "previous") in names
    assert ("HGNC:10597", "SCN1A", "alias") not in names
    assert not any(name == "HBSCI" for _, name, _ in names)


def test_gene_associations_of_every_source(built: Snapshot) -> None:
    columns = ("gene_id", "disease_id", "type", "moi", "confidence", "source")
    rows = set(built.table("associated_with").select(columns).rows())
    causal = "Disease-causing germline mutation(s) in"
    validity = "gene-disease validity"
    assert ("HGNC:3603", "ORPHA:558", causal, None, None, "orphapackets") in rows
    for disease in ("ORPHA:558", "OMIM:154700"):
        assert ("HGNC:3603", disease, validity, "AD", "Definitive", "clingen") in rows
    assert any(row[:2] == ("HGNC:3603", "OMIM:604308") for row in rows)  # named by Mondo alone
    stated = ("NCBIGene:4763", "OMIM:604308", "susceptibility", None, None, "mim2gene_medgen")
    assert stated in rows
    copies = [row for row in rows if row[:2] == ("HGNC:3603", "OMIM:154700")]
    assert {row[-1] for row in copies} == {"genes_to_disease", "clingen"}


def test_rows_of_other_sources_that_lead_nowhere_are_quarantined(built: Snapshot) -> None:
    assert reasons(built, "mondo_omim") == [
        "MONDO:0000911 is obsolete in Mondo, and nothing known replaces it"
    ]
    assert reasons(built, "mondo_orphanet") == [
        "names ORPHA:377788, a disease that no other source describes"
    ]
    assert reasons(built, "hgnc") == ["HGNC:9999 is entry withdrawn"]
    assert reasons(built, "clingen") == ["names MONDO:0005027, which is no disease of the graph"]
    assert reasons(built, "mim2gene_medgen") == [
        "OMIM:134797 is an entry about a gene",
        "names no gene",
    ]
