"""Measured values in sentences, and what looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval import Normaliser
from rareseek.retrieval.normalisation.analytes import GRADES, analytes
from rareseek.retrieval.normalisation.growth import MEASURES

SHORT, TALL = "HP:0004322", "HP:0000098"
MICROCEPHALY, MACROCEPHALY, PRIMARY_MICROCEPHALY = "HP:0000252", "HP:0000256", "HP:0011451"
UNDERWEIGHT, OVERWEIGHT, OBESITY = "HP:0004325", "HP:0004324", "HP:0001513"
THROMBOPENIA, THROMBOCYTOSIS, ANEMIA = "HP:0001873", "HP:0001894", "HP:0001903"
LEUKOPENIA, NEUTROPENIA = "HP:0001882", "HP:0001875"
HYPONATREMIA, HYPOKALEMIA, HYPERKALEMIA = "HP:0002902", "HP:0002900", "HP:0002153"
HYPOCALCEMIA, HYPOGLYCEMIA, HYPERGLYCEMIA = "HP:0002901", "HP:0001943", "HP:0003074"
CK, ALT, LACTATE, AMMONIA, TSH = (
    "HP:0003236", "HP:0031964", "HP:0002151", "HP:0001987", "HP:0002925",
)  # fmt: skip
MILD_ID, MODERATE_ID, SEVERE_ID, PROFOUND_ID, BORDERLINE_ID, ID, DELAY = (
    "HP:0001256", "HP:0002342", "HP:0010864", "HP:0002187", "HP:0006889", "HP:0001249",
    "HP:0001263",
)  # fmt: skip
GFR, EJECTION, FEVER, HYPOTHERMIA, HYPERTENSION = (
    "HP:0012213", "HP:0012664", "HP:0001945", "HP:0002045", "HP:0000822",
)  # fmt: skip
PRETERM, SMALL, LARGE = "HP:0001622", "HP:0001518", "HP:0001520"
APGAR_1, APGAR_5 = "HP:0030918", "HP:0030919"

PRESENT: list[tuple[str, set[str]]] = [
    ("Prolactin was 141.7 ng/mL (normal range: 3.5-15.5).", {"HP:0000870"}),
    ("IGF-1: 970 ng/mL (normal range: 115-307).", {"HP:0030269"}),
    ("Creatinine kinase 12,581 IU/L.", {"HP:0003236"}),
    ("An 8-year-old boy. Ceruloplasmin 4 mg/dL.", {"HP:0010837"}),
    ("Her height was -3 SD.", {SHORT}),
    ("Height 112 cm (-3.2 SD).", {SHORT}),
    ("He is 3 SD below the mean in height.", set()),
    ("Height was 3 SD below the mean.", {SHORT}),
    ("Height was more than 2 standard deviations below the mean for age.", {SHORT}),
    ("Height z-score -2.8", {SHORT}),
    ("Height SDS: −4.1", {SHORT}),
    ("-3 SD for height", {SHORT}),
    ("height <3rd centile", {SHORT}),
    ("Height below the third percentile.", {SHORT}),
    ("Her stature was well below the 3rd percentile.", {SHORT}),
    ("height P<3", {SHORT}),
    ("Height was between -2 and -3 SD.", {SHORT}),
    ("height 190 cm (>97th centile)", {TALL}),
    ("Height +2.6 SDS", {TALL}),
    ("OFC 46 cm (-4 SD)", {MICROCEPHALY}),
    ("Head circumference was on the 0.4th centile.", {MICROCEPHALY}),
    ("occipitofrontal circumference 60 cm (+3 SD)", {MACROCEPHALY}),
    ("Head circumference above the 98th percentile", {MACROCEPHALY}),
    ("Head circumference at birth was 30 cm (<3rd centile).", {PRIMARY_MICROCEPHALY}),
    ("Weight, length and head circumference were below the 3rd percentile.",
     {SHORT, UNDERWEIGHT, MICROCEPHALY}),
    ("weight 3.2 kg, length 53 cm and OFC 36.5 cm; all are below the third percentile",
     {SHORT, UNDERWEIGHT, MICROCEPHALY}),
    ("Weight 12 kg (<1st percentile), height 92 cm (10th percentile).", {UNDERWEIGHT}),
    ("All growth parameters were below the 3rd centile.", {SHORT, UNDERWEIGHT, MICROCEPHALY}),
    ("Birth weight was below the 10th percentile.", {SMALL}),
    ("At birth, weight was 1.9 kg (<3rd centile).", {SMALL}),
    ("Birth weight 4.9 kg (>97th centile)", {LARGE}),
    ("Aortic root z-score +3.4", {"HP:0002616"}),
    ("Interpupillary distance >97th centile", {"HP:0000316"}),
    ("Bone mineral density z-score -3.0", {"HP:0004349"}),
    ("platelets 20 x10^9/L", {THROMBOPENIA}),
    ("Platelet count was 20,000/µL.", {THROMBOPENIA}),
    ("platelet count of 45 × 10⁹/L", {THROMBOPENIA}),
    ("Platelets <10 x 10^3/mm3", {THROMBOPENIA}),
    ("Platelets dropped to 35 K/uL.", {THROMBOPENIA}),
    ("platelets 900 x10^9/L", {THROMBOCYTOSIS}),
    ("Hb 6.2 g/dL", {ANEMIA}),
    ("Haemoglobin: 62 g/L", {ANEMIA}),
    ("Hemoglobin was 4,1 mmol/L", {ANEMIA}),
    ("A 6-year-old girl with hemoglobin of 10.4 g/dL.", {ANEMIA}),
    ("WBC 2.1 x10^3/µL, neutrophils 0.3 x10^9/L", {LEUKOPENIA, NEUTROPENIA}),
    ("ANC 200 cells/µL", {NEUTROPENIA}),
    ("sodium 125 mmol/L", {HYPONATREMIA}),
    ("Na 118", {HYPONATREMIA}),
    ("K+ 2.4 mmol/L", {HYPOKALEMIA}),
    ("potassium of 7.1 mEq/L", {HYPERKALEMIA}),
    ("serum calcium 1.6 mmol/L", {HYPOCALCEMIA}),
    ("calcium 6.1 mg/dL", {HYPOCALCEMIA}),
    ("blood glucose was 1.1 mmol/L", {HYPOGLYCEMIA}),
    ("glucose 28 mg/dL", {HYPOGLYCEMIA}),
    ("random glucose 412 mg/dL", {HYPERGLYCEMIA}),
    ("CK 4500 U/L", {CK}),
    ("Creatine kinase levels were 12,000 IU/L.", {CK}),
    ("ALT 250 IU/L (normal <40)", {ALT}),
    ("lactate 5.2 mmol/L", {LACTATE}),
    ("plasma ammonia of 320 µmol/L", {AMMONIA}),
    ("TSH 85 mIU/L", {TSH}),
    ("IQ 45", {MODERATE_ID}),
    ("Full scale IQ was 62.", {MILD_ID}),
    ("an IQ of 28", {SEVERE_ID}),
    ("IQ < 20", {PROFOUND_ID}),
    ("His IQ was estimated to be 20-30.", {SEVERE_ID}),
    ("IQ between 50 and 70", {MILD_ID}),
    ("IQ was below 70", {ID}),
    ("IQ 76", {BORDERLINE_ID}),
    ("DQ 45", {DELAY}),
    ("eGFR 22 mL/min/1.73 m2", {GFR}),
    ("LVEF of 25-30%", {EJECTION}),
    ("Ejection fraction was 35 %.", {EJECTION}),
    ("temperature 39.2 °C", {FEVER}),
    ("Temp 103 F", {FEVER}),
    ("Temperature 33.1 °C", {HYPOTHERMIA}),
    ("BP 180/110 mmHg", {HYPERTENSION}),
    ("Apgar scores were 3 and 8.", {APGAR_1}),
    ("Apgar 2/5/7", {APGAR_1, APGAR_5}),
    ("He was born at 32 weeks of gestation.", {PRETERM}),
    ("gestational age 29+3 weeks", {PRETERM}),
    ("Visual acuity was 20/200.", {"HP:0007663"}),
    ("CSF lactate 4.8 mmol/L", {"HP:0002490"}),
    ("HbA1c 9.1%", {"HP:0040217"}),
    ("QTc 520 ms", {"HP:0001657"}),
    ("SpO2 82%", {"HP:0012418"}),
    ("pH 7.12", {"HP:0001941"}),
    ("A 45-year-old man with a BMI of 34 kg/m2.", {OBESITY}),
    ("Cobb angle of 45°", {"HP:0002650"}),
    # what the note prints wins
    ("Potassium 2.9 (low)", {HYPOKALEMIA}),
    ("Potassium 5.3 mmol/L (3.5-5.1)", {HYPERKALEMIA}),
    ("Platelets 140 (ref: 150-400)", {THROMBOPENIA}),
    ("CK 310 U/L [30-200]", {CK}),
    ("ALT 55 (H)", {ALT}),
    ("TSH 7.2 mIU/L (normal 0.4-4.0)", {TSH}),
    ("Hb 10.9 g/dL ↓", {ANEMIA}),
    ("Elevated CK (812 U/L)", {CK}),
    ("hepatic injury (AST 138 IU/L, n.v. 15–60)", {"HP:0031956"}),
    ("ALT, 66 [normal, 9–38] U/L", {ALT}),
    ("no signs of infection (CRP 90 mg/L)", {"HP:0011227"}),
]  # fmt: skip
EXCLUDED: list[tuple[str, set[str]]] = [
    ("Platelets 250 x 10^9/L", {THROMBOPENIA, THROMBOCYTOSIS}),
    ("IQ 100", {ID}),
    ("Height at the 50th centile.", {SHORT, TALL}),
    ("OFC 25th-50th percentile", {MICROCEPHALY, MACROCEPHALY}),
    ("LVEF 65%", {EJECTION}),
    ("CK 120 U/L", {CK}),
    ("Hb 14.2 g/dL", {ANEMIA, "HP:0001900"}),
    ("TSH 2.1 mIU/L", {TSH}),
    ("He was born at 39 weeks.", {PRETERM}),
    ("CK 180 U/L (normal 30-200)", {CK}),
]
NOTHING = [
    "platelets 250",
    "platelets 20",
    "Platelet transfusion 20 mL/kg.",
    "sodium valproate 500 mg",
    "potassium chloride 20 mmol",
    "albumin 20% infusion",
    "calcium 500 mg daily",
    "glucose 10% infusion at 8 mg/kg/min",
    "glucose 5.1 mmol/L",
    "sodium 140 mmol/L",
    "temperature 37.0 °C",
    "BP 110/70",
    "On admission BP 145/85.",
    "Weight 12 kg, height 92 cm.",
    "On 12/03/2020 her height was measured.",
    "Height was at the 3rd centile.",
    "OFC between the 3rd and 10th centile",
    "Height and weight were at the 3rd and 50th centiles, respectively.",
    "foot length 3 cm",
    "Urine sodium 20 mmol/L",
    "CSF glucose 1.9 mmol/L",
    "Target potassium 5.6 mmol/L",
    "Transfuse to keep platelets >20 x10^9/L.",
    "A 2-week-old with Hb 10.5 g/dL",
    "Hb 10.5 g/dL",
    "WBC 25 x10^9/L",
    "MRI on day 3 showed a lesion of 20 mm.",
    "HC 2 SD",
    "Her chromosome 15 was normal.",
    "vitamin K 1 mg",
    "paternal height 190 cm (>97th centile)",
    "The femur length was below the 3rd centile.",
    "Ultrasound at 20 weeks of gestation",
    "Apgar scores 9 and 10",
    "ferritin 80 ng/mL",
    "BMI 34 kg/m2",
    "lactate dehydrogenase 300 U/L",
    "He scored 45 points in the IQ lounge.",
]
SCOPED = [
    ("His mother's platelets were 20 x10^9/L.", "family"),
    ("If platelets fall below 20 x10^9/L, give a transfusion.", "hypothetical"),
    ("Previously, platelets 20 x10^9/L.", "historical"),
    ("Family history: brother with platelets 20 x10^9/L.", "family"),
    ("Platelets are 20 x10^9/L.", "present"),
]


def terms() -> set[str]:
    found = {limit.term for analyte in analytes() for limit in analyte.limits}
    found |= {term for measure in MEASURES for term in (measure.low, measure.high) if term}
    found |= {term for _, term in GRADES}
    found |= {ID, DELAY, APGAR_1, APGAR_5, PRETERM, HYPERTENSION, "HP:0007663"}
    return found


@pytest.fixture(scope="module")
def normaliser() -> Normaliser:
    """A normaliser that knows the terms of measured values, and none by name."""
    labels = dict.fromkeys(terms(), "measured") | {"HP:0000001": "All"}
    return Normaliser([("HP:0000001", "all", "LABEL")], labels, {"HP:0000001": 1})


def read(normaliser: Normaliser, note: str) -> dict[str, str]:
    return {m.id: m.assertion for m in normaliser(note).mentions if m.method == "measurement"}


@pytest.mark.parametrize(("note", "expected"), PRESENT)
def test_a_value_out_of_range_is_a_phenotype(
    normaliser: Normaliser, note: str, expected: set[str]
) -> None:
    found = read(normaliser, note)
    assert {term for term, assertion in found.items() if assertion == "present"} == expected


@pytest.mark.parametrize(("note", "expected"), EXCLUDED)
def test_a_normal_value_excludes(normaliser: Normaliser, note: str, expected: set[str]) -> None:
    assert read(normaliser, note) == dict.fromkeys(expected, "absent")


@pytest.mark.parametrize("note", NOTHING)
def test_what_says_nothing(normaliser: Normaliser, note: str) -> None:
    assert read(normaliser, note) == {}


@pytest.mark.parametrize(("note", "assertion"), SCOPED)
def test_a_value_has_an_assertion(normaliser: Normaliser, note: str, assertion: str) -> None:
    assert read(normaliser, note) == {THROMBOPENIA: assertion}


def test_limits_depend_on_the_age_of_the_note(normaliser: Normaliser) -> None:
    assert read(normaliser, "A 30-year-old man. WBC 14 x10^9/L.") == {"HP:0001974": "present"}
    assert read(normaliser, "A 3-day-old boy. WBC 14 x10^9/L.") == {}
    assert read(normaliser, "A 30-year-old man. At birth, WBC 14 x10^9/L.") == {}


def test_a_mention_covers_name_and_value(normaliser: Normaliser) -> None:
    note = "Labs:\nplatelets\t20\tx10^9/L\t150-400\nHb | 6.2 | g/dL"
    found = normaliser(note).mentions
    assert [(m.id, m.text) for m in found] == [
        (THROMBOPENIA, "platelets\t20\tx10^9/L"),
        (ANEMIA, "Hb | 6.2 | g/dL"),
    ]
    assert all(note[m.start : m.end] == m.text for m in found)


def test_terms_that_the_snapshot_lacks_are_left_out() -> None:
    few = Normaliser([("HP:0000001", "all", "LABEL")], {"HP:0000001": "All"}, {"HP:0000001": 1})
    assert few("Platelets 20 x10^9/L.").mentions == ()


@pytest.mark.data
def test_every_term_is_in_the_ontology(data_dir: object) -> None:
    from pathlib import Path

    from rareseek.ontologies import read_ontology

    ontology = read_ontology(Path(str(data_dir)) / "hpo" / "hp_2025-01-16.obo.gz")
    assert terms() <= set(ontology.ids)


@given(
    st.lists(
        st.sampled_from(["Hb ", "6.2", " g/dL", "height ", "-3", " SD", "<", "(", "IQ ", "1,"])
    )
)
def test_any_text_is_read(normaliser: Normaliser, pieces: list[str]) -> None:
    note = "".join(pieces)
    assert all(note[m.start : m.end] == m.text for m in normaliser(note).mentions)


@pytest.mark.parametrize("piece", ["height ", "platelets 1", "1 ", "-3 SD ", "IQ of ", "height, "])
def test_time_is_bounded(normaliser: Normaliser, piece: str) -> None:
    start = time.process_time()
    normaliser((piece * 20_000)[:60_000])
    assert time.process_time() - start < 5
