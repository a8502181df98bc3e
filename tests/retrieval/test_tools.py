"""The tools for agents, alone, as a LlamaIndex tool spec and in an agent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.agent.workflow import ReActAgent
from llama_index.core.llms import (
    CompletionResponse,
    CompletionResponseGen,
    CustomLLM,
    LLMMetadata,
)

from rareseek import KnowledgeGraph
from rareseek.errors import IdentifierError, InputError, NoteError
from rareseek.retrieval.tool_spec import RareDiseaseToolSpec
from rareseek.retrieval.tools import TOOLS, Tools

NOTE = "A boy with arachnodactyly, ectopia lentis and aortic root aneurysm, but no seizures."


@pytest.fixture(scope="module")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


@pytest.fixture
def tools(graph: KnowledgeGraph) -> Tools:
    return Tools(graph)


def test_normalise(tools: Tools) -> None:
    found = tools.normalise(NOTE + " Unusual fingers were noted.")
    assert [each.id for each in found.excluded] == ["HP:0001250"]
    lens = next(each for each in found.mentions if each.id == "HP:0001083")
    assert NOTE[lens.start : lens.end] == lens.text == "ectopia lentis"
    assert lens.assertion == "present"


def test_rank_by_note_and_by_ids(tools: Tools) -> None:
    by_note = tools.rank(NOTE, top=3)
    by_ids = tools.rank(
        phenotypes=[each.id for each in by_note.present], excluded=["HP:0001250"], top=3
    )
    assert by_note.present == by_ids.present
    assert by_note.excluded == by_ids.excluded
    first = by_note.diseases[0], by_ids.diseases[0]
    assert first[0].disease_name == first[1].disease_name
    # What a program found is trusted less than what a person entered: another model weighs it.
    assert first[0].posterior != first[1].posterior
    assert by_note.diseases[0].disease_name == "Marfan syndrome"
    recessive = tools.rank(NOTE, inheritance=["AR"])
    assert [each.disease_id for each in recessive.diseases] == ["OMIM:219700"]


def test_explain_for_a_patient_gives_the_place_among_all(tools: Tools) -> None:
    ranked = tools.rank(NOTE, top=10).diseases
    for each in ranked:
        found = tools.explain(each.disease_id, NOTE)
        assert (found.rank, found.posterior) == (each.rank, each.posterior)
    marfan = tools.explain("OMIM:154700", NOTE)
    assert [each.id for each in marfan.statements[:2]] == ["E1", "E2"]
    assert {"matched", "gene"} <= {each.kind for each in marfan.statements}


def test_explain_a_disease_by_itself(tools: Tools) -> None:
    found = tools.explain("OMIM:154700")
    assert (found.rank, found.posterior, found.disease_name) == (None, None, "Marfan syndrome")
    by_kind = {(each.kind, each.object_id) for each in found.statements}
    assert ("excludes", "HP:0001249") in by_kind
    assert ("shows", "HP:0001083") in by_kind
    assert ("inheritance", "HP:0000006") in by_kind
    assert len({each.id for each in found.statements}) == len(found.statements)


def test_evidence_is_markdown_as_text_and_passages_as_data(tools: Tools) -> None:
    found = tools.evidence(NOTE, top=2, token_budget=400)
    text = str(found)
    assert text.startswith(found.instructions)
    for passage in found.passages:
        for each in passage.statements:
            assert f"[{each.id}] {each.text}" in text
    assert sum(len(s.text) for p in found.passages for s in p.statements) < 400 * 3


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({}, InputError, "either a note or phenotypes"),
        ({"note": "x", "phenotypes": ["HP:0001250"]}, InputError, "either a note or phenotypes"),
        ({"note": "x", "excluded": ["HP:0001250"]}, InputError, "a note says itself"),
        ({"note": " "}, NoteError, "the note is empty"),
        ({"phenotypes": ["HP:7777777"]}, IdentifierError, "HP:7777777 is unknown"),
        ({"note": "x", "top": 0}, InputError, "top is 0"),
        ({"note": "x", "sources": ["X"]}, InputError, "'X' is no source"),
    ],
)
def test_wrong_arguments_are_refused_in_a_sentence(
    tools: Tools, given: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        tools.rank(**given)


def test_an_unknown_disease_is_named(tools: Tools) -> None:
    with pytest.raises(IdentifierError, match="OMIM:999999 is no disease of this graph"):
        tools.explain("OMIM:999999")
    with pytest.raises(IdentifierError, match="OMIM:999999 is no disease with phenotypes"):
        tools.explain("OMIM:999999", NOTE)


def test_a_question_in_words_is_answered_from_the_graph(graph: KnowledgeGraph) -> None:
    asked = Tools(graph).ask("How often does arachnodactyly occur in Marfan syndrome?")
    assert not asked.unsure
    assert asked.answer_values


def test_a_question_that_is_not_understood_is_asked_back(graph: KnowledgeGraph) -> None:
    asked = Tools(graph).ask("What is the weather?")
    assert asked.unsure
    assert not asked.answer_ids


class ThinksThenAnswers(CustomLLM):
    """A language model that calls one tool and then repeats what it was shown."""

    action: str

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted")

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        if "Observation:" not in prompt.rsplit("Current Conversation", maxsplit=1)[-1]:
            return CompletionResponse(text=f"Thought: I need the graph.\n{self.action}")
        seen = "Marfan syndrome [E1]" if "[E1] matched" in prompt else "nothing seen"
        return CompletionResponse(text=f"Thought: I can answer.\nAnswer: {seen}")

    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        answer = self.complete(prompt)
        yield CompletionResponse(text=answer.text, delta=answer.text)


async def test_an_agent_calls_the_tools(graph: KnowledgeGraph) -> None:
    spec = RareDiseaseToolSpec(graph)
    offered = spec.to_tool_list()
    assert [tool.metadata.name for tool in offered] == list(TOOLS)
    schema = offered[1].metadata.get_parameters_dict()
    assert schema["properties"]["phenotypes"]["description"].startswith("HPO ids")
    llm = ThinksThenAnswers(action=f'Action: evidence\nAction Input: {{"note": "{NOTE}"}}')
    agent = ReActAgent(tools=list(offered), llm=llm)
    result = await agent.run("Which disease?")
    assert "Marfan syndrome [E1]" in str(result)
