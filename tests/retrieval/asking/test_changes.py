"""What a release changed, asked in words on two editions of the small release."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.pipeline import run
from rareseek.settings import Settings


@pytest.fixture(scope="module")
def graph(
    small_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeGraph]:
    """The newer edition, in which a term has another name and an annotation is counted anew."""
    folder = tmp_path_factory.mktemp("editions")
    settings = Settings(home=folder / "home", offline=True)
    run(settings, source_dir=small_release)
    newer = Path(shutil.copytree(small_release, folder / "newer"))
    hpoa, obo = newer / "phenotype.hpoa", newer / "hp.obo"
    text = hpoa.read_text().replace("#version: 2025-01-16", "#version: 2025-06-01")
    hpoa.write_text(text.replace("126/202", "130/210"))
    obo.write_text(obo.read_text().replace("name: Slender finger", "name: Thin finger"))
    run(settings, source_dir=newer)
    with KnowledgeGraph.open(home=settings.home) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    ["What changed in the last release?", "what's new since the previous snapshot?"],
)
def test_counts_by_table(graph: KnowledgeGraph, question: str) -> None:
    reply = graph.ask(question)
    changed = {row["table"]: row["changed"] for row in reply.rows}
    assert (reply.intent, changed["has_phenotype"], changed["phenotypes"]) == ("changes", 1, 1)
    assert reply.params["new"] == graph.id != reply.params["old"]


def test_of_one_kind_with_ids(graph: KnowledgeGraph) -> None:
    reply = graph.ask("Which phenotypes changed in the latest release?")
    assert "HP:0001238" in reply.answer_ids
    assert {row["table"] for row in reply.rows} == {
        "phenotypes", "has_phenotype", "phenotype_is_a",
    }  # fmt: skip


def test_of_one_entity(graph: KnowledgeGraph) -> None:
    reply = graph.ask("What changed for Marfan syndrome since the last release?")
    assert reply.answer_values == (1,)
    assert reply.rows[0]["frequency_label_new"] == "130/210"
    assert graph.ask("What changed for FBN1 in the last release?").answer_values == (0,)


def test_no_variant_was_reclassified(graph: KnowledgeGraph) -> None:
    assert graph.ask("Which variants were reclassified?").answer_values == (0,)
