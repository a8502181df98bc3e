"""How an adapter is trained. Defaults follow the paper (RareSeek-R1): LoRA with r=8, alpha=32."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ...errors import InputError


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """Settings of one stage.

    Attributes:
        rank: Rank of the adapter's matrices.
        alpha: Scale of the adapter; its product counts ``alpha / rank`` times.
        dropout: Fraction of the adapter's inputs dropped (0 to 1).
        targets: Projections that get an adapter.
        learning_rate: Peak of the cosine schedule.
        warmup: Fraction of the steps over which the rate rises (0 to 1).
        epochs: Passes over the corpus; ``steps`` bounds them.
        steps: Most optimiser steps, or -1 for as many as ``epochs`` takes.
        batch: Sequences of one forward pass on one device.
        accumulation: Forward passes of one optimiser step.
        length: Tokens of the longest sequence; longer records are left out.
        packing: Put several short records into one sequence, each blind to the others.
        precision: ``fp32``, ``bf16`` or ``4bit`` (QLoRA; needs bitsandbytes and a GPU).
        checkpointing: Recompute activations in the backward pass: less memory, more time.
        save_every: Steps between checkpoints, from which a killed run goes on.
        evaluate_every: Steps between measures of the validation loss.
        seed: Of shuffling and initialisation.
    """

    rank: int = 8
    alpha: int = 32
    dropout: float = 0.05
    targets: tuple[str, ...] = ("q_proj", "k_proj", "v_proj", "o_proj")
    learning_rate: float = 2e-4
    warmup: float = 0.03
    epochs: float = 1.0
    steps: int = -1
    batch: int = 1
    accumulation: int = 8
    length: int = 2048
    packing: bool = True
    precision: str = "fp32"
    checkpointing: bool = False
    save_every: int = 100
    evaluate_every: int = 100
    seed: int = 7

    def __post_init__(self) -> None:
        if self.precision not in {"fp32", "bf16", "4bit"}:
            raise InputError(f"precision {self.precision}: give fp32, bf16 or 4bit")
        if min(self.rank, self.alpha, self.batch, self.accumulation, self.length) < 1:
            raise InputError("rank, alpha, batch, accumulation and length must be at least 1")

    def record(self) -> dict[str, Any]:
        """The settings as JSON values."""
        return asdict(self)
