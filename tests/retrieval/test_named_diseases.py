"""Diseases that a note names count as evidence; what is denied does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rareseek import KnowledgeGraph
from rareseek.retrieval.named_diseases import NAMED, named_log_odds
from rareseek.retrieval.ranking.ranker import RankerName

MARFAN = "OMIM:154700"


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("Marfan syndrome is suspected.", True),
        ("Her father has Marfan syndrome.", True),
        ("Marfan syndrome was excluded.", False),
        ("Arachnodactyly and tall stature.", False),
    ],
)
def test_only_what_is_not_denied_counts(graph: KnowledgeGraph, note: str, counts: bool) -> None:
    odds = named_log_odds(graph.index, graph.findings(note).diseases)
    assert (odds is not None) == counts
    if odds is not None:
        assert odds[graph.index.disease_row[MARFAN]] == NAMED
        names = {graph.index.records[row][1] for row in np.flatnonzero(odds).tolist()}
        assert all("Marfan" in name for name in names)


@pytest.mark.parametrize("ranker", list(RankerName))
def test_a_named_disease_gains_and_the_score_says_by_how_much(
    graph: KnowledgeGraph, ranker: RankerName
) -> None:
    findings = "Boy with seizures and arachnodactyly."
    bare = graph.diagnose(findings, top=100, ranker=ranker)
    said = graph.diagnose(findings + " Marfan syndrome is suspected.", top=100, ranker=ranker)
    before, after = (
        next(one.ranked for one in each.diagnoses if MARFAN in one.ranked.ids)
        for each in (bare, said)
    )
    assert before.named == 0 < after.named
    assert after.posterior > before.posterior
    told = sum(c.log_ratio for c in after.contributions)
    assert after.score == pytest.approx(told + after.adjustment + after.named)


def test_a_disease_is_ranked_on_its_name_alone(graph: KnowledgeGraph) -> None:
    assert graph.diagnose("A girl with Marfan syndrome.").diagnoses[0].ranked.id == MARFAN
