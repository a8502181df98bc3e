"""Changes as HGVS recommends them, and what they do as far as their notation tells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek.retrieval.entities.hgvs import (
    ONE_LETTER,
    consequence_of_dna,
    consequence_of_protein,
    dna,
    protein,
)
from rareseek.retrieval.entities.variant_forms import forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("R408W", "Arg408Trp"),
        ("R145X", "Arg145*"),
        ("S1982Rfs*22", "Ser1982ArgfsTer22"),
        ("F508del", "Phe508del"),
        ("E6_K7delinsV", "Glu6_Lys7delinsVal"),
    ],
)
def test_one_letter_and_three_say_the_same(one: str, other: str) -> None:
    assert protein(one) == protein(other)


@given(
    st.sampled_from("ACDEFGHIKLMNPQRSTVWY"),
    st.integers(1, 35_000),
    st.sampled_from("ACDEFGHIKLMNPQRSTVWY*"),
)
def test_every_substitution_is_read_alike(first: str, at: int, last: str) -> None:
    three = f"p.({ONE_LETTER[first]}{at}{ONE_LETTER[last]})"
    (short,), (long,) = forms(f"see p.{first}{at}{last}."), forms(f"see {three}.")
    assert (short.protein, short.consequence) == (long.protein, long.consequence)
    assert short.protein == f"p.{ONE_LETTER[first]}{at}{ONE_LETTER[last]}"


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ("35delG", "frameshift"),
        ("1431_1433delTTC", "in-frame"),
        ("5895dupA", "frameshift"),
        ("100_101insAAT", "in-frame"),
        ("100_102delinsA", "frameshift"),
        ("1024+1G>A", "splice"),
        ("1024-3_1024-1del", "splice"),
        ("-32-13T>G", None),
        ("*12del", None),
        ("1A>G", "start-loss"),
        ("4082G>A", None),
    ],
)
def test_what_a_change_of_dna_does(change: str, effect: str | None) -> None:
    assert consequence_of_dna(dna("c", change), change) == effect


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ("Arg145Ter", "nonsense"),
        ("Ter110GlnextTer17", "stop-loss"),
        ("Met1?", "start-loss"),
        ("Leu100=", "synonymous"),
        ("Lys2_Gly4dup", "in-frame"),
        ("Asn59IlefsTer51", "frameshift"),
        ("Cys1361Tyr", "missense"),
        ("?", None),
    ],
)
def test_what_a_change_of_protein_is(change: str, effect: str | None) -> None:
    assert consequence_of_protein(protein(change)) == effect


def test_a_change_and_its_protein_are_one_variant() -> None:
    (form,) = forms("c.4082G>A, p.(Cys1361Tyr)")
    assert (form.hgvs, form.protein, form.consequence) == ("c.4082G>A", "p.Cys1361Tyr", "missense")


def test_two_changes_stay_two() -> None:
    assert [form.label for form in forms("p.Ile1061Thr / p.Pro1007Ala")] == [
        "p.Ile1061Thr",
        "p.Pro1007Ala",
    ]


@given(st.text(alphabet="cpg.>_+-*()[]=ACGT0123456789delinsdupfsTerXArg :;,", max_size=60))
def test_no_text_breaks_the_patterns(text: str) -> None:
    found = forms(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
