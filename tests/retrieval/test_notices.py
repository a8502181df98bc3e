"""When nothing stands out, or two diseases do, every reader is told before the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from rareseek import KnowledgeGraph
from rareseek.cli.render import render
from rareseek.retrieval import Differential, answer
from rareseek.retrieval.context import Budget, context, passages
from rareseek.retrieval.differential import Options, TwoDiagnoses, diagnoses
from rareseek.retrieval.nodes import node
from rareseek.retrieval.notices import none_stands_out
from rareseek.retrieval.ranking.pair import find_pair
from rareseek.retrieval.ranking.ranker import RankerName, Ranking
from rareseek.retrieval.rendering import markdown, record

NOTE = (
    "A boy with arachnodactyly, ectopia lentis, tall stature, seizures and developmental delay. "
    "He has a spidery elongated finger abnormality."
)


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(graph: KnowledgeGraph) -> Differential:
    return graph.diagnose(NOTE, top=3)


@pytest.fixture(scope="module")
def unsure(found: Differential) -> Differential:
    return replace(found, stands_out=False, absence=0.62)


@pytest.fixture(scope="module")
def double(graph: KnowledgeGraph, found: Differential) -> Differential:
    """The differential with the best pair, however little it adds in so small a graph."""
    pair = find_pair(graph.index, found.findings.present, margin=0.0, ranker=RankerName.LR)
    assert pair is not None
    first, second = diagnoses(graph.index, graph.store, pair.diseases, Options())
    return replace(found, pair=TwoDiagnoses(pair, (first, second)))


def printed(differential: Differential, width: int = 80) -> list[str]:
    console = Console(width=width, highlight=False, record=True, file=None, quiet=False)
    with console.capture() as capture:
        render(differential, console)
    return capture.get().splitlines()


def test_the_report_begins_with_it(unsure: Differential) -> None:
    first, *rest = printed(unsure)
    assert first.startswith("No rare disease stands out: with a probability of 62%")
    assert any(line.startswith("Findings") for line in rest)


def test_a_clear_case_is_not_told_so(found: Differential) -> None:
    assert found.stands_out
    assert printed(found)[0] == "Findings"
    assert "# Read first" not in markdown(context(found))
    assert answer(found, "boy")["pair"] is None


def test_a_language_model_is_told_first(unsure: Differential) -> None:
    made = context(unsure)
    text = markdown(made)
    assert none_stands_out(0.62) in text
    assert text.index("# Read first") < text.index("# Diseases")
    assert record(made)["stands_out"] is False
    assert record(made)["notices"] == [none_stands_out(0.62)]


def test_the_first_passage_says_it_within_the_budget(unsure: Differential) -> None:
    notice = none_stands_out(unsure.absence)
    budget = Budget(160, lambda text: len(text.split()))
    made = list(
        passages(unsure.diagnoses, "s", unsure.labels, expected=3, budget=budget, notice=notice)
    )
    assert made[0].text.startswith(notice)
    assert all(notice not in each.text for each in made[1:])
    assert sum(len(f"{each.text}".split()) for each in made) <= 160
    ranking = Ranking((), absence=0.62, stands_out=False)
    metadata = node(made[0], unsure.diagnoses[0], "s", ranking).node.metadata
    assert (metadata["absence"], metadata["stands_out"]) == (0.62, False)


def test_two_diagnoses_are_told_with_what_each_explains(double: Differential) -> None:
    text = "\n".join(printed(double))
    assert "Two diseases together explain clearly more" in text
    assert "a. " in text
    assert "b. " in text
    told = answer(double, "boy")["pair"]
    assert len(told["diseases"]) == 2
    for one in told["diseases"]:
        explained = {term["id"] for term in one["explains"]}
        assert len(explained) >= 2
        matched = {e["phenotype"]["id"] for e in one["evidence"] if e["status"] == "matched"}
        assert matched & explained
        assert any((e["annotation"] or {}).get("references") for e in one["evidence"])
    assert "two together would" in markdown(context(double))


@pytest.mark.parametrize("which", ["found", "unsure", "double"])
def test_the_report_fits_80_columns(which: str, request: pytest.FixtureRequest) -> None:
    lines = printed(request.getfixturevalue(which))
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines[3:] if line != line.rstrip()]


def test_what_did_not_map_is_said_not_to_be_used(found: Differential) -> None:
    assert found.findings.unmapped
    text = " ".join(" ".join(printed(found)).split())
    assert "these words were not used" in text
