"""Notes to phenotypes, over a small lexicon of real names."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rareseek.ingest.tables import TABLES
from rareseek.retrieval import Mention, NormalisedText, Normaliser

# id: (parent, label, synonyms by scope)
TERMS: dict[str, tuple[str, str, dict[str, list[str]]]] = {
    "HP:0000118": ("HP:0000001", "Phenotypic abnormality", {}),
    "HP:0001250": ("HP:0000118", "Seizure", {"EXACT": ["Seizures", "Epilepsy"]}),
    "HP:0001251": ("HP:0000118", "Ataxia", {}),
    "HP:0002066": ("HP:0001251", "Gait ataxia", {"EXACT": ["Ataxic gait"]}),
    "HP:0001252": ("HP:0000118", "Hypotonia", {"EXACT": ["Muscular hypotonia"]}),
    "HP:0000365": ("HP:0000118", "Hearing impairment", {"EXACT": ["Deafness", "Hearing loss"]}),
    "HP:0000252": ("HP:0000118", "Microcephaly", {"EXACT": ["Reduced head circumference"]}),
    "HP:0000369": ("HP:0000118", "Low-set ears", {}),
    "HP:0002079": ("HP:0000118", "Hypoplasia of the corpus callosum", {}),
    "HP:0009381": ("HP:0000118", "Short finger", {}),
    "HP:0001500": ("HP:0000118", "Broad finger", {}),
    "HP:0200055": ("HP:0000118", "Small hand", {"EXACT": ["Small hands"]}),
    "HP:0001773": ("HP:0000118", "Short foot", {"EXACT": ["Small foot", "Small feet"]}),
    "HP:0100258": ("HP:0000118", "Preaxial polydactyly", {}),
    "HP:0001631": ("HP:0000118", "Atrial septal defect", {"EXACT": ["ASD"]}),
    "HP:0000729": ("HP:0000118", "Autistic behavior", {"EXACT": ["ASD"]}),
    "HP:0002020": ("HP:0000118", "Gastroesophageal reflux", {"EXACT": ["GERD"]}),
    "HP:0001249": ("HP:0000118", "Intellectual disability", {}),
    "HP:0010864": ("HP:0001249", "Intellectual disability, severe", {}),
    "HP:0000716": ("HP:0000118", "Depression", {}),
    "HP:0001344": ("HP:0000118", "Absent speech", {"EXACT": ["Nonverbal"]}),
    "HP:0000077": ("HP:0000118", "Abnormality of the kidney", {"EXACT": ["Renal anomaly"]}),
    "HP:0012210": ("HP:0000077", "Abnormal renal morphology", {}),
    "HP:0000006": ("HP:0000005", "Autosomal dominant inheritance", {"EXACT": ["Dominant"]}),
    "HP:0003577": ("HP:0000001", "Congenital onset", {"EXACT": ["Congenital"]}),
}


@pytest.fixture(scope="module")
def normaliser() -> Normaliser:
    names = [
        (term, name, scope, None, "en")
        for term, (_, label, synonyms) in TERMS.items()
        for scope, texts in {"LABEL": [label], **synonyms}.items()
        for name in texts
    ]
    is_a = [(term, parent) for term, (parent, _, _) in TERMS.items()]
    terms = [(term, label, None, 0.0) for term, (_, label, _) in TERMS.items()]
    return Normaliser.from_tables(
        pl.DataFrame(names, schema=TABLES["names"], orient="row"),
        pl.DataFrame(is_a, schema=TABLES["phenotype_is_a"], orient="row"),
        pl.DataFrame(terms, schema=TABLES["phenotypes"], orient="row"),
    )


def found(result: NormalisedText) -> list[tuple[str, str]]:
    return [(m.text, m.label) for m in result.mentions]


@pytest.mark.parametrize(
    ("note", "text", "label"),
    [
        ("He has SEIZURES.", "SEIZURES", "Seizure"),
        ("She is microcephalic.", "microcephalic", "Microcephaly"),
        ("Ears: low set.", None, None),
        ("The ears were low-set.", "ears were low-set", "Low-set ears"),
        ("a hypoplastic corpus callosum", "hypoplastic corpus callosum", TERMS["HP:0002079"][1]),
        (
            "severe intellectual disability",
            "severe intellectual disability",
            TERMS["HP:0010864"][1],
        ),
        ("an ataxic gait", "ataxic gait", "Gait ataxia"),
        ("She does not speak.", "does not speak", "Absent speech"),
        ("He is non-verbal.", "non-verbal", "Absent speech"),
        ("renal malformations", "renal malformations", "Abnormality of the kidney"),
        ("preaxial polydatyly", "preaxial polydatyly", "Preaxial polydactyly"),
        ("autosomal dominant, congenital", None, None),
        ("depression of the nasal bridge", None, None),
        ("epileptogenesis", None, None),
    ],
)
def test_a_note_names(
    normaliser: Normaliser, note: str, text: str | None, label: str | None
) -> None:
    expected = [] if text is None or label is None else [(text, label)]
    assert found(normaliser(note)) == expected


def test_coordination_names_both(normaliser: Normaliser) -> None:
    assert found(normaliser("short and broad fingers; small hands and feet")) == [
        ("short and broad fingers", "Short finger"),
        ("broad fingers", "Broad finger"),
        ("small hands", "Small hand"),
        ("small hands and feet", "Short foot"),
    ]


def test_a_short_form_means_what_the_note_defines(normaliser: Normaliser) -> None:
    assert found(normaliser("ASD was found.")) == []
    note = "An atrial septal defect (ASD) was seen. The ASD was closed; GERD persists."
    assert [label for _, label in found(normaliser(note))] == [
        "Atrial septal defect",
        "Atrial septal defect",
        "Atrial septal defect",
        "Gastroesophageal reflux",
    ]
    assert found(normaliser("gerd and Asd")) == []


def test_a_short_form_defined_as_something_else_is_left_out(normaliser: Normaliser) -> None:
    assert found(normaliser("The general exam record desk (GERD) is open. GERD called.")) == []


def test_sections_and_sentences_bound_what_is_asserted(normaliser: Normaliser) -> None:
    note = "Family history: deafness.\r\nExamination: hypotonia, no seizures.\nHe has ataxia."
    result = normaliser(note)
    assert [(m.label, m.assertion) for m in result.mentions] == [
        ("Hearing impairment", "family"),
        ("Hypotonia", "present"),
        ("Seizure", "absent"),
        ("Ataxia", "present"),
    ]
    assert result.present() == ("HP:0001252", "HP:0001251")
    assert result.excluded() == ("HP:0001250",)


def test_what_is_both_present_and_absent_is_present(normaliser: Normaliser) -> None:
    result = normaliser("No seizures at birth. Seizures since then. Possible ataxia. No ataxia.")
    assert result.present() == ("HP:0001250",)
    assert result.present(possible=True) == ("HP:0001250", "HP:0001251")
    assert result.excluded() == ("HP:0001251",)


def test_the_past_counts_and_the_family_does_not() -> None:
    def mention(term: str, assertion: str) -> Mention:
        return Mention(0, 1, "x", term, "x", assertion, 1.0, "dictionary")

    kinds = ["historical", "family", "hypothetical", "present"]
    mentions = tuple(mention(f"HP:000000{i}", kind) for i, kind in enumerate(kinds))
    assert NormalisedText(mentions, ()).present() == ("HP:0000000", "HP:0000003")


def test_what_is_near_a_name_is_unmapped_with_candidates(normaliser: Normaliser) -> None:
    result = normaliser("There is a hypoplastic cerebral callosum.")
    (unmapped,) = result.unmapped
    assert unmapped.text == "hypoplastic cerebral callosum"
    assert unmapped.candidates[0].label == "Hypoplasia of the corpus callosum"
    assert 0 < unmapped.candidates[0].score < 1
    assert result.mentions == ()


def test_ordinary_prose_leaves_nothing_to_curate(normaliser: Normaliser) -> None:
    note = "The boy was seen in our clinic last week, and his parents will call again."
    assert normaliser(note) == NormalisedText((), ())


@pytest.mark.parametrize(
    "note",
    [
        "He\u00a0has low-set\u00a0ears,\r\nmuscular\r\nhypotonia and cafe\u0301.",
        "\u201cSeizures\u201d\u200b\u2028(ataxia) \U0001f600 deafness",
        "ﬁnding: gait\u00a0ataxia \ud800 seizures",
    ],
)
def test_offsets_are_of_the_original_text(normaliser: Normaliser, note: str) -> None:
    result = normaliser(note)
    assert result.mentions
    assert all(note[m.start : m.end] == m.text for m in result.mentions)


PIECES = [
    *(label for _, label, _ in TERMS.values()),
    *("no", "not", "his mother has", "(ASD)", ".", ",", ";", "and", "-", "\n", "\r\n", "\u00a0"),
    *("ﬁ", "e\u0301", "\u200b", "preaxial", "polydatyly", "Family history: ", "\ud83d"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30), st.data())
def test_every_offset_holds(normaliser: Normaliser, pieces: list[str], data: st.DataObject) -> None:
    note = data.draw(st.sampled_from([" ", "", "\n"])).join(pieces)
    result = normaliser(note)
    places = [(m.start, m.end, m.text) for m in result.mentions]
    places += [(u.start, u.end, u.text) for u in result.unmapped]
    assert all(0 <= start < end and note[start:end] == text for start, end, text in places)
    assert {m.id for m in result.mentions} <= TERMS.keys()


@pytest.mark.parametrize("note", ["", " ", "\n\n", ".", "x"])
def test_a_note_without_words_has_no_mentions(normaliser: Normaliser, note: str) -> None:
    assert normaliser(note) == NormalisedText((), ())
