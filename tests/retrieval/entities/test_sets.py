"""The hand-written sets on the names of the development data: both halves, each by itself."""

from __future__ import annotations

import time

import pytest

from rareseek import KnowledgeGraph

from .sets import scored, sentences

PRECISION, RECALL, ASSERTION = 0.95, 0.9, 0.85


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1], ids=["seen", "held out"])
@pytest.mark.parametrize("name", ["genes", "variants", "diseases"])
def test_sentences(named: KnowledgeGraph, name: str, half: int) -> None:
    wrong: list[str] = []
    score = scored(name, named.recogniser, half, wrong)
    told = "\n".join([str(score), *wrong])
    assert score.precision >= PRECISION, told
    assert score.recall >= RECALL, told
    assert score.assertion >= ASSERTION, told


@pytest.mark.parametrize(("name", "fewest"), [("genes", 80), ("variants", 60), ("diseases", 80)])
def test_the_sets_are_large_enough(name: str, fewest: int) -> None:
    assert len({text for text, _ in sentences(name)}) >= fewest


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "FBN1 p.R408W (CF) rs123456 " * 3_000,
        "Marfan syndrome, cystic fibrosis and " * 3_000,
        "c.1_2_3_4_5+" * 5_000,
        "46,XX,del(" * 20_000,
        "((((" * 50_000 + "A1A" * 50_000,
        "\u202eFBN1\u0000 \U0001f9ec <script>p.R408W</script>" * 2_000,
    ],
    ids=["one word", "variants", "diseases", "positions", "karyotypes", "brackets", "signs"],
)
def test_hostile_text_takes_bounded_time(named: KnowledgeGraph, text: str) -> None:
    named.recogniser("FBN1")
    started = time.process_time()
    found = named.recogniser(text)
    assert time.process_time() - started < 30
    assert all(text[one.start : one.end] == one.text for one in found.variants)
