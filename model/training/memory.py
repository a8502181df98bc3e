"""What a training run needs: parameters counted on meta tensors, memory estimated from them.

Nothing is loaded: the model is built without storage from its configuration alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ...errors import InputError, MissingExtraError
from .settings import TrainingSettings

#: The model of the paper: configuration of DeepSeek-R1-Distill-Llama-70B (Llama 3.3's shape).
LLAMA_70B: Final[Mapping[str, Any]] = {
    "model_type": "llama",
    "hidden_size": 8192,
    "intermediate_size": 28672,
    "num_hidden_layers": 80,
    "num_attention_heads": 64,
    "num_key_value_heads": 8,
    "vocab_size": 128256,
    "max_position_embeddings": 131072,
    "tie_word_embeddings": False,
}
NAMED: Final = {"deepseek-r1-distill-llama-70b": LLAMA_70B}
#: Bytes of a weight by precision; 4-bit weights have a scale for each block.
_WEIGHT: Final = {"fp32": 4.0, "bf16": 2.0, "4bit": 0.5625}
#: Bytes of a trained parameter: weight, gradient and AdamW's two moments, in fp32.
_TRAINED: Final = 16.0
#: Activations kept per token and layer, in units of hidden size x 2 bytes: without recomputation
#: (attention, MLP and norms), and with it (the layer's input alone).
_KEPT: Final = 34.0
_RECOMPUTED: Final = 2.0
_GIB: Final = 2**30


@dataclass(frozen=True, slots=True)
class Plan:
    """Parameters, and GiB on each of ``devices``: weights sharded, adapters and activations not."""

    parameters: int
    trained: int
    devices: int
    weights: float
    adapter: float
    activations: float
    logits: float

    @property
    def total(self) -> float:
        """GiB on one device, a tenth added for buffers."""
        return 1.1 * (self.weights + self.adapter + self.activations + self.logits)


def plan(model: str | Path, settings: TrainingSettings, devices: int = 1) -> Plan:
    """Estimate a run; ``model`` is a folder with ``config.json`` or a name of `NAMED`.

    Weights are divided among ``devices`` (FSDP or DeepSpeed ZeRO-3). Raises `InputError` for an
    unknown model, `MissingExtraError` without transformers and peft.
    """
    try:
        import torch
        from peft import LoraConfig, get_peft_model
        from transformers import AutoConfig, AutoModelForCausalLM
    except ImportError as error:
        raise MissingExtraError("torch, transformers and peft", "train") from error
    config = _config(model, AutoConfig)
    with torch.device("meta"):
        base = AutoModelForCausalLM.from_config(config)
        adapted = get_peft_model(
            base,
            LoraConfig(
                r=settings.rank,
                lora_alpha=settings.alpha,
                target_modules=list(settings.targets),
                task_type="CAUSAL_LM",
            ),
        )
    trained = sum(p.numel() for p in adapted.parameters() if p.requires_grad)
    parameters = sum(p.numel() for p in adapted.parameters()) - trained
    tokens = settings.batch * settings.length
    kept = _RECOMPUTED if settings.checkpointing else _KEPT
    return Plan(
        parameters,
        trained,
        devices,
        weights=parameters * _WEIGHT[settings.precision] / devices / _GIB,
        adapter=trained * _TRAINED / _GIB,
        activations=tokens * config.hidden_size * 2 * kept * config.num_hidden_layers / _GIB,
        logits=tokens * config.vocab_size * 4 * 2 / _GIB,
    )


def _config(model: str | Path, auto: Any) -> Any:
    if str(model).lower() in NAMED:
        values = dict(NAMED[str(model).lower()])
        return auto.for_model(values.pop("model_type"), **values)
    if not (Path(model) / "config.json").is_file():
        known = ", ".join(NAMED)
        raise InputError(
            f"{model}: no config.json in this folder; give a model's folder, or {known}"
        )
    return auto.from_pretrained(model)
