"""What a normaliser of one language finds, with a handful of names."""

from __future__ import annotations

import time

import pytest

from rareseek.retrieval.normalisation.languages.cognates import Cognates
from rareseek.retrieval.normalisation.languages.normaliser import LanguageNormaliser
from rareseek.retrieval.normalisation.languages.profiles import PROFILES
from rareseek.retrieval.normalisation.mentions import Mention

LABELS = {
    "HP:1": "Seizure",
    "HP:2": "Ataxia",
    "HP:3": "Hypertelorism",
    "HP:4": "Hand deformity",
    "HP:5": "Foot deformity",
    "HP:6": "Hepatomegaly",
    "HP:7": "Kyphosis",
    "HP:8": "Short stature",
    "HP:9": "Intellectual disability, severe",
    "HP:10": "Aortic aneurysm",
}
NAMES = {
    "zh": {
        "HP:1": "癫痫发作",
        "HP:2": "共济失调",
        "HP:3": "眼距过宽",
        "HP:4": "手畸形",
        "HP:5": "足畸形",
        "HP:7": "脊柱后凸畸形（驼背）",
        "HP:9": "智力障碍，重度",
    },
    "ja": {"HP:1": "発作", "HP:2": "運動失調", "HP:6": "肝腫大"},
    "es": {"HP:1": "Convulsión", "HP:2": "Ataxia", "HP:3": "Hipertelorismo", "HP:8": "Talla baja"},
    "de": {"HP:2": "Ataxie", "HP:10": "Aorten-Aneurysma"},
}


def normaliser(code: str) -> LanguageNormaliser:
    names = [(term, name, 1.0) for term, name in NAMES[code].items()]
    english = [(term, name, 1.0) for term, name in LABELS.items()]
    cognates = Cognates(english, {}) if PROFILES[code].spaced else None
    return LanguageNormaliser(PROFILES[code], names, LABELS, {}, cognates)


def read(code: str, text: str) -> list[tuple[str, str, str]]:
    found = normaliser(code)(text).mentions
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.id, one.assertion) for one in found]


def said(code: str, text: str) -> dict[str, str]:
    return {term: assertion for _, term, assertion in read(code, text)}


def test_a_negation_reaches_through_a_chinese_list_and_no_further() -> None:
    assert said("zh", "无癫痫发作、共济失调及手畸形，眼距过宽。") == {
        "HP:1": "absent",
        "HP:2": "absent",
        "HP:4": "absent",
        "HP:3": "present",
    }


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("未见共济失调。", "absent"),
        ("共济失调、手畸形均未见。", "absent"),
        ("共济失调（-）。", "absent"),
        ("不能排除共济失调。", "possible"),
        ("共济失调待排。", "possible"),
        ("其母有共济失调。", "family"),
        ("母亲诉患儿共济失调。", "present"),
        ("家族史：共济失调。", "family"),
        ("曾有共济失调。", "historical"),
        ("如出现共济失调，请就诊。", "hypothetical"),
        ("无明显诱因出现共济失调。", "present"),
        ("双下肢无力，共济失调。", "present"),
        ("无畸形，但有共济失调。", "present"),
        ("无头晕，共济失调。", "present"),
        ("否认头晕，共济失调明显。", "present"),
        ("否认癫痫发作，共济失调。", "absent"),
    ],
)
def test_chinese_assertions(text: str, assertion: str) -> None:
    assert said("zh", text)["HP:2"] == assertion


@pytest.mark.parametrize("written", ["眼距增宽", "眼距明显增宽", "眼距過寬", "眼距\u3000过宽"])
def test_other_words_and_characters_for_one_chinese_name(written: str) -> None:
    assert read("zh", f"患儿{written}。") == [(written, "HP:3", "present")]


@pytest.mark.parametrize("written", ["手足畸形", "手和足畸形", "手、足畸形"])
def test_body_parts_share_a_finding(written: str) -> None:
    assert said("zh", f"{written}明显。") == {"HP:4": "present", "HP:5": "present"}


def test_brackets_and_commas_of_chinese_labels() -> None:
    assert said("zh", "脊柱后凸畸形。") == {"HP:7": "present"}
    assert said("zh", "有脊柱后凸畸形（驼背）。") == {"HP:7": "present"}
    assert said("zh", "智力障碍，重度。") == {"HP:9": "present"}


@pytest.mark.parametrize(
    "text",
    [
        "无癫痫发作，共济失调，眼距过宽。",
        "患者未见：癫痫发作；共济失调；眼距过宽。",
        "阴性体征：癫痫发作，共济失调及眼距过宽。",
    ],
)
def test_a_sentence_that_is_a_trigger_and_a_list_denies_all_of_it(text: str) -> None:
    assert said("zh", text) == {"HP:1": "absent", "HP:2": "absent", "HP:3": "absent"}


def test_a_second_clause_with_more_than_a_finding_is_a_statement() -> None:
    assert said("zh", "无癫痫发作，共济失调明显，眼距过宽。") == {
        "HP:1": "absent",
        "HP:2": "present",
        "HP:3": "present",
    }


def test_a_closing_bracket_belongs_to_the_mention() -> None:
    assert read("zh", "有脊柱后凸畸形（驼背）。") == [("脊柱后凸畸形（驼背）", "HP:7", "present")]


def test_a_language_without_any_name_finds_nothing() -> None:
    assert (
        LanguageNormaliser(PROFILES["zh"], [], {}, {})("患者有共济失调及其他表现。").mentions == ()
    )


def test_japanese_says_at_the_end_what_is_absent() -> None:
    assert said("ja", "発作、運動失調は認めないが、肝腫大がある。") == {
        "HP:1": "absent",
        "HP:2": "absent",
        "HP:6": "present",
    }


def test_accents_and_endings_of_spanish_words_do_not_matter() -> None:
    assert said("es", "Sin convulsiones ni ataxia. HIPERTELORISMO.") == {
        "HP:1": "absent",
        "HP:2": "absent",
        "HP:3": "present",
    }
    assert said("es", "Convulsion.") == {"HP:1": "present"}


def test_decomposed_accents_keep_the_offsets_of_the_note() -> None:
    text = "Presenta convulsio\u0301n y talla baja."
    assert read("es", text) == [
        ("convulsio\u0301n", "HP:1", "present"),
        ("talla baja", "HP:8", "present"),
    ]


def test_a_term_without_a_name_is_known_by_the_word_the_languages_share() -> None:
    found = normaliser("es")("No presenta hepatomegalia.").mentions
    assert found == (
        Mention(12, 25, "hepatomegalia", "HP:6", "Hepatomegaly", "absent", 0.88, "cognate"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "癫" * 200_000,
        "无癫痫发作、" * 20_000,
        "\u202e无共济失调\u202c 🧬 <script>alert(1)</script>\x00",
        "（" * 20_000,
    ],
)
def test_hostile_chinese_text_takes_bounded_time(text: str) -> None:
    one = normaliser("zh")
    start = time.perf_counter()
    found = one(text)
    assert time.perf_counter() - start < 60
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
