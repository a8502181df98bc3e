"""Findings in other words than those of a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rareseek.retrieval import Normaliser
from rareseek.retrieval.normalisation.phrases import may_be_finding
from rareseek.retrieval.normalisation.tokens import tokenise

TERMS = {
    "HP:0000077": ["Abnormality of the kidney", "Renal anomaly"],
    "HP:0000598": ["Abnormality of the ear"],
    "HP:0009794": ["Branchial anomaly"],
    "HP:0000951": ["Abnormality of the skin"],
    "HP:0000478": ["Abnormality of the eye"],
    "HP:0000153": ["Abnormality of the mouth"],
    "HP:0001367": ["Abnormal joint morphology"],
    "HP:0001167": ["Abnormal digit morphology", "Digital abnormality"],
    "HP:0002664": ["Neoplasm", "Tumor"],
    "HP:0004375": ["Neoplasm of the nervous system"],
    "HP:0000496": ["Abnormality of eye movement", "Oculomotor abnormalities"],
    "HP:0000365": ["Hearing impairment", "Hearing loss"],
    "HP:0000405": ["Conductive hearing impairment", "Conductive hearing loss"],
    "HP:0000407": ["Sensorineural hearing impairment", "Sensorineural hearing loss"],
    "HP:0000410": ["Mixed hearing impairment", "Mixed hearing loss"],
    "HP:0001249": ["Intellectual disability", "Mental retardation"],
    "HP:0002187": ["Profound intellectual disability", "Profound mental retardation"],
    "HP:0001324": ["Muscle weakness"],
    "HP:0003202": ["Skeletal muscle atrophy", "Muscle wasting"],
    "HP:0000154": ["Wide mouth", "Large mouth"],
    "HP:0000303": ["Large jaw"],
    "HP:0000470": ["Short neck"],
    "HP:0004322": ["Short stature"],
    "HP:0000455": ["Broad nasal tip"],
    "HP:0003196": ["Short nose", "Small nose"],
    "HP:0000463": ["Anteverted nares", "Upturned nose"],
    "HP:0001572": ["Macrodontia", "Large tooth", "Large teeth"],
    "HP:0025517": ["Hypoplastic hippocampus", "Small hippocampus"],
    "HP:0001838": ["Rocker bottom foot", "Congenital vertical talus"],
    "HP:0012019": ["Lens luxation", "Completely dislocated lenses"],
    "HP:0100024": ["Conspicuously happy disposition"],
    "HP:0020216": ["Visually-induced seizure", "Visually-inducible seizures"],
    "HP:0002360": ["Sleep abnormality", "Difficulty sleeping"],
    "HP:0001263": ["Global developmental delay", "Developmental delay", "Delayed development"],
    "HP:0001250": ["Seizure", "Seizures"],
    "HP:0001892": ["Abnormal bleeding", "Bleeding"],
    "HP:0002817": ["Abnormality of the upper limb", "Upper limb abnormality"],
    "HP:0009824": ["Upper limb undergrowth", "Short arms", "Short arm"],
    "HP:0001156": ["Brachydactyly"],
    "HP:0001508": ["Failure to thrive", "Poor weight gain"],
    "HP:0000369": ["Low-set ears"],
    "HP:0000358": ["Posteriorly rotated ears"],
    "HP:0009381": ["Short finger"],
    "HP:0001500": ["Broad finger"],
    "HP:0030891": ["White matter hyperintensity"],
}


@pytest.fixture(scope="module")
def normaliser(normaliser_of: Callable[..., Normaliser]) -> Normaliser:
    return normaliser_of(TERMS)


def labels(normaliser: Normaliser, note: str) -> set[str]:
    return {mention.label for mention in normaliser(note).mentions}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # what is abnormal, in general words
        ("renal malformations", {"HP:0000077"}),
        ("skin manifestations", {"HP:0000951"}),
        ("involvement of the kidneys", {"HP:0000077"}),
        ("anomalies affecting the kidney", {"HP:0000077"}),
        ("oculomotor disturbances", {"HP:0000496"}),
        ("ophthalmic anomalies", {"HP:0000478"}),
        ("neural tumours", {"HP:0004375"}),
        # lists that share a head or an opening
        ("branchial, otic, and renal malformations", {"HP:0009794", "HP:0000598", "HP:0000077"}),
        (
            "a combination of ophthalmic, oral and articular manifestations",
            {"HP:0000478", "HP:0000153", "HP:0001367"},
        ),
        (
            "hearing loss of conductive, sensorineural, or mixed type",
            {"HP:0000405", "HP:0000407", "HP:0000410"},
        ),
        ("mental retardation, profound", {"HP:0001249", "HP:0002187"}),
        ("muscle weakness or wasting was the first symptom", {"HP:0001324", "HP:0003202"}),
        ("a large mouth and jaw", {"HP:0000154", "HP:0000303"}),
        ("short stature and neck webbing", {"HP:0004322"}),
        ("low-set, posteriorly rotated ears", {"HP:0000369", "HP:0000358"}),
        ("short, broad fingers", {"HP:0009381", "HP:0001500"}),
        # adjectives in a row
        ("a small upturned nose", {"HP:0003196", "HP:0000463"}),
        ("large central teeth", {"HP:0001572"}),
        # morphology
        ("small hippocampi", {"HP:0025517"}),
        ("development has always been delayed", {"HP:0001263"}),
        ("difficulty with sleep", {"HP:0002360"}),
        ("hyperintensity in subcortical white matter", {"HP:0030891"}),
        # what a name says beyond need
        ("vertical talus", {"HP:0001838"}),
        ("dislocated lenses", {"HP:0012019"}),
        ("a happy disposition", {"HP:0100024"}),
        ("inducible seizures", {"HP:0001250"}),
        # words that mean something else here
        ("the short arm of chromosome 1", set()),
        ("abnormal digital flexion creases", set()),
        ("poor maternal weight gain", set()),
        # misspelt, and not
        ("siezures", {"HP:0001250"}),
        ("brachydactily", {"HP:0001156"}),
        ("cattle breeding", set()),
    ],
)
def test_a_finding_in_other_words(normaliser: Normaliser, note: str, expected: set[str]) -> None:
    assert {mention.id for mention in normaliser(f"She has {note}.").mentions} == expected


def test_each_way_of_finding_is_said(normaliser: Normaliser) -> None:
    note = "Seizures, tumors, small upturned nose, vertical talus and brachydactily."
    methods = {mention.label: mention.method for mention in normaliser(note).mentions}
    assert methods == {
        "Seizure": "dictionary",
        "Neoplasm": "dictionary",
        "Short nose": "coordinated",
        "Anteverted nares": "dictionary",
        "Rocker bottom foot": "partial",
        "Brachydactyly": "spelling",
    }


def test_the_dictionary_alone_finds_names_as_they_are(
    normaliser_of: Callable[..., Normaliser],
) -> None:
    exact = normaliser_of(TERMS, dictionary_only=True)
    assert labels(exact, "Seizures, muscle wasting and a large mouth and jaw.") == {
        "Seizure",
        "Skeletal muscle atrophy",
        "Wide mouth",
    }
    assert labels(exact, "siezures, neural tumors, vertical talus, floppy") == {"Neoplasm"}
    assert exact("A hypoplastic large callosum.").unmapped == ()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("long columella", True),
        ("hypertrophy of the femoral condyle", True),
        ("imprinting defect", False),
        ("loss of heterozygosity at this chromosomal location", False),
        ("resulting in a loss", False),
        ("first abnormality", False),
        ("persistently elevated", False),
        ("the femoral condyle", False),
    ],
)
def test_what_a_curator_is_asked_is_a_finding_of_something(phrase: str, expected: bool) -> None:
    assert may_be_finding(tokenise(phrase)) is expected
