"""Floors of ranking on the development cases, under every protocol."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rareseek.evaluation import Equivalence, evaluate_ranking, read_exact_matches
from rareseek.retrieval import Case, KnowledgeGraph, RankingIndex, SourceExclusion, read_cases

pytestmark = [pytest.mark.data, pytest.mark.slow]

#: Every third case: 20 seconds instead of a minute.
STEP = 3


@pytest.fixture(scope="module")
def index(development_home: Path) -> RankingIndex:
    return KnowledgeGraph.open(home=development_home).index


@pytest.fixture(scope="module")
def cases(data_dir: Path, index: RankingIndex) -> list[Case]:
    path = data_dir / "cases" / "phenopackets_dev.jsonl.gz"
    known = index.term_row.keys() | index.retired.keys()
    found = [case for case in read_cases(path) if isinstance(case, Case)][::STEP]
    return [
        replace(
            case,
            phenotypes=tuple(term for term in case.phenotypes if term in known),
            excluded=tuple(term for term in case.excluded if term in known),
        )
        for case in found
    ]


@pytest.fixture(scope="module")
def same(data_dir: Path) -> Equivalence:
    names = ("omim", "orphanet")
    return read_exact_matches(
        data_dir / "mondo" / f"mondo_exactmatch_{name}.sssom.tsv.gz" for name in names
    )


@pytest.mark.parametrize(
    ("rule", "top_1", "top_10"),
    [
        (SourceExclusion.NONE, 0.46, 0.68),
        (SourceExclusion.SOLE, 0.25, 0.50),
        (SourceExclusion.OWN, 0.10, 0.30),
    ],
)
def test_ranking_holds_its_floor(
    index: RankingIndex,
    cases: list[Case],
    same: Equivalence,
    rule: SourceExclusion,
    top_1: float,
    top_10: float,
) -> None:
    report = evaluate_ranking(index, cases, rule, same)
    assert report.cases == len(cases)
    assert report.top[1] >= top_1
    assert report.top[10] >= top_10
