"""What training and test have in common."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rareseek.evaluation import audit_leakage
from rareseek.evaluation.leakage import SIMILAR, near_duplicates, signatures
from rareseek.retrieval import Case


def case(name: str, terms: range, pmid: str, disease: str) -> Case:
    ids = tuple(f"HP:{i:07}" for i in terms)
    return Case(name, ids, articles=(f"PMID:{pmid}",), diagnoses=(disease,))


def test_each_kind_of_leak_is_told_apart() -> None:
    training = [case("a", range(10), "1", "OMIM:1")]
    test = [
        case("told again", range(9), "2", "OMIM:2"),
        case("same article", range(50, 60), "1", "OMIM:3"),
        case("same disease", range(70, 80), "3", "ORPHA:1"),
        case("new", range(90, 99), "4", "OMIM:4"),
    ]
    found = audit_leakage(training, test, {"OMIM:1": frozenset({"OMIM:1", "ORPHA:1"})})
    assert found.near_duplicate == {"told again"}
    assert found.same_article == {"same article"}
    assert found.same_disease == {"same disease"}
    assert not found.same_case
    assert not found.clean
    assert found.strata("new") == dict.fromkeys(found.strata("new"), "no")
    assert audit_leakage(training, test[3:]).clean


def test_short_lists_agree_by_chance_and_do_not_count() -> None:
    short = [case("a", range(2), "1", "OMIM:1")]
    assert not list(near_duplicates(short, short))


@settings(max_examples=30)
@given(st.lists(st.sets(st.integers(0, 30), min_size=3, max_size=20), min_size=2, max_size=12))
def test_near_duplicates_are_exactly_the_similar_pairs(sets: list[set[int]]) -> None:
    cases = [Case(str(i), tuple(f"HP:{t:07}" for t in sorted(s))) for i, s in enumerate(sets)]
    found = set(near_duplicates(cases, cases))
    pairs = itertools.product(range(len(sets)), repeat=2)
    overlap = {(i, j): len(sets[i] & sets[j]) / len(sets[i] | sets[j]) for i, j in pairs}
    assert all(overlap[pair] >= SIMILAR for pair in found)
    assert {pair for pair, share in overlap.items() if share >= 0.95} <= found


def test_signatures_estimate_the_overlap() -> None:
    left = frozenset(str(i) for i in range(100))
    right = frozenset(str(i) for i in range(50, 150))
    one, two, empty = signatures([left, right, frozenset()])
    assert abs(np.mean(one == two) - 1 / 3) < 0.15
    assert (empty == -1).all()
