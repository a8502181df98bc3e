"""A graph in miniature, patients of its diseases, and a tiny random Llama."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from rareseek import KnowledgeGraph
from rareseek.model.records import Message

#: The chat template of SmolLM2 without its default system message.
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content']"
    " + '<|im_end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
MARFAN = "OMIM:154700"


class ScriptedModel:
    """A model that answers what it is told to, and keeps what it was asked."""

    name = "scripted"

    def __init__(self, answer: object) -> None:
        self.answer = answer if isinstance(answer, str) else json.dumps(answer)
        self.asked: list[Sequence[Message]] = []
        self.schema: Mapping[str, Any] = {}

    def chat(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        self.asked.append(messages)
        self.schema = schema
        return self.answer

    def count(self, text: str) -> int:
        return len(text.split())


@pytest.fixture(scope="session")
def graph(small_home: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(home=small_home) as opened:
        yield opened


def phenopacket(
    case: str,
    disease: str,
    present: Sequence[tuple[str, str]],
    excluded: Sequence[tuple[str, str]] = (),
    pmid: str = "PMID:9999",
    age: str = "P14Y",
) -> dict[str, Any]:
    features: list[dict[str, Any]] = [{"type": {"id": i, "label": n}} for i, n in present]
    features += [{"type": {"id": i, "label": n}, "excluded": True} for i, n in excluded]
    return {
        "id": case,
        "subject": {"sex": "MALE", "timeAtLastEncounter": {"age": {"iso8601duration": age}}},
        "phenotypicFeatures": features,
        "interpretations": [{"diagnosis": {"disease": {"id": disease}}}],
        "metaData": {"externalReferences": [{"id": pmid}]},
    }


@pytest.fixture(scope="session")
def patients_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three patients: two of Marfan syndrome, one of a disease that the graph does not hold."""
    arachnodactyly, lens = ("HP:0001166", "Arachnodactyly"), ("HP:0001083", "Ectopia lentis")
    seizure = ("HP:0001250", "Seizure")
    packets = [
        phenopacket("one", MARFAN, [arachnodactyly, lens], [seizure]),
        phenopacket("two", MARFAN, [lens], pmid="PMID:8888", age="P5M"),
        phenopacket("three", "OMIM:999999", [seizure]),
    ]
    path = tmp_path_factory.mktemp("cases") / "patients.jsonl"
    path.write_text("".join(json.dumps(packet) + "\n" for packet in packets), "utf-8")
    return path


@pytest.fixture(scope="session")
def tiny_llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a Llama of 60,000 random parameters with a byte-level tokeniser."""
    torch = pytest.importorskip("torch", reason="needs the extra train")
    transformers = pytest.importorskip("transformers", reason="needs the extra train")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    folder = tmp_path_factory.mktemp("weights") / "tiny-llama"
    signs = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<|end|>", "<|im_start|>", "<|im_end|>"]
    vocabulary = {sign: number for number, sign in enumerate([*special, *signs])}
    backend = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.add_special_tokens(special)
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=backend, eos_token="<|im_end|>", pad_token="<|end|>"
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    torch.manual_seed(1)
    model = transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=len(vocabulary),
            hidden_size=48,
            intermediate_size=96,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=8192,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
