"""Reading cases: every format, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from rareseek.errors import CaseError, InputError
from rareseek.retrieval.cases import Case, article, parse_case, read_cases

PHENOPACKET: dict[str, Any] = {
    "id": "PMID_1_proband",
    "subject": {"id": "proband"},
    "phenotypicFeatures": [
        {"type": {"id": "HP:0001166", "label": "Arachnodactyly"}},
        {"type": {"id": "HP:0001250", "label": "Seizure"}, "excluded": True},
    ],
    "interpretations": [
        {
            "diagnosis": {
                "disease": {"id": "OMIM:154700", "label": "Marfan syndrome"},
                "genomicInterpretations": [
                    {
                        "variantInterpretation": {
                            "variationDescriptor": {
                                "geneContext": {"valueId": "HGNC:3603", "symbol": "FBN1"}
                            }
                        }
                    }
                ],
            }
        }
    ],
    "metaData": {"externalReferences": [{"id": "PMID:1"}, {"id": "DOI:10.1/x"}]},
}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_phenopacket_gives_findings_genes_article_and_diagnosis(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, "one.json", json.dumps(PHENOPACKET)))
    assert isinstance(case, Case)
    assert case.phenotypes == ("HP:0001166",)
    assert case.excluded == ("HP:0001250",)
    assert case.genes == ("HGNC:3603",)
    assert case.articles == ("PMID:1",)
    assert case.diagnoses == ("OMIM:154700",)


def test_the_sex_of_a_patient_is_read(tmp_path: Path) -> None:
    packet = {**PHENOPACKET, "subject": {"id": "proband", "sex": "MALE"}}
    lines = [packet, {"id": "b", "phenotypes": [], "sex": "f"}, {**PHENOPACKET, "id": "c"}]
    text = "\n".join(map(json.dumps, lines))
    found = read_cases(written(tmp_path, "cases.jsonl", text))
    assert [case.patient.sex for case in found if isinstance(case, Case)] == [
        "male",
        "female",
        None,
    ]


def test_a_rejected_variant_is_none_of_the_patients(tmp_path: Path) -> None:
    packet = json.loads(json.dumps(PHENOPACKET))
    genomic = packet["interpretations"][0]["diagnosis"]["genomicInterpretations"]
    genomic[0]["interpretationStatus"] = "REJECTED"
    (case,) = read_cases(written(tmp_path, "one.json", json.dumps(packet)))
    assert isinstance(case, Case)
    assert (case.genes, case.variants) == ((), ())


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        written(tmp_path, f"{name}.json", json.dumps({**PHENOPACKET, "id": name}))
    assert [case.id for case in read_cases(tmp_path) if isinstance(case, Case)] == ["a", "b"]


def test_gzipped_lines_of_phenopackets(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl.gz"
    lines = "\n".join(json.dumps({**PHENOPACKET, "id": str(i)}) for i in range(3))
    path.write_bytes(gzip.compress(lines.encode()))
    assert [case.id for case in read_cases(path) if isinstance(case, Case)] == ["0", "1", "2"]


def test_case_lines_with_pmid_and_variants(tmp_path: Path) -> None:
    record = {"id": "a", "phenotypes": ["HP:0001166"], "excluded": ["HP:0001250"], "pmid": 7}
    record["variants"] = ["15-48411304-G-A"]
    (case,) = read_cases(written(tmp_path, "c.jsonl", json.dumps(record)))
    assert isinstance(case, Case)
    assert case.articles == ("PMID:7",)
    assert case.variants == ("15-48411304-G-A",)


def test_rarebench_lines_are_numbered_from_zero(tmp_path: Path) -> None:
    line = '{"Phenotype": ["HP:0001166"], "RareDisease": ["OMIM:154700", "CCRD:1"]}'
    cases = list(read_cases(written(tmp_path, "r.jsonl", f"{line}\n{line}\n")))
    assert [case.id for case in cases if isinstance(case, Case)] == ["0", "1"]
    assert isinstance(cases[0], Case)
    assert cases[0].diagnoses == ("OMIM:154700", "CCRD:1")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{not json", "not valid JSON"),
        ('{"id": "x"}', 'has neither "phenotypes"'),
        ('{"id": "x", "phenotypes": "HP:0001166"}', "must be a list"),
        ('{"id": "x", "phenotypes": [1]}', "ids as text"),
        ('{"id": "x", "phenotypicFeatures": [{}]}', "no type.id"),
        ("[1]", "not a JSON object"),
    ],
)
def test_a_bad_line_comes_as_its_error_and_the_others_go_on(
    tmp_path: Path, line: str, sentence: str
) -> None:
    good = '{"id": "good", "phenotypes": ["HP:0001166"]}'
    cases = list(read_cases(written(tmp_path, "c.jsonl", f"{good}\n{line}\n{good}\n")))
    assert isinstance(cases[0], Case)
    assert isinstance(cases[2], Case)
    assert isinstance(cases[1], CaseError)
    assert sentence in str(cases[1])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\x00\x01\xff\xfe", "not a text file"),
        (gzip.compress(b'{"id": "a"}' * 50)[:30], "damaged or cut off"),
        (b"id,phenotypes\na,HP:0001166\n", "neither JSON nor JSON lines"),
    ],
)
def test_a_file_of_no_cases_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        list(read_cases(path))


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.json: cannot be read"):
        list(read_cases(tmp_path / "nowhere.json"))
    with pytest.raises(InputError, match=r"no \.json file"):
        list(read_cases(tmp_path))


@pytest.mark.parametrize(
    "spelling", ["24573067", "PMID:24573067", "pmid: 24573067", "PMID_24573067"]
)
def test_spellings_of_an_article(spelling: str) -> None:
    assert article(spelling) == "PMID:24573067"


def test_a_phenopacket_says_who_the_patient_is() -> None:
    case = parse_case(
        {
            "id": "p",
            "subject": {
                "sex": "FEMALE",
                "timeAtLastEncounter": {"age": {"iso8601duration": "P8Y6M"}},
            },
            "phenotypicFeatures": [{"type": {"id": "HP:0001250"}}],
            "diseases": [{"onset": {"ontologyClass": {"id": "HP:0003593"}}}],
        },
        0,
    )
    assert (case.patient.age_years, case.patient.sex, case.patient.onset_years) == (
        8.5,
        "female",
        0.5,
    )


def test_what_a_case_does_not_say_of_the_patient_stays_unknown() -> None:
    case = parse_case({"id": "a", "phenotypes": ["HP:0001250"], "sex": "UNKNOWN_SEX"}, 0)
    assert (case.patient.age_years, case.patient.sex, case.patient.onset_years) == (None,) * 3
