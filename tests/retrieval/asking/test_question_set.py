"""The question set on the default snapshot of the development data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rareseek import KnowledgeGraph
from rareseek.pipeline import run
from rareseek.retrieval.asking import Reply
from rareseek.settings import Settings

from .oracle import Oracle

FOLDER = Path(__file__).parent
REQUIRED = 0.97


@pytest.fixture(scope="module")
def graph(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    home = tmp_path_factory.mktemp("default")
    run(Settings(home=home, offline=True), source_dir=data_dir)
    with KnowledgeGraph.open(home=home) as opened:
        yield opened


def questions(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def judged(reply: Reply, expect: dict[str, Any], oracle: Oracle) -> str:
    """ "right", "unsure" (asked back without need) or "wrong" (answered, but not so)."""
    if expect.get("unsure"):
        return "right" if reply.unsure else "wrong"
    if reply.unsure:
        return "unsure"
    ids, values = oracle.expected(expect)
    fits_ids = ids is None or set(reply.answer_ids) == ids
    fits_values = values is None or set(reply.answer_values) == values
    return "right" if fits_ids and fits_values else "wrong"


def outcome(graph: KnowledgeGraph, name: str) -> dict[str, list[str]]:
    oracle = Oracle(graph.snapshot)
    found: dict[str, list[str]] = {"right": [], "unsure": [], "wrong": []}
    for each in questions(name):
        reply = graph.ask(each["question"])
        found[judged(reply, each["expect"], oracle)].append(f"{each['id']} {each['question']}")
    return found


@pytest.mark.data
@pytest.mark.slow
def test_wordings_are_read_as_what_they_ask(graph: KnowledgeGraph) -> None:
    asked = [(each, graph.ask(each["question"])) for each in questions("wording.jsonl")]
    wrong = [
        (each["question"], reply.intent, reply.reason)
        for each, reply in asked
        if (None if reply.unsure else reply.intent) != each["intent"]
    ]
    assert not wrong


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["questions.jsonl", "paraphrases.jsonl"])
def test_questions_are_answered_right_or_asked_back(graph: KnowledgeGraph, name: str) -> None:
    found = outcome(graph, name)
    total = sum(map(len, found.values()))
    assert not found["wrong"], found["wrong"]
    assert len(found["right"]) / total >= REQUIRED, found["unsure"]
