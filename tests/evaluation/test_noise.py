"""Noise: how much is changed, what never is, and that it can be repeated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.evaluation import Noise, disturbed
from rareseek.evaluation.terms import Terms
from rareseek.retrieval import Case, RankingIndex

from .conftest import ARACHNODACTYLY, BRACHYDACTYLY, FINGERS, LENS, SEIZURE, SKELETON

CASE = Case("a", (ARACHNODACTYLY, LENS), excluded=(SEIZURE,), diagnoses=("OMIM:1",))


@pytest.fixture(scope="module")
def terms(ward: RankingIndex) -> Terms:
    return Terms(ward)


def test_added_terms_are_strangers(terms: Terms) -> None:
    changed = disturbed(CASE, Noise.ADDED, 0.5, terms)
    assert changed.phenotypes[:2] == CASE.phenotypes
    assert set(changed.phenotypes[2:]) <= {SEIZURE}
    assert len(changed.phenotypes) == 3
    assert changed.excluded == CASE.excluded
    assert SKELETON not in terms.abnormalities
    assert BRACHYDACTYLY not in terms.abnormalities  # the rarest: no disease has it


def test_imprecise_terms_are_parents_below_the_body_system(terms: Terms) -> None:
    changed = disturbed(CASE, Noise.IMPRECISE, 1.0, terms)
    assert changed.phenotypes == (FINGERS, LENS)


def test_key_only_keeps_the_key_phenotypes_or_the_most_specific(terms: Terms) -> None:
    assert disturbed(CASE, Noise.KEY_ONLY, 1, terms).phenotypes == (ARACHNODACTYLY,)
    vague = Case("b", (FINGERS, LENS))
    assert disturbed(vague, Noise.KEY_ONLY, 1, terms).phenotypes == (LENS,)


@given(st.floats(0, 1), st.integers(0, 5), st.sampled_from([Noise.DROPPED, Noise.IMPRECISE]))
def test_noise_never_empties_a_case_and_can_be_repeated(
    terms: Terms, level: float, draw: int, kind: Noise
) -> None:
    case = Case("c", (ARACHNODACTYLY, LENS, SEIZURE))
    changed = disturbed(case, kind, level, terms, draw=draw)
    assert 1 <= len(changed.phenotypes) <= 3
    assert changed == disturbed(case, kind, level, terms, draw=draw)
    assert len(disturbed(case, Noise.DROPPED, level, terms, draw=draw).phenotypes) == max(
        1, -int(-(1 - level) * 3 // 1)
    )


def test_draws_differ(terms: Terms) -> None:
    case = Case("c", (ARACHNODACTYLY, LENS, SEIZURE))
    drawn = {disturbed(case, Noise.DROPPED, 0.5, terms, draw=i).phenotypes for i in range(20)}
    assert len(drawn) > 1


def test_a_case_without_phenotypes_stays_as_it_is(terms: Terms) -> None:
    empty = Case("d", ())
    assert all(disturbed(empty, kind, 1, terms) is empty for kind in Noise)
