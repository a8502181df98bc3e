"""Cases made like notes: how many findings, whose, and that none comes from the same disease."""

from __future__ import annotations

import pytest

from rareseek.retrieval.cases import Case
from rareseek.retrieval.ranking.index import RankingIndex
from rareseek.retrieval.ranking.training import (
    NoteFindings,
    SolvedCase,
    note_like,
    solved_cases,
)

from ...conftest import MARFAN, RETT

OWN = ("HP:0001166", "HP:0001083", "HP:0000545")


@pytest.fixture
def solved(clinic: RankingIndex) -> list[SolvedCase]:
    return solved_cases(clinic, [Case("anna", OWN, diagnoses=(MARFAN,))], {})


def note(clinic: RankingIndex, diagnosis: str, *terms: str) -> NoteFindings:
    return NoteFindings(tuple(clinic.term_row[t] for t in terms), (), frozenset({diagnosis}))


def test_a_draft_mixes_the_case_with_notes_on_other_diseases(
    clinic: RankingIndex, solved: list[SolvedCase]
) -> None:
    rett = note(clinic, RETT, "HP:0001250", "HP:0001249", "HP:0012638", "HP:0001156", "HP:0001167")
    marfan = note(clinic, MARFAN, *(["HP:0033127"] * 40))
    drafts = note_like(clinic, solved, [rett, marfan], 1)
    assert len(drafts) == 2
    foreign = set(rett.present)
    above = {row for t in OWN for row in (clinic.term_row[one] for one in clinic.ancestors_of(t))}
    for draft in drafts:
        terms = set(draft.query.present)
        assert draft.right == solved[0].right
        assert len(draft.query.present) <= 5
        assert terms & foreign
        assert terms & above
        assert terms <= foreign | above


def test_a_case_of_few_findings_is_left_out(clinic: RankingIndex) -> None:
    few = solved_cases(clinic, [Case("ben", OWN[:2], diagnoses=(MARFAN,))], {})
    assert note_like(clinic, few, [note(clinic, RETT, "HP:0001250")], 1) == []


def test_the_same_seed_gives_the_same_drafts(
    clinic: RankingIndex, solved: list[SolvedCase]
) -> None:
    notes = [note(clinic, RETT, "HP:0001250", "HP:0001249", "HP:0012638", "HP:0001156")]
    assert note_like(clinic, solved, notes, 7) == note_like(clinic, solved, notes, 7)
