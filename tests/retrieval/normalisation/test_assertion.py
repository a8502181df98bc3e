"""ConText: who has a finding, when, and whether at all."""

from __future__ import annotations

import pytest

from rareseek.retrieval.normalisation.assertion import assertions
from rareseek.retrieval.normalisation.tokens import tokenise

CASES = [
    # absent
    ("no [seizures] , ataxia or neuropathy", "absent"),
    ("no seizures , ataxia or [neuropathy]", "absent"),
    ("no evidence of [seizures]", "absent"),
    ("he denies that he has had [seizures]", "absent"),
    ("[seizures] were ruled out", "absent"),
    ("[seizures] , ataxia and neuropathy were absent", "absent"),
    ("he is [seizure]-free", "absent"),
    ("without [seizures]", "absent"),
    ("never had [seizures]", "absent"),
    # present, though a trigger stands near
    ("no seizures , but [ataxia]", "present"),
    ("no abnormality except [ataxia]", "present"),
    ("he had no seizures and was [hypotonic]", "present"),
    ("no seizures , however [ataxia]", "present"),
    ("no increase in [seizures]", "present"),
    ("not only [seizures] but ataxia", "present"),
    ("[seizures] were not controlled", "present"),
    ("a 2 year history of [seizures]", "present"),
    ("the [seizures] did not respond to treatment", "present"),
    ("he had [seizures] and deafness was ruled out", "present"),
    ("mother reports that he has [seizures]", "present"),
    ("his parents noticed [seizures]", "present"),
    ("born to a healthy mother with [microcephaly]", "present"),
    ("a mother and son with [deafness]", "present"),
    # possible
    ("possible [seizures]", "possible"),
    ("[seizures] were suspected", "possible"),
    ("[seizures] cannot be excluded", "possible"),
    ("MRI to rule out [lissencephaly]", "possible"),
    ("he may have had [seizures]", "possible"),
    # family
    ("his mother has [epilepsy]", "family"),
    ("family history of [epilepsy]", "family"),
    ("no family history of [epilepsy]", "family"),
    ("[epilepsy] in his older brother", "family"),
    ("the father had no [epilepsy]", "family"),
    ("[epilepsy] on the maternal side", "family"),
    # historical
    ("history of [seizures]", "historical"),
    ("past medical history of [seizures]", "historical"),
    ("previous [seizures]", "historical"),
    ("[seizures] have resolved", "historical"),
    # hypothetical
    ("if [seizures] recur , call us", "hypothetical"),
    ("at risk of [seizures]", "hypothetical"),
    ("monitor for [seizures]", "hypothetical"),
]


def read(marked: str) -> tuple[list[str], list[int]]:
    """Words of a sentence, and which of them stand in brackets."""
    words: list[str] = []
    finding: list[int] = []
    inside = False
    for token in tokenise(marked):
        if token.surface in "[]":
            inside = token.surface == "["
            continue
        if inside:
            finding.append(len(words))
        words.append(token.surface.lower())
    return words, finding


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_assertion(marked: str, expected: str) -> None:
    words, finding = read(marked)
    assert assertions(words, [finding]) == [expected]


def test_a_relative_ends_where_the_patient_is_named() -> None:
    words, _ = read("his mother has epilepsy and he has ataxia")
    assert assertions(words, [[3], [7]]) == ["family", "present"]


def test_a_negation_inside_a_finding_denies_it() -> None:
    words, _ = read("the ears were not low-set")
    assert assertions(words, [[1, 4, 5]]) == ["absent"]


def test_a_negation_that_is_part_of_a_finding_does_not() -> None:
    words, _ = read("she does not speak")
    assert assertions(words, [[1, 2, 3]]) == ["present"]


def test_a_section_says_it_where_no_trigger_does() -> None:
    words, _ = read("family history: epilepsy")
    assert assertions(words, [[3]], "family") == ["family"]


@pytest.mark.parametrize("finding", ["arachnodactyly", "hepatomegaly", "microcephaly"])
def test_a_finding_that_ends_like_an_adverb_is_none(finding: str) -> None:
    words = ["fingers", "are", "slender", "(", finding, ")"]
    assert assertions(words, [(0, 2), (4,)]) == ["present", "present"]
