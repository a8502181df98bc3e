"""What notes say of their patient: age, sex, onset, consanguinity, affected relatives."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.ages import in_words, years
from rareseek.retrieval.patient import PatientFacts, patient_facts, said_of

WEEK, DAY = 7 / 365.25, 1 / 365.25
AGES_AND_SEXES: list[tuple[str, float | None, str | None]] = [
    ("14-year-old boy with ataxia", 14, "male"),
    ("A 3-month-old female infant was admitted.", 0.25, "female"),
    ("a 34 yo woman with dystonia", 34, "female"),
    ("a 34 y/o man", 34, "male"),
    ("34F with dystonia.", 34, "female"),
    ("An 8 years old girl who was born to a G4P2+1 33 years old mother.", 8, "female"),
    ("This 5½-year-old boy", 5.5, "male"),
    ("a two-year-old Turkish boy", 2, "male"),
    ("The patient is a 45-year-old gentleman", 45, "male"),
    ("A previously healthy 7-yr-old girl", 7, "female"),
    ("a 10-day-old male newborn", 10 * DAY, "male"),
    ("6-week-old baby girl", 6 * WEEK, "female"),
    ("The proband, aged 12 years, is a male.", 12, "male"),
    ("Age: 14 years\nSex: F", 14, "female"),
    ("Age/Sex: 31/M\nComplaint: fatigue", 31, "male"),
    ("The patient is now 5 years and 6 months old. He is small.", 5.5, "male"),
    ("A 3-year-old girl was first seen in 2010. She is now 9 years old.", 9, "female"),
    ("He is 16 years old and attends school.", 16, "male"),
    ("This 17 years of age female patient", 17, "female"),
    ("A 2.5-year-old child; his speech is delayed.", 2.5, "male"),
    ("a 15 month old male", 1.25, "male"),
    ("A 1-year-and-6-months-old boy", 1.5, "male"),
    ("A 10 years old with microcephaly", 10, None),
    ("A 21-year-old non-dysmorphic, tall Caucasian man", 21, "male"),
    ("Male infant with hypotonia.", None, "male"),
    ("The girl presented with seizures.", None, "female"),
    ("She was born at term. Her mother is well.", None, "female"),
    ("The patient was evaluated at the age of 4 years.", 4, None),
    # not the patient's, not an age, or two patients
    ("His 4-year-old sister is affected.", None, "male"),
    ("Born to a 33-year-old mother and a 40-year-old father.", None, None),
    ("A 5-year-old boy and a 7-year-old girl with deafness.", None, None),
    ("A 2-year history of ataxia.", None, None),
    ("She took valproate for 3 years.", None, "female"),
    ("His mother said that she had noticed a tremor.", None, None),
    ("The mother, a 30-year-old woman, is healthy.", None, None),
    ("He has a 3 year old brother.", None, "male"),
    ("Creatinine 14, glucose 5.", None, None),
    ("Karyotype 46,XY.", None, None),
    ("Seizures and hypotonia.", None, None),
    ("", None, None),
]
ONSETS: list[tuple[str, float | None]] = [
    ("onset at age 5", 5),
    ("Onset of symptoms at the age of 12 years.", 12),
    ("Seizures began at 4 months.", 4 / 12),
    ("Hypotonia since birth.", 0),
    ("He has been weak from birth.", 0),
    ("Age at onset: 30 years", 30),
    ("age of onset was 2 years", 2),
    ("The tremor started when she was six years old.", 6),
    ("Symptoms were first noticed at 18 months of age.", 1.5),
    ("seizures with onset in infancy", 0.5),
    ("congenital-onset weakness", 0),
    ("Ataxia since the age of 7.", 7),
    ("Weakness became apparent around the age of three years; seizures began at age 9.", 3),
    ("first symptoms at 2 weeks", 2 * WEEK),
    ("neonatal onset epilepsy", 14 * DAY),
    # no onset of the patient's disease
    ("He started walking at 18 months.", None),
    ("Treatment was started at the age of 5 years.", None),
    ("Menarche began at 12 years.", None),
    ("Her mother had onset of ataxia at age 40.", None),
    ("Seizures started two years ago.", None),
    ("Seen at 5 years.", None),
    ("Normal development since the age of 2 years.", None),
    ("Started on valproate at 3 years of age.", None),
]
KINSHIP: list[tuple[str, bool | None]] = [
    ("born to consanguineous parents", True),
    ("His parents are first cousins.", True),
    ("the parents, who are second cousins, are healthy", True),
    ("first-cousin marriage", True),
    ("A boy born at term to first\u2010degree cousins.", True),
    ("There is parental consanguinity.", True),
    ("non-consanguineous parents", False),
    ("Nonconsanguineous healthy parents", False),
    ("born to healthy unrelated parents", False),
    ("There was no consanguinity.", False),
    ("No history of parental consanguinity.", False),
    ("consanguinity was denied", False),
    ("The parents are not related.", False),
    ("Consanguinity: no", False),
    ("possibly consanguineous parents", None),
    ("It is unknown whether the parents are related.", None),
    ("Two cousins have asthma.", None),
    ("This is not related to treatment.", None),
    ("Healthy parents.", None),
]
RELATIVES: list[tuple[str, bool | None]] = [
    ("He has two similarly affected brothers.", True),
    ("Her sister is also affected.", True),
    ("An affected cousin died.", True),
    ("The family history was positive.", True),
    ("Family history: unremarkable.", False),
    ("Family history was non-contributory.", False),
    ("There is no family history of similar illness.", False),
    ("No family history.", False),
    ("There is no family history of epilepsy.", None),
    ("No affected family members; an affected sister died.", None),
    ("He has one brother.", None),
]


@pytest.mark.parametrize(("note", "age", "sex"), AGES_AND_SEXES)
def test_age_and_sex(note: str, age: float | None, sex: str | None) -> None:
    facts = patient_facts(note)
    assert facts.age_years == (None if age is None else pytest.approx(age, abs=1e-3))
    assert facts.sex == sex


@pytest.mark.parametrize(("note", "onset"), ONSETS)
def test_onset(note: str, onset: float | None) -> None:
    expected = None if onset is None else pytest.approx(onset, abs=1e-3)
    assert patient_facts(note).onset_years == expected


@pytest.mark.parametrize(("note", "expected"), KINSHIP)
def test_consanguinity(note: str, expected: bool | None) -> None:
    assert patient_facts(note).consanguineous is expected


@pytest.mark.parametrize(("note", "expected"), RELATIVES)
def test_affected_relatives(note: str, expected: bool | None) -> None:
    assert patient_facts(note).affected_relatives is expected


def test_facts_are_told_in_words() -> None:
    note = "A 6-month-old girl of consanguineous parents, hypotonic since birth."
    assert list(said_of(patient_facts(note))) == [
        "6 months old",
        "female",
        "onset at birth",
        "parents consanguineous",
    ]
    assert [in_words(age) for age in (1, 14, 2.5, 1.5, 0.0274)] == [
        "1 year",
        "14 years",
        "2.5 years",
        "18 months",
        "10 days",
    ]


def test_an_onset_after_the_age_is_dropped() -> None:
    assert patient_facts("A 3-year-old boy. Onset at age 30.").onset_years is None


def test_a_note_is_read_as_a_whole() -> None:
    note = (
        "A 14-year-old boy of consanguineous parents was seen. His sister, aged 9, is also\n"
        "affected. Weakness began at 3 years. He started to walk at 20 months."
    )
    assert patient_facts(note) == PatientFacts(14, "male", 3, True, True)


@pytest.mark.parametrize("said", ["5 years", "five years", "60 months", "5 y", "5"])
def test_one_age_in_many_words(said: str) -> None:
    assert years(said) == pytest.approx(5)


@given(st.text(max_size=200))
def test_any_text_is_read(note: str) -> None:
    facts = patient_facts(note)
    assert facts.age_years is None or 0 <= facts.age_years <= 120


@pytest.mark.parametrize(
    "piece", ["a 5-year-old ", "first ", "onset at ", "9", "parents ", "aged, "]
)
def test_a_long_note_takes_little_time(piece: str) -> None:
    start = time.process_time()
    patient_facts(piece * (2_000_000 // len(piece)))
    assert time.process_time() - start < 2
