"""Both stages tune a tiny Llama: loss falls, adapters go the round, a kill is survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rareseek import KnowledgeGraph
from rareseek.errors import InputError
from rareseek.model.corpora.build import Sources, build_corpus
from rareseek.model.corpora.cases import CaseSettings
from rareseek.model.inference import GroundedDiagnoser, open_model
from rareseek.model.records import Message, Role, Stage
from rareseek.model.training.settings import TrainingSettings
from rareseek.model.training.tokens import IGNORED, collate, packed, rows, sequence

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("peft", reason="needs the extra train")

SETTINGS = TrainingSettings(
    steps=4, accumulation=1, batch=1, length=3600, learning_rate=0.02, save_every=2, dropout=0.0
)


@pytest.fixture(scope="module")
def corpus(
    graph: KnowledgeGraph, patients_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    case = CaseSettings(evidence_on=1)
    build_corpus(graph, Sources((patients_file,), each=12, validation=0.0, case=case), folder)
    return folder


def turns(*contents: str) -> list[Message]:
    roles = (Role.USER, Role.ASSISTANT)
    return [Message(roles[i % 2], content) for i, content in enumerate(contents)]


def test_only_what_the_assistant_says_is_learned(tiny_llama: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    made = sequence(turns("What is it?", "Marfan.", "Sure?", "Yes."), tokenizer)
    learned = [i for i, label in zip(made.ids, made.labels, strict=True) if label != IGNORED]
    assert tokenizer.decode(learned) == "Marfan.<|im_end|>\nYes.<|im_end|>\n"
    assert len(made.ids) == len(made.labels) == len(made.positions)


def test_packed_records_do_not_see_each_other(tiny_llama: Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    model = AutoModelForCausalLM.from_pretrained(tiny_llama, use_cache=False).eval()
    one = sequence(turns("What is it?", "Marfan."), tokenizer)
    two = sequence(turns("And this one?", "Homocystinuria."), tokenizer)
    (both,) = packed([one, two], 4096)
    batch = collate(rows([both]), tokenizer.pad_token_id)
    alone = collate(rows([one]), tokenizer.pad_token_id)
    at = both.ids.index(one.ids[0]) if both.ids[: len(one.ids)] == one.ids else len(two.ids)
    with torch.no_grad():
        joined = model(input_ids=batch["input_ids"], position_ids=batch["position_ids"]).logits
        single = model(input_ids=alone["input_ids"], position_ids=alone["position_ids"]).logits
    assert torch.allclose(joined[0, at : at + len(one.ids)], single[0], atol=1e-4)


def test_two_stages_lower_the_loss_and_their_adapter_answers(
    graph: KnowledgeGraph, tiny_llama: Path, corpus: Path, tmp_path: Path
) -> None:
    from rareseek.model.training.train import train

    first = train(tiny_llama, corpus, tmp_path / "one", Stage.INSTRUCT, SETTINGS)
    losses = [entry["loss"] for entry in first.metrics["log"]]
    assert losses[-1] < losses[0]
    second = train(
        tiny_llama, corpus, tmp_path / "two", Stage.REASON, SETTINGS, start=first.adapter
    )
    card = json.loads((second.adapter / "training.json").read_text("utf-8"))
    assert card["started_from"] == "one"
    assert card["corpus"]["snapshot"] == graph.id
    assert (second.adapter / "adapter_model.safetensors").is_file()

    model = open_model(f"{tiny_llama}+{second.adapter}")
    found = GroundedDiagnoser(graph, model, evidence_on=1)("Arachnodactyly and ectopia lentis.")
    given = {passage.disease_id for passage in found.context.passages}
    assert {diagnosis.id for diagnosis in found.diagnoses} <= given


def test_an_adapter_goes_the_round(tiny_llama: Path, corpus: Path, tmp_path: Path) -> None:
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    from rareseek.model.training.train import train

    made = train(tiny_llama, corpus, tmp_path / "one", Stage.INSTRUCT, SETTINGS)
    base = AutoModelForCausalLM.from_pretrained(tiny_llama).eval()
    tokens = torch.tensor([[5, 6, 7, 8]])
    with torch.no_grad():
        plain = base(tokens).logits
        tuned = PeftModel.from_pretrained(base, made.adapter).eval()(tokens).logits
    again = PeftModel.from_pretrained(
        AutoModelForCausalLM.from_pretrained(tiny_llama).eval(), made.adapter
    ).eval()
    assert not torch.allclose(plain, tuned, atol=1e-3)
    with torch.no_grad():
        assert torch.allclose(again(tokens).logits, tuned)


def test_a_killed_run_goes_on(tiny_llama: Path, corpus: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    from rareseek.model.training.train import train

    train(tiny_llama, corpus, tmp_path, Stage.INSTRUCT, replace(SETTINGS, steps=2))
    made = train(tiny_llama, corpus, tmp_path, Stage.INSTRUCT, SETTINGS, resume=True)
    assert made.metrics["steps"] == SETTINGS.steps


def test_a_corpus_without_records_of_the_stage_is_refused(tiny_llama: Path, tmp_path: Path) -> None:
    from rareseek.model.training.train import train

    (tmp_path / "train.jsonl").write_text("", "utf-8")
    with pytest.raises(InputError, match="no record of stage reason"):
        train(tiny_llama, tmp_path, tmp_path / "out", Stage.REASON, SETTINGS)


def test_the_memory_of_the_papers_model_is_estimated_without_loading_it() -> None:
    from rareseek.model.training.memory import plan

    settings = TrainingSettings(precision="bf16", checkpointing=True)
    eight, one = (plan("deepseek-r1-distill-llama-70b", settings, n) for n in (8, 1))
    assert 70e9 < eight.parameters < 71e9
    assert eight.weights == pytest.approx(one.weights / 8)
    assert one.weights == pytest.approx(eight.parameters * 2 / 2**30)
    with pytest.raises(InputError, match=r"no config\.json"):
        plan("/nowhere/at/all", settings)
